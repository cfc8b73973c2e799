"""Parcels: a box from outside, its label, and the box open from above."""

from __future__ import annotations

from bot.rendering.examples.colours import CARD, CARD_DARK, CARD_LIGHT, GREY, INK, LIGHT, SHADE, TAPE, WHITE
from bot.rendering.examples.pen import Part, Pen


def label(pen: Pen) -> None:
    """220 × 150 around the origin: to whom, bars, number, weight."""
    pen.box(-110, -75, 110, 75, WHITE, 6)
    for row, width in enumerate((84, 60, 72)):
        pen.box(-96, -60 + row * 15, -96 + width, -53 + row * 15, INK if row == 0 else GREY, 3)
    pen.box(34, -60, 96, -22, LIGHT, 5)
    pen.text(65, -41, "0.24 kg", 13, INK)
    bars(pen, -96, -8, 96, 40)
    pen.text(0, 57, "LP 0012 3456 78", 15, INK)


def bars(pen: Pen, left: float, top: float, right: float, bottom: float) -> None:
    """A bar code."""
    x, turn = left, 0
    while x < right:
        wide = (2, 4, 2, 6, 3, 2, 5)[turn % 7] * (right - left) / 192
        pen.box(x, top, min(x + wide, right), bottom, INK)
        x += wide + (3, 2, 4, 2)[turn % 4] * (right - left) / 192
        turn += 1


def parcel(pen: Pen) -> None:
    """A closed box seen from a corner above, 400 × 320 around the origin, with its label on the front."""
    pen.shape([(-190, 150), (60, 178), (220, 96), (40, 90)], SHADE)
    pen.shape([(-190, -60), (50, -30), (50, 165), (-190, 130)], CARD)
    pen.shape([(50, -30), (190, -95), (190, 90), (50, 165)], CARD_DARK)
    pen.shape([(-190, -60), (-40, -125), (190, -95), (50, -30)], CARD_LIGHT)
    pen.shape([(-82, -46), (74, -112), (104, -108), (-52, -42)], TAPE)
    pen.shape([(-82, -46), (-52, -42), (-52, 10), (-82, 5)], TAPE)


def front_label(pen: Pen) -> None:
    """The label on the front of a closed box."""
    pen.shape([(-30, 18), (36, 26), (36, 106), (-30, 98)], WHITE)
    for row in range(3):
        pen.line([(-22, 32 + row * 9), (16 - row * 7, 36.5 + row * 9 - row * 0.8)], GREY, 4)
    for bar in range(10):
        left = -22 + bar * 5.2
        pen.shape([(left, 64 + bar * 0.6), (left + 2.6, 64 + bar * 0.6), (left + 2.6, 92), (left, 92)], INK)


def dent(pen: Pen) -> None:
    """A crushed corner of a closed box."""
    pen.shape([(-190, -60), (-118, -91), (-128, -62), (-150, -44), (-156, -14), (-190, -8)], CARD_DARK)
    pen.line([(-118, -91), (-128, -62), (-150, -44), (-156, -14), (-190, -8)], INK, 4)
    pen.line([(-128, -62), (-104, -58)], INK, 4)


def open_box(pen: Pen) -> None:
    """An open box from straight above, 460 × 400 with its flaps; what lies in it comes on top."""
    pen.shape([(-150, -110), (150, -110), (190, -195), (-190, -195)], CARD_LIGHT)
    pen.shape([(-150, 110), (150, 110), (190, 195), (-190, 195)], CARD_LIGHT)
    pen.shape([(-150, -110), (-150, 110), (-235, 145), (-235, -145)], CARD)
    pen.shape([(150, -110), (150, 110), (235, 145), (235, -145)], CARD)
    pen.box(-150, -110, 150, 110, CARD_DARK)
    pen.box(-138, -98, 138, 98, "#8f663f")


def bubbles(pen: Pen) -> None:
    """Bubble wrap that fills an open box."""
    pen.box(-134, -94, 134, 94, LIGHT, 14)
    for row in range(6):
        for column in range(9 - row % 2):
            pen.disc(-118 + column * 29.5 + row % 2 * 14, -78 + row * 31, 11, WHITE)


def slim(pen: Pen) -> None:
    """A small closed box from the front, 150 × 110."""
    pen.box(-75, -55, 75, 55, CARD, 4)
    pen.box(-14, -55, 14, 55, TAPE)


def side(pattern: str) -> Part:
    """One side of a box from the front, 120 × 90: "label", "tape", "arrows" or "plain"."""

    def paint(pen: Pen) -> None:
        pen.box(-60, -45, 60, 45, CARD, 4)
        if pattern == "label":
            pen.box(-34, -26, 34, 26, WHITE, 3)
            bars(pen, -26, 2, 26, 18)
            pen.box(-26, -18, 10, -12, GREY, 2)
        elif pattern == "tape":
            pen.box(-60, -10, 60, 10, TAPE)
        elif pattern == "arrows":
            for x in (-20, 20):
                pen.line([(x, 22), (x, -20)], CARD_DARK, 7)
                pen.line([(x - 11, -8), (x, -20), (x + 11, -8)], CARD_DARK, 7)

    return paint
