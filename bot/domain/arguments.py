"""argued(case, kind) → what a remedy is good for, what it costs the buyer, and what can turn it against them.

Keys are entries of templates/words/remedies.j2. What speaks for one remedy over another is in `remedies`. Sources:
private promises R56k; the return that is decided instead, POLICY section 4; the empty return R56g; keeping goods and
money R58q; personal reasons R58h.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.case import Case
from bot.domain.claims import RemedyKind as Kind
from bot.domain.issues import ISSUES, Issue

Argument = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Why, cost, risks."""

_USUAL: Final[Mapping[Kind, Argument]] = MappingProxyType(
    {
        Kind.FULL_REFUND: (("why_full_refund",), ("cost_time",), ("risk_may_become_return",)),
        Kind.PARTIAL_REFUND: (("why_partial_refund",), ("cost_time",), ("risk_more_may_become_return",)),
        Kind.NEW_PIECE: (("why_new_piece",), ("cost_weeks",), ("risk_private_promise",)),
        Kind.REPLACEMENT: (
            ("why_replacement",),
            ("cost_return_postage", "cost_customs_paper", "cost_weeks", "cost_goods_back"),
            ("risk_private_promise", "risk_untracked_return"),
        ),
        Kind.RETURN_REFUND: (
            ("why_return_refund",),
            ("cost_return_postage", "cost_customs_paper", "cost_goods_back"),
            ("risk_untracked_return", "risk_return_deadline"),
        ),
        Kind.SHIPPING_DIFFERENCE: (("why_shipping_difference",), ("cost_time",), ("risk_arrived_anyway",)),
        Kind.FREE_RETURN: (
            ("why_free_return",),
            ("cost_goods_back",),
            ("risk_must_be_unused", "risk_label_expires", "risk_label_once", "risk_incomplete_return"),
        ),
        Kind.CANCEL: (("why_cancel",), (), ("risk_personal_reasons",)),
        Kind.WAIT: (("why_wait",), ("cost_time",), ("risk_window_forgotten",)),
        Kind.FALLBACK: (("why_fallback",), ("cost_time",), ("risk_one_at_a_time",)),
    }
)
_NEVER_CAME: Final[Argument] = (("why_nothing_came",), ("cost_time",), ("risk_may_arrive_later",))
_TO_SEND_BACK: Final = frozenset({"risk_may_become_return", "risk_more_may_become_return"})


def argued(case: Case, kind: Kind) -> Argument:
    """The keys that speak for and against one remedy in this case."""
    if kind is Kind.WAIT and case.issue is Issue.NOT_SHIPPED:
        return ("why_wait_for_shipping",), ("cost_time",), ()
    why, cost, risks = _NEVER_CAME if kind is Kind.FULL_REFUND and never_came(case) else _USUAL[kind]
    if case.issue is Issue.EMPTY_PARCEL or never_came(case):
        risks = tuple(risk for risk in risks if risk not in _TO_SEND_BACK)
    return why, cost, risks


def never_came(case: Case) -> bool:
    """Nothing of what was ordered is in the buyer's hands, though it may still come."""
    if case.issue is Issue.MISSING_QUANTITY:
        return case.affected is not None and case.affected == case.quantity
    if case.issue is None or ISSUES[case.issue].arrived is True:
        return False
    return ISSUES[case.issue].arrived is False or case.delivered_on is None
