"""Intake: the buyer answers, goes back, skips, corrects; the dialogue decides what comes next.

What a question accepts is in `domain/dialogue`, how typed words are understood in `services/answers`, how each
step looks in `services/questions`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.domain.ask import Files, Refusal
from bot.domain.case import Case, Stage, Wish
from bot.domain.dialogue import ROWS, Question, advance, back, confirm, correct, doubt, pending, skip
from bot.domain.doubts import DOUBTS
from bot.domain.screen import Toast
from bot.reading.choices import read_unknown, read_yes
from bot.reading.orders import read_order
from bot.reading.sentence import wants_abuse
from bot.services import questions, stories
from bot.services.advice import advise
from bot.services.answers import Understood, mirrored, understand
from bot.services.own_words import typed as typed_news
from bot.services.scene import Feature, Scene, Turn

_OPENING: Final = ("stage", "family", "issue")
"""Questions at which a whole sentence is as good as a choice."""


def start(scene: Scene, _: str = "") -> Turn:
    """/start: resume what is half finished, otherwise greet. An unknown deep link is a plain start."""
    begun = scene.case.family or scene.case.heard
    if begun and not scene.case.reviewed:
        return Turn(scene.but(view="case").noticing("welcome_back"))
    return Turn(scene.but(view="home", notice={}))


def new(scene: Scene, _: str = "") -> Turn:
    """/new, or "something is wrong with an order": an empty case, at its first question."""
    return Turn(scene.begun(Stage.NOT_OPENED))


def running(scene: Scene, _: tuple[str, ...]) -> Turn:
    """ "I already have a dispute": the same facts, and the stage first."""
    return Turn(scene.begun(None))


def typed_on(scene: Scene, text: str) -> Turn:
    """At "Stop here?": whoever writes on does not stop. A bare yes or no may mean either: the buttons are named."""
    if read_yes(text) is not None:
        return Turn(scene.noticing("typed_elsewhere"))
    return typed(scene.but(view="case", notice={}), text)


def typed(scene: Scene, text: str) -> Turn:
    """Words at a step of the dialogue: an answer, more of the story, or something to be asked about again."""
    case = scene.case
    agreed, sent = read_yes(text), questions.sent_to(scene)
    if case.recap and not sent:
        return stories.more(scene, text) if agreed is None else (confirmed if agreed else mistaken)(scene, ())
    if doubt(case, scene.today) and not sent:
        return Turn(scene.noticing("doubt_first"))
    question = questions.current(scene)
    if question is None:
        return typed_news(scene, text) if case.reviewed else Turn(scene.noticing("typed_at_summary"))
    if read_unknown(text):
        if question.skip in _UNKNOWN:
            return skipped(scene, (question.field,))
        if meant := _NO_IDEA.get(question.field):
            return _take(scene, question, Understood({question.field: (meant,)}, sure=True), text)
    if isinstance(question.asks, Files):
        return Turn(scene.noticing("refused", refusal=Refusal.WANTS_FILES))
    if agreed is not None and case.heard.get(question.field):
        return _agree(scene, question.field, agreed=agreed)
    understood = understand(question, text, scene)
    if isinstance(understood, Refusal):
        if question.field in _OPENING:
            return stories.more(scene, text)
        if wants_abuse(text):
            return Turn(scene.noticing("abuse"))
        if understood is Refusal.ORDER_NUMBER_HERE:
            scene = _kept(scene, "order_number", read_order(text).numbers)
        return Turn(stories.waiting(scene, question.field).noticing("refused", refusal=understood))
    return _take(scene, question, understood, text)


_UNKNOWN: Final = frozenset({"unknown", "skip"})
"""The ways round a question that "I don't know" takes, whatever the button beside it says."""
_NO_IDEA: Final = {"wish": Wish.ADVISE}
"""Where "I don't know" is one of the answers."""


def _kept(scene: Scene, name: str, readings: tuple[str, ...]) -> Scene:
    """What was said before its time is offered when its question comes."""
    case = scene.case
    if case.knows(name) or not readings:
        return scene
    return scene.with_case(case.but(heard={**case.heard, name: readings}))


def _agree(scene: Scene, name: str, *, agreed: bool) -> Turn:
    """Yes or no, typed at a reading; yes to several of them says nothing."""
    if not agreed:
        return again(scene, (name,))
    return chosen(scene, (name, "0")) if len(scene.case.heard[name]) == 1 else Turn(scene)


def _take(scene: Scene, question: Question, understood: Understood, text: str) -> Turn:
    if understood.sure:
        case: Case | Refusal = scene.case
        for name, value in understood.readings.items():
            if isinstance(case, Case):
                case = advance(case, name, value[0])
        if isinstance(case, Refusal):
            return Turn(scene.noticing("refused", refusal=case))
        return Turn(_noted(scene.with_case(case), question.field))
    heard = {**scene.case.heard, **understood.readings}
    scene = stories.told_order(scene, text)
    return Turn(scene.with_case(scene.case.but(heard=heard)).but(notice={}))


def _noted(scene: Scene, name: str) -> Scene:
    """The next screen echoes the answer it just took."""
    value = getattr(scene.case, name)
    if value is None or name in _OPENING:
        return scene.but(notice={}, view="case")
    return scene.but(view="case").noticing("noted", field=name)


def answer(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """A tapped answer: `field`, `value`."""
    name, value = arguments
    case = advance(scene.case, name, value)
    if isinstance(case, Refusal):
        return Turn(scene.noticing("refused", refusal=case))
    return Turn(_noted(scene.with_case(case), name))


def chosen(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """One of the readings: `field`, its index."""
    name, index = arguments
    readings = scene.case.heard.get(name, ())
    if not index.isdecimal() or int(index) >= len(readings):
        return Turn(scene, toast=Toast("stale"))
    turn = answer(_learn_order(scene, readings, readings[int(index)]), (name, readings[int(index)]))
    currencies = scene.case.heard.get("currency", ()) if name == "price" else ()
    if len(currencies) == 1:  # it stood beside the amount on the button
        case = advance(turn.scene.case, "currency", currencies[0])
        return replace(turn, scene=turn.scene.with_case(case)) if isinstance(case, Case) else turn
    return turn


def _learn_order(scene: Scene, readings: tuple[str, ...], value: str) -> Scene:
    """Of two mirrored readings the first is the one with the day first: the choice tells how the buyer writes."""
    if mirrored(readings):
        return scene.but(day_first=value == readings[0])
    return scene


def own_words(scene: Scene, _: tuple[str, ...]) -> Turn:
    """The first sentence says what is wrong well enough: it is the answer."""
    return answer(scene, ("detail", scene.case.notes or ""))


def skipped(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """ "I don't know" is an answer."""
    if ROWS[arguments[0]].skip is None:
        return Turn(scene, toast=Toast("stale"))
    return Turn(scene.with_case(skip(scene.case, arguments[0])).but(view="case", notice={}))


def went_back(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Back: the last answer is open again; before the first one, the start."""
    view, sent, _field = scene.buyer.view.partition(":")
    if view != "case" or (sent and questions.sent_to(scene) is not pending(scene.case)):
        return Turn(scene.but(view="case" if scene.record else "home", notice={}))
    scene = scene.but(view="case")
    if scene.case.reviewed:
        return Turn(scene.with_case(scene.case.but(reviewed=False)).but(notice={}))
    earlier = back(scene.case)
    if earlier is None or (pending(earlier) is ROWS["stage"] and scene.case.stage is Stage.NOT_OPENED):
        return Turn(scene.but(view="home", notice={}))
    return Turn(scene.with_case(earlier).but(notice={}))


