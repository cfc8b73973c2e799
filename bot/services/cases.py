"""Cases: several at once; each can be opened, kept for later, deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.domain.assessment import Verdict
from bot.domain.buyer import Record
from bot.domain.dialogue import relevant
from bot.domain.progress import Progress, so_far
from bot.domain.room import MOST_CASES
from bot.domain.screen import Button, Screen
from bot.domain.stages import Actor
from bot.domain.standing import Standing
from bot.services import advice, coach, questions, result
from bot.services.coaching import disputed, stage_key
from bot.services.scene import Feature, Scene, Turn

SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of /cases: the case, its state and the next date that matters."""

    record: Record
    state: str
    """A key of words/verdicts.j2: said where there is no dispute, or nobody has told how it ended."""
    at: Standing | None = None
    next_on: date | None = None
    progress: Progress | None = None
    """How far its shot list is; None: nothing has to be shown any more."""


def entry(scene: Scene, record: Record) -> Entry:
    """What /cases says of one case: unfinished, its verdict today, or where its dispute stands; with the next date."""
    if not record.case.reviewed:
        return Entry(record, "unfinished", progress=so_far(relevant(record.case), record.files))
    advised = advice.advise(replace(scene, record=record))
    state, at = advised.assessment.verdict, advised.at
    if state not in _DISPUTED or stage_key(advised) == "ended":
        return Entry(record, state, None, advised.next_on, None if state in _DISPUTED else advised.progress)
    next_on = advised.next_on if at.over or at.act_by is None else at.act_by
    return Entry(record, state, at, next_on, advised.progress if at.turn in _LOOKING else None)


_DISPUTED: Final = frozenset({Verdict.RUNNING, Verdict.DECIDED})
_LOOKING: Final = frozenset({Actor.BUYER, Actor.SELLER, Actor.PLATFORM})
"""While it is the turn of one of these, proof may still be asked for."""


def command(scene: Scene, _: str = "") -> Turn:
    """/cases."""
    return Turn(scene.but(view="cases", notice={}))


def full(scene: Scene) -> Turn:
    """There are as many cases as are kept: which one may go?"""
    return Turn(scene.but(view="cases").noticing("many_cases", most=MOST_CASES))


def screen(scene: Scene, argument: str = "") -> Screen:
    """The cases of this buyer, newest first, with state and next date; `argument` is the page, from 0."""
    last = max(0, len(scene.shelf) - 1) // SHOWN
    page = min(last, int(argument)) if argument.isascii() and argument.isdecimal() else 0
    entries = tuple(entry(scene, record) for record in scene.shelf[page * SHOWN :][:SHOWN])
    keys = tuple((Button("open_case", scene.lasting_for(e.record.id, "open"), {"record": e.record}),) for e in entries)
    turns = [Button("newer_cases", scene.lasting("v", f"cases.{page - 1}"))] if page else []
    turns += [Button("older_cases", scene.lasting("v", f"cases.{page + 1}"))] if page < last else []
    rows = (
        *keys,
        *((tuple(turns),) if turns else ()),
        (Button("new_case", scene.press("new")), Button("back", scene.press("v", "home"))),
    )
    return Screen("cases", scene.facts(entries=entries, more=max(0, len(scene.shelf) - (page + 1) * SHOWN)), rows)


def opened(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Open a case: its card when it has a result, its question when it is unfinished."""
    return Turn(scene.but(view="card" if scene.case.reviewed else "case", notice={}))


def card(scene: Scene, _: str = "") -> Screen:
    """The case in short; while it has no result, the step it is at."""
    if not scene.case.reviewed:
        return questions.screen(scene)
    return coach.card(scene) if disputed(scene) else result.card(scene)


def cancel(scene: Scene, _: tuple[str, ...] | str = ()) -> Turn:
    """/cancel: asks only when work would be lost."""
    if scene.record is None:
        return Turn(scene.but(view="home").noticing("nothing_to_cancel"))
    if scene.case.family is None and not scene.case.heard and not scene.record.files:
        return deleted(scene, ())
    return Turn(scene.but(view="cancel", notice={}))


def cancelling(scene: Scene, _: str = "") -> Screen:
    """Keep it for later, or delete it? With no case open there is nothing to ask."""
    if scene.record is None:
        return questions.home(scene)
    rows = (
        (Button("keep_for_later", scene.press("later"), {}, "primary"),),
        (Button("delete_case", scene.press("del"), {}, "danger"),),
        (Button("back", scene.press("b")),),
    )
    return Screen("cancel", scene.facts(), rows)


def later(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Keep it: /cases has it."""
    return Turn(scene.but(view="home").noticing("kept_for_later"))


def deleted(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Delete this case with everything that hangs on it."""
    gone = scene.record.id if scene.record else None
    after = replace(scene, record=None).but(view="home", case_id=None).noticing("case_deleted")
    return Turn(after, forget_case=gone or None)


FEATURE: Final = Feature(
    actions={"open": opened, "x": cancel, "later": later, "del": deleted},
    views={"cases": screen, "card": card, "cancel": cancelling},
    commands={"cases": command, "cancel": cancel},
)
