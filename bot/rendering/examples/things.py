"""Things people order: what is looked at, measured, tested, worn. Each around the origin."""

from __future__ import annotations

from bot.rendering.examples.colours import (
    CLOTH,
    CLOTH_DARK,
    GREEN,
    GREY,
    INK,
    OTHER_CLOTH,
    OTHER_CLOTH_DARK,
    PALE,
    SHADE,
    SOFT,
    WHITE,
    YELLOW,
)
from bot.rendering.examples.parcels import bars
from bot.rendering.examples.pen import Part, Pen


def shirt(pen: Pen) -> None:
    """A T-shirt laid flat, 480 × 420."""
    outline = [
        *[(-80, -200), (-130, -190), (-240, -95), (-180, -20), (-135, -55), (-135, 210)],
        *[(135, 210), (135, -55), (180, -20), (240, -95), (130, -190), (80, -200)],
        *[(56, -170), (20, -154), (-20, -154), (-56, -170)],
    ]
    pen.shape(outline, CLOTH)
    pen.line([(-80, -200), (-56, -170), (-20, -154), (20, -154), (56, -170), (80, -200)], CLOTH_DARK, 12)
    pen.line([(-135, -55), (-128, -110)], CLOTH_DARK, 5)
    pen.line([(135, -55), (128, -110)], CLOTH_DARK, 5)
    pen.line([(-135, 192), (135, 192)], CLOTH_DARK, 4)


def ruler(length: float, centimetres: int) -> Part:
    """A ruler to the right of the origin, which is its zero; numbered every ten centimetres."""

    def paint(pen: Pen) -> None:
        step = length / centimetres
        pen.box(-26, -34, length + 26, 34, YELLOW, 5, INK, 3)
        for mark in range(centimetres + 1):
            deep = 26 if mark % 10 == 0 else 18 if mark % 5 == 0 else 10
            pen.line([(mark * step, -32), (mark * step, -32 + deep)], INK, 3)
            if mark % 10 == 0:
                pen.text(mark * step, 14, str(mark), 26, INK)

    return paint


def backpack(*, other: bool = False) -> Part:
    """A backpack from the front, 250 × 330; `other`: in the other colour."""
    main, dark = (OTHER_CLOTH, OTHER_CLOTH_DARK) if other else (CLOTH, CLOTH_DARK)

    def paint(pen: Pen) -> None:
        pen.arc(0, -130, 40, 180, 360, dark, 16)
        pen.box(-138, -20, -100, 130, dark, 18)
        pen.box(100, -20, 138, 130, dark, 18)
        pen.box(-115, -135, 115, 165, main, 62)
        pen.line([(-78, -52), (78, -52)], dark, 8)
        pen.box(-82, 20, 82, 140, dark, 24)
        pen.line([(-60, 50), (60, 50)], main, 8)
        pen.box(-8, 46, 8, 78, YELLOW, 6)
        pen.box(-8, -56, 8, -24, YELLOW, 6)

    return paint


def mug(pen: Pen) -> None:
    """A mug, 260 × 240."""
    pen.arc(95, 5, 58, -90, 90, WHITE, 26)
    pen.box(-110, -110, 100, 115, WHITE, 26)
    pen.box(-110, -110, 100, -70, PALE, 18)
    pen.box(-110, 52, 100, 76, CLOTH)


def crack(pen: Pen) -> None:
    """A crack through a mug, from its rim down."""
    pen.line([(-20, -108), (-36, -62), (-6, -30), (-30, 14), (4, 46), (-8, 92)], INK, 8)
    pen.line([(-6, -30), (34, -12)], INK, 6)
    pen.line([(-30, 14), (-62, 34)], INK, 6)


def cracked_mug(pen: Pen) -> None:
    mug(pen)
    crack(pen)


def lamp(pen: Pen) -> None:
    """A desk lamp that is not lit, 260 × 380, its foot with the switch below."""
    pen.line([(60, 176), (108, 10), (-40, -122)], INK, 16)
    pen.box(-30, 166, 150, 192, INK, 12)
    pen.box(-12, 152, 22, 170, GREEN, 6)
    pen.disc(108, 10, 15, GREY)
    pen.disc(-84, -92, 34, WHITE, GREY, 5)
    pen.shape([(-150, -92), (-108, -164), (-52, -164), (-18, -92)], CLOTH)


def charger(pen: Pen) -> None:
    """A charger with its two pins, 110 × 150."""
    pen.box(-26, -82, -12, -40, GREY, 4)
    pen.box(12, -82, 26, -40, GREY, 4)
    pen.box(-52, -48, 52, 70, WHITE, 16, SOFT, 4)
    pen.box(-20, 40, 20, 54, INK, 4)


def cable(pen: Pen) -> None:
    """A coiled cable, 150 × 150."""
    for radius in (58, 42):
        pen.disc(0, 0, radius, None, INK, 9)
    pen.line([(40, 42), (76, 66)], INK, 9)
    pen.box(66, 56, 96, 80, GREY, 5)


def earphones(pen: Pen) -> None:
    """A case with two ear pieces, 140 × 120."""
    pen.box(-68, -52, 68, 58, WHITE, 40, SOFT, 4)
    for x in (-26, 26):
        pen.disc(x, -4, 17, INK)
        pen.box(x - 6, 0, x + 6, 36, INK, 6)


def stick(pen: Pen) -> None:
    """A memory stick lying on its side, 190 × 64, its plug to the left."""
    pen.box(-100, -20, -46, 20, SOFT, 3, GREY, 3)
    pen.box(-86, -10, -74, -2, GREY)
    pen.box(-86, 4, -74, 12, GREY)
    pen.box(-50, -32, 92, 32, CLOTH, 12)
    pen.text(22, 0, "64 GB", 27, WHITE)


def tag(pen: Pen) -> None:
    """A shop's tag on its string, 112 × 190, hung from the origin."""
    pen.line([(0, 0), (10, 50)], INK, 4)
    pen.shape([(-26, 40), (46, 40), (66, 66), (66, 190), (-46, 190), (-46, 66)], WHITE, SOFT, 4)
    pen.disc(10, 62, 9, SOFT)
    bars(pen, -32, 96, 52, 150)
    pen.line([(-28, 170), (48, 170)], GREY, 6)


def console(pen: Pen) -> None:
    """A handheld device, 420 × 200."""
    pen.box(-210, -100, 210, 100, INK, 54)
    pen.box(-112, -76, 112, 76, SOFT, 8)
    pen.box(-172, -10, -132, 4, GREY, 4)
    pen.box(-159, -23, -145, 17, GREY, 4)
    for x, y in ((150, -26), (150, 14), (130, -6), (170, -6)):
        pen.disc(x, y, 10, GREY)


def shelf(pen: Pen) -> None:
    """What things stand on, as wide as the picture."""
    pen.box(-450, 0, 450, 180, SHADE)
