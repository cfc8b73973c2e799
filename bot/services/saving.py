"""Saving: what one turn of a buyer leaves in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.buyer import Record
from bot.domain.inputs import Arrival
from bot.domain.outcome import outcome
from bot.domain.quiet import Hours
from bot.services import reminders, zones
from bot.services.scene import Scene, Turn
from bot.storage.changes import Changes, Count, Plans, Snapshot


def changes(
    arrival: Arrival,
    snapshot: Snapshot,
    after: Scene,
    turned: Turn,
    counts: tuple[Count, ...],
    plans: Plans,
    *,
    anew: bool,
) -> Changes:
    """What is saved of a turn that began at `snapshot` and ended at `after`. `anew`: the open case is planned anew
    though nothing was told of it."""
    record = _closed(after.record, arrival.at) if after.record is not None else None
    same = record is not None and snapshot.record is not None and record == snapshot.record
    planned = reminders.planned(after) if record is not None and (anew or not same) else None
    return Changes(
        update_id=arrival.update_id,
        at=arrival.at,
        buyer=zones.asking(after, planned),
        record=None if same else record,
        add_files=turned.add_files,
        drop_files=turned.drop_files,
        events=turned.events,
        reminders=planned,
        hours=_hours_before(snapshot, after),
        answered=turned.answered,
        plans=plans,
        posts=turned.posts,
        jobs=turned.jobs,
        counts=counts,
        ticket=turned.ticket,
        waits=turned.waits,
        forget_case=turned.forget_case,
        forget_all=turned.forget_all,
    )


def _closed(record: Record, at: datetime) -> Record:
    """The case with the moment at which its buyer said how it ended; None again where that was taken back."""
    over = outcome(record.case) is not None
    return record if over == (record.closed_at is not None) else replace(record, closed_at=at if over else None)


def switched(snapshot: Snapshot, after: Scene, turned: Turn) -> bool:
    """Whether this turn switched all reminders of the buyer off or on."""
    known = snapshot.buyer
    return known is not None and known.wants_reminders != after.buyer.wants_reminders and not turned.forget_all


def _hours_before(snapshot: Snapshot, after: Scene) -> Hours | None:
    """The buyer's hours before a turn that changed them."""
    before = snapshot.buyer.hours if snapshot.buyer else None
    return None if before == after.buyer.hours else before
