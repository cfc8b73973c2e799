"""Reminders: the plan of each case as rows, so that a restart or a second worker forgets none.

The canonical time (`due_at`: what the reminder is about) and the delivery time (`deliver_at`: when it may be said)
are apart. One of a kind for each case. A reminder that was sent stays sent while its canonical time stays, or its day
was spoken of already; one that the buyer is done with (`done_at`) stays done, said or not. It comes alive again when it
moves to another day, as after a corrected date, or when the buyer puts it off: then the delivery time alone is theirs,
and a new plan leaves it be. While its buyer blocks the bot it is asleep: planned like any other, and in nobody's way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, insert, null, or_, select, update

from bot.storage import outbox
from bot.storage.changes import Answered, NewReminder, Post
from bot.storage.faults import Stale
from bot.storage.leases import ONCE, Alone, Leases, free
from bot.storage.outbox import DuePost
from bot.storage.statement import Statement, Values, Work, given, slots
from bot.storage.tables import CASES, REMINDER_AWAKE, REMINDER_WAITS, REMINDERS

_FREE_NOW: Final = (
    free(REMINDERS, REMINDER_AWAKE),
    REMINDERS.c.deliver_at <= given(REMINDERS, "deliver_at", "now"),
)
_CHATS: Final = (
    select(REMINDERS.c.chat_id)
    .where(*_FREE_NOW)
    .order_by(REMINDERS.c.deliver_at)
    .limit(given(REMINDERS, "attempts", "most"))
    .cte("chats")
    .prefix_with(ONCE, dialect="postgresql")
)
_DUE: Final = select(REMINDERS.c.id).where(*_FREE_NOW, REMINDERS.c.chat_id.in_(select(_CHATS.c.chat_id)))
"""Everything due of so many chats: what is due for one chat is said in one message."""
LEASES: Final = Leases(
    REMINDERS,
    REMINDER_AWAKE,
    _DUE,
    {},
    *(REMINDERS.c[name] for name in ("case_id", "chat_id", "kind", "due_at", "deliver_at", "snoozed_until")),
)

ONE_AT_A_TIME: Final = Alone(1)
"""Two that claimed at the same moment would share what is due for one chat, and both write to it."""

OF_CASE: Final = Statement(
    select(
        *(
            REMINDERS.c[name]
            for name in ("id", "kind", "due_at", "deliver_at", "sent_at", "failed_at", "snoozed_until", "done_at")
        ),
    ).where(REMINDERS.c.case_id == given(REMINDERS, "case_id"))
)
ADD: Final = Statement(
    insert(REMINDERS).values(
        slots(REMINDERS, "case_id", "chat_id", "kind", "due_at", "deliver_at", "asleep") | {"attempts": 0}
    )
)
MOVE: Final = Statement(
    update(REMINDERS)
    .where(REMINDERS.c.id == given(REMINDERS, "id"))
    .values(
        slots(REMINDERS, "due_at", "deliver_at")
        | {"attempts": 0}
        | dict.fromkeys(("token", "leased_until", "sent_at", "failed_at", "error", "snoozed_until", "done_at"), null())
    )
)
_OF_KIND: Final = (
    REMINDERS.c.case_id == given(REMINDERS, "case_id"),
    REMINDERS.c.kind == given(REMINDERS, "kind"),
)
_DELIVERED: Final = (
    *_OF_KIND,
    or_(REMINDERS.c.sent_at.is_not(None), REMINDERS.c.snoozed_until.is_not(None)),
)
PUT_OFF: Final = Statement(
    update(REMINDERS)
    .where(*_DELIVERED)
    .values(
        slots(REMINDERS, "deliver_at", "snoozed_until")
        | {"attempts": 0}
        | dict.fromkeys(("token", "leased_until", "sent_at", "failed_at", "error", "done_at"), null())
    )
)
_SETTLED: Final = (
    slots(REMINDERS, "done_at")
    | {"sent_at": func.coalesce(REMINDERS.c.sent_at, given(REMINDERS, "done_at"))}
    | dict.fromkeys(("token", "leased_until", "snoozed_until"), null())
)
SETTLE: Final = Statement(update(REMINDERS).where(*_DELIVERED).values(_SETTLED))
SETTLE_AHEAD: Final = Statement(update(REMINDERS).where(*_OF_KIND).values(_SETTLED))
MOVE_ON: Final = Statement(
    update(REMINDERS)
    .where(REMINDERS.c.id == given(REMINDERS, "id"), REMINDERS.c.token == given(REMINDERS, "token"), REMINDER_WAITS)
    .values(slots(REMINDERS, "due_at", "deliver_at") | {"attempts": 0, "token": null(), "leased_until": null()})
    .returning(REMINDERS.c.id)
)
UNSEND: Final = Statement(
    update(REMINDERS)
    .where(REMINDERS.c.id == given(REMINDERS, "id"), REMINDERS.c.sent_at.is_not(None), REMINDERS.c.done_at.is_(None))
    .values({"attempts": 0, "sent_at": null()})
)
REST: Final = Statement(
    update(REMINDERS).where(REMINDERS.c.chat_id == given(REMINDERS, "chat_id")).values(slots(REMINDERS, "asleep"))
)
STAY_SENT: Final = Statement(
    update(REMINDERS).where(REMINDERS.c.id == given(REMINDERS, "id")).values(slots(REMINDERS, "due_at"))
)
SPEAK: Final = Statement(update(CASES).where(CASES.c.id == given(CASES, "id")).values(slots(CASES, "spoken_at")))
UNSPEAK: Final = Statement(
    update(CASES)
    .where(CASES.c.id.in_(select(REMINDERS.c.case_id).where(REMINDERS.c.id == given(REMINDERS, "id"))))
    .values({"spoken_at": null()})
)
DROP: Final = Statement(delete(REMINDERS).where(REMINDERS.c.id == given(REMINDERS, "id")))
DROP_HELD: Final = Statement(
    delete(REMINDERS)
    .where(REMINDERS.c.id == given(REMINDERS, "id"), REMINDERS.c.token == given(REMINDERS, "token"), REMINDER_WAITS)
    .returning(REMINDERS.c.id)
)
PLANNED: Final = Statement(
    select(*(REMINDERS.c[name] for name in ("case_id", "kind", "due_at", "deliver_at", "snoozed_until")))
    .where(REMINDERS.c.chat_id == given(REMINDERS, "chat_id"), REMINDER_WAITS)
    .order_by(REMINDERS.c.deliver_at, REMINDERS.c.id)
)

_ABOUT: Final = "reminders"
"""The fact of a post that names the reminders it speaks of."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder that will be sent."""

    case_id: int
    kind: str
    due_at: datetime
    deliver_at: datetime
    snoozed_until: datetime | None = None
    """The buyer put it off till then."""


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder in the hands of one worker, until its lease ends. `attempts` counts this one."""

    id: int
    token: str
    attempts: int
    case_id: int
    chat_id: int
    kind: str
    due_at: datetime
    deliver_at: datetime
    snoozed_until: datetime | None = None


def replan(
    case_id: int, chat_id: int, plan: Sequence[NewReminder], at: datetime, *, asleep: bool = False
) -> Work[None]:
    """Makes the plan of the case what is asked for, writing only what differs. What was put off stays, though its own
    time is past and no plan names it any more: whether it is still true is asked when it falls due. What was sent
    later than `at` was sent by a clock that ran ahead, and is planned again; not what the buyer is done with. What was
    said of its day already stays said, though its canonical time moves."""
    wanted = {entry.kind: entry for entry in plan}
    drop: list[Values] = []
    move: list[Values] = []
    stay: list[Values] = []
    rows = yield OF_CASE, {"case_id": case_id}
    for row, kind, due_at, deliver_at, sent_at, failed_at, snoozed_until, done_at in rows:
        over = (sent_at is not None and sent_at <= at) or failed_at is not None or done_at is not None
        entry = wanted.pop(kind, None)
        if entry is None:
            if not over and not snoozed_until:
                drop.append({"id": row})
        elif entry.once and over:
            continue
        elif over and sent_at is not None and entry.day_begins is not None and entry.day_begins <= sent_at:
            if entry.due_at != due_at:
                stay.append({"id": row, "due_at": entry.due_at})
        elif entry.due_at != due_at or (
            not over and not snoozed_until and (sent_at is not None or entry.deliver_at != deliver_at)
        ):
            move.append({"id": row, "due_at": entry.due_at, "deliver_at": entry.deliver_at})
    add: list[Values] = [
        {
            "case_id": case_id,
            "chat_id": chat_id,
            "kind": kind,
            "due_at": one.due_at,
            "deliver_at": one.deliver_at,
            "asleep": asleep,
        }
        for kind, one in wanted.items()
    ]
    for statement, values in ((DROP, drop), (MOVE, move), (STAY_SENT, stay), (ADD, add)):
        if values:
            yield statement, values


def answer(case_id: int, answered: Answered, at: datetime) -> Work[None]:
    """Puts a ping off, or is done with it and with those ahead that ask for the same. A ping that was not delivered, or
    comes anew at another time, is left alone."""
    about = {"case_id": case_id, "kind": answered.kind}
    if answered.until is None:
        yield SETTLE, {**about, "done_at": at}
        if answered.ahead:
            yield SETTLE_AHEAD, [{"case_id": case_id, "kind": kind, "done_at": at} for kind in answered.ahead]
    else:
        yield PUT_OFF, {**about, "deliver_at": answered.until, "snoozed_until": answered.until}


def rest(chat_id: int, *, asleep: bool) -> Work[None]:
    """All of the chat fall asleep or wake, also what was sent: that nobody heard it may turn out later."""
    yield REST, {"chat_id": chat_id, "asleep": asleep}


def planned(chat_id: int) -> Work[list[Planned]]:
    """Everything still to come for this chat, the next one first."""
    rows = yield PLANNED, {"chat_id": chat_id}
    return [Planned(*row) for row in rows]


def claim(now: datetime, limit: int, until: datetime) -> Work[list[DueReminder]]:
    """Everything due of the `limit` reminders due first and of their chats, for this worker alone, oldest first; none
    for buyers who blocked the bot."""
    yield ONE_AT_A_TIME, {}
    token, rows = yield from LEASES.claim(now, limit, until)
    due = [DueReminder(row, token, attempts, *rest) for row, attempts, *rest in rows]
    return sorted(due, key=lambda reminder: (reminder.deliver_at, reminder.id))


def move(due: DueReminder, due_at: datetime, deliver_at: datetime) -> Work[bool]:
    """Gives it back as one of another time; whether the token still counted."""
    values = {"id": due.id, "token": due.token, "due_at": due_at, "deliver_at": deliver_at}
    rows = yield MOVE_ON, values
    return bool(rows)


def drop(due: DueReminder) -> Work[bool]:
    """Takes it out of the plan: it is no longer true; whether the token still counted."""
    rows = yield DROP_HELD, {"id": due.id, "token": due.token}
    return bool(rows)


def announce(due: Sequence[DueReminder], post: Post, at: datetime) -> Work[None]:
    """Marks them sent and their cases spoken of, and queues the message that says so. Stale, and nothing of it, when
    one of them is no longer in the hands of this worker: whoever has it now, or planned it anew, says it."""
    # The cases first and in order, as every turn locks them, so that nobody waits for another in a circle.
    spoken: list[Values] = [{"id": case_id, "spoken_at": at} for case_id in sorted({one.case_id for one in due})]
    yield SPEAK, spoken
    for one in due:
        counted = yield from LEASES.sent(one.id, one.token, at)
        if not counted:
            raise Stale
    told = {**post.facts, _ABOUT: [one.id for one in due]}
    yield from outbox.add((replace(post, facts=told),), None, at)


def unheard(due: DuePost, at: datetime, error: str) -> Work[None]:
    """Gives the post up, and lets the reminders it spoke of wait again: they were marked sent, and nobody heard."""
    counted = yield from outbox.LEASES.failed(due.id, due.token, at, None, error)
    about: list[Values] = [{"id": row} for row in due.post.facts.get(_ABOUT, ())]
    if counted and about:
        yield UNSPEAK, about
        yield UNSEND, about
