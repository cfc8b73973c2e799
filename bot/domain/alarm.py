"""alarm(...) → whether the volunteers hear now that a buyer waits, and who else hears of it.

Each cause speaks once: the promised time is over; half of it again; twice of it, when the hosts hear too; and less than
a day is left to the buyer's deadline. What was missed while nobody looked is said once, as it stands by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.ticket import Ticket

NEAR: Final = timedelta(days=1)
"""With less than this left to a deadline an answer is urgent."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A buyer waits and should not. `left`: what is left to their deadline, where that is near."""

    waiting: timedelta
    left: timedelta | None
    late: bool
    """The promised time is over."""
    hosts: bool
    """So long that whoever runs the bot hears of it."""


def alarm(ticket: Ticket, deadline: datetime | None, promised: timedelta, now: datetime) -> Alarm | None:
    """None: nobody waits, it is early, or the group was told of it."""
    since = ticket.waiting_since
    if since is None or now < since:
        return None
    near = deadline is not None and deadline - NEAR <= now < deadline
    late, again, very = since + promised, since + promised * 1.5, since + promised * 2
    causes = [late, again, very, *([max(since, deadline - NEAR)] if deadline is not None and near else [])]
    told = ticket.alarmed_at
    new = [at for at in causes if at <= now and (told is None or told < at)]
    if not new:
        return None
    return Alarm(now - since, deadline - now if deadline is not None and near else None, late <= now, very in new)
