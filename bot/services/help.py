"""Help: what the bot does, and the questions buyers really ask, searchable by typing.

Who tells here what went wrong gets more than answers: their words can begin a case.
"""

from __future__ import annotations

from typing import Final

from bot.domain.faq import SHELF, Topic, under
from bot.domain.screen import Button, Rows, Screen, Toast
from bot.reading.search import rank
from bot.reading.sentence import mine
from bot.services import stories
from bot.services.scene import Feature, Scene, Turn


def command(scene: Scene, argument: str = "") -> Turn:
    """/help, or /help with words to look for."""
    return typed(scene, argument) if argument.strip() else Turn(scene.but(view="help", notice={}))


def typed(scene: Scene, text: str) -> Turn:
    """Words typed at the help screen are looked up. A story is kept for a case, or begins it where nothing answers."""
    keys = rank(text, scene.tongue.answers(scene.buyer.language))
    story = _is_story(scene, text)
    if not keys:
        return stories.begin(scene, text) if story else Turn(scene.but(view="help").noticing("nothing_found"))
    argument = ".".join(keys) + (f":{stories.notes_of(text)}" if story else "")
    return Turn(scene.but(view=f"found:{argument}", notice={}))


def _is_story(scene: Scene, text: str) -> bool:
    """Whether somebody tells of an order of theirs: what is wrong with it, or two facts about it."""
    heard = mine(text, scene.buyer.language, scene.local_day, scene.buyer.day_first)
    facts = heard.keys() - {"currency"}  # a price brings it along
    return bool(facts & {"issue", "family"}) or len(facts) > 1


def begun(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Start a case with this: what was looked up is the first sentence of a case."""
    story = scene.buyer.view.partition(":")[2].partition(":")[2]
    return stories.begin(scene, story) if story else Turn(scene, toast=Toast("stale"))


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
    """What a search found, best first; behind a colon stands the story that can begin a case."""
    keys, _, story = argument.partition(":")
    begin = ((Button("start_with_this", scene.press("story"), {}, "primary"),),) if story else ()
    return _list(scene, tuple(key for key in keys.split(".") if key in SHELF), begin)


def _list(scene: Scene, keys: tuple[str, ...], first: Rows = ()) -> Screen:
    rows = tuple((Button("faq", scene.lasting("v", f"faq.{key}"), {"key": key}),) for key in keys)
    back = (Button("back", scene.lasting("v", "help")),)
    return Screen("faq_list", scene.facts(keys=keys, story=bool(first)), (*first, *rows, back))


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
    actions={"story": begun},
    views={"help": screen, "topic": topic, "found": found, "faq": one},
    typed={"help": typed, "topic": typed, "found": typed, "faq": typed},
    commands={"help": command},
)
