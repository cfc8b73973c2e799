"""coach(case, assessment, policy, today) → what the last thing that happened means, and the one thing to do next.

LESSONS says what follows from the event alone; here the case's own numbers come in: what an offer is worth, what a
return leaves, when money is due, which way remains. Nothing is promised; a higher demand is never advised without its
risk; a day is never given that has passed, unless it is said to be over.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.domain.addressees import Addressee, addressee
from bot.domain.advice import LOOK, By, Do, Lesson
from bot.domain.assessment import Assessment, Fallback, Verdict
from bot.domain.calendar import after
from bot.domain.case import Case, Stage
from bot.domain.claims import Shot
from bot.domain.counsel import View, advised
from bot.domain.enclosures import LETTER_EVIDENCE, Enclosure, evidence
from bot.domain.event_warnings import WARNED
from bot.domain.findings import decided_by
from bot.domain.grounds import conflicts, ground, numbers
from bot.domain.history import Event
from bot.domain.letters import requested
from bot.domain.offers import Weighed
from bot.domain.policy import Cited, Ground, Policy, Reader
from bot.domain.refunds import Refund, refund
from bot.domain.remedies import Remedy, suggest
from bot.domain.returning import Returning, returning
from bot.domain.stages import STAGES, Phase
from bot.domain.standing import Standing, standing
from bot.domain.strength import Strength, strength
from bot.domain.transitions import POSSIBLE
from bot.domain.ways import remaining

Facts = Mapping[str, date | Decimal | int | str | None]


@dataclass(frozen=True, slots=True)
class Coaching:
    """The coach's answer. Keys are entries of words/coach.j2, given `facts`; letters are letters' keys."""

    at: Standing
    event: Event | None
    """What the advice is about: `means_<event>`. None: nothing has happened yet."""
    do: Do
    by: date | None
    why: tuple[str, ...]
    risk: tuple[str, ...]
    avoid: tuple[str, ...]
    change: tuple[str, ...]
    letters: tuple[str, ...]
    """The one to send first first; none without a problem to write about. Of the ways outside only those of the way
    that comes first."""
    evidence: tuple[Enclosure, ...]
    """What goes with the first letter: entries of words/enclosures.j2."""
    claim: Remedy | None
    """What a letter asks for, in the dispute or outside it."""
    conflicts: tuple[str, ...]
    terms: tuple[Cited, ...]
    grounds: Ground | None
    """What the advice rests on beside these numbers. None: nothing has happened yet, or another shop's page decides."""
    warnings: tuple[str, ...]
    """Keys of words/warnings.j2 that the event calls for."""
    strength: Strength
    offer: Weighed | None
    returning: Returning | None
    refund: Refund | None
    routes: tuple[Fallback, ...]
    """The ways outside that remain, the one to take first; one at a time."""
    facts: Facts


def coach(
    case: Case, assessment: Assessment, policy: Policy, today: date, matched: Set[Shot] | None = None
) -> Coaching:
    """The advice for this day. `matched` are the shots there is a file for; None: no files are known."""
    at = standing(case, assessment, policy, today)
    rules = Reader(policy, decided_by(case, today))
    remedy = requested(suggest(case, assessment, policy))
    event = _news(at)
    view = View(
        case=case,
        found=assessment,
        today=today,
        at=at,
        event=event,
        remedy=remedy,
        strength=strength(case, remedy.method if remedy else None, matched),
        returning=returning(case, at, rules),
        refund=refund(case, at, rules),
        routes=remaining(assessment, at.phase),
    )
    lesson, offer = advised(view)
    lesson = _fitting(view, lesson)
    if foreign := bool(_FOREIGN & set(assessment.warnings)) and lesson.do is not Do.REPORT_PHISHING:
        lesson = _abroad(lesson)
    day = _day(view, lesson)
    if day is not None and day < today:
        lesson, day = _over(lesson), None
    return Coaching(
        at=at,
        event=event,
        do=lesson.do,
        by=day,
        why=lesson.why,
        risk=lesson.risk,
        avoid=tuple(key for key in lesson.avoid if key != "cancel" or STAGES[at.phase].coarse is Stage.OPEN),
        change=lesson.change,
        letters=lesson.letters if case.issue is not None else (),
        evidence=evidence(case, lesson.evidence or _with(lesson.letters)),
        claim=remedy if assessment.verdict not in _GONE else _due(case, assessment, policy),
        conflicts=() if foreign else conflicts(view, lesson, offer),
        terms=tuple(dict.fromkeys((*at.terms, *rules.cited, *numbers(view, lesson)))),
        grounds=None if foreign else ground(view, lesson, policy),
        warnings=WARNED.get(event, ()) if event else (),
        strength=view.strength,
        offer=offer,
        returning=view.returning if at.phase in _RETURNS or event in _ABOUT_RETURN else None,
        refund=view.refund,
        routes=view.routes,
        facts=_facts(view, offer, day),
    )


