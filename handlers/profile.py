"""Profile: what Telegram shows before a buyer said a word: commands, description, short description.

Telegram limits how often these may be set, so they are set only when they differ from what was set last, which the
database remembers by a hash. A failure is not worth a late start: it is tried again at the next one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final, Protocol

import structlog
from telegram.error import TelegramError

from bot.storage.store import Store
from handlers.calls import Calls
from handlers.errors import code

_log = structlog.get_logger(__name__)

COMMANDS: Final = (
    *("start", "new", "cases", "reminders", "happened", "human", "help", "settings", "cancel"),
    *("privacy", "mydata", "forget"),
)
"""In the order of the menu."""
STAFF_COMMANDS: Final = (
    *("r", "undo", "canned", "ask", "continue", "note", "case", "history"),
    *("take", "release", "assign", "close", "reopen", "block", "unblock"),
    *("queue", "stats", "selftest", "help"),
)
_KEY: Final = "profile"


class Say(Protocol):
    """One entry of a catalogue in one language, without markup."""

    def __call__(self, language: str, catalogue: str, key: str) -> str: ...


def calls_for(languages: Sequence[str], say: Say) -> list[tuple[str, dict[str, Any]]]:
    """The calls that set everything. The first language also stands for every language we do not speak.

    Telegram wants two letters. Groups get no commands, except the one of `set_staff_commands`: there is nothing to do
    in them."""
    made: list[tuple[str, dict[str, Any]]] = []
    for index, language in enumerate(languages):
        code_ = {"language_code": language[:2]} if index else {}
        commands = [{"command": name, "description": say(language, "commands", name)} for name in COMMANDS]
        private = {"type": "all_private_chats"}
        made.append(("setMyCommands", {"commands": commands, "scope": private, **code_}))
        made.append(("setMyDescription", {"description": say(language, "profile", "description"), **code_}))
        made.append(
            ("setMyShortDescription", {"short_description": say(language, "profile", "short_description"), **code_})
        )
    return made


async def set_profile(calls: Calls, store: Store, languages: Sequence[str], say: Say) -> bool:
    """Sets what changed since the last time; whether anything was set."""
    return await _set(calls, store, _KEY, calls_for(languages, say))


async def set_staff_commands(calls: Calls, store: Store, group_id: int, languages: Sequence[str], say: Say) -> bool:
    """The same for the menu of a support group. It only shows what there is: rights come from being in the group."""
    scope = {"type": "chat", "chat_id": group_id}
    wanted: list[tuple[str, dict[str, Any]]] = []
    for index, language in enumerate(languages):
        commands = [{"command": name, "description": say(language, "staff", name)} for name in STAFF_COMMANDS]
        code_ = {"language_code": language[:2]} if index else {}
        wanted.append(("setMyCommands", {"commands": commands, "scope": scope, **code_}))
    return await _set(calls, store, f"{_KEY}:staff:{group_id}", wanted)


async def _set(calls: Calls, store: Store, key: str, wanted: Sequence[tuple[str, dict[str, Any]]]) -> bool:
    digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    if await store.meta_get(key) == digest:
        return False
    try:
        for method, values in wanted:
            await calls.call(method, **values)
    except TelegramError as error:
        _log.warning("profile_not_set", what=key, error=code(error))
        return False
    await store.meta_set(key, digest)
    _log.info("profile_set", what=key)
    return True
