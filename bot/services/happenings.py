"""Happenings: "What happened?", told by a button or in own words, and asked about until it can be advised on.

What is asked is in `domain/inquiry`, what is offered in `domain/shelves`; how it looks is in `services/inquiries`, how
typed words are understood in `services/own_words`.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from bot.domain.ask import Refusal
from bot.domain.bounds import MOST_TOLD
from bot.domain.history import Event
from bot.domain.inquiry import INQUIRIES, Inquiry, misfit
from bot.domain.money import rounded
from bot.domain.outcome import outcome
from bot.domain.shelves import TELLABLE, Teller
from bot.domain.standing import taken_back, told
from bot.domain.telling import Telling, value
from bot.services import inquiries
from bot.services.advice import day_reached
from bot.services.answers import Understood
from bot.services.scene import Feature, Scene, Turn, of_a_result


def open_(scene: Scene, _: tuple[str, ...] | str = ()) -> Turn:
    """ "What happened?": what is half told goes on, otherwise the likely things are offered. A case without a result
    is finished first: there would be nothing to weigh by."""
    if scene.record is None:
        return Turn(scene.but(view="home").noticing("no_case_yet"))
    if not scene.case.reviewed:
        return Turn(scene.but(view="case").noticing("finish_first"))
    if len(scene.case.history) >= MOST_TOLD:
        return _full(scene)
    return Turn(scene.but(view="telling" if scene.case.telling else "happened", notice={}))


def _full(scene: Scene) -> Turn:
    """So much was told already that nothing more is taken: what is wrong of it can make room."""
    return Turn(_telling_of(scene, ()).but(view="told").noticing("told_enough", most=MOST_TOLD))


def shelved(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """All that one side can have done."""
    return Turn(scene.but(view=f"happened:{Teller(arguments[0])}", notice={}))


def picked(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """A tapped event. Where the words left open which it was, the rest of what they said is kept."""
    event = Event(arguments[0])
    if event not in TELLABLE:
        raise ValueError(f"nobody can tell {event}: only a clock knows it")
    first, *others = scene.case.telling or (Telling((event,)),)
    chosen = first.chosen(event) if event in first.events else Telling((event,), sure=True)
    return tell(scene, (chosen, *others))


def fitting(scene: Scene, one: Telling) -> Telling:
    """The same without what cannot be, which is then asked for."""
    known = ((row, getattr(one, row.field)) for row in INQUIRIES)
    wrong: dict[str, Any] = {
        row.field: None for row, told in known if told is not None and misfit_here(scene, row, told)
    }
    return replace(one, settled=one.settled - frozenset(wrong), **wrong) if wrong else one


def misfit_here(scene: Scene, row: Inquiry, told: Any) -> Refusal | None:
    """Why this can't be so in the open case, today; None: it can."""
    return misfit(row, told, scene.case, scene.today, scene.local_day)


def take(scene: Scene, asked: Inquiry, found: Understood) -> Turn:
    refusals = {text: misfit_here(scene, asked, value(asked.field, text)) for text in found.readings[asked.field]}
    values = tuple(text for text, refusal in refusals.items() if refusal is None)
    if not values:
        return Turn(scene.noticing("refused", refusal=next(iter(refusals.values()))))
    if found.sure and len(values) == 1:
        return answered(scene, (asked.field, values[0]))
    first, *others = scene.case.telling
    return at(scene, (replace(first, readings=values), *others))


def picked_day(scene: Scene, text: str) -> Turn:
    """A day picked from the calendar, echoed before it counts."""
    asked = inquiries.asked(scene)
    return take(scene, asked, Understood({asked.field: (text,)}, sure=False)) if asked else open_(scene)


