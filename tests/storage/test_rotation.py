"""Another key, or none: everything is written anew, while the bot runs, and after a death in the middle as well."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.commands.keys import main
from bot.domain.group import Volunteer
from bot.settings import load
from bot.storage import rotation, sqlite
from bot.storage.cipher import Cipher, name_of
from bot.storage.faults import StorageFault
from bot.storage.store import Store, open_engine, open_store
from tests.storage.given import CHAT, GROUP, NOW, new_case, open_ticket, photo, post, take_turn
from tests.storage.keyed import NEW, OLD, OTHER, raw, seen

HOW_MANY = 12


async def filled(url: str, *keys: str, chats: int = HOW_MANY) -> None:
    store = await open_store(url, lambda: NOW, keys)
    await asyncio.gather(*(told(store, CHAT + number) for number in range(chats)))
    await open_ticket(store, CHAT + chats)
    await store.crew.meet(Volunteer(GROUP, 5, "zephyr", "zephyrv"))
    await store.park(9, '{"text": "zephyr"}', "KeyError", CHAT)
    await store.post(post(facts={"text": "zephyr"}))
    await store.close()


async def told(store: Store, chat: int) -> None:
    file = photo(f"f{chat}", caption="zephyr", name="zephyr.jpg")
    await take_turn(store, chat, record=new_case(chat, item="zephyr"), add_files=(file,), notice={"key": "zephyr"})


async def items(url: str, chats: int, *keys: str) -> set[str | None]:
    """What the buyers' cases are about."""
    store = await open_store(url, lambda: NOW, keys)
    try:
        return {one.case.item for number in range(chats) for one in await store.cases(CHAT + number)}
    finally:
        await store.close()


async def rotated(url: str, *keys: str, plain: bool = False) -> int:
    engine = await open_engine(url)
    try:
        return await rotation.rotate(engine, Cipher(keys), lambda *_: None, plain=plain)
    finally:
        await engine.close()


async def counted(url: str) -> dict[str, int]:
    engine = await open_engine(url)
    try:
        return dict(await rotation.count(engine))
    finally:
        await engine.close()


@pytest.mark.parametrize("before", [(), (OLD,)], ids=["plain", "older-key"])
async def test_everything_lies_under_the_first_key_afterwards(
    lasting_url: str, before: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 5)
    await filled(lasting_url, *before)
    values = sum((await counted(lasting_url)).values())

    left = await rotated(lasting_url, NEW, OLD)

    assert left == 0
    assert await counted(lasting_url) == {name_of(NEW): values}
    store = await open_store(lasting_url, lambda: NOW, (NEW,))
    for number in range(HOW_MANY):
        record = (await store.load(CHAT + number)).record
        assert record is not None
        assert (record.case.item, record.files[0].caption) == ("zephyr", "zephyr")
    assert (await store.parked(1))[0].payload == '{"text": "zephyr"}'
    assert (await store.crew.all(GROUP))[0].name == "zephyr"
    await store.close()


async def test_it_all_goes_back_to_plain_words_before_the_keys_are_taken_out(lasting_url: str) -> None:
    await filled(lasting_url, OLD)
    await rotated(lasting_url, NEW, OLD)

    assert await rotated(lasting_url, NEW, plain=True) == 0

    assert set(await counted(lasting_url)) == {rotation.PLAIN}
    store = await open_store(lasting_url, lambda: NOW)
    record = (await store.load(CHAT)).record
    assert record is not None
    assert record.case.item == "zephyr"
    await store.close()


async def test_without_the_key_that_only_a_rotation_wrote_with_the_database_is_not_opened(lasting_url: str) -> None:
    """No bot ever ran with it, so nobody but the rotation can have left its name."""
    await filled(lasting_url)
    await rotated(lasting_url, NEW)

    with pytest.raises(StorageFault, match="ENCRYPTION_KEYS"):
        await open_store(lasting_url, lambda: NOW)


