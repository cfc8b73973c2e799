"""Faces: the fonts of the pack, which of them has a character, and how wide a text is in it.

What lies in bot/rendering/fonts is used: DejaVu first, then every other font by its name, so a host may add one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

import uharfbuzz as hb

FONTS: Final = Path(__file__).resolve().parents[1] / "fonts"
_FIRST: Final = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_SIGNS: Final = frozenset({*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, *range(0x10000, 0xE0000)})
"""Of the kind of joiners, and yet to be seen, or of a script of scholars."""
_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x180B, 0x180E))
_COMBINING: Final = frozenset({"Mn", "Me"})


@dataclass(frozen=True, slots=True)
class Face:
    """One font file."""

    key: str
    path: Path
    font: hb.Font
    has: frozenset[int]

    def shaped(self, text: str, rtl: bool) -> tuple[tuple[int, int], ...]:
        """The glyphs of a text in one direction, each with its advance in thousandths of the size."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(self.font, buffer, {})
        upem = self.font.face.upem
        advances = (position.x_advance * 1000 / upem for position in buffer.glyph_positions)
        return tuple((info.codepoint, round(wide)) for info, wide in zip(buffer.glyph_infos, advances, strict=True))


@cache
def faces() -> tuple[Face, ...]:
    """Every font there is, the first one first."""
    others = sorted(path for path in FONTS.glob("*.[to]tf") if path.name not in _FIRST.values())
    return tuple(_face(path) for path in (*(FONTS / name for name in _FIRST.values()), *others))


def _face(path: Path) -> Face:
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    return Face(path.stem.lower(), path, hb.Font(face), frozenset(face.unicodes))


@lru_cache(maxsize=65536)
def face_of(char: str, bold: bool) -> Face | None:
    """The font for a character; None: none has it."""
    regular, strong, *others = faces()
    first = (strong, regular) if bold else (regular,)
    return next((face for face in (*first, *others) if ord(char) in face.has), None)


def invisible(char: str) -> bool:
    """It shows nothing by itself, so that nothing is missed where no font has it: joiners, marks of direction,
    selectors of a variant."""
    code = ord(char)
    return (unicodedata.category(char) == "Cf" and code not in _SIGNS) or any(code in span for span in _SELECTORS)


def runs(text: str, bold: bool) -> Iterator[tuple[Face, str]]:
    """The text in pieces of one font. What is invisible, and a mark on a letter, stays with the letter before it; what
    no font has must have been replaced before (see `legible`)."""
    current = faces()[bold]
    chosen: list[tuple[Face, str]] = []
    for char in text:
        follows = char == " " or unicodedata.category(char) in _COMBINING
        if not (invisible(char) or (follows and ord(char) in current.has)):
            current = face_of(char, bold) or current
        chosen.append((current, char))
    for _, piece in groupby(chosen, key=lambda pair: pair[0].key):
        pairs = list(piece)
        yield pairs[0][0], "".join(char for _, char in pairs)


@lru_cache(maxsize=65536)
def width(text: str, bold: bool, rtl: bool = False) -> float:
    """How wide a text of one direction is, in parts of its size."""
    return sum(advance for face, piece in runs(text, bold) for _, advance in face.shaped(piece, rtl)) / 1000
