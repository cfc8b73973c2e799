"""What is offered at "What happened?" can happen, and nothing that can is out of reach."""

from __future__ import annotations

import pytest

from bot.domain.history import Event
from bot.domain.shelves import LIKELY, SHELVES, possible
from bot.domain.stages import Phase
from bot.domain.transitions import POSSIBLE

CLOCKS = {
    event
    for event in Event
    if event.endswith(("_ran_out", "_applied"))
    or event in (Event.STILL_UNDER_WAY, Event.AGREEMENT_CARRIED_OUT, Event.AGREED_RETURN_DUE)
}


def test_everything_a_person_can_tell_is_on_one_shelf() -> None:
    shelved = [event for events in SHELVES.values() for event in events]

    assert len(shelved) == len(set(shelved))
    assert set(shelved) == set(Event) - CLOCKS


@pytest.mark.parametrize("phase", Phase)
def test_what_is_likely_in_a_stage_is_possible_there(phase: Phase) -> None:
    assert LIKELY[phase]
    assert [event for event in LIKELY[phase] if (phase, event) not in POSSIBLE] == []


@pytest.mark.parametrize("phase", Phase)
def test_a_shelf_shows_only_what_can_happen(phase: Phase) -> None:
    for events in SHELVES.values():
        assert {(phase, event) for event in possible(phase, events)} <= POSSIBLE
