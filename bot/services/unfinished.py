"""Unfinished: what is said when work on files was given up, so that nobody waits in vain."""

from __future__ import annotations

from typing import Final

from bot.services import marking, packs, preparing
from bot.services.scene import Scene, Turn
from bot.storage.changes import Post

AWAITED: Final = frozenset({preparing.KIND, packs.KIND, marking.KIND})
"""Kinds of work that somebody asked for and looks out for."""


def given_up(scene: Scene, kind: str) -> Turn | None:
    """It is said once; None for work that nobody waits for."""
    if kind not in AWAITED:
        return None
    facts = {"case": scene.record.id if scene.record else 0}
    post = Post(scene.buyer.chat_id, "unfinished", facts, scene.buyer.language, urgent=True)
    waits = scene.buyer.view == preparing.UNDER_WAY
    return Turn(scene.but(view="proof") if waits else scene, posts=(post,), quiet=True)
