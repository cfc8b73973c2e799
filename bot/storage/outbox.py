"""The outbox: messages that cannot be derived from state again, kept until they were sent.

Within one chat posts go out one at a time and in order, urgent ones first: while one is out, or waits to be tried
again, the others of that chat stay. Chats do not wait for each other. A sent post keeps its key and loses its facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import and_, case, delete, exists, not_, null, or_, select, update

from bot.domain.ticket import Ticket
from bot.storage import cases, facts, relays, tickets, updates, waiting
from bot.storage.changes import Afterwards, Events, Post
from bot.storage.leases import Leases, free
from bot.storage.statement import Statement, Upsert, Values, Work, given, slots
from bot.storage.tables import OUTBOX, POST_WAITS

_NAMES: Final = ("chat_id", "template", "facts", "language", "urgent", "not_before", "key", "errand", "ticket_id")

_OTHER: Final = OUTBOX.alias("other")
_NOW: Final = given(OUTBOX, "not_before", "now")
_GOES_BEFORE: Final = and_(
    _OTHER.c.not_before <= _NOW,
    or_(
        _OTHER.c.urgent > OUTBOX.c.urgent,
        and_(_OTHER.c.urgent == OUTBOX.c.urgent, _OTHER.c.id < OUTBOX.c.id),
    ),
)
_HELD: Final = and_(_OTHER.c.leased_until > _NOW, _OTHER.c.leased_until <= given(OUTBOX, "leased_until", "ahead"))
_IN_THE_WAY: Final = exists().where(
    _OTHER.c.chat_id == OUTBOX.c.chat_id,
    _OTHER.c.sent_at.is_(None),
    _OTHER.c.failed_at.is_(None),
    _OTHER.c.id != OUTBOX.c.id,
    or_(_HELD, _GOES_BEFORE),
)
_DUE: Final = (
    select(OUTBOX.c.id)
    .where(free(OUTBOX, POST_WAITS), OUTBOX.c.not_before <= _NOW, not_(_IN_THE_WAY))
    .order_by(OUTBOX.c.urgent.desc(), OUTBOX.c.id)
    .limit(given(OUTBOX, "attempts", "most"))
)
DIED: Final = "died"
"""The error of a post whose worker ended with it in hand: nobody knows whether it was sent."""
_UNSURE: Final = (DIED, "TimedOut", "TimeoutError", "NetworkError")
_NEWEST: Final = or_(OUTBOX.c.errand == "card_edit", OUTBOX.c.errand == "name")
"""Errands that do what is right when they are run, whatever it was when they were queued. One that waits is enough, so
its key keeps others out; while it is being done another may be queued, because it may have looked too early."""
LEASES: Final = Leases(
    OUTBOX,
    POST_WAITS,
    _DUE,
    {"facts": facts.EMPTY},
    *(OUTBOX.c[name] for name in _NAMES),
    OUTBOX.c.error,
    take={
        "key": case((_NEWEST, null()), else_=OUTBOX.c.key),
        "error": case((OUTBOX.c.token.is_not(None), DIED), else_=OUTBOX.c.error),
    },
)

ADD: Final = Upsert(
    OUTBOX,
    lambda insert: insert.values(slots(OUTBOX, "buyer_id", *_NAMES) | {"attempts": 0}).on_conflict_do_nothing(),
)
WAKE: Final = Statement(
    update(OUTBOX)
    .where(OUTBOX.c.chat_id == given(OUTBOX, "chat_id"), POST_WAITS, OUTBOX.c.token.is_(None))
    .values({"leased_until": null()})
)
PUT_OFF: Final = Statement(
    update(OUTBOX)
    .where(OUTBOX.c.id == given(OUTBOX, "id"), OUTBOX.c.token == given(OUTBOX, "token"), POST_WAITS)
    .values(slots(OUTBOX, "not_before", "error") | {"token": null(), "leased_until": null()})
    .returning(OUTBOX.c.id)
)
PRUNE: Final = Statement(
    delete(OUTBOX).where(OUTBOX.c.sent_at < given(OUTBOX, "sent_at", "before")).returning(OUTBOX.c.id)
)


@dataclass(frozen=True, slots=True)
class DuePost:
    """A message in the hands of one worker, until its lease ends. `attempts` counts this one."""

    id: int
    token: str
    attempts: int
    post: Post
    ticket: Ticket | None = None
    """As it is now, for a post that belongs to one."""
    reply_to: int | None = None
    """The message on this side that stands for the one it replies to on the other."""
    error: str | None = None
    """What came of the last try; `DIED`, or a class or code."""

    @property
    def unsure(self) -> bool:
        """An earlier try may have done it already: whoever made it died, or the answer of Telegram was lost."""
        return self.error is not None and self.error.startswith(_UNSURE)


def add(posts: Sequence[Post], buyer_id: int | None, at: datetime) -> Work[None]:
    """Queues the posts in this order; one whose key was there before is not queued again."""
    if not posts:
        return
    rows: list[Values] = []
    for post in posts:
        values = {name: getattr(post, name) for name in _NAMES}
        values["facts"] = facts.dumps(post.facts)
        values["not_before"] = at if post.not_before is None else post.not_before
        rows.append(values | {"buyer_id": buyer_id})
    yield ADD, rows


def add_once(
    update_id: int, posts: Sequence[Post], ticket: Ticket | None, at: datetime, events: Events = (), *, answers: bool
) -> Work[None]:
    """Queues what follows from an update of the support group, and puts the events into the case's timeline; Stale
    when it had its effect before. `answers`: the buyer waits no longer."""
    yield from updates.see(update_id, at)
    if ticket is not None:
        yield from cases.append(ticket.case_id, events, at)
        if answers:
            yield from waiting.end(ticket.case_id, at)
    buyer_id = None if ticket is None else ticket.chat_id
    yield from add(posts, buyer_id, at)


def add_alarm(ticket: Ticket, posts: Sequence[Post], at: datetime) -> Work[None]:
    """Queues what tells of a ticket that waits; Stale when that was done, or is no longer true."""
    yield from waiting.alarm(ticket, at)
    yield from add(posts, None, at)


def add_again(ticket: Ticket, posts: Sequence[Post], at: datetime) -> Work[None]:
    """Forgets the topic of the ticket and queues what makes a new one; their keys make them single."""
    if ticket.topic_id is not None:
        yield from tickets.lose(ticket.case_id, ticket.topic_id)
    yield from add(posts, ticket.chat_id, at)


def claim(now: datetime, limit: int, until: datetime) -> Work[list[DuePost]]:
    """Due posts for this worker alone, at most one for each chat, urgent ones first."""
    token, rows = yield from LEASES.claim(now, limit, until)
    due = [
        DuePost(row, token, attempts, Post(chat_id, template, facts.loads(told), *rest), error=error)
        for row, attempts, chat_id, template, told, *rest, error in rows
    ]
    for at, one in enumerate(due):
        if one.post.ticket_id is not None:
            due[at] = yield from _placed(one, one.post.ticket_id)
    return sorted(due, key=lambda one: (not one.post.urgent, one.id))


def _placed(due: DuePost, case_id: int) -> Work[DuePost]:
    """The post with its ticket, and with what it replies to: known only now that what came before it was sent."""
    ticket = yield from tickets.one(case_id)
    target = due.post.facts.get("reply_to")
    if ticket is None or not target:
        return replace(due, ticket=ticket)
    if due.post.chat_id == ticket.chat_id:
        relay = yield from relays.in_topic(case_id, target)
        return replace(due, ticket=ticket, reply_to=relay.buyer_message_id if relay else None)
    relay = yield from relays.with_buyer(ticket.chat_id, target)
    return replace(due, ticket=ticket, reply_to=relay.topic_message_id if relay else None)


def sent(due: DuePost, at: datetime, after: Afterwards) -> Work[bool]:
    """Marks it sent and remembers what came of it; nothing when the token no longer counted."""
    counted = yield from LEASES.sent(due.id, due.token, at)
    if counted and due.ticket is not None:
        case_id = due.ticket.case_id
        if after.topic_id is not None:
            yield from tickets.found_topic(case_id, due.post.chat_id, after.topic_id)
        if after.card_id is not None:
            yield from tickets.found_card(case_id, due.post.chat_id, after.card_id)
        if after.topic_name is not None:
            yield from tickets.named(case_id, after.topic_name)
        if after.card_says is not None:
            yield from tickets.card_says(case_id, after.card_says)
        yield from relays.add(after.relays)
        yield from add(after.posts, due.ticket.chat_id, at)
    return counted


def put_off(row: int, token: str, until: datetime, error: str) -> Work[bool]:
    """Gives it back as one that is due at `until`, so that it is in nobody's way; whether the token still counted."""
    rows = yield PUT_OFF, {"id": row, "token": token, "not_before": until, "error": error}
    return bool(rows)


def wake(chat_id: int) -> Work[None]:
    """What waits to be tried again in this chat is tried at once: whatever was wrong is mended."""
    yield WAKE, {"chat_id": chat_id}


def prune(before: datetime) -> Work[int]:
    """Forgets posts sent before this instant, keys included; how many."""
    rows = yield PRUNE, {"before": before}
    return len(rows)
