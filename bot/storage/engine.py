"""Engine: what the store needs from a database: run a piece of work for reading or for writing."""

from __future__ import annotations

import asyncio
from typing import Any, Protocol, TypeVar

from bot.storage.cipher import Cipher
from bot.storage.statement import Work

T = TypeVar("T")


class Engine(Protocol):
    """Both calls begin at once, whether or not they are waited for; a database error arrives as `StorageFault`."""

    shared: bool
    """Whether other processes may serve the same database."""
    groups_commits: bool
    """Whether writes that wait together share one commit, so that one more costs next to nothing."""

    cipher: Cipher | None
    """What the words in its database are encrypted with from now on; None: nothing."""

    def read(self, work: Work[T]) -> asyncio.Future[T]:
        """Sees everything whose write was acknowledged before the call."""

    def write(self, work: Work[T]) -> asyncio.Future[T]:
        """All of the work or, when it raises, nothing; done means that it is on the disk."""

    async def close(self) -> None:
        """Finishes what has begun."""


def settle(future: asyncio.Future[Any], outcome: Any) -> None:
    """Hands a result or an exception to a caller who may have gone away."""
    if future.done():
        return
    if isinstance(outcome, BaseException):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
