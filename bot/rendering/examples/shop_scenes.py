"""SHOP_SCENES: what is taken of a screen about the goods: listing, variant, sizes, a test, a price."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.claims import Shot
from bot.rendering.examples.colours import (
    ACCENT,
    CLOTH,
    DESK,
    GREEN,
    GREY,
    INK,
    LIGHT,
    OTHER_CLOTH,
    PALE,
    RED,
    SOFT,
    WHITE,
    YELLOW,
)
from bot.rendering.examples.marks import cross, screenshot, tick
from bot.rendering.examples.papers import star
from bot.rendering.examples.pen import Pen, at, written
from bot.rendering.examples.scene import Scene
from bot.rendering.examples.screens import bar, laptop, lines, picture, upright
from bot.rendering.examples.signs import code
from bot.rendering.examples.things import backpack, charger, stick


def _line_of_order(pen: Pen) -> None:
    """One line of an order: its picture, colours and sizes, what was chosen marked."""
    picture(backpack(other=True), 190)(pen.moved(0, -160))
    for number, colour in enumerate((CLOTH, OTHER_CLOTH, YELLOW)):
        x = -90 + number * 90
        if colour == OTHER_CLOTH:
            pen.disc(x, 8, 36, None, INK, 7)
        pen.disc(x, 8, 27, colour)
    for number, size in enumerate(("38", "39", "40")):
        x = -90 + number * 90
        chosen = size == "39"
        pen.box(x - 38, 66, x + 38, 124, INK if chosen else PALE, 12)
        pen.text(x, 95, size, 34, WHITE if chosen else GREY)


def _listing(pen: Pen) -> None:
    """A listing with a picture, stars, a price and a description."""
    picture(backpack(), 250)(pen.moved(0, -140))
    for number in range(5):
        star(pen.moved(-128 + number * 29, 18, 0.23), YELLOW)
    pen.text(142, 18, "19.90", 34, INK, "rm")


def _described(pen: Pen) -> None:
    """The sentence of a description that is not met."""
    pen.box(-146, -22, 146, 92, LIGHT, 12)
    lines(0.95, 1, 0.6, colour=ACCENT)(pen.moved(0, 11))


def _chart(pen: Pen) -> None:
    """A table of sizes, one row marked."""
    pen.box(-146, 18, 146, 86, YELLOW, 8)
    for number, values in enumerate(
        (("", "", ""), ("M", "44", "66"), ("L", "46", "68"), ("XL", "48", "70"), ("2X", "50", "72"))
    ):
        y = -152 + number * 68
        for column, value in enumerate(values):
            pen.text(-98 + column * 98, y, value, 38, INK if column == 0 or number in (0, 3) else GREY)
        if number:
            pen.line([(-146, y - 34), (146, y - 34)], SOFT, 4)
    pen.line([(-28, -152), (28, -152)], INK, 6)
    pen.line([(98, -176), (98, -128)], INK, 6)
    for x, y in ((-28, -152), (28, -152)):
        pen.line([(x * 0.6, y - 11), (x, y), (x * 0.6, y + 11)], INK, 6)
    for y, inner in ((-176, -165), (-128, -139)):
        pen.line([(87, inner), (98, y), (109, inner)], INK, 6)
    for x in (-49, 49):
        pen.line([(x, -186), (x, 152)], SOFT, 4)


def _not_genuine(pen: Pen) -> None:
    """A check that failed."""
    code(pen.moved(0, -150, 1.3))
    pen.shape([(-96, 0), (0, -34), (96, 0), (96, 76), (60, 136), (0, 172), (-60, 136), (-96, 76)], RED)
    pen.line([(-40, 28), (40, 108)], WHITE, 20)
    pen.line([(-40, 108), (40, 28)], WHITE, 20)


def _tested(pen: Pen) -> None:
    """A memory test that is through: little of it holds what was written."""
    pen.text(0, -112, "100 %", 54, INK)
    bar(1, RED)(pen.moved(0, -46))
    pen.box(-230, -69, -178, -23, GREEN, 23)
    pen.box(-205, -69, -178, -23, GREEN)
    tick(pen.moved(-190, 52, 0.8))
    pen.text(-150, 52, "7.3 GB", 42, GREEN, "lm")
    cross(pen.moved(-190, 122, 0.8))
    pen.text(-150, 122, "56.7 GB", 42, RED, "lm")


SHOP_SCENES: Final[Mapping[Shot, Scene]] = MappingProxyType(
    {
        Shot.CHOSEN_VARIANT: Scene(
            (upright(_line_of_order, at(0, 172, lines(0.9, 0.6))),), (280, 64, 620, 484), screenshot, DESK
        ),
        Shot.LISTING: Scene(
            (upright(_listing, at(0, 94, _described), at(0, 226, lines(1, 0.7))),),
            (276, 58, 624, 540),
            screenshot,
            DESK,
        ),
        Shot.SIZE_CHART: Scene((upright(at(0, -250, lines(0.6)), _chart),), (276, 144, 624, 510), screenshot, DESK),
        Shot.GENUINENESS: Scene((upright(_not_genuine),), (276, 64, 624, 536), screenshot, DESK),
        Shot.CAPACITY_TEST: Scene(
            (at(790, 440, stick, 1.05), at(384, 300, laptop(_tested))), (56, 128, 886, 562), screenshot, DESK
        ),
        Shot.PART_PRICE: Scene(
            (
                upright(
                    at(0, -120, picture(at(0, 0, charger, 1.9), 290)),
                    at(0, 66, lines(0.9, 0.6)),
                    at(0, 164, written("9.90", 84, RED)),
                ),
            ),
            (280, 58, 620, 566),
            screenshot,
            DESK,
        ),
    }
)
