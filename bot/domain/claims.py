"""The words a claim is made of: problems, shots, remedies, choices on the form, pitfalls. Keys only, no facts.

Closed lists; `issues` says which belong to which problem, the templates in templates/words say them aloud.
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
    """The 25 kinds of problem."""

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


class Shot(StrEnum):
    """One line of the shot list: one picture, film or paper worth having. What serves it: `evidence`."""

    ORDER_DATES = "order_dates"
    ORDER_ADDRESS = "order_address"
    TRACKING_PAGE = "tracking_page"
    SELLER_CHAT = "seller_chat"
    CARRIER_LETTER = "carrier_letter"
    POLICE_REPORT = "police_report"
    CUSTOMS_NOTICE = "customs_notice"
    PARCEL_OUTSIDE = "parcel_outside"
    PARCEL_LABEL = "parcel_label"
    INNER_PACKING = "inner_packing"
    UNBOXING = "unboxing"
    EVERYTHING_RECEIVED = "everything_received"
    WHOLE_ITEM = "whole_item"
    CLOSE_UP = "close_up"
    BESIDE_LISTING = "beside_listing"
    CHOSEN_VARIANT = "chosen_variant"
    LISTING = "listing"
    SIZE_CHART = "size_chart"
    FLAT_WITH_RULER = "flat_with_ruler"
    SIZE_LABEL = "size_label"
    FAULT_VIDEO = "fault_video"
    MEASUREMENT = "measurement"
    GENUINENESS = "genuineness"
    CAPACITY_TEST = "capacity_test"
    SIGNS_OF_USE = "signs_of_use"
    UNUSED_STATE = "unused_state"
    PART_PRICE = "part_price"
    REPAIR_QUOTE = "repair_quote"
    RETURN_QUOTE = "return_quote"
    ORDER_LOG = "order_log"


class RemedyKind(StrEnum):
    """What can be asked for, or done instead."""

    FULL_REFUND = "full_refund"
    PARTIAL_REFUND = "partial_refund"
    NEW_PIECE = "new_piece"
    REPLACEMENT = "replacement"  # return, then a new piece
    RETURN_REFUND = "return_refund"
    SHIPPING_DIFFERENCE = "shipping_difference"
    FREE_RETURN = "free_return"
    CANCEL = "cancel"
    WAIT = "wait"
    FALLBACK = "fallback"


class FormChoice(StrEnum):
    """The first choice on the dispute form (source ARTICLE-2019)."""

    REFUND_ONLY = "refund_only"
    RETURN_GOODS = "return_goods"


class FormReason(StrEnum):
    """The reason to pick on the form. The labels on the site change with the years; the template names them."""

    STILL_IN_TRANSIT = "still_in_transit"
    NO_TRACKING_RECORD = "no_tracking_record"
    NOT_RECEIVED = "not_received"
    RETURNED_PARCEL = "returned_parcel"
    CUSTOMS_PROBLEM = "customs_problem"
    SENT_TO_WRONG_ADDRESS = "sent_to_wrong_address"
    OTHER_SHIPPING_METHOD = "other_shipping_method"
    WRONG_PRODUCT = "wrong_product"
    COLOUR_OR_STYLE = "colour_or_style"
    SIZE = "size"
    DESCRIPTION = "description"
    QUALITY = "quality"
    DOES_NOT_WORK = "does_not_work"
    DAMAGED_GOODS = "damaged_goods"
    ACCESSORIES = "accessories"
    QUANTITY = "quantity"
    EMPTY_PARCEL = "empty_parcel"
    COUNTERFEIT_GOODS = "counterfeit_goods"
    USED_GOODS = "used_goods"
    CANCEL_ORDER = "cancel_order"
    NO_LONGER_WANTED = "no_longer_wanted"


class Pitfall(StrEnum):
    """Why such cases are lost."""

    OPENED_TOO_EARLY = "opened_too_early"
    WAITED_PAST_THE_WINDOW = "waited_past_the_window"
    CANCELLED_FOR_PERSONAL_REASONS = "cancelled_for_personal_reasons"
    NEW_NUMBER_UNANSWERED = "new_number_unanswered"
    CARRIER_RECORD_STANDS = "carrier_record_stands"
    RETURNED_BY_BUYER = "returned_by_buyer"
    NO_CUSTOMS_PAPER = "no_customs_paper"
    DUTY_UNPAID = "duty_unpaid"
    ADDRESS_MISTYPED = "address_mistyped"
    PARCEL_ARRIVED_ANYWAY = "parcel_arrived_anyway"
    LATE_IS_NO_REASON = "late_is_no_reason"
    SHIPPED_BACK_PRIVATELY = "shipped_back_privately"
    COLOUR_MAY_VARY = "colour_may_vary"
    NO_VARIANT_PROOF = "no_variant_proof"
    BODY_MEASUREMENTS = "body_measurements"
    MATCHES_CHART = "matches_chart"
    NOT_MEASURED = "not_measured"
    NORMAL_TOLERANCE = "normal_tolerance"
    USED_OR_WASHED = "used_or_washed"
    NO_VIDEO = "no_video"
    REASON_MISMATCH = "reason_mismatch"
    FULL_FOR_A_PART = "full_for_a_part"
    PARCELS_NOT_ALL_IN = "parcels_not_all_in"
    PACKAGE_THROWN_AWAY = "package_thrown_away"
    REPORTED_LATE = "reported_late"
    ONLY_FEELS_FAKE = "only_feels_fake"
    TESTED_TOO_LATE = "tested_too_late"
    DISCLOSED_IN_LISTING = "disclosed_in_listing"
    NO_RETURN_LABEL = "no_return_label"
    OPENED_HYGIENE_ITEM = "opened_hygiene_item"
    PAID_OUTSIDE = "paid_outside"
    CODE_REVEALED = "code_revealed"
