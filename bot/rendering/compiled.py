"""Compiled: templates are compiled once, by the first process and in the first language that needs them.

Kept beside the templates as Python keeps its own, and renewed when a template changes. What is compiled must say
nothing of a language; a test holds that. Whoever changes the options of the environment (`words.py`) deletes
the folder.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from types import CodeType
from typing import Final

from jinja2 import BytecodeCache, FileSystemBytecodeCache, __version__
from jinja2.bccache import Bucket

from bot.rendering.catalogues import TEMPLATES

FOLDER: Final = TEMPLATES / "__pycache__"


class _Compiled(FileSystemBytecodeCache):
    """On disk for the next process, in memory for the next language."""

    def __init__(self) -> None:
        with suppress(OSError):
            FOLDER.mkdir(exist_ok=True)
        super().__init__(str(FOLDER), f"jinja-{__version__}-%s.cache")
        self._shared: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._shared.get(bucket.key)
        if bucket.code is None:
            super().load_bytecode(bucket)
            self._share(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._share(bucket)
        with suppress(OSError):  # a folder that is not ours to write in: compiled again at the next start
            super().dump_bytecode(bucket)

    def _share(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._shared[bucket.key] = bucket.code


@cache
def compiled() -> BytecodeCache:
    """The one of this process."""
    return _Compiled()