def confirmed(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Yes to the recap."""
    return Turn(scene.with_case(confirm(scene.case)).but(notice={}))


def mistaken(scene: Scene, _: tuple[str, ...]) -> Turn:
    """No to the recap: each reading comes back as a suggestion at its own question."""
    return Turn(scene.with_case(scene.case.but(recap=False)).noticing("one_by_one"))


def accepted(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """ "It is right" to a doubt."""
    if arguments[0] not in {one.key for one in DOUBTS}:
        return Turn(scene, toast=Toast("stale"))
    return Turn(scene.with_case(scene.case.but(accepted=scene.case.accepted | {arguments[0]})).but(notice={}))


def corrected(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Change one answer."""
    name = arguments[0]
    # What the result says today, so that later only the change itself is shown to have made a difference.
    before = scene.case.but(told=advise(scene).told()) if scene.case.reviewed else scene.case
    case = correct(before, name)
    if name == "issue":
        case = correct(case, "family")
    if ROWS[name].on_request:
        case = case.but(heard={**case.heard, name: case.heard.get(name, ())})
    return Turn(scene.with_case(case).but(view="case", notice={}))


def again(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """None of the readings is right: ask anew."""
    heard = {name: values for name, values in scene.case.heard.items() if name != arguments[0]}
    if ROWS[arguments[0]].on_request:
        heard[arguments[0]] = ()
    return Turn(scene.with_case(scene.case.but(heard=heard)).but(notice={}))


FEATURE: Final = Feature(
    actions={
        "a": answer,
        "h": chosen,
        "s": skipped,
        "own": own_words,
        "b": went_back,
        "y": confirmed,
        "n": mistaken,
        "r": accepted,
        "c": corrected,
        "re": again,
        "new": lambda scene, _: new(scene),
        "run": running,
    },
    views={"case": questions.screen, "home": questions.home},
    typed={"case": typed, "home": stories.begin, "cancel": typed_on},
    commands={"start": start, "new": new},
)
