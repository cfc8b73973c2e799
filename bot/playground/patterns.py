"""Patterns: a picture for a photo of which only the size is known, another one for each number. Coloured squares:
sharp, bright enough, and like no other, as the photos of a person with a phone are.
"""

from __future__ import annotations

import struct
import zlib
from hashlib import shake_128
from typing import Final

_ACROSS, _DOWN = 16, 12
_SQUARE: Final = 60


def pattern(number: int) -> bytes:
    """A PNG of 960 × 720 pixels; the same for the same number."""
    rows = b"".join(_row(number, down) for down in range(_DOWN))
    size = struct.pack(">IIBBBBB", _ACROSS * _SQUARE, _DOWN * _SQUARE, 8, 2, 0, 0, 0)
    parts = (_part(b"IHDR", size), _part(b"IDAT", zlib.compress(rows, 1)), _part(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _row(number: int, down: int) -> bytes:
    """A row of squares, as so many rows of pixels."""
    chance = shake_128(f"{number} {down}".encode()).digest(3 * _ACROSS)
    colours = [chance[at : at + 3] * _SQUARE for at in range(0, len(chance), 3)]
    return (b"\x00" + b"".join(colours)) * _SQUARE


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
