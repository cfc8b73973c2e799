"""Player: acts as the people of a script, on a stand-in. Tests, the page and the terminal play with this one.

How the bot comes to rest (`settle`) and how time comes to a moment (`until`) is for whoever put bot and stand-in
together to say.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.playground.chats import Chat
from bot.playground.lines import BUYER, Edits, Line, Says, Sends, Taps, Time, written
from bot.playground.pointers import GENERAL, buttons, find_button, find_message, find_topic
from bot.playground.refusals import ImpossibleError
from bot.playground.samples import pictures
from bot.playground.telegram import Telegram
from bot.playground.world import JSON

Settle = Callable[[], Awaitable[object]]
Until = Callable[[datetime], Awaitable[object]]

SENDS: Mapping[str, Callable[..., JSON]] = {
    "video": Telegram.sends_video,
    "document": Telegram.sends_document,
    "voice": Telegram.sends_voice,
    "sticker": Telegram.sends_sticker,
    "location": Telegram.sends_location,
    "contact": Telegram.sends_contact,
}


class Stuck(LookupError):
    """A line that cannot be played: the button, message, topic or person is not there. The text says what is."""


@dataclass(frozen=True, slots=True)
class Player:
    """`buyer`: who acts where the script says so. Volunteers are the people of that first name, in their group.
    `older`: the topics that were there before."""

    telegram: Telegram
    buyer: int
    settle: Settle
    until: Until
    older: frozenset[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        topics = ((chat.id, thread) for chat in self.telegram.chats.values() for thread in chat.topics)
        object.__setattr__(self, "older", frozenset(topics))

    async def play(self, line: Line) -> None:
        """Returns when the bot has done all that follows from the line; raises `Stuck`."""
        try:
            if isinstance(line, Time):
                await self.until(line.moment)
                return
            self._act(line)
        except ImpossibleError as reason:
            raise Stuck(f"{written(line)}: {reason}") from None
        await self.settle()

    def _act(self, line: Line) -> None:
        person, where = self._who(line)
        match line:
            case Says():
                self.telegram.says(person, line.text, **where)
            case Taps():
                message, button = self._button(line, where)
                data, chat = button["callback_data"], where.get("chat")
                self.telegram.taps(person, message["message_id"], data, chat=chat, label=button["text"])
            case Edits():
                mine = [message for message in self._room(where) if message["from"]["id"] == person]
                if len(mine) <= line.above:
                    raise Stuck(f"{written(line)}: nothing was said yet that could be edited")
                self.telegram.edits(person, mine[-1 - line.above]["message_id"], line.text, chat=where.get("chat"))
            case Sends():
                self._send(line, person, where)

    def _send(self, line: Sends, person: int, where: dict[str, int]) -> None:
        given: dict[str, Any] = {**where, **({"caption": line.caption} if line.caption else {})}
        picture: bytes | int = 200_000
        if line.sample:
            if line.sample not in pictures():
                raise Stuck(f"{written(line)}: there is no such sample; there are {', '.join(pictures())}")
            picture = pictures()[line.sample]
        if line.what != "photo":
            SENDS[line.what](self.telegram, person, **given)
        elif line.count == 1:
            self.telegram.sends_photo(person, picture, **given)
        else:
            self.telegram.sends_album(person, [picture] * line.count, **given)

    def _button(self, line: Taps, where: dict[str, int]) -> tuple[JSON, JSON]:
        shown = [message for message in self._room(where) if message["from"]["id"] == self.telegram.me.id]
        found = find_button(shown, line.label, line.above)
        if found is None:
            last = shown[-1] if shown else {}
            there = "".join(f"[{button['text']}]" for button in buttons(last)) or "no buttons"
            raise Stuck(
                f"{written(line)}: no such button. Under the last message: {there}\n"
                f"{last.get('text', last.get('caption', ''))}"
            )
        return found

    def _who(self, line: Line) -> tuple[int, dict[str, int]]:
        """Who acts, and in which chat, which topic, and in answer to what."""
        person, where = self.buyer, {}
        if line.who != BUYER:
            person, group = self._volunteer(line)
            where["chat"] = group.id
            thread = self._thread(line, group)
            if thread is not None:
                where["thread"] = thread
        if line.reply is not None:
            answered = find_message(self._room(where), line.reply)
            if answered is None:
                raise Stuck(f"{written(line)}: there is no message with these words")
            where["reply_to"] = answered["message_id"]
        return person, where

    def _volunteer(self, line: Line) -> tuple[int, Chat]:
        for chat in self.telegram.chats.values():
            if chat.owner is None and chat.migrated_to is None:
                for member, standing in chat.members.items():
                    user = self.telegram.users[member]
                    if user.first_name == line.who and not user.is_bot and standing not in ("left", "kicked"):
                        return member, chat
        raise Stuck(f"{written(line)}: nobody of that name is in a group")

    def _thread(self, line: Line, group: Chat) -> int | None:
        """The topic meant. Those opened since the script began go before older ones."""
        words = line.topic or GENERAL
        if words == GENERAL:
            return None
        opened = {thread: topic for thread, topic in group.topics.items() if (group.id, thread) not in self.older}
        thread = find_topic(opened, words) or find_topic(group.topics, words)
        if thread is None:
            names = ", ".join(topic.name for topic in group.topics.values()) or "none"
            raise Stuck(f"{written(line)}: no such topic; there are: {names}")
        return thread

    def _room(self, where: dict[str, int]) -> list[JSON]:
        messages = self.telegram.messages(where.get("chat", self.buyer))
        return [one for one in messages if one.get("message_thread_id") == where.get("thread")]
