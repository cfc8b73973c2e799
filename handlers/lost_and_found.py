"""Lost and found: a topic, or a card, that Telegram made while nobody was there any more to write it down.

Telegram lists neither topics nor messages, but ids in a group only grow, and everything for a group is sent in order.
So what was lost lies just above the newest message we know there, and nothing else of ours does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from telegram.error import TelegramError

from bot.domain.ticket import Relay, Side
from bot.storage.changes import Afterwards
from bot.storage.outbox import DuePost
from handlers.errors import Fault, trouble
from handlers.hands import Hands, unless

MOST: Final = 100
"""Ids that are looked at for a topic. Where more was written meanwhile, the oldest and the newest of them."""
_NEAR: Final = 20
"""Ids that are looked at for the first card of a topic."""
_NOT_THERE: Final = (Fault.NO_TOPIC, Fault.TOPIC_CLOSED, Fault.MISSING, Fault.REFUSED)


async def found_topic(hands: Hands, due: DuePost, name: str, card: dict[str, Any]) -> Afterwards | None:
    """The topic that was made by this name, and its card; None: there is none to be found.

    A message into a topic comes back with the notice that opened it, and that has its name. So the card itself is
    sent where a topic may be, silently: in ours it stays, in any other it is deleted at once."""
    if hands.room is None or due.ticket is None:
        return None
    chat_id, low = due.post.chat_id, await hands.room.newest(due.post.chat_id)
    for thread in _between(low, await _top(hands, chat_id, name)):
        values: dict[str, Any] = {"chat_id": chat_id, "message_thread_id": thread, "disable_notification": True, **card}
        try:
            sent = await hands.calls.call("sendMessage", **values)
        except TelegramError as error:
            if trouble(error).fault not in _NOT_THERE:
                raise
            continue
        number = int(sent["message_id"])
        if sent.get("message_thread_id") == thread and _opened_as(sent) == name:
            earlier = await _card_among(hands, chat_id, range(thread + 1, number), card)
            if earlier is not None:
                await _delete(hands, chat_id, number)
            return carded(due.ticket.case_id, earlier or number, thread)
        await _delete(hands, chat_id, number)
    return None


async def found_card(hands: Hands, due: DuePost, card: dict[str, Any]) -> int | None:
    """The first card of the topic where it was sent; None: there is none to be found."""
    ticket = due.ticket
    if ticket is None or ticket.topic_id is None:
        return None
    return await _card_among(hands, due.post.chat_id, range(ticket.topic_id + 1, ticket.topic_id + 1 + _NEAR), card)


async def _card_among(hands: Hands, chat_id: int, ids: range, card: dict[str, Any]) -> int | None:
    """Which of these is the card, now as it is to be. Only a message of ours can be edited, and so soon after the
    beginning of its topic none of ours is anything else."""
    for number in ids[:_NEAR]:
        try:
            await hands.calls.call("editMessageText", chat_id=chat_id, message_id=number, **card)
        except TelegramError as error:
            fault = trouble(error).fault
            if fault is Fault.SAME:
                return number
            if fault not in _NOT_THERE:
                raise
        else:
            return number
    return None


def carded(case_id: int, number: int, topic_id: int | None = None) -> Afterwards:
    """What is remembered of a card: a reply to it is meant for the buyer."""
    return Afterwards(topic_id=topic_id, card_id=number, relays=(Relay(case_id, number, 0, Side.CARD),))


async def _top(hands: Hands, chat_id: int, words: str) -> int | None:
    """An id above everything in the group: that of a message in General, deleted at once. None: it takes none."""
    try:
        sent = await hands.calls.call("sendMessage", chat_id=chat_id, text=words, disable_notification=True)
    except TelegramError as error:
        if trouble(error).fault not in _NOT_THERE:
            raise
        return None
    number = int(sent["message_id"])
    await _delete(hands, chat_id, number)
    return number


async def _delete(hands: Hands, chat_id: int, number: int) -> None:
    await unless(_NOT_THERE, hands.calls.call("deleteMessage", chat_id=chat_id, message_id=number))


def _between(low: int, top: int | None) -> Iterator[int]:
    """The ids between the two, `MOST` of them: those next to either end, for one was written just after the first,
    and the others since the bot was gone."""
    ids = range(low + 1, low + 1 + MOST if top is None else top)
    if len(ids) <= MOST:
        return iter(ids)
    return chain(ids[: MOST // 2], ids[-MOST // 2 :])


def _opened_as(sent: dict[str, Any]) -> str | None:
    notice = (sent.get("reply_to_message") or {}).get("forum_topic_created") or {}
    name: str | None = notice.get("name")
    return name
