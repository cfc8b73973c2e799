"""History: the conversation so far, for volunteers who ask for it: what the bot asked and the buyer answered, what was
told of the dispute, what volunteers wrote down and decided. Only what is kept; the talk itself stands in the topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from bot.domain.citing import cited
from bot.domain.group import Group
from bot.domain.ticket import Remark, Ticket
from bot.services import summary
from bot.services.advice import advise
from bot.services.scene import Scene
from bot.services.support.floor import Command, Floor
from bot.services.support.masking import masked
from bot.storage.cases import Event
from bot.storage.changes import Post

Entry = Mapping[str, Any]
"""One line: `part`, which heading it stands under, and what it says."""
KINDS: Final = frozenset(
    {"human_asked", "reviewed", "note", "taken", "assigned", "released", "closed", "closed_anew", "reopened"}
)
"""What of a case's timeline is told: entries of words/history.j2."""
LONGEST: Final = 900
"""Characters of a buyer's or a volunteer's own words."""
_LINE: Final = 200
"""Characters that any other line takes at most."""
_ROOM: Final = 3600
"""Characters of lines in one message; the headings and the number of the case need some too."""


async def history(floor: Floor, remark: Remark, ticket: Ticket) -> None:
    """/history: everything that is kept of the case, in as many messages as it takes."""
    scene = await floor.scene(ticket)
    if scene is None:
        return
    events = await floor.store.timeline(ticket.chat_id, ticket.case_id)
    await floor.answer(remark, ticket, *posts(floor.group(ticket), scene, ticket, events, remark.message_id))


def posts(
    group: Group, scene: Scene, ticket: Ticket, events: Iterable[Event], answer: int | None = None
) -> tuple[Post, ...]:
    """The messages, in order; each says which part of how many it is."""
    pages = list(_pages(entries(scene, ticket, events)))
    told = [
        {"number": ticket.case_id, "page": at, "pages": len(pages), "currency": scene.case.currency, "entries": page}
        for at, page in enumerate(pages, start=1)
    ]
    return tuple(
        Post(group.chat_id, "history", {**facts, "answer": answer}, group.language, ticket_id=ticket.case_id)
        for facts in told
    )


def entries(scene: Scene, ticket: Ticket, events: Iterable[Event]) -> list[Entry]:
    """Everything that is kept, in the order in which it is told."""
    return [*_answers(scene, ticket), *_proof(scene), *_dispute(scene), *_here(ticket, events)]


def _answers(scene: Scene, ticket: Ticket) -> Iterator[Entry]:
    words = (scene.case.notes or "").strip()
    if words:
        yield {"part": "answers", "words": masked(words, ticket)[:LONGEST]}
    for line in summary.lines(scene):
        if line.field == "order_number" and line.value and ticket.taken_by is None:
            yield {"part": "answers", "field": line.field, "hidden": True, "value": None}
        elif line.field != "currency":
            value = masked(line.value, ticket) if isinstance(line.value, str) else line.value
            yield {"part": "answers", "field": line.field, "hidden": False, "value": value}


def _proof(scene: Scene) -> Iterator[Entry]:
    """Each line of the shot list with the numbers of its files, then what serves none."""
    advice = advise(scene)
    there = {one.shot: one.numbers for one in cited(advice.numbered, len(advice.lines) + 1)}
    for line in advice.lines:
        shot = str(line.shot)
        yield {"part": "proof", "shot": shot, "numbers": there.get(shot, ""), "excused": line.excused}
    if None in there:
        yield {"part": "proof", "shot": None, "numbers": there[None], "excused": False}


def _dispute(scene: Scene) -> Iterator[Entry]:
    for one in scene.case.history:
        told = {name: value for name, value in asdict(one).items() if name in ("on", "amount", "answer_by")}
        yield {"part": "dispute", "event": str(one.event), **told}


def _here(ticket: Ticket, events: Iterable[Event]) -> Iterator[Entry]:
    for one in events:
        if one.kind in KINDS:
            text = masked(str(one.facts.get("text", "")), ticket)[:LONGEST]
            by, ending = one.facts.get("by", ""), one.facts.get("ending")
            yield {"part": "here", "kind": one.kind, "on": one.at.date(), "by": by, "ending": ending, "text": text}


def _pages(told: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The lines in messages that Telegram takes, cut between lines."""
    page: list[Entry] = []
    taken = 0
    for entry in told:
        length = _LINE + len(entry.get("words", "")) + len(entry.get("text", ""))
        if page and taken + length > _ROOM:
            yield page
            page, taken = [], 0
        page.append(entry)
        taken += length
    if page:
        yield page


COMMANDS: Final[Mapping[str, Command]] = {"history": history}
