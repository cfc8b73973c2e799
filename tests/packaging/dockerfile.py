"""Dockerfile: read into stages and instructions, so far as ours uses the language; and what .dockerignore lets in."""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Instruction:
    """`what` in capitals: RUN, COPY; `text` without the breaks of its lines."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Stage:
    """`base` is an image, or the name of a stage above."""

    name: str
    base: str
    instructions: tuple[Instruction, ...]

    def all(self, what: str) -> list[str]:
        """The texts of all instructions of a kind, in their order."""
        return [one.text for one in self.instructions if one.what == what]


def stages() -> list[Stage]:
    """Those of the Dockerfile, in their order. The last one is the image."""
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.lstrip().startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    instructions = [Instruction(*line.split(maxsplit=1)) for line in whole.splitlines() if line.strip()]
    found: list[Stage] = []
    for one in instructions:
        if one.what == "FROM":
            base, _, name = one.text.partition(" AS ")
            found.append(Stage(name, base, ()))
        else:
            last = found.pop()
            found.append(Stage(last.name, last.base, (*last.instructions, one)))
    return found


def environment(*of: Stage) -> dict[str, str]:
    """What their ENV lines set, with PATH as it would be on a machine with nothing else."""
    pairs = [pair.partition("=") for stage in of for text in stage.all("ENV") for pair in shlex.split(text)]
    return {name: value.replace("$PATH", "/usr/local/bin:/usr/bin:/bin") for name, _, value in pairs}


def context(target: Path) -> None:
    """Copies there what `COPY . .` would get: a checkout, less what .dockerignore keeps out."""
    rules = _rules()
    for top in ROOT.iterdir():
        if _wanted(top.name, rules):
            for path in (top, *top.rglob("*")):
                relative = path.relative_to(ROOT)
                if path.is_file() and not _ignored(relative, rules):
                    (target / relative).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, target / relative)


def ignored(relative: str) -> bool:
    """Whether .dockerignore keeps a path out."""
    return _ignored(Path(relative), _rules())


def _rules() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _wanted(top: str, rules: list[str]) -> bool:
    """Whether anything below can be let in: so nobody walks through all of an environment."""
    return any(rule.startswith("!") and fnmatch(top, rule[1:].split("/")[0]) for rule in rules)


def _ignored(relative: Path, rules: list[str]) -> bool:
    """The last rule that fits the path, or a folder above it, decides."""
    above = [f"/{one}" for one in (relative, *relative.parents) if one.parts]
    out = False
    for rule in rules:
        pattern = f"/{rule.removeprefix('!')}".replace("/**/", "*/")
        if any(fnmatch(one, pattern) for one in above):
            out = not rule.startswith("!")
    return out
