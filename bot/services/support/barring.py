"""Barring: a buyer whom the volunteers answer no more. Asked twice, noted with who did it, and it can be undone.

The open tickets of that buyer are closed without an ending, for nothing ended; what was queued from them is dropped.
The rest of the bot works for them as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.domain.ticket import Remark, Standing, Ticket
from bot.services.support import topics
from bot.services.support.floor import Command, Decision, Floor
from bot.storage.changes import Post

_YES: Final = "yes"
_NO: Final = "no"


async def bar(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/block: the question first; a tap on its yes does it."""
    buyer = (await floor.store.load(ticket.chat_id)).buyer
    answer = remark.text if remark.query_id else ""
    if buyer is None or buyer.barred:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "barred_already"))
    elif answer == _NO:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "not_barred"))
    elif answer != _YES:
        ways = [[f"bar_{way}", f"block:{ticket.case_id}:{way}"] for way in (_YES, _NO)]
        await floor.answer(remark, ticket, floor.line(remark, ticket, "bar_sure", keys=[ways]))
    else:
        open_ = await floor.store.demands.open_tickets(ticket.chat_id)
        others = [one for one in open_ if one.case_id != ticket.case_id]
        posts = tuple(post for one in others for post in _told(floor, remark, one))

        def decide(now: Ticket, _: Remark) -> Decision:
            closed = now if now.standing is Standing.CLOSED else replace(now, closed_at=remark.at, ending=None)
            return Decision(closed, "barred", "human_barred", posts, bars=True)

        await floor.decide(remark, ticket, decide)


def _told(floor: Floor, remark: Remark, ticket: Ticket) -> tuple[Post, ...]:
    """What another topic of the same buyer says of it."""
    group = floor.group(ticket)
    return topics.line(group, ticket.case_id, "barred", by=remark.name), *topics.anew(group, ticket.case_id)


async def unbar(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/unblock: they may ask again. What was closed stays closed until they do, or /reopen."""
    buyer = (await floor.store.load(ticket.chat_id)).buyer
    if buyer is None or not buyer.barred:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "not_barred"))
        return

    def decide(now: Ticket, _: Remark) -> Decision:
        return Decision(now, "unbarred", "human_unbarred", bars=False)

    await floor.decide(remark, ticket, decide)


COMMANDS: Final[Mapping[str, Command]] = {"block": bar, "unblock": unbar}
