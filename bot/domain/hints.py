"""Hints: what is worth a word about the files of a case before they are sent. The words are in words/flaws.j2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.buyer import File
from bot.domain.case import Case, Loss
from bot.domain.lines import Numbered, numbered
from bot.domain.looks import Flaw, Look, flaws, from_text
from bot.domain.marks import MarkKind
from bot.domain.marks import from_text as marked


@dataclass(frozen=True, slots=True)
class Hint:
    """One flaw of one file. `other`: the number of the file that shows the same."""

    at: Numbered
    flaw: Flaw
    other: int | None = None


def hints(case: Case, files: Sequence[File], method: Loss | None = None) -> tuple[Hint, ...]:
    """What is wrong with the files, by their numbers, of each the most important first."""
    there = numbered(case, files, method)
    looks = {one.file.unique_id: look for one in there if (look := from_text(one.file.look)) is not None}
    return tuple(hint for one in there if one.file.unique_id in looks for hint in _of(one, there, looks))


def _of(one: Numbered, there: Sequence[Numbered], looks: Mapping[str, Look]) -> tuple[Hint, ...]:
    look = looks[one.file.unique_id]
    before = {
        other.file.unique_id: looks[other.file.unique_id]
        for other in there
        if other.file.message_id < one.file.message_id and other.file.unique_id in looks
    }
    found = tuple(flaw for flaw in flaws(look, one.shot, before) if flaw is not Flaw.LABEL or not _covered(one.file))
    same = None
    if Flaw.TWICE in found:
        alike = (other for other, seen in before.items() if Flaw.TWICE in flaws(look, one.shot, {other: seen}))
        first = next(alike)
        same = next(other.number for other in there if other.file.unique_id == first)
    return tuple(Hint(one, flaw, same if flaw is Flaw.TWICE else None) for flaw in found)


def _covered(file: File) -> bool:
    """Whether the buyer has blurred something on it: an address, where one can be read."""
    return any(mark.kind is MarkKind.BLUR for mark in marked(file.marks))
