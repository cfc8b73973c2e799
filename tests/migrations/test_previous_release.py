"""The database of the release before, as that release left it, under this one: what was owed is given, all goes on.

`release.py` says how the files in `previous` are made anew after a release.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from bot.domain.ticket import Ticket
from bot.playground.telegram import Telegram
from bot.storage import schema
from bot.storage.migrate import migrate
from tests.conversation import Conversation, conversation
from tests.migrations.release import ANA, BEN, EVE, FOLDER, ON, WAITS, does
from tests.promises.buyers import Act, Person
from tests.support import desk
from tests.support.desk import GROUP, VERA, card, lines, topics, volunteer

LEFT = datetime.fromisoformat("2026-05-22T10:05+00:00")
FORMER_UPDATES = 40
"""More than the release before has seen."""


@pytest.fixture
def left(bare_url: str) -> str:
    """The database as the release before left it. PostgreSQL is migrated by command, a file when it is opened."""
    if bare_url.startswith("sqlite"):
        with closing(sqlite3.connect(bare_url.partition("///")[2])) as file, file:
            file.executescript((FOLDER / "sqlite.sql").read_text(encoding="utf-8"))
        return bare_url
    asyncio.run(_into_server(bare_url, FOLDER / "postgres.sql"))
    migrate(bare_url)
    return bare_url


async def _into_server(url: str, file: Path) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute(await asyncio.to_thread(file.read_text, encoding="utf-8"))
    await connection.close()


def world(telegram: Telegram) -> None:
    """People and group as they were; Telegram goes on counting its updates where it was."""
    desk.prepare(telegram)
    for number, name, language in ((ANA, "Ana", "en"), (BEN, "Ben", "ru"), (EVE, "Eve", "en")):
        telegram.user(number, name, language)
        telegram.says(number, "/start")
    for _ in range(FORMER_UPDATES):
        telegram.says(ANA, "long ago")
    telegram.updates.confirm(1_000)


def test_both_files_are_of_one_release_and_not_newer_than_this_one() -> None:
    stamp = re.compile(r"INSERT INTO \S*alembic_version\"? VALUES ?\('(\d+)'\)")
    found = {tuple(stamp.findall(file.read_text(encoding="utf-8"))) for file in FOLDER.iterdir()}

    ((version,),) = found
    assert version <= schema.VERSION


async def test_this_release_opens_it_shows_what_was_owed_and_goes_on(left: str) -> None:
    async with conversation(f"{LEFT:%Y-%m-%dT%H:%M}", database_url=left, prepare=world, support=GROUP) as talk:
        await talk.app.front.show_owed()
        await talk.settle()

        ana, ben, eve = (Person(talk.telegram, number) for number in (ANA, BEN, EVE))
        assert said(talk, ANA, WAITS) == 1
        assert said(talk, EVE, "Recourse") == 1
        assert said(talk, BEN, "") == 0
        await the_talk_goes_on(talk)
        await does(talk, ben, Act("says", "/start"))
        while "hap" not in ben.seen[1]:
            await does(talk, ben, Act("taps", next(key for way in ON for key in ben.seen[1] if key.startswith(way))))
        await does(talk, eve, Act("says", "My parcel never came, I paid 24.90 USD"))
        assert "24.90" in eve.seen[0]
        await does(talk, ana, Act("says", "/cases"))
        record = (await talk.app.store.load(ANA)).record
        assert record is not None
        assert (record.id, [file.message_id for file in record.files]) == (1, [5, 7])
        for person in (ana, ben, eve):
            buyer = (await talk.app.store.load(person.id)).buyer
            assert buyer is not None
            assert buyer.shown == buyer.revision
        assert await talk.app.store.parked(9) == []


async def the_talk_goes_on(talk: Conversation) -> None:
    """Telegram has lost the topic: it is made anew, with its card, and both sides hear each other."""
    await talk.says("Did they answer?")
    assert len(topics(talk)) == 1
    assert "vase" in card(talk).lower()
    assert lines(talk)[-1].endswith("Did they answer?")
    await volunteer(talk, "/r Yes, they will pay", VERA)
    assert said(talk, ANA, "they will pay") == 1
    ticket = await talk.app.store.ticket(1)
    assert isinstance(ticket, Ticket)
    assert ticket.taken_name == "Vera"


async def test_reminders_that_it_had_planned_are_said_once(left: str) -> None:
    async with conversation(f"{LEFT:%Y-%m-%dT%H:%M}", database_url=left, prepare=world) as talk:
        planned = {who: len(await talk.app.store.planned(who)) for who in (ANA, BEN, EVE)}
        for day in range(10):
            for _ in range(2):
                await talk.until(LEFT + timedelta(days=day))

        sent = (call.parameters for call in talk.telegram.calls("sendMessage"))
        rung = Counter(int(one["chat_id"]) for one in sent if "off:" in str(one.get("reply_markup")))
        assert planned == {ANA: 4, BEN: 1, EVE: 0}
        assert rung == {ANA: 4, BEN: 1}
        assert await talk.app.store.planned(ANA) == []


def said(talk: Conversation, chat_id: int, words: str) -> int:
    """How many messages of the bot in this chat say so."""
    return sum(words in str(m.get("text")) for m in talk.telegram.messages(chat_id) if m["from"]["is_bot"])
