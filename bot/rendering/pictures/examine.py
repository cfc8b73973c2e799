"""examine(path) → the Look of a file. What of it is worth a hint is decided in `bot.domain.looks`."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PIL import Image, ImageStat

from bot.domain.looks import Look, Seen
from bot.rendering.pictures.faults import PictureFault
from bot.rendering.pictures.reading import Source, TooManyPixels, read
from bot.rendering.pictures.screens import is_screen
from bot.rendering.pictures.sharpness import sharpness
from bot.rendering.pictures.signature import signature

_SIDE: Final = 1000
"""Pixels of the longer side that are enough to look at."""
_PRINT: Final = (9, 8)
_GRAIN: Final = 2
"""Grey steps that mean nothing in a photo: the grain of a plain wall is another each time. A screen has none."""
_LEAST_BITS: Final = 4
"""Fewer say nothing: all plain walls look alike."""


def examine(path: str) -> Look:
    """What is seen in the file. Never fails on what is in it; raises OSError for no file."""
    seen = signature(path)
    if seen is not Seen.PICTURE:
        return Look(seen)
    try:
        source = read(path, _SIDE)
    except TooManyPixels:
        return Look(Seen.TOO_MANY_PIXELS)
    except PictureFault:
        return Look(Seen.UNREADABLE)
    return _look(source)


def _look(source: Source) -> Look:
    grey = source.image.convert("L")
    screen = not source.camera and is_screen(grey)
    return Look(
        Seen.ANIMATION if source.moving else Seen.PICTURE,
        source.width,
        source.height,
        sharpness=round(sharpness(grey), 3),
        brightness=round(ImageStat.Stat(grey).mean[0] / 255, 3),
        print=_print(grey, 0 if screen else _GRAIN),
        screenshot=screen,
        located=source.located,
    )


def _print(grey: Image.Image, grain: int) -> str:
    """Of each of 8 × 8 places, whether the next one is brighter: it stays when a picture is made smaller. Empty for a
    picture of which that says nothing."""
    small = grey.resize(_PRINT, Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(_PRINT[1]):
        line = small[row * _PRINT[0] : (row + 1) * _PRINT[0]]
        for here, after in pairwise(line):
            bits = bits << 1 | (after > here + grain)
    return f"{bits:016x}" if bits.bit_count() >= _LEAST_BITS else ""
