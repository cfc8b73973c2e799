"""suggest(case, assessment, policy) → what to ask for, best first, with an amount and how it was worked out.

The order starts from ISSUES and leans with the case: LEANINGS is the whole of our judgement, one row per thought.
Keys are entries of templates/words/remedies.j2. How the amounts come about: `figures`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from bot.domain import figures
from bot.domain.arguments import argued
from bot.domain.assessment import Assessment, Verdict
from bot.domain.case import Case, Loss, Proof, Tracking, Wish
from bot.domain.claims import RemedyKind as Kind
from bot.domain.claims import Shot
from bot.domain.figures import Figure, Step
from bot.domain.issues import ISSUES, Issue
from bot.domain.money import Band, band
from bot.domain.policy import Policy

__all__ = ["Remedy", "Step", "suggest"]


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing to ask for. Amounts are in the order's currency; None: there is none, and `needs` may say what for."""

    kind: Kind
    amount: Decimal | None = None
    """The fair figure."""
    opening_amount: Decimal | None = None
    """The figure to begin with: a little above the fair one, or equal to it where nothing can honestly be added."""
    low: Decimal | None = None
    high: Decimal | None = None
    method: Loss | None = None
    steps: tuple[Step, ...] = ()
    why: tuple[str, ...] = ()
    cost: tuple[str, ...] = ()
    """What it costs the buyer."""
    risks: tuple[str, ...] = ()
    """What could turn it against the buyer."""
    needs: tuple[str, ...] = ()
    """Case fields without which there is no amount."""
    until: date | None = None
    """Of waiting: the day on which to come back."""


@dataclass(frozen=True, slots=True)
class _View:
    """What the ranking looks at."""

    case: Case
    verdict: Verdict
    band: Band | None
    part: Figure | None
    arrived: bool | None
    dated: bool
    """The rules gave days, so that sources can differ about them."""

    @property
    def by_the_piece(self) -> bool:
        """Whether a part of the money can be asked for at all in this kind of case."""
        return self.case.issue is not None and Kind.PARTIAL_REFUND in ISSUES[self.case.issue].remedies

    @property
    def counted(self) -> bool:
        return self.part is not None and self.part.amount is not None

    @property
    def mostly_lost(self) -> bool:
        return self.case.loss is Loss.WHOLE or (self.case.function_lost or 0) > figures.ALL_ABOVE

    @property
    def for_a_part(self) -> bool:
        """The loss is a part or a repair well below the price: all of the money would not be believed."""
        part = self.part
        bought = part is not None and part.method in (Loss.PART, Loss.REPAIR) and part.amount is not None
        return bought and part is not None and (part.amount or 0) <= figures.ALL_ABOVE * (self.case.price or 0)

    @property
    def cheap_as_a_whole(self) -> bool:
        """A cheap thing that is here and wrong in itself, not for want of a part or of some pieces."""
        in_itself = self.part is None or self.part.method is Loss.FUNCTION
        return self.band is Band.CHEAP and self.arrived is True and in_itself

    @property
    def unfilmed(self) -> bool:
        """The buyer has told what they hold, and no video is among it where one is expected."""
        held, issue = self.case.evidence, self.case.issue
        if "evidence" in self.case.unknown:
            held = ()  # asked, and answered with "nothing yet"
        expected = issue is not None and {Shot.FAULT_VIDEO, Shot.UNBOXING} & set(ISSUES[issue].shots)
        return held is not None and bool(expected) and Proof.VIDEO not in held

    @property
    def dear_to_return(self) -> bool:
        return self.case.return_price is not None and self.case.return_price * 2 >= (self.case.price or 0)

    @property
    def lost_on_the_way(self) -> bool:
        """Sent by another method, and nothing suggests that it still comes."""
        gone = self.case.tracking not in (None, Tracking.MOVING, Tracking.DELIVERED)
        return self.case.issue is Issue.WRONG_SHIPPING_METHOD and gone and self.case.delivered_on is None

    @property
    def hurried(self) -> bool:
        return self.verdict is Verdict.CLOSING_SOON


@dataclass(frozen=True, slots=True)
class Leaning:
    """One thought that moves one remedy: `by` places up (negative) or down, and the key that says why."""

    kind: Kind
    by: int
    why: str
    when: Callable[[_View], bool]


