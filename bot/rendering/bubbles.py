"""Bubbles: a Screen turned into what a messenger can show, a text and its keys, within Telegram's limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from bot.domain.claims import Shot
from bot.domain.screen import Button, Screen, Toast
from bot.rendering.agenda import CalendarFile, entered
from bot.rendering.picture import Drawn
from bot.rendering.timeline import captioned, worded
from bot.rendering.words import words

COPY_LIMIT: Final = 256  # characters on one copy button
TOAST_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the keyboard: either data or copy is set."""

    text: str
    data: str | None = None
    copy: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as it will be shown: Telegram HTML and the keyboard below it; above them what is to be drawn or
    written."""

    text: str
    rows: tuple[tuple[Key, ...], ...] = ()
    picture: Drawn | None = None
    file: CalendarFile | None = None


def bubble(screen: Screen, language: str) -> Bubble:
    """The screen in one language. Raises where a template or a fact is missing."""
    speech = words(language)
    facts = dict(screen.facts)
    copies: tuple[tuple[Key, ...], ...] = ()
    if screen.copy:
        pen, beside = screen.copy_language or language, screen.copy_beside or language
        letter = words(pen).letter(screen.copy, facts)
        facts["letter"] = letter
        facts["translation"] = words(beside).letter(screen.copy, facts) if beside != pen else ""
        facts["in_english"] = beside != language
        copies = tuple((key,) for key in _copy_keys(letter, language))
    rows = tuple(tuple(_key(button, language) for button in row) for row in screen.rows)
    page = f"screens/{screen.template}"
    if screen.file is not None:
        file = entered(speech, facts, screen.file, facts["made_at"])
        return Bubble(speech.page(page, {**facts, "filed": True}), copies + rows, file=file)
    if screen.picture is None:
        last = f"\n\n{speech.page(f'screens/{screen.below}', facts)}" if screen.below else ""
        return Bubble(f"{speech.page(page, facts)}{last}", copies + rows)
    if isinstance(screen.picture, Shot):
        return Bubble(speech.page(page, facts), copies + rows, screen.picture)
    caption = captioned(speech, page, facts, screen.picture)
    return Bubble(caption.text, copies + rows, worded(speech, facts, screen.picture) if caption.fits else None)


def post(template: str, facts: Mapping[str, Any], language: str) -> Bubble:
    """A queued message, templates/posts/<template>.j2, with the keys it brings. One that brings none, and is about a
    case, has a key that leads there."""
    brought = tuple(tuple(_key(Button(*key), language) for key in row) for row in facts.get("keys", ()))
    rows = brought or tuple(
        (_key(Button(name, f"{action}:{facts[fact]}:0", style="primary"), language),)
        for fact, (name, action) in _WAYS_IN.items()
        if fact in facts
    )
    return Bubble(words(language).page(f"posts/{template}", facts), rows)


_WAYS_IN: Final = {"case": ("open_this_case", "open"), "talk": ("answer_human", "human")}
"""A post with such a fact, the number of a case, has a key that leads there."""


def toast(answer: Toast, language: str) -> str:
    """The short answer to a tap, cut to what Telegram shows."""
    return words(language).plain("toasts", answer.label, answer.facts)[:TOAST_LIMIT]


def label(button: Button, language: str) -> str:
    """A button's words: what is shown, and what may be typed instead."""
    if button.label in _PERSONAL:
        return words(language).plain("labels", button.label, button.facts)
    return _common(button.label, tuple(button.facts.items()), language)


@lru_cache(maxsize=4096)
def _common(name: str, facts: tuple[tuple[str, Any], ...], language: str) -> str:
    """The words of a button that every buyer may get: said once and remembered."""
    return words(language).plain("labels", name, dict(facts))


_PERSONAL: Final = frozenset({"open_case", "open_number", "reading", "yes_reading", "colleague"})
"""Buttons with a buyer's own words on them; those are not kept in memory."""


def _key(button: Button, language: str) -> Key:
    text = label(button, language)
    return Key(text, data=button.data, style=button.style)


def _copy_keys(letter: str, language: str) -> Iterator[Key]:
    parts = list(copy_parts(letter))
    for index, part in enumerate(parts, start=1):
        name = "copy" if len(parts) == 1 else "copy_part"
        yield Key(words(language).plain("labels", name, {"part": index, "parts": len(parts)}), copy=part)


def copy_parts(letter: str, limit: int = COPY_LIMIT) -> Iterator[str]:
    """The letter in pieces that fit a copy button, cut between lines, sentences or words where it can be.

    Pasted one after another they are the letter again, so the blank at a cut stays with the piece before it.
    """
    rest = letter.strip()
    while rest:
        window = _fitting(rest, limit)
        cut = len(window)
        if window != rest:
            at_least = cut // 3
            for breaks in (_LINE_ENDS, _SENTENCE_ENDS, _BLANK):
                ends = [found.end() for found in breaks.finditer(window) if found.end() > at_least]
                if ends:
                    cut = ends[-1]
                    break
        yield rest[:cut]
        rest = rest[cut:]


def _fitting(text: str, limit: int) -> str:
    """As much of the beginning as a button carries; Telegram counts an emoji as two."""
    window = text[:limit]
    while len(window) + sum(letter > "\uffff" for letter in window) > limit:
        window = window[:-1]
    return window


_LINE_ENDS: Final = re.compile(r"\n+")
_SENTENCE_ENDS: Final = re.compile(r"[.!?] |[。！？]")
_BLANK: Final = re.compile(r"\s+")
