"""Whole conversations, as text files one can read. `make transcripts` plays them anew; read the diff before approving.

A file begins with `at <moment>` and `language <tag>`; lines that begin with `buyer` and `time` are played, everything
else is what the bot showed: `bot` a new message, `bot  ~` one edited in place, `[...]` a button, `⧉` a copy button.
"""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conversation import Conversation, conversation

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.rglob("*.txt"))
_SENT = re.compile(r"\((photo|video|document|voice|sticker|location|contact)(?:: (.*))?\)")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER).with_suffix("")))
def test_the_conversation_goes_as_approved(path: Path, request: pytest.FixtureRequest) -> None:
    """What the bot shows is, to the letter, what somebody read and approved."""
    approved = path.read_text("utf-8")
    shown = asyncio.run(_played(approved))
    if request.config.getoption("--approve"):
        path.write_text(shown, "utf-8")
    else:
        assert shown == approved


async def _played(approved: str) -> str:
    """The whole conversation again, as the file would hold it."""
    head, lines = _parse(approved)
    async with conversation(at=head["at"], language=head["language"]) as talk:
        for line in lines:
            await _play(talk, line)
        shown = "\n".join([f"at {head['at']}", f"language {head['language']}", head["about"], "", *talk.log])
        assert not talk.telegram.complaints
        assert not talk.telegram.unanswered()
    return "\n".join(line.rstrip() for line in shown.splitlines()) + "\n"


def _parse(text: str) -> tuple[dict[str, str], list[str]]:
    at, language, about, *rest = text.splitlines()
    head = {"at": at.removeprefix("at "), "language": language.removeprefix("language "), "about": about}
    return head, [line for line in rest if line.startswith(("buyer  ", "time   "))]


async def _play(talk: Conversation, line: str) -> None:
    kind, said = line[:7].strip(), line[7:]
    if kind == "time":
        await talk.until(datetime.strptime(said, "%Y-%m-%d %H:%M").replace(tzinfo=UTC))
    elif found := _SENT.fullmatch(said):
        await talk.sends(found[1], found[2])
    elif said.startswith("(edits) "):
        await talk.edits(said.removeprefix("(edits) ").replace(" ⏎ ", "\n"))
    elif said.startswith("[") and said.endswith("]"):
        await talk.taps(said[1:-1])
    else:
        await talk.says(said.replace(" ⏎ ", "\n"))
