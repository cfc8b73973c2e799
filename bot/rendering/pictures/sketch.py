"""sketch(path, out, marks) → a picture with nine numbered cells, to choose on a phone where a mark goes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from bot.domain.marks import CELLS, SIDE, from_text
from bot.rendering.pictures.drawn import cell, with_marks
from bot.rendering.pictures.reading import read
from bot.rendering.pictures.written import Prepared, fitted, jpeg, written

LARGEST_SIDE: Final = 1280
"""Of what Telegram shows, not sent anew by it in another size."""

_SMALLEST_SIDE: Final = 640  # a smaller one is made larger: the numbers have to be read
_FONT: Final = Path(__file__).parent.parent / "fonts" / "DejaVuSans-Bold.ttf"
_LETTER: Final = 0.32
"""Height of a number, as a part of the shorter side of a cell."""
_WHITE, _BLACK = "#ffffff", "#000000"
_QUALITY: Final = 85


def sketch(path: str, out: str, marks: str) -> Prepared:
    """Writes a JPEG. Raises PictureFault for what cannot be read."""
    image = fitted(read(path, LARGEST_SIDE).image, LARGEST_SIDE)
    if max(image.size) < _SMALLEST_SIDE:
        factor = _SMALLEST_SIDE / max(image.size)
        image = image.resize((max(SIDE, round(image.width * factor)), max(SIDE, round(image.height * factor))))
    marked = with_marks(image, from_text(marks)).copy()
    _grid(marked)
    return written(out, marked, jpeg(marked, _QUALITY))


def _grid(image: Image.Image) -> None:
    pen = ImageDraw.Draw(image)
    shorter = min(image.size) // SIDE
    line = max(2, shorter // 90)
    for step in range(1, SIDE):
        x, y = image.width * step // SIDE, image.height * step // SIDE
        for colour, width in ((_BLACK, line * 3), (_WHITE, line)):
            pen.line([(x, 0), (x, image.height)], fill=colour, width=width)
            pen.line([(0, y), (image.width, y)], fill=colour, width=width)
    letters = ImageFont.truetype(str(_FONT), max(12, round(shorter * _LETTER)))
    for number in CELLS:
        left, top, right, bottom = cell(image.size, number)
        middle = ((left + right) / 2, (top + bottom) / 2)
        pen.text(middle, str(number), _WHITE, letters, "mm", stroke_width=line * 2, stroke_fill=_BLACK)
