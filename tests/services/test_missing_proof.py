"""Two days before the safe last day a buyer is told which proof is missing, and not when it is there."""

from __future__ import annotations

from typing import Final

from bot.domain.case import Stage
from bot.domain.issues import ISSUES, Issue
from tests.conversation import Conversation, conversation
from tests.services.reminded import DRESS, at, keep

TORN: Final = DRESS.but(stage=Stage.NOT_OPENED, family=ISSUES[Issue.DAMAGED].family)
"""With everything that leads to its problem, so that the problem counts."""


async def test_the_proof_that_is_missing_is_named_two_days_before_the_last_day() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, TORN, zone="Europe/Berlin")
        await talk.until(at(20, 14))
        await talk.until(at(21))

        assert "two days are left to get the missing proof" in talk.screen
        assert talk.screen.count("• ") == 3
        assert "• The fault from near" in talk.screen
        assert "by 23 Nov 2026" in talk.screen
        await talk.taps("What proves it")
        assert "○ 1. Fault close up" in talk.screen


async def test_who_sends_the_missing_proof_is_not_asked_for_it_again() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, TORN, zone="Europe/Berlin")
        assert "proof_missing" in await _planned(talk)

        for _ in range(6):
            await talk.sends()

        assert "proof_missing" not in await _planned(talk)


async def test_proof_that_is_there_counts_when_everything_is_planned_anew() -> None:
    """The case is not the open one just then."""
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, TORN, zone="Europe/Berlin")
        for _ in range(6):
            await talk.sends()
        await talk.says("/new")
        await talk.says("/reminders")
        await talk.taps("Switch everything off")
        await talk.taps("Switch everything on")

        assert "last_day" in await _planned(talk)
        assert "proof_missing" not in await _planned(talk)


async def _planned(talk: Conversation) -> list[str]:
    return [one.kind for one in await talk.app.store.planned(talk.buyer)]
