"""Work on pictures in processes of their own: what breaks there, breaks nothing here."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.rendering.pictures.examine import examine
from bot.rendering.pictures.faults import PictureFault
from bot.rendering.pictures.prepare import prepare
from bot.rendering.pictures.worker import MEMORY, aside, processes
from tests.pictures import draw, files
from tests.rendering.pictures.working import die, rest, take, wait_for_ever, whoami

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """Into which work says that it has begun."""
    path = tmp_path / "begun"
    os.mkfifo(path)
    return path


async def _begun(pipe: Path) -> int:
    """The process that works, as soon as it does."""
    return int(await asyncio.to_thread(pipe.read_text))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def test_work_is_done_beside_the_bot_and_its_process_is_kept() -> None:
    first = await aside(whoami, "")
    assert first != os.getpid()
    assert await aside(whoami, "") == first


async def test_a_process_that_breaks_is_a_fault_and_the_next_work_gets_a_fresh_one() -> None:
    before = await aside(whoami, "")
    with pytest.raises(PictureFault):
        await aside(die, "")
    assert await aside(whoami, "") != before


async def test_a_process_killed_in_the_middle_is_a_fault(pipe: Path) -> None:
    work = asyncio.create_task(aside(wait_for_ever, str(pipe)))
    os.kill(await _begun(pipe), signal.SIGKILL)
    with pytest.raises(PictureFault):
        await work
    assert await aside(whoami, "")


async def test_work_that_takes_too_long_is_ended_with_its_process(pipe: Path) -> None:
    await aside(whoami, "")
    work = asyncio.create_task(aside(wait_for_ever, str(pipe), seconds=2))
    process = await _begun(pipe)
    with pytest.raises(PictureFault, match="time"):
        await work
    assert not _lives(process)


async def test_work_nobody_waits_for_any_more_is_ended(pipe: Path) -> None:
    work = asyncio.create_task(aside(wait_for_ever, str(pipe)))
    process = await _begun(pipe)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert not _lives(process)


@pytest.mark.skipif(sys.platform != "linux", reason="the bound on memory is Linux's")
async def test_work_that_takes_too_much_memory_is_a_fault_and_less_is_not() -> None:
    megabytes = MEMORY // 1024 // 1024
    with pytest.raises(PictureFault, match="memory"):
        await aside(take, megabytes + 100)
    assert await aside(take, megabytes - 200) == megabytes - 200


async def test_what_the_work_raises_is_raised_here(tmp_path: Path) -> None:
    """No file: whoever asked was wrong, and that is no fault of a picture."""
    with pytest.raises(FileNotFoundError):
        await aside(examine, str(tmp_path / "none"))
    broken = tmp_path / "broken"
    broken.write_bytes(b"\xff\xd8\xff nothing more")
    with pytest.raises(PictureFault):
        await aside(prepare, str(broken), str(tmp_path / "out"), "", 2_000_000)


async def test_waiting_for_a_place_is_no_time_of_the_work() -> None:
    """Many at once: those at the end wait longer than any work may take, and are done all the same."""
    await aside(whoami, "")
    await asyncio.gather(*(aside(rest, 0.2, seconds=2) for _ in range(12 * processes())))


async def test_never_more_processes_at_work_than_there_are_places() -> None:
    assert 1 <= processes() <= 4
    assert len(set(await asyncio.gather(*(aside(whoami, "") for _ in range(12))))) <= processes()


async def test_the_process_loads_neither_the_bot_nor_telegram(tmp_path: Path) -> None:
    """Started as a host starts the bot: the process loads the main module, which must not be everything."""
    script = """
import asyncio, runpy, sys
from bot import __main__ as main
sys.modules["__main__"].__file__ = main.__file__
from bot.rendering.pictures.worker import aside
from bot.rendering.pictures.examine import examine
from tests.rendering.pictures.working import loaded

async def said():
    await aside(examine, sys.argv[1])
    print(*await aside(loaded, "telegram", "sqlalchemy", "jinja2", "babel", "aiohttp", "bot.app", "anyio"))

asyncio.run(said())
"""
    path = tmp_path / "photo"
    path.write_bytes(files.telegram_jpeg(draw.photo(size=draw.HALF)))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, str(path), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    modules, megabytes = said.decode().strip().rsplit(" ", 1)
    assert modules == "['anyio']"
    assert int(megabytes) < 60
