"""read(path, side) → the picture in a file, upright, in RGB, and no larger in memory than it has to be.

Whoever made the file may mean harm. The law: nothing is decoded before its size is known, only the formats below are
tried, and whatever goes wrong inside a decoder comes out as PictureFault.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from warnings import catch_warnings

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
from PIL.ExifTags import IFD, Base

from bot.rendering.pictures.colours import plain, true
from bot.rendering.pictures.faults import PictureFault

_KINDS: Final = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    WebPImagePlugin.WebPImageFile,
    GifImagePlugin.GifImageFile,
    BmpImagePlugin.BmpImageFile,
    TiffImagePlugin.TiffImageFile,
)
FORMATS: Final = tuple(str(kind.format) for kind in _KINDS)
MOST_PIXELS: Final = 80_000_000
"""A phone's 50 megapixels pass; in memory 80 are 320 MB."""

_MOVING: Final = ("GIF", "WEBP", "PNG")
"""Formats whose pages are a film. Those of the others are a second eye or a second page."""
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_CAMERA: Final = (Base.Make, Base.Model)
_PLACE: Final = b"GPSLatitude"  # how XMP has it


class TooManyPixels(PictureFault):
    """It says it is larger than `MOST_PIXELS`, so nothing of it was decoded."""


@dataclass(frozen=True, slots=True)
class Source:
    """A picture that was read."""

    image: Image.Image
    """RGB, upright, without any note; may be smaller than the file's."""
    width: int
    height: int
    """The file's own, upright."""
    format: str
    moving: bool
    camera: bool
    """A camera wrote its name into it."""
    located: bool


def read(path: str, side: int, *, true_colours: bool = False) -> Source:
    """The picture, decoded at the smallest size whose longer side is still at least `side`, where it has as many.
    `true_colours` follows its own profile, which takes longer. Raises PictureFault; of an animation it is the first
    image."""
    with _safe(path) as image:
        whole = image.size
        if whole[0] * whole[1] > MOST_PIXELS:
            raise TooManyPixels("too many pixels")
        kind = image.format or ""
        moving = kind in _MOVING and bool(getattr(image, "is_animated", False))
        image.draft(None, _within(whole, side))
        image.load()
        exif = image.getexif()
        turn = _turn(exif)
        shown = (true if true_colours else plain)(image)
        factor = max(shown.size) // side
        small = shown.reduce(factor) if factor > 1 else shown
        upright = small.transpose(turn) if turn is not None else small
        width, height = whole if (whole[0] < whole[1]) == (upright.width < upright.height) else whole[::-1]
        located = _located(image, exif)
        upright.info.clear()
        return Source(upright, width, height, kind, moving, _by_camera(exif), located)


@contextmanager
def _safe(path: str) -> Iterator[ImageFile.ImageFile]:
    try:
        with catch_warnings(action="ignore"), Image.open(path, formats=FORMATS) as image:
            yield image
    except PictureFault:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixels("too many pixels") from error
    except Exception as error:  # a decoder fails on a broken file in any way there is
        raise PictureFault(type(error).__name__) from error


def _within(size: tuple[int, int], side: int) -> tuple[int, int]:
    longer = max(*size, 1)
    return max(1, size[0] * side // longer), max(1, size[1] * side // longer)


def _turn(exif: Image.Exif) -> Image.Transpose | None:
    """How to set it upright. A note that is no number, or none of the eight, is as if there were none."""
    noted = exif.get(Base.Orientation)
    return _TURNS.get(noted) if isinstance(noted, int) else None


def _by_camera(exif: Image.Exif) -> bool:
    return any(exif.get(name) for name in _CAMERA)


def _located(image: Image.Image, exif: Image.Exif) -> bool:
    position = exif.get_ifd(IFD.GPSInfo)
    noted = image.info.get("xmp", b"")
    return (2 in position and 4 in position) or (isinstance(noted, bytes) and _PLACE in noted)
