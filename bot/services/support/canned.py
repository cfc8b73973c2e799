"""Canned: ready answers, sent to the buyer by a volunteer. Which there are, and their facts: `ready`.

/canned lists them; a tap shows the whole text, a second one sends it. /canned with a number or a name sends at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.domain.ticket import Remark, Standing, Ticket
from bot.services.scene import Scene
from bot.services.support.floor import Command, Floor
from bot.services.support.ready import READY, Facts, offered
from bot.storage.changes import Post

_NAMES: Final = tuple(READY)
"""The place in that table is the number of an answer."""


async def canned(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/canned: the list; with a number or a name that answer goes to the buyer; a tap on the list shows it first."""
    scene = await floor.scene(ticket)
    if scene is None or ticket.standing is Standing.CLOSED:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "case_closed"))
        return
    there = offered(scene, floor.promised)
    if not remark.text:
        await floor.answer(remark, ticket, _list(remark, ticket, there))
        return
    name = _named(remark.text)
    if name not in there:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "canned_not" if name else "canned_which"))
    elif remark.kind == "tap":
        await floor.answer(remark, ticket, _preview(remark, ticket, scene, name, there[name]))
    else:
        shown = _shown(remark, ticket, scene, name, there[name])
        await floor.reply(remark, ticket, shown, *_sent(floor, remark, ticket, scene, name, there[name]))


async def send(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """[Send] below a text that was shown. It goes once, and as the facts are now."""
    scene = await floor.scene(ticket)
    if scene is None or ticket.standing is Standing.CLOSED:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "case_closed"))
        return
    there, name = offered(scene, floor.promised), remark.text
    if await floor.store.relay_in_topic(ticket.case_id, remark.message_id) is not None:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "canned_sent"))
    elif name not in there:
        await floor.answer(remark, ticket, floor.line(remark, ticket, "canned_not"), _bare(remark, ticket))
    else:
        posts = _sent(floor, remark, ticket, scene, name, there[name])
        await floor.reply(remark, ticket, *posts, _bare(remark, ticket))


async def drop(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """[Cancel] below it."""
    await floor.answer(remark, ticket, _bare(remark, ticket), floor.line(remark, ticket, "canned_dropped"))


def _named(text: str) -> str:
    """The answer of this number or name; empty: none."""
    said = text.strip().casefold()
    if said.isdecimal() and 1 <= int(said[:4]) <= len(_NAMES):
        return _NAMES[int(said[:4]) - 1]
    return said if said in READY else ""


def _list(remark: Remark, ticket: Ticket, there: Mapping[str, Facts]) -> Post:
    items = [{"name": name, "number": _NAMES.index(name) + 1, "told": there[name]} for name in there]
    keys = [["canned", f"canned:{ticket.case_id}:{one['name']}", {key: one[key] for key in _KEY}] for one in items]
    facts = {"items": items, "keys": [keys[at : at + 2] for at in range(0, len(keys), 2)], "answer": remark.message_id}
    return Post(remark.group_id, "canned_list", facts, remark.language, ticket_id=ticket.case_id)


_KEY: Final = ("name", "number")


def _preview(remark: Remark, ticket: Ticket, scene: Scene, name: str, facts: Facts) -> Post:
    keys = [[["canned_send", f"send:{ticket.case_id}:{name}"], ["cancel", f"drop:{ticket.case_id}"]]]
    post = _shown(remark, ticket, scene, name, facts)
    return replace(post, facts={**post.facts, "keys": keys})


def _shown(remark: Remark, ticket: Ticket, scene: Scene, name: str, facts: Facts) -> Post:
    said = {"name": name, "told": facts, "pen": scene.buyer.language, "beside": remark.language}
    return Post(remark.group_id, "canned_preview", said, remark.language, ticket_id=ticket.case_id)


def _sent(floor: Floor, remark: Remark, ticket: Ticket, scene: Scene, name: str, facts: Facts) -> tuple[Post, ...]:
    """What goes to the buyer. It stands for the message in the topic, so a reply to it finds its way back."""
    said = {
        "name": name,
        "told": facts,
        "who": remark.name,
        "talk": ticket.case_id,
        "source": remark.message_id,
        "chat": remark.group_id,
    }
    key = f"canned:{ticket.group_id}:{remark.message_id}"
    post = Post(ticket.chat_id, "canned", said, scene.buyer.language, key=key, ticket_id=ticket.case_id)
    return (post, *floor.has_it(remark, ticket))


def _bare(remark: Remark, ticket: Ticket) -> Post:
    """Takes the buttons off the message that was tapped."""
    facts = {"message": remark.message_id}
    return Post(remark.group_id, "", facts, urgent=True, errand="bare", ticket_id=ticket.case_id)


COMMANDS: Final[Mapping[str, Command]] = {"canned": canned, "send": send, "drop": drop}
