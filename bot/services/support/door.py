"""Door: the way to a human on every screen of a case.

A screen puts the key where it looks best; where it has none it is added here, and where nobody can be asked it is
taken away. So no new screen can forget it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.domain.screen import Button, Rows, Screen
from bot.services.scene import Scene

KEY: Final = "human"
TALKS: Final = frozenset({"human", "talk", "wanted"})
"""Screens that are the door itself."""
BESIDE: Final = frozenset({"calendar"})
"""Screens of a case without the key, for it is one tap away: eight rows of squares, and Back leads to the question."""


def shown(scene: Scene, view: str, screen: Screen, *, of_case: bool) -> Screen:
    """The screen with the way to a human, or without it where no support group is set. `of_case`: it is one of a
    case, not of the bot as such."""
    if scene.groups is None:
        rows = tuple(tuple(button for button in row if button.label != KEY) for row in screen.rows)
        return replace(screen, rows=tuple(filter(None, rows)))
    there = any(button.label == KEY for row in screen.rows for button in row)
    if there or not of_case or scene.record is None or view in TALKS or view in BESIDE:
        return screen
    return replace(screen, rows=_with(screen.rows, Button(KEY, scene.lasting(KEY))))


def _with(rows: Rows, key: Button) -> Rows:
    """Beside a Back that stands alone; else in a row of its own, above the one that leads back."""
    *others, last = rows or ((),)
    labels = [button.label for button in last]
    if labels == ["back"]:
        return (*others, (*last, key))
    return (*others, (key,), last) if "back" in labels else (*rows, (key,))
