"""Assigning: a case is given to a colleague: by a reply to one of their messages, by their @username or name, or by a
button. Known are those who have written in the group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from bot.domain.group import Volunteer
from bot.domain.ticket import Remark, Ticket
from bot.services.support.decisions import given
from bot.services.support.floor import Command, Floor

_OFFERED: Final = 8
_CALLED: Final = 40


async def assign(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/assign: to whom it says, or asked by buttons where it says nobody, or several."""
    if remark.to and not remark.text:
        found = [Volunteer(remark.group_id, remark.to, remark.to_name)]
    else:
        known = await floor.store.crew.all(remark.group_id)
        found = named(remark.text, known) if remark.text else [one for one in known if one.user_id != remark.by]
        if remark.to and not found:
            found = [Volunteer(remark.group_id, remark.to, remark.to_name)]
    if len(found) == 1 and (remark.text or remark.to):
        await floor.decide(remark, ticket, partial(given, to=found[0]))
        return
    keys = [_key(ticket, one) for one in found[:_OFFERED]]
    line = "assign_whom" if found or not remark.text else "assign_nobody"
    await floor.answer(remark, ticket, floor.line(remark, ticket, line, said=remark.text[:64], keys=keys))


def named(text: str, known: Sequence[Volunteer]) -> list[Volunteer]:
    """Those meant by a @username, a number, a name, or its first word."""
    said = text.strip().removeprefix("@").casefold()
    for fits in (
        lambda one: said in (one.username.casefold(), str(one.user_id)),
        lambda one: said == one.name.casefold(),
        lambda one: said == one.name.casefold().partition(" ")[0],
    ):
        if found := [one for one in known if fits(one)]:
            return found
    return []


def _key(ticket: Ticket, one: Volunteer) -> list[Any]:
    called = f"{one.name} @{one.username}" if one.username else one.name
    return [["colleague", f"assign:{ticket.case_id}:{one.user_id}", {"called": called[:_CALLED]}]]


COMMANDS: Final[Mapping[str, Command]] = {"assign": assign}
