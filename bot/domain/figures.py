"""Figures: how much to ask for, worked out line by line so that a buyer can check every step.

Laws: a missing number gives no amount, only the method and the field that would give one; nothing is ever above
what was paid for the pieces concerned (POLICY R57j); the lines add up as shown. Which remedy comes first: `remedies`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from bot.domain.case import Case, Loss
from bot.domain.claims import RemedyKind
from bot.domain.issues import ISSUES, Issue
from bot.domain.money import paid, rounded

Facts = Mapping[str, Decimal | int | str | date | None]

ALL_ABOVE: Final = Decimal("0.7")
"""Past this share of the use lost, ask for all (POLICY section 4, method 3)."""
_ROOM: Final = Decimal("0.1")  # how far an opening figure stands above a fair one: our judgement of "a little"
_MODEST: Final = Decimal("0.7")  # a bought part or a repair seldom settles below this share of its price: our judgement

# Share of the price such cases end at: our reading of the practice in POLICY sections 3 and 4, not platform rules.
_PRACTICE: Final[Mapping[Issue, tuple[Decimal, Decimal]]] = MappingProxyType(
    {
        Issue.WRONG_VARIANT: (Decimal("0.3"), Decimal(1)),
        Issue.WRONG_SIZE: (Decimal("0.2"), Decimal("0.6")),
        Issue.NOT_AS_DESCRIBED: (Decimal("0.3"), Decimal("0.9")),
        Issue.POOR_QUALITY: (Decimal("0.1"), Decimal("0.5")),
        Issue.DEFECTIVE: (Decimal("0.3"), Decimal("0.9")),
        Issue.DAMAGED: (Decimal("0.3"), Decimal("0.9")),
        Issue.USED_AS_NEW: (Decimal("0.3"), Decimal("0.9")),
    }
)

_USUAL: Final[Mapping[Issue, Loss]] = MappingProxyType(
    {Issue.MISSING_QUANTITY: Loss.COUNT, Issue.MISSING_PARTS: Loss.PART}
)
_FIELDS: Final[Mapping[Loss, tuple[str, ...]]] = MappingProxyType(
    {
        Loss.COUNT: ("price", "quantity", "affected"),
        Loss.PART: ("price", "part_price"),
        Loss.FUNCTION: ("price", "function_lost"),
        Loss.REPAIR: ("price", "repair_price"),
        Loss.WHOLE: ("price",),
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic: a key of templates/words/remedies.j2 and the numbers in it."""

    key: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Figure:
    """What to ask for. All amounts in the order's currency; None: cannot be said, and `needs` says why."""

    amount: Decimal | None = None
    opening: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    method: Loss | None = None
    steps: tuple[Step, ...] = ()
    needs: tuple[str, ...] = ()


def some_pieces(case: Case) -> bool:
    """Whether only some of the pieces bought are concerned."""
    return case.quantity is not None and case.affected is not None and 0 < case.affected < case.quantity


def method(case: Case) -> Loss:
    """How this loss is counted: as the buyer says, else by the numbers there are, else as usual for the problem."""
    if case.loss is not None and case.loss is not Loss.WHOLE:
        return case.loss
    if case.issue is Issue.MISSING_QUANTITY:
        return Loss.COUNT
    if case.part_price:
        return Loss.PART
    if case.repair_price:
        return Loss.REPAIR
    if case.function_lost is None and some_pieces(case):
        return Loss.COUNT
    return _USUAL.get(case.issue, Loss.FUNCTION) if case.issue else Loss.FUNCTION


def whole(case: Case) -> Figure:
    """Everything paid for the line: price, shipping and tax. Of goods that are here, shipping and tax are sometimes
    left out of an offer (POLICY R57h, R57i); of goods that never came they are not."""
    if case.price is None:
        return Figure(method=Loss.WHOLE, needs=("price",))
    total, steps = _lines(case, Decimal(1))
    missed = case.issue is not None and ISSUES[case.issue].arrived is False
    low = total if missed else rounded(case.price, case.currency)
    return Figure(total, total, low, total, Loss.WHOLE, steps)


def returned(case: Case, *, shipping: bool = True) -> Figure:
    """What a return should bring: the pieces sent back, with or without their first shipping."""
    if case.price is None:
        return Figure(needs=("price",))
    share, pieces = _pieces(case)
    total, lines = _lines(case, share, shipping=shipping)
    steps = pieces + lines
    if not shipping and case.shipping_price:
        steps += (Step("step_shipping_kept", _facts(case, amount=rounded(case.shipping_price, case.currency))),)
    if case.return_price:
        postage = rounded(case.return_price, case.currency)
        left = max(total - postage, Decimal(0))
        steps += (Step("step_return_postage", _facts(case, amount=postage, left=left)),)
    return Figure(total, total, rounded(case.price * share, case.currency), total, None, steps)


def shipping_difference(case: Case) -> Figure:
    """At most the shipping paid; the fair figure needs the price of the method really used, which nobody has told."""
    if not case.shipping_price:
        return Figure(needs=("shipping_price",))
    most = rounded(case.shipping_price, case.currency)
    step = Step("step_shipping_difference", _facts(case, amount=most))
    return Figure(None, most, rounded(Decimal(0), case.currency), most, None, (step,), ("shipping_method",))


