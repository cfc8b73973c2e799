"""The little world behind the stand-in: chats, messages, taps, files, updates, and what everybody may see of them.

Holds state and the few acts that change it (`post`, `replace`, `remove`); what the bot may ask is in `methods/`, what
people may do in `people.py` and `groups.py`. No network and no clock of its own: time comes from `clock`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.playground import limits
from bot.playground.chats import Chat, User
from bot.playground.clocks import real_clock
from bot.playground.faults import Faults, LostConnectionError
from bot.playground.files import Files
from bot.playground.floods import Floods
from bot.playground.journal import Call
from bot.playground.refusals import bad_request, forbidden
from bot.playground.updates import Updates

JSON = dict[str, Any]
Watcher = Callable[[JSON], None]

BOT_ID = 1000001
AUTHORISATION = f"{BOT_ID}:AAF-stand-in-for-telegram-no-real-key"
"""What the stand-in takes for the bot's token unless told otherwise. It opens nothing anywhere else."""


@dataclass(slots=True)
class Tap:
    """A callback query. `answered`: the bot has answered; `answer`: with what."""

    id: str
    at: datetime
    user_id: int
    chat_id: int
    message_id: int
    data: str
    answered: bool = False
    answer: JSON | None = None
    label: str | None = None

    def card(self) -> JSON:
        """As the page shows it."""
        return {
            "id": self.id,
            "at": int(self.at.timestamp()),
            "user": self.user_id,
            "chat": self.chat_id,
            "message_id": self.message_id,
            "data": self.data,
            "label": self.label,
            "answered": self.answered,
        }


