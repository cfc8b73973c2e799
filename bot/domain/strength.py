"""strength(case, method, matched) → how well a claim can be shown, and the two things that would show it better;
lacking(…) → what it still needs.

Our judgement, no rule of the platform: the shot list of the problem, most convincing first, against the kinds of proof
the buyer holds, or against the shots there are files for. Never a promise.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.case import Case, Loss
from bot.domain.claims import Shot
from bot.domain.evidence import missing, shots, wanted

_RAISED_BY: Final = 2  # more at once is a list, not advice
_NAMED: Final = 3


class Level(StrEnum):
    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Strength:
    level: Level
    raised_by: tuple[Shot, ...]
    """At most two shots, the most convincing first."""


def strength(case: Case, method: Loss | None = None, matched: Set[Shot] | None = None) -> Strength:
    """Strong: the first shot and at least half of all are there. Weak: the first is missing, and so is half. `matched`
    are the shots there is a file for; None: no files are known."""
    listed, lost = shots(case, method), missing(case, method, matched)
    if not listed:
        return Strength(Level.WEAK, ())
    first = listed[0] not in lost
    half = len(lost) * 2 <= len(listed)
    level = Level.STRONG if first and half else Level.FAIR if first or half else Level.WEAK
    return Strength(level, wanted(case, method, matched)[:_RAISED_BY])


def lacking(case: Case, method: Loss | None = None, matched: Set[Shot] | None = None) -> tuple[Shot, ...]:
    """At most three shots that a claim which is not strong yet needs, the most convincing first."""
    if strength(case, method, matched).level is Level.STRONG:
        return ()
    return wanted(case, method, matched)[:_NAMED]
