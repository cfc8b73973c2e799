"""History input: the keys of `assess` that tell what happened in a dispute: `history`, `offer` and `event`.

The history comes first, then the offer on its own day, then the event today. An event that is what the offer is, is
told once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from bot.commands.json_objects import shown, shown_key
from bot.commands.readers import MOST, OddError, day, number, one_of
from bot.domain.case import Case
from bot.domain.history import Event, Happening, Offer, OfferKind, Side
from bot.domain.standing import told

_LONGEST: Final = 200

Readers = Mapping[str, Callable[[Any], object]]

OFFER: Final[Readers] = MappingProxyType(
    {"by": one_of(Side), "kind": one_of(OfferKind), "amount": number(MOST), "on": day, "answer_by": day}
)
HAPPENING: Final[Readers] = MappingProxyType(
    {"event": one_of(Event), "on": day, "amount": number(MOST), "by": one_of(Side), "answer_by": day}
)


class OddPartsError(OddError):
    """Parts of a value that are not what they must be, each with its place."""

    def __init__(self, parts: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(must for _, must in parts))
        self.parts = parts


def offer(value: Any) -> Offer:
    """The offer an object describes."""
    values = _object(value, OFFER, ("by", "kind"))
    return Offer(**values)


def history(value: Any) -> tuple[Happening, ...]:
    """The happenings of a list, as they were told."""
    if not isinstance(value, list) or len(value) > _LONGEST:
        raise OddError(f"must be a list of at most {_LONGEST} happenings")
    faults: list[tuple[str, str]] = []
    happenings: list[Happening] = []
    for place, entry in enumerate(value, start=1):
        try:
            happenings.append(Happening(**_object(entry, HAPPENING, ("event", "on"))))
        except OddPartsError as odd:
            faults += [(f" {place}{name}", must) for name, must in odd.parts]
        except OddError as odd:
            faults.append((f" {place}", f"{odd}, not {shown(entry)}"))
    if faults:
        raise OddPartsError(faults)
    return tuple(happenings)


def _object(value: Any, readers: Readers, required: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise OddError("must be an object with " + ", ".join(readers))
    faults = [(f" {shown_key(key)}", "must be one of " + ", ".join(readers)) for key in value if key not in readers]
    values: dict[str, Any] = {}
    for key, read in readers.items():
        if value.get(key) is None:
            faults += [(f" {key}", "must be given")] if key in required else []
            continue
        try:
            values[key] = read(value[key])
        except OddError as odd:
            faults.append((f" {key}", f"{odd}, not {shown(value[key])}"))
    if faults:
        raise OddPartsError(faults)
    return values


def later_than(values: Mapping[str, Any], today: date) -> list[tuple[str, str]]:
    """The days of history and offer that have not come yet, each with its place and what it must be."""
    days = [(f"history {place} on", one.on) for place, one in enumerate(values.get("history", ()), start=1)]
    put = values.get("offer")
    days.append(("offer on", put.on if put is not None else None))
    return [
        (key, f"must be at most today, {today}, not {told_on}")
        for key, told_on in days
        if told_on is not None and told_on > today
    ]


def with_history(case: Case, values: Mapping[str, Any], today: date) -> Case:
    """The case with everything that happened; the same case where nothing was told."""
    happened: list[Happening] = list(values.get("history", ()))
    put, event = values.get("offer"), values.get("event")
    if put is not None:
        happened.append(put.happened(today))
    if event is not None and (put is None or happened[-1].event is not event):
        happened.append(Happening(event, today))
    return told(case, *happened) if happened else case
