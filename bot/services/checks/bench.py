"""Bench: what the checks look at, and what can only be read off Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.domain.group import Groups
from bot.domain.policy import Policy
from bot.settings import Settings
from bot.storage.store import Store


class Absent(StrEnum):
    """Why nothing is known of the bot."""

    NOT_GIVEN = "token_none"
    REFUSED = "token_refused"
    OUT = "telegram_out"


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as Telegram knows it. `joins`: it can be added to groups; `reads_all`: its privacy mode is off."""

    name: str
    username: str
    joins: bool
    reads_all: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """What the bot may do in a group. Where there are no topics, none can be managed and nothing is lacking. `moved`:
    the number the group has by now; None: the one that was asked for."""

    title: str
    member: bool
    administrator: bool
    forum: bool
    topics: bool
    pin: bool
    delete: bool
    moved: int | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """How Telegram delivers. `url` empty: it waits to be asked. `lacking`: kinds of update that it was not asked for;
    `error`: what it said of the last delivery that failed, at `failed_at`."""

    url: str
    pending: int
    lacking: tuple[str, ...] = ()
    error: str = ""
    failed_at: datetime | None = None


class Instruments(Protocol):
    """What can only be read off Telegram."""

    async def me(self) -> Me | Absent:
        """The bot by its token."""

    async def rights(self, group_id: int) -> Rights | None:
        """None: the group cannot be seen from here."""

    async def webhook(self) -> Webhook | None:
        """None: Telegram did not say."""

    async def reachable(self, user_id: int) -> bool | None:
        """Whether this person has opened a chat with the bot; None: Telegram did not say."""

    def heard_at(self) -> datetime | None:
        """When Telegram last answered the question for updates; None: never in this life of the bot."""

    def ahead(self) -> timedelta | None:
        """How far our clock is ahead of Telegram's, to a second; None: there was nothing to compare it with."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a host wrote. `names`: the settings that were given; `faults`: those that cannot be used, a line each;
    `strangers`: names that no setting has, with the one that may be meant; `file`: where they are, if it is there."""

    names: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    strangers: tuple[tuple[str, str], ...] = ()
    file: Path | None = None

    def faulty(self, name: str) -> bool:
        """Whether this setting was given and cannot be used."""
        return any(fault.startswith(f"{name}:") for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Bench:
    """What the checks look at. `store` None: it is not there yet, or could not be opened, and then `unopened` says why.
    `given` None: the bot runs, so its settings were readable. `me` is what `look` finds out first."""

    settings: Settings
    groups: Groups | None
    policy: Policy
    clock: Callable[[], datetime]
    instruments: Instruments | None
    store: Store | None
    unopened: str = ""
    given: Given | None = None
    me: Me | Absent = Absent.NOT_GIVEN
