"""INSTEAD: what to send when a shot can't be taken: the parcel is thrown away, nobody filmed, the label is torn.

Best first: other shots of ours, or proof that is no line of our list. What a shot is expected to prove and how cases
without it are lost stands in the sources of the policy; the comment at each row names them ("form" is the table of
problems, by AliExpress's own manuals for sellers and buyers' cases). Where it says "own practice" nobody has published
what is accepted in its place: it is what still shows the same fact. Said by templates/words/instead.j2.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.claims import Shot


class Stand(StrEnum):
    """Proof that stands in for a shot and is no shot itself."""

    ORDER_MAIL = "order_mail"
    """The shop's e-mails and notices about the order."""
    CARRIER_COMPLAINT = "carrier_complaint"
    """The number of a complaint at the carrier, or a chat with it."""
    CARRIER_WEIGHT = "carrier_weight"
    """The weight that the carrier's page or chat gives."""
    NEIGHBOURS_STATEMENT = "neighbours_statement"
    NEW_MESSAGE = "new_message"
    """A message to the seller, written today."""
    EARLIER_PICTURE = "earlier_picture"
    """A picture that was taken before, for any reason."""
    WEIGHING = "weighing"
    """What came, on kitchen scales."""
    EACH_PIECE = "each_piece"
    """A picture of each piece for itself."""
    KNOWN_SIZE = "known_size"
    """Something beside it whose size everybody knows: an A4 sheet; no bank card, others would read its number."""
    BRAND_QUESTION = "brand_question"
    """The question to the brand, and whatever it answers."""
    SHOP_PRICES = "shop_prices"
    """A list of prices that is public."""


Proofs = tuple[Shot | Stand, ...]