def _wishes(*wishes: Wish) -> Callable[[_View], bool]:
    return lambda view: view.case.wish in wishes


LEANINGS: Final = (
    Leaning(Kind.FULL_REFUND, -6, "why_mostly_lost", lambda view: view.mostly_lost),
    Leaning(Kind.FULL_REFUND, -3, "why_cheap", lambda view: view.cheap_as_a_whole),
    Leaning(Kind.FULL_REFUND, -2, "why_lost_on_the_way", lambda view: view.lost_on_the_way),
    Leaning(Kind.FULL_REFUND, +7, "risk_full_for_a_part", lambda view: view.for_a_part),
    Leaning(Kind.FULL_REFUND, +3, "risk_no_video", lambda view: view.unfilmed and view.band is Band.EXPENSIVE),
    Leaning(Kind.PARTIAL_REFUND, -5, "why_counted", lambda view: view.counted and not view.mostly_lost),
    Leaning(Kind.PARTIAL_REFUND, +2, "risk_not_counted", lambda view: not view.counted and view.band is Band.EXPENSIVE),
    Leaning(Kind.RETURN_REFUND, +3, "cost_more_than_worth", lambda view: view.band is Band.CHEAP),
    Leaning(Kind.RETURN_REFUND, +4, "cost_return_half", lambda view: view.dear_to_return),
    Leaning(Kind.REPLACEMENT, +4, "cost_more_than_worth", lambda view: view.band is Band.CHEAP),
    Leaning(Kind.REPLACEMENT, -1, "why_dear_goods_come_back", lambda view: view.band is Band.EXPENSIVE),
    Leaning(Kind.REPLACEMENT, +4, "risk_window_too_short", lambda view: view.hurried),
    Leaning(Kind.NEW_PIECE, +3, "risk_dear_to_send_again", lambda view: view.band is Band.EXPENSIVE),
    Leaning(Kind.NEW_PIECE, +4, "risk_window_too_short", lambda view: view.hurried),
    Leaning(Kind.FULL_REFUND, -6, "why_you_wish", _wishes(Wish.MONEY_BACK)),
    # To ask for less than everything can't turn against a buyer, so these wishes lead.
    Leaning(Kind.PARTIAL_REFUND, -12, "why_you_wish", _wishes(Wish.PART_BACK)),
    Leaning(Kind.NEW_PIECE, -12, "why_you_wish", _wishes(Wish.NEW_PIECE)),
    Leaning(Kind.REPLACEMENT, -12, "why_you_wish", _wishes(Wish.NEW_PIECE)),
    Leaning(Kind.RETURN_REFUND, -12, "why_you_wish", _wishes(Wish.RETURN)),
)

_SENT_WITHIN: Final[Mapping[Kind, str]] = MappingProxyType(
    {Kind.RETURN_REFUND: "return_within", Kind.REPLACEMENT: "return_within", Kind.FREE_RETURN: "return_label_lives"}
)
_FAKES: Final = frozenset({Issue.COUNTERFEIT, Issue.FAKE_CAPACITY})
_OUTSIDE: Final = frozenset({Kind.CANCEL, Kind.FREE_RETURN, Kind.WAIT})
_ELSEWHERE: Final[Mapping[Verdict, str]] = MappingProxyType(
    {Verdict.CLOSED: "why_fallback", Verdict.DECIDED: "why_decided", Verdict.NOT_VALID: "why_no_ground"}
)


def suggest(case: Case, assessment: Assessment, policy: Policy) -> tuple[Remedy, ...]:
    """The remedies of this case, best first; never empty once the problem is known. No dispute, no remedy of a dispute:
    too early waits first, closed and decided leave the fallbacks. The policy says how long a return may take."""
    if case.issue is None:
        return ()
    if assessment.verdict in (Verdict.CLOSED, Verdict.DECIDED):
        return (_elsewhere(case, assessment.verdict),)
    ranked = tuple(_returnable(remedy, policy) for remedy in _ranked(case, assessment))
    if assessment.verdict is Verdict.NOT_VALID:
        return (*(remedy for remedy in ranked if remedy.kind in _OUTSIDE), _elsewhere(case, assessment.verdict))
    if assessment.verdict is Verdict.TOO_EARLY:
        return (_wait(case, assessment.opens_on), *(remedy for remedy in ranked if remedy.kind is not Kind.WAIT))
    if assessment.verdict is Verdict.RUNNING:
        return tuple(replace(remedy, why=(*remedy.why, "why_edit_dispute")) for remedy in ranked)
    return ranked


