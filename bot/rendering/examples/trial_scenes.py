"""TRIAL_SCENES: the item measured, weighed, tried out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.claims import Shot
from bot.rendering.examples.colours import CLOTH, CLOTH_DARK, GREY, INK, RED, SOFT, WHITE
from bot.rendering.examples.marks import cross, film, finger, photo, running
from bot.rendering.examples.pen import Pen, at
from bot.rendering.examples.scene import Scene
from bot.rendering.examples.things import charger, lamp, ruler, shelf, shirt


def _collar(pen: Pen) -> None:
    """The inside of a collar with its label sewn in, far larger than life."""
    pen.shape([(-470, -350), (470, -350), (470, 350), (-470, 350)], CLOTH)
    pen.shape([(-470, -350), (470, -350), (470, -230), (0, -130), (-470, -230)], CLOTH_DARK)
    pen.line([(-470, -212), (0, -112), (470, -212)], SOFT, 4)
    pen.box(-165, -130, 165, 210, WHITE, 6)
    for x in range(-150, 160, 24):
        pen.line([(x, -118), (x + 12, -118)], GREY, 4)
    pen.text(0, -30, "XL", 128, INK)
    pen.text(0, 72, "52", 56, INK)
    pen.box(-110, 126, -50, 176, None, 4, GREY, 6)
    pen.shape([(0, 118), (34, 176), (-34, 176)], None, GREY, 6)
    pen.disc(80, 150, 28, None, GREY, 6)


def _dimension(pen: Pen) -> None:
    """The measured width above a ruler, 270 wide."""
    for x in (-135, 135):
        pen.line([(x, -26), (x, 26)], RED, 6)
    pen.line([(-130, 0), (130, 0)], RED, 6)
    for side in (-1, 1):
        pen.line([(side * 112, -14), (side * 130, 0), (side * 112, 14)], RED, 6)
    pen.box(-62, -34, 62, 34, WHITE, 12, RED, 5)
    pen.text(0, 1, "48", 46, RED)


def _scale(pen: Pen) -> None:
    """Kitchen scales with their display, 460 × 170."""
    pen.box(-210, -70, 210, -46, GREY, 10)
    pen.shape([(-190, -46), (190, -46), (230, 100), (-230, 100)], INK)
    pen.box(-120, -22, 120, 66, "#d5ecd4", 8)
    pen.text(0, 23, "182 g", 62, INK)


def _socket(pen: Pen) -> None:
    """A plug in a socket, 110 wide, its cable going to a foot on the right."""
    pen.box(-56, -56, 56, 56, WHITE, 14, SOFT, 5)
    pen.disc(0, 0, 34, GREY)
    pen.line([(0, 0), (60, 50), (110, 96), (170, 112), (250, 112)], INK, 12)


TRIAL_SCENES: Final[Mapping[Shot, Scene]] = MappingProxyType(
    {
        Shot.FLAT_WITH_RULER: Scene(
            (at(450, 330, shirt, 1.3), at(274, 380, ruler(486, 66), 1), at(450, 280, _dimension, 1.3)),
            (130, 30, 800, 646),
            photo,
        ),
        Shot.SIZE_LABEL: Scene((at(450, 310, _collar),), (250, 150, 650, 556), photo),
        Shot.MEASUREMENT: Scene(
            (at(450, 490, _scale, 1.35), at(450, 328, charger, 1.3, 90)), (116, 180, 784, 652), photo
        ),
        Shot.FAULT_VIDEO: Scene(
            (
                at(450, 540, shelf),
                at(230, 420, _socket),
                at(500, 340, lamp, 1.1),
                at(506, 508, finger, 0.6, 12),
                at(300, 236, cross),
                at(730, 110, running("00:15")),
            ),
            (136, 54, 850, 640),
            film,
        ),
    }
)