class World:
    """All that is. `journal` holds the last calls, `complaints` what a strict reader would not let pass."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = real_clock,
        token: str = AUTHORISATION,
        name: str = "Recourse",
        username: str = "recourse_bot",
        journal_room: int = 2000,
        file_room: int = 64 * 1024 * 1024,
        message_room: int = 1000,
        first_update_id: int = 1,
        answer_seconds: float = limits.ANSWER_SECONDS,
    ) -> None:
        self.clock = clock
        self.token = token
        self.me = User(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self.users: dict[int, User] = {self.me.id: self.me}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Tap] = {}
        self.files = Files(file_room)
        self.floods = Floods()
        self.faults = Faults()
        self.updates = Updates(clock, first_update_id)
        self.webhook: JSON = {}
        self.joins_groups, self.reads_all = True, False  # what its owner said to @BotFather
        self.commands: dict[tuple[str, str], list[JSON]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, JSON] = {}
        self.journal: deque[Call] = deque(maxlen=journal_room)
        self.complaints: deque[str] = deque(maxlen=journal_room)
        self.reports: dict[str, Callable[[], Any]] = {}  # what others add to the page's snapshot, by name
        self._message_room = message_room
        self._answer_seconds = answer_seconds
        self._watchers: list[Watcher] = []
        self.began = clock().timestamp()  # tells one life of the stand-in from another
        self._count = 0
        self._me_card = self.me.card()

    # What the page and the tests see

    def subscribe(self, watcher: Watcher) -> Callable[[], None]:
        """Call `watcher` with every change from now on; returns what ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def tell(self, kind: str, **facts: Any) -> None:
        """Tell the watchers of a change."""
        if self._watchers:
            change = {"kind": kind, **facts}
            for watcher in tuple(self._watchers):
                watcher(change)

    @property
    def watched(self) -> bool:
        """Somebody watches; otherwise nothing need be put together for them."""
        return bool(self._watchers)

    def complain(self, text: str) -> None:
        """Note what Telegram would let pass and should not have been asked."""
        self.complaints.append(text)
        self.tell("complaint", text=text)

    def unanswered(self) -> list[Tap]:
        """Taps that the bot has not answered: their buttons still spin."""
        return [tap for tap in self.queries.values() if not tap.answered]

    def message(self, chat_id: int, message_id: int) -> JSON | None:
        """A message as the bot would see it now."""
        chat = self.chats.get(chat_id)
        return chat.messages.get(message_id) if chat else None

    def messages(self, chat_id: int) -> list[JSON]:
        """All remembered messages of a chat, oldest first."""
        chat = self.chats.get(chat_id)
        return sorted(chat.messages.values(), key=lambda message: int(message["message_id"])) if chat else []

    def throttle(self, chat_id: int | None, seconds: float) -> None:
        """Refuse what is sent to this chat (None: to any) with 429 for so many seconds of the stand-in's clock."""
        self.floods.throttle(chat_id, self.clock() + timedelta(seconds=seconds))

    def break_off(self, seconds: float) -> None:
        """Nothing gets through for so many real seconds; the request that waits for updates breaks too."""
        self.faults.break_off(seconds)
        self.updates.interrupt(LostConnectionError())

    # Acts

    def seconds(self) -> int:
        """Now, as Telegram writes it."""
        return int(self.clock().timestamp())

    def number(self) -> int:
        """A fresh number for whatever needs one."""
        self._count += 1
        return self._count

    def private_chat(self, user: User) -> Chat:
        """The chat of this person with the bot; made when it is not there."""
        chat = self.chats.get(user.id)
        if chat is None:
            chat = self.chats[user.id] = Chat(user.id, "private", owner=user, room=self._message_room)
        return chat

    def add_group(self, chat: Chat) -> Chat:
        """Put a group into the world."""
        chat.room = self._message_room
        self.chats[chat.id] = chat
        return chat

    def chat_for(self, chat_id: Any) -> Chat:
        """The chat the bot may write to; refused as Telegram refuses when there is none, or it may not."""
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        try:
            chat = self.chats.get(int(chat_id))
        except (TypeError, ValueError):
            raise bad_request("chat not found") from None
        if chat is None:
            if int(chat_id) == self.me.id or int(chat_id) not in self.users:
                raise bad_request("chat not found")
            raise forbidden("bot can't initiate conversation with a user")
        if chat.migrated_to is not None:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        return chat

    def reachable(self, chat: Chat) -> None:
        """Refuse to write where nothing arrives: blocked, deleted account, no longer in the group."""
        owner = chat.owner
        if owner is not None:
            if owner.deactivated:
                raise forbidden("user is deactivated")
            if owner.blocked:
                raise forbidden("bot was blocked by the user")
            if not owner.started:
                raise forbidden("bot can't initiate conversation with a user")
            return
        standing = chat.members.get(self.me.id)
        if standing == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if standing in (None, "left"):
            raise forbidden(f"bot is not a member of the {chat.kind} chat")

    def post(self, chat: Chat, sender: User, body: JSON, thread: int | None = None) -> JSON:
        """A new message in a chat; returns it. Nobody is told by an update: whoever acts decides that."""
        message: JSON = {
            "message_id": chat.next_id(),
            "from": self._me_card if sender is self.me else sender.card(),
            "chat": chat.card(),
            "date": self.seconds(),
        }
        if thread is not None:
            message["message_thread_id"] = thread
            message["is_topic_message"] = True
            if "reply_to_message" not in body and thread in chat.messages:
                message["reply_to_message"] = chat.messages[thread]  # Telegram's way to say which topic it is in
        message.update(body)
        chat.keep(message)
        if self._watchers:
            self.tell("message", chat=chat.id, message=self.shown(message))
        return message

    def replace(self, chat: Chat, message: JSON) -> JSON:
        """Put an edited message in the place of the old one."""
        message["edit_date"] = self.seconds()
        chat.messages[message["message_id"]] = message
        if self._watchers:
            self.tell("edit", chat=chat.id, message=self.shown(message))
        return message

    def remove(self, chat: Chat, message_ids: Iterable[int]) -> list[int]:
        """Delete messages; returns the ids that were there."""
        pinned = list(chat.pinned)
        gone = chat.forget(message_ids)
        if gone:
            self.tell("delete", chat=chat.id, message_ids=gone)
        if pinned != chat.pinned:
            self.tell("pins", chat=chat.id, pinned=list(chat.pinned))
        return gone

    def shown(self, message: JSON) -> JSON:
        """A message as the page gets it: Telegram's JSON, who wrote it, whether it was edited, who reacted."""
        return {
            **message,
            "from_bot": message.get("from", {}).get("id") == self.me.id,
            "edited": "edit_date" in message,
            "reactions": self.reactions(message["chat"]["id"], message["message_id"]),
        }

    def reactions(self, chat_id: int, message_id: int) -> list[JSON]:
        """The reactions to a message and whose they are."""
        chat = self.chats.get(chat_id)
        by_user = chat.reactions.get(message_id, {}) if chat else {}
        return [{"type": "emoji", "emoji": emoji, "user": who} for who, emojis in by_user.items() for emoji in emojis]

    def chat_card(self, chat: Chat) -> JSON:
        """A chat and all that is remembered of it, as the page gets it."""
        card = chat.card() | {
            "messages": [self.shown(message) for message in self.messages(chat.id)],
            "pinned": list(chat.pinned),
            "reply_keyboard": chat.reply_keyboard,
            "topics": [topic.shown() for topic in chat.topics.values()],
        }
        if chat.owner is None:
            standing = chat.members.get(self.me.id, "left")
            card |= {"is_forum": chat.forum, "bot": standing, "migrated_to": chat.migrated_to}
        return card

    def tell_group(self, chat: Chat) -> None:
        """Tell the watchers how a group is now."""
        if self._watchers:
            self.tell("group", chat=self.chat_card(chat))

    def open_tap(self, user: User, chat_id: int, message_id: int, data: str, label: str | None = None) -> Tap:
        """Remember a tap until it is answered; answered ones are forgotten first when there are many."""
        tap = Tap(f"{user.id}{self.number():09d}", self.clock(), user.id, chat_id, message_id, data, label=label)
        self.queries[tap.id] = tap
        if len(self.queries) > 2000:
            for old in [tap_id for tap_id, known in self.queries.items() if known.answered][:1000] or [
                next(iter(self.queries))
            ]:
                del self.queries[old]
        self.tell("tap", tap=tap.card())
        return tap

    def overdue(self, tap: Tap) -> bool:
        """Too late to be answered."""
        return self.clock() - tap.at > timedelta(seconds=self._answer_seconds)
