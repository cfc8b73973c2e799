"""Sheets: pages of A4 as they fill from top to bottom. It knows of rows, pictures and rules, not of packs.

Measures are points, from the upper left corner. What is put down has its place and can be painted without a thought.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.rendering.pack.rows import Row, rows

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
LEFT: Final = 68.0
TOP: Final = 68.0
BOTTOM: Final = HEIGHT - 78.0
ROOM: Final = WIDTH - 2 * LEFT

INK: Final = "#1b232c"
GREY: Final = "#5c6975"
FAINT: Final = "#c9d1d9"
_LEADING: Final = 1.5
_ASCENT: Final = 0.93


@dataclass(frozen=True, slots=True)
class Type:
    """One kind of text."""

    size: float
    bold: bool = False
    colour: str = INK

    @property
    def height(self) -> float:
        """Of one row."""
        return self.size * _LEADING


@dataclass(frozen=True, slots=True)
class Text:
    """A row where its letters begin, on their baseline."""

    left: float
    base: float
    row: Row
    type: Type


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its frame."""

    path: Path
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""

    left: float
    right: float
    at: float


@dataclass(frozen=True, slots=True)
class Link:
    """A place to tap, which leads to a page, counted from 1."""

    top: float
    height: float
    page: int


Item = Text | Picture | Rule | Link


@dataclass(slots=True)
class Sheets:
    """The pages so far, and how far the last one is filled."""

    pages: list[list[Item]] = field(default_factory=lambda: [[]])
    at: float = TOP

    @property
    def left_over(self) -> float:
        """What is free below."""
        return BOTTOM - self.at

    @property
    def fresh(self) -> bool:
        """Nothing stands on the last page yet."""
        return self.at == TOP

    def turn(self) -> None:
        """Begins a new page."""
        self.pages.append([])
        self.at = TOP

    def need(self, height: float) -> None:
        """Begins a new page where so much has no room on this one."""
        if self.left_over < height and not self.fresh:
            self.turn()

    def skip(self, height: float) -> None:
        """Leaves room, but not at the head of a page."""
        if not self.fresh:
            self.at += height

    def put(self, item: Item) -> None:
        self.pages[-1].append(item)

    def line(self, row: Row, kind: Type, left: float = LEFT, room: float = ROOM) -> None:
        """One row; one of a paragraph that begins on the right ends there."""
        self.need(kind.height)
        self.put(placed(row, kind, self.at, left, room))
        self.at += kind.height

    def text(self, text: str, kind: Type, left: float = LEFT, room: float = ROOM) -> None:
        """A text in as many rows as it needs. No single row of several is left at the foot of a page."""
        broken = rows(text, room / kind.size, kind.bold)
        self.need(kind.height * min(2, len(broken)))
        for number, one in enumerate(broken):
            if number == len(broken) - 2:
                self.need(2 * kind.height)
            self.line(one, kind, left, room)

    def rule(self) -> None:
        self.put(Rule(LEFT, WIDTH - LEFT, self.at))


def placed(row: Row, kind: Type, top: float, left: float = LEFT, room: float = ROOM, right: bool = False) -> Text:
    """A row at this height; `right`: at the right edge, whatever its direction."""
    start = left + room - row.width * kind.size if row.rtl or right else left
    return Text(start, top + kind.size * _ASCENT + (kind.height - kind.size) / 2 - kind.size * 0.1, row, kind)


def height(text: str, kind: Type, room: float = ROOM) -> float:
    """How high a text will be."""
    return len(rows(text, room / kind.size, kind.bold)) * kind.height
