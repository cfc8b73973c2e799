"""Deadline: until when the buyer has to act, for volunteers who decide which case comes first."""

from __future__ import annotations

from datetime import datetime

from bot.services.advice import advise
from bot.services.scene import Scene
from bot.services.support import names


def deadline(scene: Scene) -> datetime | None:
    """The last second of the buyer's own last day in this stage, where they are; before a dispute that is the safe last
    day to open it. None: it is somebody else's turn, or there is no such day (any more)."""
    ends = names.deadline(advise(scene), scene.buyer)
    return ends if ends is not None and ends > scene.now else None
