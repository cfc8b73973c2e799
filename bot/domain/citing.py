"""Citing: the files of a case as a letter names them: by their numbers, and many of them in few words.

The numbers are those of `lines.numbered`. What each line shows is said by templates/letters/_shots.j2 under its key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.domain.buyer import File
from bot.domain.case import Proof
from bot.domain.evidence import could_be
from bot.domain.lines import Numbered
from bot.domain.pack import Kind

MOST_CITED: Final = 5
"""So many groups leave a letter a letter: about twenty words."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Neighbouring numbers that show one thing."""

    shot: str | None
    """The line of the shot list; None: they serve several, or none."""
    kind: Kind | None
    """None: they are of several kinds."""
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many files it is."""
        return self.last - self.first + 1

    @property
    def numbers(self) -> str:
        """The same as a reader sees it: "4", or "2–3"."""
        return f"{self.first}–{self.last}" if self.last > self.first else str(self.first)


def cited(files: Iterable[Numbered], most: int = MOST_CITED) -> tuple[Cited, ...]:
    """One entry for each line that has files, in the order of their numbers; the last one gathers what is too much to
    name in `most` entries. None without files."""
    lines = [list(group) for _, group in groupby(files, key=lambda one: one.shot)]
    if len(lines) <= most:
        return tuple(_named(line) for line in lines)
    rest = [one for line in lines[most - 1 :] for one in line]
    return (*(_named(line) for line in lines[: most - 1]), _together(rest, None))


def kind_of(file: File) -> Kind:
    """What the reader of a letter takes it for."""
    proofs = could_be(file)
    if Proof.VIDEO in proofs:
        return Kind.VIDEO
    return Kind.PICTURE if Proof.PHOTO in proofs else Kind.DOCUMENT


def _named(line: Sequence[Numbered]) -> Cited:
    shot = line[0].shot
    return _together(line, None if shot is None else shot.value)


def _together(files: Sequence[Numbered], shot: str | None) -> Cited:
    kinds = {kind_of(one.file) for one in files}
    return Cited(shot, kinds.pop() if len(kinds) == 1 else None, files[0].number, files[-1].number)
