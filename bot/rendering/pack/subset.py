"""subset(source, target, keeps) → a smaller font with only these characters, the same bytes each time."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from fontTools import subset as tools
from fontTools.ttLib import TTFont


def subset(source: Path, target: Path, keeps: Set[int], called: str = "") -> int:
    """The size of the new file in bytes. `called`: a name of its own, where the licence keeps the first one."""
    options = tools.Options(
        hinting=False, notdef_outline=True, layout_features=["*"], name_IDs=["*"], recalc_timestamp=False
    )
    options.drop_tables += ["FFTM", "MATH", "TSI0", "TSI1", "TSI2", "TSI3", "TSI5", "kern", "vhea", "vmtx"]
    font = tools.load_font(str(source), options)
    subsetter = tools.Subsetter(options)
    subsetter.populate(unicodes=keeps)
    subsetter.subset(font)
    if called:
        _rename(font, called)
    tools.save_font(font, str(target), options)
    return target.stat().st_size


_FAMILY, _UNIQUE, _FULL, _POSTSCRIPT = 1, 3, 4, 6


def _rename(font: TTFont, called: str) -> None:
    names = font["name"]
    names.names = [record for record in names.names if record.nameID not in (16, 18)]
    for record in names.names:
        if record.nameID in (_FAMILY, _UNIQUE, _FULL):
            record.string = called
        elif record.nameID == _POSTSCRIPT:
            record.string = called.replace(" ", "")
