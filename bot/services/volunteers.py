"""Volunteers: what is written in the support group, and what comes of it.

Private unless it is meant for the buyer: a reply to the card or to a buyer's message, or /r. Who may do so is who is
in the group: Telegram lets nobody else write there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.domain.buyer import Buyer
from bot.domain.ticket import RELAYED, Ending, Remark, Side, Standing, Ticket
from bot.services import topics
from bot.services.desk import Contended
from bot.services.scene import Group
from bot.storage.changes import Changes, Post
from bot.storage.store import Store

_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Decision:
    """What a command comes to: the ticket after it, the line in the topic, and what the buyer is told."""

    ticket: Ticket
    line: str
    tell: str = ""


Decide = Callable[[Ticket, Remark], Decision]


def take(ticket: Ticket, remark: Remark) -> Decision:
    """I do this one."""
    if ticket.standing is Standing.CLOSED:
        return Decision(ticket, "is_closed")
    if ticket.taken_by is not None:
        return Decision(ticket, "yours_already" if ticket.taken_by == remark.by else "taken_by_other")
    return Decision(replace(ticket, taken_by=remark.by, taken_name=remark.name), "taken", "human_took")


def release(ticket: Ticket, _: Remark) -> Decision:
    """Somebody else may do it."""
    if ticket.standing is not Standing.TAKEN:
        return Decision(ticket, "nobody_has_it")
    return Decision(replace(ticket, taken_by=None, taken_name=""), "released")


def close(ticket: Ticket, remark: Remark) -> Decision:
    """It is done, well or not."""
    if ticket.standing is Standing.CLOSED:
        return Decision(ticket, "closed_already")
    said = remark.text.strip().lower()
    if said and said not in set(Ending):
        return Decision(ticket, "close_how")
    return Decision(replace(ticket, closed_at=remark.at, ending=said or None), "closed", "human_closed")


def reopen(ticket: Ticket, _: Remark) -> Decision:
    """It is not done after all."""
    if ticket.standing is not Standing.CLOSED:
        return Decision(ticket, "open_already")
    return Decision(replace(ticket, closed_at=None, ending=None), "reopened", "human_reopened")


DECISIONS: Final[Mapping[str, Decide]] = {"take": take, "release": release, "close": close, "reopen": reopen}
WORDS: Final = frozenset({*DECISIONS, "case", "r", "help"})


class Volunteers:
    """What the support group says, taken one message at a time."""

    def __init__(self, store: Store, group: Group) -> None:
        self._store, self._group = store, group

    async def take(self, remark: Remark) -> None:
        """One message of the group, committed when this returns; a second time it changes nothing."""
        ticket = await self._store.ticket_in(remark.group_id, remark.topic_id) if remark.topic_id else None
        if remark.edited:
            if ticket is not None and await self._was_sent(remark, ticket):
                await self._store.remark(remark.update_id, ticket, *await self._relayed(remark, ticket))
        elif ticket is None:
            if remark.command in WORDS:
                await self._store.remark(remark.update_id, None, self._answer(remark, None, "no_case_here"))
        elif remark.command in DECISIONS:
            await self._decide(remark, ticket.case_id)
        elif remark.command == "case":
            post = Post(
                self._group.chat_id, "ticket", {}, self._group.language, errand="card", ticket_id=ticket.case_id
            )
            await self._store.remark(remark.update_id, ticket, post)
        elif remark.command == "help":
            line = self._answer(remark, ticket, "help")
            await self._store.remark(remark.update_id, ticket, replace(line, template="staff_help"))
        elif remark.command == "r" or await self._meant(remark, ticket):
            await self._store.remark(remark.update_id, ticket, *await self._relayed(remark, ticket))

    async def _meant(self, remark: Remark, ticket: Ticket) -> bool:
        """Whether it replies to the card or to something of the buyer's."""
        if not remark.reply_to or remark.command:
            return False
        target = await self._store.relay_in_topic(ticket.case_id, remark.reply_to)
        return target is not None and target.side in (Side.BUYER, Side.CARD)

    async def _was_sent(self, remark: Remark, ticket: Ticket) -> bool:
        """Whether the buyer got it before it was corrected: then they get the correction. A private word stays one."""
        sent = await self._store.relay_in_topic(ticket.case_id, remark.message_id)
        return sent is not None and sent.side is Side.VOLUNTEER

    async def _relayed(self, remark: Remark, ticket: Ticket) -> tuple[Post, ...]:
        """The message as the buyer will get it; or what stands in the way."""
        buyer = (await self._store.load(ticket.chat_id)).buyer
        if buyer is None or ticket.standing is Standing.CLOSED:
            return (self._answer(remark, ticket, "is_closed"),)
        if remark.kind not in RELAYED:
            return (self._answer(remark, ticket, "cannot_carry"),)
        if remark.kind == "text" and not remark.text.strip():
            return (self._answer(remark, ticket, "nothing_said"),)
        head = {"who": remark.name, "edited": remark.edited, "talk": ticket.case_id}
        target = remark.message_id if remark.edited else remark.reply_to
        facts = {"source": remark.message_id, "chat": remark.group_id, "reply_to": target}
        post = Post(ticket.chat_id, "from_human", head, buyer.language, ticket_id=ticket.case_id)
        return topics.carried(post, facts, remark.kind, remark.text, remark.html)

    async def _decide(self, remark: Remark, case_id: int) -> None:
        """A decision about the ticket. It is saved with the buyer, whose turn may be under way at the same time."""
        for _ in range(_TRIES):
            ticket = await self._store.ticket(case_id)
            if ticket is None:
                return
            snapshot = await self._store.load(ticket.chat_id, remark.update_id)
            if snapshot.seen or snapshot.buyer is None:
                return
            decision = DECISIONS[remark.command](ticket, remark)
            if await self._store.commit(self._changes(remark, snapshot.buyer, ticket, decision)):
                return
        raise Contended

    def _changes(self, remark: Remark, buyer: Buyer, before: Ticket, decision: Decision) -> Changes:
        after = decision.ticket
        posts = [self._answer(remark, after, decision.line)]
        if after != before:
            posts.append(topics.card_again(self._group, after.case_id))
        if decision.tell:
            facts = {"case": after.case_id, "who": remark.name, "ending": after.ending}
            posts.append(Post(after.chat_id, decision.tell, facts, buyer.language, ticket_id=after.case_id))
        # What the buyer sees stays as it is: only a screen that was owed before is still owed.
        revision = buyer.revision + 1
        shown = revision if buyer.shown == buyer.revision else buyer.shown
        ended = after.standing is Standing.CLOSED and buyer.view == "talk" and buyer.case_id == after.case_id
        return Changes(
            update_id=remark.update_id,
            at=remark.at,
            buyer=replace(buyer, revision=revision, shown=shown, view="card" if ended else buyer.view),
            posts=tuple(posts),
            ticket=after,
        )

    def _answer(self, remark: Remark, ticket: Ticket | None, key: str) -> Post:
        """A line to the volunteer, below what they wrote, in their language."""
        facts: dict[str, Any] = {"key": key, "thread": remark.topic_id, "answer": remark.message_id}
        if ticket is not None:
            facts |= {"who": ticket.taken_name, "ending": ticket.ending}
        case_id = ticket.case_id if ticket is not None else None
        return Post(remark.group_id, "line", facts, remark.language, ticket_id=case_id)
