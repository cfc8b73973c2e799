"""What listens: it tells the truth about each part, names nobody, and costs nothing where it is not asked for."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot import RELEASE
from bot.app import App, build
from bot.playground.clocks import StillClock
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.settings import Settings, SettingsFault
from bot.storage.changes import Post
from handlers.pace import UNLIMITED
from tests.conversation import TOKEN

NOW = datetime(2026, 5, 22, 10, tzinfo=UTC)
ANA = 700_000_000_001


@dataclass(slots=True)
class Asked:
    """A bot that listens, and how to ask it."""

    app: App
    telegram: Telegram
    clock: StillClock
    client: aiohttp.ClientSession

    async def get(self, path: str) -> tuple[int, str]:
        assert self.app.listens is not None
        async with self.client.get(f"http://127.0.0.1:{self.app.listens.port}{path}") as answer:
            return answer.status, await answer.text()

    async def ready(self) -> dict[str, bool]:
        """What /readyz says of each part; the status goes along."""
        assert self.app.listens is not None
        async with self.client.get(f"http://127.0.0.1:{self.app.listens.port}/readyz") as answer:
            said = await answer.json()
            assert answer.status == (200 if said["ready"] else 503)
            return {name: part if name == "ready" else part["well"] for name, part in said.items()}


@asynccontextmanager
async def listening(url: str = "sqlite:///:memory:", *, started: bool = True) -> AsyncIterator[Asked]:
    telegram, clock = Telegram(token=TOKEN), StillClock(NOW)
    settings = Settings(bot_token=TOKEN, database_url=url, listen="127.0.0.1:0")
    app = await build(settings, InProcessRequest(telegram), clock, UNLIMITED)
    assert app.listens is not None
    async with aiohttp.ClientSession() as client:
        try:
            if started:
                await app.start()
                await telegram.updates.idle()
            else:
                await app.listens.start()
            yield Asked(app, telegram, clock, client)
        finally:
            await app.stop()


WELL = {"ready": True, "database": True, "telegram": True, "outbox": True, "process": True}


async def test_a_bot_that_runs_is_well_and_ready() -> None:
    async with listening() as bot:
        await heard(bot)
        assert await bot.get("/healthz") == (200, '{"well": true}')
        assert await bot.ready() == WELL


async def test_before_telegram_was_heard_it_lives_and_is_not_ready() -> None:
    async with listening(started=False) as bot:
        assert (await bot.get("/healthz"))[0] == 200
        assert await bot.ready() == WELL | {"ready": False, "telegram": False}


async def test_when_telegram_is_silent_for_minutes_it_is_not_ready() -> None:
    async with listening() as bot:
        await heard(bot)
        bot.clock.move(minutes=3)
        assert await bot.ready() == WELL | {"ready": False, "telegram": False}
        assert (await bot.get("/healthz"))[0] == 200


async def test_when_messages_do_not_get_out_it_is_not_ready() -> None:
    async with listening() as bot:
        await heard(bot)
        bot.app.front.outbox.stop()
        await bot.app.store.post(Post(ANA, "trouble", {"update": 1}, not_before=NOW - timedelta(minutes=11)))
        said = await bot.ready()
        assert not said["outbox"]
        assert not said["ready"]
        status, told = await bot.get("/readyz?only=database")
        assert status == 200  # deliveries may come all the same
        assert "outbox" not in told


async def test_who_is_told_to_end_says_first_that_it_is_not_ready() -> None:
    async with listening() as bot:
        await heard(bot)
        assert bot.app.listens is not None
        bot.app.listens.ending()
        assert await bot.ready() == WELL | {"ready": False, "process": False}
        assert (await bot.get("/healthz"))[0] == 200


async def test_what_was_done_is_counted_and_nobody_is_named() -> None:
    async with listening() as bot:
        bot.telegram.user(ANA, "Ana Secretova")
        bot.telegram.says(ANA, "/start")
        first = bot.telegram.updates.last_id
        assert first is not None
        bot.telegram.says(ANA, "my parcel RU123456789CN never came")
        await bot.telegram.updates.idle()
        bot.telegram.duplicate(first)
        await bot.telegram.updates.idle()
        await bot.app.idle()
        status, said = await bot.get("/metrics")

    assert status == 200
    assert value(said, 'recourse_updates_total{kind="message",outcome="done"}') == 2
    assert value(said, 'recourse_updates_total{kind="message",outcome="duplicate"}') == 1
    assert value(said, "recourse_turn_seconds_count") == 3
    assert value(said, 'recourse_turn_seconds_bucket{le="+Inf"}') == 3
    assert value(said, "recourse_outbox_due") == 0
    assert value(said, "recourse_too_many_requests_total") == 0
    assert value(said, f'recourse_build_info{{schema="0008",version="{RELEASE}"}}') == 1
    for secret in (str(ANA), TOKEN, TOKEN.split(":")[1], "Ana", "Secretova", "parcel", "RU123456789CN"):
        assert secret not in said


async def test_when_telegram_asks_for_a_pause_it_is_counted() -> None:
    async with listening() as bot:
        called = asyncio.Event()
        bot.telegram.subscribe(lambda _: called.set())
        bot.telegram.throttle(bot.telegram.user(ANA).id, 1)
        bot.telegram.says(ANA, "/start")
        while not bot.telegram.calls("sendMessage"):
            called.clear()
            await called.wait()
        bot.telegram.floods.clear()
        await bot.app.idle()
        assert value((await bot.get("/metrics"))[1], "recourse_too_many_requests_total") == 1


async def test_a_place_that_is_taken_is_told_in_one_line() -> None:
    async with listening() as bot:
        assert bot.app.listens is not None
        taken = f"127.0.0.1:{bot.app.listens.port}"
        settings = Settings(bot_token=TOKEN, database_url="sqlite:///:memory:", listen=taken)
        other = await build(settings, InProcessRequest(Telegram(token=TOKEN)))
        with pytest.raises(SettingsFault, match=rf"LISTEN: nothing can listen at {taken} .*; name another host:port"):
            await other.start()
        await other.stop()


def test_where_nothing_listens_nothing_of_it_is_loaded() -> None:
    """Memory and start are for buyers."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import bot.app, bot.commands.run, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "bot.listening" in loaded
    assert not {"aiohttp.web", "prometheus_client", "handlers.server", "handlers.webhook", "asyncpg"} & set(loaded)


async def heard(bot: Asked) -> None:
    """Returns when Telegram has answered a request for updates."""
    bot.telegram.updates.add("message", {})
    await asyncio.sleep(0)
    await bot.telegram.updates.idle()


def value(said: str, name: str) -> float:
    (line,) = re.findall(rf"^{re.escape(name)} (\S+)$", said, re.MULTILINE)
    return float(line)
