"""What people see of the bot before they talk to it: name, descriptions, menu button; and what it sees of a chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.playground import limits
from bot.playground.chats import member_card
from bot.playground.methods.commands import language_of
from bot.playground.methods.method import method
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.world import JSON, World

MENU_BUTTONS = ("commands", "default", "web_app")
TEXTS = {
    "description": (limits.DESCRIPTION, "BOT_DESCRIPTION_INVALID"),
    "short_description": (limits.SHORT_DESCRIPTION, "BOT_SHORT_DESCRIPTION_INVALID"),
    "name": (limits.NAME, "BOT_TITLE_INVALID"),
}


def get_me(world: World, _: Parameters) -> JSON:
    return world.me.card() | {
        "can_join_groups": world.joins_groups,
        "can_read_all_group_messages": world.reads_all,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _setter(field: str) -> Callable[[World, Parameters], bool]:
    most, refusal = TEXTS[field]

    def set_text(world: World, given: Parameters) -> bool:
        language, text = language_of(given), given.text(field).strip()
        if len(text) > most:
            raise bad_request(refusal)
        world.profile[field, language] = text
        return True

    return set_text


def _getter(field: str) -> Callable[[World, Parameters], JSON]:
    def get_text(world: World, given: Parameters) -> JSON:
        language = language_of(given)
        usual = world.me.first_name if field == "name" else ""
        return {field: world.profile.get((field, language)) or world.profile.get((field, "")) or usual}

    return get_text


def set_chat_menu_button(world: World, given: Parameters) -> bool:
    button = given.json("menu_button", bad_request("can't parse menu button JSON object")) or {"type": "default"}
    if not isinstance(button, Mapping) or button.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: unsupported type specified")
    world.menu_buttons[_private(world, given)] = dict(button)
    return True


def get_chat_menu_button(world: World, given: Parameters) -> JSON:
    return world.menu_buttons.get(_private(world, given), {"type": "commands"})


def _private(world: World, given: Parameters) -> int:
    user_id = given.integer("chat_id")
    if user_id and user_id not in world.users:
        raise bad_request("user not found")
    return user_id


def get_chat(world: World, given: Parameters) -> JSON:
    chat = world.chat_for(given.given.get("chat_id"))
    info: JSON = chat.card() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
    }
    if chat.pinned and chat.pinned[-1] in chat.messages:
        info["pinned_message"] = chat.messages[chat.pinned[-1]]
    return info


def get_chat_member(world: World, given: Parameters) -> JSON:
    chat = world.chat_for(given.given.get("chat_id"))
    if chat.kind != "private":
        world.reachable(chat)
    user = world.users.get(given.integer("user_id"))
    if not given.integer("user_id"):
        raise bad_request("invalid user_id specified")
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    standing = chat.members.get(user.id, "left") if chat.kind != "private" else "member"
    return member_card(user, standing, chat.withheld if user is world.me else frozenset())


def get_chat_administrators(world: World, given: Parameters) -> list[JSON]:
    chat = world.chat_for(given.given.get("chat_id"))
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    world.reachable(chat)
    return [
        member_card(world.users[user_id], standing)
        for user_id, standing in chat.members.items()
        if standing in ("creator", "administrator") and (user_id == world.me.id or not world.users[user_id].is_bot)
    ]


def get_chat_member_count(world: World, given: Parameters) -> int:
    chat = world.chat_for(given.given.get("chat_id"))
    world.reachable(chat)
    return 2 if chat.kind == "private" else sum(s not in ("left", "kicked") for s in chat.members.values())


def leave_chat(world: World, given: Parameters) -> bool:
    chat = world.chat_for(given.given.get("chat_id"))
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    world.reachable(chat)
    old = member_card(world.me, chat.members[world.me.id])
    chat.members[world.me.id] = "left"
    world.post(chat, world.me, {"left_chat_member": world.me.card()})
    change: dict[str, Any] = {"chat": chat.card(), "from": world.me.card(), "date": world.seconds()}
    world.updates.add(
        "my_chat_member", change | {"old_chat_member": old, "new_chat_member": member_card(world.me, "left")}
    )
    world.tell_group(chat)
    return True


METHODS = (
    method("getMe", get_me),
    method("setMyDescription", _setter("description"), "description language_code"),
    method("getMyDescription", _getter("description"), "language_code"),
    method("setMyShortDescription", _setter("short_description"), "short_description language_code"),
    method("getMyShortDescription", _getter("short_description"), "language_code"),
    method("setMyName", _setter("name"), "name language_code"),
    method("getMyName", _getter("name"), "language_code"),
    method("setChatMenuButton", set_chat_menu_button, "chat_id menu_button"),
    method("getChatMenuButton", get_chat_menu_button, "chat_id"),
    method("getChat", get_chat, "chat_id"),
    method("getChatMember", get_chat_member, "chat_id user_id"),
    method("getChatAdministrators", get_chat_administrators, "chat_id return_bots"),
    method("getChatMemberCount", get_chat_member_count, "chat_id"),
    method("leaveChat", leave_chat, "chat_id"),
)
