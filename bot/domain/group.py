"""Group: where humans help, and Groups: which one helps whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """One support group, by the number its host gave, and the language its volunteers read."""

    chat_id: int
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody who has written in a support group. `username` without the @; empty: none."""

    group_id: int
    user_id: int
    name: str
    username: str = ""


@dataclass(frozen=True, slots=True)
class Groups:
    """All support groups of this bot, at least one."""

    all: tuple[Group, ...]
    answer_hours: int = 24
    """Within so many hours every buyer should have an answer."""

    def of(self, language: str) -> Group:
        """The group that helps in this language; the first one where none does."""
        return next((group for group in self.all if group.language == language), self.all[0])

    def at(self, chat_id: int) -> Group | None:
        """The group of this number; None: no support group."""
        return next((group for group in self.all if group.chat_id == chat_id), None)
