"""situation(case) → the row of the rule table a case belongs to, and the stage its dispute is in.

Nothing here knows a date or a number; `windows.py` turns the row into days.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from bot.domain.case import Case, Stage, Tracking
from bot.domain.issues import Family, Issue


class Situation(StrEnum):
    """The rows of POLICY 0.1, and what has no window at all."""

    NOT_SHIPPED = "not_shipped"
    IN_TRANSIT = "in_transit"
    ABNORMAL = "abnormal"
    SAID_DELIVERED = "said_delivered"
    RECEIVED = "received"
    UNWANTED = "unwanted"
    LATE = "late"
    DIGITAL = "digital"
    UNCLEAR = "unclear"


NOT_RECEIVED: Final = frozenset({Situation.IN_TRANSIT, Situation.ABNORMAL, Situation.SAID_DELIVERED})
NEVER_ARRIVED: Final = NOT_RECEIVED | {Situation.NOT_SHIPPED}

_BY_ISSUE: Final = {
    Issue.NOT_SHIPPED: Situation.NOT_SHIPPED,
    Issue.IN_TRANSIT: Situation.IN_TRANSIT,
    Issue.NO_TRACKING: Situation.ABNORMAL,
    Issue.DELIVERED_NOT_RECEIVED: Situation.SAID_DELIVERED,
    Issue.RETURNED_TO_SENDER: Situation.ABNORMAL,
    Issue.CUSTOMS: Situation.ABNORMAL,
    Issue.WRONG_ADDRESS: Situation.ABNORMAL,
    Issue.WRONG_SHIPPING_METHOD: Situation.ABNORMAL,
    Issue.LATE: Situation.LATE,
    Issue.CHANGED_MIND: Situation.UNWANTED,
    Issue.EXTRA_PAYMENT: Situation.ABNORMAL,
    Issue.DIGITAL: Situation.DIGITAL,
}
_BY_FAMILY: Final = {
    Family.NEVER_SHIPPED: Situation.NOT_SHIPPED,
    Family.NEVER_CAME: Situation.IN_TRANSIT,
    Family.NOT_AS_ORDERED: Situation.RECEIVED,
    Family.BROKEN: Situation.RECEIVED,
    Family.INCOMPLETE: Situation.RECEIVED,
    Family.FAKE: Situation.RECEIVED,
}
_BY_TRACKING: Final = {
    Tracking.NONE: Situation.ABNORMAL,
    Tracking.STALLED: Situation.ABNORMAL,
    Tracking.INVALID: Situation.ABNORMAL,
    Tracking.RETURNED: Situation.ABNORMAL,
    Tracking.MOVING: Situation.IN_TRANSIT,
    Tracking.DELIVERED: Situation.SAID_DELIVERED,
}
# For these the tracking says which row applies; for the others the kind of problem itself does.
_AS_TRACKED: Final = frozenset({Issue.IN_TRANSIT, Issue.NO_TRACKING})
# These can be claimed with the parcel in hand or on its way.
_EITHER_WAY: Final = frozenset({Issue.WRONG_SHIPPING_METHOD, Issue.EXTRA_PAYMENT})


def situation(case: Case) -> Situation:
    """The row of the table. UNCLEAR when the buyer has not said enough."""
    issue = case.issue
    if issue is None:
        row = _BY_FAMILY.get(case.family, Situation.UNCLEAR) if case.family else Situation.UNCLEAR
        return _tracked(case, row) if case.family is Family.NEVER_CAME else row
    if issue is Issue.EXTRA_PAYMENT and not _under_way(case):
        return Situation.NOT_SHIPPED
    row = _BY_ISSUE.get(issue, Situation.RECEIVED)
    if issue in _EITHER_WAY:
        arrived = case.delivered_on is not None or case.tracking is Tracking.DELIVERED
        return Situation.RECEIVED if arrived else _tracked(case, row)
    if issue is Issue.LATE and case.delivered_on is None:
        # Late and still not here is not received; late and here is no ground (C12).
        return _tracked(case, row) if case.tracking is not Tracking.DELIVERED else row
    if issue in _AS_TRACKED:
        # A day of delivery on the order page means that the platform counts the parcel as delivered.
        return Situation.SAID_DELIVERED if case.delivered_on is not None else _tracked(case, row)
    return row


def _tracked(case: Case, row: Situation) -> Situation:
    return _BY_TRACKING.get(case.tracking, row) if case.tracking else row


def _under_way(case: Case) -> bool:
    """Whether anything says that the parcel left the seller."""
    days = (case.shipped_on, case.delivered_on, case.confirmed_on)
    return any(day is not None for day in days) or case.tracking not in (None, Tracking.NONE)


def stage(case: Case) -> Stage:
    """Where the dispute stands; its dates decide when the buyer was not asked."""
    if case.stage is not None:
        return case.stage
    if case.closed_on is not None:
        return Stage.DECIDED
    return Stage.OPEN if case.opened_on is not None else Stage.NOT_OPENED
