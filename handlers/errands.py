"""Errands: what a queued message is for, each one call of the Bot API; a table by name.

`run` makes the call and says what has to be remembered of it, together with that it was sent. What Telegram refuses is
raised; `outbox.py` knows what then. What is done with topics is in
`topic_errands`, what goes to and fro in `relays`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.storage.changes import Afterwards
from bot.storage.outbox import DuePost
from handlers import relays, topic_errands
from handlers.errors import Fault
from handlers.hands import NOTHING, Errand, Hands, unless


async def run(hands: Hands, due: DuePost) -> Afterwards:
    """Runs the errand. LookupError for one of another release."""
    errand = ERRANDS[due.post.errand]
    if due.post.errand in OF_TOPICS and not await hands.has_topics(due.post.chat_id):
        return NOTHING
    return await errand(hands, due)


async def _leave(hands: Hands, due: DuePost) -> Afterwards:
    """Out of a group where there is nothing to do; unless it turned out to be a support group by another number."""
    chat_id = due.post.chat_id
    if hands.moved is None or hands.moved.home(chat_id) == chat_id:
        await unless((Fault.GONE, Fault.REFUSED), hands.calls.call("leaveChat", chat_id=chat_id))
    return NOTHING


async def _bare(hands: Hands, due: DuePost) -> Afterwards:
    """The message keeps its words and loses its buttons."""
    values = {"chat_id": due.post.chat_id, "message_id": due.post.facts["message"]}
    await unless((Fault.SAME, Fault.MISSING, Fault.REFUSED), hands.calls.call("editMessageReplyMarkup", **values))
    return NOTHING


ERRANDS: Final[Mapping[str, Errand]] = {
    "bare": _bare,
    "again": relays.say,
    "leave": _leave,
    **relays.ERRANDS,
    **topic_errands.ERRANDS,
}
OF_TOPICS: Final = frozenset({"topic", "name", "pin", "drop_card", "reopen", "again"})
"""Errands with nothing to do in a group that has no topics."""
UNCOUNTED: Final = relays.UNCOUNTED | {"name", "pin", "drop_card", "reopen", "bare", "drop_topic", "leave"}
"""Errands that are no message: they take no turn of the pace."""
