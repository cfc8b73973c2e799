"""Coaching examples: the sentences of tests/specs/coach, asked of `assess` as a program would ask, and checked."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from bot.commands.answer import answer
from bot.commands.case_input import Asked, understood
from bot.commands.json_objects import Fault, objects
from bot.domain.eligibility import assess
from bot.domain.policy import Policy
from bot.rendering.words import words

FOLDER: Final = Path(__file__).parent / "specs" / "coach"


@dataclass(frozen=True, slots=True)
class Coached:
    """One sentence with its case, its day and what must come out."""

    name: str
    asked: Asked
    expect: Mapping[str, Any]

    def faults(self, policy: Policy) -> list[str]:
        """What came out otherwise."""
        return list(differences(self.said(policy), self.expect))

    def said(self, policy: Policy) -> Mapping[str, Any]:
        """The whole answer, as JSON says it."""
        case, today = self.asked.case, self.asked.today
        said: dict[str, Any] = json.loads(answer(case, assess(case, policy, today), policy, today, words("en")))
        return said


def coached() -> list[Coached]:
    """Every example of the folder."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
            name = f"{path.stem}: {entry['says']}"
            found.append(Coached(name, asked(entry["case"] | {"today": entry["today"]}), entry["expect"]))
    return found


def asked(told: Mapping[str, Any]) -> Asked:
    """The case a program would have sent."""
    line = json.dumps(told, default=date.isoformat).encode()
    ((number, found),) = objects(BytesIO(line))
    case = (found,) if isinstance(found, Fault) else understood(number, found)
    if not isinstance(case, Asked):
        raise TypeError(f"{told}: {[str(fault) for fault in case]}")
    return case


def differences(said: Mapping[str, Any], expect: Mapping[str, Any]) -> Iterator[str]:
    """Each expectation that does not hold, as a line. A list asks for these at least; with `not_`, for none of them."""
    for key, wanted in expect.items():
        negated, name = key.startswith("not_"), key.removeprefix("not_")
        got = _found(said, name)
        if isinstance(wanted, list):
            yield from (f"{key}: {one} in {got}" for one in wanted if (one in (got or ())) is negated)
        elif got != _plain(wanted):
            yield f"{key}: {got!r} instead of {wanted!r}"


def _found(said: Mapping[str, Any], name: str) -> Any:
    """A part of the answer, of the advice or of what it rests on, by its own name; of what has keys, the keys."""
    advice = said.get("advice") or {}
    got = next(part for part in (said, advice, advice.get("grounds") or {}) if name in part)[name]
    if isinstance(got, list):
        return [one.get("key", one.get("route", one.get("id"))) if isinstance(one, dict) else one for one in got]
    return got.get("level", got) if isinstance(got, dict) else got


def _plain(wanted: Any) -> Any:
    if isinstance(wanted, date):
        return wanted.isoformat()
    return None if wanted == "" else wanted
