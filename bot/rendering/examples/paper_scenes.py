"""PAPER_SCENES: official letters and quotes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.claims import Shot
from bot.rendering.examples.colours import INK, RED
from bot.rendering.examples.marks import cross, sheet
from bot.rendering.examples.papers import (
    barrier,
    gear,
    highlighted,
    page,
    rows_of_sums,
    shield,
    signature,
    stamp,
    sum_of,
    truck,
    wrench,
)
from bot.rendering.examples.parcels import slim
from bot.rendering.examples.pen import Part, at, together, written
from bot.rendering.examples.scene import Scene
from bot.rendering.examples.screens import lines

_MIDDLE: Final = (450, 338)


def _paper(*parts: Part) -> Part:
    """A page in the middle of the picture with what is on it."""
    return at(*_MIDDLE, together(*parts), 1.12)


_WHOLE: Final = (218, 18, 682, 660)

PAPER_SCENES: Final[Mapping[Shot, Scene]] = MappingProxyType(
    {
        Shot.CARRIER_LETTER: Scene(
            (
                _paper(
                    page(0.9, 1, 0.7),
                    at(-80, -196, truck, 0.9),
                    at(72, -196, slim, 0.8),
                    at(122, -160, cross, 0.8),
                    at(-145, 60, signature),
                    at(80, 130, stamp),
                ),
            ),
            _WHOLE,
            sheet,
        ),
        Shot.POLICE_REPORT: Scene(
            (
                _paper(
                    page(0, 0.9, 1, 0.8, 0.95, 0.6),
                    at(-106, -180, shield, 0.9),
                    at(72, -206, written("№ 0451", 44, INK)),
                    at(72, -152, written("16.03", 36, INK)),
                    at(-145, 180, signature),
                    at(90, 160, stamp),
                ),
            ),
            _WHOLE,
            sheet,
        ),
        Shot.CUSTOMS_NOTICE: Scene(
            (
                _paper(
                    page(0.9, 0.6, 0, 0, 0, 0.9, 0.7),
                    at(0, -196, barrier, 0.95),
                    highlighted(-152, -58, 152, 22),
                    at(-110, -18, written("§", 60, RED)),
                    at(0, -32, lines(1, 0.7, left=-64, width=190, step=28, colour=INK)),
                    at(80, 180, stamp),
                ),
            ),
            _WHOLE,
            sheet,
        ),
        Shot.REPAIR_QUOTE: Scene(
            (
                _paper(
                    page(),
                    at(-50, -180, wrench, 0.85),
                    at(58, -160, gear),
                    at(0, -20, rows_of_sums),
                    at(0, 90, sum_of("45.00")),
                    at(-145, 190, signature),
                ),
            ),
            _WHOLE,
            sheet,
        ),
    }
)
