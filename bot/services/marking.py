"""Marking: a circle, an arrow or a blur on a picture, by tapping one of nine cells or typing its number.

What was marked is in File.marks and nowhere else. The job `sketch` shows it: a photo with a keyboard of its own, put
anew after each tap. Its buttons carry all they need, so they hold as long as it is there; the screen above it stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.domain.buyer import File
from bot.domain.claims import Shot
from bot.domain.lines import Numbered
from bot.domain.marks import (
    CELLS,
    MOST_MARKS,
    SIDE,
    Mark,
    MarkKind,
    from_text,
    to_text,
    with_mark,
    without_last,
)
from bot.domain.screen import Button, Rows, Screen
from bot.reading.marks import read_marks
from bot.services.advice import advise
from bot.services.preparing import Snag, picture
from bot.services.scene import Feature, Scene, Turn
from bot.storage.changes import Job, Post

KIND: Final = "sketch"
WITH_ADDRESS: Final = frozenset({Shot.PARCEL_LABEL, Shot.ORDER_ADDRESS})
"""Lines whose pictures show where the buyer lives."""


def offered(scene: Scene, one: Numbered) -> tuple[Button, ...]:
    """The way to marking this file, with the blur chosen where an address is to be seen; none for what is no
    picture."""
    if not picture(one.file):
        return ()
    number = str(one.file.message_id)
    if one.shot in WITH_ADDRESS:
        return (Button("blur_address", scene.lasting("mk", number, MarkKind.BLUR), {"number": one.number}),)
    return (Button("mark_picture", scene.lasting("mk", number)),)


def found(scene: Scene, message_id: int) -> Numbered | None:
    """The picture of this message, with its number; None: there is none (any more)."""
    numbered = advise(scene).numbered if scene.record else ()
    return next((one for one in numbered if one.file.message_id == message_id and picture(one.file)), None)


def opened(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Mark this picture."""
    one = _named(scene, arguments)
    kind = MarkKind(arguments[1]) if len(arguments) > 1 else MarkKind.CIRCLE
    after = scene.but(view=_view(one.file, kind), notice={})
    return Turn(after, jobs=(_sketch(one.file, kind),))


