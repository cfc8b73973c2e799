"""STAGES: the life of a dispute, row by row: who must act, by when, and what it means when nobody does.

The rows are those of POLICY section 6, with the good end as a row of its own. Which event leads from which row to
which: `transitions`. Where a case stands today: `standing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.domain.case import Stage
from bot.domain.history import Event


class Phase(StrEnum):
    """The fine stage of a dispute. `case.Stage` is the coarse one that the form asks for."""

    BEFORE_OPENING = "before_opening"
    WAITING_FOR_SELLER = "waiting_for_seller"
    SELLER_AGREED = "seller_agreed"
    NEGOTIATION = "negotiation"
    PLATFORM_LOOKS = "platform_looks"
    PARCEL_AWAITED = "parcel_awaited"
    PROPOSAL = "proposal"
    TOLD_TO_WAIT = "told_to_wait"
    RETURN_DUE = "return_due"
    RETURN_SENT = "return_sent"
    REFUND_DUE = "refund_due"
    REFUSED = "refused"
    APPEAL_RUNNING = "appeal_running"
    LOST = "lost"
    CANCELLED = "cancelled"
    PAID = "paid"


class Actor(StrEnum):
    """Whose turn it is."""

    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"
    BANK = "bank"
    CARRIER = "carrier"
    NOBODY = "nobody"


class Anchor(StrEnum):
    """The day of the history a clock counts from."""

    OPENED = "opened_on"
    LAST_CHANGE = "last_change"  # the happening that began the stage or began its clock anew
    PROTECTION_END = "protection_ends_on"
    RETURN_ARRIVAL = "return_arrived"
    LAST_DAY = "safe_last_day"


@dataclass(frozen=True, slots=True)
class Clock:
    """A term counted from a day. `term` None: the day itself. `ends` is the event when it runs out."""

    term: str | None
    counted_from: Anchor
    ends: Event
    sure: bool = True
    """Whether the stage moves on by itself. Where a number is weak, or the buyer may have acted without telling us,
    it moves only by a day the page gave, or when the buyer says so; until then the clock is called over."""


@dataclass(frozen=True, slots=True)
class Row:
    """One stage. What silence means is said by `silence_<stage>` of words/coach.j2."""

    number: str
    """As POLICY section 6 counts them; X and $ are the two ends it names without a number."""
    coarse: Stage
    turn: Actor
    clock: Clock | None
    conflicts: tuple[str, ...] = ()
    terminal: bool = False
    """Nothing on the platform follows by itself."""
    asked: Mapping[Event, tuple[Actor, Clock]] = field(default_factory=dict)
    """After these events it is somebody else's turn, by another clock."""


_ANSWER: Final = Clock("answer_a_proposal_within", Anchor.LAST_CHANGE, Event.EVIDENCE_TIME_RAN_OUT, sure=False)
_DECIDES: Final = Clock("platform_decides_within", Anchor.OPENED, Event.EVIDENCE_TIME_RAN_OUT, sure=False)
_DECIDES_NOW: Final = replace(_DECIDES, counted_from=Anchor.LAST_CHANGE)
_WINDOW: Final = Clock(None, Anchor.LAST_DAY, Event.WINDOW_RAN_OUT)
_IN_THREE: Final = ("C2", "C3", "C4")

