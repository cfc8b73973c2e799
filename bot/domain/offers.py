"""weigh(case, offered, …) → what an amount is worth against the fair figure, the way back, and the proof.

Asking for more than is offered is advised only with its risk: it may turn into "return and refund" (POLICY section 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.advice import Do
from bot.domain.arguments import never_came
from bot.domain.case import Case
from bot.domain.history import Side
from bot.domain.money import rounded
from bot.domain.remedies import Remedy
from bot.domain.strength import Level, Strength

# Which share of the fair figure is a good end, by how well the claim can be shown: our judgement.
_ENOUGH: Final[Mapping[Level, Decimal]] = MappingProxyType(
    {Level.STRONG: Decimal(1), Level.FAIR: Decimal("0.9"), Level.WEAK: Decimal("0.7")}
)
_MODEST: Final = Decimal("0.7")  # the same, where a return would cost more than is still at stake


class Worth(StrEnum):
    """What an offer is, against the fair figure."""

    UNKNOWN = "unknown"
    ZERO = "zero"
    LOW = "low"
    NEAR = "near"
    FAIR = "fair"


@dataclass(frozen=True, slots=True)
class Weighed:
    """An offer with its numbers. Amounts are in the order's currency; None: not known."""

    worth: Worth
    do: Do
    why: tuple[str, ...]
    risk: tuple[str, ...]
    offered: Decimal | None
    fair: Decimal | None
    ask: Decimal | None
    """What to ask for where the advice is to ask for more."""
    gap: Decimal | None
    """Fair less offered, never below nothing."""
    return_cost: Decimal | None


def weigh(case: Case, offered: Decimal | None, by: Side, remedy: Remedy | None, proof: Strength) -> Weighed:
    """The advice on one amount."""
    fair = remedy.amount if remedy else None
    ask = remedy.opening_amount if remedy else None
    came = not never_came(case)
    postage = case.return_price if came else None
    gap = None if offered is None or fair is None else max(rounded(fair - offered, case.currency), Decimal(0))
    worth = _worth(offered, fair, gap, postage, proof if came else None)
    do, why = _advice(worth, by)
    risk: tuple[str, ...] = ("accepting_is_final",)
    if do is not Do.ACCEPT:
        risk = ("more_may_become_return",) if came else ("may_stay_lower",)
        risk += ("silence_may_accept",) if by is Side.PLATFORM else ()
    if worth is Worth.NEAR:
        why += ("return_would_cost_more",) if _postage_eats(gap, postage) else ("proof_is_not_complete",)
    return Weighed(worth, do, why, risk, offered, fair, ask, gap, postage)


def _worth(
    offered: Decimal | None, fair: Decimal | None, gap: Decimal | None, postage: Decimal | None, proof: Strength | None
) -> Worth:
    if offered is None:
        return Worth.UNKNOWN
    if offered == 0:
        return Worth.ZERO
    if fair is None:
        return Worth.UNKNOWN
    if offered >= fair:
        return Worth.FAIR
    enough = _ENOUGH[proof.level] if proof is not None else Decimal(1)
    if proof is not None and _postage_eats(gap, postage):
        enough = min(enough, _MODEST)
    return Worth.NEAR if offered >= fair * enough else Worth.LOW


def _postage_eats(gap: Decimal | None, postage: Decimal | None) -> bool:
    """Sending the goods back would cost more than what is still asked for."""
    return gap is not None and postage is not None and postage >= gap


def _advice(worth: Worth, by: Side) -> tuple[Do, tuple[str, ...]]:
    if worth is Worth.FAIR or worth is Worth.NEAR:
        return Do.ACCEPT, (f"offer_is_{worth}",)
    if by is Side.PLATFORM:
        return Do.EDIT_WITH_NEW_FACT, (f"offer_is_{worth}", "edited_not_rejected")
    if worth is Worth.UNKNOWN:
        return Do.LET_STAND, ("offer_is_unknown", "platform_comes_by_itself")
    return Do.REFUSE_POLITELY, (f"offer_is_{worth}", "platform_comes_by_itself")
