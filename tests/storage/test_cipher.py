"""What a buyer says lies encrypted where the host has keys, comes back as it was said, and is never taken for what it
is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.buyer import File
from bot.domain.group import Volunteer
from bot.storage.cipher import SIGN, Cipher, DamagedError, MissingKeyError, name_of
from bot.storage.faults import StorageFault
from bot.storage.store import Store, open_store
from tests.storage.given import CHAT, GROUP, NOW, new_case, open_case, post, take_turn
from tests.storage.keyed import NEW, OLD, OTHER, raw, seen

HOSTILE = (
    "plain",
    SIGN,
    SIGN + "looks encrypted",
    SIGN + SIGN + "twice",
    f"{SIGN}{name_of(OLD)}:gAAAAABnot-a-token",
    "{}",
    " ",
    "Größe ✅ ",
)


def file_called(name: str, number: int) -> File:
    return File("document", f"id{number}", f"u{number}", number, caption=name, name=name)


async def opened(url: str, *keys: str) -> Store:
    return await open_store(url, lambda: NOW, keys)


@pytest.mark.parametrize("keys", [(), (OLD,)], ids=["plain", "encrypted"])
async def test_whatever_is_said_comes_back_as_it_was_said(lasting_url: str, keys: tuple[str, ...]) -> None:
    store = await opened(lasting_url, *keys)
    files = tuple(file_called(words, number) for number, words in enumerate(HOSTILE))

    await take_turn(store, record=new_case(item=HOSTILE[2]), add_files=files, notice={"key": HOSTILE[3]})
    await take_turn(store)
    await store.close()

    store = await opened(lasting_url, *keys)
    kept = await store.load(CHAT)
    assert kept.record is not None
    assert kept.buyer is not None
    assert tuple(file.caption for file in kept.record.files) == HOSTILE
    assert kept.record.case.item == HOSTILE[2]
    assert kept.buyer.notice == {"key": HOSTILE[3]}
    await store.close()


async def test_signs_that_no_engine_takes_are_gone_before_it_is_encrypted(url: str) -> None:
    store = await opened(url, OLD)

    await take_turn(store, record=new_case(item="a\0b\ud83d"), add_files=(file_called("x\0y\udc00", 1),))

    record = (await store.load(CHAT)).record
    assert record is not None
    assert (record.case.item, record.files[0].name) == ("ab\ufffd", "xy\ufffd")
    await store.close()


async def test_what_was_said_before_there_was_a_key_stays_readable_and_is_encrypted_when_next_written(
    lasting_url: str,
) -> None:
    store = await opened(lasting_url)
    record = await open_case(store)
    await take_turn(store, record=new_case(item="an older vase"))
    await store.close()

    store = await opened(lasting_url, OLD)
    assert [one.case.item for one in await store.cases(CHAT)] == [record.case.item, "an older vase"]
    assert (await seen(lasting_url, "SELECT answers FROM cases ORDER BY id"))[1][0].startswith("{")
    newest = (await store.load(CHAT)).record
    await take_turn(store, record=newest)
    assert (await seen(lasting_url, "SELECT answers FROM cases ORDER BY id"))[1][0].startswith(f"{SIGN}{name_of(OLD)}:")
    await store.close()


async def test_the_first_key_writes_and_all_of_them_read(lasting_url: str) -> None:
    store = await opened(lasting_url, OLD)
    await open_case(store)
    await store.close()

    store = await opened(lasting_url, NEW, OLD)
    await open_case(store)

    assert len(await store.cases(CHAT)) == 2
    first, second = await seen(lasting_url, "SELECT answers FROM cases ORDER BY id")
    assert (first[0][1:9], second[0][1:9]) == (name_of(OLD), name_of(NEW))
    await store.close()


@pytest.mark.parametrize("keys", [(), (OTHER,), (NEW,)], ids=["none", "other", "newest-only"])
async def test_without_its_key_a_database_is_not_opened_and_one_line_says_why(
    lasting_url: str, keys: tuple[str, ...]
) -> None:
    for before in ((OLD,), (NEW, OLD)):
        store = await opened(lasting_url, *before)
        await open_case(store)
        await store.close()

    with pytest.raises(StorageFault) as refused:
        await opened(lasting_url, *keys)

    told = str(refused.value)
    assert told.startswith("ENCRYPTION_KEYS: ")
    assert "give it back" in told
    assert "\n" not in told
    assert name_of(OLD) in told or name_of(NEW) in told
    await (await opened(lasting_url, OTHER, NEW, OLD)).close()


async def test_a_key_that_nothing_lies_under_may_be_taken_out_again(lasting_url: str) -> None:
    await (await opened(lasting_url, OLD)).close()
    await (await opened(lasting_url, NEW)).close()

    store = await opened(lasting_url)

    assert not store.health.encrypted()
    assert await seen(lasting_url, "SELECT key FROM meta") == []
    await store.close()


async def test_two_stores_of_one_process_do_not_share_a_key(tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path / name}" for name in ("one.db", "two.db", "plain.db")]
    stores = [await opened(url, *keys) for url, keys in zip(urls, ((OLD,), (NEW,), ()), strict=True)]

    for store in stores:
        await open_case(store)

    heads = [(await seen(url, "SELECT answers FROM cases"))[0][0][:9] for url in urls]
    assert heads[:2] == [SIGN + name_of(OLD), SIGN + name_of(NEW)]
    assert heads[2].startswith("{")
    for store in stores:
        assert (await store.load(CHAT)).record is not None
        await store.close()


async def test_words_under_a_key_that_another_process_brought_are_an_outage_and_never_garbage(
    lasting_url: str,
) -> None:
    """Whoever waits until the settings are mended loses nothing."""
    old, new = await opened(lasting_url, OLD), await opened(lasting_url, NEW, OLD)
    await open_case(new)

    with pytest.raises(MissingKeyError, match=name_of(NEW)):
        await old.load(CHAT)

    await old.close()
    await new.close()


async def test_a_damaged_value_is_no_outage_so_that_it_holds_up_nobody_else(lasting_url: str) -> None:
    store = await opened(lasting_url, OLD)
    await open_case(store)
    await open_case(store, CHAT + 1)
    await seen(lasting_url, "UPDATE cases SET answers = substr(answers, 1, 99) WHERE id = 1")

    with pytest.raises(DamagedError, match=name_of(OLD)):
        await store.load(CHAT)

    assert (await store.load(CHAT + 1)).record is not None
    await store.close()


async def test_nothing_anybody_said_stands_in_the_file_or_beside_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    store = await opened(url, OLD)
    await take_turn(store, record=new_case(item="zephyr vase"), add_files=(file_called("zephyr lid.jpg", 1),))
    await take_turn(store, notice={"key": "zephyr notice"}, events=(("said", {"text": "zephyr event"}),))
    await store.post(post(facts={"text": "zephyr post"}))
    await store.crew.meet(Volunteer(GROUP, 5, "Zephyr Volunteer", "zephyrv"))
    await store.park(9, '{"text": "zephyr parked"}', "KeyError", CHAT)

    running = raw(url)
    await store.close()

    for held in (running, raw(url)):
        assert b"zephyr" not in held.lower()
        assert name_of(OLD).encode() in held


def test_a_bot_without_keys_does_not_even_load_the_library() -> None:
    program = (
        "import asyncio, sys; from datetime import UTC, datetime; from bot.loading import loading\n"
        "with loading():\n    import bot.app; from bot.storage.store import open_store\n"
        "asyncio.run(open_store('sqlite:///:memory:', lambda: datetime.now(UTC)))\n"
        "sys.exit('cryptography' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_key_cannot_be_read_off_its_name() -> None:
    assert name_of(OLD) not in OLD
    assert len(name_of(OLD)) == 8
    assert Cipher((NEW, OLD)).names == (name_of(NEW), name_of(OLD))
