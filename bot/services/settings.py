"""Settings: language, time zone, the language a seller is written in."""

from __future__ import annotations

from datetime import UTC
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.screen import Button, Rows, Screen
from bot.reading.zones import read_zone, zone_of_hour
from bot.services import questions
from bot.services.scene import Feature, Scene, Turn

_HOURS: Final = 24
_MOST: Final = 20


def command(scene: Scene, _: str = "") -> Turn:
    """/settings."""
    return Turn(scene.but(view="settings", notice={}))


def screen(scene: Scene, _: str = "") -> Screen:
    """What can be set, and how it stands."""
    rows = (
        *((key,) for key in questions.languages(scene, most=_MOST)),
        (Button("set_zone", scene.press("v", "zone")),),
        *_sellers(scene),
        (Button("my_data", scene.press("v", "privacy")), Button("back", scene.press("b"))),
    )
    facts = scene.facts(local=scene.now.astimezone(_zone(scene)))
    return Screen("settings", facts, rows)


def _sellers(scene: Scene) -> Rows:
    others = [code for code in scene.tongue.seller_languages if code != scene.buyer.seller_language]
    return tuple((Button("seller_language", scene.press("sl", code), {"code": code}),) for code in others)


def zone(scene: Scene, _: str = "") -> Screen:
    """What time is it for you? 24 answers, or a city typed."""
    here = scene.now.astimezone(UTC)
    hours = tuple(
        Button("clock", scene.press("tz", str(hour)), {"hour": hour, "minute": here.minute}) for hour in range(_HOURS)
    )
    rows = tuple(hours[i : i + 4] for i in range(0, _HOURS, 4))
    return Screen("zone", scene.facts(), (*rows, (Button("back", scene.press("v", "settings")),)))


def spoke(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Another language; the place in the dialogue is kept."""
    if arguments[0] not in scene.tongue.languages:
        return Turn(scene)
    return Turn(scene.but(language=arguments[0], notice={}))


def wrote(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """The language a seller is written in."""
    if arguments[0] not in scene.tongue.seller_languages:
        return Turn(scene)
    return Turn(scene.but(seller_language=arguments[0]).noticing("saved"))


def clocked(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """The hour it is for the buyer gives the zone."""
    return Turn(scene.but(zone=zone_of_hour(int(arguments[0]), scene.now), view="settings").noticing("saved"))


def typed(scene: Scene, text: str) -> Turn:
    """A city typed where the time zone is asked."""
    found = read_zone(text)
    if found is None:
        return Turn(scene.noticing("no_zone"))
    return Turn(scene.but(zone=found, view="settings").noticing("saved"))


def _zone(scene: Scene) -> ZoneInfo:
    return ZoneInfo(scene.buyer.zone or "UTC")


FEATURE: Final = Feature(
    actions={"lang": spoke, "sl": wrote, "tz": clocked},
    views={"settings": screen, "zone": zone},
    typed={"zone": typed},
    commands={"settings": command},
)
