"""Settings: the environment and `.env`, read once, checked together. Every fault is named in one line with its mend.

Plain values on purpose: a library for this took a tenth of the memory and of the start.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from dotenv import dotenv_values

from bot.rendering.catalogues import languages

TELEGRAM: Final = "https://api.telegram.org"
_TOKEN: Final = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_DSN: Final = re.compile(r"https?://\w+(:\w+)?@[^@/\s]+(/[^@\s]*)?/\d+")
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{43}=")


def _setting(default: Any, about: str, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"about": about})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a host can set. `make diagram` writes it into `.env.example` and the README. What may hold a secret is not
    shown when this is printed."""

    bot_token: str | None = _setting(
        None, "The token of your bot, from @BotFather. Without it you get the playground in your browser.", secret=True
    )
    bot_api_url: str = _setting(
        TELEGRAM, "Another Bot API server: one of your own, or the stand-in (`http://127.0.0.1:8081`)."
    )
    database_url: str = _setting(
        "sqlite:///data/recourse.db",
        "Where cases are kept: a file, or PostgreSQL (`postgresql+asyncpg://user:password@host/name`).",
        secret=True,
    )
    support_chat_id: int | Mapping[str, int] | None = _setting(
        None,
        "The group where humans help, best one with topics in which the bot is an administrator who may manage them. "
        "Every member reads the cases that buyers bring there and can answer them. Its number begins with a minus. "
        "Several groups by language: `en=-1001, ru=-1002`; whoever speaks none of these goes to the first.",
    )
    support_answer_hours: int = _setting(
        24,
        "Within how many hours a buyer should have an answer from the support group. The group is told of a case that "
        "waits longer, and `OPERATOR_IDS` of one that waits twice as long.",
    )
    operator_ids: tuple[int, ...] = _setting(
        (),
        "Telegram ids of the people who run this bot, separated by commas. They are told of what fails; each of them "
        "must have written to the bot once.",
    )
    webhook_url: str | None = _setting(
        None,
        "The address, beginning with https://, at which Telegram reaches this bot: updates are then delivered there, "
        "to any of several processes. Without it the bot asks for them, and nothing has to be open.",
    )
    webhook_secret: str | None = _setting(
        None,
        "What Telegram shows at each delivery to prove itself. Without it one is made from the token.",
        secret=True,
    )
    listen: str | None = _setting(
        None,
        "`host:port` for deliveries, `/healthz`, `/readyz` and `/metrics`. Without it nothing listens; with "
        "`WEBHOOK_URL` it is `127.0.0.1:8080`.",
    )
    host_contact: str | None = _setting(
        None, "Who runs this bot and how to reach them, in a few words. /privacy shows it to buyers."
    )
    retention_days: int = _setting(
        180, "Days after which everything of a buyer who no longer writes is deleted. They are told two weeks before."
    )
    encryption_keys: tuple[str, ...] = _setting(
        (),
        "Keys for what buyers say, as it lies in the database; `python -m bot keys new` makes one. Several are "
        "separated by commas: the first one writes, all of them read. Whoever loses them loses the cases.",
        secret=True,
    )
    default_language: str = _setting("en", "The language for buyers whose own one is not spoken yet.")
    reminder_tick_seconds: int = _setting(30, "How often the bot looks for reminders that are due, in seconds.")
    log_level: str = _setting(
        "INFO",
        "`DEBUG`, `INFO`, `WARNING` or `ERROR`. The log holds ids and codes, never a buyer's words, never the token.",
    )
    log_format: str = _setting("text", "`text` for people, `json` for collectors.")
    sentry_dsn: str | None = _setting(
        None,
        "Where a Sentry server takes reports of errors: names of classes and places in the code, no words, no numbers "
        "of chats.",
        secret=True,
    )


class SettingsFault(Exception):
    """Some settings are wrong; the text has one line for each."""


@dataclass(frozen=True, slots=True)
class Read:
    """What of the settings can be used, the names of all that were given, and a line for each that cannot be used."""

    settings: Settings
    names: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def load(environment: Mapping[str, str] = os.environ, file: str = ".env") -> Settings:
    """The settings of this process; the environment goes before the file, and what is blank counts as absent.
    Raises `SettingsFault` with every fault at once."""
    found = read(written(environment, file))
    if found.faults:
        raise SettingsFault("\n".join(found.faults))
    return found.settings


