"""decide(scene, input) → Turn: which feature an input belongs to. A table of features, and the rules of stale taps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, assert_never

from bot.domain.dialogue import doubt, pending
from bot.domain.inputs import Commanded, Hurried, Input, Pressed, Reach, Reachable, Said, Sent, Strange
from bot.domain.numbers import number_in
from bot.domain.room import WORDS_KEPT
from bot.domain.screen import Button, Screen, Toast
from bot.reading.choices import choose
from bot.services import (
    agenda,
    calendar,
    cases,
    coach,
    evidence,
    files,
    happenings,
    help,
    intake,
    letters,
    marking,
    mydata,
    outcomes,
    own_words,
    packs,
    ping_words,
    pings,
    plans,
    preparing,
    privacy,
    proof,
    result,
    settings,
    shots,
    snoozes,
    stories,
    summary,
    timeline,
    zones,
)
from bot.services.scene import Action, Feature, Scene, Turn, View
from bot.services.support import asking, door, farewell, resuming, wanted

FEATURES: Final[tuple[Feature, ...]] = (
    intake.FEATURE,
    calendar.FEATURE,
    summary.FEATURE,
    result.FEATURE,
    timeline.FEATURE,
    agenda.FEATURE,
    letters.FEATURE,
    coach.FEATURE,
    happenings.FEATURE,
    own_words.FEATURE,
    pings.FEATURE,
    ping_words.FEATURE,
    snoozes.FEATURE,
    plans.FEATURE,
    evidence.FEATURE,
    proof.FEATURE,
    files.FEATURE,
    shots.FEATURE,
    preparing.FEATURE,
    marking.FEATURE,
    packs.FEATURE,
    outcomes.FEATURE,
    cases.FEATURE,
    settings.FEATURE,
    zones.FEATURE,
    help.FEATURE,
    privacy.FEATURE,
    mydata.FEATURE,
    asking.FEATURE,
    wanted.FEATURE,
    farewell.FEATURE,
    resuming.FEATURE,
)

ACTIONS: Final[Mapping[str, Action]] = {code: act for feature in FEATURES for code, act in feature.actions.items()}
VIEWS: Final[Mapping[str, View]] = {name: view for feature in FEATURES for name, view in feature.views.items()}
TYPED: Final = {name: act for feature in FEATURES for name, act in feature.typed.items()}
SENT: Final = {name: act for feature in FEATURES for name, act in feature.sent.items()}
COMMANDS: Final = {name: act for feature in FEATURES for name, act in feature.commands.items()}


def view(scene: Scene) -> Screen:
    """The screen this chat is owed: computed from what is stored, so it can be shown again after any crash."""
    name, _, argument = _placed(scene).buyer.view.partition(":")
    shown = door.shown(scene, name, VIEWS[name](scene, argument), of_case=name not in OF_NO_CASE)
    return privacy.announced(scene, name, shown)


OF_NO_CASE: Final = frozenset(
    {"home", "cases", "settings", "quiet", "zone", "places", "help"}
    | {"topic", "found", "faq", "privacy", "mydata", "forget", "human", "reminders"}
)


def _placed(scene: Scene) -> Scene:
    """The scene at a screen there is: one of another release, or of a case that is gone, is left for the step."""
    name = scene.buyer.view.partition(":")[0]
    there = name in VIEWS and (scene.record is not None or name in OF_NO_CASE)
    return scene if there else scene.but(view="case" if scene.record else "home")


def decide(scene: Scene, what: Input) -> Turn:
    """What one input leads to. Never raises for anything a buyer can send."""
    before = _past_the_sent(_placed(scene))
    turn = evidence.placed(_decided(before, what))
    if _stays(before) and _stays(turn.scene) and before.case.history == turn.scene.case.history:
        # What stays in the chat is not said twice; what has to be said now stands on the card below it.
        return replace(turn, scene=turn.scene.but(view="card"))
    return turn


def _past_the_sent(scene: Scene) -> Scene:
    """A picture or a file stays in the chat as it is. What comes next is said on the card below it, or on the line that
    an example was of, not by sending it again."""
    name, _, argument = scene.buyer.view.partition(":")
    if name == "example":
        return scene.but(view=f"line:{argument}")
    return scene.but(view="card") if name in ("timeline", "agenda") else scene


def _stays(scene: Scene) -> bool:
    """A result or an advice is shown, which is not edited away."""
    case = scene.case
    if scene.buyer.view in ("coach", "result"):
        return True
    if scene.buyer.view != "case" or not case.reviewed or case.recap:
        return False
    return pending(case) is None and doubt(case, scene.today) is None


def _decided(scene: Scene, what: Input) -> Turn:
    match what:
        case Pressed(data=data):
            return press(scene, data)
        case Said(text=text, edited=edited):
            return said(scene, text, edited=edited)
        case Commanded(name=name, argument=argument):
            command = COMMANDS.get(name)
            return command(scene, argument) if command else Turn(scene.noticing("unknown_command", name=name[:32]))
        case Hurried(seconds=seconds):
            return Turn(scene.noticing("hurried", seconds=seconds), same_step=True)
        case Sent() | Strange() if (act := SENT.get(scene.buyer.view.partition(":")[0])) is not None:
            return act(scene, what)
        case Sent():
            return evidence.arrive(scene, what)
        case Strange(kind=kind):
            return Turn(scene.noticing("strange", kind=kind))
        case Reachable(reach=reach):
            return Turn(scene.but(blocked=reach is Reach.BLOCKED))
        case _:
            assert_never(what)


def case_of(data: str) -> int | None:
    """The case a lasting button belongs to; None for buttons that hold for their own screen only."""
    _, case_id, step = (*data.split(":")[:3], "", "")[:3]
    return number_in(case_id) or None if step == "0" else None


_LASTING: Final = frozenset(
    {"v", "open", "end", "human", "leave", "hap", "ics", "rem", "allon", "did", "not", "off", "hush", "which"}
    | {"keep", "again", "helped", "retry", "give", "cant", "at"}
    | {"prep", "mk", "mt", "mc", "mu", "md"}
)
"""Actions that only look, ask first, go back, or do what still fits the case: their buttons may hold for as long as
their message is there."""


def press(scene: Scene, data: str) -> Turn:
    """A tap: fresh, lasting, or stale. An old button does no harm: it says so, and the screen is as it was."""
    action, case_id, step, *arguments = (*data.split(":"), "", "")
    arguments = arguments[:-2]
    act = ACTIONS.get(action)
    lasting = step == "0" and action in _LASTING
    if act is None or not (lasting or step == str(scene.buyer.step)):
        return Turn(scene, toast=Toast("stale"))
    if lasting and case_id not in ("0", str(scene.record.id if scene.record else 0)):
        return Turn(scene, toast=Toast("case_gone"))
    try:
        turn = act(scene, tuple(arguments))
    except (ValueError, IndexError, KeyError):
        return Turn(scene, toast=Toast("stale"))  # a button of another release, or one nobody of ours made
    return turn if _placed(turn.scene) is turn.scene else Turn(scene, toast=Toast("stale"))


def said(scene: Scene, text: str, *, edited: bool) -> Turn:
    """Typed words: a button's words first, then what the open screen makes of them."""
    turn = _said(scene, text, edited=edited)
    if len(text) > WORDS_KEPT and not (turn.quiet or turn.scene.buyer.notice):
        return replace(turn, scene=turn.scene.noticing("very_long"))
    return turn


