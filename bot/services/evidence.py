"""Evidence: photos, videos and documents as they arrive, in any order and number. Bytes stay with Telegram."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.domain.ask import Files, Refusal
from bot.domain.buyer import File
from bot.domain.case import Proof, Stage
from bot.domain.dialogue import pending, relevant
from bot.domain.evidence import held, refused_above
from bot.domain.inputs import Sent
from bot.domain.lines import arriving
from bot.services import stories
from bot.services.scene import Feature, Scene, Turn

MAX_FILES: Final = 60
CAPTION_LIMIT: Final = 1024
NAME_LIMIT: Final = 100


def arrive(scene: Scene, sent: Sent) -> Turn:
    """One file: kept at once, counted on one message, never waited for. Before any case it begins one."""
    if scene.record is None:
        begun = _begin(scene, sent)
        return replace(begun, add_files=(_file(sent),), same_step=False)
    known = {file.unique_id for file in scene.record.files}
    if sent.unique_id in known:
        return Turn(scene.noticing("file_twice", count=len(known)), same_step=True)
    if len(known) >= MAX_FILES:
        return Turn(scene.noticing("refused", refusal=Refusal.TOO_MANY_FILES, limit=MAX_FILES), same_step=True)
    *before, file = arriving(relevant(scene.case), scene.record.files, _file(sent))
    record = replace(scene.record, files=(*before, file))
    after = replace(scene, record=record)
    question = pending(scene.case)
    waiting = question is not None and isinstance(question.asks, Files)
    if scene.case.evidence is not None or "evidence" in scene.case.unknown:
        after = after.with_case(scene.case.but(evidence=proofs(after), unknown=scene.case.unknown - {"evidence"}))
    (kind,) = held(scene.case, (file,))
    limit = refused_above(kind, file.size, scene.policy, scene.today)
    if limit is not None:
        return Turn(after.noticing("file_large", limit=limit), add_files=record.files, same_step=True)
    key = "file_counted" if waiting or scene.case.reviewed else "file_kept"
    return Turn(after.noticing(key, count=len(record.files)), add_files=record.files, same_step=True)


def looked(scene: Scene, unique_id: str, text: str) -> Turn | None:
    """What was seen in a file is kept with it. None: the file is gone, or that is known already."""
    files = scene.record.files if scene.record else ()
    file = next((one for one in files if one.unique_id == unique_id), None)
    if scene.record is None or file is None or file.look == text:
        return None
    seen = replace(file, look=text)
    record = replace(scene.record, files=tuple(seen if one is file else one for one in files))
    return Turn(replace(scene, record=record), add_files=(seen,), quiet=True)


def _begin(scene: Scene, sent: Sent) -> Turn:
    """A picture with a sentence under it is a first sentence; a picture alone begins an empty case."""
    if sent.caption.strip():
        return stories.begin(scene, sent.caption)
    return Turn(scene.begun(Stage.NOT_OPENED).noticing("file_first", count=1))


def _file(sent: Sent) -> File:
    return File(
        kind=sent.kind,
        file_id=sent.file_id,
        unique_id=sent.unique_id,
        message_id=sent.message_id,
        size=sent.size,
        mime=sent.mime[:100],
        caption=sent.caption.replace("\x00", "")[:CAPTION_LIMIT],
        album=sent.album,
        name=sent.name.replace("\x00", "")[:NAME_LIMIT],
    )


def proofs(scene: Scene) -> tuple[Proof, ...]:
    """The kinds of evidence the files amount to. A picture of a parcel that never came is a screenshot."""
    kinds = set(held(scene.case, scene.record.files if scene.record else ()))
    return tuple(proof for proof in Proof if proof in kinds)


def done(scene: Scene, _: tuple[str, ...]) -> Turn:
    """That is all I have: the files count as the answer."""
    case = scene.case.but(evidence=proofs(scene), unknown=scene.case.unknown - {"evidence"})
    return Turn(scene.with_case(case).but(notice={}, view="case"))


def drop_last(scene: Scene, _: tuple[str, ...]) -> Turn:
    """The last file was sent by mistake."""
    if not scene.record or not scene.record.files:
        return Turn(scene)
    *kept, last = scene.record.files
    record = replace(scene.record, files=tuple(kept))
    after = replace(scene, record=record).noticing("file_dropped", count=len(kept))
    return Turn(after, drop_files=(last.unique_id,))


FEATURE: Final = Feature(actions={"done": done, "drop": drop_last})
