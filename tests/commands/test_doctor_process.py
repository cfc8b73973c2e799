"""`python -m bot doctor` as a process: what it prints, for people and for scripts, and how it ends."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.doctor_report import status, text
from bot.playground.http import serving
from bot.playground.world import AUTHORISATION
from bot.rendering.words import words
from bot.services.checks.finding import SEVERITY, Finding, Level
from bot.services.checks.table import Part, Seen
from bot.storage.store import open_store
from tests.commands import doctored
from tests.rendering.samples import macros

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def given(tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    played, path = doctored.telegram(), doctored.database(tmp_path)
    async with serving(played) as address:
        yield doctored.env(address, path)


async def doctor(*arguments: str, folder: Path, env: Mapping[str, str]) -> tuple[int | None, str]:
    """How it ended, and all that it printed."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor", *arguments),
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


async def test_scripts_get_json_and_people_get_lines_and_neither_gets_the_token(
    given: dict[str, str], tmp_path: Path
) -> None:
    status, said = await doctor("--json", folder=tmp_path, env={**given, "HOST_CONTACT": ""})
    broken, named = await doctor(folder=tmp_path, env={**given, "BOT_TOKEN": "1000001:nobody-knows-this-one"})

    told = json.loads(said)
    (contact,) = (one for one in told["findings"] if one["level"] != "well")
    assert (status, broken) == (0, 1)
    assert (told["level"], contact["check"], contact["part"]) == ("worth_knowing", "contact", "settings")
    assert "HOST_CONTACT" in contact["says"]
    assert "✗ broken  " in named
    assert "\x1b" not in named, "colours are for terminals"
    assert "nobody-knows" not in named
    assert AUTHORISATION not in said


async def test_it_lists_what_was_set_aside_without_its_words_in_the_language_that_is_set(
    given: dict[str, str], tmp_path: Path
) -> None:
    store = await open_store(given["DATABASE_URL"], lambda: datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    await store.park(17, '{"text": "private words"}', "KeyError", 101, 3)
    await store.close()
    status, said = await doctor("--parked", folder=tmp_path, env={**given, "DEFAULT_LANGUAGE": "ru"})

    assert (status, said) == (0, "Обновление 17, 2026-11-20 09:30 UTC: KeyError, 3 попытки\n")


def test_what_is_only_worth_knowing_fails_a_script_that_is_strict() -> None:
    well, noted, broken = (
        [Seen(Part.SETTINGS, Finding(check, well, {}))]
        for check, well in (("keys", True), ("keys", False), ("setting", False))
    )
    ends = [(status(found, strict=False), status(found, strict=True)) for found in (well, noted, broken)]

    assert ends == [(0, 0), (0, 1), (1, 1)]


def test_a_report_reads_the_same_without_colour_and_keeps_a_command_in_one_piece() -> None:
    facts = {"file": "/srv/recourse/data/recourse.db"}
    found = [
        Seen(Part.SETTINGS, Finding("settings", well=True, facts={"count": 3})),
        Seen(Part.DATABASE, Finding("database_open", well=False, facts=facts)),
    ]
    plain = text(found, words("en"), 60, colour=False)
    coloured = text(found, words("en"), 60, colour=True)

    assert [coloured := coloured.replace(f"\x1b[{code}m", "") for code in (0, 1, 31, 32, 33)][-1] == plain
    assert plain.splitlines() == [
        "How your bot is",
        "",
        "Settings",
        "  ✓ well    3 settings are given; the others have their",
        "            defaults.",
        "",
        "Database",
        "  ! note    Others on this machine can read the database.",
        "            Run: chmod 600 /srv/recourse/data/recourse.db",
        "",
        "Nothing is broken. 1 thing is worth knowing.",
    ]


def test_each_severity_is_of_a_finding_that_has_words() -> None:
    assert set(SEVERITY) <= set(macros("selftest"))
    assert Level.WELL not in SEVERITY.values()
