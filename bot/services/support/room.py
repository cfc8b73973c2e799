"""Room: the support group as a place. What its case cards say, and what to do when a topic, or the group, is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.ticket import Ticket
from bot.services.support import topics
from bot.services.support.card import card
from bot.services.support.floor import Floor
from bot.services.support.names import name_of
from bot.storage.changes import Post
from bot.storage.outbox import DuePost


class Room:
    """`hosts` are the private chats of whoever runs the bot."""

    def __init__(self, floor: Floor, hosts: Sequence[int] = ()) -> None:
        self._floor, self._store, self._clock = floor, floor.store, floor.clock
        self._hosts = hosts

    async def card(self, case_id: int) -> Mapping[str, Any] | None:
        """What the card of this case says now; None when the case is gone."""
        ticket = await self._store.ticket(case_id)
        scene = await self._floor.scene(ticket) if ticket is not None else None
        return card(scene, ticket) if scene is not None and ticket is not None else None

    async def name(self, case_id: int) -> Mapping[str, Any] | None:
        """What the name of the topic of this case says now; None when the case is gone."""
        ticket = await self._store.ticket(case_id)
        scene = await self._floor.scene(ticket) if ticket is not None else None
        return name_of(scene, ticket).facts() if scene is not None and ticket is not None else None

    async def newest(self, group_id: int) -> int:
        """The newest message id of this group that is known to be ours; 0: none."""
        return await self._store.traces.newest(group_id)

    async def topic_lost(self, due: DuePost) -> None:
        """The topic is not there: a new one is made, with the card and the files, before anything else goes there."""
        ticket = due.ticket
        if ticket is None:
            return
        scene = await self._floor.scene(ticket)
        if scene is not None and scene.record is not None:
            lost = f"{due.id}.{due.attempts}"
            posts = topics.opening(self._floor.group(ticket), scene, scene.record, ticket, lost)
            await self._store.traces.lost(ticket, *posts)

    async def topic_closed(self, ticket: Ticket) -> None:
        """Somebody closed the topic by hand while the case goes on: it is opened again first."""
        reopen = Post(self._floor.group(ticket).chat_id, "", {}, urgent=True, errand="reopen", ticket_id=ticket.case_id)
        await self._store.post(reopen)

    async def out_of_reach(self, due: DuePost, reason: str) -> None:
        """The group cannot be written to: the buyers who wait there and the host hear of it, once a day each."""
        day = f"{self._clock():%Y%m%d}"
        posts = [Post(host, "group_gone", {"reason": reason}, key=f"group_gone:{day}:{host}") for host in self._hosts]
        ticket = due.ticket
        if ticket is not None and (buyer := (await self._store.load(ticket.chat_id)).buyer) is not None:
            key = f"human_away:{ticket.case_id}:{day}"
            posts.append(Post(ticket.chat_id, "human_away", {}, buyer.language, key=key, ticket_id=ticket.case_id))
        await self._store.post(*posts)

    def sent(self, ticket: Ticket, source: int) -> Post:
        """The line that says of a volunteer's message that it was sent, where no sign can be set on it."""
        return topics.line(self._floor.group(ticket), ticket.case_id, "sent", answer=source)

    async def undelivered(self, due: DuePost, reason: str) -> None:
        """A message that was carried could not be delivered: whoever wrote it is told, never the opposite."""
        ticket, source = due.ticket, due.post.facts.get("source")
        if ticket is None or not source:
            return
        key = f"undelivered:{due.id}"
        if due.post.chat_id == ticket.chat_id:
            facts = {"key": "not_delivered", "reason": reason, "answer": source}
            post = Post(
                ticket.group_id, "line", facts, self._floor.group(ticket).language, key=key, ticket_id=ticket.case_id
            )
        else:
            buyer = (await self._store.load(ticket.chat_id)).buyer
            if buyer is None:
                return
            facts = {"answer": source}
            post = Post(ticket.chat_id, "human_missed", facts, buyer.language, key=key, ticket_id=ticket.case_id)
        await self._store.post(post)
