"""What the page is shown when it connects: everything at once, as JSON. Changes come from `Telegram.subscribe`."""

from __future__ import annotations

from bot.playground.chats import Chat
from bot.playground.methods.commands import shown_commands
from bot.playground.telegram import Telegram
from bot.playground.world import JSON


def snapshot(telegram: Telegram) -> JSON:
    """All a page needs to draw itself from nothing."""
    names = {language: text for (field, language), text in telegram.profile.items() if field == "name"}
    return {
        "me": telegram.me.card() | ({"first_name": names[""]} if names.get("") else {}),
        "users": [telegram.person_card(user) for user in telegram.users.values() if not user.is_bot],
        "chats": {str(chat.id): _chat(telegram, chat) for chat in telegram.chats.values()},
        "commands": shown_commands(telegram),
        "descriptions": {
            language: text for (field, language), text in telegram.profile.items() if field == "description" and text
        },
        "unanswered": [tap.card() for tap in telegram.unanswered()],
        "now": telegram.seconds(),
        **{name: report() for name, report in telegram.reports.items()},
    }


def _chat(telegram: Telegram, chat: Chat) -> JSON:
    return chat.card() | {
        "messages": [telegram.shown(message) for message in telegram.messages(chat.id)],
        "pinned": list(chat.pinned),
        "reply_keyboard": chat.reply_keyboard,
        "topics": [{"id": topic.id, "name": topic.name, "closed": topic.closed} for topic in chat.topics.values()],
    }
