"""Logs: ids and codes, never a buyer's words and never the token. Text for a person, JSON for a collector."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, Final

import structlog

_TOKEN: Final = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{20,}")


Watch = Callable[[str, str, Mapping[str, Any]], None]
"""Gets the level, the event and the facts of a line."""


def configure(level: str, form: str, watch: Watch | None = None) -> None:
    """Sets up logging once for the process. Libraries speak only from WARNING on: httpx and PTB would name
    addresses, and those hold the token. `watch` is told every line, those below the level too."""
    written = logging.getLevelNamesMapping()[level]
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_token,
            *([] if watch is None else [_watched_by(watch, written)]),
            structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(written if watch is None else logging.DEBUG),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _watched_by(watch: Watch, written: int) -> structlog.types.Processor:
    def tell(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        facts = {name: fact for name, fact in event.items() if name not in ("level", "event", "timestamp")}
        watch(event["level"], str(event["event"]), facts)
        if logging.getLevelNamesMapping()[event["level"].upper()] < written:
            raise structlog.DropEvent
        return event

    return tell


def _without_token(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A last net: whatever looks like a token is taken out."""
    for key, value in event.items():
        if isinstance(value, str) and _TOKEN.search(value):
            event[key] = _TOKEN.sub("(token)", value)
    return event
