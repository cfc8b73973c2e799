"""Undoing: a volunteer takes back what they sent, or sends once more what failed.

Telegram lets a bot delete its own messages for two days; what is older stays, and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.numbers import number_in
from bot.domain.ticket import Remark, Ticket
from bot.services.support import topics
from bot.services.support.floor import Command, Floor
from bot.storage.changes import Post


async def undo(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/undo below what was sent, or its button: the buyer no longer has it. Where it does not say which: the button,
    below the newest."""
    source = _meant(remark)
    if not source:
        await _offer(floor, remark, ticket)
        return
    facts = {"source": source}
    sent = Post(ticket.chat_id, "", facts, errand="take_back", ticket_id=ticket.case_id)
    clear = Post(ticket.group_id, "", {**facts, "emoji": ""}, errand="react", ticket_id=ticket.case_id)
    waited = topics.line(floor.group(ticket), ticket.case_id, "not_sent_any_more", answer=source)
    await floor.store.talks.take_back(remark.update_id, ticket, source, sent, clear, waited)


async def _offer(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    newest = await floor.store.talks.newest_sent(ticket.case_id)
    if newest:
        keys = [[["undo", f"undo:{ticket.case_id}:{newest}"]]]
        line = floor.line(remark, ticket, "undo_this", answer=newest, keys=keys)
    else:
        line = floor.line(remark, ticket, "undo_nothing")
    await floor.answer(remark, ticket, line)


async def retry(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """The button below what could not be delivered, or /retry in answer to it."""
    source = _meant(remark)
    if not source:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "undo_what"))
        return
    facts = {"source": source, "tapped": remark.message_id if remark.query_id else 0}
    post = Post(ticket.group_id, "", facts, errand="retry", ticket_id=ticket.case_id)
    await floor.answer(remark, ticket, post)


def _meant(remark: Remark) -> int:
    """Which message is meant: a button names it, a command answers it. 0: none."""
    if remark.query_id:
        return number_in(remark.text)
    return remark.reply_to


COMMANDS: Final[Mapping[str, Command]] = {"undo": undo, "retry": retry}
