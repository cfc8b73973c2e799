"""refund(case, at, rules) → when the money should be there, by the way it was paid, and when to ask the bank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.calendar import working_days_after
from bot.domain.case import Case, Payment, Wish
from bot.domain.policy import Reader
from bot.domain.stages import Phase
from bot.domain.standing import Standing

_UNDER_WAY: Final = frozenset({Phase.REFUND_DUE, Phase.SELLER_AGREED})


@dataclass(frozen=True, slots=True)
class Refund:
    """The money on its way. Days are calendar days; both come from working days."""

    expected_on: date
    latest_on: date
    """After this day the bank is asked where it is."""


def refund(case: Case, at: Standing, rules: Reader) -> Refund | None:
    """None while no money is on its way, or a return comes first, or where its start or the rule is not known."""
    if at.phase not in _UNDER_WAY or at.since is None:
        return None
    if at.phase is Phase.SELLER_AGREED and case.wish is Wish.RETURN:
        return None
    boleto = case.payment is Payment.OTHER and (case.country or "") in rules.policy.lists["brazil"]
    days = rules.find("refund_by_boleto_within" if boleto else "refund_arrives_within")
    latest = rules.find("refund_arrives_at_the_latest")
    if days is None or latest is None:
        return None
    expected_on = working_days_after(at.since, days)
    return Refund(expected_on, max(expected_on, working_days_after(at.since, latest)))
