"""The approved conversations with the coach show everything it can say, in each language: nothing a buyer may read was
never read by us."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pytest

from bot.playground.script import parse
from bot.rendering.catalogues import languages
from bot.rendering.formats import filters
from bot.rendering.words import bare, words
from tests.rendering.samples import AMOUNT, DAY, macros, samples
from tests.test_transcripts import FOLDER

NEVER_SHOWN: Final = frozenset(
    {
        "why_opening_is_safe",
        "why_opens_later",
        "why_page_decides",
        "why_other_rules",
        "why_first_appeal",
        "risk_with_appeal",
    }
)
"""Said by `assess` only: before a dispute the chat shows the verdict, and it knows no other shop."""


@cache
def shown(language: str) -> str:
    """Everything the bot said in the conversations of a language, one line for each of its own."""
    texts = [path.read_text("utf-8") for path in sorted((FOLDER / "coach").rglob("*.txt"))]
    heard = [text for text in texts if parse(text).head.language == language]
    lines = [line[7:] for text in heard for line in text.splitlines() if line.startswith(("bot", " "))]
    return "\n".join(lines)


def seen(language: str, key: str) -> bool:
    """Whether the entry was shown, whatever days and amounts it then named."""
    speech = words(language)
    known = filters(language)
    facts = (known["day"](DAY), known["money"](AMOUNT, "USD"), known["money"](AMOUNT, None))
    for sample in samples("coach", key):
        pattern = re.escape(bare(speech.say("coach", key, sample)))
        for fact in facts:
            pattern = pattern.replace(re.escape(bare(str(fact))), ".+?")
        if re.search(pattern, shown(language)):
            return True
    return False


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", macros("coach"))
def test_the_words_were_shown(language: str, key: str) -> None:
    assert seen(language, key) is (key not in NEVER_SHOWN)
