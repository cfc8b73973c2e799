"""Groups: which number a support group has since Telegram gave it another, and what that means for what is kept.

Inside, a group has the number that its host gave. A group that becomes a supergroup begins anew for a bot: no message
of before can be answered, edited or copied there, and a number of before may be that of another message now. So the
numbers of before are turned round: below zero, where Telegram has none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, delete, null, or_, select, update

from bot.domain.ticket import Ticket
from bot.storage import facts, outbox, tickets
from bot.storage.apart import SUPPORT_GROUPS
from bot.storage.changes import Post
from bot.storage.engine import Engine
from bot.storage.statement import Statement, Upsert, Work, given, slots
from bot.storage.tables import OUTBOX, POST_WAITS, RELAYS, TICKETS

_WITHOUT_TOPIC: Final = and_(TICKETS.c.group_id == given(TICKETS, "group_id"), TICKETS.c.topic_id.is_(None))
_CASES: Final = select(TICKETS.c.case_id).where(_WITHOUT_TOPIC)

ALL: Final = Statement(select(SUPPORT_GROUPS.c.configured_id, SUPPORT_GROUPS.c.chat_id))
LEARN: Final = Upsert(
    SUPPORT_GROUPS,
    lambda insert: (
        insert.values(slots(SUPPORT_GROUPS, "configured_id", "chat_id"))
        .on_conflict_do_update(
            index_elements=["configured_id"],
            set_={"chat_id": insert.excluded.chat_id},
            where=SUPPORT_GROUPS.c.chat_id != insert.excluded.chat_id,
        )
        .returning(SUPPORT_GROUPS.c.configured_id)
    ),
)
LOSE_CARDS: Final = Statement(update(TICKETS).where(_WITHOUT_TOPIC).values({"card_id": null()}))
TURN_RELAYS: Final = Statement(
    update(RELAYS)
    .where(RELAYS.c.topic_message_id > 0, RELAYS.c.case_id.in_(_CASES))
    .values({"topic_message_id": -RELAYS.c.topic_message_id})
)
WAITING: Final = Statement(
    select(OUTBOX.c.id, OUTBOX.c.chat_id, OUTBOX.c.facts).where(
        POST_WAITS,
        or_(
            OUTBOX.c.ticket_id.in_(_CASES),
            and_(OUTBOX.c.ticket_id.is_(None), OUTBOX.c.chat_id == given(TICKETS, "group_id")),
        ),
    )
)
TURN_POST: Final = Statement(update(OUTBOX).where(OUTBOX.c.id == given(OUTBOX, "id")).values(slots(OUTBOX, "facts")))

ADOPT_TICKETS: Final = Statement(
    update(TICKETS)
    .where(TICKETS.c.group_id == given(TICKETS, "group_id", "configured_id"))
    .values({"group_id": given(TICKETS, "group_id", "number")})
)
ADOPT_POSTS: Final = Statement(
    update(OUTBOX)
    .where(POST_WAITS, OUTBOX.c.chat_id == given(OUTBOX, "chat_id", "configured_id"))
    .values({"chat_id": given(OUTBOX, "chat_id", "number")})
)
FORGET: Final = Statement(
    delete(SUPPORT_GROUPS).where(SUPPORT_GROUPS.c.configured_id == given(SUPPORT_GROUPS, "configured_id"))
)


def settled(configured: Collection[int]) -> Work[dict[int, int]]:
    """The numbers that groups have now, by those that the host gave. What was kept under a number that the host has
    changed to the new one belongs to that from here on."""
    rows = yield ALL, {}
    moved = {int(old): int(new) for old, new in rows}
    for old, new in list(moved.items()):
        if new in configured and old not in configured:
            for statement in (ADOPT_TICKETS, ADOPT_POSTS):
                yield statement, {"configured_id": old, "number": new}
            yield FORGET, {"configured_id": old}
            del moved[old]
    return moved


def learn(configured_id: int, chat_id: int, posts: Sequence[Post], at: datetime) -> Work[bool]:
    """The group has this number now. Queues the posts and turns what was numbered before; False: it was known."""
    rows = yield LEARN, {"configured_id": configured_id, "chat_id": chat_id}
    if not rows:
        return False
    rows = yield WAITING, {"group_id": configured_id}
    for row, to, told in rows:
        turned = _turned(facts.loads(told), here=to == configured_id, group_id=configured_id)
        yield TURN_POST, {"id": row, "facts": facts.dumps(turned)}
    for statement in (TURN_RELAYS, LOSE_CARDS):
        yield statement, {"group_id": configured_id}
    yield from outbox.add(posts, None, at)
    return True


_NUMBERS: Final = ("answer", "source", "reply_to")


def _turned(told: Mapping[str, Any], *, here: bool, group_id: int) -> dict[str, Any]:
    """The facts of a post that waits, with the numbers of messages in the group turned round. `here`: it goes there;
    then its numbers are of the group too, unless it is carried from elsewhere."""
    turned = dict(told)
    if told.get("chat", group_id if here else None) == group_id:
        turned |= {name: -abs(told[name]) for name in _NUMBERS if told.get(name)}
        if "messages" in told:
            turned["messages"] = []
    return turned


class SupportGroups:
    """What the store knows of the support groups as places; `Store.groups`."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock

    async def numbers(self, configured: Collection[int]) -> dict[int, int]:
        """The numbers that support groups have now, by those their host gave, where the two differ. `configured`: what
        is set at this start."""
        return await self._engine.write(settled(configured))

    async def moved(self, configured_id: int, chat_id: int, *posts: Post) -> bool:
        """The group has another number now. Queues the posts; False, and nothing is saved, when it was known."""
        return await self._engine.write(learn(configured_id, chat_id, posts, self._clock()))

    async def ticket_by_message(self, group_id: int, message_id: int) -> Ticket | None:
        """The ticket of which this message of the group is a part; None for what volunteers said among themselves."""
        return await self._engine.read(tickets.of_message(group_id, message_id))
