"""A zone is where the buyer is: chosen by the time it is for them, or by a place they type, and asked back where that
makes a difference."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import build
from bot.domain.case import Case
from bot.domain.inputs import Pressed, Said
from bot.playground.request import InProcessRequest
from bot.reading.clocks import is_zone, offsets
from bot.services.scene import DATA_LIMIT, Scene
from bot.services.turn import decide, view
from bot.settings import Settings
from handlers.pace import UNLIMITED
from tests.conversation import TOKEN, Conversation, conversation
from tests.services.tellers import scene_of

WORDS = {
    "en": {
        "settings": "Time zone: ",
        "where": "Where is that?",
        "berlin": "Berlin, Paris, Madrid",
        "lagos": "Lagos, Algiers (no summer time)",
        "else": "Somewhere else at 13:00",
        "off": "I am an hour off",
        "unknown": "such as 14:05",
        "in_us": "United States",
    },
    "ru": {
        "settings": "Часовой пояс: ",
        "where": "Где это?",
        "berlin": "Берлин, Париж, Мадрид",
        "lagos": "Лагос, Алжир (без летнего времени)",
        "else": "Другое место, где 13:00",
        "off": "я буду ошибаться на час",
        "unknown": "например 14:05",
        "in_us": "Соединенные Штаты",
    },
}
WINTER = "2026-12-01T12:00"
"""13:00 in Berlin and in Lagos; in summer no more."""


@pytest.fixture(params=["en", "ru"])
async def talk(request: pytest.FixtureRequest) -> AsyncIterator[Conversation]:
    async with conversation(at=WINTER, language=request.param) as talk:
        await talk.says("/settings")
        await talk.taps(WORDS[request.param]["settings"].strip(": "))
        yield talk


async def words(talk: Conversation) -> dict[str, str]:
    buyer = (await talk.app.store.load(talk.buyer)).buyer
    assert buyer is not None
    return WORDS[buyer.language]


async def zone_of(talk: Conversation) -> str | None:
    buyer = (await talk.app.store.load(talk.buyer)).buyer
    assert buyer is not None
    return buyer.zone


async def test_an_hour_that_several_clocks_have_is_asked_by_places(talk: Conversation) -> None:
    say = await words(talk)
    await talk.taps("13:00")

    assert say["where"] in talk.screen
    assert await zone_of(talk) is None
    await talk.taps(say["berlin"])

    assert await zone_of(talk) == "Europe/Berlin"
    assert "13:00" in talk.screen


async def test_the_zone_so_chosen_goes_on_with_summer_time(talk: Conversation) -> None:
    say = await words(talk)
    await talk.taps("13:00")
    await talk.taps(say["berlin"])

    await talk.until(datetime(2027, 4, 15, 12, 0, tzinfo=UTC))
    await talk.says("/settings")

    assert "14:00" in talk.screen


async def test_somewhere_else_keeps_the_bare_hour_and_says_what_that_means(talk: Conversation) -> None:
    say = await words(talk)
    await talk.taps("13:00")
    await talk.taps(say["else"])

    assert await zone_of(talk) == "Etc/GMT-1"
    assert say["off"] in talk.screen
    assert f"{say['settings']}UTC+1 (13:00)" in talk.screen


@pytest.mark.parametrize(("typed", "zone"), [("2", "Africa/Lagos"), ("Мадрид", "Europe/Madrid"), ("4", "Etc/GMT-1")])
async def test_a_place_is_chosen_by_its_number_or_by_its_name(talk: Conversation, typed: str, zone: str) -> None:
    await talk.taps("13:00")
    await talk.says(typed)

    assert await zone_of(talk) == zone


async def test_half_told_outlives_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with conversation(at=WINTER, database_url=url) as talk:
        await talk.says("/settings")
        await talk.taps("Time zone")
        await talk.taps("13:00")
        await talk.app.front.stop()
        await talk.app.store.close()

        settings = Settings(bot_token=TOKEN, database_url=url)
        talk.app = await build(settings, InProcessRequest(talk.telegram), talk.clock, UNLIMITED)
        await talk.app.front.open()
        await talk.until(datetime(2026, 12, 1, 15, 30, tzinfo=UTC))
        await talk.taps("Lagos")

        assert await zone_of(talk) == "Africa/Lagos"


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Берлин", "Europe/Berlin"),
        ("برلين", "Europe/Berlin"),
        ("Germany", "Europe/Berlin"),
        ("Индия", "Asia/Kolkata"),
        ("15:00", "Europe/Moscow"),
        ("17:45", "Asia/Kathmandu"),
    ],
)
async def test_a_city_a_country_and_a_time_can_be_typed(talk: Conversation, typed: str, zone: str) -> None:
    await talk.says(typed)

    assert await zone_of(talk) == zone


async def test_a_country_with_several_clocks_asks_which(talk: Conversation) -> None:
    say = await words(talk)
    await talk.says("USA")

    assert say["in_us"] in talk.screen
    assert await zone_of(talk) is None
    await talk.taps("04:00 ·")
    assert await zone_of(talk) == "America/Los_Angeles"


async def test_what_is_not_understood_says_what_to_type_and_asks_again(talk: Conversation) -> None:
    say = await words(talk)
    await talk.says("Hogsmeade")

    assert say["unknown"] in talk.screen
    assert "13:00" in talk.buttons
    assert await zone_of(talk) is None


async def test_back_leads_to_the_hours_again(talk: Conversation) -> None:
    await talk.taps("13:00")
    await talk.taps(talk.buttons[-1])

    assert "17:30" in talk.buttons


async def test_in_delhi_the_half_hour_stands_below_and_needs_no_more(talk: Conversation) -> None:
    await talk.taps("17:30")

    assert await zone_of(talk) == "Asia/Kolkata"
    assert "17:30" in talk.screen


async def test_a_time_means_what_it_said_when_it_was_shown(talk: Conversation) -> None:
    """The buyer looks at the buttons for a while: 15:00 still is three hours ahead of UTC."""
    await talk.later(hours=1, minutes=5)
    await talk.taps("15:00")

    assert await zone_of(talk) == "Europe/Moscow"


# Without a chat around it.


def _asked(country: str | None, at: str = WINTER, view: str = "zone", language: str = "en") -> Scene:
    scene = scene_of(Case(country=country), view, language)
    return replace(scene.but(zone=None), now=datetime.fromisoformat(at).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("country", "typed", "zone"),
    [
        ("IT", "13:00", "Europe/Rome"),
        ("NG", "13:00", "Africa/Lagos"),
        ("US", "05:00", None),
        ("US", "07:00", "America/New_York"),
        ("US", "13:00", None),
        ("IL", "14:00", "Asia/Jerusalem"),
        (None, "13:00", None),
    ],
)
def test_where_the_parcel_goes_answers_the_second_question(country: str | None, typed: str, zone: str | None) -> None:
    """Only where that country has one clock with this time: in Arizona and Colorado it is five o'clock in winter."""
    assert decide(_asked(country), Said(typed)).scene.buyer.zone == zone


