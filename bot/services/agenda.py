"""The calendar file: every day of the open case to come, to put into a calendar of the buyer's own.

Nothing of it is stored but which days were in it (`Case.calendar`): so the next file can take back what is true no
longer. The file is made when it is sent, and again if it has to be.
"""

from __future__ import annotations

from typing import Final

from bot.domain.agenda import Agenda, agenda
from bot.domain.screen import Button, Screen
from bot.domain.stages import Phase
from bot.services.advice import Advice, advise
from bot.services.scene import Feature, Scene, Turn, of_a_result


def asked(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Add to calendar."""
    days = _agenda(scene, advise(scene)).days()
    case = scene.case.but(calendar={**scene.case.calendar, **days})
    return Turn(scene.with_case(case).but(view="agenda", notice={}))


def screen(scene: Scene, _: str = "") -> Screen:
    """The file with a caption. It stays in the chat, so its button holds for as long as it is there. Without a day to
    come or to take back there is no file."""
    advice = advise(scene)
    found = _agenda(scene, advice)
    disputed = advice.at.phase is not Phase.BEFORE_OPENING
    facts = scene.facts(case=advice.case, agenda=found, disputed=disputed, made_at=scene.now)
    back = (Button("back", scene.lasting("v", "card")),)
    return Screen("agenda", facts, (back,), file=found if found.entries or found.gone else None, keep=True)


def _agenda(scene: Scene, advice: Advice) -> Agenda:
    day = max(scene.today, scene.local_day)
    return agenda(advice.case, advice.assessment, advice.at, scene.policy, day)


FEATURE: Final = Feature(actions={"ics": of_a_result(asked)}, views={"agenda": screen})
