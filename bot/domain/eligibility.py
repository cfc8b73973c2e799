"""assess(case, policy, today) → Assessment: can a dispute be opened, until when, and why.

The order of thought: which row of the rule table (`situations`), which days (`windows`), which verdict, what remains
outside (`fallbacks`), where sources differ (`conflicts`), what to beware of (`warnings`), and the steps that explain
it (`reasons`). Nothing here raises for a case, however odd: what is not known is said to be missing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from bot.domain.assessment import Assessment, Facts, Fallback, Reading, Reason, Verdict
from bot.domain.calendar import after
from bot.domain.case import Case, Stage
from bot.domain.conflicts import conflicts, readings
from bot.domain.fallbacks import fallbacks
from bot.domain.findings import Findings, decided_by
from bot.domain.issues import Issue
from bot.domain.policy import Cited, NoTermInForce, Policy, Reader
from bot.domain.reasons import reasons
from bot.domain.situations import Situation, situation, stage
from bot.domain.warnings import warnings
from bot.domain.windows import Window, judge, window

__all__ = ["Assessment", "Cited", "Facts", "Fallback", "Reading", "Reason", "Verdict", "assess"]

_NO_GROUND: Final = frozenset({Situation.NOT_SHIPPED, Situation.UNWANTED, Situation.LATE, Situation.DIGITAL})
_KNOWN: Final = frozenset({"aliexpress", "aliexpress.com", "www.aliexpress.com", "aliexpress.us", "www.aliexpress.us"})


def assess(case: Case, policy: Policy, today: date) -> Assessment:
    """What the rules of the day of the order say about this case on this day (a day of the marketplace)."""
    found = _find(case, policy, today)
    found = replace(found, fallbacks=fallbacks(found))
    keys = conflicts(found)
    both = readings(found, keys)
    warned = warnings(found)
    why = reasons(found)
    terms = (*found.rules.cited, *_used(found))
    days = found.window
    left = None if days.safe_last_day is None else max((days.safe_last_day - today).days, 0)
    return Assessment(
        verdict=found.verdict,
        opens_on=days.opens_on,
        safe_last_day=days.safe_last_day,
        page_last_day=days.page_last_day,
        days_left=left,
        readings=both,
        conflicts=keys,
        terms=terms,
        reasons=why,
        warnings=warned.keys,
        fallbacks=found.fallbacks,
        missing=_missing(found),
        stale=any(term.stale(today) for term in terms),
        facts=warned.facts,
    )


def _find(case: Case, policy: Policy, today: date) -> Findings:
    row = situation(case)
    on = decided_by(case, today)
    rules = Reader(policy, on)
    known = case.marketplace.strip().casefold() in _KNOWN
    days = _window(case, row, rules) if known else Window()
    at = stage(case)
    return Findings(
        case=case,
        today=today,
        row=row,
        stage=at,
        window=days,
        verdict=_verdict(row, at, days, today, known=known),
        rules=rules,
        payments=Reader(policy, case.paid_on or on),
        laws=Reader(policy, case.delivered_on or on),
        known_platform=known,
    )


def _window(case: Case, row: Situation, rules: Reader) -> Window:
    if row in (Situation.NOT_SHIPPED, Situation.LATE, Situation.DIGITAL):
        return Window()
    try:
        if row is Situation.UNWANTED:
            return _label(case, rules)
        return window(case, row, rules)
    except NoTermInForce:
        return Window(no_rule=True)


def _label(case: Case, rules: Reader) -> Window:
    """Not wanted: no dispute, but a Free Return label, where the product has one, can be used until then (R56c)."""
    received, days = case.delivered_on, rules.find("free_return_within")
    if received is None or days is None:
        return Window(missing=("delivered_on",) if received is None else ())
    last = after(received, days)
    facts: Facts = {"from_on": received, "days": days, "day": last}
    return Window(
        opens_on=received,
        safe_last_day=after(last, -rules.value("time_zone_margin")),
        page_last_day=last,
        reasons=(Reason("free_return_label", facts, "free_return_within"),),
    )


def _verdict(row: Situation, at: Stage, days: Window, today: date, *, known: bool) -> Verdict:
    if at is Stage.OPEN:
        return Verdict.RUNNING
    if at is Stage.DECIDED:
        return Verdict.DECIDED
    if row in _NO_GROUND and known:
        return Verdict.NOT_VALID
    judged = judge(days, today)
    # Without the kind of problem only the end of everything is sure.
    sure = known and (row is not Situation.UNCLEAR or judged is Verdict.CLOSED)
    return judged if sure else Verdict.DEPENDS


def _used(found: Findings) -> tuple[Cited, ...]:
    """The terms of the payment and the law that the remaining routes rest on."""
    routes = {route.term for route in found.fallbacks}
    return tuple(term for reader in (found.payments, found.laws) for term in reader.cited if term.term in routes)


def _missing(found: Findings) -> tuple[str, ...]:
    """Fields worth asking for, most telling first."""
    case = found.case
    names = ["issue"] if found.row is Situation.UNCLEAR else []
    if found.stage is Stage.OPEN and case.opened_on is None:
        names.append("opened_on")
    if found.stage is Stage.DECIDED and case.closed_on is None:
        names.append("closed_on")
    names += found.window.missing if found.stage is Stage.NOT_OPENED else ()
    if case.issue is Issue.IN_TRANSIT and case.tracking is None and found.stage is Stage.NOT_OPENED:
        names.append("tracking")
    if any("day_needs_payment" in route.notes for route in found.fallbacks):
        names.append("paid_on")
    return tuple(dict.fromkeys(names))
