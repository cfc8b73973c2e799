"""prepare(path, out, marks, limit) → a file that the dispute form takes: upright, below its limit, saying nothing of
who took it where.
"""

from __future__ import annotations

from math import sqrt
from typing import Final

from PIL import Image

from bot.domain.marks import from_text
from bot.rendering.pictures.drawn import with_marks
from bot.rendering.pictures.faults import PictureFault
from bot.rendering.pictures.reading import Source, read
from bot.rendering.pictures.screens import is_screen
from bot.rendering.pictures.written import COARSE, Prepared, fitted, jpeg, png, written

MARGIN: Final = 0.98
"""What of the limit is used: some count a megabyte as 1,000,000 bytes less a little, some add bytes of their own."""

_LARGEST_SIDE: Final = 4000
_LEAST_SIDE: Final = 100
"""Below that there is no picture any more."""
_QUALITIES: Final = (92, 86, 80, COARSE)
"""Below the last one, a smaller picture is clearer than a coarser one."""
_STEP: Final = 0.9
"""The next size is at most so much of the last one; less where that was far too large."""
_LOSSLESS: Final = ("PNG", "BMP", "GIF")


def prepare(path: str, out: str, marks: str, limit: int) -> Prepared:
    """Writes `out`, as large as fits `limit` bytes. Raises PictureFault for what cannot be read or never fits."""
    source = read(path, _LARGEST_SIDE, true_colours=True)
    most = int(limit * MARGIN)
    image = with_marks(fitted(source.image, _LARGEST_SIDE), from_text(marks))
    if _came_without_loss(source, image):
        body = png(image)
        if len(body) <= most:
            return written(out, image, body, "png")
    return _as_photo(out, image, most)


def _came_without_loss(source: Source, image: Image.Image) -> bool:
    """A screenshot that did stays so, if it can: JPEG puts grey dust around its letters."""
    return source.format in _LOSSLESS and is_screen(image.convert("L"))


def _as_photo(out: str, image: Image.Image, most: int) -> Prepared:
    """As large as fits, and of that size as fine as fits."""
    small = image
    while True:
        for quality in _QUALITIES:
            body = jpeg(small, quality)
            if len(body) <= most:
                return written(out, small, body)
        side = int(max(small.size) * min(_STEP, sqrt(most / len(body))))
        if side < _LEAST_SIDE:
            raise PictureFault("no size fits")
        small = fitted(image, side)
