"""Room: the support group as a place. What its case cards say, and what to do when a topic, or the group, is gone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from bot.domain.ticket import Ticket
from bot.services.support import topics
from bot.services.support.card import card
from bot.services.support.filing import Filed, filed
from bot.services.support.floor import Floor
from bot.services.support.names import name_of
from bot.storage.changes import Post
from bot.storage.outbox import DuePost

_LATELY: Final = timedelta(minutes=30)
_ENOUGH: Final = 2
"""So many topics are made for one case within that time."""


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

    async def late(self, ticket: Ticket, of: str) -> list[dict[str, Any]]:
        """The files of an album of the buyer's, or the one of a message, that are not in the topic yet."""
        scene = await self._floor.scene(ticket)
        there = await self._store.traces.arrived(ticket.case_id, ticket.topic_id or 0)
        return [] if scene is None else topics.of_album(scene, of, there)

    async def filed(self, ticket: Ticket, sources: Collection[int]) -> list[Filed]:
        """Number and line of each file among these messages of the buyer's, as they are now."""
        scene = await self._floor.scene(ticket)
        files = scene.record.files if scene is not None and scene.record is not None else ()
        return [] if scene is None else filed(scene, (one for one in files if one.message_id in sources))

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

    async def in_vain(self, due: DuePost) -> bool:
        """Whether topics of this case were made within the last minutes, one in the place of the other: whatever is
        wrong, another one is as little found. What opens a topic comes right after it, so there one is enough."""
        if due.ticket is None:
            return False
        made = await self._store.traces.topics_made(due.ticket, self._clock() - _LATELY)
        return made >= (1 if due.post.urgent else _ENOUGH)

    def astray(self, ticket: Ticket) -> tuple[Post, ...]:
        """What belongs into the topic is in General: the hosts hear of it, once a day."""
        key, facts = f"astray:{self._clock():%Y%m%d}", {"case": ticket.case_id}
        return tuple(Post(host, "astray", facts, key=f"{key}:{host}") for host in self._hosts)

    def line(self, ticket: Ticket, key: str, source: int) -> Post:
        """A line about a volunteer's message, below it. One that says it was sent can take it back."""
        keys = {"keys": [[["undo", f"undo:{ticket.case_id}:{source}"]]]} if key == "sent" else {}
        return topics.line(self._floor.group(ticket), ticket.case_id, key, answer=source, **keys)

    async def undelivered(self, due: DuePost, reason: str) -> None:
        """What was carried could not be delivered: whoever wrote it is told, never the opposite, and may try again.
        The sign that it is on its way goes."""
        ticket = due.ticket
        if ticket is None:
            return
        to_buyer = due.post.chat_id == ticket.chat_id
        buyer = None if to_buyer else (await self._store.load(ticket.chat_id)).buyer
        group, posts = self._floor.group(ticket), []
        for source, row in ((facts.get("source"), row) for facts, row in zip(due.told, due.rows, strict=True)):
            if not source:
                continue
            key, facts = f"undelivered:{row}", {"answer": source}
            if to_buyer:
                again = [[["try_again", f"retry:{ticket.case_id}:{source}"]]]
                facts |= {"key": "not_delivered", "reason": reason, "keys": again}
                said = Post(group.chat_id, "line", facts, group.language, key=key, ticket_id=ticket.case_id)
            elif buyer is not None:
                facts["keys"] = [[["try_again", f"retry:{ticket.case_id}:0:{source}"]]]
                said = Post(ticket.chat_id, "human_missed", facts, buyer.language, key=key, ticket_id=ticket.case_id)
            else:
                continue
            clear = Post(said.chat_id, "", {"source": source, "emoji": ""}, errand="react", ticket_id=ticket.case_id)
            posts += [clear, said]
        await self._store.post(*posts)
