"""Mentions: the days a story tells, each with what happened on it.

A day counts only when a word beside it says what it was ("ordered", "arrived"); the nearest one in the same sentence
wins. A vague day, a day to come, and a day nobody names an event for are left out: the bot will ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from bot.reading.calendar import words as calendar_words
from bot.reading.cues import Hit, Token
from bot.reading.items import cut
from bot.reading.money import Sum
from bot.reading.numeric import Direction, in_range
from bot.reading.phrases import Reader
from bot.reading.spans import Found

_BEFORE: Final = 6  # words between an event and its day
_AFTER: Final = 4
_CLOSE: Final = 2
_FIELDS: Final = ("ordered_on", "delivered_on", "shipped_on", "opened_on")
_COMMA: Final = 3  # a comma parts a day from an event as three words do
_READINGS: Final = 2
_MOST: Final = 40
_TALK: Final = 1000  # a long story without a single digit names no day worth the search
_ENDS: Final = ".!?;\n"


class Mention(NamedTuple):
    """A day phrase and its place in the folded text."""

    found: Found
    start: int
    end: int


def day_phrases(folded: str, language: str, today: date, day_first: bool | None) -> list[Mention]:
    """Every phrase about days, the vague ones too: their numbers count nothing else."""
    if not any(letter.isdigit() for letter in folded) and len(folded) > _TALK:
        return []
    table = calendar_words(language)
    items = cut(folded, table)
    reader = Reader(items, table, today, Direction.PAST, day_first)
    return [Mention(one, items[one.first].start, items[one.last - 1].end) for one in reader.all()]


def days_mentioned(
    mentions: Sequence[Mention], sums: Sequence[Sum], words: Sequence[Token], hits: Sequence[Hit], today: date
) -> dict[str, tuple[str, ...]]:
    """ISO days by field. Two values: the text has two readings, or tells two days for one event."""
    events = [hit for hit in hits if hit.cue.topic == "day"]
    if not mentions or not any(hit.cue.key in _FIELDS for hit in events):
        return {}
    priced = [(one.start, one.end) for one in sums if one.currencies]
    heard: dict[str, dict[date, None]] = {}
    for found, start, end in mentions[:_MOST]:
        days = [day for day in found.days if in_range(day, today, Direction.PAST)]
        if found.vague or found.repaired or not 0 < len(days) <= _READINGS:
            continue
        if any(start < last and first < end for first, last in priced):
            continue
        field = _event(start, end, found, words, events, hits)
        if field:
            heard.setdefault(field, {}).update(dict.fromkeys(days))
    return {
        field: tuple(day.isoformat() for day in sorted(days)) for field, days in heard.items() if len(days) <= _READINGS
    }


def _event(
    start: int, end: int, found: Found, words: Sequence[Token], events: Sequence[Hit], hits: Sequence[Hit]
) -> str | None:
    """The field whose words stand nearest to the day, within its sentence; None if that is no field."""
    first = next((place for place, word in enumerate(words) if word.end > start), len(words))
    last = next((place for place, word in enumerate(words) if word.start >= end), len(words))
    best: tuple[float, str] | None = None
    for hit in events:
        if hit.last <= first:
            gap, reach, between = float(first - hit.last), _reach(hit, found), words[hit.last : first]
        elif hit.first >= last and hit.cue.key in _FIELDS:
            gap, reach, between = hit.first - last + 0.5, _AFTER if found.solid else 0, words[last : hit.first]
        else:
            continue
        if gap > reach + 0.5 or any(word.text in _ENDS for word in between):
            continue
        if hit.cue.key in _FIELDS and _denied(hit, hits):
            continue
        around = words[hit.last - 1 : first + 1] if hit.last <= first else words[last - 1 : hit.first + 1]
        far = gap + (_COMMA if _parted(around) else 0)
        if best is None or far < best[0]:
            best = far, hit.cue.key
    return best[1] if best and best[1] in _FIELDS else None


def _parted(words: Sequence[Token]) -> bool:
    """Whether a comma lies between: "arrived yesterday, ordered 1 May" tells two days of two events."""
    return any(after.start - word.end > 1 for word, after in pairwise(words))


def _reach(event: Hit, found: Found) -> int:
    return _BEFORE if found.solid and event.cue.key in _FIELDS else _CLOSE


def _denied(event: Hit, hits: Sequence[Hit]) -> bool:
    """ "Had not arrived by 12 June" is no day of arrival."""
    if event.negated:
        return True
    return event.cue.key == "delivered_on" and any(
        hit.cue.topic == "fact" and hit.cue.key == "not_received" and hit.first < event.last and event.first < hit.last
        for hit in hits
    )
