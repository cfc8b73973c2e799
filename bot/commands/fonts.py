"""Fonts: makes the files of bot/rendering/fonts anew, each a subset of a free font.

    python -m bot.commands.fonts /usr/share/fonts/truetype

The argument is the folder in which Debian puts the packages fonts-dejavu-core, fonts-droid-fallback and fonts-nanum;
a font is looked for below it by its name. Only someone who wants more letters needs this.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.rendering.pack.subset import subset

FONTS: Final = Path(__file__).resolve().parents[1] / "rendering" / "fonts"


@dataclass(frozen=True, slots=True)
class Font:
    """One file: what it is made of, and the characters it keeps."""

    source: str
    name: str
    keeps: frozenset[int]
    called: str = ""
    """A name of its own, where the licence keeps the first one for the whole font."""


def _of(*spans: tuple[int, int]) -> frozenset[int]:
    return frozenset(code for first, last in spans for code in range(first, last + 1))


def _of_encoding(encoding: str, leads: Iterable[int], trails: Iterable[int]) -> Iterator[int]:
    """Every character of a national standard of two bytes."""
    for pair in (bytes((lead, trail)) for lead in leads for trail in trails):
        try:
            yield from map(ord, pair.decode(encoding))
        except UnicodeDecodeError:
            continue


_HIGH: Final = tuple(range(0xA1, 0xFF))
_EAST_ASIAN: Final = 0x2E80
_CHINESE_AND_JAPANESE: Final = (
    frozenset(
        code
        for code in (
            *_of_encoding("gb2312", range(0xA1, 0xF8), _HIGH),
            *_of_encoding("big5", range(0xA1, 0xFA), (*range(0x40, 0x7F), *_HIGH)),
            *_of_encoding("euc_jp", range(0xA1, 0xF5), _HIGH),
        )
        if code >= _EAST_ASIAN
    )
    | _of((0x3000, 0x30FF), (0xFF00, 0xFFEF))
    | {0x20}
)
_KOREAN: Final = _of((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3)) | {0x20}
_WESTERN: Final = _of(
    (0x20, 0x2BFF),
    (0x2DE0, 0x2E7F),
    (0xA640, 0xA69F),
    (0xA720, 0xA7FF),
    (0xFB00, 0xFDFF),
    (0xFE20, 0xFE2F),
    (0xFE70, 0xFEFC),
    (0x1F600, 0x1F64F),
)
"""Latin, Cyrillic, Greek, Arabic, Hebrew, Armenian, Georgian, signs and faces, as far as DejaVu has them."""

TABLE: Final = (
    Font("DejaVuSans.ttf", "DejaVuSans.ttf", _WESTERN),
    Font("DejaVuSans-Bold.ttf", "DejaVuSans-Bold.ttf", _WESTERN),
    Font("DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", _CHINESE_AND_JAPANESE),
    Font("NanumGothic.ttf", "RecourseHangul.ttf", _KOREAN, "Recourse Hangul"),
)


def main(argv: Sequence[str]) -> int:
    """0 when all were made, 2 for a folder in which one is missing."""
    if len(argv) != 1:
        print("say in which folder the fonts are", file=sys.stderr)
        return 2
    for font in TABLE:
        source = next(Path(argv[0]).rglob(font.source), None)
        if source is None:
            print(f"{font.source} is not below {argv[0]}", file=sys.stderr)
            return 2
        size = subset(source, FONTS / font.name, font.keeps, font.called)
        print(f"{font.name}: {size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
