"""Examples: a small drawing for each kind of shot, without words, so that one serves every language.

`draw(shot)` is deterministic and takes some tenths of a second: a task for a thread or another process. This package
loads Pillow, so whoever draws imports it late. A scene is a value (`scene.py`); the tables of scenes are `*_scenes.py`,
the things in them `parcels`, `things`, `papers`, `screens` and `signs`, and what is laid over them `marks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.claims import Shot
from bot.rendering.examples.item_scenes import ITEM_SCENES
from bot.rendering.examples.order_scenes import ORDER_SCENES
from bot.rendering.examples.paper_scenes import PAPER_SCENES
from bot.rendering.examples.parcel_scenes import PARCEL_SCENES
from bot.rendering.examples.scene import HEIGHT, WIDTH, Scene, painted
from bot.rendering.examples.shop_scenes import SHOP_SCENES
from bot.rendering.examples.trial_scenes import TRIAL_SCENES

__all__ = ["HEIGHT", "SCENES", "WIDTH", "draw"]

SCENES: Final[Mapping[Shot, Scene]] = MappingProxyType(
    {**PARCEL_SCENES, **ITEM_SCENES, **TRIAL_SCENES, **ORDER_SCENES, **SHOP_SCENES, **PAPER_SCENES}
)


def draw(shot: Shot) -> bytes:
    """The example of this shot as a PNG of 900 × 675."""
    return painted(SCENES[shot])


def _check() -> None:
    if missing := [shot for shot in Shot if shot not in SCENES]:
        raise ValueError(f"no example is drawn for {missing}")


_check()