def test_the_question_comes_back_to_the_card_it_was_asked_on() -> None:
    turn = decide(_asked(None, view="zone:card"), Said("13:00"))
    assert turn.scene.buyer.view == "places:60:card"
    after = decide(turn.scene, Said("1")).scene.buyer

    assert (after.view, after.zone) == ("card", "Europe/Berlin")


def test_a_bare_hour_that_may_be_morning_or_afternoon_offers_both() -> None:
    turn = decide(_asked(None), Said("1"))
    shown = [button.facts.get("clock") for row in view(turn.scene).rows for button in row]

    assert {"01:00", "13:00"} <= set(shown)
    assert turn.scene.buyer.zone is None


@pytest.mark.parametrize("month", [1, 4, 7, 11])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_second_question_is_short_and_fits(month: int, language: str) -> None:
    scene = _asked(None, f"2026-{month:02}-15T12:07", language=language)
    for offset in offsets(scene.now):
        turn = decide(scene, Pressed(scene.press("clk", str(offset)), "q"))
        assert turn.toast is None
        chosen = turn.scene.buyer.zone
        if chosen is not None:
            ahead = scene.now.astimezone(ZoneInfo(chosen)).utcoffset() or timedelta()
            assert int(ahead.total_seconds()) // 60 % 1440 == offset
            continue
        buttons = [button for row in view(turn.scene).rows for button in row]
        assert 3 <= len(buttons) <= 8
        assert all(len(button.data.encode()) <= DATA_LIMIT for button in buttons)
        assert all(is_zone(button.data.rpartition(":")[2], scene.now) for button in buttons[:-1])
        assert all(len(scene.tongue.label(button, language)) <= 48 for button in buttons)


@pytest.mark.parametrize(
    "data", ["clk:1", "clk:12x", "clk:-60", "clk:9999", "clk", "z:Mars/Base", "z:", "z:Etc/GMT-99"]
)
def test_a_button_nobody_made_changes_nothing(data: str) -> None:
    scene = _asked(None)
    action, *arguments = data.split(":")
    turn = decide(scene, Pressed(scene.press(action, *arguments), "q"))

    assert turn.toast is not None
    assert turn.scene.buyer.zone is None


@pytest.mark.parametrize(
    "view_", ["places", "places:", "places:nonsense", "places:99999", "places:60.x:card", "places:BV"]
)
def test_a_question_of_another_release_is_the_first_one_again(view_: str) -> None:
    assert view(_asked(None, view=view_)).template in ("zone", "places")
