"""Speech: the words of the bot, from templates/. Screens and toasts come from rendering; a post is one template."""

from __future__ import annotations

from bot.domain.screen import Screen, Toast
from bot.rendering import bubbles
from bot.rendering.bubbles import Bubble
from bot.rendering.words import words
from bot.storage.changes import Post


class Speech:
    """What `desk.Words` asks for."""

    def bubble(self, screen: Screen, language: str) -> Bubble:
        return bubbles.bubble(screen, language)

    def toast(self, answer: Toast, language: str) -> str:
        return bubbles.toast(answer, language)

    def post(self, post: Post) -> Bubble:
        """A queued message: templates/posts/<template>.j2 with its facts."""
        return Bubble(words(post.language).page(f"posts/{post.template}", post.facts))
