"""progress(case, method, matched) → what of the shot list is there, what is open, and what can't be had."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from bot.domain.buyer import File
from bot.domain.case import Case, Loss
from bot.domain.claims import Shot
from bot.domain.evidence import missing, shots
from bot.domain.lines import matched


@dataclass(frozen=True, slots=True)
class Progress:
    """The shot list, most convincing first, in three parts."""

    there: tuple[Shot, ...]
    open: tuple[Shot, ...]
    excused: tuple[Shot, ...]
    """The buyer said that they can't be had, and nothing serves them."""

    @property
    def listed(self) -> int:
        """How many shots there are in all."""
        return len(self.there) + len(self.open) + len(self.excused)


def progress(case: Case, method: Loss | None = None, matched: Set[Shot] | None = None) -> Progress:
    """`matched` are the shots there is a file for; None: no files are known, and a kind of proof the buyer holds is
    taken to serve every shot it can serve."""
    lost = missing(case, method, matched)
    return Progress(
        there=tuple(shot for shot in shots(case, method) if shot not in lost),
        open=tuple(shot for shot in lost if shot not in case.without),
        excused=tuple(shot for shot in lost if shot in case.without),
    )


def so_far(case: Case, files: Sequence[File]) -> Progress:
    """The same for a case without a result, from the files it has."""
    return progress(case, matched=matched(case, files) if files else None)
