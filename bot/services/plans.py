"""Plans: /reminders, what is planned for a buyer, and what of it is switched off.

What is planned is read from the rows that will be sent. What can be switched is worked out from the open case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.buyer import Record
from bot.domain.case import ALL
from bot.domain.pings import DONE
from bot.domain.reminders import DRAFT
from bot.domain.screen import Button, Rows, Screen
from bot.services import reminders
from bot.services.advice import advise
from bot.services.pings import reminders_since
from bot.services.scene import Feature, Scene, Turn
from bot.services.snoozes import LONGEST
from bot.storage.reminders import Planned

_LINES: Final = 5
_CASES: Final = 10
_SWITCHES: Final = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One reminder to come, at an hour where the buyer is."""

    kind: str
    day: date
    clock: str
    again: bool
    """It was put off till then."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is planned for one case."""

    record: Record
    lines: tuple[Line, ...]
    more: int


def command(scene: Scene, _: str = "") -> Turn:
    """/reminders."""
    return Turn(scene.but(view="reminders", notice={}))


def screen(scene: Scene, _: str = "") -> Screen:
    """What is planned, case by case, newest first; and the switch of all reminders, of cases to come as well."""
    back = (Button("back", scene.press("b")),)
    if not scene.buyer.wants_reminders:
        return Screen("reminders", scene.facts(shelves=(), off=True), ((Button("all_on", scene.press("allon")),), back))
    shelves = tuple(_shelf(scene, record) for record in scene.shelf)
    shown = tuple(one for one in shelves if one.lines or one.record.case.muted)[:_CASES]
    keys = tuple(
        (Button("open_case", scene.lasting_for(one.record.id, "rem"), {"record": one.record}),) for one in shown
    )
    switch = (Button("all_off", scene.press("alloff")),)
    zone = () if scene.buyer.zone else ((Button("set_zone", scene.press("v", "zone")),),)
    facts = scene.facts(shelves=shown, off=any(one.case.muted for one in scene.shelf))
    return Screen("reminders", facts, (*keys, switch, *zone, back))


def _shelf(scene: Scene, record: Record) -> Shelf:
    lines = tuple(_lines(replace(scene, record=record)))
    return Shelf(record, lines[:_LINES], len(lines) - len(lines[:_LINES]))


def _lines(scene: Scene) -> Iterator[Line]:
    """The reminders of the open case that will be said, the next first."""
    zone = ZoneInfo(scene.buyer.zone) if scene.buyer.zone else UTC
    for row in scene.plans:
        if scene.record is None or row.case_id != scene.record.id or scene.case.mutes(row.kind):
            continue
        again = row.snoozed_until is not None
        if again and not _stands(scene, row):
            continue
        at = row.deliver_at.astimezone(zone)
        yield Line(row.kind, at.date(), f"{at:%H:%M}", again)


def _stands(scene: Scene, row: Planned) -> bool:
    """Whether what was put off is still true."""
    since = scene.local_day - LONGEST
    return not scene.case.reviewed or any(one.kind == row.kind for one in reminders_since(scene, since))


def opened(scene: Scene, _: tuple[str, ...]) -> Turn:
    """The reminders of one case."""
    return Turn(scene.but(view="switches", notice={}))


def switches(scene: Scene, _: str = "") -> Screen:
    """What is planned for this case; each kind can be switched off, or all of them."""
    out = (Button("all_reminders", scene.lasting("v", "reminders")), Button("back", scene.lasting("open")))
    if not scene.buyer.wants_reminders:
        return Screen("switches", scene.facts(lines=(), off=True, silent=True), (*reminders.row(scene), out))
    lines = tuple(_lines(scene))
    silent = ALL in scene.case.muted
    kinds = () if silent else _kinds(scene)
    rows: Rows = tuple(
        (Button("switch", scene.press("sw", kind), {"kind": kind, "on": not scene.case.mutes(kind)}),) for kind in kinds
    )
    whole = "case_on" if silent or scene.case.muted >= set(kinds) != set() else "case_off"
    turned = ((Button(whole, scene.press("sw", ALL)),),) if kinds or silent else ()
    zone = () if scene.buyer.zone else ((Button("set_zone", scene.press("v", "zone")),),)
    facts = scene.facts(lines=lines, off=bool(scene.case.muted), silent=silent)
    return Screen("switches", facts, (*rows, *turned, *zone, out))


def _kinds(scene: Scene) -> tuple[str, ...]:
    """The kinds that are still to come in this case, in their order, and those that are off."""
    ahead = (one.kind for one in advise(scene).reminders) if scene.case.reviewed else iter((DRAFT,))
    off = (kind for kind in (*DONE, DRAFT) if kind in scene.case.muted)
    return tuple(dict.fromkeys((*ahead, *off)))[:_SWITCHES]


def switched(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """One kind, or all of the case, the other way round."""
    kind, muted = arguments[0], scene.case.muted
    if kind == ALL:
        muted = frozenset() if ALL in muted or muted >= set(_kinds(scene)) else frozenset({ALL})
    elif kind in DONE or kind == DRAFT:
        muted = muted ^ {kind}
    else:
        raise ValueError(f"{kind!r} is no kind of reminder")
    return Turn(scene.with_case(scene.case.but(muted=muted)).but(notice={}))


def all_off(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Nothing more is said of any case, also not of one begun later."""
    return Turn(scene.but(wants_reminders=False, notice={}))


def all_on(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Every case is planned anew; what is off in one of them stays off. From a result it leads to the card below."""
    on = scene.but(wants_reminders=True, notice={})
    return Turn(on if scene.buyer.view in FEATURE.views else on.but(view="card").noticing("reminders_on"))


FEATURE: Final = Feature(
    actions={"rem": opened, "sw": switched, "alloff": all_off, "allon": all_on},
    views={"reminders": screen, "switches": switches},
    commands={"reminders": command},
)
