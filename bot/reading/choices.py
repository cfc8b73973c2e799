"""Choices: words typed instead of a button. Close calls come back as several, never as one.

Labels are what the buyer sees in their own language; keys are what the answer means.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from bot.reading.spelling import fold

_LONGEST: Final = 100
_NUMBER: Final = re.compile(r"(?:#|no\.?|№)?\s?(\d{1,2})\s?[.)]?")
_WORD: Final = re.compile(r"[^\W_]+")
_ENOUGH: Final = 74.0
_MARGIN: Final = 8.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options meant, best first: none, one, or several to ask about. `guessed`: it was not typed exactly."""

    keys: tuple[str, ...] = ()
    guessed: bool = False

    @property
    def key(self) -> str | None:
        return self.keys[0] if len(self.keys) == 1 else None


def choose(text: str, options: Mapping[str, str]) -> Chosen:
    """The option a typed text names: by its label, its place in the list, its beginning, or nearly."""
    said = bare(text[:_LONGEST])
    labels = {key: bare(label) for key, label in options.items()}
    if not said:
        same = tuple(key for key, label in options.items() if label.strip() == text.strip() != "")
        return Chosen(same)
    exact = tuple(key for key, label in labels.items() if label == said)
    if exact:
        return Chosen(exact)
    numbered = _NUMBER.fullmatch(fold(text[:_LONGEST]))
    if numbered:
        place = int(numbered[1]) - 1
        return Chosen((list(options)[place],)) if 0 <= place < len(options) else Chosen()
    begun = tuple(key for key, label in labels.items() if len(said) >= 2 and label.startswith(said))
    if begun:
        return Chosen(begun)
    return _near(said, labels)


def read_yes(text: str) -> bool | None:
    """True for yes, False for no, in any language we know; None for anything else."""
    said = fold(text[:_LONGEST])
    yes, no = _answers()
    for form in (said, said.strip(" .!,;)(")):
        if form in yes or form in no:
            return form in yes
    return None


def read_unknown(text: str) -> bool:
    """Whether this says "I don't know" or "skip", in any language we know, and nothing else."""
    return bare(text[:_LONGEST]) in _unknown()


def bare(text: str) -> str:
    """The words of a text and nothing else, so that it can be compared."""
    return " ".join(_WORD.findall(fold(text)))


def _near(said: str, labels: Mapping[str, str]) -> Chosen:
    if len(said) < 3:
        return Chosen()
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    def score(label: str) -> float:
        near = OSA.normalized_similarity(said, label) * 100
        words = fuzz.token_set_ratio(said, label) if len(said) >= 4 else 0.0
        slips = [max(OSA.normalized_similarity(one, other) for other in label.split()) for one in said.split()]
        return max(near, words * 0.98, sum(slips) / len(slips) * 95)

    scores = sorted(((score(label), key) for key, label in labels.items() if label), key=lambda one: -one[0])
    good = [(value, key) for value, key in scores if value >= _ENOUGH]
    return Chosen(tuple(key for value, key in good if value >= good[0][0] - _MARGIN), guessed=bool(good))


@lru_cache(maxsize=1)
def _answers() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(fold, _table("yes"))), frozenset(map(fold, _table("no")))


@lru_cache(maxsize=1)
def _unknown() -> frozenset[str]:
    return frozenset(map(bare, _table("unknown")))


def _table(name: str) -> list[str]:
    tables = tomllib.loads((Path(__file__).parent / "lexicon" / "answers.toml").read_text("utf-8"))
    words: list[str] = tables[name]["words"]
    return words
