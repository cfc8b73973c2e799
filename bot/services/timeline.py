"""The timeline: what happened in the open case, today, and what comes, drawn as a picture with the same in words."""

from __future__ import annotations

from typing import Final

from bot.domain.screen import Button, Screen
from bot.domain.stages import Phase
from bot.domain.timeline import timeline
from bot.services.advice import advise
from bot.services.scene import Feature, Scene


def screen(scene: Scene, _: str = "") -> Screen:
    """The picture with its caption. It stays in the chat, so its button holds for as long as it is there."""
    advice = advise(scene)
    marks = timeline(advice.case, advice.assessment, advice.at, advice.reminders, scene.today, scene.local_day)
    facts = scene.facts(case=advice.case, timeline=marks, disputed=advice.at.phase is not Phase.BEFORE_OPENING)
    back = (Button("back", scene.lasting("v", "card")),)
    return Screen("timeline", facts, (back,), picture=marks)


FEATURE: Final = Feature(views={"timeline": screen})
