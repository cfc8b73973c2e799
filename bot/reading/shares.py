"""Shares: what part of the price an act of a story is about: "offers 50%", "half of the price", "a full refund".

Percents are written in digits; the words for parts are those of [share.*] in lexicon/happenings/*.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from bot.reading.cues import Hit
from bot.reading.told import Story

_PARTS: Final = {"half": Decimal("0.5"), "third": Decimal("0.3333"), "quarter": Decimal("0.25"), "whole": Decimal(1)}
_PERCENT: Final = "percent"
_NONE: Final = "none"  # "half a year" is no part of a price
_DIGITS: Final = 6


class Part(NamedTuple):
    """A share (0 to 1) at the words first up to, not including, last."""

    first: int
    last: int
    share: Decimal
    near: bool
    """Said in a word of its own, so it must stand close to what it is a part of."""


def parts(tale: Story) -> list[Part]:
    """Every share the text names, left to right."""
    hits = [hit for hit in tale.hits if hit.cue.topic == "share"]
    return sorted([*_percents(tale, hits), *_words(hits)])


def _percents(tale: Story, hits: list[Hit]) -> Iterator[Part]:
    signs = {hit.first for hit in hits if hit.cue.key == _PERCENT}
    for at, word in enumerate(tale.words):
        if not word.text[0].isdigit() or "/" in word.text or len(word.text) > _DIGITS:
            continue
        signed = tale.folded[word.end : word.end + 2].lstrip().startswith("%")
        value = Decimal(word.text.replace(",", ".")) if signed or at + 1 in signs else None
        if value is not None and value <= 100:
            yield Part(at, at + 1, value / 100, near=False)


def _words(hits: list[Hit]) -> Iterator[Part]:
    for hit in hits:
        other = any(one.cue.key == _NONE and one.first <= hit.first < one.last for one in hits)
        if hit.cue.key in _PARTS and not hit.negated and not other:
            yield Part(hit.first, hit.last, _PARTS[hit.cue.key], near=True)
