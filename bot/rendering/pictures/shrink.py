"""shrink(path, out, side, quality, marks) → a picture as small as a page of a document needs it."""

from __future__ import annotations

from bot.domain.marks import from_text
from bot.rendering.pictures.drawn import with_marks
from bot.rendering.pictures.reading import read
from bot.rendering.pictures.written import Prepared, fitted, jpeg, written


def shrink(path: str, out: str, side: int, quality: int, marks: str) -> Prepared:
    """Writes an upright JPEG without any note, its longer side at most `side` pixels. Raises PictureFault for what
    cannot be read."""
    source = read(path, side, true_colours=True)
    image = with_marks(fitted(source.image, side), from_text(marks))
    return written(out, image, jpeg(image, quality))
