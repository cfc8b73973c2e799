"""Updates as Telegram sends them: what a buyer does, as JSON."""

from __future__ import annotations

from itertools import count
from typing import Any

BUYER = 700_000_000_001  # needs more than 32 bits, as real ids do
WRITTEN_AT = 1_772_445_600
_numbers = count(1000)


def chat(chat_id: int = BUYER, kind: str = "private") -> dict[str, Any]:
    return {"id": chat_id, "type": kind, **({"title": "A group"} if kind != "private" else {"first_name": "Ana"})}


def user(user_id: int = BUYER, language: str = "en") -> dict[str, Any]:
    return {"id": user_id, "is_bot": False, "first_name": "Ana", "language_code": language}


def message(chat_id: int = BUYER, number: int = 10, **content: Any) -> dict[str, Any]:
    return {"message_id": number, "date": WRITTEN_AT, "chat": chat(chat_id), "from": user(chat_id), **content}


def text(words: str, chat_id: int = BUYER, number: int = 10) -> dict[str, Any]:
    """The buyer types; commands are marked the way Telegram marks them."""
    content: dict[str, Any] = {"text": words}
    if words.startswith("/") and words[1:2].isascii():
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(words.split()[0])}]
    return update(message=message(chat_id, number, **content))


def tap(data: str, chat_id: int = BUYER, number: int = 11, query: str = "q1") -> dict[str, Any]:
    """The buyer taps a button of the bot's message `number`."""
    ours = message(chat_id, number, text="a screen") | {"from": {"id": 1, "is_bot": True, "first_name": "Recourse"}}
    return update(
        callback_query={
            "id": query,
            "from": user(chat_id),
            "chat_instance": "1",
            "data": data,
            "message": ours,
        }
    )


def membership(was: str, becomes: str, chat_id: int = BUYER, kind: str = "private") -> dict[str, Any]:
    """What Telegram says when somebody blocks the bot or a group adds it."""
    bot = {"id": 1, "is_bot": True, "first_name": "Recourse"}
    return update(
        my_chat_member={
            "chat": chat(chat_id, kind),
            "from": user(),
            "date": WRITTEN_AT,
            "old_chat_member": _member(was, bot),
            "new_chat_member": _member(becomes, bot),
        }
    )


def update(**content: Any) -> dict[str, Any]:
    return {"update_id": next(_numbers), **content}


def _member(status: str, who: dict[str, Any]) -> dict[str, Any]:
    more = {"until_date": 0} if status == "kicked" else _RIGHTS if status == "administrator" else {}
    return {"status": status, "user": who, **more}


_RIGHTS = {
    "can_be_edited": False,
    **dict.fromkeys(
        (
            "is_anonymous",
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
        ),
        False,
    ),
}
