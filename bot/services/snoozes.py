"""Snoozes: a ping is said again later, never after its last day. The deadline stays; only the hour of saying moves.

Hours are those where the buyer is; in UTC, and shown as such, while that is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.domain.pings import last_day
from bot.domain.quiet import day_ends
from bot.domain.screen import Button, Screen
from bot.reading.later import EVENING, MORNING, read_later
from bot.services import cases
from bot.services.advice import advise
from bot.services.pings import Ping, now_, standing
from bot.services.scene import Feature, Scene, Turn
from bot.storage.changes import Answered

_LATEST: Final = time(21)
"""On a last day: late enough to have worked, early enough to act."""
LONGEST: Final = timedelta(days=30)
"""Where nothing runs out."""
_EVENING_ENDS: Final = EVENING.replace(hour=EVENING.hour - 1)
_STAMP: Final = "%y%m%d%H%M"


def off(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Later: until when is asked. What is off is not said again: there it can be switched on."""
    ping = Ping.read(arguments)
    if not scene.buyer.wants_reminders or scene.case.mutes(ping.kind):
        return Turn(scene.but(view="switches", notice={}))
    if standing(scene, ping) is None:
        return now_(scene)
    return Turn(scene.but(view=f"putoff:{ping.view}", notice={}))


def screen(scene: Scene, argument: str) -> Screen:
    """When, by a button or typed; behind the ping stand the readings of what was typed."""
    kind, day, *stamps = (*argument.split(":"), "", "")[:-2] if ":" in argument else ("", "")
    ping = Ping.of_view(f"{kind}:{day}")
    until = _until(scene, ping) if ping else None
    if ping is None or until is None:
        return cases.card(scene)
    offered = _readings(scene, stamps, until) or _offers(scene, until)
    rows = tuple((Button(one.label, scene.press("till", _stamp(one.at)), _told(scene, one.at)),) for one in offered)
    zone = () if scene.buyer.zone else ((Button("set_zone", scene.press("v", "zone")),),)
    out = (Button("back", scene.lasting("open")),)
    facts = scene.facts(kind=ping.kind, last=until.day, readings=bool(stamps), **_told(scene, until.at, "latest_"))
    return Screen("putoff", facts, (*rows, *zone, out))


@dataclass(frozen=True, slots=True)
class _Until:
    """The latest that can be chosen, and the last day it follows from, where there is one."""

    at: datetime
    day: date | None


@dataclass(frozen=True, slots=True)
class _Offer:
    label: str
    at: datetime


def _until(scene: Scene, ping: Ping) -> _Until | None:
    """How far this ping can be put off; None: it no longer stands."""
    one = standing(scene, ping)
    if one is None:
        return None
    far = _here(scene) + LONGEST
    day = last_day(one, advise(scene).at) if scene.case.reviewed else None
    if day is None:
        return _Until(far, None)
    ends = day_ends(day, scene.buyer.hours).astimezone(far.tzinfo).replace(second=0)
    return _Until(min(far, ends, datetime.combine(day, _LATEST, far.tzinfo)), day)


def _offers(scene: Scene, until: _Until) -> tuple[_Offer, ...]:
    here = _here(scene)
    evening = _at(here, EVENING) if here.time() < _EVENING_ENDS else None
    offers = [
        _Offer("in_an_hour", (here.astimezone(UTC) + timedelta(hours=1)).astimezone(here.tzinfo)),
        *([_Offer("this_evening", evening)] if evening else []),
        _Offer("tomorrow_morning", _at(here + timedelta(days=1), MORNING)),
    ]
    fitting = [one for one in offers if one.at <= until.at]
    latest = [_Offer("at_the_latest", until.at)] if until.day and until.at > here else []
    return tuple({one.at: one for one in (*latest, *fitting[::-1])}.values())[::-1]


def _readings(scene: Scene, stamps: Iterable[str], until: _Until) -> tuple[_Offer, ...]:
    read = (_Offer("moment", at) for stamp in stamps if (at := _moment(scene, stamp)))
    return tuple(one for one in read if _here(scene) < one.at <= until.at)


def till(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Put off until then."""
    at = _moment(scene, arguments[0])
    if at is None:
        raise ValueError("no moment")
    return _chosen(scene, (at,))


def typed(scene: Scene, text: str) -> Turn:
    """ "In 3 hours", "tomorrow 18:00"; what can mean two hours is asked about."""
    at = read_later(text, scene.buyer.language, _here(scene), scene.buyer.day_first)
    return _chosen(scene, at) if at else Turn(scene.noticing("put_off_unclear"))


def _chosen(scene: Scene, moments: tuple[datetime, ...]) -> Turn:
    ping = Ping.of_view(":".join(scene.buyer.view.split(":")[1:3]))
    until = _until(scene, ping) if ping else None
    if ping is None or until is None:
        return now_(scene)
    fitting = tuple(at for at in moments if _here(scene) < at <= until.at)
    if not fitting:
        late = until.day is not None and until.at > _here(scene)
        key = "put_off_too_late" if late else "put_off_no_more" if until.day else "put_off_too_far"
        return Turn(scene.noticing(key, **_said(scene, until.at)))
    if len(fitting) > 1:
        view = ":".join(("putoff", ping.view, *map(_stamp, fitting)))
        return Turn(scene.but(view=view, notice={}))
    after = scene.but(view="card").noticing("put_off" if until.day else "put_off_freely", **_said(scene, fitting[0]))
    return Turn(after, answered=Answered(ping.kind, fitting[0].astimezone(UTC)))


def _here(scene: Scene) -> datetime:
    """Now, where the buyer is, in whole minutes."""
    zone = ZoneInfo(scene.buyer.zone) if scene.buyer.zone else UTC
    return scene.now.astimezone(zone).replace(second=0, microsecond=0)


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, day.tzinfo)


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):{_STAMP}}"


def _moment(scene: Scene, stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC).astimezone(_here(scene).tzinfo)
    except ValueError:
        return None


def _told(scene: Scene, at: datetime, name: str = "") -> dict[str, Any]:
    """A moment as buttons and screens mention it."""
    return {f"{name}day": at.date(), f"{name}clock": f"{at:%H:%M}", "utc": scene.buyer.zone is None}


def _said(scene: Scene, at: datetime) -> dict[str, Any]:
    """The same as a notice keeps it."""
    return {"till": at.date().isoformat(), "clock": f"{at:%H:%M}", "utc": scene.buyer.zone is None}


FEATURE: Final = Feature(
    actions={"off": off, "till": till},
    views={"putoff": screen},
    typed={"putoff": typed},
)
