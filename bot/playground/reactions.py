"""Reactions: the emoji that people and the bot put under a message. One each; a new one takes the old one's place."""

from __future__ import annotations

from bot.playground.chats import Chat, User
from bot.playground.world import World

REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
)
"""Those that Telegram lets everybody use."""


def react(world: World, chat: Chat, user: User, message_id: int, emojis: list[str]) -> list[str]:
    """Put these reactions of one user under a message, none takes them away; returns those that were there before."""
    of_message = chat.reactions.setdefault(message_id, {})
    before = of_message.pop(user.id, [])
    if emojis:
        of_message[user.id] = emojis
    world.tell("reaction", chat=chat.id, message_id=message_id, reactions=world.reactions(chat.id, message_id))
    return before
