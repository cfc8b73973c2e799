"""Contact sheet: the drawn examples of all shots in one picture, for the README. `make screenshots` writes it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from bot.domain.claims import Shot
from bot.rendering.examples import HEIGHT, WIDTH, draw

SHEET: Final = Path(__file__).resolve().parents[2] / "docs" / "images" / "examples.png"
COLUMNS: Final = 6
_SMALLER: Final = 4
_GAP: Final = 6


def sheet() -> bytes:
    """All examples in the order of `Shot`, six in a row, as a PNG."""
    width, height = WIDTH // _SMALLER + _GAP, HEIGHT // _SMALLER + _GAP
    rows = -(-len(Shot) // COLUMNS)
    whole = Image.new("RGB", (COLUMNS * width + _GAP, rows * height + _GAP), "white")
    for number, shot in enumerate(Shot):
        small = Image.open(BytesIO(draw(shot))).convert("RGB").reduce(_SMALLER)
        whole.paste(small, (_GAP + number % COLUMNS * width, _GAP + number // COLUMNS * height))
    png = BytesIO()
    whole.quantize(256).save(png, "PNG", optimize=True)
    return png.getvalue()


if __name__ == "__main__":
    SHEET.write_bytes(sheet())
