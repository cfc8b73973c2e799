"""with_marks(image, marks) → the picture with what the buyer drew on it.

A blur is not a veil: what was there is thrown away, so nobody gets it back from the file. The law: blurs come first, so
that a circle or an arrow stays in sight.
"""

from __future__ import annotations

from math import cos, hypot, pi, sin
from typing import Final

from PIL import Image, ImageDraw

from bot.domain.marks import SIDE, Mark, MarkKind

RED: Final = "#e3001b"
_WHITE: Final = "#ffffff"
_DRAWN: Final = 255
_FINE: Final = 2  # shapes are drawn so much larger and made small again: smooth edges
_LINE: Final = 0.035
"""Width of a line, as a part of the shorter side of a cell; the white edge on either side of it is half as wide."""
_PATCHES: Final = 6
"""Of a blurred cell, so many colours are left along each side, and one flows into the next."""

Cell = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels."""


def cell(size: tuple[int, int], number: int) -> Cell:
    """Where a cell lies. Together the nine cover the whole picture, without overlap."""
    (width, height), (row, column) = size, divmod(number - 1, SIDE)
    return (
        width * column // SIDE,
        height * row // SIDE,
        width * (column + 1) // SIDE,
        height * (row + 1) // SIDE,
    )


def with_marks(image: Image.Image, marks: tuple[Mark, ...]) -> Image.Image:
    """Another picture, if there is any mark. `image` has the mode RGB."""
    if not marks:
        return image
    marked = image.copy()
    for mark in marks:
        if mark.kind is MarkKind.BLUR:
            _blur(marked, cell(image.size, mark.cell))
    for mark in marks:
        if mark.kind is not MarkKind.BLUR:
            _draw(marked, mark.kind, cell(image.size, mark.cell))
    return marked


def _blur(image: Image.Image, place: Cell) -> None:
    below = image.crop(place)
    if not all(below.size):
        return
    few = below.resize((min(_PATCHES, below.width), min(_PATCHES, below.height)), Image.Resampling.BOX)
    image.paste(few.resize(below.size, Image.Resampling.BICUBIC), place[:2])


def _draw(image: Image.Image, kind: MarkKind, place: Cell) -> None:
    width, height = (place[2] - place[0]) * _FINE, (place[3] - place[1]) * _FINE
    if min(width, height) < SIDE * _FINE:
        return
    line = max(2, round(min(width, height) * _LINE))
    shape = _circle if kind is MarkKind.CIRCLE else _arrow
    for colour, edge in ((_WHITE, line // 2 + 1), (RED, 0)):
        sheet = Image.new("L", (width, height))
        shape(ImageDraw.Draw(sheet), width, height, line, edge)
        image.paste(colour, place[:2], sheet.reduce(_FINE))


def _circle(pen: ImageDraw.ImageDraw, width: int, height: int, line: int, edge: int) -> None:
    gap = line * 2 - edge
    pen.ellipse((gap, gap, width - gap, height - gap), outline=_DRAWN, width=line + 2 * edge)


def _arrow(pen: ImageDraw.ImageDraw, width: int, height: int, line: int, edge: int) -> None:
    """From the corner below on the left to the middle of the cell."""
    start = (line * 3, height - line * 3)
    tip = (width / 2, height / 2)
    length = hypot(tip[0] - start[0], tip[1] - start[1])
    along = ((tip[0] - start[0]) / length, (tip[1] - start[1]) / length)
    head = line * 5
    neck = (tip[0] - along[0] * head * 0.8, tip[1] - along[1] * head * 0.8)
    pen.line([start, neck], fill=_DRAWN, width=line + 2 * edge)
    pen.ellipse(_around(start, line / 2 + edge), fill=_DRAWN)
    wings = [_turned(along, angle) for angle in (pi * 0.85, -pi * 0.85)]
    reach = edge * 2.2
    points = [(tip[0] + along[0] * reach, tip[1] + along[1] * reach)]
    points += [(tip[0] + x * (head + reach), tip[1] + y * (head + reach)) for x, y in wings]
    pen.polygon(points, fill=_DRAWN)


def _turned(direction: tuple[float, float], angle: float) -> tuple[float, float]:
    x, y = direction
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def _around(point: tuple[float, float], radius: float) -> tuple[float, float, float, float]:
    return point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius
