"""A host deletes a buyer who asked for it elsewhere: all of it, and nobody else's."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.purge import main
from bot.storage.store import open_store
from tests.storage.filled import everything
from tests.storage.given import CHAT, NOW, open_case, open_ticket, photo, reminder


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Two buyers, of whom one has asked a human."""
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    asyncio.run(_two(url))
    return url


async def _two(url: str) -> None:
    store = await open_store(url, lambda: NOW)
    await open_ticket(store, CHAT)
    for chat_id in (CHAT, CHAT + 1):
        await open_case(store, chat_id, reminders=(reminder("last_day"),), add_files=(photo("a"),))
    await store.close()


def test_everything_of_a_buyer_goes_and_is_counted(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(CHAT), "--yes"]) == 0

    said = capsys.readouterr().out
    assert f"Deleted of {CHAT}: cases 2, files 1, reminders 1, talks 1" in said
    assert "There are 0 left" in said
    assert {row["chat_id"] for row in everything(url)["cases"]} == {CHAT + 1}
    assert main([str(CHAT), "--yes"]) == 0
    assert capsys.readouterr().out == f"Nothing is kept of {CHAT}.\n"


@pytest.mark.parametrize(("typed", "cases"), [(f" {CHAT}\n", 1), (f"{CHAT + 1}\n", 3), ("", 3)])
def test_the_number_has_to_be_typed_again(typed: str, cases: int, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    assert main([str(CHAT)]) == int(cases == 3)

    assert len(everything(url)["cases"]) == cases


@pytest.mark.usefixtures("url")
def test_ctrl_c_at_the_question_deletes_nothing_and_says_nothing() -> None:
    """No traceback for somebody who changed their mind, at this command or at any other."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "purge", str(CHAT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.read(len("There is of")) == "There is of"
    process.send_signal(signal.SIGINT)

    assert process.communicate(timeout=60)[1] == ""
    assert process.returncode == 130
    assert len(everything(os.environ["DATABASE_URL"])["cases"]) == 3
