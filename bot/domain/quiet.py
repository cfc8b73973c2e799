"""Quiet hours: at what moment a reminder of a day is said. `when` is the one place where a day becomes an hour.

A reminder is said on its own day, in the morning where the buyer is. In quiet hours it moves earlier on that day, and
only where that leaves no hour to the first one after; never past its deadline. The deadline is the end of the day it
is about, where the buyer is (`day_ends`); choosing another hour never moves it.

While the zone is not known the earliest reading counts: a day ends where it ends first on Earth, at UTC+14, and a
reminder is said while its day is over nowhere: morning or midday for most of our buyers, late evening of the day before
on the west coast of America. Nobody's night is known then, so nobody has quiet hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.calendar import after

USUAL: Final = (22, 9)
_MORNING: Final = time(10)
_NOBODY_KNOWS: Final = time(7)  # UTC
_FIRST_END: Final = time(9, 59, 59)  # UTC: the last second of the day at UTC+14
_STEP: Final = timedelta(minutes=30)
_SECOND: Final = timedelta(seconds=1)
_TWO_DAYS: Final = timedelta(days=2)
_LAST: Final = datetime.combine(date.max, time(), UTC)  # a day more could not be said in every zone
_JUST_READ: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Hours:
    """When a buyer may be written to of our own accord. Quiet from the one full hour to the other, where the buyer is;
    two that are the same leave no quiet hour. `zone` None: not known."""

    zone: str | None = None
    quiet_from: int = USUAL[0]
    quiet_until: int = USUAL[1]

    def quiet(self, moment: datetime) -> bool:
        """Whether nothing is said at this moment."""
        if self.zone is None:
            return False
        hour, start, end = moment.astimezone(ZoneInfo(self.zone)).hour, self.quiet_from, self.quiet_until
        return start <= hour < end if start <= end else hour >= start or hour < end

    def day(self, moment: datetime) -> date:
        """The day it is for the buyer."""
        return moment.astimezone(ZoneInfo(self.zone) if self.zone else UTC).date()


def day_ends(day: date, hours: Hours) -> datetime:
    """The last second of that day where the buyer is, in UTC."""
    if hours.zone is None:
        return datetime.combine(day, _FIRST_END, UTC)
    return _starts(after(day, 1), hours.zone) - _SECOND


def when(day: date, by: datetime, hours: Hours, now: datetime) -> datetime:
    """The moment (UTC) to say what is due on that day and has to be said `by`: `now` or later. A day that is not over
    has its morning, or the best hour left; what was missed is said at once. In quiet hours it is said only where no
    other hour is left before `by`; past that, the night is kept."""
    morning = _morning(day, hours)
    if hours.zone is None or (now <= morning and not hours.quiet(morning)):
        return max(morning, now)
    starts, ends = _starts(day, hours.zone), day_ends(day, hours)
    on_the_day = [at for at in _aloud(max(starts, now), hours) if at <= ends]
    if on_the_day:
        return max((at for at in on_the_day if at <= morning), default=on_the_day[0])
    later = next(_aloud(max(ends, now), hours), None)
    if later is not None and (later <= by or now > by):
        return later
    return max(morning, now)


def when_just_read(day: date, hours: Hours, now: datetime) -> datetime | None:
    """The same for who has the case before their eyes: what its screen says of today is not said again within two
    hours, unless quiet hours begin before. None: nothing but quiet hours are left of that day."""
    morning, ends = _morning(day, hours), day_ends(day, hours)
    if now < morning:
        return when(day, ends, hours, now)
    left = [] if hours.zone is None else [at for at in _aloud(now, hours) if at <= ends]
    return next((at for at in left if at >= now + _JUST_READ), left[-1] if left else None)


def _aloud(start: datetime, hours: Hours) -> Iterator[datetime]:
    """The moments of the next two days that are not quiet: `start`, then every half hour where the buyer is."""
    first = start - timedelta(seconds=start.timestamp() % _STEP.total_seconds())
    steps = min(_TWO_DAYS // _STEP, (_LAST - first) // _STEP)
    moments = (start, *(first + count * _STEP for count in range(1, steps + 1)))
    return (at for at in moments if not hours.quiet(at))


def _morning(day: date, hours: Hours) -> datetime:
    if hours.zone is None:
        return datetime.combine(day, _NOBODY_KNOWS, UTC)
    return datetime.combine(day, _MORNING, ZoneInfo(hours.zone)).astimezone(UTC)


def _starts(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
