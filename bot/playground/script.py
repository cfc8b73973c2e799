"""Script: a conversation as a text one can read, and as values one can play.

    at 2026-05-22T10:00
    language en
    name Nina
    volunteers Vera, Max
    title en Nothing came
    about en Two months, no parcel: until when can I act?

    buyer  the parcel never came
    bot    This is what I understood: ...
           [Yes, that is right]
    buyer  [Yes, that is right]

The head ends at the first empty line. Only the moment (UTC) is needed there; words of any other kind may stand in it.
Below, lines that begin with `bot` or with a blank show what the bot said and are not played.
Look next: `lines.py` for what a line may be; `player.py` plays a script, `transcript.py` writes one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bot.playground.lines import Line, ScriptFault, line_of

_HEAD: Final = re.compile(r"(at|language|name|volunteers|title \w\w|about \w\w) +(.+)")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the lines. `volunteers`: who is in the group that helps, if there is one; `titles` and `about`
    by language; `text`: the head as it is written."""

    at: datetime
    language: str
    name: str
    volunteers: tuple[str, ...]
    titles: Mapping[str, str]
    about: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Script:
    """A head, and what is done, in order."""

    head: Head
    lines: tuple[Line, ...]


def parse(text: str) -> Script:
    """The script of a text; raises `ScriptFault`, which names the line."""
    rows = text.splitlines()
    end = next((number for number, row in enumerate(rows) if not row.strip()), len(rows))
    lines = []
    for number, row in enumerate(rows[end:], end + 1):
        try:
            line = line_of(row)
        except ScriptFault as fault:
            raise ScriptFault(f"line {number}: {fault}") from None
        if line is not None:
            lines.append(line)
    return Script(_head(rows[:end]), tuple(lines))


def _head(rows: list[str]) -> Head:
    known = {found[1]: found[2].strip() for row in rows if (found := _HEAD.fullmatch(row))}
    try:
        at = datetime.fromisoformat(known["at"]).replace(tzinfo=UTC)
    except (KeyError, ValueError):
        raise ScriptFault("line 1: a script begins with a moment, as in: at 2026-05-22T10:00") from None
    titles, about = (
        {name[-2:]: said for name, said in known.items() if name.startswith(kind)} for kind in ("title", "about")
    )
    volunteers = tuple(name.strip() for name in known.get("volunteers", "").split(",") if name.strip())
    return Head(at, known.get("language", "en"), known.get("name", "Ana"), volunteers, titles, about, "\n".join(rows))
