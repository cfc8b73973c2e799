"""People with the bot in a private chat or a group: what they say, send, edit and tap, as updates for the bot.

Every act makes what a Telegram app would make: the message in the chat and the update in the queue. What no app would
let them do raises `ImpossibleError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.playground import limits
from bot.playground.chats import Chat, User, member_card
from bot.playground.entities import found, trimmed
from bot.playground.files import Stored
from bot.playground.methods.media import DOCUMENT, VIDEO, VOICE, Medium, card_of, file_card
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
        return {"id": user.id, "name": user.first_name, "language": user.language_code, "blocked": user.blocked}

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
        if self.heard(room, new):
            self.updates.add("edited_message", new)
        return new

    def deletes(self, who: Person, message_id: int, *, chat: int | None = None) -> None:
        """Removes a message for both sides; the bot is not told, as on Telegram."""
        self.remove(self._room(self.person(who), chat), [message_id])

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

    def sends_photo(
        self,
        who: Person,
        content: bytes | int = 200_000,
        caption: str | None = None,
        *,
        album: str | None = None,
        size: tuple[int, int] = (0, 0),
        **where: Any,
    ) -> JSON:
        """A picture: its bytes, or only how many. Pictures with the same `album` belong together."""
        body: JSON = {"photo": self.files.photo(content, *size)}
        if album:
            body["media_group_id"] = album
        return self._send_file(who, body, caption, where)

    def sends_album(
        self, who: Person, contents: Sequence[bytes | int], caption: str | None = None, **where: Any
    ) -> list[JSON]:
        """Two to ten pictures at once; the caption is on the first. Each is an update of its own."""
        if not 2 <= len(contents) <= limits.ALBUM:
            raise ImpossibleError("an album has two to ten pictures")
        album = str(12000000000000000 + self.number())
        return [
            self.sends_photo(who, content, None if at else caption, album=album, **where)
            for at, content in enumerate(contents)
        ]

    def sends_document(
        self,
        who: Person,
        content: bytes | int = 50_000,
        name: str = "receipt.pdf",
        mime: str = "application/pdf",
        caption: str | None = None,
        **where: Any,
    ) -> JSON:
        """A file, such as a picture sent without compression."""
        return self._send_medium(DOCUMENT, who, content, caption, where, {"name": name, "mime": mime})

    def sends_video(
        self,
        who: Person,
        content: bytes | int = 3_000_000,
        caption: str | None = None,
        duration: int = 12,
        **where: Any,
    ) -> JSON:
        """A video."""
        details = {"duration": duration, "width": 720, "height": 1280, "name": "video.mp4"}
        return self._send_medium(VIDEO, who, content, caption, where, details)

    def sends_voice(self, who: Person, content: bytes | int = 20_000, duration: int = 5, **where: Any) -> JSON:
        """A voice message."""
        return self._send_medium(VOICE, who, content, None, where, {"duration": duration})

    def sends_sticker(self, who: Person, emoji: str = "👍", **where: Any) -> JSON:
        """A sticker."""
        stored: Stored = self.files.put("sticker", 20_000, mime="image/webp")
        return self._send(who, {"sticker": file_card(stored, {"emoji": emoji})}, **where)

    def sends_location(self, who: Person, latitude: float = 55.75, longitude: float = 37.62, **where: Any) -> JSON:
        """A place."""
        return self._send(who, {"location": {"latitude": latitude, "longitude": longitude}}, **where)

    def sends_contact(self, who: Person, phone: str = "+10000000000", name: str = "Ana", **where: Any) -> JSON:
        """A contact."""
        return self._send(who, {"contact": {"phone_number": phone, "first_name": name}}, **where)

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

    def _send_medium(
        self, medium: Medium, who: Person, content: bytes | int, caption: str | None, where: Any, details: JSON
    ) -> JSON:
        return self._send_file(who, {medium.kind: card_of(self, medium, content, details)}, caption, where)

    def _send_file(self, who: Person, body: JSON, caption: str | None, where: Any) -> JSON:
        if caption:
            if len(caption) > limits.CAPTION:
                raise ImpossibleError(f"a caption has at most {limits.CAPTION} characters")
            body["caption"] = caption.strip()
            entities = found(body["caption"], [])
            if entities:
                body["caption_entities"] = entities
        return self._send(who, body, **where)

    def _send(
        self, who: Person, body: JSON, reply_to: int | None = None, chat: int | None = None, thread: int | None = None
    ) -> JSON:
        user = self.person(who)
        room = self._room(user, chat)
        if thread is not None:
            topic = room.topics.get(thread)
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
        if self.heard(room, message):
            self.updates.add("message", message)
        return message

    def heard(self, room: Chat, message: JSON) -> bool:
        """The bot gets this message: always in private and as administrator, else only what is meant for it."""
        if room.kind == "private":
            return True
        standing = room.members.get(self.me.id)
        if standing == "administrator":
            return True
        if standing != "member":
            return False
        text = str(message.get("text", message.get("caption", "")))
        answered = message.get("reply_to_message", {})
        replied = answered.get("from", {}).get("id") == self.me.id and "forum_topic_created" not in answered
        meant = text.startswith("/") or replied or f"@{self.me.username}" in text
        return meant or any(event in message for event in ALWAYS_HEARD)