def answered(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """One answer, tapped or typed: `field`, `value`."""
    name, text = arguments
    asked, found = _asked(scene, name), value(name, text)
    if refusal := misfit_here(scene, asked, found):
        return Turn(scene.noticing("refused", refusal=refusal))
    if isinstance(found, Decimal):
        found = rounded(found, scene.case.currency)
    first, *others = scene.case.telling
    return tell(scene, (first.answered(name, found), *others))


def chosen(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """One of the readings of what was typed: `field`, its index."""
    name, index = arguments
    return answered(scene, (name, scene.case.telling[0].readings[_place(index)]))


def again(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """None of the readings: asked anew."""
    _asked(scene, arguments[0])
    first, *others = scene.case.telling
    return at(scene, (replace(first, readings=()), *others))


def skipped(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """ "I don't know" is an answer here too."""
    asked = _asked(scene, arguments[0])
    first, *others = scene.case.telling
    return tell(scene, (first.answered(asked.field, None), *others))


def confirmed(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Yes, all of that is what happened. What is left open is asked about in its turn."""
    telling = tuple(one.chosen(one.event) if one.event else one for one in scene.case.telling)
    return tell(scene, telling)


def mistaken(scene: Scene, _: tuple[str, ...]) -> Turn:
    """No: the words meant something else, which is chosen by hand or told anew."""
    return Turn(_telling_of(scene, ()).but(view="happened").noticing("happening_mistaken"))


def dropped(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Not now: nothing of what was being told is kept."""
    return Turn(_telling_of(scene, ()).but(view="card", notice={}))


def undone(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """ "That is not right": one thing that was told is taken back, named by its place in the history."""
    happened = scene.case.history[_place(arguments[0])]
    after = scene.with_case(taken_back(scene.case, happened)).but(view="card")
    return Turn(after.noticing("happening_undone", event=happened.event))


def _asked(scene: Scene, name: str) -> Inquiry:
    """The question that is asked now. Raises ValueError where it is another one, or none."""
    asked = inquiries.asked(scene)
    if asked is None or asked.field != name or not scene.case.telling[0].sure:
        raise ValueError(f"{name!r} is not asked now")
    return asked


def _place(text: str) -> int:
    """A place in a row of things. Raises ValueError for anything else: nothing is counted from the end."""
    if not text.isdecimal():
        raise ValueError(f"{text!r} is no place")
    return int(text)


def _telling_of(scene: Scene, telling: tuple[Telling, ...]) -> Scene:
    return scene.with_case(scene.case.but(telling=telling))


def at(scene: Scene, telling: tuple[Telling, ...]) -> Turn:
    return Turn(_telling_of(scene, telling).but(view="telling", notice={}))


def tell(scene: Scene, telling: tuple[Telling, ...]) -> Turn:
    """Whatever is told to its end goes into the history; then the next is asked about, or the coach speaks."""
    if len(scene.case.history) >= MOST_TOLD:
        return _full(scene)
    first, *others = telling = (fitting(scene, telling[0]), *telling[1:])
    after = _telling_of(scene, telling)
    if not first.sure or inquiries.asked(after) is not None:
        return at(scene, telling)
    day = day_reached(scene.case, scene.today, scene.local_day)
    happened = first.happened(min(day, scene.local_day))
    if happened.on is not None and happened.on > day:  # the buyer's day has begun, the platform's has not
        happened = replace(happened, on=day)
    after = scene.with_case(told(scene.case.but(telling=()), happened))
    events = (("happened", {"event": str(happened.event)}),)
    if others:
        further = tell(after, tuple(others))
        return replace(further, events=(*events, *further.events))
    ended = happened.event is Event.MONEY_ARRIVED and outcome(after.case) is not None
    return Turn(after.but(view="outcome" if ended else "coach", notice={}), events=events)


FEATURE: Final = Feature(
    actions={
        "hap": open_,
        "shelf": of_a_result(shelved),
        "ev": of_a_result(picked),
        "ta": of_a_result(answered),
        "tc": of_a_result(chosen),
        "tre": of_a_result(again),
        "ts": of_a_result(skipped),
        "ty": of_a_result(confirmed),
        "tn": of_a_result(mistaken),
        "tx": of_a_result(dropped),
        "undo": undone,
    },
    views={"happened": inquiries.choice, "telling": inquiries.screen, "told": inquiries.told},
    commands={"happened": open_},
)
