"""Errands: what a queued message is for, each one call of the Bot API; a table by name.

`run` makes the call and says what has to be remembered of it, together with that it was sent. What Telegram refuses is
raised; `outbox.py` knows what then. What is done with topics is in
`topic_errands`, what goes to and fro in `relays`, what came elsewhere than it was meant in `landing`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from telegram.error import TelegramError

from bot.storage.changes import Afterwards
from bot.storage.outbox import DuePost
from handlers import landing, relays, topic_errands
from handlers.albums import Piece, send
from handlers.errors import Fault, trouble
from handlers.hands import NOTHING, Errand, Hands, unless


async def run(hands: Hands, due: DuePost) -> Afterwards:
    """Runs the errand. LookupError for one of another release."""
    errand = ERRANDS[due.post.errand]
    if due.post.errand in OF_TOPICS and not await hands.has_topics(due.post.chat_id):
        return NOTHING
    try:
        return await errand(hands, due)
    except TelegramError as error:
        lost = trouble(error).fault is Fault.NO_TOPIC
        if not lost or hands.room is None or not await hands.room.in_vain(due):
            raise
    return await _in_general(hands, due)


async def _in_general(hands: Hands, due: DuePost) -> Afterwards:
    """The same without a topic; what there is to do with the topic itself is left."""
    if due.post.errand in OF_TOPICS:
        return NOTHING
    after = await ERRANDS[due.post.errand](replace(hands, general=True), due)
    return replace(after, posts=(*after.posts, *landing.astray(hands, due)))


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


async def _mydata(hands: Hands, due: DuePost) -> Afterwards:
    """What is kept of the buyer, as files; made now, so it is what is true now."""
    chat_id, language = due.post.chat_id, due.post.language
    export = await hands.desk.everything(chat_id) if hands.desk is not None else None
    if export is None:
        return NOTHING
    made = await asyncio.to_thread(hands.words.documents, export, language)
    said = hands.words.post(due.post).text
    pieces = [Piece("document", "" if at else said, content, name) for at, (name, content) in enumerate(made.items())]
    await send(hands.calls, chat_id, pieces)
    return NOTHING


ERRANDS: Final[Mapping[str, Errand]] = {
    "bare": _bare,
    "again": relays.say,
    "leave": _leave,
    "mydata": _mydata,
    **relays.ERRANDS,
    **topic_errands.ERRANDS,
    **landing.ERRANDS,
}
OF_TOPICS: Final = frozenset({"topic", "name", "pin", "drop_card", "reopen", "again"})
"""Errands with nothing to do in a group that has no topics."""
UNCOUNTED: Final = relays.UNCOUNTED | {"name", "pin", "drop_card", "reopen", "bare", "drop_topic", "leave"}
"""Errands that are no message: they take no turn of the pace."""
