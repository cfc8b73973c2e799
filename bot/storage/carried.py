"""Carried: what of a talk has not arrived: it waits, or it failed. Found by the message it stands for, its `source`.

A number alone says little: buyer and volunteers count their messages apart. So the chat it goes to is asked as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Text, cast, delete, exists, literal, select, update

from bot.storage import facts
from bot.storage.changes import Post
from bot.storage.statement import Statement, Work, given, slots
from bot.storage.tables import OUTBOX, POST_WAITS, TICKETS

ERRANDS: Final = ("relay", "copy", "album")
"""What is to be done with a message that is carried from one side to the other."""
LATE: Final = timedelta(seconds=10)
WAITS: Final = "🕊"
"""The sign on a message that is on its way and has not arrived."""

_MOST: Final = 50
_POST: Final = ("template", "facts", "language", "urgent", "errand", "pressing")
_TO: Final = (OUTBOX.c.ticket_id == given(OUTBOX, "ticket_id"), OUTBOX.c.chat_id == given(OUTBOX, "chat_id"))
_MARK: Final = OUTBOX.alias("mark")
_KEY: Final = "waits:"

WAITING: Final = Statement(select(OUTBOX.c.id, OUTBOX.c.template, OUTBOX.c.facts).where(*_TO, POST_WAITS))
FAILED: Final = Statement(
    select(OUTBOX.c.id, *(OUTBOX.c[name] for name in _POST))
    .where(*_TO, OUTBOX.c.failed_at.is_not(None))
    .order_by(OUTBOX.c.id)
)
AMEND: Final = Statement(
    update(OUTBOX)
    .where(OUTBOX.c.id == given(OUTBOX, "id"), OUTBOX.c.token.is_(None), POST_WAITS)
    .values(slots(OUTBOX, "facts"))
    .returning(OUTBOX.c.id)
)
DROP_FAILED: Final = Statement(
    delete(OUTBOX).where(OUTBOX.c.id == given(OUTBOX, "id"), OUTBOX.c.failed_at.is_not(None)).returning(OUTBOX.c.id)
)
DROP_WAITING: Final = Statement(
    delete(OUTBOX)
    .where(OUTBOX.c.id == given(OUTBOX, "id"), OUTBOX.c.token.is_(None), POST_WAITS)
    .returning(OUTBOX.c.id)
)
PRESS: Final = Statement(update(OUTBOX).where(*_TO, POST_WAITS).values(pressing=True))
LATELY: Final = Statement(
    select(OUTBOX.c.id, OUTBOX.c.chat_id, OUTBOX.c.facts, TICKETS.c.case_id, TICKETS.c.chat_id, TICKETS.c.group_id)
    .join(TICKETS, TICKETS.c.case_id == OUTBOX.c.ticket_id)
    .where(
        POST_WAITS,
        OUTBOX.c.not_before <= given(OUTBOX, "not_before", "before"),
        OUTBOX.c.errand.in_([literal(name) for name in ERRANDS]),
        ~exists().where(_MARK.c.key == literal(_KEY) + cast(OUTBOX.c.id, Text)),
    )
    .order_by(OUTBOX.c.not_before, OUTBOX.c.id)
    .limit(_MOST)
    .with_for_update(skip_locked=True, of=OUTBOX)
)
"""The lock: what arrives just now is not marked after its arrival."""


def waiting(ticket_id: int, chat_id: int, source: int) -> Work[list[tuple[int, str, dict[str, Any]]]]:
    """What stands for this message and waits to go to this chat: number, template and facts."""
    rows = yield WAITING, {"ticket_id": ticket_id, "chat_id": chat_id}
    told = [(row, template, facts.loads(text)) for row, template, text in rows]
    return [one for one in told if one[2].get("source") == source]


def amended(post: Post) -> Work[bool]:
    """Whether this correction of something that still waits became what is sent; if not, it has to be sent itself."""
    if not (post.ticket_id and post.template and post.facts.get("edited") and "source" in post.facts):
        return False
    found = yield from waiting(post.ticket_id, post.chat_id, post.facts["source"])
    if len(found) != 1 or not found[0][1]:
        return False
    row, _, told = found[0]
    words = {name: post.facts[name] for name in ("text", "html")}
    return bool((yield AMEND, {"id": row, "facts": facts.dumps({**told, **words})}))


def withdrawn(ticket_id: int, chat_id: int, source: int) -> Work[bool]:
    """Whether something that stands for this message waited and will not be sent any more."""
    gone = False
    for row, _, _ in (yield from waiting(ticket_id, chat_id, source)):
        gone = bool((yield DROP_WAITING, {"id": row})) or gone
    return gone


def failed(ticket_id: int, chat_id: int, source: int) -> Work[list[Post]]:
    """What stands for this message and was given up, as posts to be queued anew; here they are forgotten."""
    rows = yield FAILED, {"ticket_id": ticket_id, "chat_id": chat_id}
    posts = []
    for row, template, text, language, urgent, errand, pressing in rows:
        told = facts.loads(text)
        if source in (told.get("source"), told.get("head_of")) and (yield DROP_FAILED, {"id": row}):
            again = Post(chat_id, template, told, language, urgent, None, None, errand, ticket_id, pressing)
            posts.append(again)
    return posts


def press(posts: Sequence[Post]) -> Work[None]:
    """What waits of the same talk goes along with what is pressing, so that its order stays."""
    for chat_id, ticket_id in {(one.chat_id, one.ticket_id) for one in posts if one.pressing}:
        yield PRESS, {"chat_id": chat_id, "ticket_id": ticket_id}


def late(now: datetime) -> Work[list[Post]]:
    """The sign for whoever wrote what has been waiting for a while: on its way. Once for each message."""
    rows = yield LATELY, {"before": now - LATE}
    signs = []
    for row, chat_id, text, case_id, buyer_id, group_id in rows:
        back = group_id if chat_id == buyer_id else buyer_id
        told = {"source": facts.loads(text).get("source", 0), "emoji": WAITS}
        signs.append(Post(back, "", told, key=f"{_KEY}{row}", errand="react", ticket_id=case_id))
    return signs