INSTEAD: Final[Mapping[Shot, Proofs]] = MappingProxyType(
    {
        # Form, still in transit: dates and tracking are what is looked at. The e-mails are own practice.
        Shot.ORDER_DATES: (Stand.ORDER_MAIL, Shot.TRACKING_PAGE),
        # Form, wrong address: the label or the city of the tracking against the order's address. E-mail: own practice.
        Shot.ORDER_ADDRESS: (Stand.ORDER_MAIL, Shot.PARCEL_LABEL, Shot.TRACKING_PAGE),
        # Form, no tracking: a tracker without a result proves as well. The carrier's word: own practice.
        Shot.TRACKING_PAGE: (Shot.ORDER_DATES, Stand.CARRIER_COMPLAINT),
        # Form, extra payment: the chat is the proof. Where nobody wrote, a message of today: own practice.
        Shot.SELLER_CHAT: (Stand.NEW_MESSAGE,),
        # LEARN, FOB: the letter, within the time the page sets; form: else an address that differs. Without either the
        # carrier's record wins (ALIX-DEL). The complaint's number shows that the letter was asked for: own practice.
        Shot.CARRIER_LETTER: (Stand.CARRIER_COMPLAINT, Shot.ORDER_ADDRESS, Shot.TRACKING_PAGE),
        # Form, delivered but not received: the report is for theft only. A neighbour's word: own practice.
        Shot.POLICE_REPORT: (Shot.CARRIER_LETTER, Stand.NEIGHBOURS_STATEMENT),
        # AE-EVID: an official paper with the reason. Tracking and the carrier's word are weaker: own practice.
        Shot.CUSTOMS_NOTICE: (Stand.CARRIER_COMPLAINT, Shot.TRACKING_PAGE),
        # AE-EVID, AUDIK: the damaged part and the whole package. With the package gone: own practice.
        Shot.PARCEL_OUTSIDE: (Shot.INNER_PACKING, Shot.CLOSE_UP, Stand.EARLIER_PICTURE),
        # Form, empty or short parcel: the weight on the label. The same weight from the carrier: own practice.
        Shot.PARCEL_LABEL: (Stand.CARRIER_WEIGHT, Shot.TRACKING_PAGE, Shot.PARCEL_OUTSIDE),
        # Form, damaged: package, damage, inner packing; the first two are left.
        Shot.INNER_PACKING: (Shot.PARCEL_OUTSIDE, Shot.CLOSE_UP),
        # Form, missing quantity: video, weight on the label and a picture of all pieces; the last two are left (all
        # pieces: AE-EVID). Weighing them: own practice.
        Shot.UNBOXING: (Shot.EVERYTHING_RECEIVED, Shot.PARCEL_LABEL, Stand.WEIGHING),
        # AE-EVID: of more than two pieces all are shown. Each for itself where they can't lie together: own practice.
        Shot.EVERYTHING_RECEIVED: (Stand.EACH_PIECE, Shot.PARCEL_LABEL),
        # Own practice: the item was given away or sent back.
        Shot.WHOLE_ITEM: (Stand.EARLIER_PICTURE, Shot.CLOSE_UP),
        # Form, quality: close-ups, marked. A film that walks over the place: own practice.
        Shot.CLOSE_UP: (Shot.FAULT_VIDEO, Shot.WHOLE_ITEM),
        # Form, wrong colour or style: beside the listing and the chosen variant. Two pictures for one: own practice.
        Shot.BESIDE_LISTING: (Shot.WHOLE_ITEM, Shot.LISTING),
        # Form, wrong colour or style: lost without a picture of the variant. The e-mail names it: own practice.
        Shot.CHOSEN_VARIANT: (Stand.ORDER_MAIL, Shot.SELLER_CHAT),
        # Own practice: the listing is gone; the order's line keeps title and picture.
        Shot.LISTING: (Shot.CHOSEN_VARIANT, Stand.ORDER_MAIL, Shot.SELLER_CHAT),
        # Form, wrong size: the listing's chart. Asking the seller for the measures: own practice.
        Shot.SIZE_CHART: (Shot.LISTING, Shot.SELLER_CHAT),
        # AE-EVID: flat, with a ruler, and the size label. Something of known size: own practice.
        Shot.FLAT_WITH_RULER: (Stand.KNOWN_SIZE, Shot.SIZE_LABEL),
        # AE-EVID: the same two. The bag it came in carries the size as well: own practice.
        Shot.SIZE_LABEL: (Shot.FLAT_WITH_RULER, Shot.INNER_PACKING),
        # AE-EVID, MB-RET: a video for what has electronics or moving parts. Tester readings: form, does not work.
        Shot.FAULT_VIDEO: (Shot.MEASUREMENT, Shot.CLOSE_UP),
        # Form, material or specification: test, label, benchmark, scale; an opinion alone loses.
        Shot.MEASUREMENT: (Stand.KNOWN_SIZE, Shot.CLOSE_UP, Shot.BESIDE_LISTING),
        # Form, fake: lot codes count beside the brand's statement. Asking the brand: own practice.
        Shot.GENUINENESS: (Shot.CLOSE_UP, Shot.BESIDE_LISTING, Stand.BRAND_QUESTION),
        # Form, fake capacity: H2testw, F3 or a discharge test. A film of files that no longer open: own practice.
        Shot.CAPACITY_TEST: (Shot.FAULT_VIDEO, Shot.MEASUREMENT),
        # Form, used as new: serial date, wear. Packing that was opened before: own practice.
        Shot.SIGNS_OF_USE: (Shot.CLOSE_UP, Shot.INNER_PACKING),
        # Form, change of mind: unused; FR22: an incomplete return can be judged as nothing.
        Shot.UNUSED_STATE: (Shot.WHOLE_ITEM, Shot.EVERYTHING_RECEIVED),
        # Own practice throughout: no source says how a figure is proved.
        Shot.PART_PRICE: (Stand.SHOP_PRICES,),
        Shot.REPAIR_QUOTE: (Stand.SHOP_PRICES, Shot.PART_PRICE),
        Shot.RETURN_QUOTE: (Stand.SHOP_PRICES,),
        # Form, digital goods: the order's log. Chat and e-mail: own practice.
        Shot.ORDER_LOG: (Shot.SELLER_CHAT, Stand.ORDER_MAIL),
    }
)


def _check() -> None:
    missing = [shot for shot in Shot if not INSTEAD.get(shot)]
    itself = [shot for shot, proofs in INSTEAD.items() if shot in proofs or len({*proofs}) < len(proofs)]
    idle = set(Stand) - {proof for proofs in INSTEAD.values() for proof in proofs}
    if missing or itself or idle:
        raise ValueError(f"the table of what stands in is not total: {[*missing, *itself, *idle]}")


_check()
