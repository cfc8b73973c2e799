"""Laws of the coach: whatever is told in whatever order, there is one advice, a plan, a picture and every letter."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.case import Case, Stage
from bot.domain.case_json import from_json, to_json
from bot.domain.history import Event
from bot.domain.issues import ISSUES, Issue
from bot.domain.shelves import TELLABLE
from bot.domain.standing import story
from bot.rendering.words import words
from bot.services import timeline
from bot.services.coaching import coached
from bot.services.letters import letter, offered
from bot.services.reminders import planned
from bot.services.scene import Scene
from tests.services.tellers import TODAY, presses, scene_of, tells

LAWS: Final = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS: Final = st.integers(0, 60).map(lambda ago: TODAY - timedelta(ago))
TIMERS: Final = st.integers(0, 180).map(lambda ahead: TODAY + timedelta(ahead))
AMOUNTS: Final = st.sampled_from(("0", "0.001", "0.01", "5", "24.00", "100000"))
KNOWN: Final = st.fixed_dictionaries(
    {}, optional={"on": DAYS.map(date.isoformat), "answer_by": TIMERS.map(date.isoformat), "amount": AMOUNTS}
)
TOLD: Final = st.lists(st.tuples(st.sampled_from(sorted(TELLABLE)), KNOWN), max_size=7)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case of any kind, before or after its dispute, of which much or little is known."""
    issue, stage = draw(st.sampled_from(Issue)), draw(st.sampled_from(Stage))
    opened_on = draw(DAYS) if stage is not Stage.NOT_OPENED and draw(st.booleans()) else None
    return Case(
        stage=stage,
        family=ISSUES[issue].family,
        issue=issue,
        item=draw(st.none() | st.just("a dress")),
        price=draw(st.none() | st.just(Decimal("24.00"))),
        currency=draw(st.none() | st.sampled_from(("USD", "JPY"))),
        quantity=4,
        affected=2,
        ordered_on=draw(st.none() | st.just(TODAY - timedelta(90))),
        protection_ends_on=draw(st.none() | DAYS | TIMERS),
        opened_on=opened_on,
        closed_on=opened_on if stage is Stage.DECIDED else None,
    )


@given(cases(), TOLD)
@LAWS
def test_whatever_is_told_there_is_one_advice_a_plan_and_a_picture(case: Case, happened: list[Any]) -> None:
    """The same after it was stored; its day is never one that has passed."""
    scene = scene_of(case)
    for event, known in happened:
        scene = tells(scene, event, **known)
        found = coached(scene)

        assert found == coached(scene.with_case(from_json(to_json(scene.case))))
        assert found.coaching.at == found.advice.at
        assert found.coaching.by is None or found.coaching.by >= TODAY
        assert planned(scene) is not None
        assert timeline.screen(scene).picture is not None
    assert len(scene.case.history) >= len(happened)


@given(cases(), TOLD)
@LAWS
def test_every_letter_at_hand_can_be_written_for_every_reader(case: Case, happened: list[Any]) -> None:
    scene = _told(scene_of(case), happened)

    for key in offered(scene, coached(scene)):
        facts = dict(letter(scene, key).facts)
        assert all(words(language).letter(key, facts) for language in ("en", "ru", "zh")), key


@given(cases(), TOLD, st.data())
@LAWS
def test_what_is_taken_back_was_never_told(case: Case, happened: list[Any], data: st.DataObject) -> None:
    """In any order; what is left in the end is what the form said."""
    start = scene_of(case)
    scene = _told(start, happened)

    while len(scene.case.history) > len(story(start.case)):
        places = [at for at, one in enumerate(scene.case.history) if one not in story(start.case)]
        if not places:
            return  # told once more just as the form has it: which of the two goes does not matter
        scene = presses(scene, "undo", str(data.draw(st.sampled_from(places))))

    assert story(scene.case) == story(start.case)
    assert scene.case.stage is start.case.stage
    assert scene.case.opened_on == start.case.opened_on
    assert scene.case.closed_on == start.case.closed_on


def test_nothing_but_a_clock_is_on_no_shelf() -> None:
    clocks = {event for event in Event if event.endswith(("ran_out", "applied", "due", "carried_out", "under_way"))}

    assert set(Event) - TELLABLE == clocks


def _told(scene: Scene, happened: list[Any]) -> Scene:
    for event, known in happened:
        scene = tells(scene, event, **known)
    return scene
