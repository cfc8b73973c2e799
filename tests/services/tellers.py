"""Tellers: buyers who tell what happened in a dispute, at the desk of the services, without a chat around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Final

from bot.app import tongue
from bot.domain.buyer import Buyer, File, Record
from bot.domain.case import Case
from bot.domain.dialogue import pending, skip
from bot.domain.history import Event
from bot.domain.inputs import Pressed
from bot.domain.policy import Policy
from bot.policies import load
from bot.services.inquiries import asked
from bot.services.scene import Scene, Tongue
from bot.services.turn import decide, stepped

TODAY: Final = date(2026, 5, 22)
LARGEST_ID: Final = 2**63 - 1
LATEST_STEP: Final = 2**31


def scene_of(case: Case, view: str = "card", language: str = "en", today: date = TODAY) -> Scene:
    """A buyer with this case, all of it answered, whose ids and steps are the largest there are."""
    buyer = Buyer(LARGEST_ID, language=language, case_id=LARGEST_ID, view=view, step=LATEST_STEP, zone="Europe/Berlin")
    files = (File("photo", "f1", "u1", 5),)
    record = Record(LARGEST_ID, LARGEST_ID, 1, finished(case), files)
    return Scene(buyer, record, datetime.combine(today, time(20), UTC), today, policy(), _tongue())


def finished(case: Case) -> Case:
    """The case with "I don't know" to all that was not answered, and its summary confirmed."""
    while question := pending(case):
        case = skip(case, question.field)
    return case.but(reviewed=True)


def tells(scene: Scene, event: Event, **known: str) -> Scene:
    """The scene after the buyer told this by buttons: each question is answered with what is known, or skipped. An
    answer that was refused is skipped too."""
    scene = presses(scene, "ev", event)
    while (row := asked(scene)) is not None:
        before = scene
        scene = presses(scene, "ta", row.field, known[row.field]) if row.field in known else scene
        if scene.case.telling == before.case.telling:
            scene = presses(scene, "ts", row.field)
    return scene


def presses(scene: Scene, action: str, *arguments: str) -> Scene:
    """The scene after a tap on such a button of the screen that is open."""
    turn = decide(scene, Pressed(scene.press(action, *arguments), "q"))
    assert turn.toast is None, f"{action} {arguments}: {turn.toast}"
    after = stepped(scene, turn)
    return replace(after, buyer=replace(after.buyer, step=LATEST_STEP))


@cache
def policy() -> Policy:
    return load()


@cache
def _tongue() -> Tongue:
    return tongue("en")
