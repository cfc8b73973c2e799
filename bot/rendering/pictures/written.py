"""written(body, size) → a picture on the disk, small enough and without any note.

Whatever is in the result was put there by this package: pixels, and no word on who took them where.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

COARSE = 75
"""The quality of a JPEG from which small letters stay clear."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was written: size in pixels, bytes, and how its name is to end, "jpg" or "png"."""

    width: int
    height: int
    size: int
    ending: str


def written(out: str, image: Image.Image, body: bytes, ending: str = "jpg") -> Prepared:
    """Writes the bytes of that picture to `out`."""
    Path(out).write_bytes(body)
    return Prepared(*image.size, len(body), ending)


def jpeg(image: Image.Image, quality: int) -> bytes:
    """The picture as a JPEG; above the coarsest quality colours are as fine as the light, so red letters stay clear."""
    return _saved(image, "JPEG", quality=quality, subsampling=0 if quality > COARSE else 2)


def png(image: Image.Image) -> bytes:
    """The picture without any loss."""
    return _saved(image, "PNG")


def fitted(image: Image.Image, side: int) -> Image.Image:
    """The picture, made smaller where its longer side has more pixels than `side`."""
    longer = max(image.size)
    if longer <= side:
        return image
    size = (max(1, round(image.width * side / longer)), max(1, round(image.height * side / longer)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _saved(image: Image.Image, kind: str, **how: int) -> bytes:
    sheet = BytesIO()
    image.save(sheet, kind, **how)
    return sheet.getvalue()
