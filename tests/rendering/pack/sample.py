"""Draws docs/images/evidence-pack.png: three pages of a pack, as they look. Needs pdftoppm of poppler-utils.

python -m tests.rendering.pack.sample
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

from bot.rendering.pack.writing import write
from tests.rendering.pack.packs import pages, picture

TARGET: Final = Path(__file__).resolve().parents[3] / "docs" / "images" / "evidence-pack.png"
_SHOWN: Final = (1, 2, 4)
_DOTS: Final = 64
_GAP: Final = 12


def main() -> None:
    draws = shutil.which("pdftoppm")
    if draws is None:
        raise SystemExit("pdftoppm is not here; on Debian and Ubuntu: apt install poppler-utils")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures = {number: picture(folder / f"{number}.jpg") for number in range(1, 5)}
        (path,) = write(pages(), pictures, folder).paths
        subprocess.run([draws, "-r", str(_DOTS), "-png", path, folder / "page"], check=True)
        shown = [Image.open(folder / f"page-{number}.png") for number in _SHOWN]
        wide, high = shown[0].size
        sheet = Image.new("RGB", (len(shown) * (wide + _GAP) + _GAP, high + 2 * _GAP), "#8a939c")
        for place, page in enumerate(shown):
            sheet.paste(page, (_GAP + place * (wide + _GAP), _GAP))
        sheet.quantize(64).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
