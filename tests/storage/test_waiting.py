"""Who waits, whom the group was told of, and what a week came to: the same on both engines."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.group import Volunteer
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from tests.storage.given import CHAT, GROUP, NOW, open_ticket, post, take_turn


async def now(store: Store, case_id: int) -> Ticket:
    found = await store.ticket(case_id)
    assert found is not None
    return found


async def test_a_second_message_moves_nothing_and_the_first_answer_stays_the_first(store: Store) -> None:
    case_id = (await open_ticket(store, CHAT)).case_id
    await take_turn(store, waits=case_id)
    since = (await now(store, case_id)).waiting_since
    await take_turn(store, waits=case_id, at=NOW + timedelta(hours=1))
    waits = await now(store, case_id)
    assert waits.waiting_since == since == NOW

    assert await store.remark(900, waits, events=(("note", {"by": "Vera", "text": "x"}),), answers=True)
    assert not await store.remark(900, waits, events=(("note", {"by": "Vera", "text": "x"}),), answers=True)

    answered = await now(store, case_id)
    assert (answered.waiting_since, answered.answered_at) == (None, NOW)
    assert [one.kind for one in await store.timeline(CHAT, case_id)].count("note") == 1


async def test_an_alarm_counts_only_while_what_it_found_is_so(store: Store) -> None:
    case_id = (await open_ticket(store, CHAT)).case_id
    await take_turn(store, waits=case_id)
    found = await now(store, case_id)

    assert await store.crew.alarm(found, post("alarm", GROUP))
    assert not await store.crew.alarm(found, post("alarm", GROUP))
    again = await now(store, case_id)
    assert again.alarmed_at == NOW
    assert await store.crew.alarm(again, post("alarm", GROUP))
    await store.remark(901, again, answers=True)
    assert not await store.crew.alarm(await now(store, case_id), post("alarm", GROUP))


async def test_a_turn_that_closes_a_ticket_ends_the_waiting_and_one_that_does_not_keeps_it(store: Store) -> None:
    ticket = await open_ticket(store, CHAT)
    await take_turn(store, waits=ticket.case_id)
    await take_turn(store, ticket=ticket)
    assert (await now(store, ticket.case_id)).waiting_since == NOW

    await take_turn(store, ticket=Ticket(ticket.case_id, CHAT, ticket.group_id, opened_at=NOW, closed_at=NOW))
    assert (await now(store, ticket.case_id)).waiting_since is None


async def test_a_week_counts_what_is_of_its_group_and_its_days(store: Store) -> None:
    ticket = await open_ticket(store, CHAT)
    await take_turn(store, waits=ticket.case_id)
    week = await store.crew.week(ticket.group_id, NOW - timedelta(days=7))
    assert (week.opened, week.open, week.waiting, week.closed, week.answered) == (1, 1, 1, (), ())

    await store.remark(902, ticket, answers=True)
    closed = Ticket(ticket.case_id, CHAT, ticket.group_id, ending="won", amount="5", opened_at=NOW, closed_at=NOW)
    await take_turn(store, ticket=closed)
    week = await store.crew.week(ticket.group_id, NOW - timedelta(days=7))
    assert ([one.amount for one in week.closed], len(week.answered), week.open) == (["5"], 1, 0)

    assert (await store.crew.week(ticket.group_id - 1, NOW)).opened == 0
    assert (await store.crew.week(ticket.group_id, NOW + timedelta(days=1))).closed == ()


async def test_a_volunteer_is_known_by_the_newest_name(store: Store) -> None:
    await store.crew.meet(Volunteer(GROUP, 901, "Vera"))
    await store.crew.meet(Volunteer(GROUP, 901, "Vera B", "vera"))
    await store.crew.meet(Volunteer(GROUP - 1, 901, "Vera"))

    assert await store.crew.all(GROUP) == [Volunteer(GROUP, 901, "Vera B", "vera")]
