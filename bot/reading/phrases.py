"""Phrases: which sequences of words and numbers are a day, and which only point at a week or a month.

The reader walks the items of a text from left to right and takes the longest phrase at each place. Vague phrases
("last week", "mid June", "a few days ago") give every day they can mean, never one of them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.domain.ask import Direction
from bot.reading.calendar import Kind, Words
from bot.reading.items import Item
from bot.reading.numeric import readings, settle
from bot.reading.spans import Found, Walk


class Reader(Walk):
    """Reads the days out of one text. It keeps no state but its arguments."""

    def __init__(
        self, items: list[Item], words: Words, today: date, direction: Direction, day_first: bool | None
    ) -> None:
        super().__init__(items, words, today, direction, day_first)
        self._ways: tuple[Callable[[int], Found | None], ...] = (
            self._span,
            self._roughly,
            self._shift,
            self._weekday_and_date,
            self._date,
            self._week_or_month,
            self._weekday,
            self._part_of_month,
            self._ordinal,
        )

    def all(self) -> list[Found]:
        """Every phrase, left to right, without overlaps."""
        found: list[Found] = []
        place = 0
        while place < len(self.items):
            here = self.at(place)
            if here:
                found.append(here)
            place = here.last if here else place + 1
        return found

    def at(self, place: int) -> Found | None:
        """The longest phrase that begins exactly here."""
        item = self.items[place]
        if item.stop or not (item.kinds or item.digits or item.slot in self.words.span_heads):
            return None
        met = [one for one in (way(place) for way in self._ways) if one]
        return max(met, key=lambda one: one.last, default=None)

    # Exact days.

    def _date(self, place: int) -> Found | None:
        item = self.items[place]
        if item.digits:
            return self._numeric(item.digits, place)
        day = self._day_number(place)
        if day is not None:
            at = self._after(place + 1)
            if self._is(at, Kind.MONTH_NAME):
                year, end = self._year(at + 1)
                return self._settled(year, self._value(at, Kind.MONTH_NAME), (day,), place, end)
            other, at = self._day_number(place + 2), self._after(place + 3)
            if other and self._is(at, Kind.MONTH_NAME) and len(self.items[place + 1].text) <= 4:  # 12 or 13 June
                year, end = self._year(at + 1)
                return self._settled(year, self._value(at, Kind.MONTH_NAME), (day, other), place, end)
        if self._is(place, Kind.MONTH_NAME):
            at = self._after(place + 1)
            day = self._day_number(at)
            if day is not None and not self._is(self._after(at + 1), Kind.MONTH_NAME):
                year, end = self._year(at + 1)
                return self._settled(year, self._value(place, Kind.MONTH_NAME), (day,), place, end)
        if item.number and 2000 <= item.number <= 2100 and self._is(place + 1, Kind.MONTH_NAME):
            day = self._day_number(place + 2)
            if day is not None:
                return self._settled(item.number, self._value(place + 1, Kind.MONTH_NAME), (day,), place, place + 3)
        return None

    def _numeric(self, digits: re.Match[str], place: int) -> Found | None:
        at = self._after(place + 1)
        if digits["sep"] == "-" and not digits["c"] and self._is(at, Kind.MONTH_NAME):  # 12-13 June
            year, end = self._year(at + 1)
            both = (int(digits["a"]), int(digits["b"]))
            return self._settled(year, self._value(at, Kind.MONTH_NAME), both, place, end)
        days, repaired = readings(digits, self.today, self.direction, self.day_first, self.words.year_first)
        bare = bool(digits["a"] and not digits["c"])
        sure = not bare or (digits["sep"] in "./" and len(digits["a"]) == len(digits["b"]) == 2)
        return Found(days, place, place + 1, repaired=repaired, solid=sure) if days or not bare else None

    def _settled(self, year: int | None, month: int, days: Iterable[int], first: int, last: int) -> Found:
        """The days, or none where the calendar has no such day: 30 February is a date phrase all the same."""
        met = [one for day in days for one in settle(year, month, day, self.today, self.direction)]
        return Found(tuple(met), first, last)

    def _roughly(self, place: int) -> Found | None:
        """About a day: that day, two before and two after."""
        at = self._after(place + 1)
        if not self._is(place, Kind.ABOUT) or at >= len(self.items):
            return None
        near = self._date(at) or self._shift(at)
        if near is None or not near.days or near.vague:
            return None
        margin = timedelta(days=2)
        days = {day for one in near.days for day in self._between(one - margin, one + margin)}
        return Found(tuple(sorted(days)), place, near.last, vague=True, solid=near.solid) if days else None

    def _weekday_and_date(self, place: int) -> Found | None:
        """The weekday settles which of several readings is meant."""
        if not self._is(place, Kind.WEEKDAY):
            return None
        at = self._after(place + 1, comma=True)
        found = self._date(at) if at < len(self.items) else None
        if not found:
            return None
        fitting = tuple(day for day in found.days if day.weekday() == self._value(place, Kind.WEEKDAY))
        return Found(fitting or found.days, place, found.last, repaired=found.repaired or not fitting)

    def _shift(self, place: int) -> Found | None:
        if not self._is(place, Kind.SHIFT):
            return None
        return Found((self.today + timedelta(days=self._value(place, Kind.SHIFT)),), place, place + 1)

    def _ordinal(self, place: int) -> Found | None:
        item = self.items[place]
        if not item.ordinal or self._day_number(place) is None:
            return None
        months = [self.today + relativedelta(months=step, day=1) for step in (-2, -1, 0, 1, 2)]
        days = [date(m.year, m.month, int(item.text)) for m in months if int(item.text) <= _length(m)]
        past = [day for day in days if day <= self.today][-2:]
        ahead = [day for day in days if day >= self.today][:2]
        near = {Direction.PAST: past, Direction.FUTURE: ahead, Direction.ANY: past[-1:] + ahead[:1]}[self.direction]
        return Found(tuple(dict.fromkeys(near)), place, place + 1, solid=False) if near else None

    # Weekdays, weeks, months.

    def _weekday(self, place: int) -> Found | None:
        mark, at = self._mark(place)
        at = self._after(at) if mark else at
        if not self._is(at, Kind.WEEKDAY):
            return None
        weekday, last = self._value(at, Kind.WEEKDAY), at + 1
        if not mark:
            mark, last = self._mark(last)
        monday = self.today - timedelta(days=self.today.weekday())
        back = self.today - timedelta(days=(self.today.weekday() - weekday - 1) % 7 + 1)
        forth = self.today + timedelta(days=(weekday - self.today.weekday() - 1) % 7 + 1)
        week_before = monday + timedelta(days=weekday - 7)
        if mark is Kind.LAST:
            sure = self.words.last_means_week or back < monday
            days: tuple[date, ...] = (week_before,) if sure else (back, week_before)
        elif mark is Kind.THIS:
            days = (monday + timedelta(days=weekday),)
        elif mark is Kind.NEXT:
            days = (forth, forth + timedelta(days=7)) if forth < monday + timedelta(days=7) else (forth,)
        else:
            days = {Direction.PAST: (back,), Direction.FUTURE: (forth,), Direction.ANY: (back, forth)}[self.direction]
        return Found(days, place, last, solid=mark is not None or len(self.items[at].text) >= 5)

    def _mark(self, place: int) -> tuple[Kind | None, int]:
        for mark in (Kind.LAST, Kind.THIS, Kind.NEXT):
            if self._is(place, mark):
                return mark, place + 1
        return None, place

    def _week_or_month(self, place: int) -> Found | None:
        at = place
        weekday: int | None = None
        part = next((kind for kind in (Kind.EARLY, Kind.MID, Kind.LATE) if self._is(at, kind)), None)
        if part:
            at = self._after(at + 1)
        elif self._is(at, Kind.WEEKDAY):
            weekday, at = self._value(at, Kind.WEEKDAY), self._after(at + 1)
        mark, at = self._mark(at)
        at = self._after(at) if mark else at
        scale = next((kind for kind in (Kind.WEEK, Kind.MONTH, Kind.WEEKEND) if self._is(at, kind)), None)
        if not scale:
            return None
        last = at + 1
        if not mark:
            mark, last = self._mark(last)
        if not mark and scale is not Kind.WEEKEND:
            return None
        if scale is Kind.MONTH:
            month = self.today + relativedelta(months=_STEP[mark], day=1)
            return self._vague(self._month(month, part), place, last)
        behind = self._after(last)
        if weekday is None and scale is Kind.WEEK and self._is(behind, Kind.WEEKDAY):
            weekday, last = self._value(behind, Kind.WEEKDAY), behind + 1
        monday = self.today - timedelta(days=self.today.weekday()) + timedelta(days=7 * _STEP[mark])
        if weekday is not None:
            return Found((monday + timedelta(days=weekday),), place, last)
        if scale is Kind.WEEKEND:
            if mark is not Kind.NEXT and mark is not Kind.LAST and self.direction is Direction.PAST:
                monday = self.today - timedelta(days=self.today.weekday() + (7 if self.today.weekday() < 5 else 0))
            return self._vague(self._between(monday + timedelta(days=5), monday + timedelta(days=6)), place, last)
        return self._vague(self._between(monday, monday + timedelta(days=6)), place, last)

    def _part_of_month(self, place: int) -> Found | None:
        part = next((kind for kind in (Kind.EARLY, Kind.MID, Kind.LATE) if self._is(place, kind)), None)
        at = self._after(place + 1) if part else place
        if self._is(at, Kind.MONTH_NAME):
            number, last = self._value(at, Kind.MONTH_NAME), at + 1
        elif self.words.unspaced and self._day_number(at) in range(1, 13) and self._is(at + 1, Kind.MONTH):
            number, last = self._day_number(at) or 1, at + 2
        else:
            return None
        if not part and last < len(self.items):
            part = next((kind for kind in (Kind.EARLY, Kind.MID, Kind.LATE) if self._is(last, kind)), None)
            last += 1 if part else 0
        year, last = self._year(last)
        months = settle(year, number, 1, self.today, self.direction)
        days = tuple(day for month in months for day in self._month(month, part))
        return self._vague(days, place, last, solid=part is not None or year is not None)

    def _month(self, month: date, part: Kind | None) -> tuple[date, ...]:
        first, last = {Kind.EARLY: (1, 10), Kind.MID: (11, 20), Kind.LATE: (21, 31)}.get(part or Kind.FEW, (1, 31))
        return self._between(month.replace(day=first), month.replace(day=min(last, _length(month))))

    def _vague(self, days: tuple[date, ...], first: int, last: int, solid: bool = True) -> Found | None:
        return Found(days, first, last, vague=True, solid=solid) if days else None


_STEP = {Kind.LAST: -1, Kind.THIS: 0, Kind.NEXT: 1, None: 0}


def _length(month: date) -> int:
    return calendar.monthrange(month.year, month.month)[1]
