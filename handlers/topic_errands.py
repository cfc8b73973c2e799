"""Topic errands: what is done with a topic itself and with what stands in it: its name, the card, the files."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.domain.ticket import Relay, Side
from bot.storage.changes import Afterwards, Post
from bot.storage.outbox import DuePost
from handlers.errors import Fault
from handlers.hands import NOTHING, Errand, Hands, unless
from handlers.keyboard import caption, message
from handlers.landing import landed
from handlers.lost_and_found import carded, found_card, found_topic
from handlers.places import Place

_TOPIC_NAME: Final = 128  # characters (Bot API)
_AT_ONCE: Final = 100  # messages deleted by one call (Bot API)
_ALONE: Final = {"photo": "sendPhoto", "video": "sendVideo", "document": "sendDocument"}


async def _topic(hands: Hands, due: DuePost) -> Afterwards:
    """A topic of this name; the one that is there already, where an earlier try may have made it."""
    name, told = _name(hands, due), due.post.facts.get("told")
    said = await _card_words(hands, due) if due.unsure else None
    if said is not None and (found := await found_topic(hands, due, name, said[0])) is not None:
        return replace(found, topic_name=told, card_says=said[1])
    made = await hands.calls.call("createForumTopic", chat_id=due.post.chat_id, name=name)
    return Afterwards(topic_id=int(made["message_thread_id"]), topic_name=told)


async def _rename(hands: Hands, due: DuePost) -> Afterwards:
    """The name as it is to be now. A topic that is gone is made anew by the next message that needs it."""
    ticket = due.ticket
    facts = await hands.room.name(ticket.case_id) if hands.room is not None and ticket is not None else None
    if facts is None or ticket is None or ticket.topic_id is None or ticket.group_id != due.post.chat_id:
        return NOTHING
    if facts["told"] == ticket.topic_name:
        return NOTHING
    name = _name(hands, replace(due, post=replace(due.post, facts=facts)))
    values: dict[str, Any] = {"chat_id": due.post.chat_id, "message_thread_id": ticket.topic_id, "name": name}
    await unless((Fault.SAME, Fault.NO_TOPIC), hands.calls.call("editForumTopic", **values))
    return Afterwards(topic_name=facts["told"])


def _name(hands: Hands, due: DuePost) -> str:
    name = html.unescape(hands.words.post(due.post).text)
    return name if len(name) <= _TOPIC_NAME else f"{name[: _TOPIC_NAME - 1]}…"


async def _card(hands: Hands, due: DuePost) -> Afterwards:
    """The card below everything; the first one of a topic only where there is none yet."""
    said, ticket = await _card_words(hands, due), due.ticket
    if said is None or ticket is None:
        return NOTHING
    words, says = said
    if due.post.facts.get("first"):
        if ticket.card_id is not None and ticket.group_id == due.post.chat_id:
            return NOTHING
        if due.unsure and (number := await found_card(hands, due, words)) is not None:
            return replace(carded(ticket.case_id, number), card_says=says)
    there = await hands.place(due, card=True)
    sent = await hands.calls.call("sendMessage", **there.where, **words)
    news = landed(hands, due, there, sent).posts
    after = replace(carded(ticket.case_id, int(sent["message_id"])), card_says=says, posts=news)
    return after if due.post.facts.get("first") else replace(after, posts=(*news, *_moved(due)))


def _moved(due: DuePost) -> tuple[Post, ...]:
    """There is one card, and it is pinned: the one that stood higher up goes."""
    ticket, post = due.ticket, due.post
    pin = Post(post.chat_id, "", {}, errand="pin", ticket_id=post.ticket_id)
    if ticket is None or ticket.card_id is None or ticket.group_id != post.chat_id:
        return (pin,)
    return pin, replace(pin, facts={"message": ticket.card_id}, errand="drop_card")


async def _drop_card(hands: Hands, due: DuePost) -> Afterwards:
    values = {"chat_id": due.post.chat_id, "message_id": due.post.facts["message"]}
    await unless((Fault.MISSING, Fault.REFUSED, Fault.GONE), hands.calls.call("deleteMessage", **values))
    return NOTHING


async def _card_edit(hands: Hands, due: DuePost) -> Afterwards:
    said = await _card_words(hands, due)
    ticket = due.ticket
    if said is None or ticket is None or ticket.card_id is None or ticket.group_id != due.post.chat_id:
        return NOTHING
    words, says = said
    values = {"chat_id": due.post.chat_id, "message_id": ticket.card_id, **words}
    await unless((Fault.SAME, Fault.MISSING), hands.calls.call("editMessageText", **values))
    return Afterwards(card_says=says)


async def _card_words(hands: Hands, due: DuePost) -> tuple[dict[str, Any], str] | None:
    """The card as it is now, whatever it was when it was queued, and what the calendar has to do with it; None when
    the case is gone."""
    facts = await hands.room.card(due.ticket.case_id) if hands.room is not None and due.ticket is not None else None
    if facts is None:
        return None
    return message(hands.words.post(replace(due.post, template="ticket", facts=facts))), facts["says"]


async def _pin(hands: Hands, due: DuePost) -> Afterwards:
    """A card that cannot be pinned is still a card."""
    if due.ticket is not None and due.ticket.card_id is not None:
        values = {"chat_id": due.post.chat_id, "message_id": due.ticket.card_id, "disable_notification": True}
        await unless((Fault.GONE, Fault.REFUSED, Fault.MISSING), hands.calls.call("pinChatMessage", **values))
    return NOTHING


async def _files(hands: Hands, due: DuePost) -> Afterwards:
    """Files by their ids, as an album where there are several; each stands for the buyer's own message."""
    files, there = due.post.facts["files"], await hands.place(due)
    told = _told(due.post, there)
    said = [there.marked(bubble) if at == 0 else bubble for at, bubble in enumerate(map(hands.words.post, told))]
    captions = [caption(replace(bubble, rows=())) if bubble.text else {} for bubble in said]
    if len(files) == 1:
        kind, file_id = files[0]["kind"], files[0]["file_id"]
        sent = [await hands.calls.call(_ALONE[kind], **there.where, **{kind: file_id}, **captions[0])]
    else:
        pictures = zip(files, captions, strict=True)
        media = [{"type": file["kind"], "media": file["file_id"]} | words for file, words in pictures]
        sent = await hands.calls.call("sendMediaGroup", **there.where, media=media)
    if due.ticket is None:
        return NOTHING
    case_id, found = due.ticket.case_id, landed(hands, due, there, sent[0], told[0])
    pairs = zip(sent, files, strict=False)
    return Afterwards(
        relays=tuple(Relay(case_id, int(one["message_id"]), file["source"], Side.BUYER) for one, file in pairs),
        posts=found.posts,
    )