def _news(at: Standing) -> Event | None:
    """What the advice is about: the last thing that was told, or the clock that has run out since."""
    last, ran_out = at.last, at.late or at.lapsed
    if last is None or ran_out is None:
        return ran_out or (last.event if last else None)
    over_since = at.act_by and after(at.act_by, 1) if at.late else at.ran_out[-1].on
    told_since = last.on is not None and over_since is not None and last.on >= over_since
    return last.event if told_since and last.event not in _NOTHING_NEW else ran_out


_NOTHING_NEW: Final = frozenset({Event.SELLER_SILENT, Event.STILL_PENDING})
"""That nothing has come says no more than the calendar does."""
_FOREIGN: Final = frozenset({"other_platform", "unknown_marketplace"})
"""Another shop has rules of its own (POLICY R58s): the advice is to go by its page."""
_GONE: Final = frozenset({Verdict.CLOSED, Verdict.DECIDED})
_RETURNS: Final = frozenset({Phase.RETURN_DUE, Phase.RETURN_SENT})
_ABOUT_RETURN: Final = frozenset(
    {Event.SELLER_ASKED_RETURN, Event.PLATFORM_PROPOSED_RETURN, Event.LABEL_REFUSED, Event.RETURN_NOT_PAID}
)


def _due(case: Case, found: Assessment, policy: Policy) -> Remedy | None:
    """What is asked for when the dispute is over: what it should have brought, and nothing above it. With AliExpress
    one haggles, with a bank one does not."""
    due = requested(suggest(case, replace(found, verdict=Verdict.RUNNING), policy))
    return due and replace(due, opening_amount=due.amount)


def _with(letters: tuple[str, ...]) -> tuple[Enclosure, ...]:
    return LETTER_EVIDENCE.get(letters[0], ()) if letters else ()


def _abroad(lesson: Lesson) -> Lesson:
    """Another shop: its page decides. A kind word to a seller is good there as well, a letter about AliExpress not."""
    to_seller = tuple(key for key in lesson.letters if addressee(key) is Addressee.SELLER)
    return replace(LOOK, why=("other_rules",), risk=lesson.risk, letters=to_seller)


def _fitting(view: View, lesson: Lesson) -> Lesson:
    """What was told and cannot happen in this stage is answered all the same, and said to be odd."""
    last = view.at.last
    odd = view.at.lapsed is None and last is not None and (view.at.phase, last.event) not in POSSIBLE
    return replace(lesson, change=(*lesson.change, "stage_told_wrong")) if odd else lesson


def _over(lesson: Lesson) -> Lesson:
    """The day has passed and nobody told what came of it: the page knows."""
    return replace(
        LOOK, why=("time_is_over", *lesson.why), risk=lesson.risk, letters=lesson.letters, evidence=lesson.evidence
    )


def _day(view: View, lesson: Lesson) -> date | None:
    match lesson.by:
        case By.CLOCK:
            last = view.at.last
            given = last.answer_by if last and last.event is view.event else None
            return view.refund.expected_on if view.refund and lesson.do is Do.WAIT_UNTIL else given or view.at.act_by
        case By.WINDOW if view.found.verdict is Verdict.TOO_EARLY and lesson.do is Do.WAIT_UNTIL:
            return view.found.opens_on
        case By.WINDOW:
            return view.found.safe_last_day if view.at.phase in (Phase.BEFORE_OPENING, Phase.CANCELLED) else None
        case By.LATEST:
            return view.refund.latest_on if view.refund else None
        case By.ROUTE:
            return view.routes[0].last_day if view.routes else None
        case By.NONE:
            return None


def _facts(view: View, offer: Weighed | None, day: date | None) -> Facts:
    """What the words may mention; all are always there."""
    return {
        "day": day,
        "act_by": view.at.act_by,
        "currency": view.case.currency,
        "offered": offer.offered if offer else None,
        "fair": offer.fair if offer else None,
        "ask": offer.ask if offer else None,
        "gap": offer.gap if offer else None,
        "return_cost": view.returning.cost,
        "left": view.returning.left,
        "expected_on": view.refund.expected_on if view.refund else None,
        "latest_on": view.refund.latest_on if view.refund else None,
        "label_until": view.returning.label_until,
        "from_on": view.routes[0].from_on if view.routes else None,
    }
