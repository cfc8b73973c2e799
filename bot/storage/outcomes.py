"""Outcomes: how many cases with each problem ended in which way. Plain counters: no chat, no case, no day.

A case says itself what was counted for it (`Case.counted`) and is saved in the same commit, so nothing counts twice.
The counters stay when the case or the buyer is deleted: they are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import select, update

from bot.domain.case import Result
from bot.domain.issues import Issue
from bot.domain.outcome import Tally
from bot.storage.apart import OUTCOMES
from bot.storage.changes import Count
from bot.storage.statement import Statement, Upsert, Work, given, slots

_ROW: Final = (OUTCOMES.c.issue == given(OUTCOMES, "issue"), OUTCOMES.c.result == given(OUTCOMES, "result"))
ADD: Final = Upsert(
    OUTCOMES,
    lambda insert: insert.values(slots(OUTCOMES, "issue", "result") | {"count": 1}).on_conflict_do_update(
        index_elements=["issue", "result"], set_={"count": OUTCOMES.c.count + 1}
    ),
)
# Never below nothing: an older database may have been put back under cases that were counted since.
SUBTRACT: Final = Statement(update(OUTCOMES).where(*_ROW, OUTCOMES.c.count > 0).values(count=OUTCOMES.c.count - 1))
OF_ISSUE: Final = Statement(
    select(OUTCOMES.c.result, OUTCOMES.c.count).where(OUTCOMES.c.issue == given(OUTCOMES, "issue"))
)


def change(counts: Iterable[Count]) -> Work[None]:
    """Moves the counters. Always in one order, so that two turns never wait for each other's rows."""
    for count in sorted(counts):
        yield (ADD if count.by > 0 else SUBTRACT), {"issue": str(count.issue), "result": str(count.result)}


def tally(issue: Issue) -> Work[Tally]:
    """How the cases with this problem ended; nothing anywhere yet: all zero."""
    rows = yield OF_ISSUE, {"issue": str(issue)}
    known = set(Result)
    return Tally(**{str(result): int(count) for result, count in rows if result in known})
