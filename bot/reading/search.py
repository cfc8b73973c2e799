"""Search: which of some short texts a typed question is about, forgiving typos and word endings.

A document's first line is its title and counts double. Words that stand in many documents weigh little, so no
list of stop words is needed and any language with spaces works. Nothing near enough: nothing found.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

_WORD: Final = re.compile(r"\w+")
_READ_AT_MOST: Final = 400  # characters of a question; a pasted novel is not one
_WORDS_AT_MOST: Final = 24
_NEAR: Final = 0.86  # Jaro-Winkler: two forms of one word, or a slip of the finger
_TITLE: Final = 2.0
_ENOUGH: Final = 0.42  # share of the question's weight that a document must answer
_BESIDE_BEST: Final = 0.55
_SAYS_SOMETHING: Final = 0.35  # of a word that stands in one document only; less is words that stand everywhere


@dataclass(frozen=True, slots=True)
class _Index:
    weights: Mapping[str, Mapping[str, float]]
    """document → word → how much that word says there"""
    rarity: Mapping[str, float]
    vocabulary: tuple[str, ...]
    unheard: float
    """the rarity of a word no document has"""


def rank(text: str, documents: Mapping[str, str], limit: int = 5) -> tuple[str, ...]:
    """Keys of the documents that answer `text`, best first; empty when none comes near."""
    index = _index(tuple(documents.items()))
    asked = list(dict.fromkeys(_words(text[:_READ_AT_MOST])))[:_WORDS_AT_MOST]
    scores: dict[str, float] = {}
    whole = 0.0
    for word in asked:
        near = _near(word, index)
        weight = max((index.rarity[known] for known in near), default=index.unheard)
        whole += weight
        for key, said in index.weights.items():
            best = max((said[known] * likeness for known, likeness in near.items() if known in said), default=0.0)
            if best:
                scores[key] = scores.get(key, 0.0) + best * weight
    best_score = max(scores.values(), default=0.0)
    if best_score < _SAYS_SOMETHING * index.unheard or not best_score:
        return ()
    bar = max(_ENOUGH * whole, _BESIDE_BEST * best_score)
    found = sorted((key for key, score in scores.items() if score >= bar), key=lambda key: -scores[key])
    return tuple(found[:limit])


def _near(word: str, index: _Index) -> dict[str, float]:
    """Words of the vocabulary that are this one, in another form or mistyped, with how alike they are (0..1)."""
    if len(word) < 4:
        return {word: 1.0} if word in index.rarity else {}
    from rapidfuzz import process  # late: start-up does not need it
    from rapidfuzz.distance import OSA, JaroWinkler, Prefix

    def kin(known: str) -> bool:
        """One word with another ending, or with a slip or two; not merely a word that begins alike."""
        stem = Prefix.similarity(word, known)
        return stem >= max(4, 0.6 * min(len(word), len(known))) or OSA.distance(word, known) <= 1 + len(word) // 8

    found = process.extract(word, index.vocabulary, scorer=JaroWinkler.similarity, score_cutoff=_NEAR, limit=12)
    return {known: ((score - 0.6) / 0.4) ** 2 for known, score, _ in found if kin(known)}


@lru_cache(maxsize=64)
def _index(documents: tuple[tuple[str, str], ...]) -> _Index:
    weights: dict[str, dict[str, float]] = {}
    for key, text in documents:
        title, _, body = text.partition("\n")
        said = dict.fromkeys(_words(body), 1.0)
        said.update(dict.fromkeys(_words(title), _TITLE))
        weights[key] = said
    spread = Counter(word for said in weights.values() for word in said)
    rarity = {word: log((len(weights) + 1) / times) ** 1.5 for word, times in spread.items()}
    return _Index(weights, rarity, tuple(word for word in rarity if len(word) > 2), log(len(weights) + 1) ** 1.5)


def _words(text: str) -> list[str]:
    """Small letters without accents; ё is е, й stays й."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    latin = "".join(_bare(letter) for letter in plain)
    return _WORD.findall(latin)


def _bare(letter: str) -> str:
    """A Latin letter without its accent; any other letter as it is."""
    if letter < "\u00c0" or letter > "\u024f":
        return letter
    return unicodedata.normalize("NFD", letter)[0]
