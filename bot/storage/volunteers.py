"""Volunteers: who has written in a support group, so that a case can be given to them by name."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from bot.domain.group import Volunteer
from bot.storage.apart import VOLUNTEERS
from bot.storage.statement import Statement, Upsert, Work, given, slots

_NAMES: Final = ("group_id", "user_id", "name", "username")
_MOST: Final = 500

MEET: Final = Upsert(
    VOLUNTEERS,
    lambda insert: insert.values(slots(VOLUNTEERS, *_NAMES)).on_conflict_do_update(
        index_elements=["group_id", "user_id"], set_={name: insert.excluded[name] for name in ("name", "username")}
    ),
)
OF_GROUP: Final = Statement(
    select(*(VOLUNTEERS.c[name] for name in _NAMES))
    .where(VOLUNTEERS.c.group_id == given(VOLUNTEERS, "group_id"))
    .order_by(VOLUNTEERS.c.user_id)
    .limit(_MOST)
)


def meet(one: Volunteer) -> Work[None]:
    yield MEET, {name: getattr(one, name) for name in _NAMES}


def of_group(group_id: int) -> Work[list[Volunteer]]:
    """Five hundred at most."""
    rows = yield OF_GROUP, {"group_id": group_id}
    return [Volunteer(*row) for row in rows]
