"""Holding: what a buyer says while too much of theirs waits for an answer. It is not passed on, and nothing of it is
lost: it is kept with the buyer's own words about the case, which volunteers see on its card."""

from __future__ import annotations

from bot.domain.demand import MOST_SAID
from bot.domain.room import WORDS_KEPT
from bot.services.scene import Scene, Turn


def full(scene: Scene) -> bool:
    """Whether nothing more is passed on for now. A correction takes no room."""
    return scene.demand.said >= MOST_SAID and not scene.note.edited


def held(scene: Scene, text: str) -> Turn:
    """Words that are not passed on now; what does not fit with the case any more stays in the chat alone."""
    notes = "\n".join(filter(None, (scene.case.notes, text.replace("\x00", "").strip())))
    after = scene.with_case(scene.case.but(notes=notes[:WORDS_KEPT]))
    return Turn(after.noticing("human_enough" if len(notes) <= WORDS_KEPT else "human_enough_cut"), same_step=True)
