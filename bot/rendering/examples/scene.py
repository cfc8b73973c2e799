"""Scene: one example as a value, and how it becomes a picture."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image

from bot.rendering.examples.colours import TABLE
from bot.rendering.examples.marks import finder
from bot.rendering.examples.pen import FINE, Part, Pen, at

WIDTH: Final = 900
HEIGHT: Final = 675
_COLOURS: Final = 64
_SIGN: Final = (70, 70)


@dataclass(frozen=True, slots=True)
class Scene:
    """What lies there, back to front; what of it belongs into the picture (left, top, right, bottom); how it is taken:
    the sign in the corner."""

    parts: tuple[Part, ...]
    captured: tuple[float, float, float, float]
    taken: Part
    ground: str = TABLE


def painted(scene: Scene) -> bytes:
    """The scene as a PNG of 900 × 675."""
    image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), scene.ground)
    pen = Pen(image)
    for part in (*scene.parts, finder(*scene.captured), at(*_SIGN, scene.taken)):
        part(pen)
    png = BytesIO()
    image.reduce(FINE).quantize(_COLOURS).save(png, "PNG", optimize=True)
    return png.getvalue()
