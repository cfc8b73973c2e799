"""Floor: what everything that volunteers do works with: the store, the groups, the rules, and a few ways to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from bot.domain.buyer import Buyer
from bot.domain.calendar import marketplace_day
from bot.domain.group import Group, Groups
from bot.domain.policy import Policy
from bot.domain.ticket import Remark, Standing, Ticket
from bot.services.checks.bench import Bench
from bot.services.desk import Contended
from bot.services.scene import Scene, Tongue
from bot.services.support import topics
from bot.services.support.asking import TALKING
from bot.storage.changes import Changes, Events, Post
from bot.storage.store import Store

_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Decision:
    """What a command comes to: the ticket after it, the line in the topic, what else is sent, and what the buyer is
    told."""

    ticket: Ticket
    line: str
    tell: str = ""
    posts: tuple[Post, ...] = ()
    bars: bool | None = None
    """Whether the buyer may ask no more after it; None: as before."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the words to the buyer mention."""


Decide = Callable[[Ticket, Remark], Decision]


@dataclass(frozen=True, slots=True)
class Floor:
    """Where volunteers work."""

    store: Store
    groups: Groups
    policy: Policy
    tongue: Tongue
    clock: Callable[[], datetime]
    bench: Bench | None = None
    promised: timedelta = timedelta(hours=24)
    """Within this a buyer should have an answer."""
    hosts: tuple[int, ...] = ()
    """The private chats of whoever runs the bot."""

    def group(self, ticket: Ticket) -> Group:
        """The group that has this case."""
        return self.groups.at(ticket.group_id) or self.groups.all[0]

    def others(self, remark: Remark, ticket: Ticket) -> bool:
        """Whether somebody else has this case."""
        return ticket.standing is Standing.TAKEN and ticket.taken_by != remark.by

    def other(self, remark: Remark, ticket: Ticket) -> str:
        """The name of somebody else who has this case; empty: nobody else has."""
        return ticket.taken_name if self.others(remark, ticket) else ""

    def line(self, remark: Remark, ticket: Ticket | None, key: str, **facts: Any) -> Post:
        """A line to the volunteer, below what they wrote, in their language. `key` is one of words/support.j2."""
        said: dict[str, Any] = {"key": key, "thread": remark.topic_id, "answer": remark.message_id}
        if ticket is not None:
            said |= {"who": ticket.taken_name, "ending": ticket.ending}
            said |= {"amount": ticket.amount and Decimal(ticket.amount), "currency": ticket.currency}
        case_id = ticket.case_id if ticket is not None else None
        return Post(remark.group_id, "line", said | facts, remark.language, ticket_id=case_id)

    def has_it(self, remark: Remark, ticket: Ticket) -> tuple[Post, ...]:
        """Whose case it is, for a volunteer who answers in it: said once to each while that one has it."""
        if not self.others(remark, ticket):
            return ()
        line = self.line(remark, ticket, "has_it")
        return (replace(line, key=f"has_it:{ticket.case_id}:{ticket.taken_by}:{remark.by}"),)

    async def answer(self, remark: Remark, ticket: Ticket | None, *posts: Post, events: Events = ()) -> bool:
        """Queues what follows from a remark and adds to the timeline of the case; False: it had its effect before."""
        return await self.store.remark(remark.update_id, ticket, *posts, events=events)

    async def reply(self, remark: Remark, ticket: Ticket, *posts: Post, events: Events = ()) -> bool:
        """The same where it goes to the buyer, who waits no longer."""
        return await self.store.remark(remark.update_id, ticket, *posts, events=events, answers=True)

    async def scene(self, ticket: Ticket) -> Scene | None:
        """The buyer's case as it stands now; None when it is gone."""
        record = await self.store.record(ticket.chat_id, ticket.case_id)
        buyer = (await self.store.load(ticket.chat_id)).buyer
        if record is None or buyer is None:
            return None
        now = self.clock()
        today = marketplace_day(now, self.policy)
        return Scene(buyer, record, now, today, self.policy, self.tongue, groups=self.groups)

    async def decide(self, remark: Remark, ticket: Ticket, decide: Decide) -> None:
        """A decision about the ticket. It is saved with the buyer, whose turn may be under way at the same time."""
        for _ in range(_TRIES):
            found = await self.store.ticket(ticket.case_id)
            if found is None:
                return
            snapshot = await self.store.load(found.chat_id, remark.update_id)
            if snapshot.seen or snapshot.buyer is None:
                return
            if await self.store.commit(self._changes(remark, snapshot.buyer, found, decide(found, remark))):
                return
        raise Contended

    def _changes(self, remark: Remark, buyer: Buyer, before: Ticket, decision: Decision) -> Changes:
        after = decision.ticket
        other = self.other(remark, before) if after != before else ""
        posts = [self.line(remark, after, decision.line, by=remark.name, other=other), *decision.posts]
        if after != before:
            posts += topics.anew(self.group(after), after.case_id)
        if decision.tell:
            facts = {"case": after.case_id, "who": after.taken_name or remark.name, **decision.facts}
            posts.append(Post(after.chat_id, decision.tell, facts, buyer.language, ticket_id=after.case_id))
        # What the buyer sees stays as it is: only a screen that was owed before is still owed.
        revision = buyer.revision + 1
        shown = revision if buyer.shown == buyer.revision else buyer.shown
        closed = after.standing is Standing.CLOSED and buyer.case_id == after.case_id
        ended = buyer.view.partition(":")[0] in TALKING and (closed or decision.bars is True)
        barred = buyer.barred if decision.bars is None else decision.bars
        return Changes(
            update_id=remark.update_id,
            at=remark.at,
            buyer=replace(buyer, revision=revision, shown=shown, view="card" if ended else buyer.view, barred=barred),
            posts=tuple(posts),
            ticket=after,
            silenced=decision.bars is True,
            decided=((decision.line, {"by": remark.name, "ending": after.ending}),) if after != before else (),
        )


Command = Callable[[Floor, Remark, Ticket], Awaitable[None]]
"""What a word, or a button, of a volunteer does about the case whose topic it was said in."""
Everywhere = Callable[[Floor, Remark, Ticket | None], Awaitable[None]]
"""The same where no case is needed."""
