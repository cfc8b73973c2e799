"""Zones: a buyer's time zone: asked once, on the first result that plans a reminder, and set there or in /settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from typing import Final

from bot.domain.buyer import Buyer
from bot.domain.screen import Button, Rows, Screen
from bot.reading.zones import read_zone, zone_of_hour
from bot.services.scene import Feature, Scene, Turn
from bot.storage.changes import NewReminder

_HOURS: Final = 24
_CARD: Final = "card"


def asking(scene: Scene, planned: Sequence[NewReminder] | None) -> Buyer:
    """The buyer after a turn with this plan. The first result that plans something is the one that asks for the zone;
    whether the answer comes or not, no other does."""
    buyer, record = scene.buyer, scene.record
    first = bool(planned) and scene.case.reviewed and buyer.zone is None and buyer.zone_asked_in is None
    return replace(buyer, zone_asked_in=record.id) if first and record and record.id else buyer


def asked(scene: Scene) -> bool:
    """Whether the result of the open case asks for the zone."""
    case_id = scene.record.id if scene.record else None
    return scene.buyer.zone is None and case_id is not None and scene.buyer.zone_asked_in == case_id


def row(scene: Scene) -> Rows:
    """The button below that result; it lasts, because the result stays in the chat."""
    return ((Button("set_my_zone", scene.lasting("v", f"zone.{_CARD}")),),) if asked(scene) else ()


def screen(scene: Scene, origin: str = "") -> Screen:
    """What time is it for you? 24 answers, or a city typed."""
    here = scene.now.astimezone(UTC)
    where = (_CARD,) if origin == _CARD else ()
    hours = tuple(
        Button("clock", scene.press("tz", str(hour), *where), {"hour": hour, "minute": here.minute})
        for hour in range(_HOURS)
    )
    rows = tuple(hours[i : i + 4] for i in range(0, _HOURS, 4))
    return Screen("zone", scene.facts(), (*rows, (Button("back", scene.press("v", _back(origin))),)))


def clocked(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """The hour it is for the buyer gives the zone."""
    return _saved(scene, zone_of_hour(int(arguments[0]), scene.now), *arguments[1:2])


def typed(scene: Scene, text: str) -> Turn:
    """A city typed where the time zone is asked."""
    found = read_zone(text)
    if found is None:
        return Turn(scene.noticing("no_zone"))
    return _saved(scene, found, scene.buyer.view.partition(":")[2])


def _saved(scene: Scene, zone: str, origin: str = "") -> Turn:
    return Turn(scene.but(zone=zone, view=_back(origin)).noticing("saved"))


def _back(origin: str) -> str:
    """Where the question was asked."""
    return _CARD if origin == _CARD else "settings"


FEATURE: Final = Feature(actions={"tz": clocked}, views={"zone": screen}, typed={"zone": typed})
