"""Updates that Telegram brings: the answer is given when the effect is there, and nothing of it is lost before."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram.error import NetworkError

from bot.storage.store import Store
from handlers.arrivals import WANTED
from handlers.calls import Calls
from handlers.server import LARGEST_BODY, Server
from handlers.updates import Intake
from handlers.webhook import Patience, Webhook, delivered_to, secret_of
from tests.handlers import wire
from tests.handlers.small import Bot, small_bot
from tests.handlers.updates import BUYER, text
from tests.handlers.wire import Wire

OTHER = BUYER + 1
URL = delivered_to("https://bot.example")
PROVEN = "a-secret_1"
PROOF = "X-Telegram-Bot-Api-Secret-Token"
MODEST = Patience(reading=0.05, outage=0.05, longest=10.0, again=0.0)


@dataclass(slots=True)
class Hooked:
    """A bot that is brought its updates, and how to bring them."""

    bot: Bot
    client: aiohttp.ClientSession
    address: str

    async def bring(self, update: dict[str, Any] | bytes, secret: str = PROVEN) -> tuple[int, bytes]:
        """Status and body of the answer."""
        body = BytesIO(update if isinstance(update, bytes) else json.dumps(update).encode())
        async with self.client.post(f"{self.address}/telegram", data=body, headers={PROOF: secret}) as answer:
            return answer.status, await answer.read()

    def bringing(self, update: dict[str, Any]) -> asyncio.Task[tuple[int, bytes]]:
        return asyncio.create_task(self.bring(update))


@asynccontextmanager
async def hooked(
    at: Wire, patience: Patience = MODEST, secret: str = PROVEN, url: str = "sqlite+aiosqlite:///:memory:"
) -> AsyncIterator[Hooked]:
    """Started, and told to Telegram."""

    def way_in(store: Store, calls: Calls, intake: Intake) -> Webhook:
        return Webhook(calls, intake, store, URL, secret, patience=patience)

    async with small_bot(at, url, way_in) as bot, aiohttp.ClientSession() as client:
        server = Server("127.0.0.1:0", bot.front.way_in.routes)
        await server.start()
        try:
            await bot.front.start()
            await at.until("getWebhookInfo")
            yield Hooked(bot, client, f"http://127.0.0.1:{server.port}")
        finally:
            await server.stop()


@pytest.fixture
async def hook() -> AsyncIterator[Hooked]:
    async with hooked(Wire()) as made:
        yield made


async def test_an_update_is_confirmed_when_it_had_its_effect(hook: Hooked) -> None:
    gate = hook.bot.desk.held["hello"] = asyncio.Event()
    answer = hook.bringing(text("hello"))
    await hook.bot.desk.begun.wait()
    assert not answer.done()

    gate.set()

    assert await answer == (200, b"")
    assert await hook.bot.steps(BUYER) == 1


async def test_who_does_not_know_the_secret_gets_no_word_and_has_no_effect(hook: Hooked) -> None:
    for wrong in ("", "b-secret_1", PROVEN + "1", "тайна"):
        assert await hook.bring(text("hello"), wrong) == (403, b"")
    async with hook.client.post(f"{hook.address}/telegram", data=b"{}") as answer:
        assert (answer.status, await answer.read()) == (403, b"")
    for method, path, status in (("POST", "/", 404), ("GET", "/telegram", 405), ("GET", "/../etc/passwd", 404)):
        async with hook.client.request(method, hook.address + path) as answer:
            assert (answer.status, await answer.read()) == (status, b"")

    assert hook.bot.desk.tries == 0


NO_UPDATES = (
    *(b"", b"{", b"[]", b"7", b'"x"', b"\xff\xfe", b"{}", b"[" * 100_000),
    *(b'{"update_id": %s}' % number for number in (b"true", b'"1"', b"-1", b"1.0", b"9" * 30, b"9" * 5000)),
)


@pytest.mark.parametrize("body", NO_UPDATES, ids=range(len(NO_UPDATES)))
async def test_what_is_no_update_is_refused_and_not_kept(hook: Hooked, body: bytes) -> None:
    assert await hook.bring(body) == (400, b"")
    assert await hook.bot.store.parked(10) == []
    assert await hook.bring(text("hello")) == (200, b"")


async def test_a_huge_body_is_refused(hook: Hooked) -> None:
    assert await hook.bring(b" " * (LARGEST_BODY + 1)) == (413, b"")
    assert (await hook.bring(json.dumps(text("hello")).encode().ljust(LARGEST_BODY)))[0] == 200


async def test_a_body_that_never_ends_is_not_waited_for(hook: Hooked) -> None:
    async def trickle() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async with hook.client.post(f"{hook.address}/telegram", data=trickle(), headers={PROOF: PROVEN}) as answer:
        assert answer.status == 408


async def test_while_the_database_is_out_telegram_is_told_to_come_again(hook: Hooked) -> None:
    said = text("hello")
    hook.bot.desk.outage = 1_000_000
    assert await hook.bring(said) == (503, b"")
    assert await hook.bot.store.parked(10) == []

    hook.bot.desk.outage = 0

    assert await hook.bring(said) == (200, b"")
    assert await hook.bot.steps(BUYER) == 1


async def test_a_short_outage_is_waited_out() -> None:
    async with hooked(Wire(), Patience()) as hook:
        hook.bot.desk.outage = 1
        assert await hook.bring(text("hello")) == (200, b"")


async def test_a_poisonous_update_is_parked_and_confirmed(hook: Hooked) -> None:
    assert await hook.bring(text("poison")) == (200, b"")
    (parked,) = await hook.bot.store.parked(10)
    assert parked.attempts == 3


async def test_the_same_update_twice_at_once_counts_once(hook: Hooked) -> None:
    gate = hook.bot.desk.held["hello"] = asyncio.Event()
    said = text("hello")
    answers = [hook.bringing(said), hook.bringing(said)]
    await hook.bot.desk.begun.wait()
    gate.set()

    assert await asyncio.gather(*answers) == [(200, b""), (200, b"")]
    assert await hook.bot.steps(BUYER) == 1


async def test_updates_of_one_chat_take_effect_in_the_order_they_came_and_others_meanwhile(hook: Hooked) -> None:
    gate = hook.bot.desk.held["one"] = asyncio.Event()
    one = hook.bringing(text("one"))
    await hook.bot.desk.begun.wait()
    two = hook.bringing(text("two"))
    assert await hook.bring(text("elsewhere", OTHER)) == (200, b"")
    assert hook.bot.desk.tries == 2

    gate.set()

    assert [await one, await two] == [(200, b""), (200, b"")]
    buyer = (await hook.bot.store.load(BUYER)).buyer
    assert buyer is not None
    assert (buyer.step, buyer.view) == (2, "two")


async def test_what_came_behind_one_that_was_given_up_does_not_overtake_it() -> None:
    async with hooked(Wire(), Patience(outage=0.05, longest=0.1)) as hook:
        gate = hook.bot.desk.held["one"] = asyncio.Event()
        first, second = text("one"), text("two")
        one = hook.bringing(first)
        await hook.bot.desk.begun.wait()
        two = hook.bringing(second)

        assert [await one, await two] == [(503, b""), (503, b"")]
        assert await hook.bot.steps(BUYER) == 0
        gate.set()
        assert [await hook.bring(first), await hook.bring(second)] == [(200, b""), (200, b"")]
        assert await hook.bot.steps(BUYER) == 2


async def test_stopping_serves_what_is_in_hand_takes_no_more_and_leaves_the_address_known(hook: Hooked) -> None:
    gate = hook.bot.desk.held["hello"] = asyncio.Event()
    in_hand = hook.bringing(text("hello"))
    await hook.bot.desk.begun.wait()
    stopping = asyncio.create_task(hook.bot.front.stop())
    await asyncio.sleep(0)

    assert await hook.bring(text("too late", OTHER)) == (503, b"")
    gate.set()
    await stopping

    assert await in_hand == (200, b"")
    assert (await hook.bot.steps(BUYER), await hook.bot.steps(OTHER)) == (1, 0)
    assert hook.bot.wire.made("deleteWebhook") == []


async def test_stopping_gives_up_what_hangs(hook: Hooked) -> None:
    hook.bot.desk.held["hello"] = asyncio.Event()
    in_hand = hook.bringing(text("hello"))
    await hook.bot.desk.begun.wait()
    await hook.bot.front.stop(patience=0.01)

    assert await in_hand == (503, b"")
    assert await hook.bot.steps(BUYER) == 0


async def test_telegram_is_told_the_address_only_when_it_knows_another(hook: Hooked) -> None:
    at = hook.bot.wire
    await at.until("setWebhook")
    (told,) = at.made("setWebhook")
    assert told.values["url"] == "https://bot.example/telegram"
    assert told.values["secret_token"] == PROVEN
    assert tuple(told.values["allowed_updates"]) == WANTED
    assert "drop_pending_updates" not in told.values


@pytest.mark.parametrize("change", [{"url": ""}, {"max_connections": 1}, {"allowed_updates": ["message"]}])
async def test_what_somebody_else_changed_at_telegram_is_put_right(change: dict[str, Any]) -> None:
    async with hooked(Wire(), Patience(look=0.001)) as hook:
        at = hook.bot.wire
        await at.until("getWebhookInfo", 3)
        assert len(at.made("setWebhook")) == 1
        at.webhook |= change
        await at.until("setWebhook", 2)


async def test_another_start_tells_telegram_nothing_new_but_another_secret(tmp_path: Path) -> None:
    """Telegram never shows the secret it was told."""
    at, url = Wire(), f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    async with hooked(at, url=url):
        await at.until("setWebhook")
    async with hooked(at, Patience(look=0.001), url=url):
        await at.until("getWebhookInfo", len(at.made("getWebhookInfo")) + 2)
    assert len(at.made("setWebhook")) == 1
    async with hooked(at, MODEST, "another", url):
        await at.until("setWebhook", 2)


async def test_telegram_is_told_when_it_can_be_reached_again() -> None:
    at = Wire()
    at.will("getWebhookInfo", NetworkError("gone"), wire.BROKEN)
    at.will("setWebhook", wire.TOO_MANY, wire.refusal(400, "Bad Request: bad webhook: Failed to resolve host"))
    async with hooked(at):
        await at.until("setWebhook", 3)


def test_an_address_with_a_path_is_told_as_it_is() -> None:
    assert str(delivered_to("https://bot.example/hooks/7?x=1")) == "https://bot.example/hooks/7?x=1"
    assert delivered_to("https://bot.example:8443").raw_path == "/telegram"


def test_the_secret_made_from_a_token_is_one_that_telegram_takes() -> None:
    made = secret_of("1:token")
    assert made == secret_of("1:token") != secret_of("2:token")
    assert len(made) <= 256
    assert made.isalnum()
    assert "token" not in made
