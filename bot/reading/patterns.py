"""Patterns: how a cue is written in a lexicon, and the check that it means what it seems to.

A cue is a few words in order. `stem*` matches any ending, `#` a small number (captured), `a|b` either, `no_longer|not`
an alternative of two words. Between two parts: `~` up to three other words without a comma, `~,` up to four and a
comma, `~~` up to eight, `+` none. Alternatives beside another word must say which of these is meant: in `no|no longer
sent` the eye sees two alternatives and the machine three parts, so it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any, Final, NamedTuple

from bot.reading.spelling import fold

NEAR: Final = 3
_GAPS: Final = {"+": 0, "~": NEAR, "~,": NEAR + 1, "~~": 8}
_STRENGTHS: Final = (("strong", 3), ("plain", 2), ("weak", 1))
_NO_CUES: Final = ("numbers", "item")


class Step(NamedTuple):
    """One word of a cue, and how many other words may stand before it."""

    gap: int
    words: tuple[str, ...]
    stems: tuple[str, ...]
    number: bool

    def fits(self, token: str, numbers: Mapping[str, int]) -> bool:
        if token in self.words or (self.stems and token.startswith(self.stems)):
            return True
        return self.number and ((token.isdecimal() and len(token) <= 3) or token in numbers)


@dataclass(
    frozen=True, slots=True, eq=False
)  # told apart by identity: hashing the steps would cost more than the search
class Cue:
    """One pattern: what it says (`topic`, `key`) and how strongly."""

    topic: str
    key: str
    weight: int
    steps: tuple[Step, ...]


def cues_of(data: Mapping[str, Any]) -> Iterator[Cue]:
    """The cues of a lexicon's [topic.key] tables: `strong` ones weigh 3, `plain` 2, `weak` 1.

    Raises ValueError with the line of a cue that can be read in two ways.
    """
    for topic, rows in data.items():
        if not isinstance(rows, dict) or topic in _NO_CUES:
            continue
        for key, strengths in rows.items():
            unknown = set(strengths) - {name for name, _ in _STRENGTHS}
            if unknown:
                raise ValueError(f"[{topic}.{key}] knows strong, plain and weak, not {', '.join(sorted(unknown))}")
            for strength, weight in _STRENGTHS:
                for line in strengths.get(strength, "").splitlines():
                    for steps in _spelled_out(line.split(), f"[{topic}.{key}] {line.strip()}"):
                        yield Cue(topic, key, weight, steps)


def _spelled_out(parts: list[str], where: str) -> Iterator[tuple[Step, ...]]:
    """The steps of a line; several, where an alternative has more than one word."""
    _check(parts, where)
    ways: list[list[list[str]]] = []
    for part in parts:
        longer = [one for one in part.split("|") if "_" in one]
        single = "|".join(one for one in part.split("|") if "_" not in one)
        ways.append([*([[single]] if single else []), *(one.split("_") for one in longer)])
    for chosen in product(*ways) if parts else ():
        yield tuple(_steps([word for group in chosen for word in group]))


def _check(parts: list[str], where: str) -> None:
    for one, other in pairwise(parts):
        if ("|" in one and other not in _GAPS and other != "#") or ("|" in other and one not in _GAPS and one != "#"):
            raise ValueError(f"{where}: say ~ or + between {one} and {other}, or join the words of one choice with _")
    if parts and (parts[0] in _GAPS or parts[-1] in _GAPS or any("" in part.split("|") for part in parts)):
        raise ValueError(f"{where}: a word is missing")


def _steps(parts: list[str]) -> Iterator[Step]:
    gap = 0
    for part in parts:
        if part in _GAPS:
            gap = _GAPS[part]
            continue
        words = [fold(word) for word in part.split("|")]
        yield Step(
            gap,
            tuple(word for word in words if not word.endswith("*") and word != "#"),
            tuple(word[:-1] for word in words if word.endswith("*")),
            "#" in words,
        )
        gap = 0
