"""archive(pack, files, folder, …) → the pack and its files as ZIP files, each within the limit. Runs in a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from bot.rendering.pack.writing import UPLOAD_LIMIT

_ENTRY: Final = 512
"""What a ZIP says of one file beside its bytes, at most: names here are short."""
_LONGEST: Final = 100
_EARLIEST: Final = 1980


def archive(
    pack: Sequence[Path],
    files: Mapping[str, Path],
    folder: Path,
    made_on: date,
    limit: int = UPLOAD_LIMIT,
    name: str = "pack",
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The ZIP files, and the names of the files that are too large for any: those are sent by themselves. `files`:
    prepared files by the name they get. They are stored as they are: pictures and films do not get smaller."""
    named = [(path.name, path) for path in pack] + list(_safe(files))
    left_out = tuple(name for name, path in named if path.stat().st_size + _ENTRY > limit)
    groups = tuple(_grouped([one for one in named if one[0] not in left_out], limit))
    paths = []
    for number, group in enumerate(groups, 1):
        path = folder / (f"{name}-{number}.zip" if len(groups) > 1 else f"{name}.zip")
        with ZipFile(path, "w", ZIP_STORED) as bundle:
            for inner, source in group:
                info = ZipInfo(inner, (max(made_on.year, _EARLIEST), made_on.month, made_on.day, 12, 0, 0))
                info.external_attr = 0o644 << 16
                with source.open("rb") as reads, bundle.open(info, "w", force_zip64=False) as writes:
                    while block := reads.read(1024 * 1024):
                        writes.write(block)
        paths.append(path)
    return tuple(paths), left_out


def _grouped(named: Sequence[tuple[str, Path]], limit: int) -> Iterator[list[tuple[str, Path]]]:
    group: list[tuple[str, Path]] = []
    filled = 0
    for one in named:
        size = one[1].stat().st_size + _ENTRY
        if group and filled + size > limit:
            yield group
            group, filled = [], 0
        group.append(one)
        filled += size
    if group:
        yield group


def _safe(files: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """Each file under a name that is one everywhere: no folders, no signs that a system forbids, none twice."""
    taken: set[str] = set()
    for name, path in files.items():
        plain = "".join(char if char.isalnum() or char in "-_. " else "_" for char in PurePosixPath(name).name)
        stem, dot, ending = plain.strip(" .").rpartition(".")
        stem, ending = (stem, f".{ending}") if dot else (ending, "")
        whole = short = f"{stem[: _LONGEST - len(ending[:12])]}{ending[:12]}" or "file"
        number = 2
        while whole.casefold() in taken:
            whole, number = f"{number}-{short}", number + 1
        taken.add(whole.casefold())
        yield whole, path
