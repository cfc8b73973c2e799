"""Image: what the Dockerfile makes, made without Docker: a root of its own where only what is copied lies, at its path.

The interpreter and the system's libraries are this machine's, and only the libraries of requirements.lock are there.
What is said to RUN for the product is run, and the bot then lives there as the image would: its user, its environment,
everything read-only but /data and /tmp. It takes Linux and root; elsewhere whoever asks is told why not.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

from tests.packaging.dockerfile import ROOT, context, environment, stages

BASE, LIBRARIES, PRODUCT, POSTGRES, FINAL = stages()
_SYSTEM: Final = ("usr", "bin", "lib", "lib32", "lib64", "etc", "proc", "dev")
_SITE: Final = Path("lib", f"python{sys.version_info.major}.{sys.version_info.minor}", "site-packages")


def missing() -> str | None:
    """Why this machine can't; None: it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root on Linux can give a process a root of its own"
    tool = shutil.which("unshare")
    if tool is None or subprocess.run([tool, "--mount", "true"], check=False).returncode:
        return "this machine does not let a process have mounts of its own"
    return None


@dataclass(frozen=True, slots=True)
class Image:
    """`root` holds /recourse, /venv and /data; the rest is mounted when something runs."""

    root: Path

    def build(self) -> None:
        """What COPY and RUN of the product would leave."""
        for folder in ("recourse", "data", "tmp", "libraries", *_SYSTEM):
            (self.root / folder).mkdir()
        self.root.chmod(0o755)
        context(self.root / "recourse")
        _libraries(self.root / "venv")
        for command in PRODUCT.all("RUN"):
            self.process(["sh", "-c", command], user=0, writable=True).check_returncode()
        os.chown(self.root / "data", 10001, 10001)
        (self.root / "data").chmod(0o700)

    def process(
        self, command: list[str], *, user: int = 10001, writable: bool = False, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Runs it to its end, within a minute."""
        line = self.command(command, user=user, writable=writable)
        return subprocess.run(
            line, env=self.environment(**more), capture_output=True, text=True, timeout=60, check=False
        )

    def command(self, command: list[str], *, user: int = 10001, writable: bool = False) -> list[str]:
        """What starts it inside."""
        script = [
            "set -e",
            f"cd {shlex.quote(str(self.root))}",
            *(f"[ ! -e /{one} ] || mount --rbind /{one} {one}" for one in _SYSTEM),
            f"mount --bind {shlex.quote(sys.prefix)} libraries",
            *_interpreter(Path(sys.base_prefix)),
            "mount -t tmpfs -o mode=1777 tmpfs tmp",
            *([] if writable else [f"mount --bind {one} {one}; mount -o remount,bind,ro {one}" for one in _READ_ONLY]),
            "exec unshare --root=. --wd=/recourse "
            f"setpriv --reuid={user} --regid={user} --clear-groups --no-new-privs --bounding-set=-all "
            f"{shlex.join(command)}",
        ]
        return ["unshare", "--mount", "--propagation", "private", "sh", "-c", "\n".join(script)]

    def environment(self, **more: str) -> dict[str, str]:
        """What ENV says, and a few more."""
        return environment(BASE, FINAL) | more


_READ_ONLY: Final = ("recourse", "venv", "libraries")


def entry() -> list[str]:
    """How the image starts, by its ENTRYPOINT."""
    started: list[str] = json.loads(FINAL.all("ENTRYPOINT")[0])
    return started


def _interpreter(home: Path) -> list[str]:
    """Mounts what this Python itself needs, at the path it has, unless that is the system's."""
    if home.parts[1] in _SYSTEM:
        return []
    inside = shlex.quote(str(home.relative_to("/")))
    return [f"mkdir -p {inside}", f"mount --bind {shlex.quote(str(home))} {inside}"]


def _libraries(venv: Path) -> None:
    """An environment with what requirements.lock names and nothing else; links into the one of this process."""
    site = venv / _SITE
    site.mkdir(parents=True)
    shutil.copy(Path(sys.prefix, "pyvenv.cfg"), venv)
    (venv / "bin").mkdir()
    for name in ("python", "python3"):
        (venv / "bin" / name).symlink_to(Path(sys.base_prefix, "bin", "python3"))
    lock = (ROOT / "requirements.lock").read_text()
    for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE):
        for top in {file.parts[0] for file in distribution(name).files or () if ".." not in file.parts}:
            if not (site / top).is_symlink():
                (site / top).symlink_to(Path("/libraries") / _SITE / top)
