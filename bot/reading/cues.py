"""Cues: the words that give a buyer's trouble away, as data, and how they are found in a text.

How a cue is written: `patterns.py`. A cue never reaches across the end of a sentence, and one after a negation ("not
broken") does not count. Cues are looked up by their first word, so a long lexicon costs no time.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from bot.reading.patterns import NEAR, Cue, Step, cues_of
from bot.reading.spelling import fold, nearest

_DATA: Final = Path(__file__).parent / "lexicon"
_TOKEN: Final = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+|[.!?;\n]")
_NOT: Final = re.compile(r"n'?t\b")
ENDS: Final = frozenset(".!?;\n")
_SHORTEST_STEM: Final = 2
_SPELLED: Final = 90  # only the beginning of a long story is checked for slips


class Token(NamedTuple):
    """A word, number or sentence end, with its place in the folded text."""

    text: str
    start: int
    end: int


class Hit(NamedTuple):
    """A cue found at tokens first up to, not including, last. `numbers` are what its # captured."""

    cue: Cue
    first: int
    last: int
    numbers: tuple[int, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's cues, indexed by their first word or stem."""

    language: str
    exact: Mapping[str, tuple[Cue, ...]]
    stems: Mapping[str, tuple[Cue, ...]]
    counting: tuple[Cue, ...]
    longest_stem: int
    negations: frozenset[str]
    numbers: Mapping[str, int]
    known: frozenset[str]
    known_stems: tuple[str, ...]
    spelled: frozenset[str]
    """Words worth repairing a slip of."""
    by_letter: Mapping[str, tuple[str, ...]]
    item_verbs: frozenset[str]
    item_skips: frozenset[str]
    item_stops: frozenset[str]
    item_instead: frozenset[str]
    not_items: frozenset[str]
    events: frozenset[str]
    event_stems: tuple[str, ...]
    """Words that say by themselves what happened on a day."""

    def knows(self, word: str) -> bool:
        """Whether a word is as it should be: nothing to repair."""
        return word in self.known or word in self.spelled or word.startswith(self.known_stems)

    def tells(self, word: str) -> bool:
        """Whether a word says what happened ("arrived"), so that it names no thing."""
        return word in self.events or (bool(self.event_stems) and word.startswith(self.event_stems))

    def hits(self, tokens: Sequence[Token]) -> list[Hit]:
        """Every cue in the text, left to right."""
        said = {token.text for token in tokens}
        hopeful: dict[Cue, bool] = {}
        return [hit for place in range(len(tokens)) for hit in self._at(tokens, place, said, hopeful)]

    def _at(self, tokens: Sequence[Token], place: int, said: set[str], hopeful: dict[Cue, bool]) -> Iterator[Hit]:
        """The cues that begin here. One whose other words are nowhere in the text is looked at only once."""
        word = tokens[place].text
        heads = list(self.exact.get(word, ()))
        for size in range(_SHORTEST_STEM, min(len(word), self.longest_stem) + 1):
            heads += self.stems.get(word[:size], ())
        if word.isdecimal() or word in self.numbers:
            heads += self.counting
        for cue in heads:
            if cue not in hopeful:
                hopeful[cue] = all(step.number or step.stems or not said.isdisjoint(step.words) for step in cue.steps)
            if not hopeful[cue]:
                continue
            end = self._follow(cue, tokens, place, 0)
            if end is not None:
                run = [tokens[at].text for at in range(place, end)]
                counted = [self._number(one) for one in run] if any(step.number for step in cue.steps) else []
                numbers = tuple(number for number in counted if number is not None)
                yield Hit(cue, place, end, numbers, self._negated(tokens, place, cue))

    def _follow(self, cue: Cue, tokens: Sequence[Token], place: int, step: int) -> int | None:
        """The place behind the last word of the cue, if the rest of it follows."""
        if step == len(cue.steps):
            return place
        wanted = cue.steps[step]
        for skipped in range(wanted.gap + 1):
            at = place + skipped
            if at >= len(tokens) or (tokens[at].text in ENDS and step):
                return None
            if step and wanted.gap <= NEAR and tokens[at].start - tokens[at - 1].end > 1:
                return None  # a comma lies between
            if wanted.fits(tokens[at].text, self.numbers):
                end = self._follow(cue, tokens, at + 1, step + 1)
                if end is not None:
                    return end
        return None

    def _number(self, word: str) -> int | None:
        return int(word) if word.isdecimal() and len(word) <= 3 else self.numbers.get(word)

    def _negated(self, tokens: Sequence[Token], place: int, cue: Cue) -> bool:
        if any(word in self.negations for step in cue.steps for word in step.words):
            return False
        for at in range(place - 1, max(-1, place - 3), -1):
            apart = tokens[at + 1].start - tokens[at].end > 1  # a comma or a dash lies between
            if apart or tokens[at].text in ENDS:
                return False
            if tokens[at].text in self.negations:
                return True
        return False


def tokens(folded: str, lexicon: Lexicon | None = None) -> list[Token]:
    """The words, numbers and sentence ends of a folded text; slips of known words repaired if a lexicon is given."""
    met: list[Token] = []
    for found in _TOKEN.finditer(_NOT.sub(lambda one: "nt" + " " * (len(one[0]) - 2), folded)):
        word = found[0]
        if lexicon and len(met) < _SPELLED and len(word) >= 5 and word.isalpha() and not lexicon.knows(word):
            near = nearest(word, lexicon.by_letter.get(word[0], ()))
            word = near[0] if len(near) == 1 else word
        shortened = folded[found.end() - 1 : found.end() + 1] == "'t"
        met.append(Token(word, found.start(), found.end() + shortened))
    return met


@lru_cache(maxsize=32)
def lexicon(language: str, shelf: str = "") -> Lexicon:
    """The cues of one language; unknown languages raise FileNotFoundError. `shelf`: a folder of the lexicon that has
    its own cues, such as "happenings"."""
    data = _read(_DATA / shelf / f"{language}.toml")
    exact: dict[str, list[Cue]] = {}
    stems: dict[str, list[Cue]] = {}
    counting: list[Cue] = []
    steps: list[Step] = []
    told: list[Step] = []
    for cue in cues_of(data):
        steps += cue.steps
        told += cue.steps if cue.topic == "day" and len(cue.steps) == 1 else ()
        head = cue.steps[0]
        for word in head.words:
            exact.setdefault(word, []).append(cue)
        for stem in head.stems:
            stems.setdefault(stem, []).append(cue)
        if head.number:
            counting.append(cue)
    item = data.get("item", {})
    spelled = _folded(data, "spelled")
    other = lexicon(language) if shelf else None  # a word that is right in the one is no slip in the other
    return Lexicon(
        language=language,
        exact={word: tuple(cues) for word, cues in exact.items()},
        stems={stem: tuple(cues) for stem, cues in stems.items()},
        counting=tuple(counting),
        longest_stem=max(map(len, stems), default=0),
        negations=_folded(data, "negations"),
        numbers={fold(word): value for word, value in data.get("numbers", {}).items()},
        known=frozenset(word for step in steps for word in step.words)
        | common().get(language, frozenset())
        | (other.known | other.spelled if other else frozenset()),
        known_stems=tuple({stem for step in steps for stem in step.stems if len(stem) >= 4}),
        spelled=spelled,
        by_letter={word[0]: tuple(one for one in spelled if one[0] == word[0]) for word in spelled},
        item_verbs=_folded(item, "verbs"),
        item_skips=_folded(item, "skips"),
        item_stops=_folded(item, "stops"),
        item_instead=_folded(item, "instead"),
        not_items=_folded(item, "never"),
        events=frozenset(word for step in told for word in step.words),
        event_stems=tuple(stem for step in told for stem in step.stems),
    )


def _read(path: Path) -> dict[str, Any]:
    """A lexicon; `{asks}` in it stands for the alternatives that its [words] table calls so."""
    text = path.read_text("utf-8")
    words = tomllib.loads(text).get("words")
    if not words:
        return tomllib.loads(text)
    for name, meant in words.items():
        text = text.replace(f"{{{name}}}", meant)
    data = tomllib.loads(text)
    del data["words"]
    return data


@lru_cache(maxsize=1)
def common() -> Mapping[str, frozenset[str]]:
    """The everyday words of each language a story can be told in."""
    data = tomllib.loads((_DATA / "common.toml").read_text("utf-8"))
    return {language: frozenset(fold(text).split()) for language, text in data.items()}


@lru_cache(maxsize=4)
def small_words(kind: str) -> frozenset[str]:
    """Words that join clauses ("joins"), stand before things ("determiners") or prices ("for"), or behind a
    bare sum ("after_sums")."""
    return _folded(tomllib.loads((_DATA / "joints.toml").read_text("utf-8")), kind)


def _folded(data: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in data.get(name, "").split())
