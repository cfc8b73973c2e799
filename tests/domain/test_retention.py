"""When a buyer who writes no more is told, and when everything of theirs goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.retention import Fate, Idle, Notice, fate

LAST_WORD = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAYS = 180


def day(number: float) -> datetime:
    return LAST_WORD + timedelta(days=number)


def on(number: float, **more: Any) -> Fate:
    return fate(Idle(7, LAST_WORD, **more), day(number), DAYS)


def told(warned: float, sent: float | None = None) -> dict[str, Any]:
    sent_at = day(warned if sent is None else sent)
    return {"warned_at": day(warned), "notice": Notice.SENT, "told_at": sent_at}


def test_a_buyer_is_told_two_weeks_before_and_deleted_on_the_day() -> None:
    assert on(165.9) is Fate.KEEP
    assert on(166) is Fate.WARN
    assert on(179.9, **told(166)) is Fate.KEEP
    assert on(180, **told(166)) is Fate.DELETE


def test_whoever_was_told_late_has_two_weeks_all_the_same() -> None:
    """The bot was down for a year."""
    assert on(545) is Fate.WARN
    assert on(545.1, **told(545)) is Fate.KEEP
    assert on(558.9, **told(545)) is Fate.KEEP
    assert on(559, **told(545)) is Fate.DELETE


def test_the_two_weeks_begin_when_telegram_took_the_message() -> None:
    """It was queued in time, and Telegram was out of reach for a month."""
    assert on(200, warned_at=day(166), notice=Notice.WAITS) is Fate.KEEP
    assert on(200, **told(166, sent=196)) is Fate.KEEP
    assert on(210, **told(166, sent=196)) is Fate.DELETE


@pytest.mark.parametrize(
    "why",
    [
        {"blocked": True},
        {"has_cases": False},
        {"warned_at": day(166), "notice": Notice.FAILED},
    ],
    ids=["blocked the bot", "has no case", "the message could not be delivered"],
)
def test_who_cannot_be_told_or_has_nothing_to_lose_goes_on_the_day(why: dict[str, Any]) -> None:
    assert on(179.9, **why) is Fate.KEEP
    assert on(180, **why) is Fate.DELETE


def test_a_reminder_that_lies_ahead_counts_as_activity() -> None:
    ahead = {"last_reminder_at": day(300)}

    assert on(250, **ahead) is Fate.KEEP
    assert on(286, **ahead) is Fate.WARN
    assert on(299.9, **ahead, **told(280)) is Fate.KEEP
    assert on(300, **ahead, **told(280)) is Fate.DELETE


@pytest.mark.parametrize("more", [{}, {"blocked": True}, told(166)], ids=["", "blocked", "told"])
def test_nothing_is_deleted_while_volunteers_have_a_case(more: dict[str, Any]) -> None:
    assert on(1000, talking=True, **more) is Fate.KEEP
