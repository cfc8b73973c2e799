"""The rules do what the sentences in tests/specs/rules say, and every number in the policy files matters to one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.cards import CARD_ROUTES
from bot.domain.conflicts import CONFLICTS
from bot.domain.doubts import keys
from bot.domain.eligibility import Verdict, assess
from bot.domain.fallbacks import ROUTES
from bot.domain.policy import Policy, Since, Term
from bot.domain.warnings import WARNINGS
from bot.policies import load
from tests.examples import FOLDER, Example, examples

POLICY = load()
EXAMPLES = examples()
WRITTEN_TWICE: dict[str, list[dict[str, Any]]] = tomllib.loads((FOLDER / "terms.toml").read_text(encoding="utf-8"))[
    "term"
]
_DAYS = ("on", "checked_on", "in_force_by", "still_valid_on")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_sentence_holds(example: Example) -> None:
    assert example.faults(POLICY) == []


def _written(term: Term) -> list[dict[str, Any]]:
    """A term in the form of terms.toml."""
    rows = []
    for block in term.since:
        row: dict[str, Any] = {name: getattr(block, name) for name in _DAYS if getattr(block, name) is not None}
        rows.append(row | ({"ended": True} if block.value is None else {block.unit.value: block.value}))
    return rows


def test_every_number_is_written_twice() -> None:
    """terms.toml repeats every number and day of the policy files, so none changes by a slip of the finger."""
    assert {key: _written(term) for key, term in POLICY.terms.items()} == WRITTEN_TWICE


def _mutants(policy: Policy) -> Iterator[tuple[str, Since, str, Policy]]:
    """The policy with one number or one day changed by one, each in turn."""
    for key, term in policy.terms.items():
        for place, block in enumerate(term.since):
            for changed in _changed(block):
                since = (*term.since[:place], changed, *term.since[place + 1 :])
                yield (
                    key,
                    block,
                    _difference(block, changed),
                    replace(policy, terms={**policy.terms, key: replace(term, since=since)}),
                )


def _changed(block: Since) -> Iterator[Since]:
    if block.value is not None:
        yield replace(block, value=block.value + 1)
        if block.value > 0:
            yield replace(block, value=block.value - 1)
    for name in _DAYS:
        day = getattr(block, name)
        if day is not None:
            yield replace(block, **{name: day + timedelta(days=1)})


def _difference(block: Since, changed: Since) -> str:
    return next(entry.name for entry in fields(Since) if getattr(block, entry.name) != getattr(changed, entry.name))


def test_no_number_can_change_unnoticed() -> None:
    """Change any number or day in a policy file, and a sentence fails. Numbers that an assessment rests on are
    caught by a case, the others by their second writing."""
    resting: dict[tuple[str, date], list[Example]] = {}
    for example in EXAMPLES:
        for cited in assess(example.case, POLICY, example.today).terms:
            resting.setdefault((cited.term, cited.since), []).append(example)
    unnoticed = []
    for key, block, changed, mutant in _mutants(POLICY):
        cases = resting.get((key, block.on), []) if changed == "value" else []
        noticed = any(example.faults(mutant) for example in cases)
        if not (noticed if cases else _written(mutant.terms[key]) != WRITTEN_TWICE[key]):
            unnoticed.append(f"{key} since {block.on}: {changed}")
    assert unnoticed == []


def test_the_sentences_meet_every_verdict_conflict_warning_and_route() -> None:
    """Nothing the rules can say is without an example."""
    said: set[str] = set()
    for example in EXAMPLES:
        for key in ("conflicts", "warnings", "reasons", "routes"):
            said.update(example.expect.get(key, ()))
        said.update(example.expect.get("last", ()))
        said.add(str(example.expect.get("verdict")))
    assert sorted(_everything() - said) == []


def _everything() -> set[str]:
    routes = {*ROUTES, *CARD_ROUTES} - {"card"}
    return {*CONFLICTS, *WARNINGS, *routes, *keys(), *(verdict.value for verdict in Verdict)}


def test_every_example_has_its_own_sentence() -> None:
    names = [example.name for example in EXAMPLES]
    assert len(names) == len(set(names))
    assert all(isinstance(example.today, date) for example in EXAMPLES)
