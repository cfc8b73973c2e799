"""Promise 5: work on files that a death cut short is done by the next life, and no more than one album comes twice."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.playground.http import serving
from bot.playground.samples import pictures
from bot.playground.telegram import Telegram
from tests.promises.queued import job_lease_ends, jobs_waiting
from tests.promises.test_kill import Lives
from tests.promises.test_relays import Talk

BUYER = 101
FILES = 23
STORY = "The vase I ordered on 1 May for 25 USD arrived broken on 15 May, order 8015710859336916"


async def test_who_dies_while_files_are_sent_begins_the_album_again_and_loses_none(
    lasting_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    telegram = Telegram(journal_room=10_000)
    telegram.user(BUYER, "Ana", "en")
    async with serving(telegram) as address:
        lives = await Lives.of(telegram, address, lasting_url, "whole")
        talk = Talk(telegram, lives, lasting_url)
        await lives.next()
        telegram.says(BUYER, STORY)
        await talk.taps("Yes, that is right")
        for _ in range(FILES):
            telegram.sends_photo(BUYER, pictures()["torn-parcel"])
        await talk.until(lambda: not len(telegram.updates))

        died = dies_at_document(telegram, lives, 15)
        telegram.taps(BUYER, telegram.messages(BUYER)[-1]["message_id"], "prep:1:0", stale=True)
        await talk.until(lambda: bool(died))
        while psutil.Process(lives.pid).status() != psutil.STATUS_ZOMBIE:
            await talk.pause()
        await job_lease_ends(lasting_url)
        await lives.next()
        await talk.until(lambda: any("Save them" in text for text in talk.shown(BUYER)))
        while await jobs_waiting(lasting_url):
            await talk.pause()
        await lives.last()

    numbers = [int(name.partition("-")[0]) for name in names(telegram)]
    assert sorted(set(numbers)) == list(range(1, FILES + 1))
    assert len(numbers) <= FILES + 10
    assert len(numbers) > FILES  # it did die in between
    assert sum("Save them" in text for text in talk.shown(BUYER)) == 1
    assert left_behind(tmp_path) == []


def dies_at_document(telegram: Telegram, lives: Lives, number: int) -> list[int]:
    """The bot is killed as soon as Telegram has so many documents of it, before it knows; filled when it was."""
    seen: list[int] = []
    died: list[int] = []

    def see(change: dict[str, Any]) -> None:
        if change["kind"] == "message" and change["message"]["from_bot"] and "document" in change["message"]:
            seen.append(change["message"]["message_id"])
            if len(seen) == number:
                died.append(lives.pid)
                os.kill(lives.pid, signal.SIGKILL)

    telegram.subscribe(see)
    return died


def left_behind(folder: Path) -> list[Path]:
    """Folders of files that nobody works on any more."""
    return list(folder.glob("recourse-*/*"))


def names(telegram: Telegram) -> list[str]:
    return [one["document"]["file_name"] for one in telegram.messages(BUYER) if "document" in one]
