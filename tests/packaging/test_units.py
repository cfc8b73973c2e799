"""The units of systemd: read by systemd without a complaint, shut in tightly, and the bot works so shut in."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.playground.http import serving
from bot.playground.telegram import Telegram
from tests.packaging.confined import confinement, settings
from tests.packaging.dockerfile import ROOT
from tests.packaging.tool import said
from tests.promises.buyers import Act, Person
from tests.promises.test_restart import ended, sees

DEPLOY = ROOT / "deploy"
SERVICE, BACKUP, TIMER = (DEPLOY / f"recourse{end}" for end in (".service", "-backup.service", "-backup.timer"))
_LOOSEST = 1.5
"""Of ten, by systemd's own count; what is open is the network, and what workers need."""
_OWN = {"Type", "ExecStart", "Restart", "RestartSec", "RestartPreventExitStatus", "KillMode", "TimeoutStopSec"} | {
    *("MemoryMax", "TasksMax", "TimeoutStartSec", "Nice", "IOSchedulingClass", "Description", "Documentation"),
    *("Wants", "After", "StartLimitIntervalSec", "WantedBy"),
}
"""What the two services differ in; the rest is what they may touch and do."""
_TRIED = """
import asyncio, ctypes, mmap, os, socket
from cryptography.fernet import Fernet
from bot.commands.loop import run
from bot.rendering.pictures.worker import aside
def refused(trial):
    try: trial()
    except OSError: return True
    return False
async def main():
    asyncio.get_running_loop().call_soon(Fernet.generate_key)
    print(await aside(len, "four"))
    print(refused(lambda: os.chroot("/")), refused(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)))
    return 0
run(main())
"""


def test_systemd_has_nothing_to_complain_of(tmp_path: Path) -> None:
    """With a program where the unit expects ours."""
    for unit in (SERVICE, BACKUP, TIMER):
        text = unit.read_text().replace("/opt/recourse/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(text)
    assert said("systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))) == ""


@pytest.mark.parametrize("unit", [SERVICE, BACKUP], ids=lambda unit: unit.name)
def test_systemd_calls_it_tight(unit: Path) -> None:
    """The figure of `systemd-analyze security`: 10 is a service with all rights, 0 one with none."""
    told = said("systemd-analyze", "security", "--offline=true", "--no-pager", str(unit))
    score = re.search(r"exposure level for \S+: ([0-9.]+)", told)
    assert score is not None
    assert float(score[1]) <= _LOOSEST


def test_the_backup_may_do_no_more_than_the_bot() -> None:
    """What is written in two files is the same in both."""
    bot, backup = (
        {name: value for name, value in settings(one).items() if name not in _OWN} for one in (SERVICE, BACKUP)
    )
    assert bot == backup
    assert {"ReadWritePaths", "SystemCallFilter", "CapabilityBoundingSet"} <= bot.keys()


@pytest.mark.parametrize("unit", [SERVICE, BACKUP], ids=lambda unit: unit.name)
def test_units_run_commands_there_are(unit: Path) -> None:
    (line,) = settings(unit)["ExecStart"]
    assert line.split()[1:3] == ["-m", "bot"]
    assert line.split()[3] in COMMANDS


async def test_the_bot_works_with_what_the_unit_leaves_it(tmp_path: Path) -> None:
    """A conversation under the very filter; then it is told to end, and does; and a backup is taken, under its own."""
    telegram = Telegram()
    ana = Person(telegram, telegram.user(101, "Ana", "en").id)
    async with serving(telegram) as address:
        given = {"BOT_TOKEN": telegram.token, "BOT_API_URL": address, "LOG_LEVEL": "ERROR"}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            env={**os.environ, **given, "DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}"},
            preexec_fn=confinement(SERVICE),
        )
        ana.do(Act("says", "/start"))
        await sees(ana, "Recourse")
        ana.do(Act("says", "My parcel never came, I paid 24.90 USD"))
        await sees(ana, "24.90")
        assert await ended(process, signal.SIGTERM) == 0
    backup = settings(BACKUP)["ExecStart"][0].split()[1:]
    given = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}", "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *backup, cwd=tmp_path, env=given, preexec_fn=confinement(BACKUP)
    )
    assert await process.wait() == 0
    assert len(list((tmp_path / "data" / "backups").iterdir())) == 1


def test_workers_and_keys_work_with_what_the_unit_leaves_them() -> None:
    """Pictures are worked on in a process with bounds of its own; what nobody needs is refused."""
    done = subprocess.run(
        [sys.executable, "-c", _TRIED],
        cwd=ROOT,
        preexec_fn=confinement(SERVICE),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["4", "True", "True"]
