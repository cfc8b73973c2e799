"""DOUBTS: answers that can hardly both be right. They are asked about, never corrected, and never stop an answer.

What a buyer has called right (`case.accepted`) is no doubt any more. The dialogue asks the first doubt there is;
an assessment without a dialogue gives the doubts about days as warnings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.case import Case

Holds = Callable[[Case, date], bool]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A key for the words, the answers that could be wrong, and when it is there (on a given day)."""

    key: str
    fields: tuple[str, ...]
    holds: Holds
    warns: bool = True
    """Whether an assessment warns of it; the others only matter while somebody can be asked."""


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
_LONG_AGO_DAYS: Final = 8 * 365
_FAR_END_DAYS: Final = 300  # twice the longest protection on record (POLICY R14: 120 days) and more


def _crossed(early: str, late: str) -> Doubt:
    def holds(case: Case, _: date) -> bool:
        first: date | None = getattr(case, early)
        second: date | None = getattr(case, late)
        if first is None or second is None or second >= first:
            return False
        # A day before the order is before the shipping as well: one doubt, not two.
        return early != "shipped_on" or case.ordered_on is None or second >= case.ordered_on

    return Doubt(f"{_said(late)}_before_{_said(early)}", (early, late), holds)


def _to_come(name: str) -> Doubt:
    def holds(case: Case, today: date) -> bool:
        day: date | None = getattr(case, name)
        return day is not None and (day - today).days > 1  # east of the marketplace it is tomorrow already

    return Doubt(f"{name}_in_future", (name,), holds)


def _said(name: str) -> str:
    return {"protection_ends_on": "ends"}.get(name, name.removesuffix("_on"))


def _long_ago(case: Case, today: date) -> bool:
    return case.ordered_on is not None and (today - case.ordered_on).days > _LONG_AGO_DAYS


def _ends_far_away(case: Case, _: date) -> bool:
    ordered, ends = case.ordered_on, case.protection_ends_on
    return ordered is not None and ends is not None and (ends - ordered).days > _FAR_END_DAYS


def _part_over_price(case: Case, _: date) -> bool:
    return case.part_price is not None and case.price is not None and case.part_price > case.price


DOUBTS: Final[tuple[Doubt, ...]] = (
    *(_to_come(name) for name in _PAST),
    *(_crossed(early, late) for early, late in _ORDER),
    Doubt("ordered_long_ago", ("ordered_on",), _long_ago, warns=False),
    Doubt("ends_far_away", ("ordered_on", "protection_ends_on"), _ends_far_away, warns=False),
    Doubt("part_over_price", ("part_price", "price"), _part_over_price, warns=False),
)


def standing(case: Case, today: date) -> Iterator[Doubt]:
    """The doubts that stand, in the order of the table."""
    return (doubt for doubt in DOUBTS if doubt.key not in case.accepted and doubt.holds(case, today))


def doubts(case: Case, today: date) -> tuple[str, ...]:
    """The warnings of an assessment: the keys of the doubts about days, with `doubt_` before them."""
    order = {f"doubt_{doubt.key}": doubt for doubt in standing(case, today) if doubt.warns}
    return tuple(order)


def keys() -> frozenset[str]:
    """Every key `doubts` can name."""
    return frozenset(f"doubt_{doubt.key}" for doubt in DOUBTS if doubt.warns)
