"""Doctor's report: what was found, as lines for a terminal and as JSON. Read without colour, it says the same."""

from __future__ import annotations

import json
import re
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from bot.rendering.words import Words
from bot.services.checks.finding import Level
from bot.services.checks.table import Seen

_MARKS: Final = {Level.WELL: "✓", Level.WORTH_KNOWING: "!", Level.BROKEN: "✗"}
_COLOURS: Final = {Level.WELL: "32", Level.WORTH_KNOWING: "33", Level.BROKEN: "31"}
_COMMAND: Final = re.compile(r"(?:python -m bot|chmod) .+$")
_JOINED: Final = "\x1f"
_WIDEST: Final = 100
_NARROWEST: Final = 40


def worst(found: Sequence[Seen]) -> Level:
    """The level of the worst finding."""
    levels = {seen.finding.level for seen in found}
    return next((level for level in (Level.BROKEN, Level.WORTH_KNOWING) if level in levels), Level.WELL)


def status(found: Sequence[Seen], *, strict: bool) -> int:
    """How the process ends: 1 when something is broken or, with `strict`, worth knowing; else 0. Scripts rely on it."""
    bad = (Level.BROKEN, Level.WORTH_KNOWING) if strict else (Level.BROKEN,)
    return int(worst(found) in bad)


def text(found: Sequence[Seen], words: Words, width: int, *, colour: bool) -> str:
    """The report, ending in a line that sums it up. `width`: columns of the terminal."""
    columns = min(max(width, _NARROWEST), _WIDEST)
    called = {level: words.plain("doctor", level) for level in Level}
    room = max(map(len, called.values()))
    lines = [_bold(words.plain("doctor", "title"), colour)]
    for part, some in groupby(found, key=lambda seen: seen.part):
        lines += ["", _bold(words.plain("doctor", part), colour)]
        for seen in some:
            level = seen.finding.level
            head = f"  {_MARKS[level]} {called[level]:<{room}}  "
            told = _wrapped(_says(seen, words), columns - len(head))
            lines.append(_tinted(head, level, colour) + told[0])
            lines += [" " * len(head) + more for more in told[1:]]
    return "\n".join([*lines, "", _summary(found, words)])


def as_json(found: Sequence[Seen], words: Words) -> str:
    """The same for scripts: `level` of the whole, and each finding with its name, level, words and facts."""
    findings = [
        {
            "part": seen.part,
            "check": seen.finding.check,
            "level": seen.finding.level,
            "says": _says(seen, words),
            "facts": seen.finding.facts,
        }
        for seen in found
    ]
    return json.dumps({"level": worst(found), "findings": findings}, ensure_ascii=False, indent=2)


def _wrapped(said: str, room: int) -> list[str]:
    """A command stays in one piece, so that it can be copied."""
    whole = _COMMAND.sub(lambda found: found[0].replace(" ", _JOINED), said)
    lines = textwrap.wrap(whole, room, break_long_words=False, break_on_hyphens=False)
    return [line.replace(_JOINED, " ") for line in lines]


def _says(seen: Seen, words: Words) -> str:
    finding = seen.finding
    facts: Mapping[str, object] = {"well": finding.well, **finding.facts}
    return words.plain("selftest", finding.check, facts)


def _summary(found: Sequence[Seen], words: Words) -> str:
    counts = Counter(seen.finding.level for seen in found)
    if counts[Level.WELL] == len(found):
        return words.plain("doctor", "summary_well")
    return words.plain("doctor", "summary", {str(level): counts[level] for level in Level})


def _tinted(head: str, level: Level, colour: bool) -> str:
    return f"\x1b[{_COLOURS[level]}m{head}\x1b[0m" if colour else head


def _bold(heading: str, colour: bool) -> str:
    return f"\x1b[1m{heading}\x1b[0m" if colour else heading
