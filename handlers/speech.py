"""Speech: the words of the bot, from templates/, by way of rendering."""

from __future__ import annotations

from bot.domain.screen import Screen, Toast
from bot.rendering import bubbles
from bot.rendering.bubbles import Bubble
from bot.storage.changes import Post


class Speech:
    """What `desk.Words` asks for."""

    def bubble(self, screen: Screen, language: str) -> Bubble:
        return bubbles.bubble(screen, language)

    def toast(self, answer: Toast, language: str) -> str:
        return bubbles.toast(answer, language)

    def post(self, post: Post) -> Bubble:
        return bubbles.post(post.template, post.facts, post.language)
