"""A forgotten buyer is forgotten everywhere; and the small tables: parked updates, seen ones, meta."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import select

from bot.domain.case import Result
from bot.domain.issues import Issue
from bot.domain.ticket import Relay, Side
from bot.storage.apart import METADATA
from bot.storage.changes import Afterwards, Changes, Count, Job
from bot.storage.store import Store, open_store
from tests.storage.given import (
    CHAT,
    GROUP,
    HOUR,
    NOW,
    open_case,
    open_ticket,
    photo,
    post,
    reminder,
    send,
    take_turn,
)


async def fill(store: Store, chat: int) -> None:
    ticket = await open_ticket(store, chat)
    await open_case(
        store,
        chat,
        update_id=chat,
        add_files=(photo(f"a{chat}"),),
        events=(("opened", {}),),
        reminders=(reminder("a"),),
        posts=(post("to the buyer", chat), post("about the buyer", GROUP, facts={"name": "x"})),
        jobs=(Job("look", {"file": "x"}),),
        counts=(Count(Issue.DAMAGED, Result.WON, 1),),
    )
    await store.park(chat + 10, '{"message": {}}', "KeyError", chat)
    carried = Afterwards(relays=(Relay(ticket.case_id, 5, chat, Side.BUYER),))
    await send(store, post("carried", GROUP, ticket_id=ticket.case_id), carried)


_NOBODYS = frozenset({"meta", "replicas", "support_groups", "volunteers"})
"""Tables that hold nothing of any buyer."""


async def test_a_forgotten_buyer_leaves_no_row_in_any_table(lasting_url: str) -> None:
    """Every table that exists is looked at, so a new one can't be left out."""
    store = await open_store(lasting_url, lambda: NOW)
    await fill(store, CHAT + 100)
    before = await rows_of_everything(lasting_url)
    await fill(store, CHAT)
    await take_turn(store)
    await store.forget(CHAT)
    await store.close()

    after = await rows_of_everything(lasting_url)

    assert all(before[name] for name in METADATA.tables if name not in _NOBODYS)
    seen = after.pop("seen_updates")  # numbers of updates alone, which say nothing of whom
    assert len(seen) == 4
    assert after.pop("outcomes") == [("damaged", "won", 2)]  # a number that is nobody's stays
    after["outbox"] = without_orders_to_delete(after["outbox"])
    assert after == {name: rows for name, rows in before.items() if name in after}


async def test_on_sqlite_no_word_of_a_forgotten_buyer_is_left_in_the_file(tmp_path: Path) -> None:
    """Deleted rows are overwritten, so that no tool finds them in what the file no longer uses."""
    file = tmp_path / "bot.db"
    store = await open_store(f"sqlite:///{file}", lambda: NOW)
    words = [f"my samovar number {number} leaks" for number in range(200)]
    await fill(store, CHAT)
    for number, said in enumerate(words):
        await open_case(store, CHAT, update_id=CHAT + 100 + number, events=(("said", {"words": said}),))
    await store.close()
    assert b"samovar" in file.read_bytes()

    store = await open_store(f"sqlite:///{file}", lambda: NOW)
    await store.forget(CHAT)
    await store.close()

    assert b"samovar" not in file.read_bytes()


async def test_a_turn_that_deletes_everything_leaves_a_buyer_just_met(lasting_url: str) -> None:
    """In one commit: whoever dies before it has lost nothing, after it nothing is left."""
    store = await open_store(lasting_url, lambda: NOW)
    await fill(store, CHAT + 100)
    before = await rows_of_everything(lasting_url)
    await fill(store, CHAT)
    told = (await store.load(CHAT)).buyer
    assert told is not None

    done = await take_turn(store, update_id=1, at=NOW + HOUR, case_id=None, forget_all=True)
    await store.close()

    after = await rows_of_everything(lasting_url)
    met = [row for row in after.pop("buyers") if row[0] == CHAT]
    assert len(met) == 1
    assert (done.buyer.revision, done.buyer.created_at) == (told.revision + 1, NOW + HOUR)
    gone = {"cases": 2, "files": 1, "reminders": 1, "talks": 1}
    in_the_group = {"topics": 0, "in_topics": 0, "alone": 1}
    assert done.buyer.notice == {"gone": gone, "left": 0, **in_the_group}
    assert done.buyer.shown < done.buyer.revision  # so it is still said after a death at this moment
    assert after.pop("outcomes") == [("damaged", "won", 2)]
    after["outbox"] = without_orders_to_delete(after["outbox"])
    del after["seen_updates"], before["seen_updates"], before["buyers"], before["outcomes"]
    assert after == before


async def test_a_turn_too_late_to_delete_everything_deletes_nothing(store: Store) -> None:
    await fill(store, CHAT)
    slow = (await store.load(CHAT)).buyer
    assert slow is not None
    await take_turn(store)
    before = await store.counts()

    done = await store.commit(Changes(1, NOW, replace(slow, revision=slow.revision + 1, case_id=None), forget_all=True))

    assert done is None
    assert await store.counts() == before


async def test_the_first_case_after_deleting_everything_is_number_one_again(store: Store) -> None:
    await open_case(store)
    await take_turn(store, case_id=None, forget_all=True)

    assert (await open_case(store)).number == 1


async def test_forgetting_a_stranger_does_nothing(store: Store) -> None:
    await fill(store, CHAT)
    before = await store.counts()

    await store.forget(CHAT + 1)

    assert await store.counts() == before


async def test_a_parked_update_is_kept_for_the_host_and_not_tried_again(store: Store) -> None:
    await store.park(7, '{"a": 1}', "KeyError", CHAT, attempts=3)
    await store.park(7, '{"a": 1}', "ValueError", CHAT)
    await store.park(8, "{}", "KeyError")

    newest, first = await store.parked(5)
    assert (newest.update_id, newest.chat_id) == (8, None)
    assert (first.update_id, first.payload, first.error, first.attempts, first.at) == (
        7,
        '{"a": 1}',
        "ValueError",
        4,
        NOW,
    )
    assert [one.update_id for one in await store.parked(1)] == [8]
    assert (await store.load(CHAT, 7)).seen


async def test_numbers_of_seen_updates_expire(store: Store) -> None:
    await take_turn(store, update_id=1)
    await take_turn(store, update_id=2, at=NOW + HOUR)

    assert await store.prune_updates(NOW + HOUR, NOW) == 1
    assert not (await store.load(CHAT, 1)).seen
    assert (await store.load(CHAT, 2)).seen


async def test_the_bot_remembers_small_things_by_key(store: Store) -> None:
    assert await store.meta_get("greeting") is None

    await store.meta_set("greeting", "one")
    await store.meta_set("greeting", "two")

    assert await store.meta_get("greeting") == "two"


def without_orders_to_delete(outbox: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """What is to be deleted in the group names numbers of its messages, and nobody."""
    return [row for row in outbox if "drop_topic" not in row]


async def rows_of_everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    statements = {name: str(select(*table.c).order_by(*table.c)) for name, table in METADATA.tables.items()}
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.split("///")[1])) as file:
            return {name: file.execute(statement).fetchall() for name, statement in statements.items()}
    server = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return {name: [tuple(row) for row in await server.fetch(said)] for name, said in statements.items()}
    finally:
        await server.close()
