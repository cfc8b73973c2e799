"""REMINDERS: when a buyer must be told something, and plan(case, …) → the days.

The ping points are those at the end of POLICY section 6. Before a dispute they follow from the verdict, in one from
its stage and that stage's own clock (`standing`); what the calendar alone will lead to is planned ahead (`forecast`),
because nobody may come back to tell. Which day a reminder is about: `moments`. Days only: at what hour, in whose zone,
is the service's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from bot.domain import moments
from bot.domain.assessment import Assessment, Verdict
from bot.domain.calendar import after
from bot.domain.case import Case
from bot.domain.claims import Shot
from bot.domain.findings import decided_by
from bot.domain.forecast import forecast
from bot.domain.history import Event
from bot.domain.moments import View
from bot.domain.policy import Policy, Reader
from bot.domain.stages import Actor, Phase
from bot.domain.standing import Standing

_UNDECIDED: Final = frozenset({Verdict.TOO_EARLY, Verdict.OPEN, Verdict.CLOSING_SOON, Verdict.DEPENDS})
_TO_PREPARE_DAYS: Final = 15  # before PayPal's or the bank's last day (POLICY section 6: 165 of 180, 105 of 120)
_AT_LAST_DAYS: Final = 2  # before the same: once more, when nothing can wait (178 of 180)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One ping. `kind` is a key of REMINDERS, or DRAFT; both days are calendar days, the second the one it is about."""

    kind: str
    due_on: date
    about_on: date


