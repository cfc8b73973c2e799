"""signature(path) → what a file is by its first bytes, whatever its name and its sender say."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.domain.looks import Seen

_HEAD: Final = 1024
"""A PDF may begin after some other bytes."""
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*")
_MATROSKA: Final = b"\x1a\x45\xdf\xa3"
_RIFF: Final = {b"WEBP": Seen.PICTURE, b"AVI ": Seen.VIDEO}
_STILL_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1", b"avif", b"avis"}
)
"""What an ftyp box says of a picture in a film's clothes: HEIC of an iPhone, AVIF. Any other brand is a film."""


def signature(path: str) -> Seen:
    """PICTURE for what may be opened as one, and what else it is otherwise. Raises OSError for no file."""
    with Path(path).open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_PICTURES):
        return Seen.PICTURE
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], Seen.UNREADABLE)
    if head[4:8] == b"ftyp":
        return Seen.HEIC if head[8:12] in _STILL_BRANDS else Seen.VIDEO
    if head.startswith(_MATROSKA):
        return Seen.VIDEO
    return Seen.PAPER if b"%PDF-" in head else Seen.UNREADABLE
