"""Whatever a buyer or a volunteer writes, in every screen and post that shows it: it is shown as written, and what is
ours stays what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Final

import pytest

from bot.domain.screen import Screen
from bot.rendering.bubbles import Bubble, bubble, post
from bot.services.support.card import card
from tests.rendering import markup
from tests.rendering.samples import HOSTILE
from tests.rendering.scenes import cases, screens
from tests.rendering.test_posts import OPEN, POSTS, TAKEN

VALUES: Final = {
    "template": "{{ 7*7 }} {% raw %} {# x #} {{ f }}",
    "format": "%(count)s %(name)s %s %d {0} {name}",
    "Markdown": "*b* _i_ `c` [x](http://e.x) ||s|| ~~~",
    "closing tags": "</b></i></pre></blockquote></code>",
    "entities": "&lt;b&gt; &amp; &#60; &#0; &nbsp;",
    "attributes": '" onclick=\'x\' href=javascript:1 <a href="x">',
    "marks": "\u200f\u061c\u200e\u200b فستان",
    "emoji": "👩‍👩‍👧‍👦𝕏🙂",
    "one long word": "щ" * len(HOSTILE),
}
"""Each about as long as what it takes the place of, so that what is cut is cut as before."""


@pytest.mark.parametrize("kind", VALUES)
def test_every_screen_shows_what_was_written_and_nothing_else_changes(kind: str) -> None:
    shown = set()
    for name, screen in _screens():
        written, plain = (
            bubble(replace(screen, facts=_with(value, screen.facts), rows=_with(value, screen.rows)), "en")
            for value in (VALUES[kind], "z" * 9)
        )
        shown |= {screen.template} if _same(name, written, plain, VALUES[kind]) else set()
    assert shown >= {"letter", "summary", "card", "recap", "question", "coach_card", "cases"}


@pytest.mark.parametrize("kind", VALUES)
def test_every_post_shows_what_was_written_and_nothing_else_changes(kind: str) -> None:
    shown = 0
    for template, samples in POSTS.items():
        for facts in samples:
            if "Jerry" in str(facts):
                written, plain = (post(template, _with(value, facts), "en") for value in (VALUES[kind], "z" * 9))
                shown += _same(template, written, plain, VALUES[kind])
    scene = next(cases())
    for ticket in (OPEN, TAKEN):
        written, plain = (post("ticket", _with(value, card(scene, ticket)), "en") for value in (VALUES[kind], "z" * 9))
        shown += _same("ticket", written, plain, VALUES[kind])
    assert shown > 20


@cache
def _screens() -> tuple[tuple[str, Screen], ...]:
    """One of each template, and of each letter, that shows what somebody wrote."""
    found: dict[Any, tuple[str, Screen]] = {}
    for name, screen in screens("en"):
        kind = screen.template, screen.copy
        if kind not in found and "Jerry" in str(screen.facts) and "Jerry" in markup.visible(bubble(screen, "en").text):
            found[kind] = name, screen
    return tuple(found.values())


def _same(name: str, written: Bubble, plain: Bubble, value: str) -> bool:
    """Whether the value is shown. The tags are those of any other value."""
    assert markup.faults(written.text) == [], name
    assert 0 < len(markup.visible(written.text)) <= 4096, name
    assert _TAGS.findall(written.text) == _TAGS.findall(plain.text), name
    assert all(0 < len(key.text) <= 64 for row in written.rows for key in row), name
    words = (markup.visible(written.text), *(key.text for row in written.rows for key in row))
    assert not any("49" in one and "49" not in markup.visible(plain.text) for one in words), name
    return any(value[:8] in one for one in words)


_TAGS: Final = re.compile(r"</?[a-z-]+")


def _with(value: str, where: Any) -> Any:
    """The same with this value wherever somebody wrote something."""
    if isinstance(where, str) and type(where) is str:
        return where.replace(HOSTILE, value)
    if isinstance(where, Mapping):
        return {name: _with(value, one) for name, one in where.items()}
    if type(where) in (list, tuple):
        return type(where)(_with(value, one) for one in where)
    if is_dataclass(where) and not isinstance(where, type):
        changed = {one.name: _with(value, getattr(where, one.name)) for one in fields(where) if one.init}
        return replace(where, **changed)
    return where
