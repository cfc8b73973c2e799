"""Papers: a page with lines, and the signs by which an office, a shop or a bank is known."""

from __future__ import annotations

from math import cos, pi, sin

from bot.rendering.examples.colours import ACCENT, CARD, GREY, INK, LIGHT, PALE, RED, SOFT, TAPE, WHITE, YELLOW
from bot.rendering.examples.pen import Part, Pen


def page(*rows: float) -> Part:
    """A page of 380 × 540 with lines of text, each as long as a share of its width; 0 leaves a line out."""

    def paint(pen: Pen) -> None:
        pen.box(-182, -262, 198, 282, SOFT, 8)
        pen.box(-190, -270, 190, 270, WHITE, 8)
        for number, share in enumerate(rows):
            if share:
                y = -110 + number * 32
                pen.line([(-145, y), (-145 + 290 * share, y)], SOFT, 9)

    return paint


def stamp(pen: Pen) -> None:
    """A round stamp, 150 wide."""
    pen.disc(0, 0, 70, None, ACCENT, 8)
    pen.disc(0, 0, 50, None, ACCENT, 4)
    star(pen.moved(0, 0, 0.5), ACCENT)


def signature(pen: Pen) -> None:
    """What a pen leaves, 150 × 50."""
    points = [(x, 16 * sin(x / 11) * (1 - x / 190) + (8 if x % 40 < 20 else -4)) for x in range(0, 151, 5)]
    pen.line(points, INK, 5)


def star(pen: Pen, colour: str) -> None:
    """A star of five points, 110 wide."""
    points = [
        (
            55 * (1 if tip % 2 == 0 else 0.42) * sin(tip * pi / 5),
            -55 * (1 if tip % 2 == 0 else 0.42) * cos(tip * pi / 5),
        )
        for tip in range(10)
    ]
    pen.shape(points, colour)


def truck(pen: Pen) -> None:
    """A delivery truck, 170 × 100."""
    pen.box(-85, -46, 22, 30, ACCENT, 6)
    pen.shape([(28, -22), (62, -22), (86, 4), (86, 30), (28, 30)], ACCENT)
    pen.shape([(40, -12), (58, -12), (72, 4), (40, 4)], WHITE)
    for x in (-46, 54):
        pen.disc(x, 32, 18, INK, WHITE, 5)


def shield(pen: Pen) -> None:
    """A police shield with a star, 130 × 150."""
    outline = [(-60, -62), (-20, -66), (0, -80), (20, -66), (60, -62), (60, 6), (38, 48), (0, 74), (-38, 48), (-60, 6)]
    pen.shape(outline, INK)
    star(pen.moved(0, -4, 0.75), YELLOW)


def barrier(pen: Pen) -> None:
    """A closed gate with a parcel before it: customs, 260 × 130."""
    pen.box(20, -20, 110, 54, CARD, 4)
    pen.box(56, -20, 74, 54, TAPE)
    pen.box(-120, -56, -92, 60, INK, 5)
    pen.box(-130, -34, 130, -8, WHITE, 6, INK, 3)
    for x in (-112, -52, 8, 68):
        pen.shape([(x, -32), (x + 28, -32), (x + 42, -10), (x + 14, -10)], RED)


def wrench(pen: Pen) -> None:
    """A wrench, 150 long."""
    turned = pen.moved(0, 0, 1, 45)
    turned.box(-12, -40, 12, 70, INK, 10)
    turned.disc(0, -48, 32, INK)
    turned.box(-12, -90, 12, -46, WHITE, 4)


def gear(pen: Pen) -> None:
    """A cogwheel, 100 wide."""
    for turn in range(8):
        pen.moved(0, 0, 1, turn * 45).box(-11, -50, 11, -20, GREY, 4)
    pen.disc(0, 0, 36, GREY)
    pen.disc(0, 0, 15, WHITE)


def highlighted(left: float, top: float, right: float, bottom: float) -> Part:
    """The place on a page that matters."""
    return lambda pen: pen.box(left, top, right, bottom, LIGHT, 8)


def sum_of(text: str) -> Part:
    """A sum at the foot of a page, 290 × 60."""

    def paint(pen: Pen) -> None:
        pen.box(-145, -34, 145, 34, LIGHT, 10)
        pen.text(128, 1, text, 42, INK, "rm")
        pen.line([(-122, -9), (-62, -9)], INK, 8)
        pen.line([(-122, 9), (-62, 9)], INK, 8)

    return paint


def rows_of_sums(pen: Pen) -> None:
    """Two lines of a bill."""
    for y, text in ((-24, "20.00"), (24, "25.00")):
        pen.line([(-145, y), (20, y)], SOFT, 9)
        pen.text(128, y, text, 30, GREY, "rm")
    pen.box(-145, 52, 145, 55, PALE)
