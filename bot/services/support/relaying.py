"""Relaying: what of a topic goes to the buyer. Private unless it is meant for them: a reply to the card or to a
message of theirs, or /r."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeGuard

from bot.domain.ticket import REFUSED, RELAYED, Relay, Remark, Side, Standing, Ticket
from bot.services.support import topics
from bot.services.support.carrying import Piece, carried
from bot.services.support.floor import Command, Floor
from bot.storage.changes import Post


async def relay(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/r, or a reply: this is for the buyer. Somebody else's case may be answered too; whose it is, is said once."""
    posts = await _relayed(floor, remark, ticket)
    if any(post.chat_id == ticket.chat_id for post in posts):
        await floor.reply(remark, ticket, *posts, *floor.has_it(remark, ticket))
    else:
        await floor.answer(remark, ticket, *posts)


async def meant(floor: Floor, remark: Remark, ticket: Ticket) -> bool:
    """Whether what is no command replies to the card or to something of the buyer's. Of an album sent with /r only one
    part has the word; the others go along."""
    if remark.command:
        return False
    if remark.album and await floor.store.talks.posted(_album_key(remark)):
        return True
    if not remark.reply_to:
        return False
    target = await floor.store.relay_in_topic(ticket.case_id, remark.reply_to)
    return target is not None and target.side in (Side.BUYER, Side.CARD)


async def was_carried(floor: Floor, remark: Remark, ticket: Ticket) -> bool:
    """Whether a corrected message was for the buyer: they got it, or it is on its way. A private word stays one."""
    if remark.kind in _MOVING:
        return False
    sent = await floor.store.relay_in_topic(ticket.case_id, remark.message_id)
    return _is_theirs(sent) or await floor.store.talks.on_its_way(ticket, remark.message_id)


def _is_theirs(relay: Relay | None) -> TypeGuard[Relay]:
    return relay is not None and relay.side is Side.VOLUNTEER


async def correct(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """What the buyer got before it was corrected is corrected there too, in a message of its own, so that nothing
    changes behind their back; what they have of it is shown to the volunteers, who see the new words only. What still
    waits is sent as it is now."""
    sent = await floor.store.relay_in_topic(ticket.case_id, remark.message_id)
    before = _before(floor, remark, ticket, sent.buyer_message_id) if _is_theirs(sent) else ()
    await floor.answer(remark, ticket, *before, *await _relayed(floor, remark, ticket))


def _before(floor: Floor, remark: Remark, ticket: Ticket, message_id: int) -> tuple[Post, ...]:
    group, key = floor.group(ticket), f"{ticket.case_id}:{message_id}"
    line = topics.line(group, ticket.case_id, "before", answer=remark.message_id)
    kept = Post(group.chat_id, "", {"kept": message_id}, errand="keep", ticket_id=ticket.case_id, key=f"kept:{key}")
    return replace(line, key=f"before:{key}"), kept


async def _relayed(floor: Floor, remark: Remark, ticket: Ticket) -> tuple[Post, ...]:
    """The message as the buyer will get it; or what stands in the way."""
    buyer = (await floor.store.load(ticket.chat_id)).buyer
    if buyer is None or ticket.standing is Standing.CLOSED:
        return (floor.line(remark, ticket, "is_closed"),)
    if remark.kind not in RELAYED:
        return (floor.line(remark, ticket, "cannot_carry", reason=REFUSED.get(remark.kind, "")),)
    if remark.kind == "text" and not remark.text.strip():
        return (floor.line(remark, ticket, "nothing_said"),)
    head = {"who": remark.name, "edited": remark.edited, "talk": ticket.case_id}
    target = remark.message_id if remark.edited else remark.reply_to
    facts = {"source": remark.message_id, "chat": remark.group_id, "reply_to": target}
    post = Post(ticket.chat_id, "from_human", head, buyer.language, ticket_id=ticket.case_id)
    piece = Piece(remark.kind, remark.text, remark.html, remark.file_id, "" if remark.edited else remark.album)
    posts = carried(post, facts, piece, remark.at)
    if not (remark.album and remark.command) or await floor.store.talks.posted(_album_key(remark)):
        return posts
    return replace(posts[0], key=_album_key(remark)), *posts[1:]


def _album_key(remark: Remark) -> str:
    """Says of an album that it is for the buyer."""
    return f"album:{remark.group_id}:{remark.album}"


_MOVING: Final = frozenset({"location", "venue", "poll", "game"})
"""What Telegram changes by itself: that is no correction."""


async def help_(floor: Floor, remark: Remark, ticket: Ticket | None) -> None:
    """/help: what can be said here."""
    await floor.answer(remark, ticket, replace(floor.line(remark, ticket, "help"), template="staff_help"))


COMMANDS: Final[Mapping[str, Command]] = {"r": relay}
