"""Volunteers: what is written and tapped in a support group, and whose affair it is. A table of commands.

A button of ours in a topic is a command too: its data name the word, the case, and what would be typed behind it. Who
may do so is who is in the group: Telegram lets nobody else write there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.group import Volunteer
from bot.domain.ticket import Remark, Ticket
from bot.services.support import assigning, canned, closing, decisions, notes, queue, relaying, weekly
from bot.services.support.floor import Command, Everywhere, Floor

COMMANDS: Final[Mapping[str, Command]] = {
    **decisions.COMMANDS,
    **assigning.COMMANDS,
    **closing.COMMANDS,
    **relaying.COMMANDS,
    **notes.COMMANDS,
    **canned.COMMANDS,
}
"""Said of a case, in its topic."""
EVERYWHERE: Final[Mapping[str, Everywhere]] = {
    "help": relaying.help_,
    **queue.EVERYWHERE,
    **weekly.EVERYWHERE,
}
"""Said anywhere in the group."""


class Volunteers:
    """What the support groups say, taken one message at a time."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._met: dict[tuple[int, int], Volunteer] = {}

    async def take(self, remark: Remark) -> None:
        """One message or tap, committed when this returns; a second time it changes nothing."""
        await self._meet(Volunteer(remark.group_id, remark.by, remark.name, remark.username))
        floor, ticket = self._floor, await self._ticket(remark)
        if remark.edited:
            if ticket is not None and await relaying.was_sent(floor, remark, ticket):
                await relaying.relay(floor, remark, ticket)
        elif remark.command in EVERYWHERE:
            await EVERYWHERE[remark.command](floor, remark, ticket)
        elif ticket is None:
            if remark.command in COMMANDS:
                await floor.answer(remark, None, floor.line(remark, None, "no_case_here"))
        elif remark.command in COMMANDS:
            await COMMANDS[remark.command](floor, remark, ticket)
        elif await relaying.meant(floor, remark, ticket):
            await relaying.relay(floor, remark, ticket)

    async def _meet(self, one: Volunteer) -> None:
        """Who writes here can be given a case; written down once, and when the name changes."""
        known = (one.group_id, one.user_id)
        if self._met.get(known) != one:
            await self._floor.store.crew.meet(one)
            self._met[known] = one

    async def _ticket(self, remark: Remark) -> Ticket | None:
        """The case of the topic, or the one a button is about, if it is this group's."""
        store = self._floor.store
        if remark.case_id:
            ticket = await store.ticket(remark.case_id)
            return ticket if ticket is not None and ticket.group_id == remark.group_id else None
        return await store.ticket_in(remark.group_id, remark.topic_id) if remark.topic_id else None
