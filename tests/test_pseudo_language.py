"""A whole conversation in the pseudo-language: every word the bot says is marked, so none is hard-coded.

`tests/rendering/test_screens.py` looks at each screen by itself; here the real bot speaks, posts and toasts included.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any, Final

from bot.policies import load
from bot.rendering.catalogues import PSEUDO
from bot.storage.changes import Changes
from tests.conversation import Conversation, conversation
from tests.services.walkers import well

_MARKED: Final = re.compile(r"⟦[^⟦⟧]*⟧")
_FACTS: Final = re.compile(
    r"\bxx\b|English|Русский|中文|PayPal|Visa|Mastercard|American Express|UTC|US\$|AliExpress"
    r"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
    r"|\b(?:in )?\d+ (?:day|month|year)s?(?: ago)?\b"
    r"|United States|United Kingdom|Spain|Brazil|Germany|France|Poland|Israel|Honolulu|Kiritimati"
    r"|/[a-z]+|red dress|USD|EUR|GBP|BRL|PLN|ILS"
)
_TITLES: Final = tuple(source.title for source in load().sources.values())
"""Sources keep their names in every language."""
_ACTS: Final = (
    "/start",
    "/help",
    "/settings",
    "/privacy",
    "/cases",
    "/nothing",
    "/new",
    "my red dress came torn, ordered 2026-04-20, 20 dollars",
    *("+" for _ in range(4)),
    "nonsense",
    *("-" for _ in range(25)),
)


async def test_every_word_of_a_conversation_can_be_translated() -> None:
    async with conversation() as talk:
        await talk.says("/start")
        snapshot = await talk.app.store.load(talk.buyer)
        assert snapshot.buyer is not None
        buyer = replace(snapshot.buyer, language=PSEUDO, revision=snapshot.buyer.revision + 1)
        assert await talk.app.store.commit(Changes(None, talk.clock.now, buyer))
        shown = set()
        for act in _ACTS:
            await _do(talk, act)
            shown.add(talk.screen.split("\n")[0])
            assert _plain(talk) == [], talk.screen
            well(talk)
        assert len(shown) > 12


async def _do(talk: Conversation, act: str) -> None:
    """Typed words; + takes the first answer, - goes round the question or on from the summary."""
    if act not in "+-":
        await talk.says(act)
        return
    rows = [row for row in _rows(talk) if "callback_data" in row[0]]
    last = rows[-1]
    key = last[1] if act == "-" and len(last) == 3 else rows[0][0]
    talk.telegram.taps(talk.buyer, talk.messages[-1]["message_id"], key["callback_data"])
    await talk.settle()


def _rows(talk: Conversation) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = talk.messages[-1].get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _plain(talk: Conversation) -> list[str]:
    """The words on the screen and in the last toast that stand outside the marks and are no facts."""
    toasts = [call.parameters.get("text") or "" for call in talk.telegram.calls("answerCallbackQuery")[-1:]]
    text = "\n".join([_without_letter(talk.messages[-1]), *talk.buttons, *toasts])
    text = html.unescape(text)
    for title in _TITLES:
        text = text.replace(title, "")
    while _MARKED.search(text):
        text = _MARKED.sub("", text)
    return re.findall(r"[^\W\d_]{2,}", _FACTS.sub("", text))


def _without_letter(message: dict[str, Any]) -> str:
    """The text of a message without what is written to the seller, in the seller's language."""
    text = str(message.get("text", "")).encode("utf-16-le")
    for entity in message.get("entities", ()):
        if entity["type"] == "pre":
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            text = text[:start] + " ".encode("utf-16-le") * (entity["length"]) + text[end:]
    return text.decode("utf-16-le")
