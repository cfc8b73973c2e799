"""Items: a text cut into the pieces a date can be made of, each with everything it can mean.

Cutting never decides: "mar" is March and Tuesday in Spanish, and stays both. `phrases.py` reads the sequence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from bot.reading.calendar import Kind, Words
from bot.reading.numeric import NUMERIC

_PIECE: Final = re.compile(
    r"""(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m\b)?)
      | (?P<number>\d+)(?P<ordinal>(?:st|nd|rd|th|er|ere|eme|e|o|a|-?го|-?е|-?ое|-?ого)(?![^\W\d_])|\.(?=\s?[^\W\d_]))?
      | (?P<run>[^\W\d_]+)
      | (?P<stop>[,;:!?.()\n$€£₽+=%])""",
    re.VERBOSE,
)
_GAP: Final = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_NOTHING: Final[Mapping[Kind, int]] = {}


class Item(NamedTuple):
    """One piece. `start` and `end` are places in the folded text."""

    text: str
    start: int
    end: int
    kinds: Mapping[Kind, int] = _NOTHING
    number: int | None = None
    ordinal: bool = False
    digits: re.Match[str] | None = None
    stop: bool = False

    @property
    def slot(self) -> str:
        """How a "N units ago" template sees this piece."""
        if not self.kinds:
            return self.text if self.number is None else "#"
        counts = self.number is not None or Kind.NUMBER in self.kinds or Kind.FEW in self.kinds
        return "#" if counts or Kind.COUPLE in self.kinds else self.text


def cut(text: str, words: Words, spell: Callable[[str], str] | None = None) -> list[Item]:
    """The folded text as items. `spell` may correct a single word before it is looked up."""
    if words.unspaced:
        text = _GAP.sub("", text)
    pieces = _pieces(text, words, spell)
    items: list[Item] = []
    place = 0
    while place < len(pieces):
        if pieces[place].text not in words.heads:
            items.append(pieces[place])
            place += 1
            continue
        for size in range(min(words.longest, len(pieces) - place), 0, -1):
            run = pieces[place : place + size]
            kinds = words.meanings.get(tuple(piece.text for piece in run))
            if kinds is not None:
                items.append(Item(" ".join(piece.text for piece in run), run[0].start, run[-1].end, kinds))
                place += size
                break
        else:
            items.append(pieces[place])
            place += 1
    return items


def _pieces(text: str, words: Words, spell: Callable[[str], str] | None) -> list[Item]:
    dates = {found.start(): found for found in NUMERIC.finditer(text)}
    pieces: list[Item] = []
    done = 0
    for found in _PIECE.finditer(text):
        start, end = found.span()
        if start < done:
            continue
        done = end
        if start in dates:
            done = dates[start].end()
            pieces.append(Item(text[start:done], start, done, digits=dates[start]))
        elif found["number"]:
            value = int(found["number"]) if len(found["number"]) <= 4 else None
            pieces.append(Item(found["number"], start, end, number=value, ordinal=bool(found["ordinal"])))
        elif found["run"]:
            shift = start
            for word in words.cut(found["run"]):
                said = spell(word) if spell else word
                pieces.append(Item(said, shift, shift + len(word)))
                shift += len(word)
        elif found["stop"] and not _abbreviates(found["stop"], text, start, pieces, words):
            pieces.append(Item(found["stop"], start, end, stop=True))
    return pieces


def _abbreviates(stop: str, text: str, place: int, pieces: list[Item], words: Words) -> bool:
    """A full stop that only ends "Jun." or the whole text separates nothing."""
    if stop != ".":
        return False
    return place == len(text) - 1 or bool(pieces and pieces[-1].end == place and pieces[-1].text in words.abbreviations)
