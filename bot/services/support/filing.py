"""Filing: what volunteers are told of a file beside the file itself: its number, and the line of the list it serves.

The words are templates/posts/_filed.j2. Numbers are those of the moment: a file that comes later for an earlier line
moves those behind it, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.domain.buyer import File
from bot.services.advice import advise
from bot.services.scene import Scene

Filed = dict[str, Any]
"""`number`, and `shot`, which is None where it serves no line."""


def filed(scene: Scene, files: Iterable[File]) -> list[Filed]:
    """The number and the line of each of these files of the open case, in their order."""
    numbers = {one.file.unique_id: one for one in advise(scene).numbered}
    found = (numbers[file.unique_id] for file in files if file.unique_id in numbers)
    return [{"number": one.number, "shot": None if one.shot is None else str(one.shot)} for one in found]
