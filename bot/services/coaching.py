"""Coaching: what the coach makes of the open case today, worked out anew each time it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.case import Stage
from bot.domain.coach import Coaching, coach
from bot.domain.moments import unexplained
from bot.domain.stages import Phase
from bot.services.advice import Advice, advise, day_reached
from bot.services.scene import Scene


@dataclass(frozen=True, slots=True)
class Coached:
    """What the rules conclude, and what the coach makes of it."""

    advice: Advice
    coaching: Coaching


def coached(scene: Scene) -> Coached:
    """The coach's word on the open case."""
    advice = advise(scene)
    day = day_reached(advice.case, scene.today, scene.local_day)
    return Coached(advice, coach(advice.case, advice.assessment, scene.policy, day, advice.matched))


def stage_key(advice: Advice) -> str:
    """What the stage is called: "ended" while nobody has told how. The page alone knows whether it ended well."""
    silent = advice.at.phase in (Phase.REFUSED, Phase.LOST) and advice.case.stage is Stage.DECIDED
    return "ended" if silent and unexplained(advice.case) else str(advice.at.phase)


def disputed(scene: Scene) -> bool:
    """There is, or was, a dispute: the coach speaks, and not the verdict."""
    return scene.case.stage in (Stage.OPEN, Stage.DECIDED)
