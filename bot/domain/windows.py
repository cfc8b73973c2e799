"""window(case, row, rules) → from which day to which day a dispute can be opened, and why.

S = shipped, E = end of protection on the order page, D = delivered, C = confirmed. The earliest defensible reading
is the safe last day; the latest is what the order page may show. A day that cannot be known stays None; E is never
worked out from the length of protection (C10). Three eras: windows by carrier, until the order completed, and
fifteen days (POLICY 1.1); which one decides is a matter of the terms in force, not of this file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.assessment import Facts, Reason, Verdict
from bot.domain.calendar import after
from bot.domain.case import Case
from bot.domain.policy import Reader
from bot.domain.situations import Situation

CLOSING_SOON_DAYS: Final = 3
_CARRIERS: Final = {
    "express": "carrier_window_express",
    "ems": "carrier_window_ems",
    "post": "carrier_window_post",
}
_HERE: Final = frozenset({Situation.RECEIVED, Situation.SAID_DELIVERED, Situation.UNCLEAR, Situation.UNWANTED})


@dataclass(frozen=True, slots=True)
class Window:
    opens_on: date | None = None
    surely_open_on: date | None = None
    """From this day the form is open whatever is not known."""
    button_on: date | None = None
    """Received early: the day on which the button shows at the latest (C7)."""
    safe_last_day: date | None = None
    page_last_day: date | None = None
    by_delivery_on: date | None = None
    """The last day when delivery starts the count: side A of C1."""
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    optional_guarantee: bool = False
    """Some sellers promised more days of their own (R7)."""
    no_rule: bool = False
    """The day that decides lies outside everything known."""


def judge(window: Window, today: date) -> Verdict:
    """What the window says on this day: too early, open, closing soon, it depends, closed, in that order."""
    safe, page = window.safe_last_day, window.page_last_day
    if page is not None and today > page:
        return Verdict.CLOSED
    opens_on = window.opens_on or window.surely_open_on
    if window.opens_on is not None and today < window.opens_on:
        return Verdict.TOO_EARLY
    if opens_on is None or today < opens_on or safe is None or today > safe:
        return Verdict.DEPENDS
    return Verdict.CLOSING_SOON if (safe - today).days <= CLOSING_SOON_DAYS else Verdict.OPEN


def window(case: Case, row: Situation, rules: Reader) -> Window:
    """The window by the rules of that day; raises NoTermInForce for a time of which nothing is known."""
    if rules.has("carrier_window_post"):
        return _by_carrier(case, rules)
    if rules.has("window_until_complete"):
        return _until_complete(case, rules)
    return _fifteen_days(case, row, rules)


def _fifteen_days(case: Case, row: Situation, rules: Reader) -> Window:
    reasons: list[Reason] = []
    missing: list[str] = []
    days = rules.value("window_after_end")
    margin = rules.value("time_zone_margin")
    ends = {"last_by_end": case.protection_ends_on, "last_by_confirmation": case.confirmed_on}
    pages = {key: after(day, days) for key, day in ends.items() if day is not None}
    safe = [after(day, -margin) for day in pages.values()]
    by_delivery = None
    if case.delivered_on is not None:
        by_delivery = after(case.delivered_on, rules.value("window_after_delivery"))
        safe.append(by_delivery)
    opening = _opening(case, row, rules)
    reasons += opening.reasons
    for key, last in pages.items():
        reasons.append(Reason(key, {"from_on": ends[key] or last, "days": days, "day": last}, "window_after_end"))
    if by_delivery is not None and case.delivered_on is not None:
        term = "window_after_delivery"
        facts: Facts = {"from_on": case.delivered_on, "days": rules.value(term), "day": by_delivery}
        reasons.append(Reason("last_by_delivery", facts, term))
    if pages:
        reasons.append(Reason("time_zone_margin", {"days": margin}, "time_zone_margin"))
    if case.protection_ends_on is None:
        missing.append("protection_ends_on")
    if row in _HERE and case.delivered_on is None:
        missing.append("delivered_on")
    missing += [name for name in opening.missing if name not in missing]
    return Window(
        opens_on=opening.opens_on,
        surely_open_on=opening.surely_open_on,
        button_on=opening.button_on,
        safe_last_day=min(safe, default=None),
        page_last_day=min(pages.values(), default=None),
        by_delivery_on=by_delivery,
        reasons=tuple(reasons),
        missing=tuple(missing),
    )


def _opening(case: Case, row: Situation, rules: Reader) -> Window:
    """The opening half of the window."""
    shipped, ends = case.shipped_on, case.protection_ends_on
    wait = rules.find("waits_for_delivery_end") if ends is not None else None
    after_end = after(ends, 1 if wait is None else wait) if ends is not None else None
    surely = min((day for day in (after_end, case.confirmed_on) if day is not None), default=None)
    if row in _HERE:
        early = _from_shipment(case, rules)
        at_once = Reason("opens_at_once", {})
        return Window(
            opens_on=case.delivered_on,
            surely_open_on=date.min,
            button_on=early.opens_on,
            reasons=(at_once, *early.reasons),
        )
    if row is Situation.IN_TRANSIT and rules.has("waits_for_delivery_end"):
        if after_end is None or ends is None:
            return Window(surely_open_on=surely, missing=("protection_ends_on",))
        reason = Reason("opens_after_end", {"from_on": ends, "day": after_end}, "waits_for_delivery_end")
        if case.confirmed_on is not None and case.confirmed_on < after_end:
            confirmed = Reason("opens_once_confirmed", {"day": case.confirmed_on})
            return Window(opens_on=case.confirmed_on, reasons=(confirmed,))
        return Window(opens_on=after_end, reasons=(reason,))
    early = _from_shipment(case, rules)
    if shipped is None:
        return Window(surely_open_on=surely, missing=("shipped_on",))
    return Window(opens_on=early.opens_on, reasons=early.reasons)


def _from_shipment(case: Case, rules: Reader) -> Window:
    """The eleventh day, or at once where the seller's delivery limit is very short (R1, R2)."""
    shipped, ends = case.shipped_on, case.protection_ends_on
    if shipped is None:
        return Window()
    limit = rules.find("short_delivery_limit") if ends is not None and ends >= shipped else None
    if limit is not None and ends is not None and (ends - shipped).days < limit:
        facts: Facts = {"from_on": shipped, "days": (ends - shipped).days, "limit": limit, "day": shipped}
        return Window(opens_on=shipped, reasons=(Reason("opens_at_once_short_limit", facts, "short_delivery_limit"),))
    days = rules.value("opens_after_shipment")
    opens_on = after(shipped, days)
    early = rules.find("button_may_show_after")
    counted: Facts = {"from_on": shipped, "days": days, "day": opens_on}
    reasons = [Reason("opens_after_shipment", counted, "opens_after_shipment")]
    if early is not None:
        reasons.append(Reason("button_may_show", {"day": after(shipped, early)}, "button_may_show_after"))
    return Window(opens_on=opens_on, reasons=tuple(reasons))


