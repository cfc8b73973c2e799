"""The cast: who is there when the playground opens, and the group of those who help."""

from __future__ import annotations

from typing import Final

from bot.playground.telegram import Telegram

GROUP: Final = -1001000000001
TITLE: Final = "Recourse support"
BUYERS: Final = ((101, "Ana", "en"),)
VOLUNTEERS: Final = ((901, "Vera", "en"), (902, "Max", "en"))


def enter(telegram: Telegram) -> None:
    """Puts them into an empty world. The bot is told nothing of it: it was in the group before."""
    for number, name, language in BUYERS:
        telegram.user(number, name, language)
    group = telegram.group(GROUP, TITLE, forum=True, bot="administrator")
    for number, name, language in VOLUNTEERS:
        group.members[telegram.user(number, name, language, volunteer=True).id] = "member"
