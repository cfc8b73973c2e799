"""The drill: a backup taken while the bot works, the machine lost, everything put back elsewhere, and on it goes."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.playground.http import serving
from bot.playground.telegram import Telegram
from bot.storage import backup
from bot.storage.changes import NewReminder
from bot.storage.restore import restore
from bot.storage.store import Store, open_store
from tests.promises.buyers import Act, Person
from tests.promises.test_kill import happens
from tests.promises.test_restart import comes, ended, running, sees
from tests.storage.conftest import bare_postgres_url
from tests.storage.given import new_case, take_turn
from tests.storage.tools import postgres_programs

__all__ = ["bare_postgres_url"]

REMINDED = range(301, 309)
TALKING = range(201, 205)


@pytest.fixture
def elsewhere(lasting_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Another place of the same kind, with nothing in it."""
    if lasting_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'elsewhere' / 'bot.db'}"
    address: str = request.getfixturevalue("bare_postgres_url")
    return address


async def test_what_the_backup_had_goes_on_in_another_place(
    lasting_url: str, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{postgres_programs()}{os.pathsep}{os.environ['PATH']}")
    telegram = Telegram(journal_room=10_000)
    ana, *talking = (Person(telegram, telegram.user(number, "Ana", "en").id) for number in (101, *TALKING))
    async with serving(telegram) as address:
        async with running(telegram, address, lasting_url) as process:
            ana.do(Act("says", "My parcel never came, I paid 24.90 USD"))
            await sees(ana, "24.90")
            first = ana.update_id
            store = await open_store(lasting_url, now)
            talk = asyncio.gather(*(goes_on(person, store) for person in talking))
            await asyncio.gather(*(is_reminded_soon(telegram, store, number) for number in REMINDED))
            hold = telegram.faults.hold(chat_id=ana.id)
            ana.do(Act("says", "/cases"))
            await hold.reached.wait()  # she is owed an answer from now on
            taken = await asyncio.to_thread(backup.take, lasting_url, tmp_path / "safe", now())
            assert not talk.done()
            saved = await store.load(ana.id)
            assert await ended(process, signal.SIGKILL) == -signal.SIGKILL
            talk.cancel()
            await asyncio.gather(talk, return_exceptions=True)
        await store.close()
        telegram.faults.clear()
        await asyncio.to_thread(restore, elsewhere, taken.path, now())

        store = await open_store(elsewhere, now)
        assert await store.load(ana.id) == saved
        assert ana.id in await store.owed(99)
        before = reminders_said(telegram)
        async with running(telegram, address, elsewhere) as process:
            assert first is not None
            telegram.duplicate(first)
            await sees(ana, "Your cases")
            for person in talking:
                person.do(Act("says", "/cases"))
                await sees(person, "Your cases")
            async with asyncio.timeout(30):
                while len(said := reminders_said(telegram) - before) < len(REMINDED) or (await store.counts())["posts"]:
                    await happens(asyncio.Event(), 0.05)
            assert await ended(process) == 0
        after = await store.load(ana.id)
        assert said == dict.fromkeys(REMINDED, 1)
        assert [one for number in REMINDED for one in await store.planned(number)] == []
        assert (await store.parked(9), await store.owed(9)) == ([], [])
        await store.close()
    assert after.buyer is not None
    assert saved.buyer is not None
    assert (after.buyer.revision, after.buyer.case_id) == (saved.buyer.revision, saved.buyer.case_id)
    assert telegram.unanswered() == []


def now() -> datetime:
    return datetime.now(UTC)


async def goes_on(person: Person, store: Store) -> None:
    """One thing after the other, without end."""
    while True:
        person.do(person.next())
        await comes(person, lambda: bool(person.seen[0]))
        while not (await store.load(person.id, person.update_id)).seen:
            await happens(asyncio.Event(), 0.01)


async def is_reminded_soon(telegram: Telegram, store: Store, number: int) -> None:
    """A buyer with a case, of which something falls due a minute ago and was not said yet. An answer of the case is
    being changed, so the plan stands whatever the rules say."""
    person = Person(telegram, telegram.user(number, "Ben", "en").id)
    person.do(Act("says", "/start"))
    await sees(person, "Recourse")
    due = now() - timedelta(minutes=1)
    plan = (NewReminder("seller_turn_over", due, due),)
    while (snapshot := await store.load(number)).buyer is None or snapshot.buyer.shown < snapshot.buyer.revision:
        await happens(asyncio.Event(), 0.01)
    await take_turn(store, number, at=now(), record=new_case(number), reminders=plan)


def reminders_said(telegram: Telegram) -> Counter[int]:
    """How many reminders each chat was sent: their buttons say "later"."""
    sent = (call for call in telegram.calls("sendMessage") if call.refusal is None)
    return Counter(
        int(call.parameters["chat_id"]) for call in sent if "off:" in str(call.parameters.get("reply_markup"))
    )
