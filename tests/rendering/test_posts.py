"""Messages that nobody asked for just now: reminders, notices. Each in every language."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.rendering.bubbles import post
from bot.rendering.catalogues import PSEUDO, TEMPLATES, languages
from bot.rendering.words import words
from tests.rendering import markup
from tests.rendering.samples import HOSTILE, macros

POSTS: dict[str, list[dict[str, Any]]] = {
    "reminder": [
        {"number": 2, "case": 5, "item": item, "kind": kind, "due_on": date(2026, 3, 14).isoformat(), "late": late}
        for kind in macros("reminders")
        for item, late in ((HOSTILE, True), (None, False))
    ],
    "group": [{"link": "https://t.me/recourse_bot"}],
    "parked": [{"update": 17, "error": HOSTILE}],
    "trouble": [{"update": 17}],
}


def test_every_post_is_tried_here() -> None:
    assert set(POSTS) == {path.stem for path in (TEMPLATES / "posts").glob("*.j2")}


@pytest.mark.parametrize("language", [*languages(), PSEUDO])
@pytest.mark.parametrize("template", POSTS)
def test_a_post_is_a_message_telegram_takes(template: str, language: str) -> None:
    for facts in POSTS[template]:
        shown = post(template, facts, language)

        assert markup.faults(shown.text) == []
        assert HOSTILE not in shown.text
        assert 0 < len(markup.visible(shown.text)) <= 4096


def test_a_late_reminder_says_that_it_is_late() -> None:
    late, in_time = (post("reminder", facts, "en").text for facts in POSTS["reminder"][:2])

    assert "This comes late" in late
    assert "This comes late" not in in_time
    assert words("en").plain("reminders", next(iter(macros("reminders")))) in late