@dataclass(frozen=True, slots=True)
class When:
    """In which stages, and there: only on this one's turn, only after one of these clocks ran out, only while the
    verdict is one of these."""

    phases: frozenset[Phase]
    turn: Actor | None = None
    lapsed: frozenset[Event] = frozenset()
    verdicts: frozenset[Verdict] = frozenset(Verdict)

    def holds(self, view: View) -> bool:
        """Whether this moment of one of the stages is meant."""
        at = view.at
        return (
            (self.turn is None or self.turn is at.turn)
            and (not self.lapsed or at.lapsed in self.lapsed)
            and view.found.verdict in self.verdicts
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of reminder: when it can be needed, the day it is about, and how many days from there it is said."""

    kind: str
    when: When
    about: Callable[[View], date | None]
    days: int | Callable[[View], int] = 0


def _half_time(view: View) -> int:
    """So many days before the last one that half of the time is left, rounded up."""
    since, by = view.at.since, view.at.act_by
    return 0 if since is None or by is None else -(((by - since).days + 1) // 2)


def _at(*phases: Phase, turn: Actor | None = None) -> When:
    return When(frozenset(phases), turn)


def _lapsed(phase: Phase, *events: Event) -> When:
    return When(frozenset({phase}), lapsed=frozenset(events))


_BEFORE: Final = When(frozenset({Phase.BEFORE_OPENING}), verdicts=_UNDECIDED)
_RETURNING: Final = _at(Phase.RETURN_SENT, turn=Actor.CARRIER)
_ASKED: Final = _at(Phase.PLATFORM_LOOKS, turn=Actor.BUYER)
_PAYING: Final = _at(Phase.REFUND_DUE, Phase.REFUSED, Phase.LOST)
_NOT_PAID: Final = When(frozenset(Phase) - {Phase.PAID})

REMINDERS: Final = (
    Rule("opens", _BEFORE, moments.opening),
    Rule("button_expected", _BEFORE, moments.button),
    Rule("protection_ending", _BEFORE, moments.delivery_end, -5),
    Rule("protection_ended", _BEFORE, moments.delivery_end_alone, 1),
    Rule("last_day_in_three", _BEFORE, moments.last_day, -3),
    Rule("proof_missing", _BEFORE, moments.last_day_to_prove, -2),
    Rule("last_day_tomorrow", _BEFORE, moments.last_day, -1),
    Rule("last_day", _BEFORE, moments.last_day),
    Rule("agreeing_ends", _at(Phase.NEGOTIATION), moments.act_by, -1),
    Rule(
        "platform_steps_in",
        _lapsed(Phase.PLATFORM_LOOKS, Event.SELLER_TIME_RAN_OUT, Event.NEGOTIATION_RAN_OUT),
        moments.stepping_in,
    ),
    Rule("seller_turn_over", _lapsed(Phase.PLATFORM_LOOKS, Event.SELLER_TIME_RAN_OUT), moments.beginning),
    Rule("say_not_received", _lapsed(Phase.PLATFORM_LOOKS, Event.DELIVERY_TIME_RAN_OUT), moments.beginning),
    Rule("evidence_ending", _ASKED, moments.act_by, -2),
    Rule("evidence_last_day", _ASKED, moments.act_by),
    Rule("decision_late", _at(Phase.PLATFORM_LOOKS, turn=Actor.PLATFORM), moments.act_by, 1),
    Rule("proposal_half_time", _at(Phase.PROPOSAL), moments.act_by, _half_time),
    Rule("proposal_tomorrow", _at(Phase.PROPOSAL), moments.act_by, -1),
    Rule("proposal_last_day", _at(Phase.PROPOSAL), moments.act_by),
    Rule("waiting_over", _at(Phase.TOLD_TO_WAIT), moments.act_by),
    Rule("ship_return", _at(Phase.RETURN_DUE), moments.ship_by, -5),
    Rule("ship_return_soon", _at(Phase.RETURN_DUE), moments.ship_by, -2),
    Rule("enter_tracking", _at(Phase.RETURN_DUE), moments.ship_by),
    Rule("return_number", _RETURNING, moments.beginning, 1),
    Rule("return_unpaid", _at(Phase.RETURN_SENT, turn=Actor.SELLER), moments.return_checked),
    Rule("appeal_ending", _at(Phase.REFUSED), moments.act_by, -2),
    Rule("appeal_last_day", _at(Phase.REFUSED), moments.act_by),
    Rule("appeal_answer_late", _at(Phase.APPEAL_RUNNING), moments.act_by, 1),
    Rule("reopen_ending", _at(Phase.CANCELLED), moments.last_day, -3),
    Rule("reopen_last_day", _at(Phase.CANCELLED), moments.last_day),
    Rule("money_due", _PAYING, moments.money),
    Rule("money_late", _PAYING, moments.money_latest),
    Rule("paypal_ending", _NOT_PAID, moments.paypal, -_TO_PREPARE_DAYS),
    Rule("paypal_last_days", _NOT_PAID, moments.paypal, -_AT_LAST_DAYS),
    Rule("card_ending", _NOT_PAID, moments.card, -_TO_PREPARE_DAYS),
    Rule("card_last_days", _NOT_PAID, moments.card, -_AT_LAST_DAYS),
)
DRAFT: Final = "draft"
"""The one kind that is about no day: a case was begun and never finished. Planned by the service, which knows when."""
_OF_STAGE: Final = {phase: tuple(rule for rule in REMINDERS if phase in rule.when.phases) for phase in Phase}


def plan(
    case: Case, assessment: Assessment, at: Standing, policy: Policy, from_on: date, lacking: tuple[Shot, ...] = ()
) -> tuple[Reminder, ...]:
    """The reminders of that day and later, earliest first; the same case on the same day gives the same plan.
    `lacking`: the proof that the claim still needs, see `strength`.

    Two that are about the same day are said once on one day: the later one of the table."""
    due = (one for one in foreseen(case, assessment, at, policy, from_on, lacking) if from_on <= one.due_on)
    said = {(one.due_on, one.about_on): one for one in due}
    return tuple(sorted(said.values(), key=lambda reminder: reminder.due_on))


def foreseen(
    case: Case, assessment: Assessment, at: Standing, policy: Policy, from_on: date, lacking: tuple[Shot, ...] = ()
) -> tuple[Reminder, ...]:
    """All that this stage and those it leads to ask for, in the order of the table, also what should have been said
    before that day."""
    rules = Reader(policy, decided_by(case, from_on))
    ahead = forecast(case, assessment, policy, at)
    ends = [*(stage.act_by for stage, _ in pairwise(ahead)), None]
    return tuple(
        reminder
        for stage, until in zip(ahead, ends, strict=True)
        for reminder in _of(View(case, assessment, stage, rules, lacking))
        if until is None or reminder.due_on <= until
    )


def _of(view: View) -> Iterator[Reminder]:
    """Everything that one stage asks for, past and to come."""
    for rule in _OF_STAGE[view.at.phase]:
        about = rule.about(view) if rule.when.holds(view) else None
        if about is not None:
            days = rule.days if isinstance(rule.days, int) else rule.days(view)
            yield Reminder(rule.kind, after(about, days), about)
