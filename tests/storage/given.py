"""What the tests start from: buyers, cases and turns, each with only what matters said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.buyer import Buyer, File, Record
from bot.domain.case import Case
from bot.domain.ticket import Ticket
from bot.storage.changes import Afterwards, Changes, Done, NewReminder, Post
from bot.storage.store import Store

NOW = datetime(2026, 3, 14, 9, 26, 53, 589793, UTC)
HOUR = timedelta(hours=1)
CHAT = 7_000_000_000
"""Does not fit into 32 bits, like a real one."""
LEASE = timedelta(minutes=2)


def photo(unique_id: str, message_id: int = 1, **more: Any) -> File:
    return File("photo", f"id-{unique_id}", unique_id, message_id, **more)


def new_case(chat_id: int = CHAT, **answers: Any) -> Record:
    return Record(0, chat_id, 0, Case(**answers))


def reminder(kind: str, hours: float = 1) -> NewReminder:
    return NewReminder(kind, NOW + hours * HOUR, NOW + hours * HOUR)


async def take_turn(
    store: Store, chat_id: int = CHAT, update_id: int | None = None, at: datetime = NOW, **changes: Any
) -> Done:
    """One turn that nobody disturbs; keywords that name a field of Buyer change the buyer."""
    done = await try_turn(store, chat_id, update_id, at, **changes)
    assert done is not None, "the turn was stale"
    return done


async def try_turn(
    store: Store, chat_id: int = CHAT, update_id: int | None = None, at: datetime = NOW, **changes: Any
) -> Done | None:
    buyer = (await store.load(chat_id, update_id)).buyer or Buyer(chat_id)
    of_buyer = {
        name: changes.pop(name) for name in ("view", "notice", "blocked", "screen_id", "case_id") if name in changes
    }
    return await store.commit(
        Changes(update_id, at, replace(buyer, revision=buyer.revision + 1, **of_buyer), **changes)
    )


async def open_case(store: Store, chat_id: int = CHAT, **changes: Any) -> Record:
    done = await take_turn(store, chat_id, record=new_case(chat_id), **changes)
    assert done.record is not None
    return done.record


GROUP = -1_001_234_567_890


def ticket_of(record: Record, **more: Any) -> Ticket:
    return Ticket(record.id, record.chat_id, GROUP, "Ana", opened_at=NOW, **more)


async def open_ticket(store: Store, chat_id: int = CHAT, **changes: Any) -> Ticket:
    """A case for which a human was asked."""
    record = await open_case(store, chat_id)
    await take_turn(store, chat_id, ticket=ticket_of(record), **changes)
    ticket = await store.ticket(record.id)
    assert ticket is not None
    return ticket


async def send(store: Store, posted: Post, after: Afterwards) -> None:
    """The post is queued, and Telegram takes it at once; whatever else waits is sent as well."""
    await store.post(posted)
    while claimed := await store.claim_posts(NOW, 9, LEASE):
        for due in claimed:
            mine = (due.post.template, due.post.ticket_id) == (posted.template, posted.ticket_id)
            await store.post_sent(due, after if mine else None)


def post(template: str = "notice", chat_id: int = CHAT, **more: Any) -> Post:
    return Post(chat_id, template, **more)
