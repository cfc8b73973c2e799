"""Resuming: the buyer goes on with the bot where a volunteer said: at one question, which is open for a change, or at a
screen of the result."""

from __future__ import annotations

from typing import Final

from bot.domain.case import Case
from bot.domain.dialogue import QUESTIONS
from bot.services import intake
from bot.services.scene import Feature, Scene, Turn

SCREENS: Final = ("result", "letters", "happened", "proof")


def questions(case: Case) -> tuple[str, ...]:
    """The questions that this case has, asked and not, in their order. The kind of problem is one question here."""
    return tuple(row.field for row in QUESTIONS if row.field != "family" and row.applies(case))


def at(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """ "Go on here": exactly that question, or screen."""
    place = arguments[0]
    if place in SCREENS:
        if not scene.case.reviewed:
            return Turn(scene.but(view="case").noticing("finish_first"))
        return Turn(scene.but(view=place, notice={}))
    if place not in questions(scene.case):
        raise ValueError("the case has no such question any more")
    first = "family" if place == "issue" else place
    return Turn(intake.corrected(scene, (place,)).scene.but(view=f"case:{first}"))


FEATURE: Final = Feature(actions={"at": at})
