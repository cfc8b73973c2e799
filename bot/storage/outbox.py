"""The outbox: messages that cannot be derived from state again, kept until they were sent.

Within one chat posts go out one at a time and in order, urgent ones first: while one is out, or waits to be tried
again, the others of that chat stay. Chats do not wait for each other. A sent post keeps its key and loses its facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, delete, exists, not_, or_, select

from bot.storage import facts
from bot.storage.changes import Post
from bot.storage.leases import Leases, free
from bot.storage.statement import Statement, Upsert, Values, Work, given, slots
from bot.storage.tables import OUTBOX, POST_WAITS

_NAMES: Final = ("chat_id", "template", "facts", "language", "urgent", "not_before", "key")

_OTHER: Final = OUTBOX.alias("other")
_NOW: Final = given(OUTBOX, "not_before", "now")
_GOES_BEFORE: Final = and_(
    _OTHER.c.not_before <= _NOW,
    or_(
        _OTHER.c.urgent > OUTBOX.c.urgent,
        and_(_OTHER.c.urgent == OUTBOX.c.urgent, _OTHER.c.id < OUTBOX.c.id),
    ),
)
_IN_THE_WAY: Final = exists().where(
    _OTHER.c.chat_id == OUTBOX.c.chat_id,
    _OTHER.c.sent_at.is_(None),
    _OTHER.c.failed_at.is_(None),
    _OTHER.c.id != OUTBOX.c.id,
    or_(_OTHER.c.leased_until > _NOW, _GOES_BEFORE),
)
_DUE: Final = (
    select(OUTBOX.c.id)
    .where(free(OUTBOX, POST_WAITS), OUTBOX.c.not_before <= _NOW, not_(_IN_THE_WAY))
    .order_by(OUTBOX.c.urgent.desc(), OUTBOX.c.id)
    .limit(given(OUTBOX, "attempts", "most"))
)
LEASES: Final = Leases(OUTBOX, POST_WAITS, _DUE, {"facts": facts.EMPTY}, *(OUTBOX.c[name] for name in _NAMES))

ADD: Final = Upsert(
    OUTBOX,
    lambda insert: insert.values(slots(OUTBOX, "buyer_id", *_NAMES) | {"attempts": 0}).on_conflict_do_nothing(),
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


def claim(now: datetime, limit: int, until: datetime) -> Work[list[DuePost]]:
    """Due posts for this worker alone, at most one for each chat, urgent ones first."""
    token, rows = yield from LEASES.claim(now, limit, until)
    due = [
        DuePost(row, token, attempts, Post(chat_id, template, facts.loads(told), *rest))
        for row, attempts, chat_id, template, told, *rest in rows
    ]
    return sorted(due, key=lambda one: (not one.post.urgent, one.id))


def prune(before: datetime) -> Work[int]:
    """Forgets posts sent before this instant, keys included; how many."""
    rows = yield PRUNE, {"before": before}
    return len(rows)
