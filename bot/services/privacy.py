"""Privacy: what is kept and why, said from the settings this bot runs with, and how to have it deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.domain.case import Stage
from bot.domain.dialogue import ROWS
from bot.domain.retention import NOTICE_DAYS
from bot.domain.screen import Button, Screen
from bot.services.pruning import SEEN_DAYS
from bot.services.retention import KEEP
from bot.services.scene import Feature, Scene, Turn


def announced(scene: Scene, view: str, screen: Screen) -> Screen:
    """The screen with the line that says what is kept and for how long, until the buyer has answered something."""
    if view not in _SAYS_SO or not _before_answers(scene):
        return screen
    return replace(screen, below="kept", facts={**screen.facts, "kept_days": scene.house.retention_days})


def _before_answers(scene: Scene) -> bool:
    """Whether nothing was answered yet, in the first case or before there is one. What one sentence said is no answer
    until the buyer says that it was understood."""
    if scene.record is None:
        return True
    case = scene.case
    told = case.stage not in (None, Stage.NOT_OPENED) or any(case.knows(name) for name in _ANSWERS)
    return scene.record.number <= 1 and not told


_SAYS_SO: Final = frozenset({"home", "case"})
"""Where an answer is given, or what begins a case."""
_ANSWERS: Final = tuple(name for name in ROWS if name != "stage")
"""The first way in answers the stage by itself."""


def command(scene: Scene, _: str = "") -> Turn:
    """/privacy."""
    return Turn(scene.but(view="privacy", notice={}))


def screen(scene: Scene, _: str = "") -> Screen:
    """What is kept of this buyer right now, why, for how long and who sees it; the ways to get it and to delete it."""
    rows = (
        (Button("get_data", scene.press("mydata")),),
        (Button("forget_all", scene.press("v", "forget"), {}, "danger"),),
        (Button("back", scene.press("b")),),
    )
    facts = scene.facts(
        house=scene.house,
        held=scene.held,
        volunteers=scene.groups is not None,
        seen_days=SEEN_DAYS,
        notice_days=NOTICE_DAYS,
    )
    return Screen("privacy", facts, rows)


def forget(scene: Scene, _: str = "") -> Turn:
    """/forget: asks first."""
    return Turn(scene.but(view="forget", notice={}))


def asked(scene: Scene, _: str = "") -> Screen:
    """Really delete everything? With how much that is."""
    yes = (Button("forget_yes", scene.press("forget"), {}, "danger"),)
    rows = (yes, (Button("get_data", scene.press("mydata")),), (Button("back", scene.press("v", "privacy")),))
    return Screen("forget", scene.facts(held=scene.held.told(), volunteers=scene.groups is not None), rows)


def forgotten(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Everything of this buyer is deleted; what remains is the chat's language, to say so, and the counts of what was
    there, as the database counts them in the same commit."""
    after = replace(scene, record=None).but(
        view="home",
        case_id=None,
        zone=None,
        day_first=None,
        quiet_from=None,
        quiet_until=None,
        zone_asked_in=None,
        wants_reminders=True,
        asks=0,
        asks_since=None,
    )
    return Turn(after.noticing("forgotten"), forget_all=True)


def kept(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Keep it: the tap itself was the word that counts. Too late, where the buyer has to be met anew."""
    if scene.buyer.revision == 0:
        return Turn(scene.noticing("nothing_to_keep"))
    return Turn(scene.noticing("kept_on", count=scene.house.retention_days))


FEATURE: Final = Feature(
    actions={"forget": forgotten, KEEP: kept},
    views={"privacy": screen, "forget": asked},
    commands={"privacy": command, "forget": forget},
)
