"""Groups: Recourse works in private chats. A group that adds it gets one kind answer with the way there.

What is said in a group is nobody's business here and is ignored; a tap is answered all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from telegram import ChatMember, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.rendering.catalogues import negotiate
from bot.storage.changes import Post

_GROUPS: Final = (ChatType.GROUP, ChatType.SUPERGROUP)
_INSIDE: Final = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Added:
    """A group let the bot in; `language` is that of whoever did it."""

    chat_id: int
    update_id: int
    language: str


@dataclass(frozen=True, slots=True)
class StrayTap:
    """A tap outside a private chat."""

    chat_id: int
    query_id: str


def added(update: Update) -> Added | None:
    """Being promoted later is no second welcome."""
    change = update.my_chat_member
    if change is None or change.chat.type not in _GROUPS:
        return None
    if not _inside(change.new_chat_member) or _inside(change.old_chat_member):
        return None
    return Added(change.chat.id, update.update_id, negotiate(change.from_user.language_code or ""))


def welcome(group: Added, username: str) -> Post:
    """The answer: what the bot is for, and where it can be found."""
    link = f"https://t.me/{username}?start=group"
    return Post(group.chat_id, "group", {"link": link}, group.language, key=f"group:{group.chat_id}:{group.update_id}")


def number(group: Added, hosts: Sequence[int]) -> list[Post]:
    """To whoever runs the bot: which group this is, in case it is to be the one where people help."""
    key = f"group_number:{group.chat_id}:{group.update_id}"
    return [Post(host, "group_number", {"number": group.chat_id}, key=f"{key}:{host}") for host in hosts]


def stray_tap(update: Update) -> StrayTap | None:
    """Any tap that is left for this row."""
    query = update.callback_query
    if query is None:
        return None
    return StrayTap(query.message.chat.id if query.message is not None else query.from_user.id, query.id)


def _inside(member: ChatMember) -> bool:
    return member.status in _INSIDE
