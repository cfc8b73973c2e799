"""Doubts: days that cannot both be right. They are asked about, never corrected, and never stop an answer.

The keys are those of the dialogue's own table with `doubt_` before them: what a buyer has called right there is
silent here.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.domain.case import Case

# (the earlier day, the later day): the second cannot lie before the first.
_ORDER: Final = (
    ("ordered_on", "paid_on"),
    ("ordered_on", "shipped_on"),
    ("ordered_on", "delivered_on"),
    ("ordered_on", "protection_ends_on"),
    ("ordered_on", "confirmed_on"),
    ("ordered_on", "opened_on"),
    ("shipped_on", "delivered_on"),
    ("shipped_on", "protection_ends_on"),
    ("shipped_on", "confirmed_on"),
    ("opened_on", "closed_on"),
)
_PAST: Final = (
    "ordered_on",
    "paid_on",
    "shipped_on",
    "delivered_on",
    "confirmed_on",
    "opened_on",
    "closed_on",
    "seller_contacted_on",
)


def doubts(case: Case, today: date) -> tuple[str, ...]:
    """The keys of the doubts that stand. A day may lie one ahead: east of the marketplace it is tomorrow already."""
    found = [_crossed(late, early) for early, late in _ORDER if _before(case, late, early)]
    for name in _PAST:
        day: date | None = getattr(case, name)
        if day is not None and (day - today).days > 1:
            found.append(f"{name}_in_future")
    return tuple(f"doubt_{key}" for key in found if key not in case.accepted)


def keys() -> frozenset[str]:
    """Every key `doubts` can name."""
    crossed = {_crossed(late, early) for early, late in _ORDER}
    return frozenset(f"doubt_{key}" for key in crossed | {f"{name}_in_future" for name in _PAST})


def _before(case: Case, late: str, early: str) -> bool:
    first: date | None = getattr(case, early)
    second: date | None = getattr(case, late)
    return first is not None and second is not None and second < first


def _crossed(late: str, early: str) -> str:
    return f"{_said(late)}_before_{_said(early)}"


def _said(name: str) -> str:
    return {"protection_ends_on": "ends", "ordered_on": "ordered"}.get(name, name.removesuffix("_on"))
