"""Settings: language, quiet hours, the language a seller is written in. The time zone: `zones`."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.quiet import USUAL
from bot.domain.screen import Button, Rows, Screen
from bot.reading.places import called
from bot.services import questions
from bot.services.scene import Feature, Scene, Turn

_MOST: Final = 20
_SPANS: Final = (USUAL, (21, 8), (23, 7), (0, 10), (8, 16), (0, 0))
"""Quiet hours that are offered; the last leaves none."""


def command(scene: Scene, _: str = "") -> Turn:
    """/settings."""
    return Turn(scene.but(view="settings", notice={}))


def screen(scene: Scene, _: str = "") -> Screen:
    """What can be set, and how it stands."""
    rows = (
        *((key,) for key in questions.languages(scene, most=_MOST)),
        (Button("set_zone", scene.press("v", "zone")), Button("set_quiet", scene.press("v", "quiet"))),
        *_sellers(scene),
        (Button("my_data", scene.press("v", "privacy")), Button("back", scene.press("b"))),
    )
    place = called(scene.buyer.zone, scene.buyer.language) if scene.buyer.zone else None
    facts = scene.facts(local=scene.now.astimezone(_zone(scene)), place=place, hours=scene.buyer.hours)
    return Screen("settings", facts, rows)


def _sellers(scene: Scene) -> Rows:
    others = [code for code in scene.tongue.seller_languages if code != scene.buyer.seller_language]
    return tuple((Button("seller_language", scene.press("sl", code), {"code": code}),) for code in others)


def quiet(scene: Scene, _: str = "") -> Screen:
    """Between which hours nothing is said."""
    rows = tuple(
        (Button("quiet_span" if start != end else "quiet_never", scene.press("quiet", str(start), str(end)), facts),)
        for start, end in _SPANS
        for facts in ({"hour": start, "until": end} if start != end else {},)
    )
    zone = () if scene.buyer.zone else ((Button("set_zone", scene.press("v", "zone")),),)
    return Screen("quiet", scene.facts(), (*rows, *zone, (Button("back", scene.press("v", "settings")),)))


def hushed(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Other quiet hours."""
    start, end = (int(hour) for hour in arguments[:2])
    if (start, end) not in _SPANS:
        raise ValueError("no such hours are offered")
    return Turn(scene.but(quiet_from=start, quiet_until=end, view="settings").noticing("saved"))


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


def _zone(scene: Scene) -> ZoneInfo:
    return ZoneInfo(scene.buyer.zone or "UTC")


FEATURE: Final = Feature(
    actions={"lang": spoke, "sl": wrote, "quiet": hushed},
    views={"settings": screen, "quiet": quiet},
    commands={"settings": command},
)
