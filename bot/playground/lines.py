"""Lines of a script: what somebody does, as a value and as it is written.

    buyer  the parcel never came
    buyer  [Yes, that is right]
    buyer  (photo dead-charger: it shows 0 V)
    buyer  (edits) the parcel never came, 12 usd
    time   2026-06-10 12:00
    Vera   (A1) I have written to the seller.
    buyer  (← I have written) thank you

`↑1` after a button or in `(edits ↑1)` means: not the lowest such button or message, but the one above it. A backslash
before words that look like an act makes them words. The law: from `written(line)`, `line_of` makes the same line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

BUYER: Final = "buyer"
BOT: Final = "bot"
CLOCK: Final = "time"
MARGIN: Final = 7
"""What is said begins in this column."""

_WHO: Final = re.compile(r"([^\W\d_]+) (.*)")
_PLACE: Final = re.compile(r"\(([^()←]*?)(?: ?← ([^()←]+))?\) (.*)")
_SENDS: Final = re.compile(
    r"\((photo|album of \d+|video|document|voice|sticker|location|contact)(?: ([\w-]+))?(?:: (.*))?\)"
)
_EDITS: Final = re.compile(r"\(edits(?: ↑(\d+))?\) (.*)")
_TAPS: Final = re.compile(r"\[(.*)\](?: ↑(\d+))?")
_MOMENT: Final = "%Y-%m-%d %H:%M"
_BREAK: Final = " ⏎ "


class ScriptFault(ValueError):
    """A script that cannot be read; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody does something. `topic`: where in the group, by words of its name; `reply`: words of the message that
    is answered. None: in the private chat with the bot; to no message."""

    who: str = field(default=BUYER, kw_only=True)
    topic: str | None = field(default=None, kw_only=True)
    reply: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Says(Line):
    """Types a message."""

    text: str


@dataclass(frozen=True, slots=True)
class Edits(Line):
    """Edits a message of their own: the last one, or the one so many above it."""

    text: str
    above: int = 0


@dataclass(frozen=True, slots=True)
class Taps(Line):
    """Taps the lowest button with these words, or the one so many above it."""

    label: str
    above: int = 0


@dataclass(frozen=True, slots=True)
class Sends(Line):
    """Sends `photo`, `video`, `document`, `voice`, `sticker`, `location` or `contact`. `sample`: the name of a sample
    picture; `count`: how many pictures, of which more than one are an album."""

    what: str
    caption: str | None = None
    sample: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Time(Line):
    """The clock comes to a moment (UTC)."""

    moment: datetime
    who: str = field(default=CLOCK, kw_only=True)


def line_of(text: str) -> Line | None:
    """What a line makes somebody do; None where it only shows what the bot said. Raises `ScriptFault`."""
    if not text.strip() or text.startswith(" "):
        return None
    found = _WHO.fullmatch(text)
    if found is None:
        raise ScriptFault(f"nobody is named in: {text}")
    who, said = found[1], found[2].strip()
    if who == BOT:
        return None
    if who == CLOCK:
        return Time(_moment(said))
    place = _PLACE.fullmatch(said)
    if who == BUYER:
        answers = place is not None and place[2] and not place[1]
        return _deed(place[3], who, None, place[2]) if place and answers else _deed(said, who, None, None)
    if place is None or not place[1]:
        raise ScriptFault(f"{who} must say in which topic: {who}  (topic) text")
    return _deed(place[3], who, place[1], place[2])


def written(line: Line) -> str:
    """A line as it stands in a script."""
    place = " ".join(filter(None, [line.topic, f"← {line.reply}" if line.reply else None]))
    return f"{line.who:<{MARGIN - 2}}  {f'({place}) ' if place else ''}{_said(line)}"


def _moment(said: str) -> datetime:
    try:
        return datetime.strptime(said, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise ScriptFault(f"not a moment as in 2026-05-22 10:00: {said}") from None


def _deed(said: str, who: str, topic: str | None, reply: str | None) -> Line:
    if sent := _SENDS.fullmatch(said):
        album = sent[1].startswith("album")
        count = int(sent[1].rpartition(" ")[2]) if album else 1
        what = "photo" if album else sent[1]
        return Sends(what, _unfolded(sent[3]) if sent[3] else None, sent[2], count, who=who, topic=topic, reply=reply)
    if edited := _EDITS.fullmatch(said):
        return Edits(_unfolded(edited[2]), int(edited[1] or 0), who=who, topic=topic, reply=reply)
    if tapped := _TAPS.fullmatch(said):
        return Taps(tapped[1], int(tapped[2] or 0), who=who, topic=topic, reply=reply)
    return Says(_unfolded(said.removeprefix("\\")), who=who, topic=topic, reply=reply)


def _said(line: Line) -> str:
    match line:
        case Time():
            return f"{line.moment:{_MOMENT}}"
        case Taps():
            return f"[{line.label}]{_above(line.above)}"
        case Edits():
            return f"(edits{_above(line.above)}) {_folded(line.text)}"
        case Sends():
            what = line.what if line.count == 1 else f"album of {line.count}"
            sample = f" {line.sample}" if line.sample else ""
            return f"({what}{sample}{f': {_folded(line.caption)}' if line.caption else ''})"
        case Says():
            text = _folded(line.text)
            return text if _plain(text) else f"\\{text}"
    raise AssertionError(line)


def _plain(text: str) -> bool:
    """Read again, it is these words and not an act."""
    return line_of(f"{BUYER} {text}") == Says(_unfolded(text))


def _above(count: int) -> str:
    return f" ↑{count}" if count else ""


def _folded(text: str) -> str:
    return text.replace("\n", _BREAK)


def _unfolded(text: str) -> str:
    return text.replace(_BREAK, "\n")
