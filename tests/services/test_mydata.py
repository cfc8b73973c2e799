"""My data: everything that is kept of a buyer, complete, readable, and sent whatever happens."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.app import build, tongue
from bot.domain.buyer import Buyer
from bot.playground.request import InProcessRequest
from bot.policies import load
from bot.rendering.catalogues import PSEUDO
from bot.rendering.mydata import DATA, PAGE, documents
from bot.services.desk import Desk
from bot.services.mydata import Export
from bot.settings import Settings
from bot.storage.apart import METADATA
from bot.storage.holdings import OF_BUYER, WITHHELD
from bot.storage.store import Store, open_store
from handlers.arrivals import WANTED
from handlers.pace import UNLIMITED
from tests.conversation import TOKEN, Conversation, conversation
from tests.storage.given import CHAT, NOW, take_turn
from tests.storage.test_privacy import fill

STORY = 'my <b>kettle</b> & "lid" arrived broken yesterday, paid 25 eur'
APART = {"meta", "replicas", "support_groups", "volunteers", "seen_updates", "outcomes"}
"""Tables in which nothing is anybody's."""
NESTED = {
    "buyers": ("buyer",),
    "cases": ("cases", 0),
    "case_events": ("cases", 1, "timeline", 0),
    "evidence": ("cases", 1, "evidence", 0),
    "reminders": ("cases", 1, "reminders", 0),
    "jobs": ("cases", 1, "work_on_files", 0),
    "tickets": ("cases", 0, "tickets", 0),
    "relays": ("cases", 0, "tickets", 0, "relays", 0),
    "outbox": ("messages", 0),
    "parked_updates": ("updates_set_aside", 0),
}
"""Where a row of each table stands in the JSON."""
ADDED = {"evidence": {"number"}, "cases": {"evidence", "timeline", "reminders", "work_on_files", "tickets"}}
MORE = {"tickets": {"relays"}}


async def test_every_column_of_every_table_about_a_buyer_is_given_or_withheld_for_a_reason() -> None:
    """All tables that exist are looked at, so neither a new table nor a new column can be forgotten."""
    store = await open_store("sqlite:///:memory:", lambda: NOW)
    await fill(store, CHAT)
    export = await everything(store)
    told = json.loads(documents(facts(export), export.rows, "en")[DATA])
    await store.close()

    assert {table.name for table in OF_BUYER} == set(METADATA.tables) - APART == set(NESTED)
    for table in OF_BUYER:
        row: Any = told
        for step in NESTED[table.name]:
            row = row[step]
        given = set(row) - ADDED.get(table.name, set()) - MORE.get(table.name, set())
        withheld = {name.partition(".")[2] for name in WITHHELD if name.partition(".")[0] == table.name}
        assert given | withheld == {column.name for column in table.c}
        assert not given & withheld


def test_what_is_withheld_exists_and_says_why() -> None:
    columns = {f"{table.name}.{column.name}" for table in OF_BUYER for column in table.c}

    assert set(WITHHELD) < columns
    assert all(len(reason.split()) > 3 for reason in WITHHELD.values())


async def test_nobody_gets_what_is_about_another() -> None:
    store = await open_store("sqlite:///:memory:", lambda: NOW)
    await fill(store, CHAT)
    alone = (await everything(store)).rows
    await fill(store, CHAT + 1)

    assert (await everything(store)).rows == alone
    await store.close()


async def test_both_files_come_with_the_story_and_the_proof() -> None:
    async with conversation() as talk:
        await talk.says(STORY)
        await talk.says("yes")
        await talk.sends("photo", caption="the <lid>")
        await talk.says("/mydata")
        page, data = files(talk)

        said = json.loads(data)
        assert said["cases"][0]["answers"]["notes"] == STORY
        (proof,) = said["cases"][0]["evidence"]
        assert (proof["number"], proof["kind"], proof["caption"], proof["size"]) == (1, "photo", "the <lid>", 200_000)
        assert proof["look"]["seen"] == "picture"
        assert "my &lt;b&gt;kettle&lt;/b&gt; &amp; " in page
        assert "the &lt;lid&gt;" in page
        assert "<script" not in page
        assert "http" not in page


