"""CONFLICTS: where sources differ, when that matters to a case, and what each side makes of its dates.

A conflict is named only where it changes something for this buyer today. Both sides and their sources are data in
`bot/policies/conflicts.toml`; what to tell the buyer is in `templates/words/conflicts.j2`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from bot.domain.assessment import Reading, Verdict
from bot.domain.calendar import after, working_days_after
from bot.domain.case import Replied, Stage, Wish
from bot.domain.findings import Findings
from bot.domain.issues import Issue
from bot.domain.situations import Situation
from bot.domain.windows import judge

Side = tuple[Verdict, date | None, date | None]
"""What one side says: the verdict, the day it opens, the last day."""


def conflicts(found: Findings) -> tuple[str, ...]:
    """The keys of the conflicts that matter to this case today, C1 to C14."""
    return tuple(key for key, matters in CONFLICTS.items() if found.known_platform and matters(found))


def readings(found: Findings, keys: tuple[str, ...]) -> tuple[Reading, ...]:
    """Both sides of each conflict that leads to different days."""
    told: list[Reading] = []
    for key in keys:
        sides = SIDES[key](found) if key in SIDES else None
        if sides is None:
            continue
        conflict = found.policy.conflicts[key]
        for name, (verdict, opens_on, last_day), sources in zip("ab", sides, (conflict.a, conflict.b), strict=True):
            told.append(Reading(key, name, verdict, opens_on, last_day, sources))
    return tuple(told)


def _counts_from(found: Findings) -> bool:
    """C1: delivery and the end of protection give different last days, and the later one is not over."""
    window = found.window
    if found.verdict is Verdict.DEPENDS and window.safe_last_day is not None and found.today > window.safe_last_day:
        return True
    differs = window.by_delivery_on is not None and window.by_delivery_on != window.page_last_day
    return differs and found.may_still_open


def _received_early(found: Findings) -> bool:
    """C7: the goods are here, the eleventh day is not."""
    if not found.may_still_open or found.row not in (Situation.RECEIVED, Situation.SAID_DELIVERED):
        return False
    if found.window.button_on is not None:
        return found.today < found.window.button_on
    received = found.case.delivered_on
    days = found.rules.find("opens_after_shipment")
    # It cannot have been shipped later than it came.
    return received is not None and days is not None and found.today < after(received, days)


def _appeal_open(found: Findings) -> bool:
    days = found.rules.find("appeal_within") if found.stage is Stage.DECIDED else None
    closed_on = found.case.closed_on
    return days is not None and (closed_on is None or found.today <= after(closed_on, days))


def _return_asked(found: Findings) -> bool:
    """C9: somebody may have to pay for sending goods back that are not as they should be."""
    returning = found.case.wish in (Wish.RETURN, Wish.NEW_PIECE) or found.case.return_price is not None
    return found.row is Situation.RECEIVED and returning


CONFLICTS: Final[dict[str, Callable[[Findings], bool]]] = {
    "C1": _counts_from,
    "C2": lambda found: found.stage is Stage.OPEN,
    "C3": lambda found: found.stage is Stage.OPEN,
    "C4": lambda found: found.stage is Stage.OPEN,
    "C5": lambda found: found.stage is not Stage.NOT_OPENED and not found.window_passed,
    "C6": lambda found: found.case.confirmed_on is not None and found.may_still_open,
    "C7": _received_early,
    "C8": _appeal_open,
    "C9": _return_asked,
    "C10": lambda found: "protection_ends_on" in found.window.missing and found.may_still_open,
    "C11": lambda found: found.case.issue is Issue.COUNTERFEIT,
    "C12": lambda found: found.case.issue is Issue.LATE and found.row is Situation.LATE,
    "C13": lambda found: found.stage is Stage.DECIDED,
    "C14": lambda found: (
        found.may_still_open
        and found.verdict in (Verdict.CLOSING_SOON, Verdict.DEPENDS)
        and found.window.safe_last_day is not None
        and found.case.replied in (None, Replied.NOT_WRITTEN)
    ),
}


def _c1(found: Findings) -> tuple[Side, Side] | None:
    window = found.window
    if window.safe_last_day is None:
        return None
    a_last, b_last = window.by_delivery_on or window.safe_last_day, window.page_last_day
    a = judge(replace(window, safe_last_day=a_last, page_last_day=a_last), found.today)
    b = judge(replace(window, safe_last_day=b_last, page_last_day=b_last), found.today)
    return (a, window.opens_on, a_last), (b, window.opens_on, b_last)


def _c2(found: Findings) -> tuple[Side, Side] | None:
    return _since_opening(found, "seller_answers_within", "seller_answers_within_shorter")


def _c4(found: Findings) -> tuple[Side, Side] | None:
    opened_on = found.case.opened_on
    by_itself, button = found.rules.find("platform_steps_in_within"), found.rules.find("escalation_from")
    if opened_on is None or by_itself is None or button is None:
        return None
    by_itself_on = after(opened_on, by_itself)
    return (Verdict.RUNNING, None, by_itself_on), (Verdict.RUNNING, after(opened_on, button), by_itself_on)


def _c5(found: Findings) -> tuple[Side, Side] | None:
    window = found.window
    if window.safe_last_day is None:
        return None
    closed_on = found.case.closed_on
    return (judge(window, found.today), window.opens_on, window.safe_last_day), (Verdict.CLOSED, None, closed_on)


def _c6(found: Findings) -> tuple[Side, Side] | None:
    confirmed_on, window = found.case.confirmed_on, found.window
    return (Verdict.CLOSED, None, confirmed_on), (judge(window, found.today), window.opens_on, window.page_last_day)


def _c7(found: Findings) -> tuple[Side, Side] | None:
    window = found.window
    if window.button_on is None:
        return None
    waits = replace(window, opens_on=window.button_on)
    return (
        (judge(waits, found.today), window.button_on, window.safe_last_day),
        (judge(window, found.today), window.opens_on, window.safe_last_day),
    )


def _c8(found: Findings) -> tuple[Side, Side] | None:
    closed_on, days = found.case.closed_on, found.rules.find("appeal_within")
    if closed_on is None or days is None:
        return None
    return (Verdict.DECIDED, closed_on, after(closed_on, days)), (Verdict.DECIDED, None, None)


def _c13(found: Findings) -> tuple[Side, Side] | None:
    closed_on = found.case.closed_on
    soon, late = found.rules.find("refund_arrives_within"), found.rules.find("refund_arrives_at_the_latest")
    if closed_on is None or soon is None or late is None:
        return None
    a, b = working_days_after(closed_on, soon), working_days_after(closed_on, late)
    return (Verdict.DECIDED, None, a), (Verdict.DECIDED, None, b)


def _since_opening(found: Findings, a: str, b: str) -> tuple[Side, Side] | None:
    opened_on, days_a, days_b = found.case.opened_on, found.rules.find(a), found.rules.find(b)
    if opened_on is None or days_a is None or days_b is None:
        return None
    return (Verdict.RUNNING, None, after(opened_on, days_a)), (Verdict.RUNNING, None, after(opened_on, days_b))


SIDES: Final[dict[str, Callable[[Findings], tuple[Side, Side] | None]]] = {
    "C1": _c1,
    "C2": _c2,
    "C3": _c2,
    "C4": _c4,
    "C5": _c5,
    "C6": _c6,
    "C7": _c7,
    "C8": _c8,
    "C13": _c13,
}
