"""Groups: Recourse works in private chats. A group that adds it gets one kind answer with the way there, and where
people help elsewhere the bot goes again; not from a host, who may want the group's number first.

What is said in a group is nobody's business here and is ignored; a tap is answered all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from telegram import ChatMember, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.rendering.catalogues import negotiate
from bot.storage.changes import Post

_GROUPS: Final = (ChatType.GROUP, ChatType.SUPERGROUP)
_BEFORE_LEAVING: Final = timedelta(minutes=1)
_INSIDE: Final = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Added:
    """A group let the bot in, `by` whom; `language` is theirs."""

    chat_id: int
    update_id: int
    language: str
    by: int


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
    return Added(change.chat.id, update.update_id, negotiate(change.from_user.language_code or ""), change.from_user.id)


def welcome(group: Added, username: str, *, leaving: bool) -> Post:
    """The answer: what the bot is for, and where it can be found."""
    facts = {"link": f"https://t.me/{username}?start=group", "leaving": leaving}
    return Post(group.chat_id, "group", facts, group.language, key=f"group:{group.chat_id}:{group.update_id}")


def leave(group: Added, at: datetime) -> Post:
    """Goes a minute after `at`: by then Telegram has said so if this is a support group by another number."""
    key = f"leave:{group.chat_id}:{group.update_id}"
    return Post(group.chat_id, "", errand="leave", not_before=at + _BEFORE_LEAVING, key=key)


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
