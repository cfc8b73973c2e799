"""PARCEL_SCENES: what is photographed of a parcel: outside, label, packing, its opening, everything in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.claims import Shot
from bot.rendering.examples.colours import CARD, CARD_LIGHT, INK, TABLE, TAPE
from bot.rendering.examples.marks import film, hand, numbered, photo, running
from bot.rendering.examples.parcels import bubbles, dent, front_label, label, open_box, parcel, side, slim
from bot.rendering.examples.pen import Pen, at
from bot.rendering.examples.scene import Scene
from bot.rendering.examples.screens import phone
from bot.rendering.examples.things import backpack, cable, charger, earphones


def _turning(pen: Pen) -> None:
    """An arrow that goes round."""
    pen.arc(0, 0, 44, -60, 200, INK, 10)
    pen.shape([(6, -66), (52, -46), (12, -18)], INK)


def _opened(pen: Pen) -> None:
    """A parcel just opened, its label on the lid in view, a backpack in bubble wrap."""
    pen.box(-307, -162, 307, 162, TABLE, 26)
    box = pen.moved(0, -4, 0.72)
    for part in (open_box, bubbles):
        part(box)
    backpack()(pen.moved(0, -4, 0.38, -14))
    label(pen.moved(0, 104, 0.32))


def _lid(pen: Pen) -> None:
    """The top of a parcel from straight above, larger than the picture."""
    pen.box(-420, -300, 420, 300, CARD, 10)
    pen.box(-420, -46, 420, 46, TAPE)
    pen.box(-420, -300, 420, -270, CARD_LIGHT)


PARCEL_SCENES: Final[Mapping[Shot, Scene]] = MappingProxyType(
    {
        Shot.PARCEL_OUTSIDE: Scene(
            (
                at(450, 270, parcel, 1.25),
                at(450, 270, front_label, 1.25),
                at(450, 270, dent, 1.25),
                at(790, 110, _turning),
                *(
                    at(180 + number * 180, 595, side(pattern), 1.05)
                    for number, pattern in enumerate(("label", "plain", "tape", "arrows"))
                ),
                *(at(120 + number * 180, 552, numbered(number + 1), 0.75) for number in range(4)),
            ),
            (180, 84, 716, 512),
            photo,
        ),
        Shot.PARCEL_LABEL: Scene((at(450, 345, _lid), at(450, 345, label, 2.45)), (156, 138, 744, 552), photo),
        Shot.INNER_PACKING: Scene(
            (at(480, 345, open_box, 1.35), at(480, 345, bubbles, 1.35), at(480, 345, backpack(), 0.72, -14)),
            (136, 44, 824, 646),
            photo,
        ),
        Shot.UNBOXING: Scene(
            (
                at(
                    450,
                    320,
                    phone(_opened, across=True),
                    1.28,
                ),
                at(176, 372, hand(), 1.0, 62),
                at(724, 372, hand(right=True), 1.0, -62),
                at(600, 172, running("00:42")),
            ),
            (100, 126, 800, 516),
            film,
        ),
        Shot.EVERYTHING_RECEIVED: Scene(
            (
                at(250, 250, slim, 1.55),
                at(250, 250, label, 0.72),
                at(512, 246, backpack(), 0.84),
                at(734, 240, charger, 1.1),
                at(330, 510, cable, 1.1),
                at(620, 510, earphones, 1.3),
                at(140, 168, numbered(1)),
                at(408, 130, numbered(2)),
                at(664, 150, numbered(3)),
                at(252, 448, numbered(4)),
                at(520, 444, numbered(5)),
            ),
            (130, 40, 860, 636),
            photo,
        ),
    }
)