def read(given: Mapping[str, str]) -> Read:
    """What was written, understood as far as it can be; a setting with a fault keeps its default."""
    values: dict[str, Any] = {}
    faults: list[str] = []
    names = [one.name for one in fields(Settings) if given.get(one.name.upper())]
    for name in names:
        try:
            values[name] = _READ.get(name, str)(given[name.upper()])
        except ValueError as fault:
            faults.append(f"{name.upper()}: {fault}. See .env.example.")
    return Read(Settings(**values), tuple(name.upper() for name in names), tuple(faults))


def written(environment: Mapping[str, str] = os.environ, file: str = ".env") -> dict[str, str]:
    """What was set, unread, by its name in capitals. Raises `SettingsFault` where the file is no text."""
    try:
        lines = dotenv_values(file, encoding="utf-8", interpolate=False)
    except (OSError, ValueError):
        raise SettingsFault(f"{file}: cannot be read as text. See .env.example.") from None
    return {name: text.strip() for name, text in {**lines, **environment}.items() if text and text.strip()}


def _token(text: str) -> str:
    if not _TOKEN.fullmatch(text):
        raise ValueError("must be a number, a colon and letters, as @BotFather gave it")
    return text


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return text.rstrip("/")


def _secure_address(text: str) -> str:
    if not text.startswith("https://"):
        raise ValueError("must begin with https://, because Telegram delivers to nothing else")
    return text.rstrip("/")


def _secret(text: str) -> str:
    if not _SECRET.fullmatch(text):
        raise ValueError("must be 1 to 256 letters, digits, _ or -")
    return text


def _reporter(text: str) -> str:
    if not _DSN.fullmatch(text):
        raise ValueError("must be an address as the Sentry server shows it: https://key@host/number")
    return text


def _place(text: str) -> str:
    _, colon, port = text.rpartition(":")
    if not (colon and port.isdecimal() and 1 <= int(port) <= 65535):
        raise ValueError("must be host:port, such as 127.0.0.1:8080 or 0.0.0.0:8080")
    return text


def _keys(text: str) -> tuple[str, ...]:
    keys = tuple(text.replace(",", " ").split())
    if not all(_KEY.fullmatch(key) for key in keys):
        raise ValueError("must be keys as `python -m bot keys new` makes them, with commas between them")
    return keys


def _ids(text: str) -> tuple[int, ...]:
    try:
        return tuple(map(int, text.replace(",", " ").split()))
    except ValueError:
        raise ValueError("must be numbers with commas between them") from None


def _groups(text: str) -> int | Mapping[str, int]:
    """One group for all, or the groups by the language they speak, in the order given."""
    if "=" not in text:
        return _group(text)
    groups: dict[str, int] = {}
    for language, _, number in (part.partition("=") for part in text.split(",")):
        try:
            spoken = _one_of(*languages())(language.strip())
        except ValueError:
            known = ", ".join(languages())
            raise ValueError(f"{language.strip()} is no language of this bot, which speaks {known}") from None
        if spoken in groups:
            raise ValueError(f"{spoken} has two groups; give it one")
        groups[spoken] = _group(number)
        if len(set(groups.values())) < len(groups):
            raise ValueError(f"{groups[spoken]} is named twice; give each language a group of its own")
    return groups


def _group(text: str) -> int:
    try:
        group_id = int(text)
    except ValueError:
        group_id = 0
    if group_id >= 0:
        raise ValueError("must be the number of a group, which begins with a minus, or several as en=-1001, ru=-1002")
    return group_id


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        for word in words:
            if word.casefold() == text.casefold():
                return word
        raise ValueError(f"must be one of {', '.join(words)}")

    return read


_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "bot_token": _token,
    "bot_api_url": _address,
    "support_chat_id": _groups,
    "support_answer_hours": _number(1, 720),
    "operator_ids": _ids,
    "webhook_url": _secure_address,
    "webhook_secret": _secret,
    "listen": _place,
    "retention_days": _number(30, 3650),
    "encryption_keys": _keys,
    "default_language": lambda text: _one_of(*languages())(text),
    "reminder_tick_seconds": _number(1, 3600),
    "log_level": _one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    "log_format": _one_of("text", "json"),
    "sentry_dsn": _reporter,
}
