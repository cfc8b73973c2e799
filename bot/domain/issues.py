"""ISSUES: every kind of problem a buyer can have with an order, and what follows from it.

The keys are stable: they are in the database, in callback data and in the rule specs.
"""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    """What a buyer is asked first, in plain words; the kind comes second."""

    NEVER_SHIPPED = "never_shipped"
    NEVER_CAME = "never_came"
    NOT_AS_ORDERED = "not_as_ordered"
    BROKEN = "broken"
    INCOMPLETE = "incomplete"
    FAKE = "fake"
    DELIVERY = "delivery"
    OTHER = "other"


class Issue(StrEnum):
    """The 25 kinds of problem (POLICY section 3)."""

    NOT_SHIPPED = "not_shipped"
    IN_TRANSIT = "in_transit"
    NO_TRACKING = "no_tracking"
    DELIVERED_NOT_RECEIVED = "delivered_not_received"
    RETURNED_TO_SENDER = "returned_to_sender"
    CUSTOMS = "customs"
    WRONG_ADDRESS = "wrong_address"
    WRONG_SHIPPING_METHOD = "wrong_shipping_method"
    LATE = "late"
    WRONG_ITEM = "wrong_item"
    WRONG_VARIANT = "wrong_variant"
    WRONG_SIZE = "wrong_size"
    NOT_AS_DESCRIBED = "not_as_described"
    POOR_QUALITY = "poor_quality"
    DEFECTIVE = "defective"
    DAMAGED = "damaged"
    MISSING_PARTS = "missing_parts"
    MISSING_QUANTITY = "missing_quantity"
    EMPTY_PARCEL = "empty_parcel"
    COUNTERFEIT = "counterfeit"
    FAKE_CAPACITY = "fake_capacity"
    USED_AS_NEW = "used_as_new"
    CHANGED_MIND = "changed_mind"
    EXTRA_PAYMENT = "extra_payment"
    DIGITAL = "digital"
