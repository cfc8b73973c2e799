"""write(pages, pictures, folder, limit) → the PDF files of a pack, each within the limit.

Runs in a worker: it takes plain values, reads pictures and fonts from disk, and knows nothing of the bot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Final

from bot.rendering.pack.layout import Part, laid_out
from bot.rendering.pack.legible import Legible
from bot.rendering.pack.pages import Exhibit, Fact, Pages, Section
from bot.rendering.pack.paint import paint

MOST_EXHIBITS: Final = 60
UPLOAD_LIMIT: Final = 50 * 1024 * 1024
"""What a bot may send as one file (Bot API)."""
_AROUND: Final = 1024 * 1024
"""Fonts and words of a part, as a first guess."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files, in their order, and what could not be shown: by script (ISO 15924), how many characters."""

    paths: tuple[Path, ...]
    unshown: Mapping[str, int]


def write(pages: Pages, pictures: Mapping[int, Path], folder: Path, limit: int = UPLOAD_LIMIT) -> Written:
    """Writes the pack into `folder`. `pictures`: JPEG files by the number of their exhibit; an exhibit without one is
    listed as a file of its own, and so is one too large for any part. Raises ValueError for more than 60 exhibits, and
    where the words alone are over the limit."""
    if len(pages.exhibits) > MOST_EXHIBITS:
        raise ValueError(f"a pack has at most {MOST_EXHIBITS} exhibits")
    shown, legible = _legible(pages)
    note = _note(pages, legible)
    room = limit - _AROUND if limit > 2 * _AROUND else limit // 2
    while True:
        fitting = {number: path for number, path in pictures.items() if path.stat().st_size <= room}
        paths = tuple(_parts(shown, fitting, room, note, folder))
        if all(path.stat().st_size <= limit for path in paths):
            return Written(paths, dict(legible.unshown))
        for path in paths:
            path.unlink()
        if not fitting:
            raise ValueError("the words of the pack are over the limit")
        room = room * 3 // 4


def _parts(pages: Pages, pictures: Mapping[int, Path], room: int, note: str, folder: Path) -> Iterator[Path]:
    """Writes one part after the other, so that only one is in memory."""
    groups = tuple(_grouped(pages.exhibits, pictures, room)) or ((),)
    for number, group in enumerate(groups, 1):
        others = tuple(_elsewhere(pages, there, other) for there, other in enumerate(groups, 1) if there != number)
        part = Part(number, len(groups), group, others, note)
        path = folder / (f"{pages.name}-{number}.pdf" if len(groups) > 1 else f"{pages.name}.pdf")
        paint(laid_out(pages, part, pictures), pages, path)
        yield path


def _elsewhere(pages: Pages, part: int, group: Sequence[Exhibit]) -> str:
    numbers = {"{first}": str(group[0].number), "{last}": str(group[-1].number), "{part}": str(part)}
    return reduce(lambda said, pair: said.replace(*pair), numbers.items(), pages.phrases.in_part)


def _grouped(exhibits: Sequence[Exhibit], pictures: Mapping[int, Path], room: int) -> Iterator[tuple[Exhibit, ...]]:
    """The exhibits in their order, as many in a part as it has room for."""
    group: list[Exhibit] = []
    filled = 0
    for exhibit in exhibits:
        path = pictures.get(exhibit.number)
        size = path.stat().st_size if path and exhibit.printed else 0
        if group and filled + size > room:
            yield tuple(group)
            group, filled = [], 0
        group.append(exhibit)
        filled += size
    if group:
        yield tuple(group)


def _legible(pages: Pages) -> tuple[Pages, Legible]:
    """The same pages with all that no font has named instead."""
    said = Legible(pages.phrases.missing, pages.scripts)
    facts = _facts(pages.facts, said)
    sections = tuple(Section(one.kind, said(one.title), _facts(one.lines, said)) for one in pages.sections)
    exhibits = tuple(
        replace(one, heading=said(one.heading), caption=said(one.caption), lines=_facts(one.lines, said))
        for one in pages.exhibits
    )
    return replace(pages, foot=said(pages.foot), facts=facts, sections=sections, exhibits=exhibits), said


def _facts(facts: Sequence[Fact], said: Legible) -> tuple[Fact, ...]:
    return tuple(Fact(said(fact.label), said(fact.text)) for fact in facts)


def _note(pages: Pages, legible: Legible) -> str:
    if not legible.unshown:
        return ""
    names = ", ".join(f"{legible.name(script)} ({number})" for script, number in sorted(legible.unshown.items()))
    return pages.phrases.unshown.replace("{scripts}", names)
