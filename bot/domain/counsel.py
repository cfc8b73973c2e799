"""COUNSEL: advice that needs the case's own numbers: what an offer is worth, what a return leaves, which way remains.

Everything else follows from the event alone and stands in LESSONS. `advised` is the one way in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.domain.advice import LOOK, NEVER_OPENED, OPEN, ROUTES, By, Do, Lesson
from bot.domain.assessment import Assessment, Fallback, Verdict
from bot.domain.cards import CARD_ROUTES
from bot.domain.case import Case
from bot.domain.claims import RemedyKind
from bot.domain.enclosures import ROUTE_EVIDENCE, letters_of
from bot.domain.history import Event, Side
from bot.domain.lessons import LESSONS
from bot.domain.offers import Weighed, Worth, weigh
from bot.domain.refunds import Refund
from bot.domain.remedies import Remedy
from bot.domain.returning import Returning
from bot.domain.stages import Phase
from bot.domain.standing import Standing
from bot.domain.strength import Strength
from bot.domain.transitions import POSSIBLE


@dataclass(frozen=True, slots=True)
class View:
    """What the advice looks at."""

    case: Case
    found: Assessment
    today: date
    at: Standing
    event: Event | None
    remedy: Remedy | None
    strength: Strength
    returning: Returning
    refund: Refund | None
    routes: tuple[Fallback, ...]

    @property
    def may_open(self) -> bool:
        """No last day is known that has passed."""
        last = self.found.safe_last_day
        return last is None or self.today <= last

    @property
    def settled(self) -> bool:
        """It is the seller's word, and the solution no longer hangs on it."""
        return self.at.phase in _SETTLED and self.event in _SELLERS


Advised = tuple[Lesson, Weighed | None]
"""The advice, and the offer as it was weighed."""


def advised(view: View) -> Advised:
    """The advice on the event; before anything happened, on the verdict."""
    if view.settled:
        why = ("already_settled", "platform_pays")
        return Lesson(Do.DO_NOTHING, By.NONE, why, avoid=("accept_blindly", "bank_link")), None
    return _before(view) if view.event is None else COUNSEL.get(view.event, _plain)(view)


def _lesson(view: View) -> Lesson:
    return LESSONS[view.event] if view.event is not None else NEVER_OPENED


def _plain(view: View) -> Advised:
    return _lesson(view), None


def _before(view: View) -> Advised:
    """Nothing has happened: the verdict alone."""
    match view.found.verdict:
        case Verdict.TOO_EARLY:
            return replace(NEVER_OPENED, do=Do.WAIT_UNTIL, why=("opens_later",), letters=("first_message",)), None
        case Verdict.OPEN | Verdict.CLOSING_SOON:
            return NEVER_OPENED, None
        case Verdict.CLOSED:
            return _last_ways(view)
        case _:
            return replace(LOOK, why=("page_decides",)), None


def _offered(view: View) -> Advised:
    """An amount, weighed; of two proposals the better one."""
    lesson = _lesson(view)
    amounts = [(one.amount, one.by) for one in view.case.history if one.event in _AMOUNTS and one.amount is not None]
    last = view.at.last
    if view.event is Event.TWO_PROPOSALS:
        offered, by = max(amounts[-2:], key=lambda one: one[0] or 0, default=(None, None))
    else:
        offered, by = (last.amount if last else None), None
    side = Side.PLATFORM if view.event is not Event.SELLER_OFFERED_AMOUNT and by is not Side.SELLER else Side.SELLER
    weighed = weigh(view.case, offered, side, view.remedy, view.strength)
    if weighed.worth is Worth.UNKNOWN and offered is None:
        return lesson, weighed
    more = "low_proposal" if side is Side.PLATFORM else "zero_offer" if weighed.worth is Worth.ZERO else "low_offer"
    letters = () if weighed.do is Do.ACCEPT else (more,)
    avoid = ("accept_blindly",) if weighed.do is Do.ACCEPT else ("accept_zero",) if not offered else ("accept_blindly",)
    change: tuple[str, ...] = ("amount_told",) if weighed.fair is None else ("better_proof", "return_too_dear")
    change += ("no_new_fact",) if weighed.do is Do.EDIT_WITH_NEW_FACT else ()
    return (
        replace(lesson, do=weighed.do, why=weighed.why, risk=weighed.risk, avoid=avoid, change=change, letters=letters),
        weighed,
    )


