"""Volunteers: what is written and tapped in a support group, and whose affair it is. A table of commands.

A button of ours in a topic is a command too: its data name the word, the case, and what would be typed behind it. Who
may do so is who is in the group, and that is checked: an old button stays with people who have left, and below a post
others may write as well.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from bot.domain.group import Volunteer
from bot.domain.ticket import Reaction, Remark, Ticket
from bot.services.support import (
    assigning,
    barring,
    canned,
    closing,
    decisions,
    handover,
    history,
    notes,
    queue,
    reactions,
    relaying,
    requests,
    selftest,
    undoing,
    weekly,
)
from bot.services.support.floor import Command, Everywhere, Floor
from bot.trail import learned

COMMANDS: Final[Mapping[str, Command]] = {
    **decisions.COMMANDS,
    **assigning.COMMANDS,
    **closing.COMMANDS,
    **relaying.COMMANDS,
    **history.COMMANDS,
    **notes.COMMANDS,
    **canned.COMMANDS,
    **undoing.COMMANDS,
    **barring.COMMANDS,
    **requests.COMMANDS,
    **handover.COMMANDS,
}
"""Said of a case, in its topic."""
EVERYWHERE: Final[Mapping[str, Everywhere]] = {
    "help": relaying.help_,
    **queue.EVERYWHERE,
    **weekly.EVERYWHERE,
    **selftest.EVERYWHERE,
}
"""Said anywhere in the group."""


Check = Callable[[int, int], Awaitable[bool | None]]
"""Whether this person (second) is in that group (first) now; None: it cannot be told at the moment."""
Act = Callable[[], Awaitable[None]]


class Volunteers:
    """What the support groups say, taken one message at a time."""

    def __init__(self, floor: Floor, check: Check) -> None:
        self._floor, self._check = floor, check
        self._met: dict[tuple[int, int], Volunteer] = {}

    async def take(self, remark: Remark) -> None:
        """One message or tap, committed when this returns; a second time it changes nothing. What nobody meant for
        us has no effect, so nobody is asked about then."""
        await self._meet(remark)
        remark, ticket = await self._about(remark)
        learned(ticket.case_id if ticket else 0)
        act = await self._act(remark, ticket)
        if act is None:
            return
        inside = remark.anonymous or await self._check(remark.group_id, remark.by)
        if inside:
            await act()
        else:
            refusal = "not_checked" if inside is None else "not_member"
            await self._floor.answer(remark, ticket, self._floor.line(remark, ticket, refusal))

    async def react(self, reaction: Reaction) -> None:
        """A sign on a message, here or with a buyer, is shown on the other side too. It answers nothing and wakes
        nobody."""
        here = self._floor.groups.at(reaction.chat_id) is not None
        if not here or not reaction.by or await self._check(reaction.chat_id, reaction.by):
            await reactions.carry(self._floor, reaction)

    async def _act(self, remark: Remark, ticket: Ticket | None) -> Act | None:
        """What is to be done; None: it was said among volunteers."""
        floor, command = self._floor, remark.command
        if remark.edited:
            if ticket is None or not await relaying.was_carried(floor, remark, ticket):
                return None
            return partial(relaying.correct, floor, remark, ticket)
        if command in EVERYWHERE:
            return partial(EVERYWHERE[command], floor, remark, ticket)
        if command in COMMANDS:
            if ticket is None:
                return partial(_no_case, floor, remark)
            return partial(COMMANDS[command], floor, remark, ticket)
        if ticket is None or not await relaying.meant(floor, remark, ticket):
            return None
        return partial(relaying.relay, floor, remark, ticket)

    async def _meet(self, remark: Remark) -> None:
        """Who writes here can be given a case; written down once, and when the name changes."""
        one = Volunteer(remark.group_id, remark.by, remark.name, remark.username)
        known = (one.group_id, one.user_id)
        if remark.kind != "tap" and not remark.anonymous and self._met.get(known) != one:
            await self._floor.store.crew.meet(one)
            self._met[known] = one

    async def _about(self, remark: Remark) -> tuple[Remark, Ticket | None]:
        """The case that a button is about, or that of the topic, or of the message that is answered, or the one that a
        command names (`/take #17`), which is cut off; if it is this group's."""
        store = self._floor.store
        if remark.case_id:
            return remark, await self._numbered(remark.case_id, remark)
        if remark.topic_id and (ticket := await store.ticket_in(remark.group_id, remark.topic_id)) is not None:
            return remark, ticket
        if remark.reply_to:
            return remark, await store.groups.ticket_by_message(remark.group_id, remark.reply_to)
        named = _NAMED.match(remark.text) if remark.command in COMMANDS else None
        if named is None:
            return remark, None
        ticket = await self._numbered(int(named[1]), remark)
        return replace(remark, text=remark.text[named.end() :], html=_NAMED.sub("", remark.html, count=1)), ticket

    async def _numbered(self, case_id: int, remark: Remark) -> Ticket | None:
        ticket = await self._floor.store.ticket(case_id)
        return ticket if ticket is not None and ticket.group_id == remark.group_id else None


async def _no_case(floor: Floor, remark: Remark) -> None:
    await floor.answer(remark, None, floor.line(remark, None, "no_case_here"))


_NAMED: Final = re.compile(r"\A#(\d{1,18})\b\s*")
