"""Reactions: the signs people put on messages, read as plain values."""

from __future__ import annotations

from telegram import ReactionTypeEmoji, Update

from bot.domain.ticket import Reaction


def reaction(update: Update) -> Reaction | None:
    """What a person put on a message, newest first, or that they took it away. None: no reaction, or one that only
    some may use: those cannot be carried."""
    change = update.message_reaction
    if change is None:
        return None
    by = change.user.id if change.user is not None else 0
    old = [one.to_dict() for one in change.old_reaction]  # a kind that is newer than PTB can't be compared
    there = [one for one in change.new_reaction if one.to_dict() not in old] or list(change.new_reaction)
    if not there:
        return Reaction(update.update_id, change.chat.id, change.message_id, "", by)
    newest = there[-1]
    if not isinstance(newest, ReactionTypeEmoji):
        return None
    return Reaction(update.update_id, change.chat.id, change.message_id, str(newest.emoji), by)
