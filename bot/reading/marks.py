"""read_marks(text, labels) → which marks a typed line asks for: "blur 1 2 3", "5", "circle 4, 5"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.domain.marks import CELLS, MarkKind
from bot.reading.choices import choose

_NUMBERS: Final = re.compile(r"\d+")
_LONGEST: Final = 100


def read_marks(text: str, labels: Mapping[MarkKind, str], usual: MarkKind) -> tuple[MarkKind, tuple[int, ...]] | None:
    """The kind of mark and the cells, each once; `usual` where only numbers were typed. None: it asks for no mark."""
    line = text[:_LONGEST]
    cells = tuple(dict.fromkeys(int(number) for number in _NUMBERS.findall(line)))
    if not cells or any(cell not in CELLS for cell in cells):
        return None
    word = " ".join("".join(char if char.isalpha() else " " for char in line).split())
    if not word:
        return usual, cells
    found = choose(word, {str(kind): label for kind, label in labels.items()}).key
    return (MarkKind(found), cells) if found is not None else None
