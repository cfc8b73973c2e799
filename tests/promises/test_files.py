"""Promises 1 and 7: kill -9 while a photo is looked at. Every photo is looked at in the end, and none of its bytes is
left on the disk."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Any

import pytest

from bot.domain.looks import Seen, from_text
from bot.playground.http import serving
from bot.playground.samples import pictures
from bot.playground.telegram import Telegram
from bot.storage.store import open_store
from tests.promises.queued import jobs_free
from tests.promises.test_kill import Lives, happens

BUYER = 101
STORY = "my cup came broken yesterday"
SENT = ("torn-parcel", "label", "cracked-case")


async def test_who_dies_with_a_photo_in_hand_looks_at_it_in_the_next_life(
    lasting_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    telegram = Telegram(journal_room=10_000)
    telegram.user(BUYER, "Ana", "en")
    downloads = 0
    fetched, called = asyncio.Event(), asyncio.Event()
    lives: Lives | None = None

    def see(change: dict[str, Any]) -> None:
        nonlocal downloads
        called.set()
        if change["kind"] == "call" and change["call"]["method"] == "getFile":
            downloads += 1
            if lives is not None and downloads in (1, 3):
                lives.tell(signal.SIGKILL)  # the bytes are on their way, or on the disk
                fetched.set()

    telegram.subscribe(see)
    async with serving(telegram) as address, asyncio.timeout(120):
        lives = await Lives.of(telegram, address, lasting_url, "whole")
        await lives.next()
        telegram.says(BUYER, STORY)
        for name in SENT:
            telegram.sends_photo(BUYER, pictures()[name])
        for _ in range(2):
            await fetched.wait()
            fetched.clear()
            await jobs_free(lasting_url)
            await lives.next()
        while len(await _seen(lasting_url)) < len(SENT):
            called.clear()
            await happens(called, 0.2)
        await lives.last()

    assert await _seen(lasting_url) == [Seen.PICTURE] * len(SENT)
    assert _left_in(tmp_path) == []


async def _seen(url: str) -> list[Seen]:
    """What was seen in the files of the buyer that were looked at."""
    store = await open_store(url, _never)
    try:
        record = (await store.load(BUYER)).record
    finally:
        await store.close()
    looks = [from_text(file.look) for file in record.files] if record else []
    return [look.seen for look in looks if look is not None]


def _never() -> Any:
    raise AssertionError("nothing is written here")


def _left_in(folder: Path) -> list[Path]:
    return [path for root in folder.glob("recourse-*") for path in root.iterdir()]
