"""People with the bot in a private chat or a group: what they say, send, edit and tap, as updates for the bot.

Every act makes what a Telegram app would make: the message in the chat and the update in the queue. What no app would
let them do raises `ImpossibleError`.
"""

from __future__ import annotations

from typing import Any

from bot.playground import limits
from bot.playground.chats import Chat, User, member_card
from bot.playground.entities import found, trimmed
from bot.playground.reactions import REACTIONS, react
from bot.playground.refusals import ImpossibleError
from bot.playground.world import JSON, World

Person = User | int

ALWAYS_HEARD = ("new_chat_members", "left_chat_member", "pinned_message", "forum_topic_created", "forum_topic_closed")
"""Events in a group that even a bot in privacy mode is told of."""


class People(World):
    """The world, and what people do in it. `chat` is a group's id where it is not the private chat with the bot."""

    def user(self, user_id: int, first_name: str = "Ana", language_code: str | None = "en", **more: Any) -> User:
        """A person of this id: a new one, or the known one under a new name and language."""
        known = self.users.get(user_id)
        if known is None:
            known = self.users[user_id] = User(user_id, first_name, language_code, **more)
        else:
            known.first_name, known.language_code = first_name, language_code
        self.tell("user", user=self.person_card(known))
        return known

    def person_card(self, user: User) -> JSON:
        """A person as the page shows them."""
        return {
            "id": user.id,
            "name": user.first_name,
            "language": user.language_code,
            "blocked": user.blocked,
            "zone": user.zone,
            "day_first": user.day_first,
            "volunteer": user.volunteer,
        }

    def prefers(self, who: Person, zone: str | None, day_first: bool | None) -> None:
        """How a person reads a clock and a date, for the page to show; the bot is not told by an update."""
        user = self.person(who)
        if (user.zone, user.day_first) != (zone, day_first):
            user.zone, user.day_first = zone, day_first
            self.tell("user", user=self.person_card(user))

    def person(self, who: Person) -> User:
        """The person of this id."""
        user = self.users.get(who) if isinstance(who, int) else who
        if user is None or user.is_bot:
            raise ImpossibleError(f"there is no person {who}")
        return user

    def says(
        self, who: Person, text: str, *, reply_to: int | None = None, chat: int | None = None, thread: int | None = None
    ) -> JSON:
        """A text message; long ones are refused as an app would split them. Returns the message."""
        text = text.strip()
        if not text:
            raise ImpossibleError("an empty message cannot be sent")
        if len(text) > limits.TEXT:
            raise ImpossibleError(f"an app sends at most {limits.TEXT} characters at once; use says_at_length")
        body: JSON = {"text": text}
        entities = found(text, [])
        if entities:
            body["entities"] = entities
        return self._send(who, body, reply_to, chat, thread)

    def says_at_length(self, who: Person, text: str, **where: Any) -> list[JSON]:
        """A text of any length, cut as an app cuts it."""
        parts = [text[at : at + limits.TEXT] for at in range(0, len(text), limits.TEXT)]
        return [self.says(who, part, **where) for part in parts if part.strip()]

    def edits(self, who: Person, message_id: int, text: str, *, chat: int | None = None) -> JSON:
        """Changes a message of their own; returns it."""
        user = self.person(who)
        room = self._room(user, chat)
        old = room.messages.get(message_id)
        if old is None or old["from"]["id"] != user.id:
            raise ImpossibleError("people can edit only messages of their own")
        name = "text" if "text" in old else "caption"
        entities_name = "entities" if name == "text" else "caption_entities"
        plain, _ = trimmed(text, [])
        new = {key: value for key, value in old.items() if key not in (entities_name, "edit_date")} | {name: plain}
        entities = found(plain, [])
        if entities:
            new[entities_name] = entities
        self.replace(room, new)
        self._pass_on(room, new, "edited_message")
        return new

    def deletes(self, who: Person, message_id: int, *, chat: int | None = None) -> None:
        """Removes a message for both sides; the bot is not told, as on Telegram."""
        self.remove(self._room(self.person(who), chat), [message_id])

    def reacts(self, who: Person, message_id: int, emoji: str | None, *, chat: int | None = None) -> None:
        """Puts a reaction under a message, or takes it away (None). The bot is told if it asked for that kind."""
        user = self.person(who)
        room = self._room(user, chat)
        if message_id not in room.messages:
            raise ImpossibleError(f"there is no message {message_id}")
        if emoji is not None and emoji not in REACTIONS:
            raise ImpossibleError(f"{emoji} is no reaction")
        emojis = [emoji] if emoji is not None else []
        old, new = (
            [{"type": "emoji", "emoji": one} for one in some]
            for some in (react(self, room, user, message_id, emojis), emojis)
        )
        if old != new and (room.kind == "private" or room.members.get(self.me.id) == "administrator"):
            place = {"chat": room.card(), "message_id": message_id, "user": user.card(), "date": self.seconds()}
            self.updates.add("message_reaction", place | {"old_reaction": old, "new_reaction": new})

    def taps(
        self,
        who: Person,
        message_id: int,
        button: str,
        *,
        chat: int | None = None,
        stale: bool = False,
        label: str | None = None,
    ) -> str:
        """Taps a button, named by its data or its words; returns the callback query's id.

        `stale`: an app that still shows a keyboard the bot has replaced; `button` is then the old data. `label`: the
        button's words, where several have the same data.
        """
        user = self.person(who)
        room = self._room(user, chat)
        message = room.messages.get(message_id)
        data = button if stale else self._button(message, button)
        tap = self.open_tap(user, room.id, message_id, data, label)
        carried = message or {"chat": room.card(), "message_id": message_id, "date": 0}
        query = {"id": tap.id, "from": user.card(), "message": carried, "chat_instance": str(-room.id), "data": data}
        self.updates.add("callback_query", query)
        return tap.id

    @staticmethod
    def _button(message: JSON | None, wanted: str) -> str:
        if message is None:
            raise ImpossibleError("there is no such message")
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [button for row in rows for button in row]
        for key in ("callback_data", "text"):
            for button in buttons:
                if button.get(key) == wanted:
                    if "callback_data" not in button:
                        raise ImpossibleError(f"“{wanted}” opens a link or copies text; the bot is not told")
                    return str(button["callback_data"])
        raise ImpossibleError(f"there is no button “{wanted}”; there are {[button['text'] for button in buttons]}")

    def blocks(self, who: Person) -> None:
        """Blocks the bot: nothing more arrives, and the bot is told once."""
        user = self.person(who)
        if not user.started or user.blocked:
            raise ImpossibleError("the bot cannot be blocked twice, nor before it was met")
        user.blocked = True
        self._moved(user, "member", "kicked")

    def unblocks(self, who: Person) -> None:
        """Lets the bot write again."""
        user = self.person(who)
        if not user.blocked:
            raise ImpossibleError("the bot is not blocked")
        user.blocked = False
        self._moved(user, "kicked", "member")

    def deletes_account(self, who: Person) -> None:
        """The person leaves Telegram; the bot learns of it when it writes."""
        self.person(who).deactivated = True

    def duplicate(self, update_id: int) -> None:
        """Telegram delivers an update a second time."""
        if not self.updates.again(update_id):
            raise ImpossibleError(f"update {update_id} is not known (any more)")

    def _moved(self, user: User, old: Any, new: Any) -> None:
        change = {
            "chat": self.private_chat(user).card(),
            "from": user.card(),
            "date": self.seconds(),
            "old_chat_member": member_card(self.me, old),
            "new_chat_member": member_card(self.me, new),
        }
        self.updates.add("my_chat_member", change)
        self.tell("user", user=self.person_card(user))

    def _room(self, user: User, chat: int | None) -> Chat:
        if chat is None or chat == user.id:
            if user.blocked:
                raise ImpossibleError("who blocked the bot must unblock it first")
            return self.private_chat(user)
        room = self.chats.get(chat)
        if room is None or room.migrated_to is not None:
            raise ImpossibleError(f"there is no group {chat}")
        if room.members.get(user.id) in (None, "left", "kicked"):
            raise ImpossibleError(f"{user.first_name} is not in the group")
        return room

    def _send(
        self, who: Person, body: JSON, reply_to: int | None = None, chat: int | None = None, thread: int | None = None
    ) -> JSON:
        user = self.person(who)
        room = self._room(user, chat)
        if thread is not None:
            topic = room.topics.get(thread) if room.forum else None
            if topic is None:
                raise ImpossibleError(f"there is no topic {thread}")
            if topic.closed and room.members.get(user.id) not in ("creator", "administrator"):
                raise ImpossibleError("the topic is closed")
        if reply_to is not None:
            target = room.messages.get(reply_to)
            if target is None:
                raise ImpossibleError(f"there is no message {reply_to} to reply to")
            body = {"reply_to_message": {k: v for k, v in target.items() if k != "reply_to_message"}} | body
        if room.kind == "private":
            user.started = True
        message = self.post(room, user, body, thread)
        self._pass_on(room, message)
        return message

    def _pass_on(self, room: Chat, message: JSON, kind: str = "message") -> None:
        """The bot gets the message as an update of this kind, if it hears it."""
        if self.heard(room, message):
            self.updates.add(kind, message)

    def heard(self, room: Chat, message: JSON) -> bool:
        """The bot gets this message: always in private, as administrator and without privacy mode, else only what is
        meant for it."""
        if room.kind == "private":
            return True
        standing = room.members.get(self.me.id)
        if standing == "administrator":
            return True
        if standing != "member" or self.reads_all:
            return standing == "member"
        text = str(message.get("text", message.get("caption", "")))
        answered = message.get("reply_to_message", {})
        replied = answered.get("from", {}).get("id") == self.me.id and "forum_topic_created" not in answered
        meant = text.startswith("/") or replied or f"@{self.me.username}" in text
        return meant or any(event in message for event in ALWAYS_HEARD)
