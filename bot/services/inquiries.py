"""How "What happened?" looks: the choice of events, the echo of own words, and each question about what happened."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Final

from bot.domain.ask import Day, Direction
from bot.domain.dialogue import relevant
from bot.domain.history import Event
from bot.domain.inquiry import Inquiry, pending
from bot.domain.money import paid
from bot.domain.screen import Button, Rows, Screen
from bot.domain.shelves import LIKELY, SHELVES, Teller, possible
from bot.domain.stages import Phase
from bot.domain.telling import value
from bot.services.advice import advise, judged
from bot.services.coaching import stage_key
from bot.services.scene import Scene

_PAST: Final = (0, 1, 2, 3, 5, 7)
_AHEAD: Final = (1, 2, 3, 5, 7, 10)
_AMOUNTS: Final = 3
_ON_A_PAGE: Final = 20
_TELLERS: Final = {str(teller): teller for teller in Teller}


def choice(scene: Scene, argument: str = "") -> Screen:
    """What usually comes next in this stage, and the shelves with all the rest; or one shelf, named by `argument`."""
    advice = advise(scene)
    phase, stage = advice.at.phase, stage_key(advice)
    if teller := _TELLERS.get(argument):
        events = possible(phase, SHELVES[teller])
        way = Button("back", scene.press("hap"))
        return Screen("happened", scene.facts(stage=stage, shelf=argument), (*_events(scene, events), (way,)))
    shelves = tuple(
        Button("shelf", scene.press("shelf", teller), {"teller": str(teller)})
        for teller in Teller
        if possible(phase, SHELVES[teller])
    )
    rows = (*_events(scene, LIKELY[phase]), *_pairs(shelves), (Button("back", scene.press("v", "card")),))
    return Screen("happened", scene.facts(stage=stage, shelf=None), rows)


def screen(scene: Scene, _: str = "") -> Screen:
    """Where the telling is: which of several, is that right, or a question about it."""
    if not scene.case.telling:
        return choice(scene)
    first = scene.case.telling[0]
    facts = scene.facts(telling=first, more=len(scene.case.telling) - 1)
    out = (Button("not_now", scene.press("tx")),)
    if first.event is None:
        no = (Button("no_happening", scene.press("tn")),)
        return Screen("telling", facts, (*_events(scene, first.events), no, out))
    asked_now = asked(scene)
    if not first.sure:
        yes = (Button("recap_right", scene.press("ty"), {}, "primary"),)
        no = (Button("no_happening", scene.press("tn")),)
        return Screen("telling", facts, (yes, no, out))
    if asked_now is None:
        return Screen("telling", facts, ((Button("recap_right", scene.press("ty"), {}, "primary"),), out))
    rows = _readings(scene, asked_now) if first.readings else _answers(scene, asked_now)
    skip = Button("skip_unknown", scene.press("ts", asked_now.field))
    values = tuple(value(asked_now.field, text) for text in first.readings)
    return Screen("telling", {**facts, "field": asked_now.field, "readings": values}, (*rows, (skip, *out)))


def told(scene: Scene, argument: str = "") -> Screen:
    """What was told, oldest first; each can be taken back. `argument` is the page, 0 with the newest."""
    history = scene.case.history
    last = max(0, len(history) - 1) // _ON_A_PAGE
    page = min(last, int(argument)) if argument.isascii() and argument.isdecimal() else 0
    end = len(history) - page * _ON_A_PAGE
    shown = tuple(enumerate(history))[max(0, end - _ON_A_PAGE) : end]
    rows = tuple(
        (Button("take_back", scene.press("undo", str(place)), {"event": str(one.event)}),) for place, one in shown
    )
    turns = [Button("older_cases", scene.press("v", f"told.{page + 1}"))] if page < last else []
    turns += [Button("newer_cases", scene.press("v", f"told.{page - 1}"))] if page else []
    ways = (*((tuple(turns),) if turns else ()), (Button("back", scene.press("v", "card")),))
    return Screen("told", scene.facts(shown=shown), (*rows, *ways))


def asked(scene: Scene) -> Inquiry | None:
    """The question that what is being told is at."""
    return pending(scene.case.telling[0], _phase(scene)) if scene.case.telling else None


def _phase(scene: Scene) -> Phase:
    _, at = judged(relevant(scene.case), scene.policy, scene.today, scene.local_day)
    return at.phase


def _events(scene: Scene, events: tuple[Event, ...]) -> Rows:
    return tuple((Button("event", scene.press("ev", event), {"event": str(event)}),) for event in events)


def _pairs(buttons: tuple[Button, ...]) -> Rows:
    return tuple(buttons[i : i + 2] for i in range(0, len(buttons), 2))


def _readings(scene: Scene, asked_now: Inquiry) -> Rows:
    texts = scene.case.telling[0].readings
    label = "yes_reading" if len(texts) == 1 else "reading"
    known = {"field": asked_now.field, "currency": scene.case.currency}
    keys = tuple(
        (Button(label, scene.press("tc", asked_now.field, str(place)), {**known, "value": one}),)
        for place, one in enumerate(value(asked_now.field, text) for text in texts)
    )
    return (*keys, (Button("no_reading", scene.press("tre", asked_now.field)),))


def _answers(scene: Scene, asked_now: Inquiry) -> Rows:
    """Quick answers; typing works for all of them."""
    name, today = asked_now.field, scene.local_day
    if isinstance(asked_now.asks, Day):
        past = asked_now.asks.direction is Direction.PAST
        days = [today + timedelta(-span if past else span) for span in (_PAST if past else _AHEAD)]
        quick = tuple(
            Button("quick_day", scene.press("ta", name, one.isoformat()), {"day": one, "today": today}) for one in days
        )
        return (*_pairs(quick), (Button("pick_day", scene.press("cal")),))
    currency = scene.case.currency
    return tuple(
        (Button("sum", scene.press("ta", name, f"{one:f}"), {"amount": one, "currency": currency}),)
        for one in _amounts(scene)
    )


def _amounts(scene: Scene) -> tuple[Decimal, ...]:
    """The sums that were spoken of already; what the other side puts forward anew is typed."""
    if scene.case.telling[0].event in (Event.SELLER_OFFERED_AMOUNT, Event.PLATFORM_PROPOSED_AMOUNT):
        return ()
    told = [one.amount for one in reversed(scene.case.history) if one.amount]
    whole = paid(scene.case)
    return tuple(dict.fromkeys((*told, *((whole,) if whole else ()))))[:_AMOUNTS]
