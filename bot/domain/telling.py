"""Telling: one thing that happened, while the buyer is still telling it. What has to be asked about it: `inquiry`.

It is kept with the case, so a restart in the middle, or a look at another case, loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Self

from bot.domain.history import Event, Happening, Side


@dataclass(frozen=True, slots=True)
class Telling:
    """What is understood so far. Several `events`: the words leave open which it was, the likeliest first."""

    events: tuple[Event, ...]
    on: date | None = None
    amount: Decimal | None = None
    answer_by: date | None = None
    sure: bool = False
    """The buyer chose it, or said yes to it; otherwise it was understood from words and is asked about."""
    settled: frozenset[str] = field(default_factory=frozenset)
    """What was answered or left open on purpose, and is not asked again."""
    readings: tuple[str, ...] = ()
    """What the last typed answer can mean, in stored form, while the buyer has not said which."""

    @property
    def event(self) -> Event | None:
        """The one it is; None while that is open."""
        return self.events[0] if len(self.events) == 1 else None

    def chosen(self, event: Event) -> Self:
        """The same, now surely this event."""
        return replace(self, events=(event,), sure=True)

    def answered(self, name: str, value: Any) -> Self:
        """The same with one answer; None: it is not known."""
        changes: dict[str, Any] = {name: value}
        return replace(self, settled=self.settled | {name}, readings=(), **changes)

    def happened(self, today: date) -> Happening:
        """What goes into the history: of today, where no day was told and none was asked for. Raises ValueError
        while the event is open."""
        if self.event is None:
            raise ValueError("which event it was is still open")
        on = self.on if self.on is not None or "on" in self.settled else today
        return Happening(self.event, on, self.amount, _BY.get(self.event.partition("_")[0]), self.answer_by)


_BY: Final = {"seller": Side.SELLER, "platform": Side.PLATFORM}


def written(tellings: tuple[Telling, ...]) -> list[dict[str, Any]]:
    """As JSON takes it; what is absent is left out."""
    return [_written(one) for one in tellings]


def _written(one: Telling) -> dict[str, Any]:
    out: dict[str, Any] = {"events": [str(event) for event in one.events]}
    out |= {name: str(value) for name in _VALUES if (value := getattr(one, name)) is not None}
    out |= {"sure": True} if one.sure else {}
    out |= {"settled": sorted(one.settled)} if one.settled else {}
    out |= {"readings": list(one.readings)} if one.readings else {}  # in their order: a button names its place
    return out


def read(stored: Any) -> tuple[Telling, ...]:
    """What `written` wrote; an entry this release does not understand is left out. Raises TypeError for no list."""
    if not isinstance(stored, list):
        raise TypeError
    return tuple(telling for entry in stored if (telling := _read(entry)) is not None)


def _read(entry: Any) -> Telling | None:
    try:
        known: Mapping[str, Any] = {name: value(name, entry[name]) for name in _VALUES if name in entry}
        events = tuple(Event(event) for event in entry["events"])
        settled = frozenset(map(str, entry.get("settled", ())))
        readings = tuple(map(str, entry.get("readings", ())))
        sure = entry.get("sure") is True
        return Telling(events, sure=sure, settled=settled, readings=readings, **known) if events else None
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def value(name: str, text: str) -> date | Decimal:
    """What one answer in stored form means. Raises ValueError where it means nothing, KeyError for no such answer."""
    return _VALUES[name](text)


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation as fault:
        raise ValueError(f"{text!r} is no amount") from fault
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"{text!r} is no amount")
    return abs(amount)  # nothing has no sign


_VALUES: Final[Mapping[str, Callable[[str], date | Decimal]]] = {
    "on": date.fromisoformat,
    "amount": _amount,
    "answer_by": date.fromisoformat,
}
