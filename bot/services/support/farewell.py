"""Farewell: the end of a ticket on the buyer's side. It is done when a person says so, or when the buyer tells how it
ended; never by itself.

Either way the buyer is told, can open it again with one button, and is asked whether it helped. Nothing else of the
case stops by it: dates, reminders and advice go on.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from bot.domain.outcome import outcome
from bot.domain.ticket import Standing, Ticket
from bot.services.scene import Feature, Scene, Turn
from bot.services.support import asking, topics
from bot.storage.changes import Post


def told(ticket: Ticket, *, ask: bool = False) -> dict[str, Any]:
    """What the buyer's message about the end mentions, its buttons with it. `ask`: how it ended is not known."""
    about = f"{ticket.case_id}:0"
    helped = [["helped_yes", f"helped:{about}:yes"], ["helped_no", f"helped:{about}:no"]]
    end = [[["end", f"end:{about}"]]] if ask else []
    ways = [["human_again", f"again:{about}"], ["open_this_case", f"open:{about}"]]
    return {"ending": ticket.ending, **_money(ticket.amount, ticket.currency), "keys": [helped, *end, ways]}


def _money(amount: Decimal | str | None, currency: str | None) -> dict[str, Any]:
    return {"amount": Decimal(amount) if amount is not None else None, "currency": currency}


def concluded(before: Scene, turn: Turn) -> Turn:
    """The turn in which the buyer told how the case ended: its ticket is closed with that, or learns it."""
    record, end = turn.scene.record, outcome(turn.scene.case)
    ticket, group = (turn.ticket or record.ticket if record else None), turn.scene.group
    if record is None or ticket is None or group is None or end is None or end == outcome(before.case):
        return turn
    was_open = ticket.standing is not Standing.CLOSED
    if not was_open and ticket.ending is not None:
        return turn
    amount = str(end.amount) if end.amount else None
    after = replace(
        ticket,
        closed_at=ticket.closed_at or turn.scene.now,
        ending=str(end.result),
        amount=amount,
        currency=turn.scene.case.currency if amount else None,
    )
    line = topics.line(
        group, record.id, "outcome_told", ending=after.ending, **_money(after.amount, after.currency), was_open=was_open
    )
    buyer = turn.scene.buyer
    facts = {"who": "", "by_buyer": True, **told(after)}
    done = (Post(buyer.chat_id, "human_closed", facts, buyer.language, ticket_id=record.id),) if was_open else ()
    posts = (*turn.posts, line, *topics.anew(group, record.id), *done)
    scene = replace(turn.scene, record=replace(record, ticket=after))
    return replace(turn, scene=scene, ticket=after, posts=posts)


def again(scene: Scene, _: tuple[str, ...]) -> Turn:
    """ "It is not over": the volunteers have it again. Where they have it anyway, the talk."""
    ticket = scene.record.ticket if scene.record else None
    if ticket is None or ticket.standing is not Standing.CLOSED:
        return asking.ask(scene)
    return asking.agreed(scene, ())


def helped(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Whether it helped; said anew, the last word counts."""
    yes = {"yes": True, "no": False}[arguments[0]]
    record, group = scene.record, scene.group
    if record is None or record.ticket is None:
        raise ValueError("nobody was asked")
    after = scene.but(view="card" if scene.case.reviewed else "case").noticing("helped_yes" if yes else "helped_no")
    if record.ticket.helped is yes:
        return Turn(after)
    ticket = replace(record.ticket, helped=yes)
    posts = (topics.line(group, record.id, "helped_yes" if yes else "helped_no"),) if group is not None else ()
    return Turn(replace(after, record=replace(record, ticket=ticket)), ticket=ticket, posts=posts)


FEATURE: Final = Feature(actions={"again": again, "helped": helped})
