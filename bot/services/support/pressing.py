"""Pressing: whether a case has less than a day left, so that its talk goes before that of others."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.domain.quiet import day_ends
from bot.domain.stages import Actor
from bot.services.advice import advise
from bot.services.coaching import disputed
from bot.services.scene import Scene

_DAY: Final = timedelta(days=1)


def pressing(scene: Scene) -> bool:
    """Whether the last day to open a dispute, or to act in one, ends within a day where the buyer is."""
    advice = advise(scene)
    at = advice.at
    day = advice.assessment.safe_last_day
    if disputed(scene):
        day = at.act_by if at.turn is Actor.BUYER else None
    return day is not None and day >= scene.local_day and day_ends(day, scene.buyer.hours) - scene.now < _DAY
