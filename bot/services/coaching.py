"""Coaching: what the coach makes of the open case today, worked out anew each time it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.case import Stage
from bot.domain.coach import Coaching, coach
from bot.services.advice import Advice, advise
from bot.services.scene import Scene


@dataclass(frozen=True, slots=True)
class Coached:
    """What the rules conclude, and what the coach makes of it."""

    advice: Advice
    coaching: Coaching


def coached(scene: Scene) -> Coached:
    """The coach's word on the open case."""
    advice = advise(scene)
    return Coached(advice, coach(advice.case, advice.assessment, scene.policy, scene.today))


def disputed(scene: Scene) -> bool:
    """There is a dispute, or something was told: then the coach speaks, and not the verdict alone."""
    return bool(scene.case.history) or scene.case.stage in (Stage.OPEN, Stage.DECIDED)
