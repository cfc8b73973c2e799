"""Screens: a phone and a laptop, and the pieces their pages are made of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.examples.colours import ACCENT, GREEN, GREY, INK, LIGHT, PALE, SOFT, WHITE
from bot.rendering.examples.pen import Part, Pen, at


def phone(*parts: Part, across: bool = False) -> Part:
    """A phone, upright 360 × 650 or `across`, with what its screen shows: 324 × 574 around the origin."""

    def paint(pen: Pen) -> None:
        wide, high = (325, 180) if across else (180, 325)
        pen.box(-wide, -high, wide, high, INK, 40)
        pen.box(18 - wide, 18 - high, wide - 18, high - 18, WHITE, 26)
        for part in parts:
            part(pen)

    return paint


def laptop(*parts: Part) -> Part:
    """A laptop, 620 × 460 with its keys; the screen is 560 × 350 around the origin."""

    def paint(pen: Pen) -> None:
        pen.box(-306, -196, 306, 196, INK, 22)
        pen.box(-284, -176, 284, 176, WHITE, 8)
        pen.shape([(-320, 200), (320, 200), (380, 250), (-380, 250)], GREY)
        pen.box(-380, 248, 380, 264, INK, 8)
        for part in parts:
            part(pen)

    return paint


def lines(*shares: float, left: float = -135, width: float = 270, step: float = 24, colour: str = SOFT) -> Part:
    """Lines of text below each other from the origin, each as long as a share of the width."""

    def paint(pen: Pen) -> None:
        for number, share in enumerate(shares):
            pen.line([(left, number * step), (left + width * share, number * step)], colour, 10)

    return paint


def bubble(left: float, top: float, right: float, bottom: float, *, mine: bool) -> Part:
    """A message of a chat with lines in it; one's own stand on the right and are blue."""

    def paint(pen: Pen) -> None:
        pen.box(left, top, right, bottom, LIGHT if mine else PALE, 18)
        y = top + 22
        while y < bottom - 10:
            end = right - 22 if y < bottom - 34 else right - 70
            pen.line([(left + 22, y), (end, y)], ACCENT if mine else GREY, 8)
            y += 24

    return paint


def chip(text: str) -> Part:
    """A date between messages, 110 × 32."""

    def paint(pen: Pen) -> None:
        pen.box(-58, -18, 58, 18, SOFT, 18)
        pen.text(0, 0, text, 22, INK)

    return paint


def picture(part: Part, side: float) -> Part:
    """A square picture with something in it."""

    def paint(pen: Pen) -> None:
        pen.box(-side / 2, -side / 2, side / 2, side / 2, PALE, 10)
        part(pen.moved(0, 0, side / 420))

    return paint


def row(icon: Part, text: str, colour: str = INK, size: float = 38) -> Part:
    """A sign and what stands beside it, 280 × 70."""

    def paint(pen: Pen) -> None:
        icon(pen.moved(-104, 0))
        pen.text(-54, 1, text, size, colour, "lm")

    return paint


def track(marks: Sequence[tuple[Part, str]]) -> Part:
    """The way of a parcel, the newest entry on top and marked; each a sign and a date, 92 apart."""

    def paint(pen: Pen) -> None:
        pen.line([(-120, 0), (-120, 92 * (len(marks) - 1))], SOFT, 6)
        for number, (sign, date) in enumerate(marks):
            y = 92 * number
            pen.disc(-120, y, 15, SOFT if number else GREEN)
            sign(pen.moved(-56, y, 0.9))
            pen.text(-4, y, date, 36, GREY if number else INK, "lm")

    return paint


def bar(share: float, colour: str) -> Part:
    """A bar of 460 × 46 that is filled as far as it goes."""

    def paint(pen: Pen) -> None:
        pen.box(-230, -23, 230, 23, SOFT, 23)
        pen.box(-230, -23, -230 + 460 * share, 23, colour, 23)

    return paint


def upright(*parts: Part) -> Part:
    """A phone in the middle of a scene."""
    return at(450, 338, phone(*parts))
