"""Marks: what is laid over a scene: the finder's corners, kind of shot, a film that runs, arrows, crosses, numbers."""

from __future__ import annotations

from typing import Final

from bot.rendering.examples.colours import ACCENT, GREEN, INK, RED, SKIN, SKIN_DARK, WHITE
from bot.rendering.examples.pen import Part, Pen

_ARM: Final = 46
_THICK: Final = 10


def finder(left: float, top: float, right: float, bottom: float) -> Part:
    """The four corners of a viewfinder around what is to be in the picture."""

    def paint(pen: Pen) -> None:
        arm = min(_ARM, (right - left) / 4, (bottom - top) / 3)
        for x, y, across, down in (
            (left, top, arm, arm),
            (right, top, -arm, arm),
            (right, bottom, -arm, -arm),
            (left, bottom, arm, -arm),
        ):
            for colour, width in ((WHITE, _THICK + 7), (ACCENT, _THICK)):
                pen.line([(x + across, y), (x, y), (x, y + down)], colour, width)

    return paint


def photo(pen: Pen) -> None:
    """A camera."""
    _plate(pen)
    pen.box(-26, -16, 26, 22, INK, 7)
    pen.box(-11, -25, 11, -10, INK, 5)
    pen.disc(0, 3, 12, WHITE)
    pen.disc(0, 3, 7, INK)


def film(pen: Pen) -> None:
    """A film camera."""
    _plate(pen)
    pen.box(-29, -18, 10, 18, INK, 7)
    pen.shape([(14, -6), (30, -17), (30, 17), (14, 6)], INK)
    pen.disc(-10, 0, 8, RED)


def screenshot(pen: Pen) -> None:
    """A phone whose screen is cut out."""
    _plate(pen)
    pen.box(-16, -27, 16, 27, INK, 6)
    pen.box(-11, -20, 11, 19, WHITE, 2)
    for x, y in ((-1, -1), (1, 1)):
        pen.line([(x * 6, y * 4 - y * 8 - 0.5 + y * 16), (x * 6, y * 12), (x * -1, y * 12)], INK, 4)


def sheet(pen: Pen) -> None:
    """A page."""
    _plate(pen)
    pen.shape([(-19, -27), (8, -27), (19, -16), (19, 27), (-19, 27)], INK)
    for y in (-8, 3, 14):
        pen.line([(-10, y), (10, y)], WHITE, 4)


def _plate(pen: Pen) -> None:
    pen.disc(0, 0, 46, WHITE)


def running(time: str) -> Part:
    """The red dot and the clock of a film that is being taken, 200 × 52."""

    def paint(pen: Pen) -> None:
        pen.box(-100, -27, 100, 27, INK, 27)
        pen.disc(-70, 0, 13, RED)
        pen.text(22, 1, time, 32, WHITE)

    return paint


def arrow(pen: Pen) -> None:
    """Points down, its tip at the origin."""
    for colour, width in ((WHITE, 26), (RED, 14)):
        pen.line([(0, -110), (0, -12)], colour, width)
        pen.line([(-32, -42), (0, -8), (32, -42)], colour, width)


def cross(pen: Pen) -> None:
    """No: a red disc with a cross, 68 wide."""
    pen.disc(0, 0, 34, RED, WHITE, 6)
    pen.line([(-12, -12), (12, 12)], WHITE, 8)
    pen.line([(-12, 12), (12, -12)], WHITE, 8)


def tick(pen: Pen) -> None:
    """Yes: a green disc with a tick, 68 wide."""
    pen.disc(0, 0, 34, GREEN, WHITE, 6)
    pen.line([(-14, 1), (-4, 12), (15, -11)], WHITE, 8)


def unequal(pen: Pen) -> None:
    """Not the same, 84 wide."""
    pen.disc(0, 0, 42, RED, WHITE, 6)
    for y in (-9, 9):
        pen.line([(-20, y), (20, y)], WHITE, 8)
    pen.line([(-12, 24), (12, -24)], WHITE, 8)


def numbered(number: int) -> Part:
    """A number on a disc, 52 wide."""

    def paint(pen: Pen) -> None:
        pen.disc(0, 0, 26, ACCENT, WHITE, 5)
        pen.text(0, 0, str(number), 30, WHITE)

    return paint


def finger(pen: Pen) -> None:
    """A hand from below whose finger points up; the tip is at the origin."""
    pen.shape([(-52, 480), (-46, 170), (-62, 118), (-20, 96), (58, 100), (66, 190), (58, 480)], SKIN)
    pen.box(-21, 4, 21, 150, SKIN, 21)
    for x in (30, 52):
        pen.box(x - 16, 84, x + 16, 150, SKIN, 15, SKIN_DARK, 4)
    pen.box(-13, 12, 13, 38, "#fbe3cf", 11)
    pen.line([(-21, 110), (-21, 150)], SKIN_DARK, 4)


def hand(*, right: bool = False) -> Part:
    """A hand from above that holds something at the origin, its arm going down; the left one unless told."""
    way = -1 if right else 1

    def paint(pen: Pen) -> None:
        def piece(x: float, top: float, bottom: float, half: float, radius: float, edge: float) -> None:
            pen.box(way * x - half, top, way * x + half, bottom, SKIN, radius, SKIN_DARK if edge else None, edge)

        piece(3, 90, 280, 49, 20, 0)
        for finger_x, top in ((-38, 22), (-12, 4), (14, 6), (40, 26)):
            piece(finger_x, top, 130, 14, 14, 3)
        piece(3, 118, 280, 53, 20, 0)
        piece(-58, 84, 170, 18, 18, 3)

    return paint
