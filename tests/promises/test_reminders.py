"""Promise 2: no reminder is lost and none comes twice, whoever dies and however many share the work."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from bot.app import App, build
from bot.domain.buyer import Buyer, Record
from bot.domain.case import Case
from bot.playground.clocks import StillClock
from bot.playground.http import serving
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.settings import Settings
from bot.storage.changes import Changes, NewReminder
from bot.storage.store import Store, open_store
from handlers.pace import UNLIMITED
from tests.promises.test_kill import Lives, happens

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MANY = 60

HELD = "SELECT count(*) FROM reminders WHERE token IS NOT NULL"
UNSENT = "SELECT count(*) FROM reminders WHERE sent_at IS NULL"
WAITING = "SELECT count(*) FROM outbox WHERE sent_at IS NULL"
SENDING = "SELECT chat_id FROM outbox WHERE token IS NOT NULL"
END = (
    "UPDATE reminders SET leased_until = deliver_at WHERE token IS NOT NULL",
    "UPDATE outbox SET leased_until = not_before WHERE token IS NOT NULL",
)


async def plan(store: Store, telegram: Telegram, chats: range, due_at: datetime) -> None:
    """For each chat a buyer who knows the bot, with a case and one reminder. Its answer is being changed, so that the
    plan stands whatever the rules say."""
    for chat_id in chats:
        telegram.says(telegram.user(chat_id).id, "/start")
    telegram.updates.confirm(len(chats) + 1)
    await asyncio.gather(
        *(
            store.commit(
                Changes(
                    None,
                    due_at - DAY,
                    Buyer(chat_id, revision=1, shown=1),
                    Record(0, chat_id, 0, Case()),
                    reminders=(NewReminder("seller_turn_over", due_at, due_at),),
                )
            )
            for chat_id in chats
        )
    )


def sent(telegram: Telegram) -> Counter[int]:
    """How many messages each chat got."""
    return Counter(int(call.parameters["chat_id"]) for call in telegram.calls("sendMessage") if call.refusal is None)


async def test_two_bots_on_one_database_send_no_reminder_twice(lasting_url: str) -> None:
    telegram, clock = Telegram(journal_room=10_000), StillClock(NOW)
    settings = Settings(bot_token=telegram.token, database_url=lasting_url)
    apps = [await build(settings, InProcessRequest(telegram), clock, UNLIMITED) for _ in range(2)]
    chats = range(1001, 1001 + MANY)
    await plan(apps[0].store, telegram, chats, NOW - timedelta(hours=1))
    for app in apps:
        await app.front.open()

    rung = await asyncio.gather(*(app.bell.ring() for app in apps for _ in range(2)))
    await asyncio.gather(*map(send_all, apps))

    assert sum(rung) == MANY
    assert sent(telegram) == dict.fromkeys(chats, 1)
    for app in apps:
        await app.front.stop()
        await app.store.close()


async def send_all(app: App) -> None:
    while await app.front.outbox.send_due():
        pass


async def test_who_dies_while_ringing_and_while_sending_loses_nothing(tmp_path: Path) -> None:
    """Killed between claiming and marking, then between Telegram and marking. What was on its way at the second death
    may come twice; nothing else does."""
    file, telegram, called = tmp_path / "bot.db", Telegram(journal_room=10_000), asyncio.Event()
    telegram.subscribe(lambda _: called.set())
    chats = range(1001, 1001 + MANY)
    store = await open_store(f"sqlite:///{file}", lambda: datetime.now(UTC))
    await plan(store, telegram, chats, datetime.now(UTC) - DAY)
    await store.close()

    async with serving(telegram) as address:
        lives = await Lives.of(telegram, address, file, "whole")
        async with asyncio.timeout(60):
            await lives.next()
            while not count(file, HELD):
                await happens(asyncio.Event(), 0.001)
            await dies(lives, file)
            assert count(file, UNSENT)
            await lives.next()
            while not sent(telegram):
                called.clear()
                await called.wait()
            on_their_way = await dies(lives, file)
            await lives.next()
            while len(sent(telegram)) < MANY or count(file, WAITING):
                called.clear()
                await happens(called, 0.05)
        await lives.last()

    assert count(file, UNSENT) == 0
    assert len(on_their_way) < MANY
    twice = {chat_id for chat_id, times in sent(telegram).items() if times > 1}
    assert sent(telegram).keys() == set(chats)
    assert twice <= on_their_way
    assert max(sent(telegram).values()) <= 2


def count(file: Path, question: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(question).fetchone()[0])


async def dies(lives: Lives, file: Path) -> set[int]:
    """Ends this life, and lets the leases of its reminders and messages end as two minutes later. The chats to which
    messages were on their way come back."""
    lives.tell(signal.SIGKILL)
    while psutil.Process(lives.pid).status() != psutil.STATUS_ZOMBIE:
        await happens(asyncio.Event(), 0.001)
    with closing(sqlite3.connect(file)) as connection, connection:
        on_their_way = {chat_id for (chat_id,) in connection.execute(SENDING)}
        for statement in END:
            connection.execute(statement)
    return on_their_way


async def test_a_buyer_who_types_while_a_thousand_fall_due_is_answered_before_them() -> None:
    """By the order of the calls, at Telegram's own pace, and Telegram refuses none of them for want of room. Who is
    stopped in the middle of it loses nothing."""
    telegram = Telegram(journal_room=10_000)
    telegram.floods.strict = True
    called = asyncio.Event()
    telegram.subscribe(lambda _: called.set())
    settings = Settings(bot_token=telegram.token, database_url="sqlite:///:memory:")
    app = await build(settings, InProcessRequest(telegram))
    await plan(app.store, telegram, range(1001, 2001), datetime.now(UTC) - DAY)
    await app.front.open()
    assert await app.bell.ring() == 1000
    sending = asyncio.create_task(app.front.outbox.run())
    async with asyncio.timeout(60):
        while sent(telegram).total() < 20:
            called.clear()
            await called.wait()

    for words in ("/start", "my parcel never came, I paid 24.90 USD"):
        telegram.says(telegram.user(101).id, words)
        await app.front.intake.take(telegram.call(telegram.token, "getUpdates", {"offset": -1}))
        await app.front.screens.idle()

    assert sent(telegram)[101] == 2
    assert [call.refusal for call in telegram.calls("sendMessage") if call.parameters["chat_id"] == 101] == [None] * 2
    assert sent(telegram).total() < 200
    app.front.outbox.stop()
    await sending
    assert (await app.store.counts())["posts"] + sent(telegram).total() == 1002
    await app.front.stop()
    await app.store.close()
