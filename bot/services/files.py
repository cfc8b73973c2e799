"""Files: every file of the case by its number, and each by itself, to be put into another line or taken out."""

from __future__ import annotations

from typing import Final

from bot.domain.claims import Shot
from bot.domain.screen import Button, Screen
from bot.services import marking, preparing, proof
from bot.services.filing import asks, filed
from bot.services.listed import listed
from bot.services.scene import Feature, Scene, Turn

_WIDE: Final = 5


def screen(scene: Scene, _: str = "") -> Screen:
    """All of them, each number a button."""
    at = listed(scene)
    flaws = {one.number: [hint.flaw for hint in at.hints if hint.at.number == one.number] for one in at.numbered}
    keys = [
        Button("number", scene.lasting("v", f"file.{one.file.message_id}"), {"number": one.number})
        for one in at.numbered
    ]
    rows = tuple(tuple(keys[i : i + _WIDE]) for i in range(0, len(keys), _WIDE))
    more = preparing.rows(scene) if scene.case.reviewed else ()
    return Screen("files", scene.facts(numbered=at.numbered, flaws=flaws), (*rows, *more, (_back(scene),)))


def one(scene: Scene, argument: str) -> Screen:
    """One file: where it stands, and what is worth a hint."""
    at = listed(scene)
    found = next((one for one in at.numbered if str(one.file.message_id) == argument), None)
    if found is None:
        return screen(scene)
    others = [line for line in at.lines if line.shot != found.shot]
    rows = proof.moves(scene, found.file.message_id, others, spare=found.shot is None or not at.lines)
    ways = (Button("remove_file", scene.press("rm", argument)), Button("back", scene.lasting("v", "files")))
    facts = scene.facts(
        one=found,
        line=at.line(found.shot) if found.shot else None,
        hints=[hint for hint in at.hints if hint.at.number == found.number],
    )
    marks = marking.offered(scene, found)
    return Screen("file", facts, tuple(filter(None, (*rows, marks, ways))))


def moved(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """It is another line, or none. Every other button keeps its meaning, so one may be tapped while files come."""
    message_id, shot = arguments
    at = listed(scene)
    files = at.moved(int(message_id), Shot(shot) if shot else None)
    changed = tuple(one for one in files if one not in at.files)
    at_list = scene.buyer.view.partition(":")[0] == "proof"
    view = f"proof:{message_id}" if at_list else scene.buyer.view
    return Turn(filed(scene, files).but(view=view, notice={}), add_files=changed, same_step=True)


def removed(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """It was sent by mistake."""
    gone = listed(scene).file(arguments[0]).file
    kept = tuple(one for one in listed(scene).files if one.unique_id != gone.unique_id)
    after = filed(scene, kept).noticing("file_dropped", count=len(kept))
    return Turn(after.but(view="files" if kept else home(scene)), drop_files=(gone.unique_id,))


def home(scene: Scene) -> str:
    """The view of the list: the question about proof while it is asked."""
    return "case" if asks(scene) else "proof"


def _back(scene: Scene) -> Button:
    return Button("back", scene.lasting("v", home(scene)))


FEATURE: Final = Feature(actions={"mv": moved, "rm": removed}, views={"files": screen, "file": one})
