"""Clauses: which day belongs to which event of a story.

Within a sentence days and events keep their order, each event has one day and each day one event, and the pairing
with the shortest ways wins as a whole: so in "ordered 1 March, shipped on 4 March, paid" nobody takes the other's
day. A comma or an "and" lengthens the way, the end of a sentence cuts it.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bot.reading.cues import ENDS, Hit, Token, small_words

FIELDS: Final = ("ordered_on", "paid_on", "shipped_on", "delivered_on", "confirmed_on", "opened_on")
_WORTH: Final = 12.0  # a pair further apart than this is none
_COMMA: Final = 3.0
_OWN_CLAUSE: Final = 6.0  # a day behind a comma that goes on with other words tells something else
_AND: Final = 1.5
_AFTER: Final = 3.0  # the verb comes first, unless that leaves another day without one
_AFTER_REACH: Final = 4
_CLOSE: Final = 2  # for a day that is hardly one ("the 8th"), and for words that only take a day away ("until")
_SURE: Final = 3  # a weaker cue ("order") counts only right before its day
_SMALL: Final = 2  # letters: "on", "в", "le"
_LONGEST_CUE: Final = 8
_MOST_EVENTS: Final = 120
_TOGETHER: Final = {"ordered_on", "paid_on"}


class Place(NamedTuple):
    """A day phrase, by its words first up to, not including, last."""

    first: int
    last: int
    solid: bool


class Clauses:
    """Where the words of one text part."""

    def __init__(self, words: Sequence[Token], folded: str) -> None:
        self.words = words
        self._folded = folded
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]

    def place(self, start: int, end: int, *, solid: bool) -> Place:
        """The words between two places of the text."""
        first = bisect(self._ends, start)
        last = max(first, bisect_left(self._starts, end))
        return Place(first, last, solid)

    def ends(self, first: int, last: int) -> bool:
        """Whether a sentence ends among these words."""
        return any(word.text in ENDS for word in self.words[first:last])

    def commas(self, first: int, last: int) -> int:
        """The commas before, between and behind these words."""
        begin = self.words[first - 1].end if first else 0
        end = self.words[last].start if last < len(self.words) else len(self._folded)
        return self._folded.count(",", begin, end) - sum(word.text.count(",") for word in self.words[first:last])

    def ands(self, first: int, last: int) -> int:
        return sum(word.text in small_words("joins") for word in self.words[first:last])

    def has_object(self, event: Hit) -> bool:
        """Whether a sum follows the verb at once: "paid 55" is not about the day before it."""
        sums = event.cue.key == "paid_on" and event.last < len(self.words)
        return sums and self.words[event.last].text[0].isdigit()

    def opens(self, first: int) -> bool:
        """Whether a sentence or a part of one begins with this word, a small one before it ("on") left aside."""
        for at in (first, first - 1):
            if at <= 0 or self.words[at - 1].text in ENDS | small_words("joins") or self.commas(at, at):
                return True
            if len(self.words[at - 1].text) > _SMALL:
                return False
        return False

    def goes_on(self, last: int) -> bool:
        """Whether the clause goes on right behind these words."""
        return last < len(self.words) and self.words[last].text not in ENDS and not self.commas(last, last)


def matched(
    places: Sequence[Place], events: Sequence[Hit], hits: Sequence[Hit], clauses: Clauses
) -> Iterator[tuple[tuple[str, ...], int]]:
    """The fields of each day that has an event, with the day's number."""
    told = sorted(_longest(events), key=lambda hit: hit.first)
    lost = [hit for hit in hits if hit.cue.topic == "fact" and hit.cue.key == "not_received"]
    keys = ["none" if _denied(hit, lost) else hit.cue.key for hit in told]
    for at, one in paired(places, told, [key in FIELDS for key in keys], clauses):
        if keys[one] in FIELDS:
            together = {keys[other] for other in (one - 1, one + 1) if _beside(told, other, one)}
            yield (keys[one], *sorted((together & _TOGETHER) if keys[one] in _TOGETHER else ())), at


def paired(
    places: Sequence[Place], told: Sequence[Hit], dated: Sequence[bool], clauses: Clauses
) -> list[tuple[int, int]]:
    """The order-keeping pairing of days and events that is worth most: the classic alignment of two sequences.

    Pairs of a place's and an event's number. An event that is not `dated` ("until") only takes a day away."""
    worth = [[0.0] * (len(told) + 1) for _ in range(len(places) + 1)]
    for at in range(1, len(places) + 1):
        for one in range(1, len(told) + 1):
            pair = _worth(places[at - 1], told[one - 1], dated[one - 1], clauses)
            worth[at][one] = max(
                worth[at - 1][one], worth[at][one - 1], worth[at - 1][one - 1] + pair if pair > 0 else 0
            )
    pairs: list[tuple[int, int]] = []
    at, one = len(places), len(told)
    while at and one:
        if worth[at][one] == worth[at - 1][one]:
            at -= 1
        elif worth[at][one] == worth[at][one - 1]:
            one -= 1
        else:
            at, one = at - 1, one - 1
            pairs.append((at, one))
    return pairs


def _worth(place: Place, event: Hit, dated: bool, clauses: Clauses) -> float:
    """How much it speaks for it that this day is the event's; zero: it is not."""
    if event.last <= place.first:
        way, between = float(place.first - event.last), (event.last, place.first)
        reach = _WORTH if place.solid and dated and event.cue.weight == _SURE else _CLOSE
    elif event.first >= place.last and dated and event.cue.weight == _SURE:
        way, between = event.first - place.last + _AFTER, (place.last, event.first)
        reach = (_AFTER_REACH if place.solid else 0) + _AFTER
        if clauses.has_object(event):
            return 0.0
    else:
        return 0.0
    if way > reach or clauses.ends(*between):
        return 0.0
    commas = clauses.commas(*between)
    if commas and not dated:
        return 0.0
    way += commas * _COMMA + clauses.ands(*between) * _AND
    way += _OWN_CLAUSE * (commas > 0 and event.last <= place.first and clauses.goes_on(place.last))
    return max(0.0, _WORTH - way)


def _longest(events: Sequence[Hit]) -> list[Hit]:
    """Without what a longer cue says better: "expected delivery" is no delivery."""

    def better(other: Hit, hit: Hit) -> bool:
        over = other.first <= hit.first and hit.last <= other.last
        return over and (other.last - other.first, other.cue.weight) > (hit.last - hit.first, hit.cue.weight)

    dated = [hit for hit in events if hit.cue.key != "protection_ends_on"][:_MOST_EVENTS]
    begun: dict[int, list[Hit]] = {}
    for hit in dated:
        begun.setdefault(hit.first, []).append(hit)
    return [
        hit
        for hit in dated
        if not any(
            better(other, hit) for at in range(hit.first - _LONGEST_CUE, hit.first + 1) for other in begun.get(at, ())
        )
    ]


def _denied(event: Hit, lost: Sequence[Hit]) -> bool:
    """ "Had not arrived by 12 June" is no day of arrival."""
    return event.negated or (
        event.cue.key == "delivered_on" and any(hit.first < event.last and event.first < hit.last for hit in lost)
    )


def _beside(told: Sequence[Hit], other: int, one: int) -> bool:
    """Whether two events are told in one breath: "ordered and paid"."""
    if not 0 <= other < len(told):
        return False
    first, second = sorted((told[other], told[one]), key=lambda hit: hit.first)
    return second.first - first.last <= 1
