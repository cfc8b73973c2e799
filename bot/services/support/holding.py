"""Holding: what a buyer says while too much of theirs waits for an answer. It is not passed on, and nothing of it is
lost: it can be kept with the case.

The words wait in the notice that says so, which is stored with the buyer; the next turn takes its place.
"""

from __future__ import annotations

from typing import Final

from bot.domain.demand import MOST_SAID
from bot.domain.screen import Button, Rows
from bot.services.scene import Scene, Turn

KEY: Final = "human_enough"
ROOM: Final = 3000
"""Characters of a buyer's own words that a case keeps."""


def full(scene: Scene) -> bool:
    """Whether nothing more is passed on for now. A correction takes no room."""
    return scene.demand.said >= MOST_SAID and not scene.note.edited


def held(scene: Scene, text: str) -> Turn:
    """Words that are not passed on now, with those held before."""
    words = "\n".join(filter(None, (_words(scene), text.replace("\x00", "").strip())))
    return Turn(scene.noticing(KEY, words=words[:ROOM]), same_step=True)


def row(scene: Scene) -> Rows:
    """The offer to keep what is held."""
    return ((Button("keep_words", scene.press("keep"), {}, "primary"),),) if _words(scene) else ()


def kept(scene: Scene, _: tuple[str, ...]) -> Turn:
    """What was held is among the buyer's own words about the case."""
    words = _words(scene)
    if not words:
        raise ValueError("nothing is held")
    notes = "\n".join(filter(None, (scene.case.notes, words)))
    whole = len(notes) <= ROOM
    after = scene.with_case(scene.case.but(notes=notes[:ROOM]))
    return Turn(after.noticing("words_kept" if whole else "words_cut"))


def _words(scene: Scene) -> str:
    notice = scene.buyer.notice
    return str(notice.get("words", "")) if notice.get("key") == KEY else ""
