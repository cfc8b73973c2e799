"""The FAQ as texts to search: what `bot.reading.search.rank` looks through, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.domain.faq import FAQ
from bot.rendering.words import words


@cache
def searchable(language: str) -> Mapping[str, str]:
    """Question key → a line with the question and other words people use for it, then the answer; no markup."""
    speech = words(language)
    texts: dict[str, str] = {}
    for key in (entry.question for entry in FAQ):
        asked, others, answer = (speech.plain("faq", f"{part}_{key}") for part in ("q", "k", "a"))
        texts[key] = f"{asked} {others}\n{answer}"
    return texts
