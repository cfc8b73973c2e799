"""Picture: what is written in a picture, line by line, worded already. `drawing.py` makes a PNG of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.domain.claims import Shot


class Tone(StrEnum):
    """How a line looks."""

    PAST = "past"
    OVER = "over"
    TODAY = "today"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Line:
    """One mark: what, and below it when."""

    tone: Tone
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is written. An empty text takes no room."""

    title: str
    subtitle: str
    lines: tuple[Line, ...]
    earlier: str = ""
    later: str = ""
    note: str = ""


Drawn: TypeAlias = Picture | Shot
"""What can be drawn: a picture that is written, or the example of a shot."""
