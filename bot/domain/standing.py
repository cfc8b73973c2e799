"""Where a dispute stands: worked out from the history and the calendar, never stored.

`stage_of` says where what was told leads. `standing` lets the clocks run as well: whose turn it is, until when, and
whether only the calendar says so. `told` is the one way by which a history grows, `taken_back` the one by which it
shrinks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.domain.assessment import Assessment
from bot.domain.calendar import after, working_days_after
from bot.domain.case import Case, Stage, Wish
from bot.domain.findings import decided_by
from bot.domain.history import Event, Happening, in_order
from bot.domain.policy import Cited, NoTermInForce, Policy, Reader, Unit
from bot.domain.situations import Situation, situation, stage
from bot.domain.stages import STAGES, Actor, Anchor, Clock, Phase
from bot.domain.transitions import NEXT, STARTS
from bot.domain.ways import remaining


@dataclass(frozen=True, slots=True)
class Standing:
    """A case's place in STAGES on one day."""

    phase: Phase
    turn: Actor
    act_by: date | None
    """The last day of whoever's turn it is; it stays in the past when it is over. When all is lost on the platform,
    the last day of the way outside that comes first."""
    over: bool
    """The day has passed, and nobody has told what happened."""
    since: date | None
    last: Happening | None
    """The last thing that was told, in whatever stage it left the case."""
    lapsed: Event | None
    """The clock that moved the case here: the calendar says so, no person did."""
    ran_out: tuple[Happening, ...]
    """Every clock that moved the case since the last thing that was told, each on the day after its last one."""
    late: Event | None
    """The clock of this stage that is over and moves nothing: somebody should have acted by now."""
    conflicts: tuple[str, ...]
    terms: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    """One moment of the fold: the stage, what began it or its clock, and the last thing that happened at all."""

    phase: Phase
    began: Happening | None
    last: Happening | None


_START: Final = _Point(Phase.BEFORE_OPENING, None, None)
_CLOSES: Final = frozenset({Phase.REFUND_DUE, Phase.REFUSED, Phase.CANCELLED})


def told(case: Case, *happenings: Happening) -> Case:
    """The case with this added to its history; its coarse stage and the days of the dispute follow."""
    return _kept(case, in_order((*story(case), *map(_named, happenings))))


def taken_back(case: Case, happening: Happening) -> Case:
    """The case as it would be if this had never been told; stage and days follow, a day that only it gave is unknown.
    What the history does not hold changes nothing; of two alike the later goes."""
    if happening not in case.history:
        return case
    place = len(case.history) - 1 - case.history[::-1].index(happening)
    opened = case.opened_on if happening.event is not Event.DISPUTE_OPENED else None
    closed = case.closed_on if case.closed_on != _closed_on(case.history) else None
    rest = (*case.history[:place], *case.history[place + 1 :])
    return _kept(case.but(opened_on=opened, closed_on=closed), rest)


def _kept(case: Case, history: tuple[Happening, ...]) -> Case:
    """The case with this history, and what follows from it."""
    opened = [one.on for one in history if one.event is Event.DISPUTE_OPENED and one.on is not None]
    coarse = STAGES[_fold(history).phase].coarse
    return case.but(
        history=history,
        stage=coarse,
        opened_on=max(opened, default=case.opened_on),
        closed_on=(_closed_on(history) or case.closed_on) if coarse is Stage.DECIDED else None,
    )


def _closed_on(history: Iterable[Happening]) -> date | None:
    """The day the dispute was closed, or closed anew after it ran again; an undated end leaves the day before it."""
    point, closed_on = _START, None
    for one in history:
        point = _step(point, one)
        if STAGES[point.phase].coarse is not Stage.DECIDED:
            closed_on = None
        elif point.phase in _CLOSES and point.began is one:
            closed_on = one.on or closed_on
    return closed_on


def stage_of(case: Case, today: date) -> Phase:
    """The stage that what was told by this day leads to, clocks left aside."""
    return _fold(_by(story(case), today)).phase


def standing(case: Case, assessment: Assessment, policy: Policy, today: date) -> Standing:
    """Where the case stands today: what was told, and then every clock that has run out since."""
    point = _fold(_by(story(case), today))
    view = _View(case, assessment, Reader(policy, decided_by(case, today)), today)
    last, ran_out = point.last, list[Happening]()
    while (one := view.lapse(point)) is not None:
        point = _step(point, one)
        ran_out.append(one)
    turn, clock = _duty(point)
    act_by = view.due(point, clock) if point.phase is not Phase.LOST else view.first_way()
    over = act_by is not None and act_by < today
    row = STAGES[point.phase]
    return Standing(
        phase=point.phase,
        turn=turn,
        act_by=act_by,
        over=over,
        since=point.began.on if point.began else None,
        last=last,
        lapsed=ran_out[-1].event if ran_out else None,
        ran_out=tuple(ran_out),
        late=clock.ends if over and clock and NEXT[point.phase, clock.ends] is point.phase else None,
        conflicts=row.conflicts,
        terms=view.rules.cited,
    )


