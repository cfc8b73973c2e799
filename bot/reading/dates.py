"""Dates: the day a buyer typed, as candidates. Two possible readings come back as two; nothing is ever chosen.

The order of trying: refuse what cannot be a date; the buyer's language and English with the whole text understood;
the same with one slip of the finger repaired; one date inside a longer phrase; dateparser under guard. What comes
back is always shown to the buyer before it counts. `phrases.py` holds the grammar, `numeric.py` dates in digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.ask import Direction
from bot.reading.calendar import Kind, Words, base, words
from bot.reading.items import Item, cut
from bot.reading.numeric import in_range
from bot.reading.phrases import Reader
from bot.reading.spans import Found
from bot.reading.spelling import fold, nearest

_LONGEST: Final = 60
_SPACED: Final = re.compile(r"\d{1,2} \d{1,2}(?: \d{4}| \d{2})?|\d{4} \d{1,2} \d{1,2}")
_NUMBER: Final = re.compile(r"\d{9,}|\d{4}(?:[ -]\d{4}){3}")
_MONEY: Final = re.compile(r"[$€£₽₴₸]|\b(?:usd|eur|rub|руб|грн)\b")
_SCRIPTS: Final = (
    (re.compile("[\u0400-\u04ff]"), ("ru", "uk")),
    (re.compile("[\u0600-\u06ff]"), ("ar",)),
    (re.compile("[\u0590-\u05ff]"), ("he",)),
    (re.compile("[\uac00-\ud7a3]"), ("ko",)),
    (re.compile("[\u3040-\u30ff]"), ("ja",)),
    (re.compile("[\u4e00-\u9fff]"), ("zh", "ja")),
)


class NoDay(StrEnum):
    """Why no day was read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    LOOKS_LIKE_ORDER_NUMBER = "looks_like_order_number"
    NO_DATE = "no_date"
    OUT_OF_RANGE = "out_of_range"


@dataclass(frozen=True, slots=True)
class DayReading:
    """What a text says about a day: nothing (`why`), one day (`exact`), or several to choose from."""

    days: tuple[date, ...] = ()
    why: NoDay | None = None
    guessed: bool = False
    """A slip was repaired: ask "did you mean"."""
    vague: bool = False
    """The text names a stretch of days ("last week"): `days` are all of them, in order."""
    refused: date | None = None
    """The day that was understood but lies out of range."""

    @property
    def exact(self) -> date | None:
        """The only candidate, if there is just one and the text was not vague."""
        return self.days[0] if len(self.days) == 1 and not self.vague else None


def read_day(
    text: str,
    language: str,
    today: date,
    day_first: bool | None = None,
    direction: Direction = Direction.PAST,
) -> DayReading:
    """The day or days this text can mean, seen from `today`. `day_first` is the buyer's known order, if any."""
    text = text.strip()
    if len(text) > _LONGEST:
        return DayReading(why=NoDay.LOOKS_LIKE_ORDER_NUMBER if text.isdigit() else NoDay.TOO_LONG)
    folded = fold(text)
    if not folded:
        return DayReading(why=NoDay.EMPTY)
    if any(_NUMBER.fullmatch(found[0]) and not _is_compact(found[0]) for found in _NUMBER.finditer(folded)):
        return DayReading(why=NoDay.LOOKS_LIKE_ORDER_NUMBER)
    if _SPACED.fullmatch(folded):
        folded = folded.replace(" ", "-" if folded[4:5] == " " else ".")
    tables = [words(name) for name in _languages(language, folded)]
    for repair in (False, True):
        for table in tables:
            found = _whole(folded, table, repair, today, direction, day_first)
            if found:
                return _answer(found, repair, today, direction)
    for table in tables:
        found = _inside(folded, table, today, direction, day_first)
        if found:
            return _answer(found, False, today, direction)
    return _fallback(folded, tables[0], today, direction, day_first)


def _is_compact(digits: str) -> bool:
    return len(digits) == 8


def _languages(language: str, folded: str) -> Iterator[str]:
    own = base(language) or "en"
    met = dict.fromkeys((own,))
    if not folded.isascii():
        for script, names in _SCRIPTS:
            if script.search(folded):
                met.update(dict.fromkeys(names))
                break
    met["en"] = None
    yield from met


def _whole(
    folded: str, table: Words, repair: bool, today: date, direction: Direction, day_first: bool | None
) -> Found | None:
    """The one phrase that explains the whole text."""
    changed: list[str] = []

    def spell(word: str) -> str:
        near = nearest(word, table.vocabulary)
        changed.extend(near[:1])
        return near[0] if near else word

    items = [item for item in cut(folded, table, spell if repair else None) if not _is_time(item)]
    if repair and not changed:
        return None
    met = Reader(items, table, today, direction, day_first).all()
    if len(met) != 1:
        return None
    rest = items[: met[0].first] + items[met[0].last :]
    return met[0] if all(Kind.FILLER in item.kinds or item.stop for item in rest) else None


def _inside(folded: str, table: Words, today: date, direction: Direction, day_first: bool | None) -> Found | None:
    """The only date in a phrase of other words, if it is solid."""
    met = Reader(cut(folded, table), table, today, direction, day_first).all()
    if len(met) != 1 or not met[0].solid:
        return None
    return None if _MONEY.search(folded) else met[0]


def _is_time(item: Item) -> bool:
    return ":" in item.text and len(item.text) > 1


def _answer(found: Found, repaired: bool, today: date, direction: Direction) -> DayReading:
    days = tuple(sorted({day for day in found.days if in_range(day, today, direction)}))
    if not days:
        return DayReading(why=NoDay.OUT_OF_RANGE, refused=next(iter(found.days), None))
    return DayReading(days, guessed=repaired or found.repaired, vague=found.vague)


def _fallback(folded: str, table: Words, today: date, direction: Direction, day_first: bool | None) -> DayReading:
    from bot.reading.fallback import guarded

    order = table.day_first if day_first is None else day_first
    day = guarded(folded, table.language, today, direction, order)
    if day is None:
        return DayReading(why=NoDay.NO_DATE)
    if not in_range(day, today, direction):
        return DayReading(why=NoDay.OUT_OF_RANGE, refused=day)
    return DayReading((day,), guessed=True)
