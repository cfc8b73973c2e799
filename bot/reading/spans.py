"""Spans: what stands where in a text cut into items, and distances in time: "3 weeks ago", "12 days left".

`Walk` is the ground `phrases.Reader` stands on; it knows places and distances, and nothing of weeks or months' parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from bot.domain.ask import Direction
from bot.reading.calendar import Kind, Span, Words
from bot.reading.items import Item
from bot.reading.numeric import in_range

_FILLERS: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Days named at one place of a text. `solid` phrases can stand inside a sentence, the others only alone."""

    days: tuple[date, ...]
    first: int
    last: int
    """Items first up to, not including, last."""
    vague: bool = False
    repaired: bool = False
    solid: bool = True


class Walk:
    """The items of one text, seen from one day."""

    def __init__(
        self, items: list[Item], words: Words, today: date, direction: Direction, day_first: bool | None
    ) -> None:
        self.items = items
        self.words = words
        self.today = today
        self.direction = direction
        self.day_first = words.day_first if day_first is None else day_first

    # What is at a place.

    def _is(self, place: int, kind: Kind) -> bool:
        return place < len(self.items) and kind in self.items[place].kinds

    def _value(self, place: int, kind: Kind) -> int:
        return self.items[place].kinds[kind]

    def _after(self, place: int, comma: bool = False) -> int:
        """The next place that is not mere filler, at most a few words on."""
        end = min(place + _FILLERS, len(self.items))
        for at in range(place, end):
            item = self.items[at]
            if not (Kind.FILLER in item.kinds or (comma and item.text == ",")):
                return at
        return max(place, end)

    def _day_number(self, place: int) -> int | None:
        number = self.items[place].number if place < len(self.items) else None
        return number if number is not None and 1 <= number <= 31 else None

    def _year(self, place: int) -> tuple[int | None, int]:
        """A year right after a month, and the place behind it."""
        at = self._after(place, comma=True)
        number = self.items[at].number if at < len(self.items) else None
        if number is None or self.items[at].ordinal:
            return None, place
        if 2000 <= number <= 2100:
            return number, at + 1
        short = self.today.year % 100
        ends = at + 1 == len(self.items) or self.items[at + 1].stop or self._is(at + 1, Kind.FILLER)
        return (2000 + number, at + 1) if short - 8 <= number <= short + 2 and ends else (None, place)

    # Distances: "3 weeks ago", "in 2 days", "12 days left".

    def _span(self, place: int) -> Found | None:
        about = self._is(place, Kind.ABOUT)
        ahead = self._is(place, Kind.LEFT)
        first = place + 1 if about or ahead else place
        met = self._template(first)
        if not met:
            return None
        span, count, last = met
        vague = about or count is None or span.unit == "year"
        if self._is(last, Kind.ABOUT):
            vague, last = True, last + 1
        if self._is(last, Kind.LEFT) and span.sign == 0:
            ahead, last = True, last + 1
        sign = span.sign or (1 if ahead or self.direction is Direction.FUTURE else 0)
        if not sign or (count or 1) > 400:
            return None
        days = self._distant(span.unit, count, sign, vague)
        return Found(days, place, last, vague=vague, solid=self._alone(place, span)) if days else None

    def _alone(self, place: int, span: Span) -> bool:
        """Not the tail of "two weeks and 3 days ago" or «полторы недели назад»."""
        before = self.items[max(0, place - 3) : place]
        units = any(item.slot == "#" for item in before)
        whole = span.sign > 0 or bool(self.words.unspaced)  # "in" and «через» stand in front of their number
        return not units and (span.count is None or whole or span.count > 1 or not before)

    def _template(self, place: int) -> tuple[Span, int | None, int] | None:
        """The span that begins here, its count (None: "a few"), and the place behind it."""
        best: tuple[Span, int | None, int] | None = None
        if place >= len(self.items):
            return None
        item = self.items[place]
        if item.slot != "#" and item.text.split()[0] not in self.words.span_heads and not item.kinds:
            return None
        for skip in (False, True):
            keys: list[str] = []
            ends: list[int] = []
            at = place
            while at < len(self.items) and len(keys) < self.words.longest + 1 and not self.items[at].stop:
                item = self.items[at]
                if not (skip and Kind.FILLER in item.kinds):
                    for part in [item.slot] if item.slot == "#" else item.text.split():
                        keys.append(part)
                        ends.append(at)
                at += 1
            for size in range(len(keys), 0, -1):
                span = self.words.spans.get(tuple(keys[:size]))
                if span:
                    slots = [self.items[end] for key, end in zip(keys[:size], ends, strict=False) if key == "#"]
                    here = (span, span.count or _count(slots[0]), ends[size - 1] + 1)
                    best = here if best is None or here[2] > best[2] else best
                    break
        return best

    def _distant(self, unit: str, count: int | None, sign: int, vague: bool) -> tuple[date, ...]:
        def away(number: int) -> date:
            return self.today + sign * relativedelta(
                days=number if unit == "day" else 0,
                weeks=number if unit == "week" else 0,
                months=number if unit == "month" else 0,
                years=number if unit == "year" else 0,
            )

        if count is None:
            near, far = (away(2), away(6 if unit == "day" else 4 if unit == "week" else 3))
            return self._between(min(near, far), max(near, far))
        if not vague:
            return (away(count),)
        margin = {"day": 1, "week": 3, "month": 7}.get(unit, 15)
        return self._between(away(count) - timedelta(days=margin), away(count) + timedelta(days=margin))

    def _between(self, first: date, last: date) -> tuple[date, ...]:
        days = (first + timedelta(days=step) for step in range((last - first).days + 1))
        newest = self.today if self.direction is Direction.PAST else date.max
        oldest = self.today if self.direction is Direction.FUTURE else date.min
        return tuple(day for day in days if oldest <= day <= newest and in_range(day, self.today, self.direction))


def _count(item: Item) -> int | None:
    if item.number is not None:
        return item.number
    return item.kinds.get(Kind.NUMBER) if Kind.FEW not in item.kinds and Kind.COUPLE not in item.kinds else None
