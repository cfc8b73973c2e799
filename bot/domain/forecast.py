"""Forecast: the stages that the calendar alone will lead a dispute through, if nobody tells anything."""

from __future__ import annotations

from typing import Final

from bot.domain.assessment import Assessment
from bot.domain.calendar import after
from bot.domain.case import Case
from bot.domain.policy import Policy
from bot.domain.stages import Phase
from bot.domain.standing import Standing, standing

_WINDOW_OPEN: Final = frozenset({Phase.BEFORE_OPENING, Phase.CANCELLED})
"""What follows when the window closes has no clock of its own."""


def forecast(case: Case, assessment: Assessment, policy: Policy, at: Standing) -> tuple[Standing, ...]:
    """`at`, and then each stage in the order it will come. A clock that moves nothing by itself ends the row."""
    ahead = [at]
    while (day := ahead[-1].act_by) is not None and not ahead[-1].over and ahead[-1].phase not in _WINDOW_OPEN:
        then = standing(case, assessment, policy, after(day, 1))
        if then.phase is ahead[-1].phase:
            break
        ahead.append(then)
    return tuple(ahead)
