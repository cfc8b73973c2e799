"""Filing: the files of the open case put down, and what follows from it: the answer about proof."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.ask import Files
from bot.domain.buyer import File
from bot.domain.case import Proof
from bot.domain.dialogue import doubt
from bot.domain.evidence import held, refused_above
from bot.services import questions
from bot.services.scene import Scene


def files_of(scene: Scene) -> tuple[File, ...]:
    """The files of the open case, as they were sent."""
    return scene.record.files if scene.record else ()


def with_files(scene: Scene, files: tuple[File, ...]) -> Scene:
    """The same scene with these files in the open case."""
    return replace(scene, record=replace(scene.record, files=files)) if scene.record else scene


def filed(scene: Scene, files: tuple[File, ...]) -> Scene:
    """The same, with the answer about proof that follows from them, where it was given."""
    after = with_files(scene, files)
    if not answered(scene):
        return after
    return after.with_case(scene.case.but(evidence=proofs(after), unknown=scene.case.unknown - {"evidence"}))


def proofs(scene: Scene) -> tuple[Proof, ...]:
    """The kinds of evidence the files amount to. A picture of a parcel that never came is a screenshot."""
    kinds = set(held(scene.case, files_of(scene)))
    return tuple(proof for proof in Proof if proof in kinds)


def answered(scene: Scene) -> bool:
    """Whether the question about proof is over; until then what there is to say waits for its screen."""
    return scene.case.evidence is not None or "evidence" in scene.case.unknown


def asks(scene: Scene) -> bool:
    """Whether the question that is open is the one about proof."""
    question = questions.current(scene)
    if question is None or not isinstance(question.asks, Files):
        return False
    return questions.sent_to(scene) is not None or not (scene.case.recap or doubt(scene.case, scene.today))


def over(scene: Scene, file: File) -> int | None:
    """The limit of the form that the file is over, in megabytes."""
    (kind,) = held(scene.case, (file,))
    return refused_above(kind, file.size, scene.policy, scene.today)
