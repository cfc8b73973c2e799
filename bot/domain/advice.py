"""Lesson: one piece of advice as a value, in keys. Which event has which: `lessons`.

Every key names an entry of words/coach.j2: `do_<do>`, `why_…`, `risk_…`, `avoid_…`, `change_…`; what the event means is
`means_<event>`. Letters are keys of templates/letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.enclosures import Enclosure


class Do(StrEnum):
    """The one thing to do next."""

    ACCEPT = "accept"
    EDIT_WITH_NEW_FACT = "edit_with_new_fact"
    LET_STAND = "let_stand"
    REFUSE_POLITELY = "refuse_politely"
    KEEP_OPEN = "keep_open"
    UPLOAD_EVIDENCE = "upload_evidence"
    WAIT_UNTIL = "wait_until"
    LOOK_AT_PAGE = "look_at_page"
    OPEN_NOW = "open_now"
    SAY_NOT_RECEIVED = "say_not_received"
    TELL_TRUTH = "tell_truth"
    SHIP_BACK = "ship_back"
    ENTER_TRACKING = "enter_tracking"
    ASK_SUPPORT = "ask_support"
    ASK_BANK = "ask_bank"
    REPORT_PHISHING = "report_phishing"
    DO_NOTHING = "do_nothing"
    APPEAL = "appeal"
    PAYPAL = "paypal"
    CARD = "card"
    LAW = "law"
    GOODWILL = "goodwill"
    FREE_RETURN = "free_return"


class By(StrEnum):
    """Which day the advice is for."""

    CLOCK = "clock"  # the last day of the stage
    WINDOW = "window"  # the safe last day to open
    LATEST = "latest"  # the last day of a slow bank
    ROUTE = "route"  # the last day of the first way that remains
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One piece of advice. All are keys."""

    do: Do
    by: By = By.NONE
    why: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    """What not to press."""
    change: tuple[str, ...] = ()
    """What would change the advice."""
    letters: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    evidence: tuple[Enclosure, ...] = ()
    """What goes with the letter, where the way says more than the letter does."""


def wait(*why: str, avoid: tuple[str, ...] = ("cancel", "confirm"), change: tuple[str, ...] = ("an_answer",)) -> Lesson:
    """Nothing to do but to wait for the day."""
    return Lesson(Do.WAIT_UNTIL, By.CLOCK, why, (), avoid, change)


OPEN: Final = ("cancel", "confirm")
MORE: Final = ("more_may_become_return",)
LOOK: Final = Lesson(Do.LOOK_AT_PAGE, By.NONE, ("calendar_says_so",), (), ("cancel",), ("what_the_page_says",))
SHIP: Final = Lesson(
    Do.SHIP_BACK,
    By.CLOCK,
    ("return_agreed", "store_should_pay"),
    ("late_return_loses", "incomplete_return"),
    ("ship_untracked",),
    ("label_refused", "too_dear_to_return"),
    ("return_terms",),
    ("C9",),
)
MONEY: Final = Lesson(Do.WAIT_UNTIL, By.CLOCK, ("platform_pays", "bank_needs_days"), (), ("bank_link",), ("no_money",))
PROOF: Final = Lesson(
    Do.UPLOAD_EVIDENCE,
    By.CLOCK,
    ("decided_on_what_is_there",),
    ("files_too_large",),
    OPEN,
    ("a_proposal",),
    ("dispute_form",),
)
APPEAL: Final = Lesson(
    Do.APPEAL,
    By.CLOCK,
    ("appeal_once",),
    ("appeal_may_be_final", "one_route_at_a_time"),
    (),
    ("no_appeal_button",),
    ("appeal",),
    ("C8",),
)
ROUTES: Final = Lesson(Do.GOODWILL, By.ROUTE, ("platform_is_done",), ("one_route_at_a_time",))
"""What remains when the platform has had its last word; which way comes first, is the case's own matter."""

NEVER_OPENED: Final = Lesson(
    Do.OPEN_NOW,
    By.WINDOW,
    ("opening_is_safe",),
    ("window_may_pass",),
    ("confirm",),
    ("seller_solves_it",),
    ("first_message", "dispute_form"),
)
