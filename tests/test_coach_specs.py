"""The coach says what the sentences in tests/specs/coach say, and every stage and event has its sentence."""

from __future__ import annotations

import pytest

from bot.domain.addressees import COACH_LETTERS
from bot.domain.enclosures import Enclosure
from bot.domain.stages import Phase
from bot.policies import load
from tests.coaching import Coached, coached

POLICY = load()
EXAMPLES = coached()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_sentence_holds(example: Coached) -> None:
    assert example.faults(POLICY) == []


def test_every_example_has_its_own_sentence() -> None:
    names = [example.name for example in EXAMPLES]
    assert len(names) == len(set(names))


def test_every_stage_has_a_sentence() -> None:
    assert {example.expect.get("stage") for example in EXAMPLES} >= {phase.value for phase in Phase}


def _expected(key: str) -> set[str]:
    return {one for example in EXAMPLES for one in example.expect.get(key, ())}


def test_every_letter_of_the_coach_is_called_for_in_a_sentence() -> None:
    assert set(COACH_LETTERS) - _expected("letters") == set()


def test_everything_that_goes_with_a_letter_is_called_for_in_a_sentence() -> None:
    assert set(Enclosure) - _expected("evidence") == set()
