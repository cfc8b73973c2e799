"""Support: what happens in the support group, read as plain values. Other groups are `groups.py`'s."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from telegram import ChatMember, Message, Update, User
from telegram.constants import ChatMemberStatus, MessageAttachmentType, MessageEntityType

from bot.domain.group import Groups
from bot.domain.numbers import number_in
from bot.domain.ticket import Remark
from bot.rendering.catalogues import negotiate
from bot.storage.changes import Post
from handlers.calls import Calls
from handlers.desk import Room, Volunteers
from handlers.forums import Forums
from handlers.marked import upright, words
from handlers.membership import Members
from handlers.moved import Moved


@dataclass(frozen=True, slots=True)
class Support:
    """The support groups of this bot, and who serves them."""

    groups: Groups
    volunteers: Volunteers
    room: Room
    calls: Calls
    moved: Moved
    forums: Forums
    members: Members


def remark(update: Update, groups: Groups, at: datetime) -> Remark | None:
    """What a person wrote in a support group, received `at`. None: another chat, a bot, or no message at all.

    Who writes in the name of the group itself is one of its administrators."""
    message = update.message or update.edited_message
    if message is None or groups.at(message.chat.id) is None or message.from_user is None:
        return None
    anonymous = message.sender_chat is not None and message.sender_chat.id == message.chat.id
    if message.sender_chat is not None and not anonymous:
        return None
    if message.from_user.is_bot and not anonymous:
        return None
    kind = _kind(message)
    if kind is None:
        return None
    command, cut = _command(message)
    text, html = words(message, cut)
    name = (message.author_signature or message.chat.title or "") if anonymous else message.from_user.first_name
    name = upright(name)
    topic = message.message_thread_id if message.is_topic_message else None
    answered = message.reply_to_message
    # In a topic every message that answers none answers, for Telegram, the notice that opened the topic.
    target = answered.message_id if answered is not None and answered.message_id != topic else 0
    meant = _meant(message, answered if target else None)
    return Remark(
        update.update_id,
        at,
        message.chat.id,
        topic or 0,
        message.message_id,
        message.from_user.id,
        name,
        negotiate(message.from_user.language_code or ""),
        kind,
        text,
        html,
        command,
        target,
        update.edited_message is not None,
        username=message.from_user.username or "",
        to=meant.id if meant is not None else 0,
        to_name=meant.first_name if meant is not None else "",
        anonymous=anonymous,
        file_id=_file(message),
        album=message.media_group_id or "",
    )


def _file(message: Message) -> str:
    """What an album can hold of it, by its id."""
    held = message.photo[-1:] or [one for one in (message.video, message.document) if one is not None]
    return held[0].file_id if held else ""


def tap(update: Update, groups: Groups, at: datetime) -> Remark | None:
    """A tap on a button of ours in a support group. None: another chat, or data that nobody of ours wrote."""
    query = update.callback_query
    message = query.message if query is not None else None
    if query is None or message is None or groups.at(message.chat.id) is None:
        return None
    command, _, rest = (query.data or "").partition(":")
    case_id, _, more = rest.partition(":")
    if not (number := number_in(case_id)):
        return None
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Remark(
        update.update_id,
        at,
        message.chat.id,
        topic or 0,
        message.message_id,
        query.from_user.id,
        query.from_user.first_name,
        negotiate(query.from_user.language_code or ""),
        "tap",
        more,
        command=command,
        case_id=number,
        username=query.from_user.username or "",
        query_id=query.id,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of the bot in a support group. `able`: it may manage topics, and there are topics; `news`: it was
    let in, or made able, just now."""

    group_id: int
    update_id: int
    language: str
    able: bool
    news: bool
    forum: bool = True


def standing(update: Update, groups: Groups) -> Standing | None:
    """The bot's new standing in a support group; None: another chat, or it is out."""
    change = update.my_chat_member
    if change is None or groups.at(change.chat.id) is None or change.new_chat_member.status not in _INSIDE:
        return None
    was, able = (
        _manages(one) and bool(change.chat.is_forum) for one in (change.old_chat_member, change.new_chat_member)
    )
    news = change.old_chat_member.status not in _INSIDE or (able and not was)
    return Standing(
        change.chat.id,
        update.update_id,
        negotiate(change.from_user.language_code or ""),
        able,
        news,
        bool(change.chat.is_forum),
    )


def _manages(member: ChatMember) -> bool:
    return bool(getattr(member, "can_manage_topics", False))


def hello(new: Standing) -> Post:
    """What the group is for, and what is still missing."""
    return Post(
        new.group_id,
        "support_group",
        {"able": new.able, "forum": new.forum},
        new.language,
        key=f"hello:{new.group_id}:{new.update_id}",
    )


_INSIDE: Final = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)
_ATTACHED: Final = tuple(MessageAttachmentType)


def _kind(message: Message) -> str | None:
    """Telegram's name of what the message is; None for a notice of its own. An animation is a document as well."""
    if message.text is not None:
        return "text"
    found = [str(kind) for kind in _ATTACHED if getattr(message, kind, None)]
    return "animation" if "animation" in found else next(iter(found), None)


def _meant(message: Message, answered: Message | None) -> User | None:
    """The person whom a message is about: mentioned without a username, or answered."""
    named = next((e.user for e in message.entities if e.type == MessageEntityType.TEXT_MENTION and e.user), None)
    person = named or (answered.from_user if answered is not None and answered.sender_chat is None else None)
    return person if person is not None and not person.is_bot else None


def _command(message: Message) -> tuple[str, int]:
    """The command at the very start, and where what follows it begins. One meant for another bot is none of ours."""
    entities = message.entities or message.caption_entities
    entity = next((e for e in entities if e.type == MessageEntityType.BOT_COMMAND and e.offset == 0), None)
    text = message.text or message.caption or ""
    if entity is None:
        return "", 0
    return text[1 : entity.length].split("@")[0].lower(), entity.length
