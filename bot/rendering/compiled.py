"""Compiled: templates are compiled once, by the first process and in the first language that needs them.

Kept beside the templates as Python keeps its own, and renewed when a template or the code of this package changes.
What is compiled must say nothing of a language; a test holds that.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Final

from jinja2 import BytecodeCache, FileSystemBytecodeCache, __version__
from jinja2.bccache import Bucket

from bot.rendering.catalogues import KEPT

CODE: Final = Path(__file__).parent
FOLDER: Final = KEPT


class _Compiled(FileSystemBytecodeCache):
    """On disk for the next process, in memory for the next language."""

    def __init__(self) -> None:
        with suppress(OSError):
            FOLDER.mkdir(exist_ok=True)
        super().__init__(str(FOLDER), "%s.cache")
        self._shared: dict[str, CodeType] = {}
        self._code = "".join([__version__, *(file.read_text("utf-8") for file in sorted(CODE.glob("*.py")))])

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(self._code + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._shared.get(bucket.key)
        if bucket.code is None:
            with suppress(OSError):
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
