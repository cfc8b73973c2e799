"""Plain: a message as plain text for a terminal or a screen reader: links written out, letters set apart."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.playground.pointers import kind_of
from bot.playground.world import JSON


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a message; `letter`: they are there to be copied, line for line as they stand."""

    text: str
    letter: bool = False


def parts(message: JSON) -> list[Part]:
    """What a message says, in order. Formatting is left out, a link's address stands behind its words."""
    text = str(message.get("text", message.get("caption", "")))
    entities = message.get("entities") or message.get("caption_entities") or []
    units = text.encode("utf-16-le")  # Telegram counts in these
    spans = [(e["offset"] * 2, (e["offset"] + e["length"]) * 2, e) for e in entities]
    letters = [(start, stop) for start, stop, e in spans if e["type"] == "pre"]
    links = {stop: e["url"] for _, stop, e in spans if e["type"] == "text_link"}
    cuts = sorted({0, len(units), *links, *(cut for span in letters for cut in span)})
    said: list[Part] = []
    for start, stop in pairwise(cuts):
        words = units[start:stop].decode("utf-16-le") + (f" ({links[stop]})" if stop in links else "")
        letter = any(begin <= start and stop <= end for begin, end in letters)
        if said and not letter and not said[-1].letter:
            said[-1] = Part(said[-1].text + words)
        elif words.strip("\n"):
            said.append(Part(words.strip("\n") if letter or not said or said[-1].letter else words, letter))
    return said


def wrapped(text: str, width: int) -> str:
    """The text in lines no longer than the width, where words allow it; its own line breaks stay."""
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) if line.strip() else ""
        for line in text.rstrip().split("\n")
    )


def row(entries: Sequence[str], width: int) -> str:
    """Entries side by side, on as few lines as the width allows; an entry is not broken unless it is longer."""
    lines: list[str] = []
    for entry in entries:
        if lines and len(lines[-1]) + 2 + len(entry) <= width:
            lines[-1] += f"  {entry}"
        else:
            lines.append(entry)
    return "\n".join(wrapped(line, width) if len(line) > width else line for line in lines)


def attachment(messages: Sequence[JSON]) -> tuple[str, str] | None:
    """What a message, or an album, carries besides words: its kind; how many, or a file's name. None: nothing."""
    kind = kind_of(messages[0])
    if kind is None:
        return None
    name = messages[0]["document"].get("file_name") if kind == "document" else None
    count = f"× {len(messages)}" if len(messages) > 1 else None
    return kind, " ".join(filter(None, (count, name)))
