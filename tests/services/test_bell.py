"""The bell: what is wrong with one reminder is nobody else's trouble, and what is late, blocked or double is sorted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest

from bot.app import tongue
from bot.domain.buyer import Buyer, Record
from bot.domain.calendar import marketplace_day
from bot.domain.case import Case
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.standing import told
from bot.policies import load
from bot.services.desk import Desk
from bot.services.reminders import planned
from bot.services.scene import Scene
from bot.storage.changes import Changes
from tests.conversation import Conversation, conversation
from tests.engines import EACH_ENGINE

POLICY: Final = load()
HOST: Final = 42
DAY: Final = timedelta(days=1)
PROPOSED: Final = told(
    Case(issue=Issue.DAMAGED, item="Dress", ordered_on=date(2026, 10, 20), delivered_on=date(2026, 11, 8)).but(
        reviewed=True
    ),
    Happening(Event.DISPUTE_OPENED, date(2026, 11, 18)),
    Happening(Event.PLATFORM_PROPOSED_AMOUNT, date(2026, 11, 20), Decimal(5), answer_by=date(2026, 11, 25)),
)
"""The proposal is to be answered by the 25th; half of the time is over on the 22nd."""
HALF_TIME: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)
MONEY_DUE: Final = datetime(2026, 12, 10, 12, tzinfo=UTC)
"""Nobody answers it: it applies itself, and this is when its money should be there."""


@pytest.fixture
async def talk(database: str) -> AsyncIterator[Conversation]:
    async with conversation(at="2026-11-20T12:00", operators=(HOST,), database_url=database) as talk:
        talk.telegram.says(talk.telegram.user(HOST).id, "/start")
        await talk.says("/start")
        yield talk


async def meet(talk: Conversation, *chats: int) -> None:
    """Buyers who have written to the bot, each with the case."""
    for chat_id in chats:
        talk.telegram.says(talk.telegram.user(chat_id).id, "/start")
    await talk.settle()
    for chat_id in chats:
        await save(talk, chat_id)


async def save(talk: Conversation, chat_id: int, case: Case = PROPOSED) -> None:
    """The case as a turn would leave it, with its plan."""
    now = talk.clock.now
    snapshot = await talk.app.store.load(chat_id)
    buyer = snapshot.buyer or Buyer(chat_id, created_at=now, active_at=now)
    buyer = replace(buyer, revision=buyer.revision + 1, shown=buyer.revision + 1)
    record = replace(snapshot.record or Record(0, chat_id, 0, case), case=case)
    scene = Scene(buyer, record, now, marketplace_day(now, POLICY), POLICY, tongue("en"))
    assert await talk.app.store.commit(Changes(None, now, buyer, record, reminders=planned(scene)))


async def spoil(talk: Conversation, chat_id: int, notice: str = "[") -> None:
    """A row that no release has written: reading it raises what nobody expects."""
    store: Any = talk.app.store
    damage = "UPDATE buyers SET notice = ? WHERE chat_id = ?"
    await store._engine._writer._hop.run(lambda connection: connection.execute(damage, (notice, chat_id)))


def pings(talk: Conversation, chat_id: int) -> list[str]:
    return [
        str(call.parameters["text"])
        for call in talk.telegram.calls("sendMessage")
        if call.refusal is None
        and call.parameters["chat_id"] == chat_id
        and "Reminder for" in str(call.parameters["text"])
    ]


async def test_a_reminder_that_cannot_be_made_holds_up_no_other_and_the_host_hears_of_it(
    talk: Conversation, log: list[Any]
) -> None:
    await meet(talk, 201, 202, 203)
    await spoil(talk, 202)

    talk.clock.now = HALF_TIME
    for _ in range(5):
        await talk.later(minutes=5)

    assert [len(pings(talk, chat_id)) for chat_id in (201, 202, 203)] == [1, 0, 1]
    reports = [str(message["text"]) for message in talk.telegram.messages(HOST) if "could not be sent" in str(message)]
    assert len(reports) == 1
    failures = [entry for entry in log if entry["event"] == "reminder_failed"]
    assert {entry["kind"] for entry in failures} == {"proposal_half_time"}
    assert [entry["tries"] for entry in failures] == [1, 2, 3, 4, 5]


async def test_a_damaged_buyer_is_rung_as_soon_as_the_row_is_sound_again(talk: Conversation) -> None:
    await meet(talk, 201)
    await spoil(talk, 201)
    await talk.until(HALF_TIME)
    assert pings(talk, 201) == []

    await spoil(talk, 201, "{}")
    await talk.later(hours=1)

    assert len(pings(talk, 201)) == 1


async def test_a_clock_that_jumps_a_year_ahead_says_nothing_untrue_and_nothing_twice(talk: Conversation) -> None:
    """In a year nobody can answer the proposal any more. When the clock is right again, so is the plan."""
    await save(talk, talk.buyer)
    plan = [one.kind for one in await talk.app.store.planned(talk.buyer)]

    await talk.later(days=365)
    assert not any("answer the proposal" in ping for ping in pings(talk, talk.buyer))
    await talk.later(days=-365)
    assert not any("answer the proposal" in ping for ping in pings(talk, talk.buyer))

    await save(talk, talk.buyer)
    assert [one.kind for one in await talk.app.store.planned(talk.buyer)] == plan
    await talk.until(HALF_TIME)
    assert sum("answer the proposal" in ping for ping in pings(talk, talk.buyer)) == 1


@EACH_ENGINE
async def test_a_clock_set_back_by_a_day_says_nothing_twice_and_misses_nothing(talk: Conversation) -> None:
    await save(talk, talk.buyer)

    await talk.until(HALF_TIME)
    assert len(pings(talk, talk.buyer)) == 1
    await talk.later(days=-1)
    await talk.later(days=1)
    assert len(pings(talk, talk.buyer)) == 1

    for _ in range(4):
        await talk.later(days=1)
    assert len(pings(talk, talk.buyer)) == 3


@EACH_ENGINE
async def test_who_blocked_the_bot_hears_on_coming_back_what_is_still_true(talk: Conversation) -> None:
    """The ping that met the block is among it."""
    await save(talk, talk.buyer)
    talk.telegram.blocks(talk.buyer)  # the bot finds out by the ping
    await talk.until(HALF_TIME)
    await talk.later(days=1)
    assert pings(talk, talk.buyer) == []

    talk.telegram.unblocks(talk.buyer)
    await talk.says("/start")
    await talk.later(hours=1)
    assert len(pings(talk, talk.buyer)) == 1
    assert "This comes late" in pings(talk, talk.buyer)[0]


@EACH_ENGINE
@pytest.mark.parametrize("early", [True, False])
async def test_who_dies_between_hearing_of_a_block_and_giving_the_message_up_loses_no_ping(
    talk: Conversation, early: bool
) -> None:
    """Two commits. Whether the buyer comes back before the dead hands let go or after, they hear of it, once."""
    await save(talk, talk.buyer)
    talk.telegram.blocks(talk.buyer)
    talk.clock.now = HALF_TIME
    await talk.app.bell.ring()
    assert await talk.app.store.claim_posts(HALF_TIME, 9, timedelta(minutes=2))
    await Desk(talk.app.store, POLICY, tongue("en"), talk.clock).unreachable(talk.buyer)  # and here it died

    if early:
        talk.telegram.unblocks(talk.buyer)
        await talk.says("/start")
    await talk.later(minutes=3)
    if not early:
        assert pings(talk, talk.buyer) == []
        talk.telegram.unblocks(talk.buyer)
        await talk.says("/start")
    await talk.later(hours=1)

    assert len(pings(talk, talk.buyer)) == 1


async def test_a_ping_outlasts_days_in_which_telegram_cannot_be_reached(talk: Conversation) -> None:
    """Its message is given up after a day of trying; what it spoke of waits again, and is said while it is true."""
    await save(talk, talk.buyer)
    await talk.until(MONEY_DUE - DAY)
    before = len(pings(talk, talk.buyer))
    talk.telegram.faults.lose(1000, method="sendMessage", carried_out=False)
    talk.clock.now = MONEY_DUE
    for _ in range(50):
        await talk.later(hours=1)
    assert (await talk.app.store.counts())["posts_failed"] == 1

    talk.telegram.faults.clear()
    await talk.later(hours=2)

    (ping,) = pings(talk, talk.buyer)[before:]
    assert "a refund should have arrived" in ping
