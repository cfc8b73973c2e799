"""Pieces: what must lie beside the code for anything to be drawn or said, and whether it is whole."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

FONTS: Final = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DroidSansFallback.ttf", "RecourseHangul.ttf")
"""Those that come with the bot: for Latin and its neighbours, for Chinese and Japanese, for Korean."""
_HERE: Final = Path(__file__).parent / "fonts"
_SIZE: Final = 12


def unreadable_fonts(folder: Path = _HERE) -> tuple[str, ...]:
    """The names of those that are missing or damaged; blocks."""
    return tuple(name for name in FONTS if not _readable(folder / name))


def _readable(path: Path) -> bool:
    from PIL import ImageFont  # late: most processes never draw

    try:  # by its bytes: where a file is missing Pillow looks for one of that name elsewhere
        return ImageFont.truetype(BytesIO(path.read_bytes()), _SIZE).getlength(" ") > 0
    except (OSError, ValueError):
        return False


@cache
def untranslated(catalogue: Path | None) -> int:
    """How many texts of this translation have no words; blocks, once for each file: it belongs to the release. There
    is none of English, which the templates say."""
    if catalogue is None:
        return 0
    from babel.messages.pofile import read_po

    with catalogue.open("rb") as po:
        texts = list(read_po(po))
    return sum(1 for text in texts if text.id and (text.fuzzy or not _said(text.string)))


def _said(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)