def _ranked(case: Case, assessment: Assessment) -> tuple[Remedy, ...]:
    issue = case.issue
    if issue is None:
        return ()
    facts = ISSUES[issue]
    view = _View(
        case, assessment.verdict, band(case), figures.partial(case), facts.arrived, assessment.safe_last_day is not None
    )
    kinds = [kind for kind in facts.remedies if _possible(kind, view)]
    weighed = sorted(enumerate(kinds), key=lambda entry: entry[0] + _lean(entry[1], view))
    return tuple(_argued(_worked_out(kind, view), view) for _, kind in weighed)


def _possible(kind: Kind, view: _View) -> bool:
    case = view.case
    if kind is Kind.PARTIAL_REFUND:
        return view.part is not None
    if kind is Kind.FULL_REFUND:  # for pieces that are as they should be nobody gives the money back
        return not view.by_the_piece or not figures.some_pieces(case)
    if kind is Kind.CANCEL:
        return case.shipped_on is None and case.delivered_on is None
    return True


def _lean(kind: Kind, view: _View) -> int:
    return sum(leaning.by for leaning in LEANINGS if leaning.kind is kind and leaning.when(view))


def _worked_out(kind: Kind, view: _View) -> Remedy:
    case = view.case
    figure = Figure()
    if kind is Kind.PARTIAL_REFUND and view.part is not None:
        figure = view.part
    elif kind in (Kind.FULL_REFUND, Kind.CANCEL):
        figure = figures.whole(case)
    elif kind is Kind.RETURN_REFUND:
        figure = figures.returned(case, shipping=case.issue is not Issue.CHANGED_MIND)
    elif kind is Kind.FREE_RETURN:  # the label is free, the first shipping is not given back (POLICY R57h)
        figure = figures.returned(case.but(return_price=None), shipping=False)
    elif kind is Kind.SHIPPING_DIFFERENCE:
        figure = figures.shipping_difference(case)
    return replace(
        _plain(case, kind),
        amount=figure.amount,
        opening_amount=figure.opening,
        low=figure.low,
        high=figure.high,
        method=figure.method,
        steps=figure.steps,
        needs=figure.needs,
    )


def _argued(remedy: Remedy, view: _View) -> Remedy:
    """The remedy with the thoughts that moved it, each among its whys, costs or risks."""
    said = [leaning.why for leaning in LEANINGS if leaning.kind is remedy.kind and leaning.when(view)]
    fake = ("risk_do_not_mail_fakes",) if view.case.issue in _FAKES and view.arrived else ()
    unsure = ("risk_look_at_order_page",) if view.verdict is Verdict.DEPENDS and view.dated else ()
    exact = remedy.kind is Kind.PARTIAL_REFUND and remedy.amount is not None and remedy.amount == remedy.opening_amount
    return replace(
        remedy,
        why=(*remedy.why, *(key for key in said if key.startswith("why_")), *(("why_exact",) if exact else ())),
        cost=(*remedy.cost, *(key for key in said if key.startswith("cost_"))),
        risks=(*remedy.risks, *(key for key in said if key.startswith("risk_")), *fake, *unsure),
    )


def _returnable(remedy: Remedy, policy: Policy) -> Remedy:
    """With a return, the days there are to send it, as the newest rule has them: a return is still to be agreed."""
    if remedy.kind not in _SENT_WITHIN:
        return remedy
    days = policy.term(_SENT_WITHIN[remedy.kind]).since[-1].value
    return remedy if days is None else replace(remedy, steps=(*remedy.steps, Step("step_send_within", {"days": days})))


def _plain(case: Case, kind: Kind) -> Remedy:
    why, cost, risks = argued(case, kind)
    return Remedy(kind, why=why, cost=cost, risks=risks)


def _elsewhere(case: Case, verdict: Verdict) -> Remedy:
    return replace(_plain(case, Kind.FALLBACK), why=(_ELSEWHERE[verdict],))


def _wait(case: Case, until: date | None) -> Remedy:
    steps = () if until is None else (Step("step_wait_until", {"day": until}),)
    return replace(_plain(case, Kind.WAIT), until=until, steps=steps, needs=() if until else ("shipped_on",))
