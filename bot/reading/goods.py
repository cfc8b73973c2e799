"""Goods: the things people order, as data, and where a text names one of them.

The list is short and plain on purpose: a word with a second meaning in a complaint ("case", "box", "card") is not in
it, so what is found is a thing. `item.py` decides which of the things named was bought.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from bot.reading.cues import small_words
from bot.reading.spelling import fold

_DATA: Final = Path(__file__).parent / "lexicon" / "goods.toml"
_MOST_BEFORE: Final = 2
_SHORTEST_STEM: Final = 3


class Spot(NamedTuple):
    """A thing named at words first up to, not including, last. `kind` is alike for its singular and plural."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Goods:
    """One language's words for things."""

    words: frozenset[str]
    stems: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    before: frozenset[str]
    not_after: frozenset[tuple[str, ...]]
    not_before: frozenset[str]

    def spots(self, words: Sequence[str]) -> Iterator[Spot]:
        """The things named in these folded words, left to right."""
        at = 0
        while at < len(words):
            size = self._size(words, at)
            if not size or (at + size < len(words) and words[at + size] in self.not_before):
                at += size or 1
                continue
            first = at
            while first > max(0, at - _MOST_BEFORE) and self._belongs(words[first - 1]):
                first -= 1
            if not self._led_by(words, first):
                yield Spot(self._kind(words[at + size - 1]), first, at + size)
            at += size

    def _size(self, words: Sequence[str], at: int) -> int:
        if at + 1 < len(words) and ((words[at], _singular(words[at + 1])) in self.pairs):
            return 2
        word = words[at].replace("-", "")
        known = word in self.words or (bool(self.stems) and word.startswith(self.stems))
        if known and at + 1 < len(words) and words[at + 1] in self.words:  # "phone watch" is one thing
            return 2
        return int(known)

    def _belongs(self, word: str) -> bool:
        return word in self.before or (word[0].isdigit() and word.endswith(("gb", "tb", "гб", "тб")))

    def _led_by(self, words: Sequence[str], first: int) -> bool:
        """Whether a word in front makes it something else: "for my phone"."""
        if first >= 2 and (words[first - 2], words[first - 1]) in self.not_after:
            return True
        while first and words[first - 1] in small_words("determiners"):
            first -= 1
        return bool(first) and (words[first - 1],) in self.not_after

    def _kind(self, word: str) -> str:
        stem = next((stem for stem in self.stems if word.startswith(stem)), None)
        return stem or _singular(word)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


@lru_cache(maxsize=12)
def goods(language: str) -> Goods:
    """The words for things in one language; a language without any knows none."""
    data: Mapping[str, str] = tomllib.loads(_DATA.read_text("utf-8")).get(language, {})

    def listed(name: str) -> list[str]:
        return [fold(word) for word in data.get(name, "").split()]

    words = listed("goods")
    pairs = [fold(pair).split() for pair in data.get("pairs", "").split("|") if pair.strip()]
    return Goods(
        words=frozenset(word for word in words if not word.endswith("*")),
        stems=tuple(word[:-1] for word in words if word.endswith("*") and len(word) > _SHORTEST_STEM),
        pairs=frozenset((first, _singular(second)) for first, second in pairs),
        before=frozenset(listed("before")),
        not_after=frozenset(tuple(word.split("+")) for word in listed("not_after")),
        not_before=frozenset(listed("not_before")),
    )
