"""Facts: what a template needs, as JSON that gives back what was put in.

Dates, instants and amounts keep their type (plain JSON has none of them), so a message that waited a week in the
outbox is worded as it would have been at once. Answers of a case have a JSON of their own: `domain.case`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from bot.storage.columns import sound

EMPTY: Final = "{}"


def dumps(facts: Mapping[str, Any]) -> str:
    """Compact JSON. TypeError names a value that is neither JSON nor a date, an instant or an amount."""
    if not facts:
        return EMPTY
    return without_nul(_ENCODER.encode(dict(facts)))


def loads(text: str) -> dict[str, Any]:
    """The facts `dumps` wrote; tuples come back as lists."""
    if text == EMPTY:
        return {}
    facts: dict[str, Any] = json.loads(text, object_hook=_untagged)
    return facts


def without_nul(text: str) -> str:
    r"""The JSON with the sign NUL left out of its strings, where it hides from `sound` as \u0000."""
    if "\\u0000" not in text:
        return text
    return _ENCODER.encode(_scrubbed(json.loads(text)))


def _tagged(value: Any) -> Any:
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError("an instant among the facts must say its zone")
        return {"$at": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"$on": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"a fact can't be a {type(value).__name__}")


# json.dumps makes one anew for each call with options; that costs as much as a small piece of work.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_tagged)

_READ: Final[Mapping[str, Any]] = {"$at": datetime.fromisoformat, "$on": date.fromisoformat, "$decimal": Decimal}


def _untagged(entry: dict[str, Any]) -> Any:
    if len(entry) == 1:
        ((tag, text),) = entry.items()
        if tag in _READ and isinstance(text, str):
            return _READ[tag](text)
    return entry


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, list):
        return [_scrubbed(one) for one in value]
    if isinstance(value, dict):
        return {sound(name): _scrubbed(one) for name, one in value.items()}
    return value
