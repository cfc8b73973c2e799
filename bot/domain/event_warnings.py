"""WARNED: the warnings an event calls for, whatever else the case says. Keys of words/warnings.j2 without facts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.history import Event

WARNED: Final[Mapping[Event, tuple[str, ...]]] = MappingProxyType(
    {
        Event.SELLER_ASKED_CANCEL: ("do_not_cancel_for_a_promise",),
        Event.DECIDED_RETURN: ("return_parcel_complete",),
        Event.BUYER_ACCEPTED_RETURN: ("return_parcel_complete",),
        Event.DECIDED_FOR: ("look_at_the_purchase_date",),
    }
)
