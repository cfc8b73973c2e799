"""Deadline: until when the buyer has to act, for volunteers who decide which case comes first."""

from __future__ import annotations

from datetime import datetime

from bot.domain.quiet import day_ends
from bot.domain.stages import Actor
from bot.services.advice import advise
from bot.services.scene import Scene


def deadline(scene: Scene) -> datetime | None:
    """The last second of the buyer's own last day in this stage, where they are; before a dispute that is the safe last
    day to open it. None: it is somebody else's turn, or there is no such day (any more)."""
    at = advise(scene).at
    if at.turn is not Actor.BUYER or at.act_by is None:
        return None
    ends = day_ends(at.act_by, scene.buyer.hours)
    return ends if ends > scene.now else None
