"""Asking: the buyer asks for a human, sees what will be shared, agrees, talks, and goes back to the bot.

The volunteers' side is in `volunteers`; what goes into the topic is put together in `topics`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.domain.buyer import Record
from bot.domain.group import Group
from bot.domain.inputs import Sent, Strange
from bot.domain.screen import Button, Rows, Screen
from bot.domain.ticket import REFUSED, RELAYED, Standing, Ticket, opened
from bot.reading.sentence import wants_abuse
from bot.services import evidence
from bot.services.scene import Feature, Scene, Turn
from bot.services.stories import notes_of
from bot.services.support import topics
from bot.services.support.carrying import Piece, from_buyer
from bot.services.support.pressing import pressing
from bot.storage.changes import Post

TALKING: Final = frozenset({"talk"})
"""Views at which what is typed goes to people, corrections too."""


def ask(scene: Scene, _: tuple[str, ...] | str = ()) -> Turn:
    """/human, "Talk to a human" or "Answer": what will be shared, or the talk that is open already."""
    return Turn(scene.but(view="talk" if talking(scene) else "human", notice={}))


def talking(scene: Scene) -> tuple[Group, Record, Ticket] | None:
    """The talk that is open about this case; None where none is, or there is no group (any more)."""
    record, group = scene.record, scene.group
    if group is None or record is None or record.ticket is None or record.ticket.standing is Standing.CLOSED:
        return None
    return group, record, record.ticket


def missing(scene: Scene) -> tuple[str, ...]:
    """What a human would ask first: the kind of problem, and a sentence about it."""
    case = scene.case
    told = {"issue": case.issue is not None, "words": bool((case.notes or case.detail or "").strip())}
    return tuple(name for name, there in told.items() if not there)


def screen(scene: Scene, _: str = "") -> Screen:
    """What will be shared and with whom; or what is missing first; or that nobody is there."""
    if scene.group is None:
        return Screen("human_nobody", scene.facts(), ((Button("help", scene.press("v", "help")),), (_back(scene),)))
    lacks = missing(scene)
    rows: Rows
    if scene.record is None:
        rows = ((Button("something_wrong", scene.press("new"), {}, "primary"),), (_back(scene),))
    elif lacks:
        rows = ((_back(scene),),)
    else:
        rows = ((Button("agree_human", scene.press("agree"), {}, "primary"),), (_back(scene),))
    words = (scene.case.detail or scene.case.notes or "").strip()
    return Screen("human", scene.facts(missing=lacks, words=words), rows)


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
    if group is None or record is None or missing(scene):
        return Turn(scene.but(view="human", notice={}))
    after = scene.but(view="talk").noticing("human_asked")
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
    return Screen("talk", scene.facts(ticket=found[2]), ((Button("leave_human", scene.lasting("leave")),),))


def said(scene: Scene, text: str) -> Turn:
    """Words to the human; a corrected message too."""
    return _carry(scene, Piece("text", text))


def sent(scene: Scene, what: Sent | Strange) -> Turn:
    """A file or anything else for the human. What can be proof is kept with the case as well."""
    if isinstance(what, Sent):
        kept = evidence.arrive(scene, what)
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
    group, _, ticket = found
    posts = from_buyer(group, scene.buyer, ticket, piece, scene.note, scene.now, pressing=pressing(scene))
    waits = None if scene.note.edited else ticket.case_id
    return Turn(scene.but(notice={}), posts=posts, same_step=True, quiet=True, waits=waits)


def retried(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """ "Try again" below what could not be delivered: it is sent once more, as long as the talk is open."""
    source, found = "".join(arguments), talking(scene)
    if found is None or not source.isdecimal():
        return Turn(scene.but(view="human").noticing("human_not_open"))
    post = Post(scene.buyer.chat_id, "", {"source": int(source)}, errand="retry", ticket_id=found[2].case_id)
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
