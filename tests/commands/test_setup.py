"""`python -m bot setup`, as a host sees it: a real terminal, a real process, and Telegram played over HTTP."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.playground.http import serving
from bot.playground.telegram import Telegram
from bot.playground.world import AUTHORISATION
from bot.settings import load
from bot.storage.lock import lock
from tests.commands import doctored
from tests.commands.keyboard import ROOT, Keyboard, keyboard

GROUP, HANNA = -1001000000001, 900


@dataclass
class First:
    """A host's first hour: Telegram, an empty folder, and where Telegram is."""

    telegram: Telegram
    folder: Path
    address: str

    @property
    def file(self) -> Path:
        return self.folder / ".env"

    @property
    def env(self) -> dict[str, str]:
        return {"BOT_API_URL": self.address}


@pytest.fixture
async def first(tmp_path: Path) -> AsyncIterator[First]:
    played = Telegram()
    played.user(HANNA, "Hanna", "en")
    async with serving(played) as address:
        yield First(played, tmp_path, address)


async def enters(host: Keyboard, *questions: str) -> None:
    """Enter alone to each of these."""
    for question in questions:
        await host.answers(question)


async def test_from_nothing_to_a_bot_with_a_support_group(first: First) -> None:
    """Who presses Start is seen, and so is a group the bot comes into; what is missing there is named until it is
    there. No update is taken from the bot that will start."""
    telegram = first.telegram
    async with keyboard("setup", first.folder, first.env) as host:
        await host.answers("Token, unseen", "1000001:wrong-but-looks-like-one")
        await host.sees("knows no bot by this BOT_TOKEN")
        await host.answers("Token, unseen", AUTHORISATION)
        await host.sees("This is Recourse, t.me/recourse_bot")

        await host.sees("press Start now")
        telegram.says(HANNA, "/start")
        await host.answers("1 Hanna (900)", "1")
        await host.sees("Hanna is told of what fails.")

        await host.sees("The support group")
        telegram.group(GROUP, "Helpers", forum=True, owner=HANNA)
        telegram.adds_bot(HANNA, GROUP)
        await host.answers(f"1 Helpers ({GROUP})", "1")
        await host.sees("I may not manage topics")
        await host.sees("I keep looking")
        telegram.promotes_bot(HANNA, GROUP)
        await host.sees("Cases go to Helpers")

        await host.answers("Who runs this bot", "Hanna, it's #1 of me")
        await host.answers("Language for buyers", "klingon")
        await host.sees("must be one of en, ru")
        await host.answers("Language for buyers")
        await host.answers("Days of silence", "90")
        await host.answers("Encrypt what buyers say", "y")
        await host.answers("Another address, unseen")
        await host.sees("for you alone to read")
        await host.sees("All is well.")
        await host.sees("make run")
        assert await host.ends() == 0
        screen = host.screen

    settings = load({}, str(first.file))
    assert (settings.bot_token, settings.operator_ids, settings.support_chat_id) == (AUTHORISATION, (HANNA,), GROUP)
    assert (settings.host_contact, settings.retention_days) == ("Hanna, it's #1 of me", 90)
    assert stat.S_IMODE(first.file.stat().st_mode) == 0o600
    assert [path.name for path in first.folder.iterdir() if path.is_file()] == [".env"]
    assert AUTHORISATION not in screen
    assert settings.encryption_keys[0] not in screen
    assert telegram.updates.peek()[0]["message"]["text"] == "/start", "it is for the bot to answer"


async def test_enter_leaves_everything_as_it_is_and_the_file_untouched(first: First) -> None:
    old = f"# mine\nBOT_TOKEN={AUTHORISATION}\nOTHER=thing # note\n"
    first.file.write_text(old)
    async with keyboard("setup", first.folder, first.env) as host:
        await enters(host, "Another token", "You. The bot", "The support group", "Who runs", "Language", "Days of")
        await enters(host, "Encrypt", "Another address")
        await host.sees("Nothing changed")
        assert await host.ends() == 0

    assert first.file.read_text() == old


async def test_ctrl_c_in_the_middle_leaves_nothing_half_written(first: First) -> None:
    async with keyboard("setup", first.folder, first.env) as host:
        await host.answers("Token, unseen", AUTHORISATION)
        await host.sees("press Start now")
        host.breaks_off()
        await host.sees("Broken off. Nothing was written.")
        assert await host.ends() == 1
        assert "Traceback" not in host.screen

    assert os.listdir(first.folder) == []


async def test_what_a_host_wrote_stays_where_it_is_and_a_group_is_found_by_a_link(first: First) -> None:
    """Comments, other names, the order; the webhook of another program goes only when the host says so."""
    telegram = first.telegram
    telegram.says(HANNA, "hello")
    telegram.group(GROUP, "Helpers", forum=True, owner=HANNA, bot="administrator")
    telegram.webhook = {"url": "https://old.example.org/x", "max_connections": 40}
    lines = [
        "# mine",
        f"BOT_TOKEN={AUTHORISATION}",
        "POSTGRES_PASSWORD='a # b'",
        "OPERATOR_IDS=5",
        "export LOG_LEVEL=INFO",
        "",
        "# end",
    ]
    first.file.write_text("\n".join(lines))
    first.file.chmod(0o644)
    async with keyboard("setup", first.folder, {**first.env, "DEFAULT_LANGUAGE": "ru", "NO_COLOR": "1"}) as host:
        await host.answers("Другой токен")
        await host.answers("Убрать его", "д")
        await host.answers("1 Hanna (900)", "1")
        await host.answers("Группа поддержки", f"https://t.me/c/{str(GROUP)[4:]}/17")
        await host.sees("Дела идут в Helpers")
        await enters(host, "Кто держит", "DEFAULT_LANGUAGE задан в окружении")
        await enters(host, "Через сколько", "Шифровать", "Другой адрес")
        await host.sees("читать его можете только вы")
        await host.sees("make run")
        assert await host.ends() == 0

    lines[3] = "OPERATOR_IDS=5,900"
    assert first.file.read_text() == "\n".join([*lines, f"SUPPORT_CHAT_ID={GROUP}", ""])
    assert stat.S_IMODE(first.file.stat().st_mode) == 0o600
    assert telegram.webhook == {}


async def test_updates_of_a_bot_that_runs_are_left_alone(first: First) -> None:
    path = doctored.database(first.folder)
    place = lock(f"sqlite:///{path}")
    assert place is not None
    await place.take()
    env = {**first.env, "BOT_TOKEN": AUTHORISATION, "DATABASE_URL": f"sqlite:///{path}"}
    async with keyboard("setup", first.folder, env) as host:
        await host.sees("BOT_TOKEN is set in the environment")
        await host.sees("A bot is running on this database")
        await host.answers("You. The bot", "900")
        await host.sees("this person has to open t.me/recourse_bot")
        host.breaks_off()
        await host.ends()
    await place.close()

    assert "getUpdates" not in {call.method for call in first.telegram.calls()}


async def test_with_nobody_at_a_terminal_it_says_what_to_do_instead(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "setup"),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, errors = await process.communicate(b"1000001:token\n")

    assert (process.returncode, said) == (2, b"")
    assert b"python -m bot doctor" in errors
    assert os.listdir(tmp_path) == []
