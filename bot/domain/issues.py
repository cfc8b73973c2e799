"""ISSUES: every kind of problem a buyer can have with an order, and what follows from it.

The keys are stable: they are in the database, in callback data and in the rule specs. The table is total
(checked below); how much to ask is in `remedies`, how to prove it in `evidence`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.domain.claims import Family, FormChoice, FormReason, Issue, Pitfall, Shot
from bot.domain.claims import RemedyKind as Kind

__all__ = ["ISSUES", "Family", "Issue", "IssueFacts", "issues_of"]


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What is known about one kind of problem before any buyer tells theirs."""

    family: Family
    arrived: bool | None
    """Whether the goods are with the buyer; None: either."""
    shots: tuple[Shot, ...]
    """The shot list, most convincing first."""
    remedies: tuple[Kind, ...]
    """Best first for a case of which nothing else is known."""
    form_reason: FormReason | None
    """None: the form has no such reason, so no dispute can be opened for it."""
    form_choice: FormChoice | None
    """None: not on the dispute form at all (cancellation, or nothing)."""
    pitfalls: tuple[Pitfall, ...]
    """Why such cases are lost, most frequent first."""


ISSUES: Final[Mapping[Issue, IssueFacts]] = MappingProxyType(
    {
        Issue.NOT_SHIPPED: IssueFacts(
            Family.NEVER_SHIPPED,
            arrived=False,
            shots=(Shot.ORDER_DATES, Shot.SELLER_CHAT),
            remedies=(Kind.CANCEL, Kind.WAIT),
            form_reason=FormReason.CANCEL_ORDER,
            form_choice=None,
            pitfalls=(Pitfall.CANCELLED_FOR_PERSONAL_REASONS,),
        ),
        Issue.IN_TRANSIT: IssueFacts(
            Family.NEVER_CAME,
            arrived=False,
            shots=(Shot.ORDER_DATES, Shot.TRACKING_PAGE, Shot.SELLER_CHAT),
            remedies=(Kind.FULL_REFUND,),
            form_reason=FormReason.STILL_IN_TRANSIT,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.OPENED_TOO_EARLY, Pitfall.WAITED_PAST_THE_WINDOW),
        ),
        Issue.NO_TRACKING: IssueFacts(
            Family.NEVER_CAME,
            arrived=False,
            shots=(Shot.TRACKING_PAGE, Shot.SELLER_CHAT, Shot.ORDER_DATES),
            remedies=(Kind.FULL_REFUND,),
            form_reason=FormReason.NO_TRACKING_RECORD,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.NEW_NUMBER_UNANSWERED, Pitfall.WAITED_PAST_THE_WINDOW),
        ),
        Issue.DELIVERED_NOT_RECEIVED: IssueFacts(
            Family.NEVER_CAME,
            arrived=False,
            shots=(Shot.CARRIER_LETTER, Shot.TRACKING_PAGE, Shot.ORDER_ADDRESS, Shot.POLICE_REPORT),
            remedies=(Kind.FULL_REFUND,),
            form_reason=FormReason.NOT_RECEIVED,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.CARRIER_RECORD_STANDS,),
        ),
        Issue.RETURNED_TO_SENDER: IssueFacts(
            Family.NEVER_CAME,
            arrived=False,
            shots=(Shot.TRACKING_PAGE, Shot.ORDER_DATES, Shot.SELLER_CHAT),
            remedies=(Kind.FULL_REFUND,),
            form_reason=FormReason.RETURNED_PARCEL,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.RETURNED_BY_BUYER,),
        ),
        Issue.CUSTOMS: IssueFacts(
            Family.NEVER_CAME,
            arrived=False,
            shots=(Shot.CUSTOMS_NOTICE, Shot.TRACKING_PAGE, Shot.SELLER_CHAT),
            remedies=(Kind.FULL_REFUND,),
            form_reason=FormReason.CUSTOMS_PROBLEM,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.NO_CUSTOMS_PAPER, Pitfall.DUTY_UNPAID),
        ),
        Issue.WRONG_ADDRESS: IssueFacts(
            Family.NEVER_CAME,
            arrived=False,
            shots=(Shot.TRACKING_PAGE, Shot.ORDER_ADDRESS, Shot.PARCEL_LABEL),
            remedies=(Kind.FULL_REFUND,),
            form_reason=FormReason.SENT_TO_WRONG_ADDRESS,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.ADDRESS_MISTYPED,),
        ),
        Issue.WRONG_SHIPPING_METHOD: IssueFacts(
            Family.DELIVERY,
            arrived=None,
            shots=(Shot.ORDER_DATES, Shot.TRACKING_PAGE, Shot.SELLER_CHAT),
            remedies=(Kind.SHIPPING_DIFFERENCE, Kind.FULL_REFUND),
            form_reason=FormReason.OTHER_SHIPPING_METHOD,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.PARCEL_ARRIVED_ANYWAY,),
        ),
        Issue.LATE: IssueFacts(
            Family.DELIVERY,
            arrived=True,
            shots=(Shot.ORDER_DATES, Shot.TRACKING_PAGE),
            remedies=(Kind.FALLBACK,),
            form_reason=None,
            form_choice=None,
            pitfalls=(Pitfall.LATE_IS_NO_REASON,),
        ),
        Issue.WRONG_ITEM: IssueFacts(
            Family.NOT_AS_ORDERED,
            arrived=True,
            shots=(Shot.WHOLE_ITEM, Shot.BESIDE_LISTING, Shot.PARCEL_LABEL, Shot.UNBOXING),
            remedies=(Kind.FULL_REFUND, Kind.RETURN_REFUND, Kind.NEW_PIECE, Kind.PARTIAL_REFUND),
            form_reason=FormReason.WRONG_PRODUCT,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.SHIPPED_BACK_PRIVATELY,),
        ),
        Issue.WRONG_VARIANT: IssueFacts(
            Family.NOT_AS_ORDERED,
            arrived=True,
            shots=(Shot.BESIDE_LISTING, Shot.CHOSEN_VARIANT, Shot.WHOLE_ITEM),
            remedies=(Kind.PARTIAL_REFUND, Kind.RETURN_REFUND, Kind.FULL_REFUND, Kind.NEW_PIECE),
            form_reason=FormReason.COLOUR_OR_STYLE,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.COLOUR_MAY_VARY, Pitfall.NO_VARIANT_PROOF),
        ),
        Issue.WRONG_SIZE: IssueFacts(
            Family.NOT_AS_ORDERED,
            arrived=True,
            shots=(Shot.FLAT_WITH_RULER, Shot.SIZE_LABEL, Shot.SIZE_CHART, Shot.CHOSEN_VARIANT),
            remedies=(Kind.PARTIAL_REFUND, Kind.RETURN_REFUND, Kind.FULL_REFUND, Kind.NEW_PIECE),
            form_reason=FormReason.SIZE,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.BODY_MEASUREMENTS, Pitfall.MATCHES_CHART),
        ),
        Issue.NOT_AS_DESCRIBED: IssueFacts(
            Family.NOT_AS_ORDERED,
            arrived=True,
            shots=(Shot.MEASUREMENT, Shot.LISTING, Shot.BESIDE_LISTING),
            remedies=(Kind.PARTIAL_REFUND, Kind.RETURN_REFUND, Kind.FULL_REFUND, Kind.NEW_PIECE),
            form_reason=FormReason.DESCRIPTION,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.NOT_MEASURED,),
        ),
        Issue.POOR_QUALITY: IssueFacts(
            Family.BROKEN,
            arrived=True,
            shots=(Shot.CLOSE_UP, Shot.WHOLE_ITEM, Shot.LISTING),
            remedies=(Kind.PARTIAL_REFUND, Kind.RETURN_REFUND, Kind.NEW_PIECE),
            form_reason=FormReason.QUALITY,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.NORMAL_TOLERANCE, Pitfall.USED_OR_WASHED),
        ),
        Issue.DEFECTIVE: IssueFacts(
            Family.BROKEN,
            arrived=True,
            shots=(Shot.FAULT_VIDEO, Shot.MEASUREMENT, Shot.WHOLE_ITEM, Shot.LISTING),
            remedies=(Kind.FULL_REFUND, Kind.PARTIAL_REFUND, Kind.RETURN_REFUND, Kind.REPLACEMENT, Kind.NEW_PIECE),
            form_reason=FormReason.DOES_NOT_WORK,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.NO_VIDEO, Pitfall.REASON_MISMATCH, Pitfall.FULL_FOR_A_PART),
        ),
        Issue.DAMAGED: IssueFacts(
            Family.BROKEN,
            arrived=True,
            shots=(Shot.CLOSE_UP, Shot.PARCEL_OUTSIDE, Shot.INNER_PACKING, Shot.WHOLE_ITEM, Shot.UNBOXING),
            remedies=(Kind.FULL_REFUND, Kind.PARTIAL_REFUND, Kind.NEW_PIECE, Kind.RETURN_REFUND, Kind.REPLACEMENT),
            form_reason=FormReason.DAMAGED_GOODS,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.PACKAGE_THROWN_AWAY, Pitfall.REPORTED_LATE),
        ),
        Issue.MISSING_PARTS: IssueFacts(
            Family.INCOMPLETE,
            arrived=True,
            shots=(Shot.EVERYTHING_RECEIVED, Shot.LISTING, Shot.UNBOXING, Shot.PART_PRICE),
            remedies=(Kind.PARTIAL_REFUND, Kind.NEW_PIECE, Kind.FULL_REFUND, Kind.RETURN_REFUND),
            form_reason=FormReason.ACCESSORIES,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.FULL_FOR_A_PART,),
        ),
        Issue.MISSING_QUANTITY: IssueFacts(
            Family.INCOMPLETE,
            arrived=True,
            shots=(Shot.EVERYTHING_RECEIVED, Shot.UNBOXING, Shot.PARCEL_LABEL, Shot.ORDER_DATES),
            remedies=(Kind.PARTIAL_REFUND, Kind.NEW_PIECE, Kind.FULL_REFUND),
            form_reason=FormReason.QUANTITY,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.NO_VIDEO, Pitfall.PARCELS_NOT_ALL_IN),
        ),
        Issue.EMPTY_PARCEL: IssueFacts(
            Family.INCOMPLETE,
            arrived=True,
            shots=(Shot.UNBOXING, Shot.PARCEL_LABEL, Shot.PARCEL_OUTSIDE),
            remedies=(Kind.FULL_REFUND, Kind.NEW_PIECE),
            form_reason=FormReason.EMPTY_PARCEL,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.NO_VIDEO,),
        ),
        Issue.COUNTERFEIT: IssueFacts(
            Family.FAKE,
            arrived=True,
            shots=(Shot.GENUINENESS, Shot.LISTING, Shot.CLOSE_UP),
            remedies=(Kind.FULL_REFUND, Kind.PARTIAL_REFUND),
            form_reason=FormReason.COUNTERFEIT_GOODS,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.ONLY_FEELS_FAKE,),
        ),
        Issue.FAKE_CAPACITY: IssueFacts(
            Family.FAKE,
            arrived=True,
            shots=(Shot.CAPACITY_TEST, Shot.LISTING, Shot.WHOLE_ITEM),
            remedies=(Kind.FULL_REFUND, Kind.PARTIAL_REFUND),
            form_reason=FormReason.DESCRIPTION,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.TESTED_TOO_LATE,),
        ),
        Issue.USED_AS_NEW: IssueFacts(
            Family.FAKE,
            arrived=True,
            shots=(Shot.SIGNS_OF_USE, Shot.LISTING, Shot.WHOLE_ITEM),
            remedies=(Kind.PARTIAL_REFUND, Kind.RETURN_REFUND, Kind.FULL_REFUND, Kind.NEW_PIECE),
            form_reason=FormReason.USED_GOODS,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.DISCLOSED_IN_LISTING,),
        ),
        Issue.CHANGED_MIND: IssueFacts(
            Family.OTHER,
            arrived=True,
            shots=(Shot.UNUSED_STATE, Shot.ORDER_DATES),
            remedies=(Kind.FREE_RETURN, Kind.RETURN_REFUND),
            form_reason=FormReason.NO_LONGER_WANTED,
            form_choice=FormChoice.RETURN_GOODS,
            pitfalls=(Pitfall.NO_RETURN_LABEL, Pitfall.OPENED_HYGIENE_ITEM),
        ),
        Issue.EXTRA_PAYMENT: IssueFacts(
            Family.OTHER,
            arrived=None,
            shots=(Shot.SELLER_CHAT, Shot.ORDER_DATES),
            remedies=(Kind.CANCEL, Kind.FULL_REFUND),
            form_reason=FormReason.OTHER_SHIPPING_METHOD,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.PAID_OUTSIDE,),
        ),
        Issue.DIGITAL: IssueFacts(
            Family.OTHER,
            arrived=None,
            shots=(Shot.ORDER_LOG, Shot.SELLER_CHAT),
            remedies=(Kind.FULL_REFUND,),
            form_reason=FormReason.DESCRIPTION,
            form_choice=FormChoice.REFUND_ONLY,
            pitfalls=(Pitfall.CODE_REVEALED,),
        ),
    }
)


def issues_of(family: Family) -> tuple[Issue, ...]:
    """The kinds within one family, in the order a buyer is shown them."""
    return tuple(issue for issue, facts in ISSUES.items() if facts.family is family)


def _check() -> None:
    """Refuses to import a table with a hole in it."""
    rows = ISSUES.values()
    faults = [
        *(issue for issue in Issue if issue not in ISSUES),
        *(family for family in Family if not issues_of(family)),
        *(reason for reason in FormReason if all(row.form_reason is not reason for row in rows)),
        *(pitfall for pitfall in Pitfall if all(pitfall not in row.pitfalls for row in rows)),
        *(
            row
            for row in rows
            for keys in (row.shots, row.remedies, row.pitfalls)
            if len(set(keys)) < max(len(keys), 1)
        ),
    ]
    if faults:
        raise ValueError(f"ISSUES is not total: {faults}")


_check()
