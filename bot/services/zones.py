"""Zones: a buyer's time zone: asked once, on the first result that plans a reminder, and set there or in /settings.

A zone is where somebody lives and not an hour: two clocks that agree today may differ after the next change. So an hour
leads to the places that have it, where they are not all alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.domain.buyer import Buyer
from bot.domain.screen import Button, Rows, Screen
from bot.reading.clocks import DAY, Clock, clocks_at, clocks_in, fixed, is_zone, offsets, zones_in
from bot.reading.places import called, row_of
from bot.reading.zones import Whereabouts, read_whereabouts
from bot.services.scene import Feature, Scene, Turn
from bot.storage.changes import NewReminder

_A_ROW: Final = 4
_MOST: Final = 12
"""Places to choose from; Russia has eleven."""
_PHONE: Final = 36
"""Characters of a button that a phone shows."""
_REMARK: Final = 18
_TIME: Final = 8
_CARD: Final = "card"
_PLACES: Final = "places"


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
    """What time is it for you? The whole hours, those in between below them; or a place typed."""
    times = sorted((offset % 60 > 0, _clock(scene, offset), offset) for offset in offsets(scene.now))
    hours = tuple(Button("clock", scene.press("clk", str(offset)), {"clock": at}) for _, at, offset in times)
    rows = tuple(hours[i : i + _A_ROW] for i in range(0, len(hours), _A_ROW))
    return Screen("zone", scene.facts(), (*rows, (Button("back", scene.press("v", _back(origin))),)))


def clocked(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """The time it is for the buyer, as minutes ahead of UTC: what the button said, however late it is tapped."""
    offset = int(arguments[0])
    if offset not in offsets(scene.now):
        raise ValueError("no clock has this offset")
    return _narrowed(scene, Whereabouts(offsets=(offset,)))


def typed(scene: Scene, text: str) -> Turn:
    """A city, a country or the time, typed where the zone is asked; among places also the number of one."""
    name, _, argument = scene.buyer.view.partition(":")
    offered = _offered(scene, argument) if name == _PLACES else ()
    number = text.strip()
    if number.isascii() and number.isdecimal() and 0 < int(number[:3]) <= len(offered):
        return _saved(scene, offered[int(number) - 1].zone)
    found = read_whereabouts(text, scene.buyer.language, scene.now)
    return _narrowed(scene, found) if found else Turn(scene.noticing("no_zone"))


def _narrowed(scene: Scene, told: Whereabouts) -> Turn:
    """Saved where it leaves one clock, or one in the country the parcel goes to; otherwise the places are asked."""
    if told.zone is not None:
        return _saved(scene, told.zone)
    clocks = _clocks(scene, told)
    at_home = frozenset(zones_in(scene.case.country or ""))
    own = [one for one in clocks if one.zones[0] in at_home] if told.offsets else []
    if len(clocks) == 1 or len(own) == 1:
        return _saved(scene, (own or clocks)[0].zones[0])
    what = told.country or ".".join(map(str, told.offsets))
    return Turn(scene.but(view=":".join((_PLACES, what, *_origin(scene))), notice={}))


def places(scene: Scene, argument: str) -> Screen:
    """Which of these places goes like yours? What is asked about stands in the view, so it outlives a restart."""
    what, _, origin = argument.partition(":")
    offered = _offered(scene, argument)
    if not offered:
        return screen(scene, origin)
    rows = tuple((Button(one.label, scene.press("z", one.zone), one.facts),) for one in offered)
    back = Button("back", scene.press("v", ".".join(("zone", *_origin(scene)))))
    return Screen("places", scene.facts(country=what if what.isalpha() else None), (*rows, (back,)))


@dataclass(frozen=True, slots=True)
class _Offer:
    """A zone that can be chosen, and how its button is called."""

    zone: str
    label: str
    facts: Mapping[str, Any]


def _offered(scene: Scene, argument: str) -> tuple[_Offer, ...]:
    """The clocks of a country or of some offsets, and below those the offsets themselves; none for other arguments."""
    what = argument.partition(":")[0]
    told = Whereabouts(country=what) if what.isalpha() else Whereabouts(offsets=_numbers(what))
    clocks = _clocks(scene, told)[:_MOST]
    several = len({one.ahead % DAY for one in clocks}) > 1
    mixed = len({one.changes for one in clocks}) > 1
    named = (_place(scene, one, timed=several, fixed=mixed and not one.changes) for one in clocks)
    others = (
        _Offer(zone, "elsewhere", {"clock": _clock(scene, offset)})
        for offset in told.offsets
        if (zone := fixed(offset)) is not None
    )
    return (*named, *others)


def _place(scene: Scene, clock: Clock, *, timed: bool, fixed: bool) -> _Offer:
    width = _PHONE - (_REMARK if fixed else 0) - (_TIME if timed else 0)
    at = _clock(scene, clock.ahead) if timed else None
    place = ", ".join(row_of(clock, scene.buyer.language, width))
    return _Offer(clock.zones[0], "place", {"clock": at, "place": place, "fixed": fixed})


def _clocks(scene: Scene, told: Whereabouts) -> tuple[Clock, ...]:
    if told.country is not None:
        return clocks_in(told.country, scene.now, scene.buyer.language)
    return clocks_at(told.offsets, scene.now, scene.buyer.language, scene.case.country)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split(".") if one.isascii() and one.isdecimal() and int(one) < DAY)


def _clock(scene: Scene, ahead: int) -> str:
    """The time it is there."""
    return f"{scene.now.astimezone(UTC) + timedelta(minutes=ahead):%H:%M}"


def placed(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """One of the places, or the bare offset."""
    if not is_zone(arguments[0], scene.now):
        raise ValueError("no such zone is offered")
    return _saved(scene, arguments[0])


def _saved(scene: Scene, zone: str) -> Turn:
    at = f"{scene.now.astimezone(ZoneInfo(zone)):%H:%M}"
    key = "zone_fixed" if zone.startswith("Etc/") else "zone_saved"
    after = scene.but(zone=zone, view=_back(*_origin(scene)))
    return Turn(after.noticing(key, place=called(zone, scene.buyer.language), clock=at))


def _origin(scene: Scene) -> tuple[str, ...]:
    """Where the question was asked, as it stands at the end of its view; the settings are not written down."""
    return (_CARD,) if scene.buyer.view.rpartition(":")[2] == _CARD else ()


def _back(origin: str = "") -> str:
    return _CARD if origin == _CARD else "settings"


FEATURE: Final = Feature(
    actions={"clk": clocked, "z": placed},
    views={"zone": screen, _PLACES: places},
    typed={"zone": typed, _PLACES: typed},
)
