"""The work that `pictures` compares, done where the bot does it: so in a file that the worker process can load."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, NamedTuple

from PIL import Image

from bot.rendering.pictures.examine import examine
from bot.rendering.pictures.prepare import prepare

_LIMIT: Final = 2 * 1024 * 1024


class Spent(NamedTuple):
    """What one piece of work took, in milliseconds."""

    wall: float
    cpu: float


def plain(path: str) -> Spent:
    """Load and save with nothing else: the photo as Pillow writes it when nobody says how."""
    return _spent(lambda: _load_and_save(path))


def looking(path: str) -> Spent:
    """Looking at it."""
    return _spent(lambda: examine(path))


def making_ready(path: str) -> Spent:
    """Making it ready to upload, with two marks."""
    return _spent(lambda: prepare(path, f"{path} ready", "blur:1,circle:5", _LIMIT))


def _load_and_save(path: str) -> None:
    with Image.open(path) as image:
        image.load()
        image.save(f"{path} plain", "JPEG")


def _spent(work: Callable[[], object]) -> Spent:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000)