def _by_carrier(case: Case, rules: Reader) -> Window:
    """Until 2014: a window after shipment whose length depended on the carrier (R6)."""
    margin = rules.value("time_zone_margin")
    kinds = _carriers(case, rules)
    missing = [] if len(kinds) == 1 else ["shipping_method"]
    if case.shipped_on is None:
        return _ended_by_confirming(case, Window(missing=("shipped_on", *missing)))
    opening = _from_shipment(case, rules)
    lasts = {kind: after(case.shipped_on, rules.value(_CARRIERS[kind])) for kind in kinds}
    reasons = [
        Reason(
            f"carrier_window_{kind}",
            {"from_on": case.shipped_on, "days": rules.value(_CARRIERS[kind]), "day": last},
            _CARRIERS[kind],
        )
        for kind, last in lasts.items()
    ]
    reasons.append(Reason("time_zone_margin", {"days": margin}, "time_zone_margin"))
    found = Window(
        opens_on=opening.opens_on,
        safe_last_day=after(min(lasts.values()), -margin),
        page_last_day=max(lasts.values()),
        reasons=(*opening.reasons, *reasons),
        missing=tuple(missing),
    )
    return _ended_by_confirming(case, found)


def _carriers(case: Case, rules: Reader) -> tuple[str, ...]:
    """The kinds of carrier the shipping method may mean: one, or all when it does not say."""
    method = (case.shipping_method or "").casefold()
    for kind in _CARRIERS:
        if any(re.search(rf"\b{re.escape(name)}\b", method) for name in rules.policy.lists[kind]):
            return (kind,)
    return tuple(_CARRIERS)


def _until_complete(case: Case, rules: Reader) -> Window:
    """About 2015: until the order was complete, by confirmation or by itself (R7, R19)."""
    days = rules.value("window_until_complete")
    margin = rules.value("time_zone_margin")
    opening = _from_shipment(case, rules)
    pages = [after(day, days) for day in (case.protection_ends_on, case.confirmed_on) if day is not None]
    safe = [after(day, -margin) for day in pages]
    reasons = [*opening.reasons]
    if pages:
        reasons.append(Reason("window_until_complete", {"day": min(pages)}, "window_until_complete"))
    if case.delivered_on is not None:
        by_itself = rules.value("order_completes_by_itself")
        done_on = after(case.delivered_on, by_itself)
        safe.append(after(done_on, -margin))
        facts: Facts = {"from_on": case.delivered_on, "days": by_itself, "day": done_on}
        reasons.append(Reason("order_completes_by_itself", facts, "order_completes_by_itself"))
    reasons.append(Reason("time_zone_margin", {"days": margin}, "time_zone_margin"))
    missing = {"protection_ends_on": case.protection_ends_on, "shipped_on": case.shipped_on}
    return Window(
        opens_on=opening.opens_on,
        safe_last_day=min(safe, default=None),
        page_last_day=min(pages, default=None),
        reasons=tuple(reasons),
        missing=tuple(name for name, day in missing.items() if day is None),
        optional_guarantee=True,
    )


def _ended_by_confirming(case: Case, found: Window) -> Window:
    """In the oldest system confirming receipt ended the right to a dispute (C6)."""
    ends_on = case.confirmed_on
    if ends_on is None or (found.page_last_day is not None and ends_on >= found.page_last_day):
        return found
    return Window(
        opens_on=found.opens_on,
        safe_last_day=min(found.safe_last_day or ends_on, ends_on),
        page_last_day=ends_on,
        reasons=(*found.reasons, Reason("confirming_ended_it", {"day": ends_on})),
        missing=found.missing,
    )
