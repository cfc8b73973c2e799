"""Folders for files at work: nobody else's, bounded, and gone afterwards, also when the process was killed."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from pathlib import Path

import pytest

from bot.rendering.pictures.workbench import Workbench

ROOT = Path(__file__).resolve().parents[3]
_HOLDER = """
import asyncio, sys
from pathlib import Path
from bot.rendering.pictures.workbench import Workbench

async def hold():
    async with Workbench(Path(sys.argv[1])).folder() as path:
        (path / "photo").write_bytes(b"private")
        print(path.name, flush=True)
        await asyncio.Event().wait()

asyncio.run(hold())
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the folders lie."""
    return tmp_path / "recourse"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Another folder, with something in it that is nobody's business."""
    path = tmp_path / "elsewhere"
    path.mkdir()
    (path / "precious").write_text("kept")
    return path


async def _holder(root: Path) -> asyncio.subprocess.Process:
    """Another process with a folder there, at work in it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _HOLDER, str(root), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    await process.stdout.readline()
    return process


async def _killed(process: asyncio.subprocess.Process) -> None:
    process.kill()
    await process.communicate()


def _left(root: Path) -> int:
    """How many folders there are."""
    return len(list(root.iterdir()))


async def _fail(root: Path) -> None:
    async with Workbench(root).folder() as path:
        (path / "photo").write_bytes(b"private")
        raise ZeroDivisionError


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_a_folder_is_for_nobody_else_and_gone_with_the_work(root: Path) -> None:
    async with Workbench(root).folder() as path:
        (path / "photo").write_bytes(b"private")
        assert path.parent == root
        assert (_mode(root), _mode(path)) == (0o700, 0o700)
    assert _left(root) == 0


async def test_a_folder_is_gone_after_a_fault_too(root: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        await _fail(root)
    assert _left(root) == 0


async def test_a_folder_is_gone_when_the_work_was_called_off(root: Path) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with Workbench(root).folder() as path:
            (path / "photo").write_bytes(b"private")
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert _left(root) == 0


async def test_what_a_killed_process_left_is_swept_and_what_is_at_work_is_not(root: Path) -> None:
    dead, living = await _holder(root), await _holder(root)
    bench = Workbench(root)
    async with bench.folder() as own:
        await _killed(dead)
        assert _left(root) == 3
        assert bench.sweep() == 1
        assert own.exists()
        assert _left(root) == 2
        assert bench.sweep() == 0
    await _killed(living)
    assert bench.sweep() == 1
    assert _left(root) == 0


async def test_work_waits_for_room_and_is_served_in_order(root: Path) -> None:
    bench = Workbench(root, room=100)
    order: list[str] = []
    leave = asyncio.Event()

    async def work(name: str, room: int, wait: asyncio.Event | None = None) -> None:
        async with bench.folder(room):
            order.append(name)
            if wait is not None:
                await wait.wait()

    first = asyncio.create_task(work("first", 60, leave))
    await asyncio.sleep(0)
    large = asyncio.create_task(work("large", 100))
    await asyncio.sleep(0)
    small = asyncio.create_task(work("small", 10))
    for _ in range(5):
        await asyncio.sleep(0)
    assert order == ["first"]
    leave.set()
    await asyncio.gather(first, large, small)
    assert order == ["first", "large", "small"]


async def test_work_called_off_while_it_waits_takes_no_room(root: Path) -> None:
    bench = Workbench(root, room=100)
    async with bench.folder(60):
        waiting = asyncio.create_task(bench.folder(60).__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with bench.folder(100) as path:
        assert path.exists()


async def test_more_than_there_ever_is_is_refused_at_once(root: Path) -> None:
    with pytest.raises(ValueError, match="more than"):
        async with Workbench(root, room=100).folder(101):
            raise AssertionError


async def _refused(root: Path) -> bool:
    """Whether no work is done there, nor anything swept."""
    with pytest.raises(PermissionError):
        Workbench(root).sweep()
    with pytest.raises(PermissionError):
        await Workbench(root).folder().__aenter__()
    return True


async def test_a_root_that_leads_elsewhere_is_refused(root: Path, elsewhere: Path) -> None:
    os.symlink(elsewhere, root)
    assert await _refused(root)
    assert _left(elsewhere) == 1


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
async def test_a_root_of_somebody_else_is_refused(root: Path) -> None:
    os.mkdir(root)
    os.chown(root, 12345, 12345)
    assert await _refused(root)


async def test_a_root_that_others_could_read_is_closed(root: Path) -> None:
    os.mkdir(root, mode=0o755)
    async with Workbench(root).folder():
        assert _mode(root) == 0o700


def test_a_sweep_follows_no_link_out_of_the_root(root: Path, elsewhere: Path) -> None:
    root.mkdir(mode=0o700)
    (root / "link").symlink_to(elsewhere)
    Workbench(root).sweep()
    assert _left(elsewhere) == 1