def partial(case: Case) -> Figure | None:
    """A part of the price, by one named method. None where a part makes no sense: every piece is missing."""
    by = method(case)
    if by is Loss.COUNT and not some_pieces(case) and case.quantity is not None and case.affected is not None:
        if case.issue is Issue.MISSING_QUANTITY:
            return None
        by = Loss.FUNCTION
    needs = tuple(name for name in _FIELDS[by] if not getattr(case, name))
    if needs:
        return _unknown(case, by, needs)
    share, pieces = _pieces(case)
    most, _ = _lines(case, share)
    if by is Loss.PART or by is Loss.REPAIR:
        fair, steps = _bought(case, by)
    elif by is Loss.FUNCTION:
        lost = min(case.function_lost or Decimal(0), Decimal(1))
        fair, lines = _lines(case, share * lost)
        steps = (Step("step_function", {"share": lost}), *pieces, *lines)
    else:
        fair, lines = _lines(case, share)
        steps = pieces + lines
    if not fair:  # too little to be a coin
        return _unknown(case, by, _FIELDS[by][1:])
    return _ranged(case, Figure(fair, method=by, steps=steps), most, share)


def _ranged(case: Case, figure: Figure, most: Decimal, share: Decimal) -> Figure:
    """The figure with its opening and range, held below what was paid and, for a blemish, below the practice."""
    least, usual = _practice(case, most)
    limit = most if _may_be_all(case) or figure.method is Loss.COUNT else usual or most
    fair, steps = figure.amount or Decimal(0), figure.steps
    if fair > limit:
        fair = limit
        steps += (Step("step_capped", _facts(case, amount=fair)),)
    opening = min(rounded(fair * (1 + _ROOM), case.currency), limit)
    if opening > fair:
        steps += (Step(f"step_opening_{figure.method}", _facts(case, amount=opening)),)
    if figure.method is Loss.PART or figure.method is Loss.REPAIR:
        low, high = rounded(fair * _MODEST, case.currency), opening
    elif figure.method is Loss.COUNT:
        low = least if least is not None else rounded((case.price or Decimal(0)) * share, case.currency)
        high = fair
    else:
        low, high = least if least is not None else fair, max(usual or opening, opening)
    return replace(figure, amount=fair, opening=opening, low=min(low, fair), high=min(high, most), steps=steps)


def _unknown(case: Case, by: Loss, needs: tuple[str, ...]) -> Figure:
    """No amount; the range such cases end in, where there is one."""
    if case.price is None or case.issue is None or case.issue not in _PRACTICE:
        return Figure(method=by, needs=needs)
    share, pieces = _pieces(case)
    most, _ = _lines(case, share)
    low, high = _practice(case, most)
    least, usual = _PRACTICE[case.issue]
    steps = (*pieces, Step("step_practice", {"low": least, "high": usual}))
    return Figure(None, None, low, high, by, steps, needs)


def _may_be_all(case: Case) -> bool:
    return case.issue is None or RemedyKind.FULL_REFUND in ISSUES[case.issue].remedies


def _practice(case: Case, most: Decimal) -> tuple[Decimal | None, Decimal | None]:
    if case.issue is None or case.issue not in _PRACTICE:
        return None, None
    low, high = _PRACTICE[case.issue]
    return rounded(most * low, case.currency), rounded(most * high, case.currency)


def _pieces(case: Case) -> tuple[Decimal, tuple[Step, ...]]:
    """The share of the pieces concerned, and the line that says so when it is not all of them."""
    if not some_pieces(case) or case.affected is None or case.quantity is None:
        return Decimal(1), ()
    facts: Facts = {"affected": case.affected, "quantity": case.quantity}
    return Decimal(case.affected) / Decimal(case.quantity), (Step("step_pieces", facts),)


def _bought(case: Case, by: Loss) -> tuple[Decimal, tuple[Step, ...]]:
    """What a part costs to buy, once for each piece concerned, or a repair to have done, as quoted.

    No share of shipping or tax: the price in a local shop already includes both."""
    if by is Loss.REPAIR:
        quote = rounded(case.repair_price or Decimal(0), case.currency)
        return quote, (Step("step_repair", _facts(case, amount=quote)),)
    each, count = rounded(case.part_price or Decimal(0), case.currency), case.affected or 1
    return each * count, (Step("step_part", _facts(case, each=each, count=count, amount=each * count)),)


def _lines(case: Case, share: Decimal, *, shipping: bool = True) -> tuple[Decimal, tuple[Step, ...]]:
    """This share of price, shipping and tax, each rounded by itself so that the lines add up as shown."""
    names = ("price", "shipping_price", "tax") if shipping else ("price", "tax")
    known = [(name, getattr(case, name)) for name in names if getattr(case, name)]
    parts = [(name, rounded(whole * share, case.currency), rounded(whole, case.currency)) for name, whole in known]
    total = sum((part for _, part, _ in parts), Decimal(0))
    most = rounded(paid(case) or Decimal(0), case.currency)
    suffix = "" if share == 1 else "_share"
    steps = tuple(Step(f"step_{name}{suffix}", _facts(case, amount=part, whole=full)) for name, part, full in parts)
    total = min(total, most)
    if len(steps) > 1:
        steps += (Step("step_sum", _facts(case, amount=total)),)
    return rounded(total, case.currency), steps


def _facts(case: Case, **numbers: Decimal | int) -> Facts:
    return {**numbers, "currency": case.currency}