def chosen(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Another tool: only the keys of the preview change."""
    one, kind = _named(scene, arguments), MarkKind(arguments[1])
    return _quietly(scene, one.file, kind, keys=True)


def tapped(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """A cell: its mark comes, or goes where it was."""
    one, kind, cell = _named(scene, arguments), MarkKind(arguments[1]), int(arguments[2])
    return _quietly(scene, _marked(one.file, with_mark(from_text(one.file.marks), Mark(kind, cell))), kind)


def undone(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """The newest mark goes."""
    one, kind = _named(scene, arguments), MarkKind(arguments[1])
    return _quietly(scene, _marked(one.file, without_last(from_text(one.file.marks))), kind)


def typed(scene: Scene, text: str) -> Turn:
    """The same in words: "blur 1 2 3". Numbers alone are marked as the newest mark was, or as the view was opened."""
    message_id, _, opened_with = scene.buyer.view.partition(":")[2].partition(".")
    one = _of_view(scene, message_id)
    if one is None:
        return Turn(scene.but(view="proof"))
    marks = from_text(one.file.marks)
    usual = marks[-1].kind if marks else next((kind for kind in MarkKind if kind == opened_with), MarkKind.CIRCLE)
    labels = {kind: scene.tongue.label(_tool(kind, False, ""), scene.buyer.language) for kind in MarkKind}
    read = read_marks(text, labels, usual)
    if read is None:
        return Turn(scene.noticing("marks_unclear"))
    kind, cells = read
    for cell in cells:
        marks = with_mark(marks, Mark(kind, cell))
    file = _marked(one.file, marks)
    return Turn(_filed(scene, file).but(notice={}), add_files=(file,), jobs=(_sketch(file, kind),))


def done(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """That is all: the preview loses its keys."""
    one = _named(scene, arguments)
    preview = scene.note.message_id if len(arguments) > 1 else 0
    bare = Post(scene.buyer.chat_id, "", {"message": preview}, errand="bare", urgent=True)
    after = scene.but(view=f"marked:{one.file.message_id}", notice={})
    return Turn(after, posts=(bare,) if preview else ())


def screen(scene: Scene, argument: str) -> Screen:
    """How it goes; the picture is below."""
    one = _of_view(scene, argument.partition(".")[0])
    if one is None:
        return _nothing(scene)
    number = str(one.file.message_id)
    rows = ((Button("mark_done", scene.press("md", number)),), (Button("back", scene.lasting("v", "proof")),))
    return Screen("marking", scene.facts(**_facts(one), most=MOST_MARKS), rows)


def kept(scene: Scene, argument: str) -> Screen:
    """What is marked now, and what becomes of it."""
    one = _of_view(scene, argument)
    if one is None:
        return _nothing(scene)
    again = Button("mark_again", scene.lasting("mk", str(one.file.message_id)))
    rows = ((again,), (Button("prepare_files", scene.lasting("prep")),), (Button("back", scene.lasting("v", "proof")),))
    return Screen("marked", scene.facts(**_facts(one)), rows)


def preview(one: Numbered, kind: MarkKind, case_id: int) -> Screen:
    """What goes below the picture."""
    number = str(one.file.message_id)
    there = from_text(one.file.marks)

    def data(action: str, *arguments: str) -> str:
        return ":".join((action, str(case_id), "0", number, *arguments))

    tools = tuple(_tool(other, other is kind, data("mt", other)) for other in MarkKind)
    cells = [
        Button("mark_cell", data("mc", kind, str(cell)), {"number": cell, "on": Mark(kind, cell) in there})
        for cell in CELLS
    ]
    grid = tuple(tuple(cells[at : at + SIDE]) for at in range(0, len(cells), SIDE))
    undo = (Button("mark_undo", data("mu", kind)),) if there else ()
    last: Rows = ((*undo, Button("mark_done", data("md", "preview"))),)
    return Screen("sketch", _facts(one), (tools, *grid, *last))


def unsketched(scene: Scene, one: Numbered, snag: Snag) -> Turn:
    """The picture can't be shown, and why."""
    facts = {"number": one.number, "shot": one.shot, "snag": str(snag)}
    post = Post(scene.buyer.chat_id, "unsketched", facts, scene.buyer.language, urgent=True)
    return Turn(scene, posts=(post,), quiet=True)


def _tool(kind: MarkKind, chosen: bool, data: str) -> Button:
    return Button("mark_tool", data, {"kind": str(kind), "chosen": chosen})


def _facts(one: Numbered) -> dict[str, object]:
    marks = from_text(one.file.marks)
    by_kind = {str(kind): [mark.cell for mark in marks if mark.kind is kind] for kind in MarkKind}
    return {"number": one.number, "shot": one.shot, "marks": {kind: cells for kind, cells in by_kind.items() if cells}}


def _nothing(scene: Scene) -> Screen:
    return Screen("unmarkable", scene.facts(), ((Button("back", scene.lasting("v", "proof")),),))


def _of_view(scene: Scene, message_id: str) -> Numbered | None:
    """The picture a view is about; None where there is none, or where the view is of another release."""
    return found(scene, int(message_id)) if message_id.isdecimal() else None


def _named(scene: Scene, arguments: tuple[str, ...]) -> Numbered:
    one = found(scene, int(arguments[0]))
    if one is None:
        raise ValueError("no such picture")
    return one


def _marked(file: File, marks: tuple[Mark, ...]) -> File:
    return replace(file, marks=to_text(marks))


def _filed(scene: Scene, file: File) -> Scene:
    if scene.record is None:
        return scene
    files = tuple(file if one.unique_id == file.unique_id else one for one in scene.record.files)
    return replace(scene, record=replace(scene.record, files=files))


def _quietly(scene: Scene, file: File, kind: MarkKind, *, keys: bool = False) -> Turn:
    """A tap on the preview. The screen above it stays as it is, unless it is of something else by now."""
    job = _sketch(file, kind, scene.note.message_id, keys=keys)
    here = scene.buyer.view.partition(".")[0] == _view(file, kind).partition(".")[0]
    after = _filed(scene, file)
    after = after if here else after.but(view=_view(file, kind), notice={})
    return Turn(after, add_files=(file,), jobs=(job,), same_step=True, quiet=here)


def _sketch(file: File, kind: MarkKind, message_id: int = 0, *, keys: bool = False) -> Job:
    """`message_id`: the preview to put anew; 0: none. `keys`: its picture is as it was."""
    facts = {"file": file.message_id, "marks": file.marks, "kind": str(kind), "message": message_id, "keys": keys}
    return Job(KIND, facts)


def _view(file: File, kind: MarkKind) -> str:
    return f"marking:{file.message_id}.{kind}"


FEATURE: Final = Feature(
    actions={"mk": opened, "mt": chosen, "mc": tapped, "mu": undone, "md": done},
    views={"marking": screen, "marked": kept},
    typed={"marking": typed},
)
