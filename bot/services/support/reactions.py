"""Reactions: a sign that one side puts on a message of the other is put on that message where it was written.

A small "seen" between people: it is no answer, wakes nobody and says nothing where it cannot be shown.
"""

from __future__ import annotations

from typing import Final

from bot.domain.ticket import Reaction, Side
from bot.services.support.floor import Floor
from bot.storage.changes import Post

ARRIVED: Final = "👌"
"""What stands on a message that arrived; it comes back when another sign is taken away."""


async def carry(floor: Floor, reaction: Reaction) -> None:
    """Carries it to the other side, if it is on something that came from there."""
    talks = floor.store.talks
    if floor.groups.at(reaction.chat_id) is None:
        relay = await floor.store.relay_with_buyer(reaction.chat_id, reaction.message_id)
        theirs = Side.VOLUNTEER
    else:
        relay = await talks.in_group(reaction.chat_id, reaction.message_id)
        theirs = Side.BUYER
    ticket = await floor.store.ticket(relay.case_id) if relay is not None and relay.side is theirs else None
    if relay is None or ticket is None:
        return
    to_group = theirs is Side.VOLUNTEER
    chat_id, source = (
        (ticket.group_id, relay.topic_message_id) if to_group else (ticket.chat_id, relay.buyer_message_id)
    )
    facts = {"source": source, "emoji": reaction.emoji or ARRIVED}
    post = Post(chat_id, "", facts, errand="react", ticket_id=ticket.case_id)
    await floor.store.remark(reaction.update_id, ticket, post)
