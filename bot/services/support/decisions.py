"""Decisions: whose case it is, and whether it is done. Pure: ticket and remark come to a ticket and what is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.domain.ticket import Ending, Remark, Standing, Ticket
from bot.services.support.floor import Command, Decide, Decision, Floor


def take(ticket: Ticket, remark: Remark) -> Decision:
    """I do this one."""
    if ticket.standing is Standing.CLOSED:
        return Decision(ticket, "is_closed")
    if ticket.chat_id == remark.by:  # a private chat has the number of its person
        return Decision(ticket, "your_own")
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


def _command(decide: Decide) -> Command:
    async def decided(floor: Floor, remark: Remark, ticket: Ticket) -> None:
        await floor.decide(remark, ticket, decide)

    return decided


COMMANDS: Final[Mapping[str, Command]] = {
    "take": _command(take),
    "release": _command(release),
    "close": _command(close),
    "reopen": _command(reopen),
}
