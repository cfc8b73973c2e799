"""Approved texts: a conversation is played anew and must be, to the letter, what somebody read and approved."""

from __future__ import annotations

from pathlib import Path

import anyio

from bot.playground.cast import GROUP, TITLE
from bot.playground.script import parse
from bot.playground.telegram import Telegram
from tests.conversation import conversation


async def holds(path: Path, *, approve: bool) -> None:
    """Plays the file and compares; `approve` writes it anew instead. Nothing may be refused or left unanswered."""
    file = anyio.Path(path)
    approved = await file.read_text("utf-8")
    shown = await _played(approved)
    if approve:
        await file.write_text(shown, "utf-8")
    else:
        assert shown == approved


async def _played(approved: str) -> str:
    script = parse(approved)
    head = script.head

    def prepare(telegram: Telegram) -> None:
        group = telegram.group(GROUP, TITLE, forum=True, bot="administrator")
        for number, name in enumerate(head.volunteers, 901):
            group.members[telegram.user(number, name, volunteer=True).id] = "member"

    at, (support, make) = head.at.isoformat(), (GROUP, prepare) if head.volunteers else (None, None)
    async with conversation(at, head.language, head.name, prepare=make, support=support) as talk:
        for line in script.lines:
            await talk.play(line)
        shown = "\n".join([head.text, "", *talk.log])
        assert not talk.telegram.complaints
        assert not talk.telegram.unanswered()
    return "\n".join(line.rstrip() for line in shown.splitlines()) + "\n"
