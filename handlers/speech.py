"""Speech: the words of the bot, from templates/, by way of rendering."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.domain.claims import Shot
from bot.domain.screen import Screen, Toast
from bot.rendering import bubbles
from bot.rendering.agenda import CalendarFile
from bot.rendering.bubbles import Bubble
from bot.rendering.picture import Drawn, Picture
from bot.services.mydata import Export
from bot.storage.changes import Post


class Speech:
    """What `desk.Words` asks for."""

    def bubble(self, screen: Screen, language: str) -> Bubble:
        return bubbles.bubble(screen, language)

    def draw(self, picture: Drawn) -> bytes:
        if not isinstance(picture, Picture):
            return _example(picture)
        from bot.rendering.drawing import draw  # late: it loads Pillow, which most buyers never need

        return draw(picture)

    def write(self, file: CalendarFile) -> bytes:
        from bot.rendering.calendar_file import written  # late: it loads icalendar, which most buyers never need

        return written(file)

    def documents(self, export: Export, language: str) -> Mapping[str, bytes]:
        from bot.rendering.mydata import documents  # late: few ever ask for it

        facts = {"made_at": export.made_at, "buyer": export.buyer, "chapters": export.chapters}
        return documents(facts, export.rows, language)

    def toast(self, answer: Toast, language: str) -> str:
        return bubbles.toast(answer, language)

    def post(self, post: Post) -> Bubble:
        return bubbles.post(post.template, post.facts, post.language)


@cache
def _example(shot: Shot) -> bytes:
    """The example of a shot, drawn once; all of them take less than a megabyte."""
    from bot.rendering import examples  # late as well

    return examples.draw(shot)
