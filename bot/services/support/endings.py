"""Endings: what "Close…" on the card leads to: how did it end? Each answer is a button that closes the case so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.ticket import Ending, Remark, Standing, Ticket
from bot.services.support.floor import Command, Floor


async def ask(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """The question, with a button for each way a case can end; or that it is closed."""
    if ticket.standing is Standing.CLOSED:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "closed_already"))
        return
    ways = [[f"staff_ended_{ending}", f"close:{ticket.case_id}:{ending}"] for ending in Ending]
    keys = [ways[:2], ways[2:]]
    await floor.answer(remark, ticket, floor.line(remark, ticket, "how_ended", keys=keys))


COMMANDS: Final[Mapping[str, Command]] = {"endings": ask}
