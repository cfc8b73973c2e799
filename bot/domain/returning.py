"""returning(case, at, …) → the checklist of a return, with its last day and what the way back leaves of the money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.calendar import after
from bot.domain.case import Case
from bot.domain.history import Event
from bot.domain.money import paid, rounded
from bot.domain.policy import Reader
from bot.domain.stages import Phase
from bot.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class Returning:
    """A return. `checklist`: each line's key with whether it is done; None: nobody has told."""

    checklist: tuple[tuple[str, bool | None], ...]
    ship_by: date | None
    label_until: date | None
    """The day a label printed when the return was agreed dies."""
    cost: Decimal | None
    left: Decimal | None
    """What would be left if the buyer had to pay the way back."""

    @property
    def worth_it(self) -> bool | None:
        """Whether more is left than is paid for the way; None where that is not known."""
        return None if self.left is None or self.cost is None else self.left > self.cost


def returning(case: Case, at: Standing, rules: Reader) -> Returning:
    """The return as far as the history tells of it."""
    agreed = at.phase in (Phase.RETURN_DUE, Phase.RETURN_SENT)
    sent = at.phase is Phase.RETURN_SENT
    refused = any(one.event is Event.LABEL_REFUSED for one in case.history)
    total, cost = paid(case), case.return_price
    lives = rules.find("return_label_lives") if at.phase is Phase.RETURN_DUE else None
    before = (("agreed_in_dispute", agreed), ("who_pays", None), ("label", False if refused else None))
    return Returning(
        checklist=(*(() if sent else before), ("posting_proof", None), ("tracking_entered", None)),
        ship_by=at.act_by if at.phase is Phase.RETURN_DUE else None,
        label_until=None if lives is None or at.since is None else after(at.since, lives),
        cost=cost,
        left=None if total is None or cost is None else max(rounded(total - cost, case.currency), Decimal(0)),
    )
