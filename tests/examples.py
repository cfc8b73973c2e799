"""Examples: the sentences of tests/specs/rules, read and checked. `tests/test_specs.py` runs them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.domain.case import Case
from bot.domain.case_json import parse
from bot.domain.eligibility import Assessment, assess
from bot.domain.policy import Policy

FOLDER: Final = Path(__file__).parent / "specs" / "rules"


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence with its case, its day and what must come out."""

    name: str
    case: Case
    today: date
    expect: Mapping[str, Any]

    def faults(self, policy: Policy) -> list[str]:
        """What came out otherwise."""
        return list(differences(assess(self.case, policy, self.today), self.expect))


def examples() -> list[Example]:
    """Every example of the folder."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("example", ()):
            name = f"{path.stem}: {entry['says']}"
            found.append(Example(name, _case(entry["case"]), entry["today"], entry["expect"]))
    return found


def _case(answers: Mapping[str, Any]) -> Case:
    values: dict[str, Any] = {
        name: value if type(value) is date else parse(name, value) for name, value in answers.items()
    }
    return Case(**values)


def differences(found: Assessment, expect: Mapping[str, Any]) -> Iterator[str]:
    """Each expectation that does not hold, as a line."""
    for key, wanted in expect.items():
        if key in _SAME:
            got = getattr(found, key)
            if got != (None if wanted == "" else tuple(wanted) if isinstance(wanted, list) else wanted):
                yield f"{key}: {got!r} instead of {wanted!r}"
            continue
        negated, name = key.startswith("not_"), key.removeprefix("not_")
        if name in _LISTS:
            listed = _LISTS[name](found)
            yield from (f"{key}: {one} in {listed}" for one in wanted if (one in listed) is negated)
        else:
            yield from _mapped(found, key, wanted)


def _mapped(found: Assessment, key: str, wanted: Mapping[str, Any]) -> Iterator[str]:
    got = _MAPS[key](found)
    for name, value in wanted.items():
        if name not in got:
            yield f"{key}: no {name} among {sorted(got)}"
        elif key == "notes":
            yield from (f"notes of {name}: {one} not in {got[name]}" for one in value if one not in got[name])
        elif got[name] != (None if value == "" else value):
            yield f"{key} {name}: {got[name]} instead of {value}"


_SAME: Final = frozenset(
    {
        "verdict",
        "opens_on",
        "safe_last_day",
        "page_last_day",
        "days_left",
        "conflicts",
        "missing",
        "stale",
    }
)
_LISTS: Final[dict[str, Callable[[Assessment], tuple[str, ...]]]] = {
    "warnings": lambda found: found.warnings,
    "reasons": lambda found: tuple(reason.key for reason in found.reasons),
    "terms": lambda found: tuple(cited.term for cited in found.terms),
    "routes": lambda found: tuple(route.route for route in found.fallbacks),
}
_MAPS: Final[dict[str, Callable[[Assessment], Mapping[str, Any]]]] = {
    "last": lambda found: {route.route: route.last_day for route in found.fallbacks},
    "from": lambda found: {route.route: route.from_on for route in found.fallbacks},
    "notes": lambda found: {route.route: route.notes for route in found.fallbacks},
    "reading": lambda found: {f"{r.conflict}{r.side}": _day(r.conflict, r) for r in found.readings},
    "side": lambda found: {f"{r.conflict}{r.side}": r.verdict.value for r in found.readings},
    "opening": lambda found: {f"{r.conflict}{r.side}": r.opens_on for r in found.readings},
    "fact": lambda found: {reason.key: reason.facts.get("day") for reason in found.reasons},
    "facts": lambda found: found.facts,
    "route_facts": lambda found: {f"{r.route}.{name}": fact for r in found.fallbacks for name, fact in r.facts.items()},
}


def _day(conflict: str, reading: Any) -> date | None:
    """The day a conflict is about: where it is about opening, the day it opens."""
    day: date | None = reading.opens_on if conflict == "C7" else reading.last_day
    return day
