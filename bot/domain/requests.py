"""Requests: what volunteers ask a buyer for, one thing at a time, and where the answer is filed. A table.

What each is called, what is asked and why is said by templates/words/requests.j2 under its key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.domain.case import Case
from bot.domain.claims import Shot
from bot.domain.dialogue import ROWS, Question


@dataclass(frozen=True, slots=True)
class Request:
    """`shot`: what a file is filed as. `field`: the question that a typed answer is for; None: none."""

    shot: Shot
    field: str | None = None

    @property
    def question(self) -> Question | None:
        """The question that a typed answer is for."""
        return ROWS[self.field] if self.field else None

    def fits(self, case: Case) -> bool:
        """Whether this case has such a thing."""
        return self.question is None or self.question.applies(case)


REQUESTS: Final[Mapping[str, Request]] = MappingProxyType(
    {
        "fault_video": Request(Shot.FAULT_VIDEO),
        "tracking_page": Request(Shot.TRACKING_PAGE),
        "carrier_letter": Request(Shot.CARRIER_LETTER),
        "size_label": Request(Shot.SIZE_LABEL),
        "parcel_label": Request(Shot.PARCEL_LABEL),
        "seller_chat": Request(Shot.SELLER_CHAT),
        "order_date": Request(Shot.ORDER_DATES, "ordered_on"),
        "protection_end": Request(Shot.ORDER_DATES, "protection_ends_on"),
    }
)
