"""Case input: what `assess` may be told, one row of FIELDS per key, and every fault in it named.

An object with any fault gives no case, only all of its faults: nothing is guessed or left out silently.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from bot.commands.history_input import OddPartsError, history, later_than, offer, with_history
from bot.commands.json_objects import Fault, shown, shown_key
from bot.commands.readers import MOST, OddError, day, evidence, letters, number, one_of, shots, text, whole
from bot.domain.case import Case, Payment, Stage, Tracking
from bot.domain.history import Event
from bot.domain.issues import Issue


@dataclass(frozen=True, slots=True)
class Asked:
    """One case that was understood, and the day it is asked on."""

    line: int
    case: Case
    today: date


FIELDS: Final[Mapping[str, Callable[[Any], object]]] = MappingProxyType(
    {
        "marketplace": text(40),
        "today": day,
        "issue": one_of(Issue),
        "stage": one_of(Stage),
        "ordered_on": day,
        "paid_on": day,
        "shipped_on": day,
        "protection_ends_on": day,
        "delivered_on": day,
        "confirmed_on": day,
        "opened_on": day,
        "closed_on": day,
        "price": number(MOST),
        "shipping_price": number(MOST),
        "tax": number(MOST),
        "currency": letters(3, "a currency of three letters, such as USD"),
        "quantity": whole,
        "affected": whole,
        "part_price": number(MOST),
        "function_lost": number(1),
        "repair_price": number(MOST),
        "return_price": number(MOST),
        "shipping_method": text(200),
        "tracking": one_of(Tracking),
        "payment": one_of(Payment),
        "country": letters(2, "a country of two letters, such as DE"),
        "seller_contacted_on": day,
        "evidence": evidence,
        "without": shots,
        "notes": text(4000),
        "event": one_of(Event),
        "offer": offer,
        "history": history,
    }
)
REQUIRED: Final = ("today", "issue")
_HAPPENED: Final = ("event", "offer", "history")


def understood(line: int, found: Mapping[str, object]) -> Asked | tuple[Fault, ...]:
    """The case an object describes, or everything that is wrong with it."""
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    for key, value in found.items():
        if key not in FIELDS:
            faults.append(Fault(line, shown_key(key), "must be one of the known keys: " + ", ".join(FIELDS)))
        elif value is None and key not in REQUIRED:
            continue
        else:
            try:
                values[key] = FIELDS[key](value)
            except OddPartsError as odd:
                faults += [Fault(line, f"{key}{place}", must) for place, must in odd.parts]
            except OddError as odd:
                faults.append(Fault(line, key, f"{odd}, not {shown(value)}"))
    faults += [Fault(line, key, "must be given") for key in REQUIRED if key not in found]
    if not faults:
        faults = _crossed(line, values)
    if faults:
        return tuple(faults)
    today = values.pop("today")
    happened: dict[str, Any] = {name: values.pop(name) for name in _HAPPENED if name in values}
    return Asked(line, with_history(Case(**values), happened, today), today)


def _crossed(line: int, values: Mapping[str, Any]) -> list[Fault]:
    quantity, affected = values.get("quantity"), values.get("affected")
    if quantity is not None and affected is not None and affected > quantity:
        return [Fault(line, "affected", f"must be at most quantity, {quantity}, not {affected}")]
    return [Fault(line, key, must) for key, must in later_than(values, values["today"])]
