"""Lines: the shot list of one case, each line with the files that serve it, and the numbers everybody calls files by.

A file is placed when it arrives, and stays where it is until the buyer says otherwise: so no photo changes its place
because another one did. One that was placed nowhere yet (it came before the problem was known) is offered to the first
line that is open. A new one is also offered to a line whose files have to be taken again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.buyer import File
from bot.domain.case import Case, Loss, Proof
from bot.domain.claims import Shot
from bot.domain.evidence import could_be, serves, shots
from bot.domain.looks import Flaw, flaws, from_text

SPARE: Final = "spare"
"""The place of a file that serves no line: there was none for it, or the buyer said so."""

_ANEW: Final = frozenset(Flaw) - {Flaw.TWICE, Flaw.LABEL}
"""Flaws that another picture mends."""


@dataclass(frozen=True, slots=True)
class Line:
    """One shot and what there is of it. `number` counts the lines from 1."""

    number: int
    shot: Shot
    files: tuple[File, ...]
    excused: bool
    """The buyer said that it can't be had."""

    @property
    def open(self) -> bool:
        """It still waits for a file."""
        return not self.files and not self.excused

    @property
    def weak(self) -> bool:
        """What there is of it had better be taken again."""
        return bool(self.files) and all(map(flawed, self.files))

    def takes(self, file: File) -> bool:
        """Whether a file that arrives is offered to it. Pictures of one album were chosen together: none of them was
        sent because of what is wrong with another."""
        if not serves(file, self.shot):
            return False
        together = any(one.album == file.album != "" for one in self.files)
        return self.open or (self.weak and not together)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A file by the number it has in every letter, file name and list; `shot` None: it serves no line."""

    number: int
    file: File
    shot: Shot | None


def lines(case: Case, files: Sequence[File], method: Loss | None = None) -> tuple[Line, ...]:
    """The shot list of this case, most convincing first, with the files as they are placed."""
    there = placed(case, files, method)
    return tuple(
        Line(number, shot, tuple(file for file in there if file.shot == shot), shot in case.without)
        for number, shot in enumerate(shots(case, method), 1)
    )


def placed(case: Case, files: Sequence[File], method: Loss | None = None) -> tuple[File, ...]:
    """The same files, each with its place: a shot of this case's list, or SPARE. While no problem is known they have
    none."""
    listed = shots(case, method)
    if not listed:
        return tuple(files)
    here = {file.unique_id: file.shot for file in files if file.shot in listed or file.shot == SPARE}
    for file in files:
        if file.unique_id not in here:
            taken = set(here.values())
            here[file.unique_id] = next(
                (shot for shot in listed if shot not in taken and serves(file, shot) and shot not in case.without),
                SPARE,
            )
    return tuple(replace(file, shot=here[file.unique_id]) for file in files)


def arriving(
    case: Case, files: Sequence[File], file: File, method: Loss | None = None, said: Iterable[Shot] = ()
) -> tuple[File, ...]:
    """All files with the new one last, each with its place. `said`: the shots its caption speaks of, the likeliest
    first; one of another list serves none of this one. Without a caption it is offered to the first line that is open
    or had better be taken again."""
    listed, named = shots(case, method), tuple(said)
    told = next((shot for shot in named if shot in listed and serves(file, shot)), None)
    offered = next((line.shot for line in lines(case, files, method) if line.takes(file)), None)
    place = SPARE if listed and named and not set(named) & set(listed) else told or offered
    return placed(case, (*placed(case, files, method), replace(file, shot=place)), method)


def moved(
    case: Case, files: Sequence[File], message_id: int, shot: Shot | None, method: Loss | None = None
) -> tuple[File, ...]:
    """The files with this one in another line, or in none. The others stay where they are. Raises ValueError for a file
    or a line that is not there."""
    if shot is not None and shot not in shots(case, method):
        raise ValueError("the list of this case has no such line")
    if all(file.message_id != message_id for file in files):
        raise ValueError("the case has no such file")
    return tuple(
        replace(file, shot=shot or SPARE) if file.message_id == message_id else file
        for file in placed(case, files, method)
    )


def flawed(file: File) -> bool:
    """Whether another picture would serve its line better, by what was seen in it. A film too large for Telegram is
    none the worse for it."""
    look = from_text(file.look)
    if look is None:
        return False
    found = _ANEW.intersection(flaws(look, _shot(file), {}))
    return bool(found - {Flaw.TOO_LARGE} if Proof.VIDEO in could_be(file) else found)


def matched(case: Case, files: Sequence[File], method: Loss | None = None) -> frozenset[Shot]:
    """The shots there is a file for."""
    return frozenset(line.shot for line in lines(case, files, method) if line.files)


def numbered(case: Case, files: Sequence[File], method: Loss | None = None) -> tuple[Numbered, ...]:
    """Every file by its number, from 1: in the order of the lines, then what serves none, each as it was sent."""
    order: dict[Shot | None, int] = {shot: place for place, shot in enumerate(shots(case, method))}
    there = sorted(placed(case, files, method), key=lambda file: (order.get(_shot(file), len(order)), file.message_id))
    return tuple(Numbered(number, file, _shot(file)) for number, file in enumerate(there, 1))


def _shot(file: File) -> Shot | None:
    return None if file.shot is None or file.shot == SPARE else Shot(file.shot)
