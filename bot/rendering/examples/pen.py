"""The pen that examples are drawn with: few kinds of strokes, wherever it was moved, turned and scaled to.

It draws larger than the picture is and the picture is made small again, so edges are smooth. One unit is one pixel of
the finished picture. Everything is a polygon, so that everything can be turned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from math import cos, pi, radians, sin
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from bot.rendering.drawing import FONTS

FINE: Final = 3
Point = tuple[float, float]
_ROUND: Final = 24  # points of a quarter of a circle


class Pen:
    """Draws on one image. `moved` gives a pen of the same image with another origin, size and angle."""

    def __init__(self, image: Image.Image, x: float = 0, y: float = 0, scale: float = 1, angle: float = 0) -> None:
        self._image = image
        self._draw = ImageDraw.Draw(image)
        self._x, self._y, self._scale, self._angle = x, y, scale, angle

    def moved(self, x: float, y: float, scale: float = 1, angle: float = 0) -> Pen:
        """A pen whose origin is at (x, y) of this one, turned by `angle` degrees clockwise."""
        left, top = self._at((x, y))
        return Pen(self._image, left / FINE, top / FINE, self._scale * scale, self._angle + angle)

    def shape(self, points: Sequence[Point], fill: str | None, edge: str | None = None, width: float = 0) -> None:
        """A closed shape, filled or outlined or both."""
        corners = [self._at(point) for point in points]
        if fill:
            self._draw.polygon(corners, fill)
        if edge:
            self._stroke([*corners, corners[0], corners[1]], edge, width)

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        fill: str | None = None,
        radius: float = 0,
        edge: str | None = None,
        width: float = 0,
    ) -> None:
        """A rectangle, its corners rounded."""
        centres = [
            (right - radius, top + radius, -90),
            (right - radius, bottom - radius, 0),
            (left + radius, bottom - radius, 90),
            (left + radius, top + radius, 180),
        ]
        points = [
            point
            for x, y, start in centres
            for point in (_bow(x, y, radius, start, start + 90) if radius else [(x, y)])
        ]
        self.shape(points, fill, edge, width)

    def disc(
        self, x: float, y: float, radius: float, fill: str | None, edge: str | None = None, width: float = 0
    ) -> None:
        self.shape(_bow(x, y, radius, 0, 360), fill, edge, width)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """A stroke through the points with round ends."""
        placed = [self._at(point) for point in points]
        self._stroke(placed, colour, width)
        half = width * self._scale * FINE / 2
        for x, y in (placed[0], placed[-1]):
            self._draw.ellipse((x - half, y - half, x + half, y + half), colour)

    def arc(self, x: float, y: float, radius: float, start: float, end: float, colour: str, width: float) -> None:
        """A part of a circle; degrees clockwise from the right."""
        self.line(_bow(x, y, radius, start, end), colour, width)

    def text(self, x: float, y: float, text: str, size: float, colour: str, anchor: str = "mm") -> None:
        """Numbers and signs; `anchor` as Pillow names it."""
        font = _font(round(size * self._scale * FINE))
        at = self._at((x, y))
        if not self._angle:
            self._draw.text(at, text, colour, font, anchor)
            return
        mask = Image.new("L", self._image.size)
        ImageDraw.Draw(mask).text(at, text, 255, font, anchor)
        self._image.paste(colour, mask=mask.rotate(-self._angle, Image.Resampling.BICUBIC, center=at))

    def _at(self, point: Point) -> Point:
        turn = radians(self._angle)
        x, y = point[0] * self._scale, point[1] * self._scale
        return (
            (self._x + x * cos(turn) - y * sin(turn)) * FINE,
            (self._y + x * sin(turn) + y * cos(turn)) * FINE,
        )

    def _stroke(self, placed: Sequence[Point], colour: str, width: float) -> None:
        self._draw.line(list(placed), colour, round(width * self._scale * FINE), joint="curve")


Part = Callable[[Pen], None]
"""A thing in a picture: draws itself around the origin of the pen it is given."""


def at(x: float, y: float, part: Part, scale: float = 1, angle: float = 0) -> Part:
    """The same thing somewhere else, larger or smaller, turned clockwise by degrees."""
    return lambda pen: part(pen.moved(x, y, scale, angle))


def written(text: str, size: float, colour: str) -> Part:
    """A number or a sign, its middle at the origin."""
    return lambda pen: pen.text(0, 0, text, size, colour)


def together(*parts: Part) -> Part:
    """Several things as one, back to front."""

    def paint(pen: Pen) -> None:
        for part in parts:
            part(pen)

    return paint


def _bow(x: float, y: float, radius: float, start: float, end: float) -> list[Point]:
    steps = max(2, round(_ROUND * abs(end - start) / 90))
    angles = [(start + (end - start) * step / steps) * pi / 180 for step in range(steps + 1)]
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / "DejaVuSans-Bold.ttf"), size, layout_engine=ImageFont.Layout.BASIC)