def story(case: Case) -> tuple[Happening, ...]:
    """The history; before it began, what the answers of the form say."""
    if case.history:
        return case.history
    at = stage(case)
    if at is Stage.NOT_OPENED:
        return ()
    opened = Happening(Event.DISPUTE_OPENED, case.opened_on)
    return (opened,) if at is Stage.OPEN else (opened, Happening(Event.DISPUTE_ENDED, case.closed_on))


def _named(one: Happening) -> Happening:
    """A proposal of nothing is called so, however it was told."""
    if one.event is Event.PLATFORM_PROPOSED_AMOUNT and one.amount == 0:
        return replace(one, event=Event.PLATFORM_PROPOSED_ZERO)
    if one.event is Event.PLATFORM_PROPOSED_ZERO and one.amount is None:
        return replace(one, amount=Decimal(0))
    return one


def _by(history: tuple[Happening, ...], today: date) -> Iterator[Happening]:
    return (one for one in history if one.on is None or one.on <= today)


def _fold(history: Iterable[Happening]) -> _Point:
    point = _START
    for one in history:
        point = _step(point, one)
    return point


def _step(point: _Point, one: Happening) -> _Point:
    began = one if (point.phase, one.event) in STARTS else point.began
    return _Point(NEXT[point.phase, one.event], began, one)


def _duty(point: _Point) -> tuple[Actor, Clock | None]:
    """Whose turn it is in this stage, and by which clock."""
    row = STAGES[point.phase]
    if point.began is not None and point.began.event in row.asked:
        return row.asked[point.began.event]
    return row.turn, row.clock


@dataclass(frozen=True, slots=True)
class _View:
    """What the clocks look at."""

    case: Case
    assessment: Assessment
    rules: Reader
    today: date

    def due(self, point: _Point, clock: Clock | None) -> date | None:
        """The last day of a clock. A day that the page gave wins; nobody's time ends before it began, and a guessed
        one that would is counted anew."""
        if point.began is not None and point.began.answer_by is not None:
            return point.began.answer_by
        day = self._anchor(point, clock) if clock is not None else None
        if clock is None or day is None:
            return None
        began = point.began.on if point.began is not None and clock.counted_from is not Anchor.LAST_DAY else None
        try:
            last_day = self._counted(clock, day)
            if began is None or last_day > began:
                return last_day
            return began if clock.sure else self._counted(clock, began)
        except NoTermInForce:
            return None

    def _counted(self, clock: Clock, day: date) -> date:
        if clock.term is None:
            return day
        days = self.rules.value(clock.term)
        unit = self.rules.policy.term(clock.term).in_force(self.rules.on).unit
        return working_days_after(day, days) if unit is Unit.WORKING_DAYS else after(day, days)

    def first_way(self) -> date | None:
        """The last day of the way outside that is to be taken first."""
        return next((route.last_day for route in remaining(self.assessment, Phase.LOST)), None)

    def lapse(self, point: _Point) -> Happening | None:
        """The clock that leads on from here; None while it runs, or where it moves nothing."""
        _, clock = _duty(point)
        began = point.began
        if clock is None or (began is not None and began.event is Event.TWO_PROPOSALS):
            return None
        given = began is not None and began.answer_by is not None
        last_day = self.due(point, clock)
        if clock.counted_from is Anchor.LAST_DAY:
            last_day, given = self.assessment.page_last_day, True
        if last_day is None or last_day >= self.today or not (clock.sure or given):
            return None
        one = Happening(self._ends(point, clock, last_day), after(last_day, 1))
        return one if _step(point, one).phase is not point.phase else None

    def _anchor(self, point: _Point, clock: Clock) -> date | None:
        match clock.counted_from:
            case Anchor.OPENED:
                return self.case.opened_on
            case Anchor.PROTECTION_END:
                return self.case.protection_ends_on
            case Anchor.LAST_DAY:
                return self.assessment.safe_last_day
            case _:
                return point.began.on if point.began is not None else None

    def _ends(self, point: _Point, clock: Clock, last_day: date) -> Event:
        """What it means that this clock ran out, where that depends on more than the stage."""
        if point.phase in (Phase.WAITING_FOR_SELLER, Phase.NEGOTIATION) and self._under_way(last_day):
            return Event.STILL_UNDER_WAY
        if point.phase is Phase.SELLER_AGREED and self.case.wish is Wish.RETURN:
            return Event.AGREED_RETURN_DUE
        proposed = point.began.event if point.began is not None else None
        return _APPLIED.get(proposed, clock.ends) if point.phase is Phase.PROPOSAL and proposed else clock.ends

    def _under_way(self, on: date) -> bool:
        """On that day the parcel still travels, its time not over: nothing is decided before (POLICY R30)."""
        ends = self.case.protection_ends_on
        moving = situation(self.case) is Situation.IN_TRANSIT and ends is not None and on <= ends
        return moving and self.rules.has("waits_for_delivery_end")


_APPLIED: Final = {
    Event.PLATFORM_PROPOSED_RETURN: Event.PROPOSED_RETURN_APPLIED,
    Event.PLATFORM_PROPOSED_ZERO: Event.PROPOSED_ZERO_APPLIED,
}
