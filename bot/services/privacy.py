"""Privacy: what is kept, in plain words, and how to have it deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.domain.screen import Button, Screen
from bot.services.scene import Feature, Scene, Turn


def command(scene: Scene, _: str = "") -> Turn:
    """/privacy."""
    return Turn(scene.but(view="privacy", notice={}))


def screen(scene: Scene, _: str = "") -> Screen:
    """What is kept about this buyer right now, and the way to delete it."""
    rows = ((Button("forget_all", scene.press("v", "forget"), {}, "danger"),), (Button("back", scene.press("b")),))
    return Screen("privacy", scene.facts(cases=len(scene.shelf)), rows)


def asked(scene: Scene, _: str = "") -> Screen:
    """Really delete everything?"""
    yes = (Button("forget_yes", scene.press("forget"), {}, "danger"),)
    return Screen("forget", scene.facts(cases=len(scene.shelf)), (yes, (Button("back", scene.press("v", "privacy")),)))


def forgotten(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Everything of this buyer is deleted; what remains is the chat's language, to say so."""
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


FEATURE: Final = Feature(
    actions={"forget": forgotten},
    views={"privacy": screen, "forget": asked},
    commands={"privacy": command},
)
