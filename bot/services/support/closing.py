"""Closing: a volunteer says that a case is done, and how it ended; or that it is not done after all.

What the buyer hears of it, and says to it: `farewell`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, Final

from bot.domain.money import paid, rounded
from bot.domain.outcome import outcome
from bot.domain.ticket import Ending, Remark, Standing, Ticket, opened
from bot.reading.endings import Ended, read_ending
from bot.services.scene import Scene
from bot.services.support.farewell import told
from bot.services.support.floor import Command, Decision, Floor


async def close(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/close: as it says, or asked by buttons. Where a sum can be read in several ways, that is asked."""
    if not remark.text.strip():
        line = "case_closed" if ticket.standing is Standing.CLOSED else "close_ask"
        keys = [] if ticket.standing is Standing.CLOSED else _ways(ticket)
        await floor.answer(remark, ticket, floor.line(remark, ticket, line, keys=keys))
        return
    scene = await floor.scene(ticket)
    said = read_ending(remark.text, remark.language)
    if said is None or scene is None:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "close_how"))
        return
    sums = _sums(said, scene)
    if len(sums) > 1:
        keys = [
            [
                [
                    "sum",
                    f"close:{ticket.case_id}:{said.ending} {amount} {currency or ''}".strip(),
                    {"amount": amount, "currency": currency},
                ]
            ]
            for amount, currency in sums
        ]
        await floor.answer(remark, ticket, floor.line(remark, ticket, "close_sum", keys=keys))
        return
    amount, currency = sums[0] if sums else (None, None)
    if amount is None and said.ending is Ending.WON:
        amount, currency = paid(scene.case), scene.case.currency
    unsaid = said.ending is None and scene.case.reviewed and outcome(scene.case) is None
    await floor.decide(
        remark, ticket, partial(closed, ending=said.ending, amount=amount, currency=currency, ask=unsaid)
    )


def closed(
    ticket: Ticket, remark: Remark, ending: Ending | None, amount: Decimal | None, currency: str | None, *, ask: bool
) -> Decision:
    """It is done, well or not. Said in words of a case that is closed, it mends what was said of its end; an old button
    mends nothing."""
    after = replace(
        ticket,
        closed_at=ticket.closed_at or remark.at,
        ending=str(ending) if ending else None,
        amount=str(amount) if amount is not None else None,
        currency=currency if amount is not None else None,
    )
    if ticket.standing is not Standing.CLOSED:
        return Decision(after, "closed", "human_closed", facts=told(after, ask=ask))
    if remark.kind == "tap" or ending is None:
        return Decision(ticket, "closed_already")
    return Decision(after, "closed_anew")


def reopen(ticket: Ticket, _: Remark) -> Decision:
    """It is not done after all."""
    if ticket.standing is not Standing.CLOSED:
        return Decision(ticket, "open_already")
    return Decision(opened(ticket), "reopened", "human_reopened")


async def _reopen(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    await floor.decide(remark, ticket, reopen)


def _ways(ticket: Ticket) -> list[Any]:
    ways = [[f"staff_ended_{one}", f"close:{ticket.case_id}:{one}"] for one in (*Ending, "done")]
    return [ways[:2], ways[2:4], ways[4:]]


def _sums(said: Ended, scene: Scene) -> list[tuple[Decimal, str | None]]:
    """The sums that can be meant. The order's currency where none is written, or where the sign can be that one."""
    own = scene.case.currency
    currencies: tuple[str | None, ...] = said.currencies or (own,)
    if own in currencies:
        currencies = (own,)
    return [(rounded(amount, one), one) for amount in said.amounts for one in currencies]


COMMANDS: Final[Mapping[str, Command]] = {"close": close, "reopen": _reopen}
