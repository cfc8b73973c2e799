"""Preparing: the files of the open case as the dispute form takes them, sent back in albums by the job `prepare`.

Each job sends one album and asks for the next, with what came of the albums before it in its facts: a job that dies is
begun again, so at most one album comes twice. What the last one finds goes into a message of its own, not onto the
screen: the buyer may be elsewhere by then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self

from bot.domain.buyer import File
from bot.domain.case import Proof
from bot.domain.evidence import could_be, refused_above
from bot.domain.lines import Numbered
from bot.domain.looks import Seen, from_text
from bot.domain.screen import Button, Rows, Screen
from bot.services.advice import advise
from bot.services.scene import Feature, Scene, Turn
from bot.storage.changes import Job, Post

ALBUM: Final = 10
"""Files in one album (Bot API)."""
KIND: Final = "prepare"


class Snag(StrEnum):
    """Why a file was not prepared, or what is to be minded about one that came as it is; said by words/snags.j2."""

    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    HEIC = "heic"
    UNREADABLE = "unreadable"
    LOST = "lost"
    PAPER = "paper"
    VIDEO_SIZE = "video_size"


@dataclass(frozen=True, slots=True)
class Progress:
    """What was done of one request. `ask` tells it from the next one."""

    ask: str
    done: tuple[str, ...] = ()
    """Unique ids of the files that were taken care of."""
    came: int = 0
    snags: tuple[tuple[int, str], ...] = ()
    """Number and Snag."""

    def and_then(self, files: Iterable[Numbered], came: int, snags: Iterable[tuple[int, Snag]]) -> Self:
        """With one more album."""
        done = (*self.done, *(one.file.unique_id for one in files))
        told = (*self.snags, *((number, str(snag)) for number, snag in snags))
        return replace(self, done=done, came=self.came + came, snags=told)

    def job(self) -> Job:
        """The job that does the next album, once."""
        facts = {
            "ask": self.ask,
            "done": list(self.done),
            "came": self.came,
            "snags": [list(one) for one in self.snags],
        }
        return Job(KIND, facts, key=f"{self.ask}.{len(self.done)}")


def progress(facts: Mapping[str, Any]) -> Progress:
    """What the facts of a job tell."""
    snags = tuple((int(number), str(snag)) for number, snag in facts["snags"])
    return Progress(str(facts["ask"]), tuple(facts["done"]), int(facts["came"]), snags)


def picture(file: File) -> bool:
    """Whether it is one that can be prepared, as far as is known before anybody reads it."""
    look = from_text(file.look)
    if look is not None and look.seen in _SEEN_AS:
        return _SEEN_AS[look.seen]
    return Proof.PHOTO in could_be(file)


_SEEN_AS: Final = {
    Seen.PICTURE: True,
    Seen.ANIMATION: True,
    Seen.HEIC: True,
    Seen.VIDEO: False,
    Seen.PAPER: False,
}


def album(files: Iterable[Numbered], done: Collection[str]) -> tuple[Numbered, ...]:
    """What goes into the next album: Telegram takes documents together, and videos together, but not both."""
    left = [one for one in files if one.file.unique_id not in done]
    documents = [one for one in left if one.file.kind != "video"]
    return tuple((documents or left)[:ALBUM])


def asked(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Prepare my files. A second tap, while the first one is being answered, changes nothing."""
    if scene.record is None or not scene.record.files:
        return Turn(scene.noticing("nothing_to_prepare"))
    if scene.buyer.view == UNDER_WAY:
        return Turn(scene)
    return Turn(scene.but(view=UNDER_WAY, notice={}), jobs=(Progress(f"{scene.buyer.revision}").job(),))


def screen(scene: Scene, _: str = "") -> Screen:
    """The files come below. True before they came and afterwards, for it stays above them."""
    return Screen("preparing", scene.facts(), (*_rows(scene), (Button("back", scene.lasting("v", "proof")),)))


def rows(scene: Scene) -> Rows:
    """The ways from a list of files: to have them prepared or packed; none without files."""
    if scene.record is None or not scene.record.files:
        return ()
    return ((Button("prepare_files", scene.lasting("prep")), Button("evidence_pack", scene.lasting("v", "pack"))),)


def _rows(scene: Scene) -> Rows:
    letter = Button("dispute_text", scene.lasting("v", "letter.dispute_form"))
    return ((Button("evidence_pack", scene.lasting("v", "pack")), letter),)


def went(scene: Scene, so_far: Progress) -> Turn:
    """One album was sent: the next one is asked for, or everything is summed up. Nobody's screen changes."""
    if album(advise(scene).numbered, so_far.done):
        return Turn(scene, jobs=(so_far.job(),), quiet=True)
    here = scene.record is not None and scene.buyer.case_id == scene.record.id
    after = scene.but(view=_CAME) if here and scene.buyer.view == UNDER_WAY else scene
    return Turn(after, posts=(_summary(scene, so_far),), quiet=True)


def _summary(scene: Scene, so_far: Progress) -> Post:
    by_snag = {str(snag): [number for number, found in so_far.snags if found == snag] for snag in Snag}
    form = {name: scene.policy.term(f"{name}_size").in_force(scene.today).value for name in ("picture", "video")}
    facts = {
        "came": so_far.came,
        "snags": {snag: sorted(numbers) for snag, numbers in by_snag.items() if numbers},
        "form": form,
        "keys": [[[key.label, key.data] for key in row] for row in _rows(scene)],
    }
    case_id = scene.record.id if scene.record else 0
    key = f"prepared:{case_id}:{so_far.ask}"
    return Post(scene.buyer.chat_id, "prepared", facts, scene.buyer.language, urgent=True, key=key)


def as_it_is(scene: Scene, file: File) -> Snag | None:
    """What is to be minded about a file that is sent back as it came."""
    if file.kind == "video" or file.mime.startswith("video/"):
        return Snag.VIDEO_SIZE if refused_above(Proof.VIDEO, file.size, scene.policy, scene.today) else None
    return Snag.PAPER


UNDER_WAY: Final = "preparing"
_CAME: Final = "prepared"

FEATURE: Final = Feature(actions={"prep": asked}, views={UNDER_WAY: screen, _CAME: screen})