def _told(post: Post, there: Place) -> list[Post]:
    """What each file says of itself: its number and its line. Where no topic says whose it is, the first one says it
    of all: Telegram shows a caption below an album only where no other part has one."""
    numbered = [[file] if file.get("number") else [] for file in post.facts["files"]]
    if there.case is not None:
        numbered = [[one for of_one in numbered for one in of_one], *([] for _ in numbered[1:])]
    return [replace(post, template="file", facts={"filed": filed}) for filed in numbered]


async def _late(hands: Hands, due: DuePost) -> Afterwards:
    """What the buyer gave the bot since the topic was made, and what is not there yet of it."""
    if hands.room is None or due.ticket is None:
        return NOTHING
    files = await hands.room.late(due.ticket, due.post.facts["of"])
    return await _files(hands, replace(due, post=replace(due.post, facts={"files": files}))) if files else NOTHING


async def _reopen(hands: Hands, due: DuePost) -> Afterwards:
    if due.ticket is not None and due.ticket.topic_id is not None:
        values = {"chat_id": due.post.chat_id, "message_thread_id": due.ticket.topic_id}
        await unless((Fault.SAME,), hands.calls.call("reopenForumTopic", **values))
    return NOTHING


async def _drop_topic(hands: Hands, due: DuePost) -> Afterwards:
    """The buyer deleted the case: what the volunteers have of it goes too; message by message where no topic has it,
    and what Telegram put outside of the topic."""
    chat_id, thread, messages = due.post.chat_id, due.post.facts["thread"], due.post.facts["messages"]
    if thread and await hands.has_topics(chat_id):
        values = {"chat_id": chat_id, "message_thread_id": thread}
        await unless((Fault.NO_TOPIC,), hands.calls.call("deleteForumTopic", **values))
    for at in range(0, len(messages), _AT_ONCE):
        values = {"chat_id": chat_id, "message_ids": messages[at : at + _AT_ONCE]}
        await unless((Fault.REFUSED, Fault.MISSING), hands.calls.call("deleteMessages", **values))
    return NOTHING


ERRANDS: Final[Mapping[str, Errand]] = {
    "topic": _topic,
    "name": _rename,
    "card": _card,
    "card_edit": _card_edit,
    "pin": _pin,
    "drop_card": _drop_card,
    "files": _files,
    "late": _late,
    "reopen": _reopen,
    "drop_topic": _drop_topic,
}