STAGES: Final[Mapping[Phase, Row]] = MappingProxyType(
    {
        Phase.BEFORE_OPENING: Row("0", Stage.NOT_OPENED, Actor.BUYER, _WINDOW, ("C1",)),
        Phase.WAITING_FOR_SELLER: Row(
            "1",
            Stage.OPEN,
            Actor.SELLER,
            Clock("seller_answers_within", Anchor.LAST_CHANGE, Event.SELLER_TIME_RAN_OUT),
            _IN_THREE,
        ),
        Phase.SELLER_AGREED: Row(
            "2", Stage.OPEN, Actor.PLATFORM, Clock(None, Anchor.LAST_CHANGE, Event.AGREEMENT_CARRIED_OUT), ("C13",)
        ),
        Phase.NEGOTIATION: Row(
            "3",
            Stage.OPEN,
            Actor.BUYER,
            Clock("platform_steps_in_within", Anchor.OPENED, Event.NEGOTIATION_RAN_OUT),
            ("C4",),
        ),
        Phase.PLATFORM_LOOKS: Row(
            "4",
            Stage.OPEN,
            Actor.PLATFORM,
            _DECIDES,
            asked=MappingProxyType(
                {
                    Event.PLATFORM_ASKED_EVIDENCE: (Actor.BUYER, _ANSWER),
                    Event.PLATFORM_ASKED_PARCEL_PAPER: (Actor.BUYER, _ANSWER),
                    # It has not looked before: its time begins now.
                    Event.DELIVERY_TIME_RAN_OUT: (Actor.PLATFORM, _DECIDES_NOW),
                    Event.WAITING_RAN_OUT: (Actor.PLATFORM, _DECIDES_NOW),
                }
            ),
        ),
        Phase.PARCEL_AWAITED: Row(
            "4a", Stage.OPEN, Actor.NOBODY, Clock(None, Anchor.PROTECTION_END, Event.DELIVERY_TIME_RAN_OUT)
        ),
        Phase.PROPOSAL: Row(
            "5",
            Stage.OPEN,
            Actor.BUYER,
            Clock("answer_a_proposal_within", Anchor.LAST_CHANGE, Event.PROPOSED_AMOUNT_APPLIED, sure=False),
        ),
        Phase.TOLD_TO_WAIT: Row(
            "5a", Stage.OPEN, Actor.BUYER, Clock("keep_waiting", Anchor.LAST_CHANGE, Event.WAITING_RAN_OUT)
        ),
        Phase.RETURN_DUE: Row(
            "6",
            Stage.OPEN,
            Actor.BUYER,
            Clock("return_within", Anchor.LAST_CHANGE, Event.RETURN_TIME_RAN_OUT, sure=False),
            ("C9",),
        ),
        Phase.RETURN_SENT: Row(
            "6a",
            Stage.OPEN,
            Actor.CARRIER,
            None,
            asked=MappingProxyType(
                {
                    event: (
                        Actor.SELLER,
                        Clock(
                            "returned_parcel_confirmed_within",
                            Anchor.RETURN_ARRIVAL,
                            Event.RETURN_CHECK_RAN_OUT,
                            sure=False,
                        ),
                    )
                    for event in (Event.RETURN_ARRIVED, Event.RETURN_NOT_PAID)
                }
            ),
        ),
        Phase.REFUND_DUE: Row(
            "7",
            Stage.DECIDED,
            Actor.BANK,
            Clock("refund_arrives_within", Anchor.LAST_CHANGE, Event.REFUND_TIME_RAN_OUT, sure=False),
            ("C13",),
        ),
        Phase.REFUSED: Row(
            "8",
            Stage.DECIDED,
            Actor.BUYER,
            Clock("appeal_within", Anchor.LAST_CHANGE, Event.APPEAL_TIME_RAN_OUT),
            ("C8",),
        ),
        Phase.APPEAL_RUNNING: Row(
            "9",
            Stage.DECIDED,
            Actor.PLATFORM,
            Clock("appeal_answered_within", Anchor.LAST_CHANGE, Event.APPEAL_ANSWER_RAN_OUT, sure=False),
            ("C8",),
        ),
        Phase.LOST: Row("10", Stage.DECIDED, Actor.BUYER, None, terminal=True),
        Phase.CANCELLED: Row("X", Stage.DECIDED, Actor.BUYER, _WINDOW, ("C1", "C5"), terminal=True),
        Phase.PAID: Row("$", Stage.DECIDED, Actor.NOBODY, None, terminal=True),
    }
)

if list(STAGES) != list(Phase) or len({row.number for row in STAGES.values()}) != len(Phase):
    raise AssertionError("every stage has one row, in order, with a number of its own")
