"""Logs: ids and codes, never a buyer's words and never the token. Text for a person, JSON for a collector.

Every line goes the same way, those of libraries too, so that JSON stays JSON. Of what a library says only its name, the
place and the kind of exception are kept: its text may hold an address, and that the token, or what somebody wrote.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, Final

import structlog

from bot import trail
from bot.origin import code, place, spot

_TOKEN: Final = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{20,}")
_APART: Final = ("level", "event", "timestamp")

Watch = Callable[[str, str, Mapping[str, Any]], None]
"""Gets the level, the event and the facts of a line."""


def configure(level: str, form: str, watch: Watch | None = None, report: Watch | None = None) -> None:
    """Sets up logging once for the process. Libraries speak only from WARNING on. `watch` is told every line, those
    below the level too; `report` those at which something is broken."""
    written = logging.getLevelNamesMapping()[level]
    logging.basicConfig(level=logging.WARNING, handlers=[Libraries()])
    structlog.configure(
        processors=[
            _with_trail,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_token,
            *([] if report is None else [_reported_by(report)]),
            *([] if watch is None else [_watched_by(watch, written)]),
            structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(written if watch is None else logging.DEBUG),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


class Libraries(logging.Handler):
    """What libraries, and asyncio, have to say."""

    _log = structlog.get_logger(__name__)

    def emit(self, record: logging.LogRecord) -> None:
        """A line with the library's name."""
        error = record.exc_info[1] if record.exc_info else None
        at = spot(record.pathname, record.lineno) if error is None else place(error)
        facts = {"logger": record.name, "at": at} | ({} if error is None else {"error": code(error)})
        self._log.log(min(max(record.levelno // 10 * 10, logging.DEBUG), logging.CRITICAL), "library_says", **facts)


def _with_trail(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {**trail.ids(), **event}


def _facts(event: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fact for name, fact in event.items() if name not in _APART}


def _watched_by(watch: Watch, written: int) -> structlog.types.Processor:
    def tell(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        watch(event["level"], str(event["event"]), _facts(event))
        if logging.getLevelNamesMapping()[event["level"].upper()] < written:
            raise structlog.DropEvent
        return event

    return tell


def _reported_by(report: Watch) -> structlog.types.Processor:
    def tell(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if event["level"] in ("error", "critical"):
            report(event["level"], str(event["event"]), _facts(event))
        return event

    return tell


def _without_token(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A last net: whatever looks like a token is taken out."""
    for key, value in event.items():
        if isinstance(value, str) and _TOKEN.search(value):
            event[key] = _TOKEN.sub("(token)", value)
    return event
