"""reasons(found) → the steps of the explanation, in the order a person would say them.

First whose rules decide and which row of the table, then the days with the terms they rest on, then the conclusion.
The words are in `templates/words/reasons.j2`.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.domain.assessment import Reason, Verdict
from bot.domain.calendar import after, working_days_after
from bot.domain.case import Stage
from bot.domain.findings import Findings
from bot.domain.situations import Situation

_NO_GROUND: Final = {
    Situation.NOT_SHIPPED: "use_cancellation",
    Situation.UNWANTED: "unwanted_is_no_ground",
    Situation.LATE: "late_is_no_ground",
    Situation.DIGITAL: "digital_no_rule",
}


def reasons(found: Findings) -> tuple[Reason, ...]:
    """Why the assessment says what it says. Never empty."""
    steps = [Reason(f"row_{found.row.value}", {})]
    if found.stage is Stage.NOT_OPENED:
        steps += found.window.reasons
    if found.verdict is Verdict.RUNNING:
        steps += _running(found)
    elif found.verdict is Verdict.DECIDED:
        steps += _decided(found)
    else:
        steps.append(_conclusion(found))
    if _old_rules(found):
        steps.insert(0, Reason("rules_of_their_day", {"day": found.rules.on}))
    if found.window.page_last_day is not None or found.window.safe_last_day is not None:
        steps.append(Reason("order_page_wins", {}))
    return tuple(steps)


def _conclusion(found: Findings) -> Reason:
    days, today = found.window, found.today
    safe, page = days.safe_last_day, days.page_last_day
    if found.verdict is Verdict.NOT_VALID:
        return Reason(_NO_GROUND[found.row], {})
    if not found.known_platform:
        return Reason("platform_rules_differ", {})
    if days.no_rule:
        return Reason("no_rule_known", {"day": found.rules.on})
    if found.verdict is Verdict.CLOSED and page is not None:
        return Reason("closed_since", {"day": page})
    if found.verdict is Verdict.TOO_EARLY and days.opens_on is not None:
        return Reason("wait_until", {"day": days.opens_on})
    if safe is None or (found.verdict is Verdict.DEPENDS and today <= safe):
        return Reason("not_enough_known", {})
    if found.verdict is Verdict.DEPENDS:
        if page is None:
            return Reason("grey_zone_page_unknown", {"safe_on": safe})
        return Reason("grey_zone", {"safe_on": safe, "page_on": page})
    key = "closing_soon" if found.verdict is Verdict.CLOSING_SOON else "open_until"
    return Reason(key, {"day": safe, "days": (safe - today).days})


def _running(found: Findings) -> list[Reason]:
    opened_on, steps = found.case.opened_on, []
    if opened_on is None:
        return [Reason("running_without_date", {}), *_new_dispute(found)]
    for key, term in (
        ("seller_answers_by", "seller_answers_within"),
        ("platform_steps_in_by", "platform_steps_in_within"),
        ("platform_decides_by", "platform_decides_within"),
    ):
        days = found.rules.find(term)
        if days is not None:
            facts: dict[str, date | int | str] = {"from_on": opened_on, "days": days, "day": after(opened_on, days)}
            steps.append(Reason(key, facts, term))
    ends = found.case.protection_ends_on
    if found.row is Situation.IN_TRANSIT and ends is not None and found.today <= ends:
        steps.append(Reason("passes_on_at_end", {"day": ends}))
    return [*steps, *_new_dispute(found)]


def _decided(found: Findings) -> list[Reason]:
    closed_on, steps = found.case.closed_on, []
    if closed_on is None:
        return [Reason("decided_without_date", {}), *_new_dispute(found)]
    appeal = found.rules.find("appeal_within")
    if appeal is not None:
        last = after(closed_on, appeal)
        key = "appeal_by" if found.today <= last else "appeal_over"
        steps.append(Reason(key, {"from_on": closed_on, "days": appeal, "day": last}, "appeal_within"))
    sends_back = found.rules.find("return_within") if found.row is Situation.RECEIVED else None
    if sends_back is not None:
        facts: dict[str, date | int | str] = {"from_on": closed_on, "days": sends_back}
        steps.append(Reason("return_by", {**facts, "day": after(closed_on, sends_back)}, "return_within"))
    soon, late = found.rules.find("refund_arrives_within"), found.rules.find("refund_arrives_at_the_latest")
    if soon is not None and late is not None:
        money: dict[str, date | int | str] = {
            "days": soon,
            "day": working_days_after(closed_on, soon),
            "latest_days": late,
            "latest_on": working_days_after(closed_on, late),
        }
        steps.append(Reason("money_by", money, "refund_arrives_within"))
    return [*steps, *_new_dispute(found)]


def _new_dispute(found: Findings) -> list[Reason]:
    """Until when a dispute that was cancelled could be opened again (C5)."""
    last = found.window.safe_last_day
    return [Reason("new_dispute_until", {"day": last})] if last is not None and found.today <= last else []


def _old_rules(found: Findings) -> bool:
    """Whether some rule used here is no longer the one in force."""
    terms = found.policy.terms
    return any(terms[cited.term].since[-1].on != cited.since for cited in found.rules.cited)
