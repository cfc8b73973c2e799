"""Doctored: a bot as a host has it, whole in every part, so that a test can break one of them and ask the doctor."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.commands.doctor import examined
from bot.playground.telegram import Telegram
from bot.playground.world import AUTHORISATION
from bot.services.checks.finding import Finding, Level
from bot.settings import read
from bot.storage import schema

GROUP = -1001000000001
HOST, VERA = 900, 901


def telegram(**more: Any) -> Telegram:
    """A support group with topics, the bot its administrator; whoever runs the bot has written to it."""
    played = Telegram(**more)
    played.user(HOST, "Hanna", "en")
    played.user(VERA, "Vera", "en")
    played.group(GROUP, "Recourse support", forum=True, bot="administrator", owner=VERA)
    played.says(HOST, "/start")
    return played


def database(folder: Path, version: str = schema.VERSION) -> Path:
    """A database as the bot makes it, at this version."""
    path = folder / "bot.db"
    with closing(sqlite3.connect(path)) as made:
        made.executescript(schema.script())
        made.execute("UPDATE alembic_version SET version_num = ?", (version,))
        made.commit()
    path.chmod(0o600)
    return path


def env(address: str, path: Path) -> dict[str, str]:
    """What this host has set."""
    return {
        "BOT_TOKEN": AUTHORISATION,
        "BOT_API_URL": address,
        "DATABASE_URL": f"sqlite:///{path}",
        "SUPPORT_CHAT_ID": str(GROUP),
        "OPERATOR_IDS": str(HOST),
        "HOST_CONTACT": "Hanna",
        "ENCRYPTION_KEYS": "A" * 43 + "=",
    }


async def found(given: dict[str, str], folder: Path) -> dict[str, Finding]:
    """What the doctor finds, by name."""
    return {seen.finding.check: seen.finding for seen in await examined(read(given), str(folder / ".env"))}


def wrong(findings: dict[str, Finding]) -> dict[str, Level]:
    """What is not well, and how bad it is."""
    return {name: one.level for name, one in findings.items() if not one.well}


def minutes_ago(minutes: int) -> int:
    """An instant as Telegram writes it."""
    return int(datetime.now(UTC).timestamp()) - 60 * minutes


@dataclass
class Host:
    """Telegram, what the host has set, and where."""

    telegram: Telegram
    env: dict[str, str]
    folder: Path
    path: Path

    async def asks(self, **other: str) -> dict[str, Finding]:
        """What the doctor finds, with these settings otherwise."""
        return await found({**self.env, **other}, self.folder)

    async def hears(self, **other: str) -> dict[str, Level]:
        """The same, of what is not well."""
        return wrong(await self.asks(**other))
