"""Compiled: what templates compile to is kept on disk, beside them, as Python keeps its own.

Compiling takes half a second a language and leaves more memory behind than the rest of the templates. A file counts
only for the template, the translation and the code of this package that it was made from.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from jinja2 import BytecodeCache, FileSystemBytecodeCache, __version__
from jinja2.bccache import Bucket

from bot.rendering.catalogues import PSEUDO, TEMPLATES, catalogue

FOLDER: Final = TEMPLATES / "__pycache__"


class _Compiled(FileSystemBytecodeCache):
    def __init__(self, language: str) -> None:
        with suppress(OSError):
            FOLDER.mkdir(exist_ok=True)
        super().__init__(str(FOLDER), f"{language}-%s.cache")
        self._basis = _basis(language)

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(self._basis + source)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # a folder that is not ours to write in: compiled again at the next start
            super().dump_bytecode(bucket)


def compiled(language: str) -> BytecodeCache | None:
    """What was kept of this language; None for the pseudo-language, which is for tests."""
    return None if language == PSEUDO else _Compiled(language)


def _basis(language: str) -> str:
    """Whatever decides, beside a template itself, what becomes of it."""
    files = [*sorted(Path(__file__).parent.glob("*.py")), catalogue(language)]
    parts = [__version__.encode(), *(file.read_bytes() for file in files if file is not None)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