async def test_what_buyers_say_meanwhile_is_never_overwritten(lasting_url: str) -> None:
    """The bot runs on, and every buyer changes their case again and again while all of it is written anew."""
    await filled(lasting_url, OLD)
    store = await open_store(lasting_url, lambda: NOW, (NEW, OLD))

    async def talks(chat: int) -> None:
        for number in range(20):
            record = (await store.load(chat)).record
            assert record is not None
            await take_turn(store, chat, record=replace(record, case=record.case.but(item=f"vase {number}")))

    _, left = await asyncio.gather(
        asyncio.gather(*(talks(CHAT + number) for number in range(HOW_MANY))), rotated(lasting_url, NEW, OLD)
    )

    assert left == 0
    for number in range(HOW_MANY):
        record = (await store.load(CHAT + number)).record
        assert record is not None
        assert record.case.item == "vase 19"
    await store.close()
    assert set(await counted(lasting_url)) == {name_of(NEW)}


async def test_what_cannot_be_read_is_left_as_it_is_and_counted(lasting_url: str) -> None:
    await filled(lasting_url, OLD)
    await seen(lasting_url, "UPDATE cases SET answers = substr(answers, 1, 99) WHERE id = 1")
    damaged = await seen(lasting_url, "SELECT answers FROM cases WHERE id = 1")

    assert await rotated(lasting_url, NEW, OLD) == 1

    assert await seen(lasting_url, "SELECT answers FROM cases WHERE id = 1") == damaged
    assert await rotated(lasting_url, OTHER) == sum((await counted(lasting_url)).values())


@dataclass(frozen=True, slots=True)
class Command:
    """`python -m bot keys`, in this process."""

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def says(self, url: str, *words: str, keys: str) -> tuple[int, str, str]:
        self.monkeypatch.setenv("DATABASE_URL", url)
        self.monkeypatch.setenv("ENCRYPTION_KEYS", keys)
        code = main(words)
        return code, *self.capsys.readouterr()


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    monkeypatch.chdir(tmp_path)
    return Command(monkeypatch, capsys)


def test_a_kill_in_the_middle_costs_nothing_and_the_next_try_ends_it(tmp_path: Path) -> None:
    """Killed with the first table done and a large one begun; then once more to the end, and no old word is left."""
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    asyncio.run(filled(url, chats=600))
    before = sum(asyncio.run(counted(url)).values())

    with subprocess.Popen(
        [sys.executable, "-m", "bot", "keys", "rotate"],
        env={**os.environ, "DATABASE_URL": url, "ENCRYPTION_KEYS": NEW},
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        os.kill(running.pid, signal.SIGKILL)

    between = asyncio.run(counted(url))
    assert sum(between.values()) == before
    assert 0 < between[name_of(NEW)] < before
    assert asyncio.run(items(url, 600, NEW)) == {"zephyr"}
    assert b"zephyr" in raw(url)

    assert asyncio.run(rotated(url, NEW)) == 0
    assert sqlite.tidied(tmp_path / "bot.db")
    assert asyncio.run(counted(url)) == {name_of(NEW): before}
    assert asyncio.run(items(url, 600, NEW)) == {"zephyr"}
    assert b"zephyr" not in raw(url)


def test_the_command_says_what_lies_under_which_key_and_what_is_missing(command: Command, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    asyncio.run(filled(url, OLD, chats=1))
    values = asyncio.run(counted(url))[name_of(OLD)]

    assert command.says(url, "status", keys=f"{NEW},{OLD}") == (
        0,
        f"key 1 ({name_of(NEW)}): 0, writes\nkey 2 ({name_of(OLD)}): {values}\nplain: 0\n",
        "",
    )
    code, out, _ = command.says(url, "status", keys=NEW)
    assert code == 1
    assert f"not in ENCRYPTION_KEYS ({name_of(OLD)}): {values}" in out
    code, _, err = command.says(url, "rotate", keys=NEW)
    assert code == 1
    assert err.startswith(f"{values} values could not be exchanged")
    assert command.says(url, "rotate", keys=f"{NEW},{OLD}")[::2] == (0, "")
    assert command.says(url, "rotate", "--plain", keys=NEW)[::2] == (0, "")
    assert command.says(url, "status", keys="") == (0, f"plain: {values}\n", "")


def test_a_fresh_key_is_one_that_the_settings_take(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new"]) == 0
    first = capsys.readouterr().out.strip()
    assert main(["new"]) == 0
    assert capsys.readouterr().out.strip() != first
    assert load({"ENCRYPTION_KEYS": first}, "").encryption_keys == (first,)


def test_without_keys_there_is_nothing_to_rotate(command: Command) -> None:
    code, _, err = command.says("sqlite:///:memory:", "rotate", keys="")

    assert (code, err.count("\n")) == (1, 1)
    assert "python -m bot keys new" in err
