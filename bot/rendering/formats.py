"""Formats: dates, money and numbers in the buyer's language, through Babel, as Jinja filters."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_timedelta
from babel.numbers import format_currency, format_decimal, format_percent
from markupsafe import Markup

from bot.rendering.catalogues import PSEUDO

_Unit = Literal["day", "month", "year"]
_PLATFORM_ZONE: Final = "America/Los_Angeles"


def filters(language: str) -> dict[str, Callable[..., Any]]:
    """The Jinja filters of one language."""
    locale = Locale.parse(_CLDR.get(language, language))
    short, long = _patterns(locale)

    @lru_cache(maxsize=1024)
    def day(value: date) -> str:
        """14 Mar 2026: never a form in which day and month can be mistaken for each other."""
        return str(format_date(value, short, locale=locale))

    @lru_cache(maxsize=1024)
    def day_long(value: date) -> str:
        """Sat 14 March 2026."""
        return str(format_date(value, long, locale=locale))

    def day_short(value: date) -> str:
        """14 Mar: for a button, so without the dots of abbreviations."""
        return str(format_date(value, _DAY_MONTH.get(locale.language, "d MMM"), locale=locale)).replace(".", "")

    def ago(value: date, today: date) -> str:
        """33 days ago, or in 5 days; empty on the day itself."""
        return from_now((value - today).days)

    @lru_cache(maxsize=1024)
    def from_now(days: int) -> str:
        unit: _Unit = "day" if abs(days) < 60 else "month" if abs(days) < 730 else "year"
        span = timedelta(days=days)
        return format_timedelta(span, unit, threshold=_NEVER, add_direction=True, locale=locale) if days else ""

    def money(value: Decimal, currency: str | None) -> str:
        """The amount with its currency, in that currency's own minor units."""
        if currency is None:
            return str(format_decimal(value, "#,##0.00", locale=locale))
        return _LETTER_BY_DIGIT.sub("\u00a0", str(format_currency(value, currency, locale=locale)))

    def number(value: Decimal | int) -> str:
        return str(format_decimal(value, locale=locale))

    def percent(value: Decimal) -> str:
        return str(format_percent(value, locale=locale))

    def country(code: str) -> str:
        """The country's name."""
        return str(locale.territories.get(code, code))

    def script(code: str) -> str:
        """What a kind of letters is called, by its ISO 15924 code."""
        return str(locale.scripts.get(code.title(), code))

    names = locale.months["stand-alone"]
    weekdays = locale.days["stand-alone"]["abbreviated"]

    return {
        "country": country,
        "script": script,
        "day_short": day_short,
        "month": lambda value: str(names["abbreviated"][value.month]),
        "month_year": lambda value: f"{names['wide'][value.month]} {value.year}",
        "weekday": lambda value: str(weekdays[value.weekday()]),
        "language_name": language_name,
        "iso_day": date.fromisoformat,
        "decimal": Decimal,
        "day": day,
        "day_long": day_long,
        "ago": ago,
        "money": money,
        "number": number,
        "percent": percent,
        "tg_time": tg_time,
    }


# World English writes the day first and names whose dollar it is.
_CLDR: Final = {"en": "en_001", PSEUDO: "en_001"}
# The word for "year" that some languages put behind it: right in a document, one dot too many in a sentence.
_YEAR_WORD: Final = re.compile(r"\s?'[гр]'\.$")
_LETTER_BY_DIGIT: Final = re.compile(r"(?<=[A-Z])(?=\d)")
_DAY_MONTH: Final = {"ja": "M月d日", "zh": "M月d日", "ko": "M월 d일"}
_NEVER: Final = 1e9  # never switch to the next larger unit by itself


def _patterns(locale: Locale) -> tuple[str, str]:
    """How this language writes a date with the month as a word, short and with the weekday.

    Where short months are abbreviations with a dot, or numbers, the whole name reads better."""
    whole = _YEAR_WORD.sub("", locale.date_formats["long"].pattern)
    short = _YEAR_WORD.sub("", str(locale.datetime_skeletons["yMMMd"].pattern))
    dotted = any(name.endswith(".") for name in locale.months["format"]["abbreviated"].values())
    weekday_first = not whole.startswith("y")
    return (
        whole if dotted or "MMM" not in short else short,
        f"EEE {whole}" if weekday_first else str(locale.date_formats["full"].pattern),
    )


def language_name(code: str) -> str:
    """A language by its own name, as a speaker looks for it: Русский."""
    try:
        name = Locale.parse(code).get_display_name(code) or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[0].upper() + name[1:]


def tg_time(text: str, at: datetime | date, form: str = "r") -> Markup:
    """`text` as a moment the phone shows in its own zone. A date means the end of that day where AliExpress is."""
    if not isinstance(at, datetime):
        at = datetime.combine(at + timedelta(days=1), time(), ZoneInfo(_PLATFORM_ZONE))
    unix = int(at.astimezone(UTC).timestamp())
    return Markup('<tg-time unix="{}" format="{}">{}</tg-time>').format(unix, form, text)
