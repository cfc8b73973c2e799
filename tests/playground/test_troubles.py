"""Trouble made to order, and what the bot does then: it waits and delivers, nothing is lost, nothing comes twice."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.commands.stage import Stage
from bot.playground.cast import GROUP
from bot.playground.http import serving
from bot.playground.refusals import ImpossibleError
from bot.playground.troubles import Troubles
from tests.playground.stage import ANA, from_bot, shown, tells, until

VERA = 901


@pytest.fixture
def troubles(play: Stage) -> Troubles:
    return Troubles(play.telegram)


async def test_in_a_flood_the_bot_waits_as_it_was_told_and_then_answers_once(play: Stage, troubles: Troubles) -> None:
    assert await troubles.carry_out({"kind": "flood", "chat": None, "seconds": 1}) == {}
    assert [(one["kind"], one["chat"]) for one in troubles.now()] == [("flood", None)]
    over = asyncio.create_task(until(play, lambda change: change["kind"] == "trouble"))
    answered = asyncio.create_task(until(play, from_bot(ANA)))
    play.telegram.says(ANA, "/start")
    await answered
    await play.behind.idle()

    assert len(shown(play, ANA)) == 1
    refused = [call.refusal for call in play.telegram.calls("sendMessage") if call.refusal]
    assert [refusal.code for refusal in refused] == [429]
    assert (await over)["trouble"] == []


async def test_a_reminder_in_a_flood_comes_later_and_once(play: Stage, troubles: Troubles) -> None:
    """Moving the clock past the flood is as good as waiting for its end."""
    await tells(play, ANA, 18)
    before = len(shown(play, ANA))
    due = (await play.behind.planned())[0].deliver
    await play.travel.go(due - timedelta(minutes=1))
    await troubles.carry_out({"kind": "flood", "chat": ANA, "seconds": 600})
    await play.travel.go(due)
    assert len(shown(play, ANA)) == before
    await play.travel.carry_out({"move": 3600})

    (reminder,) = shown(play, ANA)[before:]
    assert "Reminder for 30 Nov 2026" in reminder
    assert [call.refusal.code for call in play.telegram.calls("sendMessage") if call.refusal] == [429]


async def test_after_an_outage_what_was_said_meanwhile_is_answered_once(play: Stage, troubles: Troubles) -> None:
    """The connection breaks in the middle of asking for updates; what people write waits at Telegram."""
    await play.telegram.updates.idle()
    await troubles.carry_out({"kind": "outage", "seconds": 0.3})
    assert [one["kind"] for one in troubles.now()] == ["outage"]
    answered = asyncio.create_task(until(play, from_bot(ANA)))
    play.telegram.says(ANA, "/start")
    assert shown(play, ANA) == []
    await answered
    await play.behind.idle()

    assert len(shown(play, ANA)) == 1
    assert troubles.now() == []


async def test_over_http_an_outage_is_a_broken_connection_too(play: Stage, troubles: Troubles) -> None:
    async with serving(play.telegram) as address, aiohttp.ClientSession() as client:
        await troubles.carry_out({"kind": "outage", "seconds": 60})
        for method in ("getMe", "getUpdates"):
            with pytest.raises(aiohttp.ClientError):
                await client.get(f"{address}/bot{play.telegram.token}/{method}")
        await troubles.carry_out({"kind": "clear"})
        async with client.get(f"{address}/bot{play.telegram.token}/getMe") as response:
            assert response.status == 200


async def test_an_update_that_comes_twice_has_its_effect_once(play: Stage, troubles: Troubles) -> None:
    """A tap counts once, and its button stops spinning once; a second answer is refused and does no harm."""
    play.telegram.says(ANA, "/settings")
    await play.travel.settled()
    screen = play.telegram.messages(ANA)[-1]["message_id"]
    play.telegram.taps(ANA, screen, "Русский")
    await play.travel.settled()
    before = shown(play, ANA)

    done = await troubles.carry_out({"kind": "duplicate"})
    await play.travel.settled()

    assert done == {"update_id": play.telegram.updates.last_id}
    assert shown(play, ANA) == before
    assert play.telegram.unanswered() == []
    answers = play.telegram.calls("answerCallbackQuery")
    assert [call.refusal is None for call in answers] in ([True], [True, False])


async def test_the_bot_stays_calm_whatever_becomes_of_the_group(play: Stage, troubles: Troubles) -> None:
    """Topic deleted, rights lost and back, group upgraded: no update is parked, and buyers are served as before."""
    thread = play.telegram.opens_topic(VERA, GROUP, "A1")
    await troubles.carry_out({"kind": "topic_deleted", "chat": GROUP, "thread": thread})
    assert play.telegram.chats[GROUP].topics == {}
    await troubles.carry_out({"kind": "rights_lost", "chat": GROUP})
    assert [(one["kind"], one["chat"], one["until"]) for one in troubles.now()] == [("rights_lost", GROUP, None)]
    await troubles.carry_out({"kind": "rights_back", "chat": GROUP})
    assert troubles.now() == []
    moved = (await troubles.carry_out({"kind": "upgraded", "chat": GROUP}))["chat"]
    assert play.telegram.chats[GROUP].migrated_to == moved
    play.telegram.says(VERA, "here we are", chat=moved)
    play.telegram.says(ANA, "/start")
    await play.travel.settled()

    assert len(shown(play, ANA)) == 1
    assert await play.app.store.parked(10) == []


async def test_all_is_well_again_when_the_page_says_so(play: Stage, troubles: Troubles) -> None:
    await troubles.carry_out({"kind": "flood", "chat": None, "seconds": 600})
    await troubles.carry_out({"kind": "outage", "seconds": 600})
    await troubles.carry_out({"kind": "rights_lost", "chat": GROUP})
    assert sorted(one["kind"] for one in troubles.now()) == ["flood", "outage", "rights_lost"]

    await troubles.carry_out({"kind": "clear"})

    assert troubles.now() == []
    assert play.telegram.chats[GROUP].members[play.telegram.me.id] == "administrator"


@pytest.mark.parametrize(
    "order",
    [
        {"kind": "meteor"},
        {"kind": "flood", "chat": ANA},
        {"kind": "flood", "chat": 7, "seconds": 5},
        {"kind": "outage", "seconds": 0},
        {"kind": "outage", "seconds": "long"},
        {"kind": "duplicate"},
        {"kind": "topic_deleted", "chat": GROUP},
        {"kind": "topic_deleted", "chat": GROUP, "thread": 99},
        {"kind": "rights_back", "chat": GROUP},
        {"kind": "upgraded", "chat": ANA},
    ],
)
async def test_trouble_that_cannot_be_is_refused_with_the_reason(troubles: Troubles, order: dict[str, Any]) -> None:
    with pytest.raises(ImpossibleError):
        await troubles.carry_out(order)
    assert troubles.now() == []


async def test_the_page_asks_over_its_wire(play: Stage) -> None:
    """The clock and trouble are orders like any other, and a refusal is an answer."""
    async with serving(play.telegram, play.parts) as address, aiohttp.ClientSession() as client:

        async def order(path: str, **what: Any) -> Any:
            async with client.post(f"{address}/play/{path}", json=what) as response:
                return json.loads(await response.read())

        moved = await order("time", move=3600)
        assert (moved["ok"], moved["fired"], moved["now"]) == (True, 0, play.telegram.seconds())
        assert await order("time", to="next") == {"ok": False, "error": "nothing is planned"}
        assert await order("trouble", kind="flood", chat=None, seconds=5) == {"ok": True}
        assert (await order("trouble", kind="meteor"))["ok"] is False
