"""A turn's two calls: load what it needs, save what it decided. All of it is saved or nothing.

The buyer's row comes first: it is checked against the revision and stays locked to the end, so whoever else wanted
the same turn finds it taken and saves nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import and_, exists, literal, select, true

from bot.storage import (
    buyers,
    cases,
    demand,
    evidence,
    hours,
    jobs,
    outbox,
    outcomes,
    reminders,
    tickets,
    updates,
    waiting,
)
from bot.storage.apart import SEEN_UPDATES
from bot.storage.changes import Changes, Done, Post, Snapshot
from bot.storage.statement import Statement, Work, given
from bot.storage.tables import BUYERS, CASES, EVIDENCE, TICKETS

_ALWAYS: Final = select(literal(1).label("one")).subquery("always")
LOAD: Final = Statement(
    select(
        exists().where(SEEN_UPDATES.c.update_id == given(SEEN_UPDATES, "update_id")),
        exists().where(EVIDENCE.c.case_id == CASES.c.id),
        exists().where(TICKETS.c.case_id == CASES.c.id),
        *buyers.COLUMNS,
        *cases.COLUMNS,
    )
    .select_from(_ALWAYS)
    .outerjoin(BUYERS, and_(true(), BUYERS.c.chat_id == given(BUYERS, "chat_id")))
    .outerjoin(CASES, and_(CASES.c.id == BUYERS.c.case_id, CASES.c.chat_id == BUYERS.c.chat_id))
)
_BUYER: Final = slice(3, 3 + len(buyers.COLUMNS))
_CASE: Final = slice(_BUYER.stop, _BUYER.stop + len(cases.COLUMNS))


def load(chat_id: int, update_id: int | None) -> Work[Snapshot]:
    """Buyer, current case with its files, and whether the update was seen: one statement, and one more each for
    files and for a ticket where there are any."""
    rows = yield LOAD, {"chat_id": chat_id, "update_id": update_id}
    row = rows[0]
    seen, has_files, has_ticket = row[0], row[1], row[2]
    buyer = buyers.from_row(row[_BUYER]) if row[_BUYER.start] is not None else None
    record = cases.from_row(row[_CASE]) if row[_CASE.start] is not None else None
    if record is not None and has_files:
        record = replace(record, files=(yield from evidence.of_case(record.id)))
    if record is not None and has_ticket:
        record = replace(record, ticket=(yield from tickets.one(record.id)))
    return Snapshot(buyer, record, bool(seen))


def commit(changes: Changes, me: str) -> Work[Done]:
    """Everything the turn decided, and what it became. Stale, and nothing saved, when another turn was faster or
    the update had its effect before. `me`: this process. ValueError for a change list that contradicts itself."""
    _check(changes)
    at = changes.at
    copies: tuple[Post, ...] = ()
    if changes.forget_all or changes.forget_case is not None:
        copies = yield from tickets.copies(changes.buyer.chat_id, changes.forget_case)
    if changes.forget_all:
        notice = {**changes.buyer.notice, **tickets.counted(copies)}
        changes = replace(changes, buyer=replace(changes.buyer, notice=notice))
    buyer, painter, last_number = yield from buyers.save(changes, me)
    if changes.update_id is not None:
        yield from updates.see(changes.update_id, at)
    if changes.forget_case is not None:
        yield from cases.remove(buyer.chat_id, changes.forget_case)
    record = changes.record
    if record is not None:
        opened = record.id == 0
        record = yield from cases.save(record, last_number, at)
        if opened:
            buyer = yield from buyers.look_at(buyer, record.id)
    if changes.hours is not None:
        yield from hours.shift(buyer.chat_id, changes.hours, buyer.hours, at)
    case_id = buyer.case_id if record is None else record.id
    if case_id is not None:
        yield from evidence.change(case_id, changes.drop_files, changes.add_files, at)
        yield from jobs.add(changes.jobs, buyer.chat_id, case_id, at)
        yield from cases.append(case_id, changes.events, at)
        if changes.reminders is not None:
            yield from reminders.replan(case_id, buyer.chat_id, changes.reminders, at, asleep=buyer.blocked)
        if changes.answered is not None:
            yield from reminders.answer(case_id, changes.answered, at)
    for other, plan in changes.plans:
        yield from reminders.replan(other, buyer.chat_id, plan, at, asleep=buyer.blocked)
    if changes.ticket is not None:
        yield from tickets.save(changes.ticket)
        yield from cases.append(changes.ticket.case_id, changes.decided, at)
    if changes.silenced:
        yield from demand.silence(buyer.chat_id, at)
    if changes.waits is not None:
        yield from waiting.begin(changes.waits, at)
    yield from outbox.add(changes.posts, buyer.chat_id, at)
    yield from outbox.add(copies, None, at)
    # Last, because buyers share these rows: they are locked for as short as can be.
    yield from outcomes.change(changes.counts)
    if record is not None and (changes.add_files or changes.drop_files):
        record = replace(record, files=evidence.merged(record.files, changes.drop_files, changes.add_files))
    return Done(record, buyer, paints=painter == me)


def forget(chat_id: int, at: datetime) -> Work[None]:
    """Deletes every row about this chat, and queues what deletes the volunteers' copies."""
    copies = yield from tickets.copies(chat_id)
    yield from buyers.forget(chat_id)
    yield from outbox.add(copies, None, at)


def _check(changes: Changes) -> None:
    buyer, record = changes.buyer, changes.record
    if buyer.revision < 1:
        raise ValueError("a turn's revision counts from 1")
    if record is not None and record.chat_id != buyer.chat_id:
        raise ValueError("a turn saves a case of its own chat only")
    filed = changes.add_files or changes.drop_files or changes.jobs
    about_a_case = filed or changes.events or changes.reminders or changes.answered
    remaining = None if buyer.case_id == changes.forget_case else buyer.case_id
    if about_a_case and record is None and remaining is None:
        raise ValueError("files, events, jobs and reminders need a case to hang on")
    if changes.counts and record is None:
        raise ValueError("what is counted of a case is remembered in the case")
    if changes.forget_all and (record or about_a_case or changes.plans or buyer.case_id is not None):
        raise ValueError("a turn that forgets everything has no case to save")
    if record is not None and record.id == changes.forget_case:
        raise ValueError("a case can't be saved and forgotten in one turn")
