"""The list of commands behind the menu button, one per scope and language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.playground import limits
from bot.playground.methods.method import method
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.world import JSON, World

SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_NAME = re.compile(r"[a-z0-9_]{1,32}")


def language_of(given: Parameters) -> str:
    """Two small letters, or nothing."""
    code = given.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _scope(world: World, given: Parameters) -> str:
    """A key for the scope: its type, and the chat and user it names."""
    scope = given.json("scope", bad_request("can't parse BotCommandScope JSON object"))
    if scope is None:
        return "default"
    if not isinstance(scope, Mapping):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in SCOPES:
        return str(kind)
    if kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = world.chat_for(scope.get("chat_id"))
    if kind == "chat_member":
        return f"{kind}:{chat.id}:{scope.get('user_id')}"
    if kind == "chat_administrators" and chat.kind == "private":
        raise bad_request("can't use specified scope in private chats")
    return f"{kind}:{chat.id}"


def _command(given: Any) -> JSON:
    if not isinstance(given, Mapping):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(given.get("command", "")).strip().removeprefix("/")
    description = str(given.get("description", "")).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > limits.COMMAND_NAME:
        raise bad_request(f"command length must not exceed {limits.COMMAND_NAME}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > limits.COMMAND_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {limits.COMMAND_DESCRIPTION}")
    return {"command": name, "description": description}


def set_my_commands(world: World, given: Parameters) -> bool:
    key = (_scope(world, given), language_of(given))
    listed = given.json("commands", bad_request("can't parse commands JSON object")) or []
    if not isinstance(listed, (list, tuple)):
        raise bad_request("expected an Array of BotCommand")
    commands = [_command(one) for one in listed]
    if len(commands) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    if any(_NAME.fullmatch(command["command"]) is None for command in commands):
        raise bad_request("BOT_COMMAND_INVALID")
    world.commands[key] = commands
    world.tell("commands", commands=shown_commands(world))
    return True


def get_my_commands(world: World, given: Parameters) -> list[JSON]:
    return world.commands.get((_scope(world, given), language_of(given)), [])


def delete_my_commands(world: World, given: Parameters) -> bool:
    world.commands.pop((_scope(world, given), language_of(given)), None)
    world.tell("commands", commands=shown_commands(world))
    return True


def shown_commands(world: World) -> dict[str, list[JSON]]:
    """What a private chat's menu shows, by language; the list under "" is for every other language."""
    shown = {}
    for scope in ("default", "all_private_chats"):
        shown.update({language: listed for (where, language), listed in world.commands.items() if where == scope})
    return shown


METHODS = (
    method("setMyCommands", set_my_commands, "commands scope language_code"),
    method("getMyCommands", get_my_commands, "scope language_code"),
    method("deleteMyCommands", delete_my_commands, "scope language_code"),
)
