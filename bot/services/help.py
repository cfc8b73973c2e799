"""Help: what the bot does, and the questions buyers really ask, searchable by typing."""

from __future__ import annotations

from typing import Final

from bot.domain.faq import SHELF, Topic, under
from bot.domain.screen import Button, Screen
from bot.reading.search import rank
from bot.services.scene import Feature, Scene, Turn


def command(scene: Scene, argument: str = "") -> Turn:
    """/help, or /help with words to look for."""
    return typed(scene, argument) if argument.strip() else Turn(scene.but(view="help", notice={}))


def typed(scene: Scene, text: str) -> Turn:
    """Words typed at the help screen are looked up."""
    found = rank(text, scene.tongue.answers(scene.buyer.language))
    if not found:
        return Turn(scene.but(view="help").noticing("nothing_found"))
    return Turn(scene.but(view="found:" + ".".join(found), notice={}))


def screen(scene: Scene, _: str = "") -> Screen:
    """The topics."""
    keys = [Button("topic", scene.lasting("v", f"topic.{topic}"), {"topic": topic}) for topic in Topic]
    rows = tuple(tuple(keys[i : i + 2]) for i in range(0, len(keys), 2))
    back = (Button("something_wrong", scene.press("new")), Button("back", scene.press("b")))
    return Screen("help", scene.facts(), (*rows, back))


def topic(scene: Scene, argument: str) -> Screen:
    """The questions of one topic."""
    return _list(scene, under(Topic(argument)) if argument in set(Topic) else ())


def found(scene: Scene, argument: str) -> Screen:
    """What a search found, best first."""
    return _list(scene, tuple(key for key in argument.split(".") if key in SHELF))


def _list(scene: Scene, keys: tuple[str, ...]) -> Screen:
    rows = tuple((Button("faq", scene.lasting("v", f"faq.{key}"), {"key": key}),) for key in keys)
    back = (Button("back", scene.lasting("v", "help")),)
    return Screen("faq_list", scene.facts(keys=keys), (*rows, back))


def one(scene: Scene, argument: str) -> Screen:
    """One question and its answer."""
    if argument not in SHELF:
        return screen(scene)
    back = (
        Button("back", scene.lasting("v", f"topic.{SHELF[argument]}")),
        Button("help", scene.lasting("v", "help")),
    )
    return Screen("faq", scene.facts(key=argument), (back,))


FEATURE: Final = Feature(
    views={"help": screen, "topic": topic, "found": found, "faq": one},
    typed={"help": typed, "topic": typed, "found": typed, "faq": typed},
    commands={"help": command},
)
