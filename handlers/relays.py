"""Relays: the errands that carry something from one side of a talk to the other, and what becomes of it later.

A message that stands for another one names it in its facts as `source`; what goes out together is in `due.parts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from telegram.error import TelegramError

from bot.domain.ticket import Relay, Side
from bot.storage.changes import Afterwards, Post
from bot.storage.outbox import DuePost
from handlers.errors import Fault, trouble
from handlers.hands import NOTHING, Errand, Hands, unless
from handlers.keyboard import caption, message
from handlers.landing import landed
from handlers.places import in_group

_SEEN: Final = "👌"


async def say(hands: Hands, due: DuePost) -> Afterwards:
    """Words of ours, or words that are carried; more of them below where more waited."""
    post = due.post
    if due.parts:
        post = replace(post, facts={**post.facts, "more": [part.facts for part in due.parts]})
    if head_of := post.facts.get("head_of"):
        post = await _filed(hands, due, post, head_of)
    there = await hands.place(due)
    sent = await hands.calls.call("sendMessage", **there.where, **message(there.marked(hands.words.post(post))))
    number, found = int(sent["message_id"]), landed(hands, due, there, sent, post)
    if head_of:
        return replace(_carried(due, {head_of: number}), posts=found.posts)
    sources = [facts["source"] for facts in due.told if facts.get("source")]
    if not sources:
        return Afterwards(relays=found.place.line(number), posts=found.posts)
    return _carried(due, dict.fromkeys(sources, number), *found.posts)


async def copy(hands: Hands, due: DuePost) -> Afterwards:
    """The message as it is; with words of ours, they take the place of its caption."""
    facts = due.post.facts
    there = await hands.place(due)
    values = {**there.where, "from_chat_id": facts["chat"], "message_id": facts["source"]}
    if due.post.template:
        post = await _filed(hands, due, due.post, facts["source"])
        values |= caption(there.marked(hands.words.post(post)))
    elif facts.get("uncaptioned"):
        values["caption"] = ""
    sent = await hands.calls.call("copyMessage", **values)
    return _carried(due, {facts["source"]: int(sent["message_id"])})


async def album(hands: Hands, due: DuePost) -> Afterwards:
    """All parts that are there, in the order of the chat they come from. One alone is no album.

    Telegram shows a caption below an album only where no other part has one, so ours goes where the first one is."""
    if not due.parts:
        return await copy(hands, due)
    there = await hands.place(due)
    parts = sorted(due.told, key=lambda facts: int(facts["source"]))
    headed = next((at for at, facts in enumerate(parts) if facts["text"]), 0)
    post = await _filed(hands, due, due.post, *(facts["source"] for facts in parts))
    media = []
    for at, facts in enumerate(parts):
        one: dict[str, Any] = {"type": facts["kind"], "media": facts["file_id"]}
        if at == headed or facts["text"]:
            worded = replace(post, facts={**post.facts, **facts, "bare": at != headed})
            said = hands.words.post(worded)
            said = replace(there.marked(said) if at == headed else said, rows=())
            one |= caption(said)
        media.append(one)
    sent = await hands.calls.call("sendMediaGroup", **there.where, media=media)
    head = replace(post, facts={**post.facts, **parts[headed], "bare": False})
    numbers = {facts["source"]: int(one["message_id"]) for one, facts in zip(sent, parts, strict=False)}
    return _carried(due, numbers, *landed(hands, due, there, sent[headed], head).posts)


async def _filed(hands: Hands, due: DuePost, post: Post, *sources: int) -> Post:
    """The post that says of a buyer's files which number each has now and which line it serves."""
    if post.template != "from_buyer" or hands.room is None or due.ticket is None:
        return post
    return replace(post, facts={**post.facts, "filed": await hands.room.filed(due.ticket, sources)})