def _said(scene: Scene, text: str, *, edited: bool) -> Turn:
    name = scene.buyer.view.partition(":")[0]
    if edited and name not in asking.TALKING and not _open_to_edits(scene):
        return Turn(scene.noticing("edited_too_late"))
    shown = view(scene)
    if data := _button(scene, shown, text):
        return press(scene, data)
    act = TYPED.get(name)
    if act is not None:
        return act(scene, text)
    if scene.record is None:
        return stories.begin(scene, text)
    return Turn(scene.noticing("typed_elsewhere"))


def claimed(scene: Scene, text: str) -> bool:
    """Whether the open screen takes typed words for itself: as a button of its own, as the answer to what it asks, or
    for the people it leads to."""
    scene = _past_the_sent(_placed(scene))
    name = scene.buyer.view.partition(":")[0]
    if name in asking.TALKING or _button(scene, view(scene), text):
        return True
    if name not in _ASKING:
        return False
    after = TYPED[name](scene, text).scene
    return after.case != scene.case and after.buyer.notice.get("key") != "refused"


_ASKING: Final = frozenset({"case", "telling", "outcome", "human", "calendar"})
"""Views at which words may be an answer. Elsewhere they tell a story or look something up, and a ping's few words do
neither."""


def _open_to_edits(scene: Scene) -> bool:
    """An edited message counts while its words are not an answer yet: refused, or waiting for a yes."""
    return bool(scene.case.heard)


def _button(scene: Scene, shown: Screen, text: str) -> str | None:
    """The data of the button whose words were typed. Where free words are an answer, only the exact words count."""
    buttons: dict[str, Button] = {}
    for button in (button for row in shown.rows for button in row if button.data):
        buttons.setdefault(button.data, button)
    labels = {data: scene.tongue.label(button, scene.buyer.language) for data, button in buttons.items()}
    if shown.template not in _FREE:
        return choose(text, labels).key
    typed = _plain(text)
    return next((data for data, label in labels.items() if typed and typed in _exact(buttons[data], label)), None)


_FREE: Final = frozenset(
    {
        "cancel",
        "question",
        "proof",
        "home",
        "recap",
        "calendar",
        "help",
        "faq",
        "faq_list",
        "zone",
        "places",
        "human",
        "talk",
        "wanted",
    }
    | {"happened", "telling", "told", "coach", "coach_card", "card", "letter", "outcome_amount", "putoff", "marking"}
)


def _exact(button: Button, label: str) -> tuple[str, ...]:
    """The words that are this button and nothing else. Nobody types the count of "Done, 3 files" along."""
    words = _plain(label)
    return (words, words.partition(" ")[0]) if "count" in button.facts else (words,)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def stepped(before: Scene, turn: Turn, *, seen: bool = False) -> Scene:
    """The scene after the turn, its counters moved on. `seen`: what the buyer sees is already what it comes to."""
    buyer = turn.scene.buyer
    step = before.buyer.step if turn.same_step else before.buyer.step + 1
    revision = before.buyer.revision + 1
    shown = revision if seen else buyer.shown
    return replace(turn.scene, buyer=replace(buyer, revision=revision, step=step, shown=shown))
