"""Item: what was bought, in the buyer's own words.

"I ordered a red dress on 3 June" names a red dress, "the jacket is torn" a jacket, "a ring instead of the drone" a
drone; "I ordered it" names nothing. A month, a sum, a colour alone or a verb is no item. When in doubt, nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.reading import money
from bot.reading.calendar import words as calendar_words
from bot.reading.cues import Lexicon
from bot.reading.goods import Goods, Spot, goods
from bot.reading.spelling import fold

_TOKEN: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]|\n")
_MOST_WORDS: Final = 4
_LONGEST: Final = 60
_SHORTEST: Final = 3  # of the longest word of a name, in letters
_OPENING: Final = 800  # what was bought is said early or not at all
_NEAR: Final = 3


def item_named(text: str, table: Lexicon) -> str | None:
    """The thing bought, in the buyer's own spelling; None when none is named, or more than one."""
    met = [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text[:_OPENING])]
    words = [fold(word) or " " for word, _, _ in met]
    things = goods(table.language)
    spots = list(things.spots(words))
    for runs in (
        [spot for spot in spots if _replaced(words, spot, table)],
        [spot for spot in spots if _then_bought(words, spot, table)],
        list(_bought(words, table, things)),
        spots,
    ):
        kinds = {run.kind for run in runs}
        if len(kinds) == 1:
            best = max(runs, key=lambda run: (run.last - run.first, -run.first))
            return text[met[best.first][1] : met[best.last - 1][2]][:_LONGEST]
        if kinds:
            return None
    return None


def _replaced(words: Sequence[str], spot: Spot, table: Lexicon) -> bool:
    """ "Instead of the drone": the drone was ordered, whatever came."""
    return any(word in table.item_instead for word in words[max(0, spot.first - _NEAR) : spot.first])


def _then_bought(words: Sequence[str], spot: Spot, table: Lexicon) -> bool:
    """ "The drone I ordered"."""
    behind = words[spot.last : spot.last + 2]
    return bool(behind) and behind[0].isalpha() and any(word in table.item_verbs for word in behind)


def _bought(words: Sequence[str], table: Lexicon, things: Goods) -> Iterator[Spot]:
    """What stands right behind a verb of buying."""
    for place, word in enumerate(words):
        if word not in table.item_verbs:
            continue
        first = place + 1
        while first < len(words) and (words[first] in table.item_skips or words[first].isdecimal()):
            first += 1
        last = first
        while last < len(words) and _names(words[last], table) and last - first <= _MOST_WORDS:
            last += 1
        run = words[first:last]
        named = 1 <= len(run) <= _MOST_WORDS and max(map(len, run)) >= _SHORTEST
        if named and not table.not_items & set(run) and not things.before >= set(run):
            yield Spot(" ".join(run), first, last)


def _names(word: str, table: Lexicon) -> bool:
    """Whether a word can be part of a name: not the end of it, not a verb, a day, a number or a currency."""
    if not word[0].isalnum() or word.replace("-", "").isdecimal() or word in table.item_stops or table.tells(word):
        return False
    return word not in calendar_words(table.language).vocabulary and word not in money.codes()
