"""Notes: what volunteers write down about a case for each other. They are kept with the case, and the buyer never sees
them in the chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.room import NOTE_KEPT
from bot.domain.ticket import Remark, Ticket
from bot.services.support.floor import Command, Floor
from bot.storage.changes import Post

NOTE: Final = "note"
"""What such an entry in the case's timeline is called; its facts are `by` and `text`."""
_SHOWN: Final = 8


async def note(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/note: kept with the case."""
    said = remark.text.strip()
    text = said[:NOTE_KEPT]
    if not text:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "note_what"))
        return
    line = floor.line(
        remark, ticket, "noted" if text == said else "noted_cut", most=NOTE_KEPT, other=floor.other(remark, ticket)
    )
    await floor.answer(remark, ticket, line, events=((NOTE, {"by": remark.name, "text": text}),))


async def case(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/case: the card, at the bottom, and below it what was noted."""
    group = floor.group(ticket)
    card = Post(group.chat_id, "ticket", {}, group.language, errand="card", ticket_id=ticket.case_id)
    await floor.answer(remark, ticket, card, *await _noted(floor, ticket))


async def _noted(floor: Floor, ticket: Ticket) -> tuple[Post, ...]:
    group = floor.group(ticket)
    timeline = await floor.store.timeline(ticket.chat_id, ticket.case_id)
    notes = [{"at": one.at.date(), **one.facts} for one in timeline if one.kind == NOTE]
    if not notes:
        return ()
    facts = {"notes": notes[-_SHOWN:], "more": max(0, len(notes) - _SHOWN)}
    return (Post(group.chat_id, "notes", facts, group.language, ticket_id=ticket.case_id),)


COMMANDS: Final[Mapping[str, Command]] = {"note": note, "case": case}
