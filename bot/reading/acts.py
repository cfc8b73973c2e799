"""Acts: what somebody does in a dispute, and which event of the history that is, by who did it.

The keys are those of [act.*] in lexicon/happenings/*.toml. An act that is the same whoever did it has the name of its
event and needs no row here; a test holds the two together. Where nobody is named the words leave open which event is
meant, and the likeliest stands first. An empty row: nothing that a history keeps.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from bot.domain.history import Event

Row = tuple[Event, ...]


class Who(StrEnum):
    """Who does something, as the words say it."""

    SELLER = "seller"
    PLATFORM = "platform"
    BUYER = "buyer"
    CARRIER = "carrier"
    """The post, a courier, customs: what they ask for or refuse is no part of the dispute."""
    THEY = "they"
    UNSAID = "unsaid"


class Act(NamedTuple):
    """The events of one act, by who did it. `unsaid` None: as `they`."""

    seller: Row = ()
    platform: Row = ()
    they: Row = ()
    buyer: Row = ()
    unsaid: Row | None = None

    def events(self, who: Who) -> Row:
        """What happened, when it was this one who did it."""
        if who is Who.CARRIER:
            return ()
        if who is Who.UNSAID:
            return self.they if self.unsaid is None else self.unsaid
        rows = {Who.SELLER: self.seller, Who.PLATFORM: self.platform, Who.BUYER: self.buyer}
        return rows.get(who, self.they)

    @property
    def own(self) -> bool:
        """Whether it is what the buyer does, when nobody is named: "accepted the offer"."""
        return bool(self.buyer) and self.unsaid == self.buyer


_ACCEPTED: Final = (Event.BUYER_ACCEPTED_REFUND, Event.BUYER_ACCEPTED_RETURN)
_RETURN: Final = (Event.DECIDED_RETURN, Event.PLATFORM_PROPOSED_RETURN)
_AGREED: Final = (Event.SELLER_ACCEPTED, Event.DECIDED_FOR)

_OFFERED: Final = Act(
    (Event.SELLER_OFFERED_AMOUNT,),
    (Event.PLATFORM_PROPOSED_AMOUNT,),
    (Event.SELLER_OFFERED_AMOUNT, Event.PLATFORM_PROPOSED_AMOUNT),
)

ACTS: Final[Mapping[str, Act]] = {
    "offers": _OFFERED,
    "puts": _OFFERED,
    # A seller who "proposes zero" has refused; the form knows no such offer.
    "offers_zero": Act(
        (Event.SELLER_REFUSED, Event.PLATFORM_PROPOSED_ZERO),
        (Event.PLATFORM_PROPOSED_ZERO,),
        (Event.PLATFORM_PROPOSED_ZERO, Event.SELLER_REFUSED),
    ),
    "offers_return": Act(
        (Event.SELLER_ASKED_RETURN,),
        (Event.PLATFORM_PROPOSED_RETURN,),
        (Event.SELLER_ASKED_RETURN, Event.PLATFORM_PROPOSED_RETURN),
    ),
    "offers_resend": Act((Event.SELLER_OFFERED_RESEND,), (Event.OTHER_OFFERED,), (Event.SELLER_OFFERED_RESEND,)),
    "offers_coupon": Act((Event.SELLER_OFFERED_COUPON,), (Event.OTHER_OFFERED,), (Event.SELLER_OFFERED_COUPON,)),
    "offers_other": Act((Event.OTHER_OFFERED,), (Event.OTHER_OFFERED,), (Event.OTHER_OFFERED,)),
    "asks_wait": Act(
        (Event.SELLER_ASKED_WAIT,),
        (Event.PLATFORM_PROPOSED_WAIT,),
        (Event.SELLER_ASKED_WAIT, Event.PLATFORM_PROPOSED_WAIT),
    ),
    "asks_cancel": Act((Event.SELLER_ASKED_CANCEL,), (Event.SELLER_ASKED_CANCEL,), (Event.SELLER_ASKED_CANCEL,)),
    "asks_confirm": Act((Event.SELLER_ASKED_CONFIRM,), (Event.SELLER_ASKED_CONFIRM,), (Event.SELLER_ASKED_CONFIRM,)),
    "asks_outside": Act((Event.SELLER_ASKED_OUTSIDE,), (Event.SELLER_ASKED_OUTSIDE,), (Event.SELLER_ASKED_OUTSIDE,)),
    "asks_evidence": Act(
        (Event.SELLER_ASKED_EVIDENCE,),
        (Event.PLATFORM_ASKED_EVIDENCE,),
        (Event.PLATFORM_ASKED_EVIDENCE, Event.SELLER_ASKED_EVIDENCE),
    ),
    "asks_parcel_paper": Act(
        (Event.PLATFORM_ASKED_PARCEL_PAPER,),
        (Event.PLATFORM_ASKED_PARCEL_PAPER,),
        (Event.PLATFORM_ASKED_PARCEL_PAPER,),
        (Event.PLATFORM_ASKED_PARCEL_PAPER,),
    ),
    "refuses": Act((Event.SELLER_REFUSED,), (Event.DECIDED_AGAINST,), (Event.SELLER_REFUSED, Event.DECIDED_AGAINST)),
    "rejects_offer": Act((Event.SELLER_REFUSED,), (Event.DECIDED_AGAINST,), (Event.SELLER_REFUSED,), (), ()),
    "silent": Act((Event.SELLER_SILENT,), (Event.STILL_PENDING,), (Event.SELLER_SILENT,)),
    "agrees": Act((Event.SELLER_ACCEPTED,), (Event.DECIDED_FOR,), _AGREED),
    "accepts": Act((Event.SELLER_ACCEPTED,), (Event.DECIDED_FOR,), _AGREED, _ACCEPTED, _ACCEPTED),
    "gets": Act((Event.MONEY_ARRIVED,), (Event.MONEY_ARRIVED,), (Event.MONEY_ARRIVED,), (Event.MONEY_ARRIVED,)),
    # A seller who wants to be paid more offers nothing.
    "asks_payment": Act(),
    # Of a parcel as well as of money: what else was told says which (JOINED).
    "gets_nothing": Act(),
    "accepts_zero": Act((), (), (), (Event.BUYER_ACCEPTED_NOTHING,), (Event.BUYER_ACCEPTED_NOTHING,)),
    "accepts_return": Act(
        (Event.SELLER_ACCEPTED,),
        (Event.DECIDED_RETURN,),
        (Event.SELLER_ACCEPTED, Event.DECIDED_RETURN),
        (Event.BUYER_ACCEPTED_RETURN,),
        (Event.BUYER_ACCEPTED_RETURN,),
    ),
    "closes": Act(
        (Event.DISPUTE_ENDED,),
        (Event.DISPUTE_ENDED,),
        (Event.DISPUTE_ENDED,),
        (Event.BUYER_CANCELLED,),
        (Event.BUYER_CANCELLED,),
    ),
    "decides_for": Act((Event.SELLER_ACCEPTED,), (Event.DECIDED_FOR,), (Event.DECIDED_FOR,)),
    "decides_return": Act((Event.SELLER_ASKED_RETURN,), (Event.DECIDED_RETURN,), _RETURN, _RETURN),
    "rejects_dispute": Act((Event.SELLER_REFUSED,), (Event.DECIDED_AGAINST,), (Event.DECIDED_AGAINST,)),
    "shows_refund": Act((Event.DECIDED_FOR,), (Event.DECIDED_FOR,), (Event.DECIDED_FOR, Event.MONEY_ARRIVED)),
}

ONLY_WITH_A_SUM: Final = frozenset({"puts", "gets"})
"""Words that say something only of a sum: "the seller gives me 5", "a new proposal: 5 euro", "got 5 back"."""

BETTER: Final[Mapping[str, frozenset[str]]] = {
    # What a longer phrase says, and so the shorter ones inside it do not: "offers a coupon" is no sum offered.
    act: frozenset(said.split())
    for act, said in {
        "offers": "puts gets refund_not_seen money_arrived",
        "offers_zero": "offers puts refuses refund_not_seen money_arrived",
        "offers_return": "offers puts asks_wait money_arrived parcel_arrived return_shipped",
        "offers_resend": "offers puts offers_return parcel_arrived",
        "offers_coupon": "offers puts offers_resend money_arrived",
        "offers_other": "offers puts offers_resend",
        "asks_wait": "offers puts asks_parcel_paper",
        "asks_cancel": "closes dispute_ended",
        "asks_confirm": "offers puts parcel_arrived",
        "asks_outside": "offers puts money_arrived agrees",
        "asks_evidence": "offers puts parcel_arrived",
        "asks_payment": "offers puts agrees",
        "asks_parcel_paper": "offers puts asks_evidence refund_not_seen",
        "refuses": "offers puts agrees refund_not_seen money_arrived offers_return offers_resend silent shows_refund",
        "rejects_offer": "offers puts refuses offers_return offers_zero offers_coupon",
        "silent": "refund_not_seen still_pending gets_nothing",
        "gets_nothing": "parcel_arrived money_arrived gets",
        "agrees": "offers puts",
        "accepts": "offers puts offers_return agrees two_proposals offers_coupon",
        "accepts_zero": "offers puts offers_zero accepts agrees refund_not_seen",
        "accepts_return": "offers_return accepts agrees offers puts return_shipped",
        "closes": "dispute_opened",
        "decides_for": "offers puts agrees closes dispute_ended accepts money_arrived shows_refund",
        "decides_return": "offers_return offers puts decides_for return_arrived return_shipped",
        "rejects_dispute": "refuses closes dispute_ended rejects_offer",
        "decided_against": "refuses closes dispute_ended decides_for rejects_dispute offers puts",
        "two_proposals": "offers puts",
        "decided_for": "decides_for offers puts money_arrived",
        "still_pending": "platform_stepped_in",
        "buyer_appealed": "dispute_opened",
        "buyer_missed_timer": "silent",
        "buyer_sent_evidence": "return_shipped",
        "return_arrived": "parcel_arrived offers_return return_shipped money_arrived gets",
        "return_not_paid": "return_arrived refund_not_seen parcel_arrived refuses silent",
        "refund_not_seen": "money_arrived shows_refund parcel_arrived decides_for gets gets_nothing",
        "label_refused": "refuses rejects_offer accepts offers_return",
        "suspicious_mail": "asks_evidence asks_confirm refund_not_seen money_arrived",
        "item_died": "parcel_arrived",
        "shows_refund": "money_arrived",
        "dispute_ended": "still_pending",
        "money_arrived": "parcel_arrived gets",
    }.items()
}

JOINED: Final[Mapping[frozenset[str], str]] = {
    # Two acts told one after the other that are one happening.
    frozenset({"return_arrived", "refund_not_seen"}): "return_not_paid",
    frozenset({"return_arrived", "refuses"}): "return_not_paid",
    frozenset({"return_arrived", "return_not_paid"}): "return_not_paid",
    frozenset({"gets", "offers"}): "offers",
    frozenset({"dispute_ended", "decided_against"}): "decided_against",
    frozenset({"dispute_ended", "decides_for"}): "decides_for",
    frozenset({"closes", "decided_against"}): "decided_against",
    frozenset({"closes", "decides_for"}): "decides_for",
    frozenset({"decides_return", "decides_for"}): "decides_return",
    frozenset({"rejects_dispute", "decided_against"}): "decided_against",
    frozenset({"shows_refund", "refund_not_seen"}): "refund_not_seen",
    frozenset({"shows_refund", "gets_nothing"}): "refund_not_seen",
    frozenset({"decides_for", "gets_nothing"}): "refund_not_seen",
    frozenset({"money_arrived", "gets_nothing"}): "refund_not_seen",
    frozenset({"refund_not_seen", "gets_nothing"}): "refund_not_seen",
    frozenset({"return_arrived", "gets_nothing"}): "return_not_paid",
    frozenset({"asks_outside", "offers"}): "asks_outside",
    frozenset({"asks_outside", "puts"}): "asks_outside",
    frozenset({"decides_for", "puts"}): "decides_for",
    frozenset({"decided_for", "puts"}): "decided_for",
    frozenset({"asks_cancel", "agrees"}): "asks_cancel",
    frozenset({"gets", "puts"}): "puts",
    frozenset({"puts", "offers"}): "offers",
    frozenset({"still_pending", "silent"}): "still_pending",
    frozenset({"still_pending", "platform_stepped_in"}): "still_pending",
    frozenset({"money_arrived", "refund_not_seen"}): "refund_not_seen",
}
