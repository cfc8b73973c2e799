"""Which kind of reminder has which "done", and until when a ping can be put off."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from bot.domain.case import Case
from bot.domain.history import Event, Happening
from bot.domain.pings import DONE, Then, last_day, told_since
from bot.domain.reminders import REMINDERS, Reminder, Rule
from bot.domain.stages import Actor, Phase
from bot.domain.standing import Standing
from bot.domain.transitions import POSSIBLE
from tests.rendering.samples import macros

DAY: Final = date(2026, 11, 20)
MEANS: Final = {
    Event.DISPUTE_OPENED: "opens button_expected protection_ended last_day_in_three proof_missing "
    "last_day_tomorrow last_day reopen_ending reopen_last_day",
    Event.BUYER_SENT_EVIDENCE: "evidence_ending evidence_last_day",
    Event.RETURN_SHIPPED: "ship_return ship_return_soon enter_tracking",
    Event.BUYER_APPEALED: "appeal_ending appeal_last_day",
    Then.HAPPENED: "agreeing_ends platform_steps_in seller_turn_over decision_late proposal_half_time "
    "proposal_tomorrow proposal_last_day appeal_answer_late",
    Then.ENDED: "return_unpaid money_due money_late",
    Then.SETTLED: "protection_ending say_not_received waiting_over paypal_ending card_ending "
    "paypal_last_days card_last_days return_number",
}


def test_what_done_means_for_each_kind_of_reminder() -> None:
    assert {kind: done.then for kind, done in DONE.items()} == {
        kind: then for then, kinds in MEANS.items() for kind in kinds.split()
    }
    assert list(DONE) == [rule.kind for rule in REMINDERS]


def test_every_done_has_its_words() -> None:
    said = {name.removeprefix("did_") for name in macros("labels") if name.startswith("did_")}

    assert said == {done.label for done in DONE.values()}


@pytest.mark.parametrize("rule", REMINDERS, ids=lambda rule: str(rule.kind))
def test_what_done_tells_can_happen_wherever_the_reminder_is_said(rule: Rule) -> None:
    then = DONE[rule.kind].then
    if isinstance(then, Event):
        assert [phase for phase in rule.when.phases if (phase, then) not in POSSIBLE] == []


@pytest.mark.parametrize(
    ("about", "turn", "act_by", "expected"),
    [
        (23, Actor.BUYER, 23, 23),  # three days before the safe last day
        (20, Actor.BUYER, 23, 23),  # the window opens: its end is what runs out
        (27, Actor.BUYER, 23, 23),
        (27, Actor.SELLER, 23, 27),  # the seller's day is not the buyer's
        (20, Actor.BANK, 24, None),
        (19, Actor.PLATFORM, 19, None),
    ],
)
def test_a_ping_waits_until_the_first_day_on_which_something_runs_out(
    about: int, turn: Actor, act_by: int, expected: int | None
) -> None:
    at = Standing(
        Phase.PROPOSAL,
        turn,
        DAY.replace(day=act_by),
        over=False,
        since=None,
        last=None,
        lapsed=None,
        ran_out=(),
        late=None,
        conflicts=(),
        terms=(),
    )

    found = last_day(Reminder("last_day", DAY, DAY.replace(day=about)), at)

    assert found == (None if expected is None else DAY.replace(day=expected))


def test_what_was_told_before_the_ping_does_not_answer_it() -> None:
    case = Case(history=(Happening(Event.DISPUTE_OPENED, DAY.replace(day=10)),))

    assert told_since(case, Event.DISPUTE_OPENED, DAY.replace(day=11))
    assert not told_since(case, Event.DISPUTE_OPENED, DAY)
    assert not told_since(case, Event.BUYER_APPEALED, DAY.replace(day=11))