async def react(hands: Hands, due: DuePost) -> Afterwards:
    """A sign on a message. That it arrived is said by a line where the group has no such sign; another one is left
    out, and none takes away what was there."""
    source, emoji, ticket = due.post.facts["source"], due.post.facts.get("emoji"), due.ticket
    sign = _SEEN if emoji is None else emoji
    reaction = [{"type": "emoji", "emoji": sign}] if sign else []
    values = {"chat_id": due.post.chat_id, "message_id": source, "reaction": reaction}
    call = hands.calls.call("setMessageReaction", **values)
    shown = await unless((Fault.GONE, Fault.REFUSED, Fault.MISSING), call)
    told = due.post.facts.get("told", emoji is None)
    if shown or not told or hands.room is None or ticket is None or due.post.chat_id == ticket.chat_id:
        return NOTHING
    return Afterwards(posts=(hands.room.line(ticket, "sent", source),))


async def take_back(hands: Hands, due: DuePost) -> Afterwards:
    """Deletes with the buyer what stands for a volunteer's message, and says in the topic what came of it."""
    source, ticket = due.post.facts["source"], due.ticket
    if ticket is None or hands.room is None:
        return NOTHING
    if not due.stand:
        return Afterwards(posts=(hands.room.line(ticket, "nothing_sent", source),))
    try:
        await hands.calls.call("deleteMessages", chat_id=due.post.chat_id, message_ids=list(due.stand))
    except TelegramError as error:
        if trouble(error).fault not in (Fault.REFUSED, Fault.GONE):
            raise
        return Afterwards(posts=(hands.room.line(ticket, "too_late", source),))
    clear = Post(ticket.group_id, "", {"source": source, "emoji": ""}, errand="react", ticket_id=ticket.case_id)
    return Afterwards(posts=(clear, hands.room.line(ticket, "taken_back", source)), forgotten=source)


async def retry(hands: Hands, due: DuePost) -> Afterwards:
    """What failed is queued once more; the button has done its work."""
    facts = due.post.facts
    if facts.get("tapped"):
        values = {"chat_id": due.post.chat_id, "message_id": facts["tapped"]}
        call = hands.calls.call("editMessageReplyMarkup", **values)
        await unless((Fault.SAME, Fault.MISSING, Fault.REFUSED, Fault.GONE), call)
    return Afterwards(again=facts["source"])


async def keep(hands: Hands, due: DuePost) -> Afterwards:
    """Shows the volunteers what the buyer has of a message that was corrected since: Telegram shows them only the new
    words. What the buyer no longer has is not kept either."""
    if due.ticket is None:
        return NOTHING
    values = {
        **(await hands.place(due)).where,
        "from_chat_id": due.ticket.chat_id,
        "message_id": due.post.facts["kept"],
        "reply_markup": {"inline_keyboard": []},
        "disable_notification": True,
    }
    await unless((Fault.REFUSED, Fault.MISSING), hands.calls.call("copyMessage", **values))
    return NOTHING


ERRANDS: Final[Mapping[str, Errand]] = {
    "say": say,
    "relay": say,
    "copy": copy,
    "album": album,
    "react": react,
    "take_back": take_back,
    "retry": retry,
    "keep": keep,
}
UNCOUNTED: Final = frozenset({"react", "take_back", "retry"})
"""Errands that are no message."""


def _carried(due: DuePost, numbers: Mapping[int, int], *posts: Post) -> Afterwards:
    """What is remembered of messages that were carried to the other side, by their numbers there and here; whoever
    wrote them gets the sign now. `posts`: what else follows."""
    ticket = due.ticket
    if ticket is None:
        return NOTHING
    to_buyer = not in_group(due)
    back = ticket.group_id if to_buyer else ticket.chat_id
    signs = (Post(back, "", {"source": source}, errand="react", ticket_id=ticket.case_id) for source in numbers)
    return Afterwards(
        relays=tuple(
            Relay(ticket.case_id, source, number, Side.VOLUNTEER)
            if to_buyer
            else Relay(ticket.case_id, number, source, Side.BUYER)
            for source, number in numbers.items()
        ),
        posts=(*posts, *signs),
    )
