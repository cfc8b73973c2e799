"""Gate: how much one private chat may send before it has to wait. What is over that is left out, and the buyer told so.

In memory and for one process: several replicas let through that many times as much, and a restart begins with every
chat rested. That is enough, because it only keeps one chat from costing the others; docs/delivery.md says what is
promised. Who comes and goes, and what is said in groups, is never left out.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from telegram import Update
from telegram.constants import ChatType

from handlers.arrivals import command


class Kind(StrEnum):
    """What is counted apart, so that who has to wait with one can go on with another."""

    WORDS = "words"
    COMMAND = "command"
    """So that whoever has said too much can still have all of it deleted."""
    TAP = "tap"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many at once after a rest, and so many a second from then on."""

    at_once: int
    a_second: float


ALLOWED: Final[Mapping[Kind, Allowance]] = {
    # An app cuts a long text into pieces, and who is upset writes in short lines; nobody types one a second for long.
    Kind.WORDS: Allowance(20, 1.0),
    Kind.COMMAND: Allowance(20, 1.0),
    # Going through months of a calendar, and each tap a double one.
    Kind.TAP: Allowance(40, 2.0),
    # As many as a case holds, in albums that arrive ten at once.
    Kind.FILE: Allowance(60, 1.0),
}
REST: Final = timedelta(seconds=10)
"""What is over is left out for so long. Then there is room for ten again, so reading goes on in whole pieces."""
_AGAIN: Final = timedelta(minutes=1)
"""A flood that does not end is answered again after this."""
_KEPT: Final = 10_000  # chats that are counted; who was not heard of for longest counts as rested


@dataclass(frozen=True, slots=True)
class Excess:
    """An update that is left out. `first`: the buyer has to be told, for this flood, and in `seconds` may go on."""

    update_id: int
    chat_id: int
    at: datetime
    first: bool
    place: int = 0
    query_id: str | None = None
    language: str = ""
    seconds: int = int(REST.total_seconds())


@dataclass(slots=True)
class _Count:
    left: float
    at: datetime
    shut: datetime | None = None
    told: datetime | None = None
    update_id: int | None = None
    found: bool | None = None

    def take(self, update_id: int, allowance: Allowance, now: datetime) -> bool | None:
        """None: let through. Otherwise whether the buyer has to be told. An update that is tried again counts once."""
        if update_id != self.update_id:
            self.update_id, self.found = update_id, self._take(allowance, now)
        return self.found

    def _take(self, allowance: Allowance, now: datetime) -> bool | None:
        """A clock that went back costs nobody a wait."""
        passed = max(0.0, (now - self.at).total_seconds())
        self.left, self.at = min(allowance.at_once, self.left + passed * allowance.a_second), now
        if self.shut is None or not now < self.shut <= now + REST:
            self.shut = None
            if self.left >= 1.0:
                self.left -= 1.0
                return None
            self.shut = now + REST
        if self.told is not None and timedelta() <= now - self.told < _AGAIN:
            return False
        self.told = now
        return True


class Gate:
    """All chats of one process. `allowed` has no row for what is not limited."""

    def __init__(self, allowed: Mapping[Kind, Allowance] = ALLOWED) -> None:
        self._allowed = allowed
        self._chats: OrderedDict[tuple[int, Kind], _Count] = OrderedDict()

    @property
    def chats(self) -> int:
        """How many are being counted, each kind apart."""
        return len(self._chats)

    def excess(self, update: Update, now: datetime) -> Excess | None:
        """The update, counted; None: it is let through. `now`: when it came, aware."""
        chat, kind = update.effective_chat, _kind(update)
        allowance = self._allowed.get(kind) if kind is not None else None
        if kind is None or allowance is None or chat is None or chat.type != ChatType.PRIVATE:
            return None
        count = self._chats.setdefault((chat.id, kind), _Count(allowance.at_once, now))
        self._chats.move_to_end((chat.id, kind))
        if len(self._chats) > _KEPT:
            self._chats.popitem(last=False)
        first = count.take(update.update_id, allowance, now)
        if first is None:
            return None
        user, query, message = update.effective_user, update.callback_query, update.message or update.edited_message
        return Excess(
            update.update_id,
            chat.id,
            now,
            first,
            message.message_id if message is not None else 0,
            query.id if query is not None else None,
            (user.language_code if user is not None else None) or "",
        )


def _kind(update: Update) -> Kind | None:
    """What an update counts as. None: it is not counted."""
    if update.callback_query is not None or update.message_reaction is not None:
        return Kind.TAP
    message = update.message or update.edited_message
    if message is None:
        return None
    if message.photo or message.video or message.document or message.live_photo:
        return Kind.FILE
    return Kind.COMMAND if command(message) is not None else Kind.WORDS
