"""Arrivals: telegram's update in, one plain value out. Parses or declines; decides nothing, awaits nothing.

What comes back is the buyer's input (bot/domain/inputs.py) and where on the chat it stood. None: not for us here.
`groups.py` takes what comes from groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType, MessageAttachmentType, MessageEntityType

from bot.domain.inputs import Arrival, Commanded, FileKind, Input, Note, Pressed, Reach, Reachable, Said, Sent, Strange
from handlers.marked import upright, words

WANTED: Final = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction")
"""The kinds of update to ask Telegram for; the last two come only to who names them."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """`place`: the message the buyer wrote or tapped; a screen above it is out of sight. 0: none."""

    arrival: Arrival
    place: int = 0


def incoming(update: Update, at: datetime) -> Incoming | None:
    """What a private chat brings, received `at`. None: another kind of chat, or nothing a buyer did."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type != ChatType.PRIVATE:
        return None
    place = 0
    said: Input | None = None
    if update.callback_query is not None:
        said, place = _pressed(update.callback_query)
    elif update.message is not None:
        said, place = _input(update.message), update.message.message_id
    elif update.edited_message is not None:
        said, place = _edited(update.edited_message), update.edited_message.message_id
    elif update.my_chat_member is not None:
        said = _reachable(update.my_chat_member)
    if said is None:
        return None
    language = (user.language_code if user is not None else None) or ""
    return Incoming(Arrival(update.update_id, chat.id, at, said, language, _note(update, user)), place)


def _note(update: Update, user: User | None) -> Note:
    """What is known of the message itself. The HTML is only made where there is something that plain text is not."""
    name = upright(user.first_name) if user is not None else ""
    message = update.message or update.edited_message
    if message is None:
        tapped = update.callback_query.message if update.callback_query else None
        return Note(tapped.message_id if tapped else 0, name=name)
    answered = message.reply_to_message
    edited = update.edited_message is not None
    return Note(message.message_id, answered.message_id if answered is not None else 0, words(message)[1], name, edited)


def _pressed(query: CallbackQuery) -> tuple[Pressed, int]:
    return Pressed(query.data or "", query.id), query.message.message_id if query.message else 0


def _input(message: Message) -> Input | None:
    if message.text is not None:
        return command(message) or Said(upright(message.text))
    return _file(message) or _strange(message)


def _edited(message: Message) -> Input | None:
    """A corrected text or caption counts. A live location moving along, or an edited poll, does not."""
    return Said(upright(message.text), edited=True) if message.text is not None else _file(message)


def command(message: Message) -> Commanded | None:
    """The command of a message; None: it is none. Only what Telegram itself marked as one at the very start."""
    entity = next((e for e in message.entities if e.type == MessageEntityType.BOT_COMMAND and e.offset == 0), None)
    if entity is None or message.text is None:
        return None
    name = message.text[1 : entity.length].split("@")[0].lower()
    return Commanded(name, upright(message.text[entity.length :]).strip())


def _file(message: Message) -> Sent | None:
    """The file of a message that can be evidence. Of a photo's sizes, the largest."""
    number, caption, album = message.message_id, upright(message.caption or ""), message.media_group_id or ""
    sizes = message.photo or (message.live_photo.photo if message.live_photo else ())
    if sizes:
        photo = max(sizes, key=lambda size: size.width * size.height)
        return Sent(
            FileKind.PHOTO,
            photo.file_id,
            photo.file_unique_id,
            number,
            size=photo.file_size or 0,
            mime="image/jpeg",
            caption=caption,
            album=album,
        )
    for kind, media in ((FileKind.VIDEO, message.video), (FileKind.DOCUMENT, message.document)):
        if media is not None:
            return Sent(
                kind,
                media.file_id,
                media.file_unique_id,
                number,
                size=media.file_size or 0,
                mime=media.mime_type or "",
                caption=caption,
                album=album,
                name=upright(media.file_name or ""),
            )
    return None


_STRANGE: Final = tuple(kind for kind in MessageAttachmentType if kind not in ("photo", "video", "document"))


def _strange(message: Message) -> Strange | None:
    """A message the bot has no use for. A notice of Telegram's own (a pin, a timer) is no message of the buyer."""
    kind = next((kind for kind in _STRANGE if getattr(message, kind, None)), None)
    return None if kind is None else Strange(str(kind))


def _reachable(change: ChatMemberUpdated) -> Reachable:
    gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return Reachable(Reach.BLOCKED if gone else Reach.UNBLOCKED)
