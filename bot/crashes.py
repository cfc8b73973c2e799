"""Crashes: what nobody caught, as one line of the log each. Python would print the text and the source of an exception,
and a text may be anybody's words."""

from __future__ import annotations

import sys
import threading
import warnings
from typing import Any, TextIO

import structlog

from bot.origin import code, path, place, spot

_log = structlog.get_logger(__name__)


def catch() -> None:
    """From now on: exceptions that end the process or a thread, those that nobody can raise, and Python's warnings."""
    sys.excepthook = _ended
    threading.excepthook = lambda told: _died("thread_ended", told.exc_value)
    sys.unraisablehook = lambda told: _died("not_raised", told.exc_value)
    warnings.showwarning = _warned


def _ended(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _died("process_ended", error)


def _died(event: str, error: BaseException | None) -> None:
    if error is not None:
        _log.critical(event, error=code(error), at=place(error), through=path(error))


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del message, file, line  # Python's own signature; a message may be anybody's words
    _log.warning("python_warns", error=category.__name__, at=spot(filename, lineno))
