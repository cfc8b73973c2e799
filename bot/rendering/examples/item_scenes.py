"""ITEM_SCENES: what is photographed of the item itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.claims import Shot
from bot.rendering.examples.colours import GREY, INK, RED, SOFT, WHITE, YELLOW
from bot.rendering.examples.marks import arrow, finger, photo, unequal
from bot.rendering.examples.parcels import slim
from bot.rendering.examples.pen import Pen, at
from bot.rendering.examples.scene import Scene
from bot.rendering.examples.screens import lines, phone, picture
from bot.rendering.examples.things import backpack, console, cracked_mug, shelf, shirt, tag


def _window(pen: Pen) -> None:
    """Daylight: a window with the sun in it, 170 × 210, and its light on the floor."""
    pen.shape([(-85, 105), (85, 105), (-60, 520), (-330, 520)], "#f8f1e4")
    pen.box(-85, -105, 85, 105, "#bfe0f5", 6, WHITE, 12)
    pen.disc(28, -40, 30, YELLOW)
    for y in range(8):
        ray = pen.moved(28, -40, 1, y * 45)
        ray.line([(0, -40), (0, -52)], YELLOW, 6)
    pen.line([(0, -105), (0, 105)], WHITE, 10)
    pen.line([(-85, 0), (85, 0)], WHITE, 10)


def _worn(pen: Pen) -> None:
    """Scratches and a rubbed corner on the device, and its old date."""
    pen.line([(-60, -54), (0, -10)], WHITE, 5)
    pen.line([(-34, -58), (34, -6)], WHITE, 5)
    pen.line([(20, 30), (84, 56)], WHITE, 5)
    pen.shape([(152, 100), (182, 92), (210, 60), (206, 34), (192, 62), (174, 80)], SOFT)
    pen.disc(-152, 60, 22, None, GREY, 4)
    pen.disc(-152, 60, 13, None, GREY, 4)


def _plate(pen: Pen) -> None:
    """A type plate with a number and an old year, 330 × 110."""
    pen.box(-165, -55, 165, 55, WHITE, 8, INK, 4)
    pen.text(0, -20, "S/N 0047-19", 32, GREY)
    pen.text(0, 24, "2019-05", 42, RED)


def _sparks(pen: Pen) -> None:
    """New: small stars."""
    for x, y, size in ((0, 0, 30), (52, -40, 18), (46, 36, 14)):
        pen.shape(
            [
                point
                for side in range(4)
                for point in (
                    (x + size * (0, 1, 0, -1)[side], y + size * (-1, 0, 1, 0)[side]),
                    (x + size * 0.2 * (1, 1, -1, -1)[side], y + size * 0.2 * (-1, 1, 1, -1)[side]),
                )
            ],
            YELLOW,
        )


ITEM_SCENES: Final[Mapping[Shot, Scene]] = MappingProxyType(
    {
        Shot.WHOLE_ITEM: Scene(
            (at(450, 520, shelf), at(746, 170, _window), at(430, 356, backpack(), 1.45)), (190, 80, 670, 630), photo
        ),
        Shot.CLOSE_UP: Scene(
            (
                at(340, 330, cracked_mug, 2.5),
                at(418, 350, finger, 1.15, -40),
                at(776, 540, picture(cracked_mug, 190)),
            ),
            (150, 66, 520, 606),
            photo,
        ),
        Shot.BESIDE_LISTING: Scene(
            (
                at(296, 350, backpack(), 1.15),
                at(
                    676,
                    338,
                    phone(at(0, -110, picture(backpack(other=True), 300)), at(0, 90, lines(1, 0.8, 0.9, 0.5))),
                    0.86,
                ),
                at(476, 338, unequal),
            ),
            (130, 26, 866, 650),
            photo,
        ),
        Shot.SIGNS_OF_USE: Scene(
            (at(486, 260, console, 1.5), at(486, 260, _worn, 1.5), at(590, 530, _plate, 1.2), at(400, 186, arrow, 0.8)),
            (130, 60, 846, 630),
            photo,
        ),
        Shot.UNUSED_STATE: Scene(
            (
                at(330, 340, shirt, 1.05),
                at(420, 196, tag, 0.9, -8),
                at(720, 470, slim, 1.35),
                at(690, 200, _sparks, 1.3),
            ),
            (40, 130, 860, 610),
            photo,
        ),
    }
)
