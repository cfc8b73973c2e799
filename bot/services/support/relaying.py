"""Relaying: what of a topic goes to the buyer. Private unless it is meant for them: a reply to the card or to a
message of theirs, or /r."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.domain.ticket import RELAYED, Remark, Side, Standing, Ticket
from bot.services.support.carrying import carried
from bot.services.support.floor import Command, Floor
from bot.storage.changes import Post


async def relay(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/r, or a reply: this is for the buyer. Somebody else's case may be answered too; whose it is, is said once."""
    posts = await _relayed(floor, remark, ticket)
    if not remark.edited and any(post.chat_id == ticket.chat_id for post in posts):
        await floor.reply(remark, ticket, *posts, *floor.has_it(remark, ticket))
    else:
        await floor.answer(remark, ticket, *posts)


async def meant(floor: Floor, remark: Remark, ticket: Ticket) -> bool:
    """Whether what is no command replies to the card or to something of the buyer's."""
    if not remark.reply_to or remark.command:
        return False
    target = await floor.store.relay_in_topic(ticket.case_id, remark.reply_to)
    return target is not None and target.side in (Side.BUYER, Side.CARD)


async def was_sent(floor: Floor, remark: Remark, ticket: Ticket) -> bool:
    """Whether the buyer got it before it was corrected: then they get the correction. A private word stays one."""
    sent = await floor.store.relay_in_topic(ticket.case_id, remark.message_id)
    return sent is not None and sent.side is Side.VOLUNTEER


async def _relayed(floor: Floor, remark: Remark, ticket: Ticket) -> tuple[Post, ...]:
    """The message as the buyer will get it; or what stands in the way."""
    buyer = (await floor.store.load(ticket.chat_id)).buyer
    if buyer is None or ticket.standing is Standing.CLOSED:
        return (floor.line(remark, ticket, "is_closed"),)
    if remark.kind not in RELAYED:
        return (floor.line(remark, ticket, "cannot_carry"),)
    if remark.kind == "text" and not remark.text.strip():
        return (floor.line(remark, ticket, "nothing_said"),)
    head = {"who": remark.name, "edited": remark.edited, "talk": ticket.case_id}
    target = remark.message_id if remark.edited else remark.reply_to
    facts = {"source": remark.message_id, "chat": remark.group_id, "reply_to": target}
    post = Post(ticket.chat_id, "from_human", head, buyer.language, ticket_id=ticket.case_id)
    return carried(post, facts, remark.kind, remark.text, remark.html)


async def help_(floor: Floor, remark: Remark, ticket: Ticket | None) -> None:
    """/help: what can be said here."""
    await floor.answer(remark, ticket, replace(floor.line(remark, ticket, "help"), template="staff_help"))


COMMANDS: Final[Mapping[str, Command]] = {"r": relay}
