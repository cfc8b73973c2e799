"""Decisions: whose case it is. Pure: ticket and remark come to a ticket and what is said. How it ends: `closing`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.domain.group import Volunteer
from bot.domain.ticket import Remark, Standing, Ticket
from bot.services.support.floor import Command, Decide, Decision, Floor


def take(ticket: Ticket, remark: Remark) -> Decision:
    """I do this one."""
    if ticket.standing is Standing.CLOSED:
        return Decision(ticket, "case_closed")
    if ticket.chat_id == remark.by:  # a private chat has the number of its person
        return Decision(ticket, "your_own")
    if ticket.taken_by is not None:
        return Decision(ticket, "yours_already" if ticket.taken_by == remark.by else "taken_by_other")
    return Decision(taken(ticket, remark, remark.by, remark.name), "taken", "human_took")


def given(ticket: Ticket, remark: Remark, to: Volunteer) -> Decision:
    """This one is for a colleague."""
    if ticket.standing is Standing.CLOSED:
        return Decision(ticket, "case_closed")
    if ticket.chat_id == to.user_id:
        return Decision(ticket, "assign_not")
    if ticket.taken_by == to.user_id:
        return Decision(ticket, "yours_already" if to.user_id == remark.by else "has_it_already")
    return Decision(taken(ticket, remark, to.user_id, to.name), "assigned", "human_took")


def release(ticket: Ticket, _: Remark) -> Decision:
    """Somebody else may do it."""
    if ticket.standing is not Standing.TAKEN:
        return Decision(ticket, "case_closed" if ticket.standing is Standing.CLOSED else "nobody_has_it")
    return Decision(replace(ticket, taken_by=None, taken_name="", taken_at=None), "released")


def taken(ticket: Ticket, remark: Remark, by: int, name: str) -> Ticket:
    """The ticket in these hands."""
    return replace(ticket, taken_by=by, taken_name=name, taken_at=remark.at)


def _command(decide: Decide) -> Command:
    async def decided(floor: Floor, remark: Remark, ticket: Ticket) -> None:
        await floor.decide(remark, ticket, decide)

    return decided


COMMANDS: Final[Mapping[str, Command]] = {"take": _command(take), "release": _command(release)}
