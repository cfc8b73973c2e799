"""Missing shots stay in sight: on the result, on the card, in /cases and for volunteers, until they are there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from bot.app import tongue
from bot.domain.buyer import Buyer, File, Record
from bot.domain.calendar import marketplace_day
from bot.domain.case import Case, Stage
from bot.domain.claims import Shot
from bot.domain.issues import ISSUES, Issue
from bot.rendering.bubbles import bubble
from bot.services.result import whole
from bot.services.scene import Scene
from tests.conversation import Conversation, conversation
from tests.rendering import markup
from tests.services.reminded import DRESS, POLICY, at, keep
from tests.support.desk import asks, card, desk, lines, volunteer

TORN: Final = DRESS.but(stage=Stage.NOT_OPENED, family=ISSUES[Issue.DAMAGED].family)


async def _shows(talk: Conversation, case: Case) -> None:
    """The buyer looks at a case that stands like this."""
    await talk.says("/start")
    await keep(talk, case, zone="Europe/Berlin")


async def test_the_card_counts_what_is_there_and_names_what_is_not() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await _shows(talk, TORN)
        await talk.sends("photo")
        await talk.sends("photo")
        await talk.says("/cases")
        assert "1. Dress · closing soon · 2 of 5 shots · next:" in talk.screen
        await talk.taps("Case 1")

        assert (
            "Proof: 2 of 5 shots are there. Still missing: Packing inside, Whole item, Unboxing video." in talk.screen
        )


async def test_what_can_not_be_had_is_said_so_and_not_asked_for() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await _shows(talk, TORN.but(without=frozenset({Shot.UNBOXING, Shot.INNER_PACKING})))
        await talk.sends("photo")
        await talk.says("/cases")
        await talk.taps("Case 1")

        assert "1 of 5 shots are there. Still missing: Parcel from all sides, Whole item." in talk.screen
        assert "Can’t be had: Packing inside, Unboxing video." in talk.screen


def test_the_result_ticks_what_is_there_and_says_the_open_ones_first() -> None:
    case = TORN.but(without=frozenset({Shot.UNBOXING}))
    record = Record(1, 7, 1, case, (File("photo", "f", "u", 5),))
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    scene = Scene(Buyer(7, case_id=1), record, now, marketplace_day(now, POLICY), POLICY, tongue("en"))
    (verdict,) = whole(scene).before

    assert (
        markup.visible(bubble(verdict, "en").text)
        .partition("Proof still worth having")[2]
        .startswith(
            """: 1 of 5 shots are there.
○ Parcel from all sides
○ Packing inside
○ Whole item
✓ Fault close up
– Unboxing video: can’t be had
"""
        )
    )


async def test_a_case_without_a_result_counts_its_shots_too() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await _shows(talk, TORN.but(reviewed=False))
        await talk.sends("photo")
        await talk.says("/cases")

        assert "1 of 5 shots" in talk.screen


async def test_of_several_cases_each_counts_its_own_files() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await _shows(talk, TORN)
        await talk.sends("photo")
        await talk.says("/new")
        await keep(talk, replace(TORN, item="Hat"))
        await talk.says("/cases")

        shown = {line.split(" · ")[0]: line for line in talk.screen.splitlines() if " · " in line}
        assert "1 of 5 shots" in shown["1. Dress"]
        assert "0 of 5 shots" in shown["2. Hat"]


async def test_the_reminder_of_missing_proof_says_how_far_it_is() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await _shows(talk, TORN)
        await talk.sends("photo")
        await talk.until(at(20, 14))
        await talk.until(at(21))

        assert "1 of 5 shots are there. Still missing:" in talk.screen


async def test_volunteers_see_what_is_missing_and_which_number_shows_what() -> None:
    async with desk() as talk:
        await talk.sends("photo")
        await talk.sends("photo")
        await talk.sends("document")
        await asks(talk)

        assert "Proof: 2 of 5 shots are there. Still missing: Packing inside, Whole item, Unboxing video." in card(talk)
        await volunteer(talk, "/history")
        told = lines(talk)[-1]
        assert "✓ Fault close up: 1\n✓ Parcel from all sides: 2\n○ Packing inside" in told
        assert "✓ Serves no line: 3" in told
