"""Asking: the buyer asks for a human, sees what will be shared, agrees, talks, and goes back to the bot.

The volunteers' side is in `volunteers`; what goes into the topic is put together in `topics`. How much may be asked is
in `domain/demand`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.domain.buyer import Record
from bot.domain.demand import MOST_ASKED, MOST_OPEN, asked, hours_to_wait
from bot.domain.group import Group
from bot.domain.inputs import Sent, Strange
from bot.domain.numbers import number_in
from bot.domain.screen import Button, Rows, Screen
from bot.domain.ticket import REFUSED, RELAYED, Standing, Ticket, opened
from bot.reading.sentence import wants_abuse
from bot.services import evidence, result
from bot.services.advice import advise
from bot.services.scene import Feature, Scene, Turn
from bot.services.stories import notes_of
from bot.services.support import holding, topics
from bot.services.support.carrying import Piece, from_buyer
from bot.services.support.pressing import pressing
from bot.storage.changes import Post

TALKING: Final = frozenset({"talk", "wanted"})
"""Views at which what is typed goes to people, corrections too."""
ASKS: Final = frozenset({"human"})
"""Views at which a human is asked for."""
AGREES: Final = frozenset({"agree", "again"})
"""Actions that give the case to people."""


def ask(scene: Scene, _: tuple[str, ...] | str = ()) -> Turn:
    """/human, "Talk to a human" or "Answer": what will be shared, or the talk that is open already."""
    return Turn(scene.but(view="talk" if talking(scene) else "human", notice={}))


def talking(scene: Scene) -> tuple[Group, Record, Ticket] | None:
    """The talk that is open about this case; None where none is, or there is no group (any more)."""
    record, group = scene.record, scene.group
    if group is None or scene.buyer.barred or record is None or record.ticket is None:
        return None
    return None if record.ticket.standing is Standing.CLOSED else (group, record, record.ticket)


def missing(scene: Scene) -> tuple[str, ...]:
    """What a human would ask first: the kind of problem, and a sentence about it."""
    case = scene.case
    told = {"issue": case.issue is not None, "words": bool((case.notes or case.detail or "").strip())}
    return tuple(name for name, there in told.items() if not there)


def in_the_way(scene: Scene) -> str:
    """Why this buyer cannot ask now, however good the case is; empty: nothing."""
    if scene.buyer.barred:
        return "barred"
    if scene.demand.open >= MOST_OPEN:
        return "many_open"
    return "asked_often" if hours_to_wait(scene.buyer, scene.now) else ""


def screen(scene: Scene, _: str = "") -> Screen:
    """What will be shared, with whom, and when to expect an answer; or what is missing, or in the way; or that nobody
    is there."""
    if scene.group is None or scene.groups is None:
        return Screen("human_nobody", scene.facts(), ((Button("help", scene.press("v", "help")),), (_back(scene),)))
    lacks, hindered = missing(scene), in_the_way(scene)
    rows: Rows = ((_back(scene),),)
    if scene.record is None and not scene.buyer.barred:
        rows = ((Button("something_wrong", scene.press("new"), {}, "primary"),), *rows)
    elif not lacks and not hindered:
        rows = ((Button("agree_human", scene.press("agree"), {}, "primary"),), *rows)
    facts = scene.facts(
        missing=lacks,
        hindered=hindered,
        words=(scene.case.detail or scene.case.notes or "").strip(),
        most_open=MOST_OPEN,
        most_asked=MOST_ASKED,
        wait=hours_to_wait(scene.buyer, scene.now),
        promised=scene.groups.answer_hours,
        usual=scene.demand.hours,
        **_days(scene),
    )
    return Screen("human", facts, rows)


def _days(scene: Scene) -> dict[str, Any]:
    """The buyer's own last day, which waits for nobody."""
    if scene.case.reviewed:
        return {"advice": advise(scene), "deadline": None}
    return {"advice": None, "deadline": result.deadline(scene)}


def _back(scene: Scene) -> Button:
    if scene.record is None:
        return Button("back", scene.press("v", "home"))
    return Button("back", scene.press("v", "card" if scene.case.reviewed else "case"))


