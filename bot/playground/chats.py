"""Who and where: people, chats, topics of a forum. Nothing here decides; it remembers.

Messages are plain Bot API JSON and are never changed in place: an edit puts a new dictionary in the old one's stead,
so whatever was handed out (to the bot, to the journal, to the page) stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

JSON = dict[str, Any]
Standing = Literal["creator", "administrator", "member", "left", "kicked"]
Threads = Literal["found", "ignored", "forgotten"]
"""Ignored: it comes into General, and nobody says so. Forgotten: the topic is there and not found."""

RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)


TOPIC_ICONS = {
    "5312536423851630001": "💡",
    "5312016608254762256": "⚡️",
    "5379748062124056162": "❗️",
    "5377316857231450742": "❓",
    "5373251851074415873": "📝",
    "5433614043006903194": "📆",
    "5357315181649076022": "📁",
    "5309965701241379366": "🔎",
    "5309984423003823246": "📣",
    "5312241539987020022": "🔥",
    "5312138559556164615": "❤️",
    "5237699328843200968": "✅",
}
"""Some of the pictures a topic can have, by the id of their custom emoji."""


@dataclass(slots=True)
class User:
    """A person, or the bot itself. `blocked`: they blocked the bot. `started`: they have opened a chat with it.

    `zone` and `day_first` are how they read a clock and a date; `volunteer`: they belong to a group and have no phone
    of their own on the page."""

    id: int
    first_name: str
    language_code: str | None = None
    last_name: str | None = None
    username: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    zone: str | None = None
    day_first: bool | None = None
    volunteer: bool = False

    def card(self) -> JSON:
        """The Bot API's User."""
        card: JSON = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            card["last_name"] = self.last_name
        if self.username:
            card["username"] = self.username
        if self.language_code:
            card["language_code"] = self.language_code
        return card


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is the id of the service message that opened it."""

    id: int
    name: str
    icon_color: int = 0x6FB9F0
    icon_custom_emoji_id: str | None = None
    closed: bool = False

    def shown(self) -> JSON:
        """As the page shows it. Only General can be hidden, and it is none of these."""
        return {
            "id": self.id,
            "name": self.name,
            "icon_color": self.icon_color,
            "icon": TOPIC_ICONS.get(self.icon_custom_emoji_id or ""),
            "closed": self.closed,
            "hidden": False,
        }


@dataclass(slots=True)
class Chat:
    """A private chat or a group with what was said in it. Old messages are forgotten beyond `room`."""

    id: int
    kind: Literal["private", "group", "supergroup"]
    title: str | None = None
    owner: User | None = None
    forum: bool = False
    room: int = 1000
    last_id: int = 0
    migrated_to: int | None = None
    messages: dict[int, JSON] = field(default_factory=dict)
    members: dict[int, Standing] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    reactions: dict[int, dict[int, list[str]]] = field(default_factory=dict)
    """By message and by whose they are."""
    reply_keyboard: JSON | None = None
    general_closed: bool = False
    threads: Threads = "found"  # what becomes of what is sent into a topic
    withheld: frozenset[str] = frozenset()  # rights that the bot lacks as an administrator
    allowed: frozenset[str] | None = None  # the reactions that a group takes; None: all

    def card(self) -> JSON:
        """The Bot API's Chat."""
        if self.owner is not None:
            card: JSON = {"id": self.id, "first_name": self.owner.first_name}
            if self.owner.last_name:
                card["last_name"] = self.owner.last_name
            if self.owner.username:
                card["username"] = self.owner.username
            card["type"] = "private"
            return card
        card = {"id": self.id, "title": self.title or "", "type": self.kind}
        if self.forum:
            card["is_forum"] = True
        return card

    def next_id(self) -> int:
        """A fresh message id; ids of a chat only grow."""
        self.last_id += 1
        return self.last_id

    def keep(self, message: JSON) -> None:
        """Remember a message, new or edited."""
        self.messages[message["message_id"]] = message
        while len(self.messages) > self.room:
            oldest = next(iter(self.messages))
            del self.messages[oldest]
            self.reactions.pop(oldest, None)

    def forget(self, message_ids: Iterable[int]) -> list[int]:
        """Remove what is there; returns the ids that were."""
        gone = [number for number in message_ids if self.messages.pop(number, None) is not None]
        self.pinned = [number for number in self.pinned if number not in gone]
        for number in gone:
            self.reactions.pop(number, None)
        return gone


def member_card(user: User, standing: Standing, withheld: frozenset[str] = frozenset()) -> JSON:
    """The Bot API's ChatMember. An administrator of this little world has every right that is not withheld."""
    card: JSON = {"user": user.card(), "status": standing}
    if standing == "kicked":
        card["until_date"] = 0
    if standing == "creator":
        card["is_anonymous"] = False
    if standing == "administrator":
        card.update({right: right not in withheld for right in RIGHTS}, can_be_edited=False, is_anonymous=False)
    return card
