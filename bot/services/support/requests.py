"""Requests: a volunteer asks the buyer for one thing, by a button; the buyer reads it in their own language.

What the buyer does with it is in `wanted`; what there is to ask for is in `domain/requests`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.requests import REQUESTS
from bot.domain.ticket import Remark, Standing, Ticket
from bot.services.support.floor import Command, Floor
from bot.storage.changes import Post


async def ask(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/ask: what can be asked for, as buttons; with the key of one behind it, the request goes to the buyer."""
    scene, thing = await floor.scene(ticket), remark.text.strip().lower()
    if scene is None or ticket.standing is Standing.CLOSED:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "is_closed"))
    elif thing not in REQUESTS:
        names = [name for name, request in REQUESTS.items() if request.fits(scene.case)]
        keys = [["thing", f"ask:{ticket.case_id}:{name}", {"thing": name}] for name in names]
        rows = [keys[at : at + 2] for at in range(0, len(keys), 2)]
        await floor.answer(remark, ticket, floor.line(remark, ticket, "ask_what", keys=rows))
    else:
        post = _post(remark, ticket, thing, scene.buyer.language)
        await floor.reply(remark, ticket, post, floor.line(remark, ticket, "asked_for", thing=thing))


def _post(remark: Remark, ticket: Ticket, thing: str, language: str) -> Post:
    """What the buyer reads. Its buttons last, and name the case: it may be another one that is open by then."""
    answers = [[["give", f"give:{ticket.case_id}:0:{thing}"]], [["cannot_give", f"cant:{ticket.case_id}:0:{thing}"]]]
    facts = {"who": remark.name, "thing": thing, "source": remark.message_id, "keys": answers}
    return Post(ticket.chat_id, "wanted", facts, language, ticket_id=ticket.case_id)


COMMANDS: Final[Mapping[str, Command]] = {"ask": ask}
