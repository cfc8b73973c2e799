"""The image that the Dockerfile describes runs: what it copies is enough, and all it writes is in /data and /tmp."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from bot.playground.http import serving
from bot.playground.telegram import Telegram
from tests.packaging.image import Image, entry
from tests.promises.buyers import Act, Person
from tests.promises.test_restart import ended, sees

_COMPILES: Final = """
import sys
import jinja2
def refuse(*given, **named): raise SystemExit("a template is compiled")
jinja2.Environment.compile = refuse
from bot.first_use import prepare
from bot.rendering.catalogues import languages, seller_languages, translations
prepare()
for language in (*languages(), *seller_languages()): translations(language)
sys.exit("a catalogue is compiled" if "babel.messages.pofile" in sys.modules else 0)
"""
_WORKS_ASIDE: Final = """
import asyncio
from bot.rendering.pictures.worker import aside
print(asyncio.run(aside(len, "four")))
"""
_PLACES: Final = "/ /recourse /recourse/templates/__pycache__ /venv /etc /data /tmp"
_WRITES: Final = f"for place in {_PLACES}; do touch $place/new 2>/dev/null && echo $place; done"


@asynccontextmanager
async def started(image: Image, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as the image starts it, until the block ends it."""
    process = await asyncio.create_subprocess_exec(
        *image.command([*entry(), "run"]), env=image.environment(**settings), stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_the_image_serves_a_buyer_and_ends_when_told(image: Image) -> None:
    """As its own user, with nothing to write to but /data and /tmp; the signal arrives; the file is where it belongs,
    though the setting is the one of .env.example; and a backup of it can be taken."""
    telegram = Telegram()
    ana = Person(telegram, telegram.user(101, "Ana", "en").id)
    async with serving(telegram) as address:
        settings = {"BOT_TOKEN": telegram.token, "BOT_API_URL": address, "LISTEN": "", "LOG_LEVEL": "ERROR"}
        async with started(image, **settings) as process:
            ana.do(Act("says", "/start"))
            await sees(ana, "Recourse")
            ana.do(Act("says", "My parcel never came, I paid 24.90 USD"))
            await sees(ana, "24.90")
            assert await ended(process, signal.SIGTERM) == 0
    assert telegram.unanswered() == []
    assert (image.root / "data" / "recourse.db").stat().st_uid == 10001
    kept = image.process([*entry(), "backup", "data/backups", "--keep", "14"])
    assert (kept.returncode, kept.stderr) == (0, "")
    assert len(list((image.root / "data" / "backups").iterdir())) == 1


def test_nothing_can_be_written_but_data_and_temporary_files(image: Image) -> None:
    """So whoever breaks in changes no code."""
    assert image.process(["sh", "-c", _WRITES]).stdout.split() == _PLACES.split()[-2:]


def test_nothing_is_left_to_compile(image: Image) -> None:
    """The first buyer after a start does not wait for what could have been done before, and no start does it again."""
    done = image.process(["python", "-c", _COMPILES])
    assert (done.returncode, done.stderr) == (0, "")


def test_pictures_are_worked_on_beside_the_bot(image: Image) -> None:
    """A process of its own with bounds of its own can be had."""
    assert image.process(["python", "-c", _WORKS_ASIDE]).stdout == "4\n"


def test_whoever_asks_a_bot_that_does_not_run_is_told_so(image: Image) -> None:
    """Docker shows the line beside "unhealthy"."""
    asked = image.process([*entry(), "healthy"])
    assert (asked.returncode, asked.stderr) == (1, "0.0.0.0:8080 does not answer (ConnectionRefusedError)\n")


def test_every_command_is_there(image: Image) -> None:
    """Also for `docker compose run --rm bot ...`."""
    done = image.process([*entry(), "help"])
    assert (done.returncode, done.stderr) == (0, "")
    assert "python -m bot [COMMAND]" in done.stdout
