"""The outbox: messages that cannot be derived from state again, kept until they were sent.

Within one chat posts go out one at a time and in order, urgent ones first: while one is out, or waits to be tried
again, the others of that chat stay. Chats do not wait for each other. A sent post keeps its key and loses its facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, case, delete, exists, not_, null, or_, select, update

from bot.domain.ticket import Ticket
from bot.storage import carried, cases, facts, relays, tickets, updates, waiting
from bot.storage.changes import Afterwards, Events, Post
from bot.storage.gathering import Part, Waiting, gathered
from bot.storage.leases import Leases, free
from bot.storage.statement import Statement, Upsert, Values, Work, given, slots
from bot.storage.tables import OUTBOX, POST_WAITS

_NAMES: Final = (
    "chat_id",
    "template",
    "facts",
    "language",
    "urgent",
    "not_before",
    "key",
    "errand",
    "ticket_id",
    "pressing",
)

_OTHER: Final = OUTBOX.alias("other")
_NOW: Final = given(OUTBOX, "not_before", "now")
_ALIKE: Final = _OTHER.c.urgent == OUTBOX.c.urgent
_GOES_BEFORE: Final = and_(
    _OTHER.c.not_before <= _NOW,
    or_(
        _OTHER.c.urgent > OUTBOX.c.urgent,
        and_(_ALIKE, _OTHER.c.pressing > OUTBOX.c.pressing),
        and_(_ALIKE, _OTHER.c.pressing == OUTBOX.c.pressing, _OTHER.c.id < OUTBOX.c.id),
    ),
)
_ALBUM_BEFORE: Final = and_(
    _OTHER.c.errand == "album",
    _OTHER.c.attempts == 0,
    _OTHER.c.ticket_id == OUTBOX.c.ticket_id,
    _OTHER.c.id < OUTBOX.c.id,
    not_(OUTBOX.c.urgent),
)
"""What is said below an album waits for it, also while the album waits for its parts."""
_HELD: Final = and_(_OTHER.c.leased_until > _NOW, _OTHER.c.leased_until <= given(OUTBOX, "leased_until", "ahead"))
_IN_THE_WAY: Final = exists().where(
    _OTHER.c.chat_id == OUTBOX.c.chat_id,
    _OTHER.c.sent_at.is_(None),
    _OTHER.c.failed_at.is_(None),
    _OTHER.c.id != OUTBOX.c.id,
    or_(_HELD, _GOES_BEFORE, _ALBUM_BEFORE),
)
_DUE: Final = (
    select(OUTBOX.c.id)
    .where(free(OUTBOX, POST_WAITS), OUTBOX.c.not_before <= _NOW, not_(_IN_THE_WAY))
    .order_by(OUTBOX.c.urgent.desc(), OUTBOX.c.pressing.desc(), OUTBOX.c.id)
    .limit(given(OUTBOX, "attempts", "most"))
)
DIED: Final = "died"
"""The error of a post whose worker ended with it in hand: nobody knows whether it was sent."""
_UNSURE: Final = (DIED, "TimedOut", "TimeoutError", "NetworkError")
_NEWEST: Final = or_(OUTBOX.c.errand == "card_edit", OUTBOX.c.errand == "name", OUTBOX.c.errand == "late")
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
BY_KEY: Final = Statement(select(OUTBOX.c.id).where(OUTBOX.c.key == given(OUTBOX, "key")))
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
    parts: tuple[Part, ...] = ()
    """What goes out with it, as one message or one album."""
    stand: tuple[int, ...] = ()
    """For one that takes something back: the messages on this side that stand for it."""

    @property
    def unsure(self) -> bool:
        """An earlier try may have done it already: whoever made it died, or the answer of Telegram was lost."""
        return self.error is not None and self.error.startswith(_UNSURE)

    @property
    def rows(self) -> tuple[int, ...]:
        """All that goes out together, the first one first."""
        return self.id, *(part.id for part in self.parts)

    @property
    def told(self) -> tuple[Mapping[str, Any], ...]:
        """The facts of each of them."""
        return self.post.facts, *(part.facts for part in self.parts)


def add(posts: Sequence[Post], buyer_id: int | None, at: datetime) -> Work[None]:
    """Queues the posts in this order; one whose key was there before is not queued again."""
    rows: list[Values] = []
    for post in posts:
        if (yield from carried.amended(post)):
            continue
        values = {name: getattr(post, name) for name in _NAMES}
        values["facts"] = facts.dumps(post.facts)
        values["not_before"] = at if post.not_before is None else post.not_before
        rows.append(values | {"buyer_id": buyer_id})
    if rows:
        yield ADD, rows
    yield from carried.press(posts)


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


def add_parked(entry: updates.Parked, posts: Sequence[Post]) -> Work[None]:
    """Sets an update aside and queues what is said about it."""
    yield from updates.park(entry)
    yield from add(posts, None, entry.at)


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
    due = []
    for row, attempts, chat_id, template, told, *rest, error in rows:
        post = Post(chat_id, template, facts.loads(told), *rest)
        one = DuePost(row, token, attempts, post, error=error)
        if post.ticket_id is not None:
            first = Waiting(row, post.errand, post.facts, error)
            parts = yield from gathered(first, chat_id, post.ticket_id, token, now, until)
            one = yield from _placed(replace(one, parts=parts), post.ticket_id)
        due.append(one)
    return sorted(due, key=lambda one: (not one.post.urgent, not one.post.pressing, one.id))


def _placed(due: DuePost, case_id: int) -> Work[DuePost]:
    """The post with its ticket, and with what it replies to: known only now that what came before it was sent."""
    ticket = yield from tickets.one(case_id)
    target = due.post.facts.get("reply_to")
    if ticket is not None and due.post.errand == "take_back":
        stand = yield from relays.standing_for(case_id, due.post.facts["source"])
        return replace(due, ticket=ticket, stand=stand)
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
    for part in due.parts:
        yield from LEASES.sent(part.id, due.token, at)
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
        if after.forgotten is not None:
            yield from relays.forget(case_id, after.forgotten)
        yield from add(after.posts, due.ticket.chat_id, at)
        if after.again is not None:
            there = due.ticket.group_id if due.post.chat_id == due.ticket.chat_id else due.ticket.chat_id
            once_more = yield from carried.failed(case_id, there, after.again)
            yield from add(once_more, due.ticket.chat_id, at)
    return counted


def taken_back(
    update_id: int, ticket: Ticket, source: int, sent: Post, waited: Sequence[Post], at: datetime
) -> Work[None]:
    """What waited will not be sent; of what was sent, `sent` takes care. Stale when this update had its effect."""
    yield from updates.see(update_id, at)
    waits = yield from carried.withdrawn(ticket.case_id, ticket.chat_id, source)
    yield from add(waited if waits else (sent,), ticket.chat_id, at)


def mark_late(now: datetime) -> Work[int]:
    """Queues the sign for what has been waiting for a while; how many."""
    signs = yield from carried.late(now)
    for sign in signs:
        yield from add((sign,), None, now)
    return len(signs)


def known(key: str) -> Work[bool]:
    """Whether a post of this key is queued or was sent in the last weeks."""
    return bool((yield BY_KEY, {"key": key}))


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
