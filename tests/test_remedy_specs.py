"""The remedies as sentences: tests/specs/remedies/*.toml, each with a case, a day and what is expected of the answer.

`kinds` is the whole ranking; `first` only its head; the other keys are looked up in the remedy named by `of`, or the
first. Amounts are text, so that "12.5" and "12.50" differ as they do on the screen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.domain.case import Case
from bot.domain.case_json import parse
from bot.domain.eligibility import assess
from bot.domain.remedies import Remedy, suggest
from bot.policies import load

FOLDER = Path(__file__).parent / "specs" / "remedies"
POLICY = load()
TODAY = date(2026, 11, 22)
OPEN = {"delivered_on": "2026-11-18", "protection_ends_on": "2026-12-01", "ordered_on": "2026-10-20"}


def _examples() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
            yield pytest.param(example, id=f"{path.stem}: {example['says']}")


def _case(told: dict[str, Any]) -> Case:
    given = (OPEN if told.pop("open", False) else {}) | told
    return Case(
        **{name: parse(name, value if isinstance(value, list) else str(value)) for name, value in given.items()}
    )


def _text(value: object) -> object:
    if isinstance(value, Decimal | date):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("example", list(_examples()))
def test_remedies_are_as_the_specification_says(example: dict[str, Any]) -> None:
    case = _case(dict(example["case"]))
    today = example.get("today", TODAY)

    remedies = suggest(case, assess(case, POLICY, today), POLICY)

    expect = dict(example["expect"])
    kinds = [remedy.kind.value for remedy in remedies]
    if "kinds" in expect:
        assert kinds == expect.pop("kinds")
    if "first" in expect:
        assert kinds[0] == expect.pop("first")
    assert not set(expect.pop("never", [])) & set(kinds)
    chosen = _named(remedies, expect.pop("of", kinds[0]))
    for name in ("why", "cost", "risks"):
        assert set(expect.pop(name, [])) <= set(getattr(chosen, name))
    if "steps" in expect:
        assert [step.key for step in chosen.steps] == expect.pop("steps")
    for name, value in expect.items():
        wanted = None if value == "none" else value
        assert _text(getattr(chosen, name)) == wanted, name


def _named(remedies: tuple[Remedy, ...], kind: str) -> Remedy:
    return next(remedy for remedy in remedies if remedy.kind == kind)
