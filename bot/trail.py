"""Trail: what the work at hand is about, so that each line of the log under it says so: numbers of updates, cases,
posts, jobs and reminders. Numbers only; `logs` writes them.

A task begins with the trail of whoever made it. One that outlives that, such as the showing of a chat, starts anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_NONE: Final[Mapping[str, int]] = {}
_IDS: Final[ContextVar[Mapping[str, int]]] = ContextVar("trail", default=_NONE)


def ids() -> Mapping[str, int]:
    """What is known here, to be kept for work that is done later."""
    return _IDS.get()


@contextmanager
def following(known: Mapping[str, int]) -> Iterator[None]:
    """Nothing but this is known inside, and outside again what was."""
    token = _IDS.set(known)
    try:
        yield
    finally:
        _IDS.reset(token)


def learned(case: int) -> None:
    """The work turned out to be about this case, until the end of what is followed; 0: about none yet."""
    known = _IDS.get()
    if case and known.get("case") != case:
        _IDS.set({**known, "case": case})
