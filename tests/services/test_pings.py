"""What can be done on a ping: done, not yet, later, stop; on a fresh one, on an old one, on one tapped twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.case import Case, Payment
from bot.domain.history import Event, Happening
from bot.domain.pings import DONE
from bot.domain.reminders import DRAFT
from bot.domain.stages import Phase
from bot.domain.standing import stage_of, told
from bot.services.pings import keys
from bot.services.scene import DATA_LIMIT
from bot.storage.changes import Changes
from tests.conversation import Conversation, conversation
from tests.engines import EACH_LANGUAGE_ON_ANOTHER
from tests.services.reminded import DRESS, OPENED, at, case_of, keep
from tests.services.tellers import LARGEST_ID

PROPOSED = Happening(Event.PLATFORM_PROPOSED_AMOUNT, date(2026, 11, 20), Decimal(5), answer_by=date(2026, 11, 25))
ACCEPTED_RETURN = Happening(Event.BUYER_ACCEPTED_RETURN, date(2026, 11, 20))
REFUSED = Happening(Event.DECIDED_AGAINST, date(2026, 11, 20))
WORDS = {
    "en": {
        "opened": "I opened it",
        "not_yet": "Not yet",
        "later": "Later",
        "stop": "Stop these",
        "hour": "In an hour",
        "kind": "Only this kind",
        "case": "All reminders of this case",
        "over": "That reminder is settled",
        "way": "What is in the way?",
        "waits": "Waiting for the seller",
        "span": "in 2 hours",
        "missing": "no dispute button",
        "yes": "Yes: ",
    },
    "ru": {
        "opened": "Спор открыт",
        "not_yet": "Ещё нет",
        "later": "Позже",
        "stop": "Больше не напоминать",
        "hour": "Через час",
        "kind": "Только о таком",
        "case": "Все напоминания этого дела",
        "over": "Это напоминание уже неактуально",
        "way": "Что мешает?",
        "waits": "Ждём продавца",
        "span": "через 2 часа",
        "missing": "кнопки",
        "yes": "Да: ",
    },
}


@pytest.fixture
async def talk(language: str, database: str) -> AsyncIterator[Conversation]:
    async with conversation(at="2026-11-20T12:00", language=language, database_url=database) as talk:
        await talk.says("/start")
        await keep(talk, DRESS, zone="Europe/Berlin")
        yield talk


async def words(talk: Conversation) -> dict[str, str]:
    buyer = (await talk.app.store.load(talk.buyer)).buyer
    assert buyer is not None
    return WORDS[buyer.language]


@pytest.mark.parametrize("kind", [*DONE, DRAFT])
def test_a_pings_buttons_fit_whatever_the_case(kind: str) -> None:
    data = [one for row in keys(LARGEST_ID, kind, date(2026, 11, 23)) for _, one in row]

    assert all(len(one.encode()) <= DATA_LIMIT for one in data)


@pytest.mark.parametrize(
    ("case", "day", "label", "after", "ahead"),
    [
        (DRESS, 23, "I opened it", Phase.WAITING_FOR_SELLER, "seller_turn_over"),
        (told(DRESS, OPENED, ACCEPTED_RETURN), 25, "I posted it", Phase.RETURN_SENT, "return_number"),
        (told(DRESS, OPENED, REFUSED), 27, "I appealed", Phase.APPEAL_RUNNING, "appeal_answer_late"),
    ],
)
async def test_what_was_done_moves_the_dispute_and_begins_the_next_plan(
    case: Case, day: int, label: str, after: Phase, ahead: str
) -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, case, zone="Europe/Berlin")
        await _ring(talk, range(21, day + 1))

        await talk.taps(label)

        case = await case_of(talk)
        assert case.history[-1].on == date(2026, 11, day)
        assert stage_of(case, date(2026, 11, day)) is after
        planned = [one.kind for one in await talk.app.store.planned(talk.buyer)]
        assert planned[0] == ahead


async def test_an_answered_proposal_asks_what_was_answered() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, told(DRESS, OPENED, PROPOSED), zone="Europe/Berlin")
        await _ring(talk, range(21, 26))

        await talk.taps("I answered it")

        assert "I accepted a refund" in talk.buttons


async def test_money_that_came_asks_how_much() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        granted = Happening(Event.DECIDED_FOR, date(2026, 11, 2), Decimal(5))
        await keep(talk, told(DRESS, replace(OPENED, on=date(2026, 11, 1)), granted), zone="Europe/Berlin")
        await _ring(talk, range(21, 31))
        await talk.taps("The money came")

        assert "How did case 1 end?" in talk.screen


async def test_what_only_has_to_be_known_is_done_with_by_one_tap() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        paid = told(DRESS.but(payment=Payment.PAYPAL, paid_on=date(2026, 6, 10)), OPENED)
        await keep(talk, paid, zone="Europe/Berlin")
        await _ring(talk, range(21, 23))
        assert "PayPal" in talk.screen

        assert "paypal_last_days" in [one.kind for one in await talk.app.store.planned(talk.buyer)]
        await talk.taps("Done")

        assert "Noted." in talk.screen
        assert (await case_of(talk)).history == paid.history
        await keep(talk, (await case_of(talk)).but(item="Red dress"))
        assert "paypal_last_days" not in [one.kind for one in await talk.app.store.planned(talk.buyer)]


async def _ring(talk: Conversation, days: range) -> None:
    for day in days:
        await talk.until(at(day))


# On the ping, in both languages and on both engines.


@EACH_LANGUAGE_ON_ANOTHER
async def test_i_opened_it_tapped_twice_counts_once(talk: Conversation) -> None:
    say = await words(talk)
    await _ring(talk, range(21, 24))
    ping = talk.messages[-1]["message_id"]

    talk.telegram.taps(talk.buyer, ping, say["opened"])
    await talk.settle()
    history = (await case_of(talk)).history
    talk.telegram.taps(talk.buyer, ping, say["opened"])
    await talk.settle()

    assert [one.event for one in history] == [Event.DISPUTE_OPENED]
    assert (await case_of(talk)).history == history
    assert say["over"] in talk.screen
    assert say["waits"] in talk.screen


@EACH_LANGUAGE_ON_ANOTHER
async def test_i_opened_it_days_later_asks_when(talk: Conversation) -> None:
    say = await words(talk)
    await _ring(talk, range(21, 24))
    ping = talk.messages[-1]["message_id"]
    await talk.until(at(27))

    talk.telegram.taps(talk.buyer, ping, say["opened"])
    await talk.settle()
    assert (await case_of(talk)).history == ()
    await talk.says("2026-11-23")
    await talk.taps(say["yes"])

    assert (await case_of(talk)).history == (Happening(Event.DISPUTE_OPENED, date(2026, 11, 23)),)


@EACH_LANGUAGE_ON_ANOTHER
async def test_a_ping_of_a_deleted_case_does_no_harm(talk: Conversation) -> None:
    say = await words(talk)
    await _ring(talk, range(21, 24))
    ping = talk.messages[-1]["message_id"]
    snapshot = await talk.app.store.load(talk.buyer)
    assert snapshot.buyer
    buyer = replace(snapshot.buyer, revision=snapshot.buyer.revision + 1, shown=snapshot.buyer.revision + 1)
    await talk.app.store.commit(
        Changes(None, talk.clock.now, replace(buyer, case_id=None, view="home"), forget_case=buyer.case_id)
    )

    for label in ("opened", "not_yet", "later", "stop"):
        talk.telegram.taps(talk.buyer, ping, say[label])
        await talk.settle()

    snapshot = await talk.app.store.load(talk.buyer)
    assert snapshot.record is None
    assert await talk.app.store.planned(talk.buyer) == []


@EACH_LANGUAGE_ON_ANOTHER
async def test_not_yet_offers_help(talk: Conversation) -> None:
    say = await words(talk)
    await _ring(talk, range(21, 24))

    await talk.taps(say["not_yet"])

    assert say["way"] in talk.screen
    assert len(talk.buttons) == 4
    await talk.taps(talk.buttons[0])
    assert say["missing"] in talk.screen


@EACH_LANGUAGE_ON_ANOTHER
async def test_later_says_it_again_and_leaves_the_deadline(talk: Conversation) -> None:
    say = await words(talk)
    (*_, before) = await talk.app.store.planned(talk.buyer)
    await _ring(talk, range(21, 24))
    assert await talk.app.store.planned(talk.buyer) == []

    await talk.taps(say["later"])
    await talk.taps(say["hour"])
    (again,) = await talk.app.store.planned(talk.buyer)
    assert (again.kind, again.due_at, again.deliver_at) == (before.kind, before.due_at, at(23, 13))
    assert say["opened"] not in talk.buttons
    await talk.until(at(23, 13))

    assert say["opened"] in talk.buttons
    assert await talk.app.store.planned(talk.buyer) == []


@EACH_LANGUAGE_ON_ANOTHER
async def test_a_typed_hour_is_understood_and_one_past_the_last_day_is_not_taken(talk: Conversation) -> None:
    say = await words(talk)
    await _ring(talk, range(21, 23))
    await talk.taps(say["later"])

    await talk.says("28.11.2026 18:00")
    assert "23" in talk.screen
    assert await _waiting(talk) == []

    await talk.says(say["span"])
    assert [one.deliver_at for one in await _waiting(talk)] == [at(22, 14)]


async def _waiting(talk: Conversation) -> list[Any]:
    return [one for one in await talk.app.store.planned(talk.buyer) if one.snoozed_until]


@EACH_LANGUAGE_ON_ANOTHER
async def test_a_new_plan_leaves_what_was_put_off_while_its_day_stays(talk: Conversation) -> None:
    say = await words(talk)
    await _ring(talk, range(21, 23))
    await talk.taps(say["later"])
    await talk.says(say["span"])

    await keep(talk, (await case_of(talk)).but(item="Red dress"))
    assert [one.deliver_at for one in await _waiting(talk)] == [at(22, 14)]

    # The dispute is open by then: nobody is told to open it.
    await keep(talk, told(await case_of(talk), replace(OPENED, on=date(2026, 11, 22))))
    count = len(talk.messages)
    await talk.until(at(22, 15))
    assert len(talk.messages) == count
    assert await _waiting(talk) == []


@EACH_LANGUAGE_ON_ANOTHER
@pytest.mark.parametrize("which", ["kind", "case"])
async def test_stop_these_is_asked_back_and_kept_in_the_case(talk: Conversation, which: str) -> None:
    say = await words(talk)
    await _ring(talk, range(21, 23))

    await talk.taps(say["stop"])
    assert (await case_of(talk)).muted == frozenset()
    await talk.taps(say[which])

    left = [one.kind for one in await talk.app.store.planned(talk.buyer)]
    assert left == (["last_day"] if which == "kind" else [])
    assert (await case_of(talk)).muted == {"last_day_tomorrow" if which == "kind" else "*"}
