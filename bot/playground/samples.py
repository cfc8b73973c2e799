"""Sample pictures: what a newcomer can send without a camera, by name. The files are drawn by page/samples/draw.py."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "page" / "samples"


@cache
def pictures() -> dict[str, bytes]:
    """Every sample's bytes, by the name of its file without the ending."""
    return {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.jpg"))}


def name_of(data: bytes | None) -> str | None:
    """The name of the sample these bytes are; None when they are another picture."""
    return next((name for name, sample in pictures().items() if sample == data), None)
