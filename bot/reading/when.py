"""When: the day each act of a story happened, and the last day to answer it.

Days are given to acts as `clauses.py` gives them to the events of a first message. A last day lies ahead and is read
only beside words that say so: "I have 3 days to answer", "until 25.11".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bot.domain.ask import Direction
from bot.reading.clauses import Clauses, Place, paired
from bot.reading.cues import Hit
from bot.reading.mentions import Days as Phrases
from bot.reading.mentions import Mention, day_phrases
from bot.reading.money import Sum
from bot.reading.numeric import in_range
from bot.reading.spans import Found
from bot.reading.timers import timers
from bot.reading.told import Story, Told

_MOST: Final = 20
_NEAR: Final = 4  # words between "until" and its day
_EARLY: Final = 12  # words between a day that opens a sentence and what happened on it
_PUT: Final = (
    "offers",
    "puts",
    "decide",
    "asks_evidence",
    "asks_parcel",
    "accepts_return",
    "refuses",
    "rejects_dispute",
)
_SHOWN: Final = frozenset({"two_proposals", "platform_stepped_in"})
_TOUCHING: Final = "length"
"""Words that name a last day only right before it: "by Friday", "within 3 days"."""
_STATES: Final = frozenset({"return_not_paid", "refund_not_seen", "still_pending", "silent", "two_proposals"})
"""What is seen today; a day told beside it is that of something else."""

Days = tuple[date | None, date | None]
_LETTER: Final = re.compile(r"[^\W\d_]")


def phrases_told(tale: Story, language: str, today: date, day_first: bool | None) -> Phrases:
    """Every phrase about days; those of days to come only beside words that make them the last ones."""
    places = [(tale.words[hit.first].start, tale.words[hit.last - 1].end) for hit in _until(tale)]
    phrases = day_phrases(tale.folded, language, today, day_first, places)
    left = [Mention(Found((one.day,), 0, 0), one.start, one.end) for one in timers(tale.folded, language, today)]
    other = [one for one in phrases.ahead if not any(one.start < timer.end and timer.start < one.end for timer in left)]
    return phrases._replace(ahead=sorted([*other, *left], key=lambda one: one.start))


def counted(tale: Story, one: Sum, phrases: Phrases) -> bool:
    """Whether a bare number is that of a day: "received it on june 20"."""
    return not one.currencies and any(
        day.start <= one.start and one.end <= day.end and _LETTER.search(tale.folded, day.start, day.end)
        for day in (*phrases.past, *phrases.ahead)
    )


def days_told(
    tale: Story, told: Sequence[Told], priced: Sequence[tuple[int, int]], phrases: Phrases, today: date
) -> list[Days]:
    """The day and the last day to answer of each act, in their order. `priced`: where the text speaks of money."""
    clauses = Clauses(tale.words, tale.folded)
    terms, taken = _terms(told, _until(tale), phrases.ahead, clauses, today)
    taken += priced
    past = [one for one in phrases.past if not any(one.start < end and start < one.end for start, end in taken)]
    happened = _happened(tale, told, past[:_MOST], clauses, today)
    return [(happened.get(at), terms.get(at)) for at in range(len(told))]


def _until(tale: Story) -> list[Hit]:
    return [hit for hit in tale.hits if hit.cue.topic == "until" and not hit.negated][:_MOST]


def _terms(
    told: Sequence[Told], until: Sequence[Hit], ahead: Sequence[Mention], clauses: Clauses, today: date
) -> tuple[dict[int, date], list[tuple[int, int]]]:
    """The last day of each act that has one, and where the text says them."""
    met: dict[int, date] = {}
    taken: list[tuple[int, int]] = []
    for hit in until:
        near = [(gap, at) for at, one in enumerate(ahead) if (gap := _gap(clauses, one, hit)) is not None]
        mention = ahead[min(near)[1]] if near else None
        day = _day_ahead(mention, today) if mention else None
        at = _answered(told, hit)
        if mention and day and at is not None:
            taken.append((mention.start, mention.end))
            met.setdefault(at, day)
    return met, taken


def _gap(clauses: Clauses, one: Mention, hit: Hit) -> int | None:
    """How many words lie between a day and the words that make it a last one; None: too many."""
    place = clauses.place(one.start, one.end, solid=True)
    if place.first < hit.last and hit.first < place.last:
        return 0
    begin, end = (hit.last, place.first) if hit.last <= place.first else (place.last, hit.first)
    if hit.cue.key == _TOUCHING:
        return end - begin if begin == hit.last and end - begin <= 1 else None
    return end - begin if end - begin <= _NEAR and not clauses.ends(begin, end) else None


def _day_ahead(one: Mention, today: date) -> date | None:
    days = {day for day in one.found.days if day >= today and in_range(day, today, Direction.ANY)}
    return days.pop() if len(days) == 1 and not one.found.vague else None


def _answered(told: Sequence[Told], hit: Hit) -> int | None:
    """The act that a last day is for: the last one told before it that wants an answer, else the first behind it."""
    asking = [(at, one) for at, one in enumerate(told) if _wants_answer(one)]
    before = [at for at, one in asking if one.first < hit.last]
    return before[-1] if before else asking[0][0] if asking else None


def _wants_answer(one: Told) -> bool:
    return one.act in _SHOWN or one.act.startswith(_PUT)


def _happened(
    tale: Story, told: Sequence[Told], mentions: Sequence[Mention], clauses: Clauses, today: date
) -> dict[int, date]:
    """The days of the acts. Words such as "ordered" or "since" take theirs away."""
    numbers = {id(one.hit): at for at, one in enumerate(told) if one.act not in _STATES}
    other = [hit for hit in tale.hits if hit.cue.topic == "day"]
    other = [hit for hit in other if not any(one.first < hit.last and hit.first < one.last for one in told)]
    events = sorted([*(one.hit for one in told), *other[:_MOST]], key=lambda hit: hit.first)
    places = [clauses.place(one.start, one.end, solid=one.found.solid) for one in mentions]
    dated = [hit.cue.key != "none" for hit in events]
    apart = {hit.last for hit in tale.hits if (hit.cue.topic, hit.cue.key) == ("day", "none")}
    inside = {
        at: one
        for at, place in enumerate(places)
        for one, hit in enumerate(events)
        if hit.first <= place.first and place.last <= hit.last and place.first not in apart
    }
    met: dict[int, date] = {}
    pairs = [*inside.items(), *paired(places, events, dated, clauses)]
    early = _opening(places, events, {at for at, _ in pairs}, {one for _, one in pairs}, clauses)
    for at, one in (*pairs, *early):
        day = _day_past(mentions[at], today)
        if day and id(events[one]) in numbers:
            met.setdefault(numbers[id(events[one])], day)
    return met


def _opening(
    places: Sequence[Place], events: Sequence[Hit], paired_days: set[int], dated: set[int], clauses: Clauses
) -> Iterator[tuple[int, int]]:
    """A day that opens its sentence, or a part of it, is that of what is told next, however many words that takes:
    "yesterday the seller finally answered with an offer"."""
    for at, place in enumerate(places):
        if at in paired_days or not place.solid or not clauses.opens(place.first):
            continue
        one = next((one for one, hit in enumerate(events) if hit.first >= place.last), None)
        between = (place.last, events[one].first) if one is not None else (0, 0)
        if one is not None and one not in dated and between[1] - between[0] <= _EARLY and not clauses.ends(*between):
            dated.add(one)
            yield at, one


def _day_past(one: Mention, today: date) -> date | None:
    days = [day for day in one.found.days if day <= today and in_range(day, today, Direction.PAST)]
    return days[0] if len(days) == 1 and not one.found.vague and not one.found.repaired else None
