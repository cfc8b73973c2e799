"""Gathering: which queued messages go out as one. Parts of an album do, and words of one buyer that wait anyway.

Nothing is ever held back for it: what is alone when its turn comes goes alone. Telegram takes twenty messages a minute
in a group, so what has piled up there must not need one each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select, update

from bot.storage import facts
from bot.storage.leases import LONGEST, free
from bot.storage.statement import Statement, Work, given, slots
from bot.storage.tables import OUTBOX, POST_WAITS

ALBUM: Final = 10  # files in one album (Bot API)
ROOM: Final = 3900
"""Characters of one message, less the line that says whose they are."""
APART: Final = "apart"
"""The error of what was refused together: each is tried alone from then on."""
PAUSE: Final = timedelta(seconds=1)
"""How long a part of an album waits for the next one."""

_LOOKED_AT: Final = 60
_ASIDE: Final = frozenset({"react", "card_edit", "name", "pin"})
"""Errands that no message minds to be overtaken by."""

BEHIND: Final = Statement(
    select(OUTBOX.c.id, OUTBOX.c.errand, OUTBOX.c.facts, OUTBOX.c.error)
    .where(
        OUTBOX.c.chat_id == given(OUTBOX, "chat_id"),
        OUTBOX.c.ticket_id == given(OUTBOX, "ticket_id"),
        OUTBOX.c.id > given(OUTBOX, "id"),
        OUTBOX.c.not_before <= given(OUTBOX, "not_before", "soon"),
        free(OUTBOX, POST_WAITS),
    )
    .order_by(OUTBOX.c.id)
    .limit(_LOOKED_AT)
)
HOLD: Final = Statement(
    update(OUTBOX)
    .where(OUTBOX.c.id == given(OUTBOX, "id"), free(OUTBOX, POST_WAITS))
    .values(slots(OUTBOX, "token", "leased_until") | {"attempts": OUTBOX.c.attempts + 1})
    .returning(OUTBOX.c.id)
)


@dataclass(frozen=True, slots=True)
class Part:
    """A queued message that goes out with another one, in the same hands."""

    id: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queued message, as far as it matters here."""

    id: int
    errand: str
    facts: Mapping[str, Any]
    error: str | None = None


def gathered(
    first: Waiting, chat_id: int, ticket_id: int, token: str, now: datetime, until: datetime
) -> Work[tuple[Part, ...]]:
    """What goes out with the first one, which is in our hands already; held by the same token from now on."""
    if not _may(first) or (choose := _CHOICES.get(first.errand)) is None:
        return ()
    at = {"now": now, "ahead": now + LONGEST}
    rows = yield BEHIND, {"chat_id": chat_id, "ticket_id": ticket_id, "id": first.id, "soon": now + PAUSE, **at}
    behind = [Waiting(row, errand, facts.loads(told), error) for row, errand, told, error in rows]
    parts: tuple[Part, ...] = ()
    for one in choose(first, behind):
        if (yield HOLD, {"id": one.id, "token": token, "leased_until": until, **at}):
            parts += (Part(one.id, one.facts),)
    return parts


def _may(one: Waiting) -> bool:
    return one.error != APART and not one.facts.get("edited")


def _album(first: Waiting, behind: Sequence[Waiting]) -> Iterator[Waiting]:
    """Parts of one album belong together whatever stands between them."""
    alike = (one for one in behind if one.errand == "album" and _may(one))
    yield from [one for one in alike if _kin(one) == _kin(first)][: ALBUM - 1]


def _kin(one: Waiting) -> tuple[str, bool]:
    """Telegram shows documents and pictures in albums of their own."""
    return one.facts["album"], one.facts["kind"] == "document"


def _words(first: Waiting, behind: Sequence[Waiting]) -> Iterator[Waiting]:
    """Words of the buyer, one after the other, up to the first that stands alone: a reply, a correction, a file."""
    if "joins" not in first.facts:
        return
    room = ROOM - _units(first)
    for one in behind:
        if one.errand in _ASIDE:
            continue
        if one.errand != first.errand or not one.facts.get("joins") or not _may(one):
            return
        room -= _units(one)
        if room < 0:
            return
        yield one


def _units(one: Waiting) -> int:
    """As Telegram counts, an emoji as two, with the empty line between two messages."""
    return len(one.facts["text"].encode("utf-16-le")) // 2 + 2


_CHOICES: Final = {"album": _album, "relay": _words}
