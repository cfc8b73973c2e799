"""Evidence: photos, videos and documents as they arrive, in any order and number. Bytes stay with Telegram.

Where the list of shots is open, or the case has its result, the list answers each of them (`proof.py`). Anywhere else
the screen stays what it is, with a line that says the file is kept. What was seen in them comes later (`looks.py`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.domain.ask import Refusal
from bot.domain.buyer import File
from bot.domain.case import Stage
from bot.domain.claims import Shot
from bot.domain.dialogue import doubt, pending
from bot.domain.hints import Hint
from bot.domain.inputs import Sent
from bot.domain.looks import Flaw, from_text
from bot.domain.room import CAPTION_KEPT, MOST_FILES, NAME_KEPT
from bot.reading.captions import shots_said
from bot.services import marking, preparing, stories
from bot.services.filing import answered, asks, filed, files_of, over, proofs, with_files
from bot.services.listed import listed
from bot.services.looks import FETCHED, asked, at_once, lost
from bot.services.scene import Feature, Scene, Turn
from bot.storage.changes import Post

LISTS: Final = frozenset({"proof", "files", "file", "line", "cannot"})
"""Views of the shot list and of what is behind it."""
_OPEN: Final = LISTS | {"case", "card", "result", "coach", "coach_card"}
"""Views at which nothing is lost when the list answers a file."""


def arrive(scene: Scene, sent: Sent) -> Turn:
    """One file: kept at once, placed, counted on one message, never waited for. Before any case it begins one."""
    file = at_once(_file(sent))
    if scene.record is None:
        return _begin(scene, file)
    files = files_of(scene)
    if known := next((one for one in files if one.unique_id == file.unique_id), None):
        return _again(scene, known, file)
    if exchanged := next((one for one in files if one.message_id == file.message_id), None):
        kept = replace(file, shot=exchanged.shot)
        after = tuple(kept if one is exchanged else one for one in files)
        return replace(_kept(scene, after, kept), drop_files=(exchanged.unique_id,))
    if len(files) >= MOST_FILES:
        return Turn(scene.noticing("refused", refusal=Refusal.TOO_MANY_FILES, limit=MOST_FILES), same_step=True)
    return _kept(scene, listed(scene).arriving(file, (*said(scene, file), *_asked_for(scene))), file)


def _begin(scene: Scene, file: File) -> Turn:
    """A picture with a sentence under it is a first sentence; a picture alone begins an empty case."""
    if file.caption.strip():
        begun = stories.begin(scene, file.caption)
    else:
        begun = Turn(scene.begun(Stage.NOT_OPENED).noticing("file_first", count=1))
    if begun.scene.record is not None:
        begun = replace(begun, scene=replace(begun.scene, record=replace(begun.scene.record, files=(file,))))
    return replace(begun, add_files=(file,), jobs=asked(file), same_step=False)


def _again(scene: Scene, known: File, file: File) -> Turn:
    """A file that is there already: an edited caption, or the same once more. A line it names now is its place; what
    Telegram had no longer is looked at anew."""
    look = file.look if lost(known) else known.look
    kept = replace(known, file_id=file.file_id, caption=file.caption or known.caption, look=look)
    there = with_files(scene, tuple(kept if one == known else one for one in files_of(scene)))
    at = listed(there)
    names = () if kept.caption == known.caption else said(scene, kept)
    told = next((shot for shot in names if any(line.shot == shot != known.shot for line in at.lines)), None)
    if told is not None:
        return _kept(scene, at.moved(known.message_id, told), kept)
    if lost(known):
        return _kept(scene, at.files, kept)
    if scene.note.edited:
        return Turn(there, add_files=(kept,), same_step=True, quiet=True)
    return Turn(there.noticing("file_twice"), add_files=(kept,), same_step=True)


def _kept(scene: Scene, files: tuple[File, ...], file: File) -> Turn:
    """The files as they are now, of which this one came."""
    changed = tuple(one for one in files if one not in files_of(scene))
    return Turn(_counted(filed(scene, files), file), add_files=changed, jobs=asked(file), same_step=True)


def _counted(scene: Scene, file: File) -> Scene:
    """The scene that says where the file went: at the list, where that may answer."""
    name, limit = scene.buyer.view.partition(":")[0], over(scene, file)
    mendable = preparing.picture(file) and file.size <= FETCHED
    large = scene.noticing("file_large", limit=limit, mendable=mendable) if limit else scene.but(notice={})
    if asks(scene) and name in _OPEN:
        return large.but(view=scene.buyer.view if name == "case" else "case")
    if name in LISTS or (name in _OPEN and _finished(scene)):
        return large.but(view=f"proof:{file.message_id}")
    if limit:
        return large
    return scene.noticing("file_counted" if scene.case.reviewed else "file_kept", count=len(files_of(scene)))


def looked(scene: Scene, unique_id: str, text: str) -> Turn | None:
    """What was seen in a file, put down with it. Where that is worth a hint the list shows it, or if the buyer is
    elsewhere by now a message of its own. None: the file is gone, or was looked at before."""
    file = next((one for one in files_of(scene) if one.unique_id == unique_id), None)
    if file is None or from_text(file.look) is not None:
        return None
    seen = replace(file, look=text)
    after = with_files(scene, tuple(seen if one == file else one for one in files_of(scene)))
    found = next((hint for hint in listed(after).hints if hint.at.file.unique_id == unique_id), None)
    name = scene.buyer.view.partition(":")[0]
    here = after.record is not None and after.record.id == scene.buyer.case_id
    shown = here and (name in LISTS or (name == "case" and asks(scene)))
    posts = (_post(after, found),) if found and not shown and answered(scene) else ()
    return Turn(after, add_files=(seen,), posts=posts, same_step=True, quiet=not (found and shown))


def _post(scene: Scene, hint: Hint) -> Post:
    buyer, record = scene.buyer, scene.record
    facts = {
        "number": record.number if record else 0,
        "flaw": str(hint.flaw),
        "file": hint.at.number,
        "shot": hint.at.shot,
        "other": hint.other,
        "keys": [*_cover(scene, hint), [["proof", scene.lasting("v", "proof")]]],
    }
    return Post(
        buyer.chat_id, "file_hint", facts, buyer.language, key=f"hint:{buyer.chat_id}:{hint.at.file.message_id}"
    )


def _cover(scene: Scene, hint: Hint) -> list[list[list[Any]]]:
    """The way to blur an address that can be read."""
    keys = marking.offered(scene, hint.at) if hint.flaw is Flaw.LABEL else ()
    return [[[key.label, key.data, dict(key.facts)]] for key in keys]


def placed(turn: Turn) -> Turn:
    """The turn in which every file has a place, once the problem is known: those that came before it as well."""
    scene, files = turn.scene, files_of(turn.scene)
    if all(file.shot for file in files) or not (at := listed(scene)).lines:
        return turn
    there: tuple[File, ...] = ()
    for file in files:
        there = (*there, file) if file.shot else replace(at, files=there).arriving(file, said(scene, file))
    changed = {one.unique_id: one for one in (*turn.add_files, *(one for one in there if one not in files))}
    return replace(turn, scene=with_files(scene, there), add_files=tuple(changed.values()))


def _finished(scene: Scene) -> bool:
    """Whether the case has a result and nothing is asked."""
    case = scene.case
    return case.reviewed and not case.recap and pending(case) is None and doubt(case, scene.today) is None


def said(scene: Scene, file: File) -> tuple[Shot, ...]:
    """The lines its caption speaks of, or else the shots of other lists."""
    if not file.caption.strip():
        return ()
    language, among = scene.buyer.language, [line.shot for line in listed(scene).lines]
    return shots_said(file.caption, language, among) or shots_said(file.caption, language, tuple(Shot))


def _asked_for(scene: Scene) -> tuple[Shot, ...]:
    """The line whose own screen is open: what comes there is for it."""
    name, _, shot = scene.buyer.view.partition(":")
    return (Shot(shot),) if name == "line" and shot in set(Shot) - scene.case.without else ()


def _file(sent: Sent) -> File:
    return File(
        kind=sent.kind,
        file_id=sent.file_id,
        unique_id=sent.unique_id,
        message_id=sent.message_id,
        size=sent.size,
        mime=sent.mime[:100],
        caption=sent.caption.replace("\x00", "")[:CAPTION_KEPT],
        album=sent.album,
        name=sent.name.replace("\x00", "")[:NAME_KEPT],
    )


def done(scene: Scene, _: tuple[str, ...]) -> Turn:
    """That is all I have: the files count as the answer."""
    case = scene.case.but(evidence=proofs(scene), unknown=scene.case.unknown - {"evidence"})
    return Turn(scene.with_case(case).but(notice={}, view="case"))


FEATURE: Final = Feature(actions={"done": done})