def _asked_back(view: View) -> Advised:
    """A return, weighed: what the way costs against what comes back."""
    lesson = _lesson(view)
    if view.returning.worth_it is False:
        proposed = view.event is Event.PLATFORM_PROPOSED_RETURN
        no = Do.EDIT_WITH_NEW_FACT if proposed else Do.REFUSE_POLITELY
        letters = ("return_too_dear",) if proposed else lesson.letters
        why = ("return_costs_too_much", "part_instead")
        risk, change = ("platform_may_order_return",), ("store_pays_in_dispute",)
        return replace(lesson, do=no, why=why, risk=risk, change=change, letters=letters), None
    wanted_back = view.remedy is not None and view.remedy.kind in _GOODS_BACK
    if not wanted_back:
        return lesson, None
    why = ("return_was_asked", "store_should_pay")
    return replace(lesson, do=Do.ACCEPT, why=why, risk=("accepting_is_final",), letters=("return_terms",)), None


def _money(view: View) -> Advised:
    """Wait until the usual day, then until the slow bank's, then ask."""
    lesson = _lesson(view)
    due = view.refund
    if due is None:
        return lesson, None
    if view.today > due.latest_on:
        why = ("look_at_purchase_date", "bank_is_late")
        return replace(lesson, do=Do.ASK_BANK, by=By.NONE, why=why, letters=("bank_question",)), None
    slow = lesson.by is By.LATEST or view.today > due.expected_on
    if not slow:
        return lesson, None
    why = ("look_at_purchase_date", "bank_needs_days")
    return replace(lesson, by=By.LATEST, why=why, letters=("bank_question",)), None


def _last_ways(view: View) -> Advised:
    """The first way that remains, and why that one."""
    first = view.routes[0] if view.routes else None
    route = first.route if first else "support_goodwill"
    do = _DO.get(route, Do.LAW)
    later = first is not None and first.from_on is not None and first.from_on > view.today
    why = (*ROUTES.why, f"first_{do}", *(("not_before",) if later else ()))
    risk = (*ROUTES.risk, f"with_{do}")
    letters = letters_of(route, (way.route for way in view.routes))
    return replace(ROUTES, do=do, why=why, risk=risk, letters=letters, evidence=ROUTE_EVIDENCE[route]), None


def _asked_to_wait(view: View) -> Advised:
    """A window that closes is a risk only while nothing is open."""
    lesson = _lesson(view)
    return (lesson if view.at.phase in (Phase.BEFORE_OPENING, Phase.CANCELLED) else replace(lesson, risk=())), None


def _edited(view: View) -> Advised:
    """Before AliExpress looks, the seller answers anew; afterwards AliExpress weighs the new request."""
    lesson = _lesson(view)
    looked_at = view.at.phase is Phase.PLATFORM_LOOKS
    return (replace(lesson, why=("decided_on_what_is_there",)) if looked_at else lesson), None


def _cancelled(view: View) -> Advised:
    return _plain(view) if view.may_open else _last_ways(view)


def _refused(view: View) -> Advised:
    return _last_ways(view) if view.at.phase is Phase.LOST else _plain(view)


def _missed(view: View) -> Advised:
    if view.at.phase is Phase.LOST:
        return _last_ways(view)
    if view.at.phase is Phase.REFUSED:  # it was the time to send the goods back
        return LESSONS[Event.RETURN_TIME_RAN_OUT], None
    lesson = _lesson(view)
    if view.at.phase in _SETTLED:
        return replace(lesson, why=("platforms_may_be_applied",), risk=(), letters=()), None
    return lesson, None


def _agreed(view: View) -> Advised:
    """A yes in the chat binds nobody; a yes in the dispute is carried out."""
    if view.at.phase is Phase.BEFORE_OPENING and view.may_open:
        return replace(NEVER_OPENED, why=("only_dispute_solutions_count",)), None
    return _plain(view)