async def test_the_files_come_once_a_minute() -> None:
    async with conversation() as talk:
        await talk.says("/mydata")
        await talk.says("/mydata")
        assert "once a minute" in talk.screen
        assert len(sent(talk)) == 2
        await talk.later(minutes=1)
        await talk.says("/mydata")

        assert len(sent(talk)) == 4


async def test_the_files_come_after_a_death_that_followed_the_request(tmp_path: Any) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with conversation(database_url=url) as talk:
        await talk.says(STORY)
        talk.telegram.says(talk.buyer, "/mydata")
        batch = talk.telegram.call(TOKEN, "getUpdates", {"limit": 100, "allowed_updates": list(WANTED)})
        await talk.app.front.intake.take(batch[-1:])  # committed; and nobody sends what is queued
        await talk.app.store.close()
        assert sent(talk) == []

        settings = Settings(bot_token=TOKEN, database_url=url)
        talk.app = await build(settings, InProcessRequest(talk.telegram), talk.clock, UNLIMITED)
        await talk.app.front.open()
        await talk.settle()

        assert json.loads(files(talk)[1])["cases"][0]["answers"]["notes"] == STORY


async def test_who_deletes_everything_in_the_meantime_gets_nothing_any_more() -> None:
    store = await open_store("sqlite:///:memory:", lambda: NOW)
    desk = Desk(store, load(), tongue("en"), lambda: NOW)
    await take_turn(store)
    await store.forget(CHAT)

    assert await desk.everything(CHAT) is None
    await store.close()


def test_a_page_of_a_language_from_the_right_says_so() -> None:
    export = Export(NOW, Buyer(CHAT), (), {})

    assert 'dir="rtl"' in documents(facts(export), {}, "ar")[PAGE].decode()
    assert 'dir="ltr"' in documents(facts(export), {}, "ru")[PAGE].decode()


async def test_no_word_of_the_page_is_hard_coded() -> None:
    """In the pseudo-language everything stands between marks but what the buyer and the case say."""
    store = await open_store("sqlite:///:memory:", lambda: NOW)
    await fill(store, CHAT)
    export = await everything(store)
    page = documents(facts(replace(export, buyer=replace(export.buyer, language=PSEUDO))), {}, PSEUDO)[PAGE].decode()
    await store.close()

    body = page.partition("<body>")[2]
    for heading in ("Your answers", "Proof", "Reminders", "With volunteers"):
        assert heading not in body
    assert body.count("⟦") > 20


def test_what_is_very_much_comes_whole_in_a_zip() -> None:
    """Twelve megabytes of words; Telegram takes fifty of anything."""
    rows = {"cases": [{"answers": f"{number:09}" * 100} for number in range(13_000)]}

    ((name, content),) = documents(facts(Export(NOW, Buyer(CHAT), (), {})), rows, "en").items()

    bundle = zipfile.ZipFile(io.BytesIO(content))
    assert name.endswith(".zip")
    assert len(content) < 10_000_000
    assert json.loads(bundle.read(DATA)) == rows
    assert bundle.read(PAGE).startswith(b"<!DOCTYPE html>")


async def everything(store: Store) -> Export:
    export = await Desk(store, load(), tongue("en"), lambda: NOW + timedelta(days=1)).everything(CHAT)
    assert export is not None
    return export


def facts(export: Export) -> dict[str, Any]:
    return {"made_at": export.made_at, "buyer": export.buyer, "chapters": export.chapters}


def sent(talk: Conversation) -> list[dict[str, Any]]:
    return [message["document"] for message in talk.messages if "document" in message]


def files(talk: Conversation) -> tuple[str, str]:
    stored = [talk.telegram.files.get(one["file_id"]) for one in sent(talk)[-2:]]
    page, data = (one.data.decode() for one in stored if one is not None and one.data is not None)
    return page, data
