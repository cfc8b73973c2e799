"""Item: what was bought, when the buyer names it right after the verb.

"I ordered a red dress on 3 June" names a red dress; "I ordered it" names nothing. When in doubt, nothing.
"""

from __future__ import annotations

import re
from typing import Final

from bot.reading.cues import Lexicon
from bot.reading.spelling import fold

_TOKEN: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]|\n")
_MOST_WORDS: Final = 4
_LONGEST: Final = 60
_OPENING: Final = 800  # what was bought is said early or not at all


def item_named(text: str, table: Lexicon) -> str | None:
    """The thing named after the first verb of buying that names one, in the buyer's own spelling."""
    met = [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text[:_OPENING])]
    words = [fold(word) for word, _, _ in met]
    names: dict[str, str] = {}
    for place, word in enumerate(words):
        if word in table.item_verbs:
            first = place + 1
            while first < len(words) and words[first] in table.item_skips:
                first += 1
            last = first
            while last < len(words) and _names(words[last], table) and last - first <= _MOST_WORDS:
                last += 1
            run = words[first:last]
            if 1 <= len(run) <= _MOST_WORDS and not table.not_items & set(run) and max(map(len, run)) >= 3:
                name = text[met[first][1] : met[last - 1][2]][:_LONGEST]
                names.setdefault(fold(name), name)
    return next(iter(names.values())) if len(names) == 1 else None


def _names(word: str, table: Lexicon) -> bool:
    return word[0].isalnum() and not word.isdecimal() and word not in table.item_stops