def _shown(view: View) -> Advised:
    """Proof belongs into the dispute; where none can take it, the chat alone is left."""
    if (view.at.phase, Event.BUYER_SENT_EVIDENCE) in POSSIBLE:
        return _plain(view)
    risk = ("window_may_pass",) if view.at.phase in _UNOPENED and view.may_open else ()
    change = ("seller_solves_it",)
    return Lesson(Do.KEEP_OPEN, By.WINDOW, ("chat_is_no_dispute",), risk, OPEN, change, ("reply_evidence",)), None


def _arrived(view: View) -> Advised:
    lesson = _lesson(view)
    if view.at.phase in _SETTLED:
        return replace(lesson, why=("pay_for_what_came",), change=(), letters=("pay_for_arrival",)), None
    return (replace(lesson, letters=()) if view.at.phase is Phase.BEFORE_OPENING else lesson), None


def _died(view: View) -> Advised:
    """It worked at first: the window may still be open, confirmed or not."""
    if view.at.phase is Phase.BEFORE_OPENING:
        why = ("confirmed_is_not_closed", "film_the_fault")
        return replace(NEVER_OPENED, why=why, conflicts=("C6",), letters=("dispute_form",)), None
    if view.at.phase in (Phase.LOST, Phase.CANCELLED, Phase.PAID):
        return _last_ways(view)
    return _plain(view)


COUNSEL: Final[Mapping[Event, Callable[[View], Advised]]] = {
    Event.SELLER_OFFERED_AMOUNT: _offered,
    Event.PLATFORM_PROPOSED_AMOUNT: _offered,
    Event.PLATFORM_PROPOSED_ZERO: _offered,
    Event.TWO_PROPOSALS: _offered,
    Event.SELLER_ASKED_RETURN: _asked_back,
    Event.PLATFORM_PROPOSED_RETURN: _asked_back,
    Event.SELLER_ACCEPTED: _agreed,
    Event.SELLER_ASKED_WAIT: _asked_to_wait,
    Event.BUYER_EDITED: _edited,
    Event.SELLER_ASKED_EVIDENCE: _shown,
    Event.BUYER_CANCELLED: _cancelled,
    Event.BUYER_MISSED_TIMER: _missed,
    Event.DECIDED_AGAINST: _refused,
    Event.PARCEL_ARRIVED: _arrived,
    Event.ITEM_DIED: _died,
    **dict.fromkeys(
        (
            Event.DECIDED_FOR,
            Event.BUYER_ACCEPTED_REFUND,
            Event.AGREEMENT_CARRIED_OUT,
            Event.REFUND_NOT_SEEN,
            Event.REFUND_TIME_RAN_OUT,
        ),
        _money,
    ),
    **dict.fromkeys((Event.WINDOW_RAN_OUT, Event.APPEAL_TIME_RAN_OUT), _last_ways),
}
_AMOUNTS: Final = frozenset({Event.SELLER_OFFERED_AMOUNT, Event.PLATFORM_PROPOSED_AMOUNT, Event.PLATFORM_PROPOSED_ZERO})
_SELLERS: Final = frozenset(
    {
        Event.SELLER_SILENT,
        Event.SELLER_REFUSED,
        Event.SELLER_OFFERED_AMOUNT,
        Event.SELLER_OFFERED_RESEND,
        Event.SELLER_OFFERED_COUPON,
        Event.SELLER_ASKED_RETURN,
        Event.SELLER_ASKED_EVIDENCE,
        Event.OTHER_OFFERED,
    }
)
"""What a seller can no longer change once it is settled."""
_SETTLED: Final = frozenset({Phase.REFUND_DUE, Phase.PAID})
_UNOPENED: Final = frozenset({Phase.BEFORE_OPENING, Phase.CANCELLED})
_GOODS_BACK: Final = frozenset({RemedyKind.RETURN_REFUND, RemedyKind.REPLACEMENT, RemedyKind.FREE_RETURN})
_DO: Final = {
    "appeal": Do.APPEAL,
    "reopen_dispute": Do.OPEN_NOW,
    "free_return": Do.FREE_RETURN,
    "paypal": Do.PAYPAL,
    **dict.fromkeys((*CARD_ROUTES, "uk_chargeback"), Do.CARD),
    "support_goodwill": Do.GOODWILL,
}
"""Every other way is one of the law."""
