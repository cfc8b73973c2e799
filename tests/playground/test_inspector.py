"""Behind the stage: what the bot knows and plans comes to the page; preferences of people come to the bot."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import aiohttp
import structlog

from bot.commands.stage import Stage
from bot.logs import configure
from bot.playground.http import serving
from bot.playground.logbook import Logbook
from bot.playground.telegram import Telegram
from bot.playground.view import snapshot
from tests.playground.stage import ANA, Change, tells


async def test_what_the_bot_knows_is_told_before_and_after(play: Stage) -> None:
    told: list[Change] = []
    play.telegram.subscribe(lambda change: told.append(change) if change["kind"] in ("state", "planned") else None)
    await tells(play, ANA, 18)
    await play.inspector.look()

    states = [change for change in told if change["kind"] == "state"]
    assert {change["chat"] for change in states} == {ANA}
    assert states[0]["before"] is None
    assert all(later["before"] == former["after"] for former, later in pairwise(states))
    last = states[-1]["after"]
    assert last["case"]["answers"]["item"] == "kettle"
    assert (last["verdict"]["verdict"], last["verdict"]["safe_last_day"]) == ("open", "2026-12-03")
    assert last["verdict"]["remedies"][0] == {"kind": "full_refund", "amount": "20.00"}
    planned = [change for change in told if change["kind"] == "planned"][-1]["planned"]
    assert [one["kind"] for one in planned] == ["last_day_in_three", "proof_missing", "last_day_tomorrow", "last_day"]
    assert all((one["chat"], one["case"]) == (ANA, 1) for one in planned)


async def test_a_page_that_is_opened_anew_has_missed_nothing(play: Stage) -> None:
    """All that came as changes is in the snapshot."""
    await tells(play, ANA, 18)
    await play.inspector.look()
    seen = json.loads(json.dumps(snapshot(play.telegram)))

    assert seen["states"][str(ANA)]["case"]["number"] == 1
    assert len(seen["planned"]) == 4
    assert seen["trouble"] == []
    assert "sendMessage" in {call["method"] for call in seen["calls"]}
    assert [(user["name"], user["volunteer"]) for user in seen["users"]] == [
        ("Ana", False),
        ("Vera", True),
        ("Max", True),
    ]
    group = seen["chats"]["-1001000000001"]
    assert (group["title"], group["is_forum"], group["bot"]) == ("Recourse support", True, "administrator")


async def order(play: Stage, **what: Any) -> Any:
    async with (
        serving(play.telegram, play.parts) as address,
        aiohttp.ClientSession() as client,
        client.post(f"{address}/play/act", json=what) as response,
    ):
        return json.loads(await response.read())


async def test_a_buyer_the_bot_has_not_met_comes_with_a_zone_and_an_order_of_dates(play: Stage) -> None:
    made = await order(play, act="new_user", user=None, name="Иван", language="ru", zone="Europe/Minsk", day_first=True)
    ivan = made["user"]["id"]
    play.telegram.says(ivan, "/start")
    await play.travel.settled()

    state = await play.behind.state(ivan)
    assert state is not None
    assert (state["buyer"]["zone"], state["buyer"]["day_first"]) == ("Europe/Minsk", True)
    assert state["buyer"]["language"] == "ru"


async def test_a_preference_of_a_known_buyer_changes_nothing_else(play: Stage) -> None:
    await tells(play, ANA, 18)
    before = await play.behind.state(ANA)
    messages = play.telegram.messages(ANA)
    assert (await order(play, act="prefers", user=ANA, zone="Asia/Tokyo"))["ok"]
    await play.travel.settled()

    after = await play.behind.state(ANA)
    assert before is not None
    assert after is not None
    assert after == before | {"buyer": before["buyer"] | {"zone": "Asia/Tokyo"}}
    assert play.telegram.messages(ANA) == messages
    assert await play.app.store.owed(10) == []
    assert (await order(play, act="prefers", user=ANA, zone="Moon/Base"))["error"] == "there is no time zone Moon/Base"


async def test_the_page_shows_the_zone_that_a_buyer_chose_in_the_chat(play: Stage) -> None:
    play.telegram.says(ANA, "/settings")
    await play.travel.settled()
    play.telegram.taps(ANA, play.telegram.messages(ANA)[-1]["message_id"], "Time zone")
    await play.travel.settled()
    play.telegram.says(ANA, "Berlin")
    await play.travel.settled()
    await play.inspector.look()

    assert play.telegram.users[ANA].zone == "Europe/Berlin"


def test_every_line_of_the_log_is_seen_and_only_the_loud_ones_are_written(capsys: Any) -> None:
    """No token gets through, not even to the page."""
    telegram, logbook = Telegram(), Logbook()
    logbook.open(telegram)
    try:
        configure("WARNING", "text", logbook.note)
        log = structlog.get_logger("test")
        log.debug("quiet", chat=101, why=None)
        log.error("loud", address="bot12345678:AAAAAAAAAAAAAAAAAAAAAAAAA/getMe", error=ValueError)
    finally:
        structlog.reset_defaults()

    quiet, loud = snapshot(telegram)["log"]
    assert (quiet["level"], quiet["event"], quiet["facts"]) == ("debug", "quiet", {"chat": 101, "why": None})
    assert (loud["level"], loud["event"], loud["facts"]["address"]) == ("error", "loud", "bot(token)/getMe")
    written = capsys.readouterr().err
    assert "loud" in written
    assert "quiet" not in written


async def test_log_lines_come_to_the_page_as_they_are_written(telegram: Telegram) -> None:
    logbook = Logbook()
    told: list[Change] = []
    logbook.note("info", "too_early", {})
    logbook.open(telegram)
    telegram.subscribe(told.append)
    for number in range(250):
        logbook.note("info", "line", {"number": number})

    assert told[-1]["line"] == {"at": telegram.seconds(), "level": "info", "event": "line", "facts": {"number": 249}}
    assert [line["facts"]["number"] for line in snapshot(telegram)["log"]] == list(range(50, 250))
