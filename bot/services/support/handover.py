"""Handover: a volunteer hands the buyer back to the bot at a given question or screen. The topic stays open.

What the button in the buyer's chat opens is in `resuming`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.ticket import Remark, Standing, Ticket
from bot.services.scene import Scene
from bot.services.support.floor import Command, Floor
from bot.services.support.resuming import SCREENS, questions
from bot.storage.changes import Post

Key = list[object]


async def hand(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/continue: the questions and screens of the case, as buttons; with one behind it, the buyer is sent there."""
    scene, place = await floor.scene(ticket), remark.text.strip().lower()
    if scene is None or ticket.standing is Standing.CLOSED:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "is_closed"))
    elif place not in {*questions(scene.case), *_screens(scene)}:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "continue_where", keys=_keys(ticket, scene)))
    else:
        way = [[["go_here", f"at:{ticket.case_id}:0:{place}"]]]
        facts = {"who": remark.name, "place": place, "source": remark.message_id, "keys": way}
        post = Post(ticket.chat_id, "handed", facts, scene.buyer.language, ticket_id=ticket.case_id)
        await floor.reply(remark, ticket, post, floor.line(remark, ticket, "handed", place=place))


def _screens(scene: Scene) -> tuple[str, ...]:
    """There are none before the result."""
    return SCREENS if scene.case.reviewed else ()


def _keys(ticket: Ticket, scene: Scene) -> list[list[Key]]:
    places = [*_screens(scene), *questions(scene.case)]
    keys: list[Key] = [["place_of_case", f"continue:{ticket.case_id}:{name}", {"place": name}] for name in places]
    return [keys[at : at + 2] for at in range(0, len(keys), 2)]


COMMANDS: Final[Mapping[str, Command]] = {"continue": hand}
