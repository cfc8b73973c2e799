"""Calendar: the words of one language that name days, and how to cut a text into them.

Months, weekdays, the order of day and month, and "N units ago" come from CLDR through Babel's public API; what CLDR
does not have (yesterday, last, number words) is data in `days/<language>.toml`. Tables are built on first use, one
language at a time, and kept for a few languages. `phrases.py` knows which sequences of these words are a date.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, auto
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from bot.reading.spelling import fold

Unit = Literal["day", "week", "month", "year"]
_DATA: Final = Path(__file__).parent / "days"
_UNITS: Final[Mapping[Unit, int]] = {"day": 1, "week": 7, "month": 30, "year": 365}
_SAMPLES: Final = (1, 2, 3, 5, 11, 21, 22)  # enough to meet every plural form CLDR knows
_MARKS: Final = "few couple last this next week month weekend early mid late about left filler"


class Kind(IntEnum):  # ints hash faster, and kinds are looked up at every word
    """What a word or phrase can mean in a date."""

    NUMBER = auto()
    MONTH_NAME = auto()
    WEEKDAY = auto()
    SHIFT = auto()
    FEW = auto()
    COUPLE = auto()
    LAST = auto()
    THIS = auto()
    NEXT = auto()
    WEEK = auto()
    MONTH = auto()
    WEEKEND = auto()
    EARLY = auto()
    MID = auto()
    LATE = auto()
    ABOUT = auto()
    LEFT = auto()
    FILLER = auto()


Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """ "Three weeks ago" with the number taken out: `count` is None where the text carries it."""

    unit: str
    count: int | None
    sign: int  # -1 ago, 1 ahead, 0 a bare length


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words about days, all in the form `spelling.fold` gives."""

    language: str
    day_first: bool | None
    year_first: bool
    meanings: Mapping[Key, Mapping[Kind, int]]
    spans: Mapping[Key, Span]
    heads: frozenset[str]
    span_heads: frozenset[str]
    longest: int
    abbreviations: frozenset[str]
    vocabulary: frozenset[str]
    last_means_week: bool
    unspaced: re.Pattern[str] | None

    def cut(self, run: str) -> list[str]:
        """A run of letters as words; only languages written without spaces have more than one."""
        return self.unspaced.findall(run) if self.unspaced else [run]


_WORD: Final = re.compile(r"#|[^\W\d_]+", re.UNICODE)
_NUMBER: Final = re.compile(r"\d+")


def _key(text: str) -> Key:
    return tuple(_WORD.findall(_NUMBER.sub("#", fold(text))))


def base(language: str) -> str:
    """The language of a tag such as pt-BR or zh_Hant: its first part, in lower case."""
    return re.split("[-_]", language.strip().lower(), maxsplit=1)[0][:8] if language else ""


@lru_cache(maxsize=12)
def words(language: str) -> Words:
    """The words of one base language; English where CLDR does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse({"iw": "he", "in": "id", "no": "nb"}.get(language, language))
    except (UnknownLocaleError, ValueError, TypeError):
        return words("en") if language != "en" else _assemble("en", None)
    return _assemble(language, locale)


def _assemble(language: str, locale: Any) -> Words:
    own = _own(language)
    unspaced = bool(own.get("unspaced"))
    meanings: dict[Key, dict[Kind, int]] = {}

    def learn(text: str, kind: Kind, value: int = 0) -> None:
        key = _key(text)
        if unspaced:
            key = ("".join(key),) if key else key
        if key and not (unspaced and kind is Kind.WEEKDAY and len(key[0]) < 2) and "#" not in key[0]:
            meanings.setdefault(key, {}).setdefault(kind, value)

    for name in _MARKS.split():
        for text in own.get(name, ()):
            learn(text, Kind[name.upper()])
    for table, kind in (
        ("shifts", Kind.SHIFT),
        ("numbers", Kind.NUMBER),
        ("months", Kind.MONTH_NAME),
        ("weekdays", Kind.WEEKDAY),
    ):
        for text, value in own.get(table, {}).items():
            learn(text, kind, value)
    short: set[str] = set()
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, text in locale.months[context][width].items():
                learn(text, Kind.MONTH_NAME, number)
                if width == "abbreviated":
                    short.add(fold(text).rstrip("."))
            for number, text in locale.days[context][width].items():
                learn(text, Kind.WEEKDAY, number)
    short -= {fold(text) for form in ("format", "stand-alone") for text in locale.months[form]["wide"].values()}
    spans = _spans(locale, own, unspaced)
    order = re.findall("[dMy]", locale.date_formats["short"].pattern)
    known = frozenset(word for key in (*meanings, *spans) for word in key if word != "#")
    return Words(
        language=language,
        day_first=None if language == "en" else order.index("d") < order.index("M"),
        year_first=order[0] == "y",
        meanings=meanings,
        spans=spans,
        heads=frozenset(key[0] for key in meanings),
        span_heads=frozenset(key[0] for key in spans),
        longest=max(map(len, (*meanings, *spans))),
        abbreviations=frozenset(short),
        vocabulary=known,
        last_means_week=bool(own.get("last_means_week")),
        unspaced=_splitter(known) if unspaced else None,
    )


def _own(language: str) -> dict[str, Any]:
    path = _DATA / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8")) if language.isalpha() and path.exists() else {}


def _splitter(known: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(known, key=len, reverse=True)) + r"|[^\W\d_]")


def _spans(locale: Any, own: Mapping[str, Any], unspaced: bool) -> dict[Key, Span]:
    spans: dict[Key, Span] = {}
    for unit, count, sign, text in _timed(locale):
        key, numbered = _key(text), any(letter.isdigit() for letter in text)
        spans.setdefault(_joined(key, unspaced), Span(unit, None if numbered else count, sign))
        if count == 1 and numbered and sign < 0:  # «неделю назад» is one week ago
            spans.setdefault(_joined(tuple(part for part in key if part != "#"), unspaced), Span(unit, 1, sign))
    for table, sign in (("past", -1), ("ahead", 1)):
        for text, meaning in own.get(table, {}).items():
            *count, unit = meaning.split()
            spans.setdefault(_joined(_key(text), unspaced), Span(unit, int(count[0]) if count else None, sign))
    spans.pop((), None)
    return spans


def _timed(locale: Any) -> Iterator[tuple[Unit, int, int, str]]:
    from babel.dates import format_timedelta

    for unit, days in _UNITS.items():
        for count in _SAMPLES:
            for sign in (-1, 1):
                delta = timedelta(days=sign * days * count)
                text = format_timedelta(delta, unit, threshold=1e9, add_direction=True, locale=locale)
                yield unit, count, sign, text
            delta = timedelta(days=days * count)
            yield unit, count, 0, format_timedelta(delta, unit, threshold=1e9, locale=locale)


def _joined(key: Key, unspaced: bool) -> Key:
    """CJK writes units together: "#", "日", "전" becomes "#", "日전"."""
    if not unspaced:
        return key
    return tuple(part for part in re.split("(#)", "".join(key)) if part)
