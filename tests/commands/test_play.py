"""`python -m bot play`: where it opens, and when it will not."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import aiohttp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PIPE = asyncio.subprocess.PIPE


async def play(
    *arguments: str, folder: Path, settings: Mapping[str, str] | None = None, shell: str = '"$@"', stdout: int = PIPE
) -> asyncio.subprocess.Process:
    """The playground as a process of its own, in a folder without settings but these. `shell`: how it is called."""
    clean = {name: text for name, text in os.environ.items() if name != "BOT_TOKEN"}
    command = ("sh", "-c", f"exec {shell}", "sh", sys.executable, "-m", "bot", "play", *arguments)
    environment = clean | {"PYTHONPATH": str(ROOT)} | dict(settings or {})
    return await asyncio.create_subprocess_exec(*command, cwd=folder, env=environment, stdout=stdout, stderr=PIPE)


async def opened(process: asyncio.subprocess.Process) -> tuple[str, str]:
    """Its address, and all that it said until then."""
    assert process.stdout is not None
    said = ""
    while "Ctrl+C" not in said:
        line = (await process.stdout.readline()).decode()
        assert line, (await process.communicate())[1].decode()
        said += line
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found is not None
    return found[0], said


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody has."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


async def test_it_opens_on_loopback_with_the_log_on_the_page_and_ends_when_told(tmp_path: Path) -> None:
    process = await play(folder=tmp_path)
    try:
        address, _ = await opened(process)
        async with aiohttp.ClientSession() as client, client.get(f"{address}/play/events") as events:
            told = ""
            while '"event": "profile_set"' not in told:
                told += (await events.content.readuntil(b"\n")).decode()
        assert '"volunteer": true' in told
    finally:
        process.terminate()
        _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")


async def test_a_second_one_says_that_it_took_the_next_port(tmp_path: Path) -> None:
    first = await play(folder=tmp_path)
    try:
        one, _ = await opened(first)
        second = await play(folder=tmp_path)
        try:
            other, said = await opened(second)
        finally:
            second.terminate()
            await second.communicate()
    finally:
        first.terminate()
        await first.communicate()
    assert one != other
    assert "Port 8085 is taken" in said


async def test_a_port_that_was_asked_for_and_is_taken_is_named_with_the_mend(tmp_path: Path, taken: int) -> None:
    process = await play("--port", str(taken), folder=tmp_path)
    _, errors = await process.communicate()

    assert process.returncode == 1
    (line,) = errors.decode().splitlines()
    assert f"Port {taken}" in line
    assert "--port N" in line


@pytest.mark.parametrize("where", ["environment", "file"])
async def test_beside_a_real_token_it_opens_only_when_asked(tmp_path: Path, taken: int, where: str) -> None:
    if where == "file":
        (tmp_path / ".env").write_text("BOT_TOKEN=1:real\n")
    settings = {"BOT_TOKEN": "1:real"} if where == "environment" else {}
    process = await play(folder=tmp_path, settings=settings)
    _, errors = await process.communicate()
    assert process.returncode == 1
    (line,) = errors.decode().splitlines()
    assert "BOT_TOKEN" in line
    assert "--beside-token" in line
    assert "1:real" not in line

    asked = await play("--beside-token", "--port", str(taken), folder=tmp_path, settings=settings)
    _, errors = await asked.communicate()
    assert f"Port {taken}".encode() in errors, "it came as far as the port"


@pytest.mark.parametrize("shell", ['"$@" <&-', '"$@" <&- >&-'])
async def test_it_ends_well_where_the_standard_streams_are_closed(tmp_path: Path, shell: str) -> None:
    process = await play("--terminal", folder=tmp_path, shell=shell)
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")


async def test_a_terminal_whose_output_nobody_reads_any_more_ends_without_a_word(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        process = await play("--terminal", folder=tmp_path, stdout=writing)
    finally:
        os.close(writing)
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (1, b"")
