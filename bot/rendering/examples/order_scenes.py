"""ORDER_SCENES: what is taken of a screen about the order: its dates, its way, what was written and promised."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.claims import Shot
from bot.rendering.examples.colours import ACCENT, DESK, GREY, INK, LIGHT, PALE, RED, ROSE, SOFT
from bot.rendering.examples.marks import screenshot
from bot.rendering.examples.parcels import bars
from bot.rendering.examples.pen import Pen, at
from bot.rendering.examples.scene import Scene
from bot.rendering.examples.screens import bubble, chip, lines, picture, row, track, upright
from bot.rendering.examples.signs import (
    cart,
    clock,
    globe,
    going_back,
    house,
    key,
    letter,
    parcel_sign,
    pin,
    plane,
    shop,
    van,
    weight,
)
from bot.rendering.examples.things import backpack


def _countdown(pen: Pen) -> None:
    """What is left of the protection."""
    pen.box(-146, -46, 146, 46, ROSE, 16)
    clock(pen.moved(-104, 0))
    pen.text(-60, 1, "12:08:45", 40, RED, "lm")


def _number(pen: Pen) -> None:
    """The number of a parcel."""
    pen.box(-140, -40, 140, 40, PALE, 10)
    bars(pen, -124, -28, 124, 6)
    pen.text(0, 23, "LP 0012 3456 78", 21, INK)


def _silence(pen: Pen) -> None:
    """No answer: three dots and a clock."""
    pen.box(-60, -30, 60, 30, PALE, 22)
    for x in (-28, 0, 28):
        pen.disc(x, 0, 8, GREY)


def _log(pen: Pen) -> None:
    """Messages of an order: a letter, a key, a file, each with its time."""
    for number, (date, sign) in enumerate((("14.03  09:20", letter), ("14.03  09:21", key), ("15.03  18:05", letter))):
        y = -150 + number * 140
        pen.box(-146, y - 56, 146, y + 56, PALE, 14)
        sign(pen.moved(-100, y))
        pen.text(-50, y - 22, date, 25, INK, "lm")
        if sign is key:
            pen.text(-50, y + 22, "A7K-••••", 27, ACCENT, "lm")
        else:
            pen.line([(-50, y + 22), (90, y + 22)], SOFT, 10)


def _sum(pen: Pen) -> None:
    """What it costs."""
    pen.box(-140, -52, 140, 52, LIGHT, 14)
    pen.text(0, 1, "18.50", 64, INK)


ORDER_SCENES: Final[Mapping[Shot, Scene]] = MappingProxyType(
    {
        Shot.ORDER_DATES: Scene(
            (
                upright(
                    at(-92, -212, picture(backpack(), 100)),
                    at(106, -240, lines(0.5, 0.4, 0.3)),
                    at(0, -84, row(cart, "14.03")),
                    at(0, 14, row(van, "17.03")),
                    at(0, 124, _countdown),
                ),
            ),
            (286, 204, 614, 520),
            screenshot,
            DESK,
        ),
        Shot.ORDER_ADDRESS: Scene(
            (
                upright(
                    at(-92, -212, picture(backpack(), 100)),
                    at(106, -240, lines(0.5, 0.4, 0.3)),
                    at(-80, -60, house),
                    at(44, -80, pin, 1.1),
                    at(0, 40, lines(0.9, 1, 0.7, 0.5, step=36, colour=GREY)),
                    at(0, 216, lines(0.9, 0.6)),
                ),
            ),
            (280, 204, 620, 526),
            screenshot,
            DESK,
        ),
        Shot.TRACKING_PAGE: Scene(
            (
                upright(
                    at(0, -212, _number),
                    at(
                        0,
                        -106,
                        track(((van, "02.04"), (plane, "25.03"), (parcel_sign, "18.03"), (cart, "14.03"))),
                    ),
                ),
            ),
            (276, 72, 624, 584),
            screenshot,
            DESK,
        ),
        Shot.SELLER_CHAT: Scene(
            (
                upright(
                    at(0, -236, shop, 1.1),
                    at(0, -168, chip("14.03")),
                    bubble(-30, -136, 140, -66, mine=True),
                    bubble(-140, -50, 60, 40, mine=False),
                    at(0, 76, chip("19.03")),
                    bubble(-60, 108, 140, 178, mine=True),
                    at(-80, 226, _silence),
                ),
            ),
            (276, 62, 624, 614),
            screenshot,
            DESK,
        ),
        Shot.ORDER_LOG: Scene((upright(at(0, -250, lines(0.5)), _log),), (276, 112, 624, 556), screenshot, DESK),
        Shot.RETURN_QUOTE: Scene(
            (
                upright(
                    at(0, -180, going_back),
                    at(0, -60, row(weight, "1.2 kg")),
                    at(0, 30, row(globe, "CN")),
                    at(0, 160, _sum),
                ),
            ),
            (276, 62, 624, 568),
            screenshot,
            DESK,
        ),
    }
)
