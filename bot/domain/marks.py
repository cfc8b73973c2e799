"""Marks: what a buyer has drawn on a picture, by tapping one of nine cells. With a piece of evidence kept as text.

The cells are counted like the keys of a telephone, on the picture as it is looked at: 1 is above on the left, 9 below
on the right. How a mark looks is in `bot.rendering.pictures.drawn`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_MARKS: Final = 9
"""More would hide what they point at."""
SIDE: Final = 3
"""Cells in a row, and rows."""
CELLS: Final = range(1, SIDE * SIDE + 1)


class MarkKind(StrEnum):
    """A circle around something, an arrow to it, or a blur that destroys what is below."""

    CIRCLE = "circle"
    ARROW = "arrow"
    BLUR = "blur"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark in one cell."""

    kind: MarkKind
    cell: int


def with_mark(marks: tuple[Mark, ...], mark: Mark) -> tuple[Mark, ...]:
    """The marks with this one; without it where it was there. A tenth one changes nothing."""
    if mark in marks:
        return tuple(one for one in marks if one != mark)
    if mark.cell not in CELLS or len(marks) >= MOST_MARKS:
        return marks
    return (*marks, mark)


def without_last(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks without the newest."""
    return marks[:-1]


def to_text(marks: tuple[Mark, ...]) -> str:
    """As it is stored: "circle:5,blur:1", oldest first; "" for none."""
    return ",".join(f"{mark.kind}:{mark.cell}" for mark in marks)


def from_text(text: str) -> tuple[Mark, ...]:
    """The marks of a stored text. What is none of ours is left out, so it never raises."""
    marks: tuple[Mark, ...] = ()
    for part in text.split(","):
        mark = _KNOWN.get(part)
        if mark is not None and mark not in marks:
            marks = with_mark(marks, mark)
    return marks


_KNOWN: Final = {f"{kind}:{cell}": Mark(kind, cell) for kind in MarkKind for cell in CELLS}
