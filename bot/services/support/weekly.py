"""Weekly: /stats, what the group did in the last seven days. Worked out from the tickets, nothing is counted along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from statistics import median
from typing import Any, Final

from bot.domain.ticket import Remark, Ticket
from bot.services.support.floor import Floor
from bot.storage.changes import Post
from bot.storage.weekly import Week

SPAN: Final = timedelta(days=7)
_NAMED: Final = 20


async def stats(floor: Floor, remark: Remark, _: Ticket | None) -> None:
    """/stats, in General or in any topic."""
    week = await floor.store.crew.week(remark.group_id, floor.clock() - SPAN)
    facts = {**summed(week), "thread": remark.topic_id, "answer": remark.message_id}
    await floor.answer(remark, None, Post(remark.group_id, "stats", facts, remark.language))


def summed(week: Week) -> dict[str, Any]:
    """The week in numbers; the first answers in whole hours from the opening, None where there was none."""
    spans = [_hours_to_answer(one) for one in week.answered]
    names = Counter(one.taken_name for one in week.closed if one.taken_by is not None)
    return {
        "opened": week.opened,
        "open": week.open,
        "waiting": week.waiting,
        "closed": len(week.closed),
        "endings": [
            {"ending": ending, "count": len(tickets), "sums": _sums(tickets)}
            for ending, tickets in _by_ending(week.closed).items()
        ],
        "median": int(median(spans)) if spans else None,
        "worst": int(max(spans)) if spans else None,
        "helped": sum(one.helped is True for one in week.closed),
        "not_helped": sum(one.helped is False for one in week.closed),
        "people": [{"name": name, "count": count} for name, count in names.most_common(_NAMED)],
    }


def _hours_to_answer(one: Ticket) -> float:
    if one.answered_at is None or one.opened_at is None:
        raise ValueError("only what was answered has a time to the answer")
    return (one.answered_at - one.opened_at).total_seconds() / 3600


def _by_ending(closed: Sequence[Ticket]) -> dict[str, list[Ticket]]:
    found: dict[str, list[Ticket]] = {}
    for one in sorted(closed, key=lambda one: _ORDER.index(one.ending or "")):
        found.setdefault(one.ending or "", []).append(one)
    return found


_ORDER: Final = ("won", "part", "lost", "withdrawn", "")


def _sums(tickets: Sequence[Ticket]) -> list[dict[str, Any]]:
    """What came, for each currency; sums without one stand apart."""
    total: dict[str | None, Decimal] = {}
    for one in tickets:
        if one.amount is not None:
            total[one.currency] = total.get(one.currency, Decimal(0)) + Decimal(one.amount)
    return [{"amount": total[code], "currency": code} for code in sorted(total, key=lambda code: code or "")]


EVERYWHERE: Final = {"stats": stats}
