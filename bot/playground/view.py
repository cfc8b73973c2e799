"""What the page is shown when it connects: everything at once, as JSON. Changes come from `Telegram.subscribe`."""

from __future__ import annotations

from itertools import islice

from bot.playground.methods.commands import shown_commands
from bot.playground.telegram import Telegram
from bot.playground.world import JSON

CALLS = 200
"""So many of the last calls are shown to a page that connects."""


def snapshot(telegram: Telegram) -> JSON:
    """All a page needs to draw itself from nothing."""
    names = {language: text for (field, language), text in telegram.profile.items() if field == "name"}
    return {
        "me": telegram.me.card() | ({"first_name": names[""]} if names.get("") else {}),
        "users": [telegram.person_card(user) for user in telegram.users.values() if not user.is_bot],
        "chats": {str(chat.id): telegram.chat_card(chat) for chat in telegram.chats.values()},
        "commands": shown_commands(telegram),
        "descriptions": {
            language: text for (field, language), text in telegram.profile.items() if field == "description" and text
        },
        "unanswered": [tap.card() for tap in telegram.unanswered()],
        "calls": [call.card() for call in islice(telegram.journal, max(0, len(telegram.journal) - CALLS), None)],
        "now": telegram.seconds(),
        "run": telegram.began,
        **{name: report() for name, report in telegram.reports.items()},
    }
