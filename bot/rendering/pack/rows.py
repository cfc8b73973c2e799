"""rows(text, width, …) → a text broken into rows, each as runs from left to right: one font, one direction each.

Directions follow the Unicode bidirectional algorithm for the paragraph as a whole; its first strong letter says on
which side it begins. Rows are broken between words, between East Asian characters, and inside what is wider than a
row.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import TextDirection

from bot.rendering.pack.faces import runs, width

_TOKEN: Final = re.compile(
    r"[⺀-鿿豈-﫿＀-￯가-힣𠀀-𯿿][，。、！？：；」』）】》〉”’…ー々]*|[^\s⺀-鿿豈-﫿＀-￯가-힣𠀀-𯿿]+|\s+"
)
"""An East Asian character with the marks that may not begin a row, a word, or blanks."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a row."""

    key: str
    path: Path
    text: str
    rtl: bool
    width: float
    """In parts of the size."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a row of a paragraph that begins on the right stands there."""

    runs: tuple[Run, ...]
    rtl: bool

    @property
    def width(self) -> float:
        """In parts of the size."""
        return sum(run.width for run in self.runs)


def rows(text: str, most: float, bold: bool = False) -> tuple[Row, ...]:
    """The rows of a text, none wider than `most` parts of its size. An empty line is a row without runs."""
    return tuple(row for line in text.split("\n") for row in _paragraph(line.strip(), most, bold))


def row(text: str, bold: bool = False) -> Row:
    """The text as one row, however wide."""
    return next(iter(_paragraph(" ".join(text.split()), float("inf"), bold)))


def cut(text: str, most: float, bold: bool = False) -> Row:
    """The text as one row; what has no room is left out, and an ellipsis says so."""
    whole = row(text, bold)
    if whole.width <= most:
        return whole
    kept = bisect_right(range(1, len(text) + 1), most, key=lambda length: row(f"{text[:length]}…", bold).width)
    return row(f"{text[:kept]}…", bold)


def _paragraph(text: str, most: float, bold: bool) -> Iterator[Row]:
    if not text:
        yield Row((), rtl=False)
        return
    base = auto_detect_base_direction(text)
    levels = _levels(text, base)
    for first, last in _broken(text, levels, most, bold):
        yield Row(tuple(_ordered(text, levels, first, last, bold)), rtl=base is TextDirection.RTL)


def _levels(text: str, base: TextDirection) -> list[int]:
    """The level of each character; what is invisible goes with the one before it."""
    levels: list[int] = []
    for char in BidiParagraph(text, base, preserve_bn_chars=True).get_characters():
        hidden = unicodedata.bidirectional(char.character) == "BN" and levels
        levels.append(levels[-1] if hidden else char.embedding_level)
    return levels


def _broken(text: str, levels: list[int], most: float, bold: bool) -> Iterator[tuple[int, int]]:
    """Where each row begins and ends, without the blanks at its end."""

    def wide(start: int, stop: int) -> float:
        spans = (list(span) for _, span in groupby(range(start, stop), key=levels.__getitem__))
        return sum(width(text[span[0] : span[-1] + 1], bold, levels[span[0]] % 2 == 1) for span in spans)

    first = end = 0
    filled = gap = 0.0
    for token in _TOKEN.finditer(text):
        start, stop = token.span()
        if token[0].isspace():
            gap = wide(start, stop)
            continue
        if end > first and filled + gap + wide(start, stop) > most:
            yield first, end
            first = end = start
        if end == first:
            first, filled, gap = start, 0.0, 0.0
        while wide(start, stop) > most:
            start = _fitting(text, start, stop, most, wide)
            yield first, start
            first = start
        filled, gap, end = filled + gap + wide(start, stop), 0.0, stop
    if end > first:
        yield first, end


def _fitting(text: str, start: int, stop: int, most: float, wide: Callable[[int, int], float]) -> int:
    """How far a word that is too wide reaches into one row: a letter at least, and no mark without its letter."""
    cuts = range(start + 1, stop + 1)
    at = start + max(1, bisect_right(cuts, most, key=lambda end: wide(start, end)))
    while start + 1 < at < stop and unicodedata.combining(text[at]):
        at -= 1
    return at


def _ordered(text: str, levels: list[int], first: int, last: int, bold: bool) -> Iterator[Run]:
    """The runs of one row from left to right (rule L2)."""
    pieces: list[tuple[int, Run]] = []
    for level, span in groupby(range(first, last), key=levels.__getitem__):
        there = list(span)
        rtl = level % 2 == 1
        for face, piece in runs(text[there[0] : there[-1] + 1], bold):
            wide = sum(advance for _, advance in face.shaped(piece, rtl)) / 1000
            pieces.append((level, Run(face.key, face.path, piece, rtl, wide)))
    highest = max((level for level, _ in pieces), default=0)
    for level in range(highest, 0, -1):
        pieces = _turned(pieces, level)
    yield from (run for _, run in pieces)


def _turned(pieces: list[tuple[int, Run]], level: int) -> list[tuple[int, Run]]:
    turned: list[tuple[int, Run]] = []
    for high, group in groupby(pieces, key=lambda piece: piece[0] >= level):
        turned.extend(list(group)[:: -1 if high else 1])
    return turned
