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

COMMANDS: Final = ("start", "new", "cases", "human", "help", "settings", "cancel", "privacy")
"""In the order of the menu."""
_KEY: Final = "profile"


class Say(Protocol):
    """One entry of a catalogue in one language, without markup."""

    def __call__(self, language: str, catalogue: str, key: str) -> str: ...


def calls_for(languages: Sequence[str], say: Say) -> list[tuple[str, dict[str, Any]]]:
    """The calls that set everything. The first language also stands for every language we do not speak.

    Telegram wants two letters. Groups get no commands: there is nothing to do in them."""
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
    wanted = calls_for(languages, say)
    digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    if await store.meta_get(_KEY) == digest:
        return False
    try:
        for method, values in wanted:
            await calls.call(method, **values)
    except TelegramError as error:
        _log.warning("profile_not_set", error=code(error))
        return False
    await store.meta_set(_KEY, digest)
    _log.info("profile_set", languages=len(languages))
    return True