def typed(scene: Scene, text: str) -> Turn:
    """A sentence typed where one is missing is that sentence."""
    if scene.group is None or scene.record is None or "words" not in missing(scene):
        return Turn(scene.noticing("typed_elsewhere"))
    if wants_abuse(text):
        return Turn(scene.noticing("abuse"))
    return Turn(scene.with_case(scene.case.but(notes=notes_of(text))).but(notice={}))


def agreed(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Yes, share it: the case gets its topic, or the one it had is open again."""
    group, record = scene.group, scene.record
    if group is None or record is None or missing(scene) or in_the_way(scene):
        return Turn(scene.but(view="human", notice={}))
    after = replace(scene, buyer=asked(scene.buyer, scene.now)).but(view="talk").noticing("human_asked")
    if record.ticket is None:
        ticket = Ticket(record.id, record.chat_id, group.chat_id, scene.note.name, opened_at=scene.now)
        posts = topics.opening(group, scene, record, ticket)
    else:
        ticket = replace(opened(record.ticket), name=scene.note.name)
        posts = (topics.line(group, record.id, "asked_again"),)
    after = replace(after, record=replace(record, ticket=ticket))
    return Turn(after, ticket=ticket, posts=posts, events=(("human_asked", {}),), waits=record.id)


def talk(scene: Scene, _: str = "") -> Screen:
    """Who is listening, and the way back. Where nobody is any more, the way to ask."""
    found = talking(scene)
    if found is None:
        return screen(scene)
    leave = (Button("leave_human", scene.lasting("leave")),)
    return Screen("talk", scene.facts(ticket=found[2]), (leave,))


def said(scene: Scene, text: str) -> Turn:
    """Words to the human; a corrected message too."""
    return _carry(scene, Piece("text", text))


def sent(scene: Scene, what: Sent | Strange) -> Turn:
    """A file or anything else for the human. What can be proof is kept with the case as well."""
    if isinstance(what, Sent):
        kept = evidence.arrive(scene, what)
        if talking(scene) and holding.full(scene):
            return replace(kept, scene=kept.scene.noticing("human_enough_files"))
        album = "" if scene.note.edited else what.album
        carried = _carry(scene, Piece(str(what.kind), what.caption, file_id=what.file_id, album=album))
        if not carried.posts:
            return kept
        return replace(kept, scene=kept.scene.but(notice={}), posts=carried.posts, quiet=True, waits=carried.waits)
    if what.kind not in RELAYED:
        return Turn(scene.noticing("human_cannot", reason=REFUSED.get(what.kind, "")), same_step=True)
    return _carry(scene, Piece(what.kind))


def _carry(scene: Scene, piece: Piece) -> Turn:
    found = talking(scene)
    if found is None:
        return Turn(scene.but(view="human").noticing("human_not_open"))
    if holding.full(scene):
        return holding.held(scene, piece.text)
    group, _, ticket = found
    posts = from_buyer(group, scene.buyer, ticket, piece, scene.note, scene.now, pressing=pressing(scene))
    waits = None if scene.note.edited else ticket.case_id
    return Turn(scene.but(notice={}), posts=posts, same_step=True, quiet=True, waits=waits)


def retried(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """ "Try again" below what could not be delivered: it is sent once more, as long as the talk is open."""
    source, found = number_in("".join(arguments)), talking(scene)
    if found is None or not source:
        return Turn(scene.but(view="human").noticing("human_not_open"))
    post = Post(scene.buyer.chat_id, "", {"source": source}, errand="retry", ticket_id=found[2].case_id)
    return Turn(scene.but(view="talk", notice={}), posts=(post,), same_step=True, quiet=True)


def left(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Back to the bot; the topic stays open, and an answer still arrives."""
    return Turn(scene.but(view="card" if scene.case.reviewed else "case", notice={}))


FEATURE: Final = Feature(
    actions={"human": ask, "agree": agreed, "leave": left, "retry": retried},
    views={"human": screen, "talk": talk},
    typed={"human": typed, "talk": said},
    commands={"human": ask},
    sent={"talk": sent},
)
