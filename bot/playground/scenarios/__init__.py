"""Scenarios: whole stories the page plays with one click, in the order of the list; each is a script (`script.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.playground.script import Script, parse
from bot.playground.world import JSON

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story; its id is the name of its file without the number that puts it in order."""

    id: str
    script: Script

    def card(self) -> JSON:
        """As the page lists it."""
        head = self.script.head
        return {"id": self.id, "title": dict(head.titles), "about": dict(head.about)}


def scenarios() -> tuple[Scenario, ...]:
    """All of them, in order; raises `ScriptFault` where a file cannot be read."""
    paths = sorted(FOLDER.glob("*.txt"), key=lambda path: int(path.stem.partition("_")[0]))
    return tuple(Scenario(path.stem.partition("_")[2], parse(path.read_text("utf-8"))) for path in paths)
