"""Whole conversations, as text files one can read. `make transcripts` plays them anew; read the diff before approving.

What a file may hold is told in `bot/playground/script.py` and `lines.py`. What the bot showed: `bot` is a new message,
`bot  ~` one edited in place, `[...]` a button, `⧉` a copy button.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.playground.script import parse
from tests.conversation import conversation

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.rglob("*.txt"))


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
    script = parse(approved)
    head = script.head
    async with conversation(at=head.at.isoformat(), language=head.language, name=head.name) as talk:
        for line in script.lines:
            await talk.play(line)
        shown = "\n".join([head.text, "", *talk.log])
        assert not talk.telegram.complaints
        assert not talk.telegram.unanswered()
    return "\n".join(line.rstrip() for line in shown.splitlines()) + "\n"
