"""Replicas: the processes that serve one database, each with a sign of life; and which of them shows which chat.

Any process may take any update; its commit says who paints that chat: whoever does already, while that process lives
and the chat has not seen everything, else the one that commits. So two processes never edit one screen at a time, and
what a dead one owed falls to the others. On SQLite there is one process, and this table stays empty.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, update

from bot.storage.apart import REPLICAS
from bot.storage.engine import Engine
from bot.storage.statement import Statement, Upsert, Work, given, slots
from bot.storage.tables import BUYERS, OWED

LIFE: Final = timedelta(seconds=12)
"""A process that was silent for so long counts as dead. Clocks of machines must agree to a few seconds."""

_ME: Final = given(BUYERS, "painter", "me")
_LIVING: Final = REPLICAS.c.beat_at > given(REPLICAS, "beat_at", "alive")
_FREE: Final[ColumnElement[bool]] = or_(
    BUYERS.c.painter.is_(None),
    BUYERS.c.painter == _ME,
    BUYERS.c.painter.not_in(select(REPLICAS.c.id).where(_LIVING)),
)
PAINTER: Final = case((or_(BUYERS.c.shown >= BUYERS.c.revision, BUYERS.c.blocked, _FREE), _ME), else_=BUYERS.c.painter)
"""Who paints after a turn, by the row as it was before it; with the values `me` and `alive`."""

BEAT: Final = Upsert(
    REPLICAS,
    lambda insert: insert.values(slots(REPLICAS, "id", "started_at", "beat_at")).on_conflict_do_update(
        index_elements=["id"], set_={"beat_at": insert.excluded.beat_at}
    ),
)
COUNT: Final = Statement(select(func.count()).select_from(REPLICAS).where(_LIVING))
LEAVE: Final = Statement(delete(REPLICAS).where(REPLICAS.c.id == given(REPLICAS, "id")))
BURY: Final = Statement(delete(REPLICAS).where(REPLICAS.c.beat_at < given(REPLICAS, "beat_at", "before")))
_UNSHOWN: Final = and_(OWED, _FREE)
LEFT: Final = Statement(
    select(BUYERS.c.chat_id, BUYERS.c.revision)
    .where(_UNSHOWN)
    .order_by(BUYERS.c.chat_id)
    .limit(given(BUYERS, "revision", "most"))
)
CLAIM: Final = Statement(
    update(BUYERS)
    .where(BUYERS.c.chat_id == given(BUYERS, "chat_id"), _UNSHOWN)
    .values(painter=_ME)
    .returning(BUYERS.c.chat_id)
)
_FORGOTTEN: Final = timedelta(days=1)


class Replicas:
    """This process among the others. `me` is a name that no other has."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock
        self._since: datetime | None = None
        self.me: Final = secrets.token_hex(8)

    @property
    def shared(self) -> bool:
        """Whether there can be others."""
        return self._engine.shared

    async def beat(self) -> int:
        """Says that this process lives; how many do, this one included."""
        now = self._clock()
        self._since = self._since or now
        return await self._engine.write(_beat(self.me, self._since, now))

    async def leave(self) -> None:
        """What this process owed is free for the others at once."""
        await self._engine.write(_leave(self.me))

    async def left(self, most: int) -> dict[int, int]:
        """Chats that were not shown their newest screen and are no other living process's, with their revisions."""
        return await self._engine.read(_left(self._asked(), most))

    async def claim(self, chat_id: int) -> bool:
        """Whether the screen that this chat is owed is ours to show from now on."""
        return await self._engine.write(_claim(self._asked(), chat_id))

    def _asked(self) -> dict[str, Any]:
        return asked(self.me, self._clock())


def asked(me: str, at: datetime) -> dict[str, Any]:
    """The values for `PAINTER`: who asks, and since when a process must have been silent to count as dead."""
    return {"me": me, "alive": at - LIFE}


def _beat(me: str, since: datetime, now: datetime) -> Work[int]:
    yield BEAT, {"id": me, "started_at": since, "beat_at": now}
    yield BURY, {"before": now - _FORGOTTEN}
    rows = yield COUNT, {"alive": now - LIFE}
    return int(rows[0][0])


def _leave(me: str) -> Work[None]:
    yield LEAVE, {"id": me}


def _left(asked: dict[str, Any], most: int) -> Work[dict[int, int]]:
    rows = yield LEFT, {**asked, "most": most}
    return {int(chat_id): int(revision) for chat_id, revision in rows}


def _claim(asked: dict[str, Any], chat_id: int) -> Work[bool]:
    rows = yield CLAIM, {**asked, "chat_id": chat_id}
    return bool(rows)
