"""wrapped(text, fits, most) → rows of a text that is drawn, broken between words where it can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import islice

Fits = Callable[[str], bool]
"""Whether so much text has room in one row."""


def wrapped(text: str, fits: Fits, most: int) -> tuple[str, ...]:
    """The rows, at most so many: the last one of a text that is cut ends with an ellipsis. None for an empty text."""
    rows = tuple(islice(_rows(text, fits), most + 1))
    if len(rows) <= most:
        return rows
    last = rows[most - 1]
    while last and not fits(f"{last}…"):
        last = last[:-1]
    return (*rows[: most - 1], f"{last.rstrip()}…")


def _rows(text: str, fits: Fits) -> Iterator[str]:
    row = ""
    for word in text.split(" "):
        longer = f"{row} {word}" if row else word
        if fits(longer):
            row = longer
            continue
        if row:
            yield row
        *full, row = _pieces(word, fits)
        yield from full
    if row:
        yield row


def _pieces(word: str, fits: Fits) -> Iterator[str]:
    """A word that is wider than a row, letter by letter; any other whole."""
    while len(word) > 1 and not fits(word):
        cut = bisect_left(range(2, len(word)), True, key=lambda length: not fits(word[:length])) + 1
        yield word[:cut]
        word = word[cut:]
    yield word
