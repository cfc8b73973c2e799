"""Captions: which lines of the shot list the words under a file speak of: "size tag", "№2", "вскрытие".

The words are cues (`patterns.py`) in lexicon/captions/*.toml, where [shot.*] names a line and [gone.*] says that there
is no such thing. A wrong line is worse than none: what can mean two lines of the list means neither, a story is no
caption, and a number counts only where nothing else is said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from bot.domain.claims import Shot
from bot.reading.cues import Hit, Lexicon, lexicon, tokens
from bot.reading.sentence import language_of
from bot.reading.spelling import fold, plain_digits

_SHELF: Final = "captions"
_LANGUAGES: Final = ("en", "ru", "uk", "it", "es", "pt", "de", "fr", "pl")
_CYRILLIC: Final = ("ru", "uk")
_LONGEST: Final = 200
_MOST_WORDS: Final = 24
_WEAK: Final = 1
_PIECE: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_OTHER_NUMBER: Final = re.compile(r"\d\s*[.,:/×*x-]\s*\d")
_PUNCTUATION: Final = frozenset(".,:;#()+&!\u20e3")


def shots_said(caption: str, language: str, among: Sequence[Shot]) -> tuple[Shot, ...]:
    """The lines a caption speaks of, the most certain first; empty: it speaks of none, or of nobody knows which.

    `among` is the list as the buyer sees it, so that "2" means its second line. `language` is the buyer's.
    """
    folded = fold(plain_digits(caption[: _LONGEST + 1]))
    if not folded or len(caption) > _LONGEST:
        return ()
    if numbers := _numbers(folded):
        lines = dict.fromkeys(numbers)
        return tuple(among[line - 1] for line in lines) if all(0 < line <= len(among) for line in lines) else ()
    for spoken in _spoken(folded, language):
        if (said := _heard(folded, lexicon(spoken, _SHELF), among)) is not None:
            return said
    return ()


def _numbers(folded: str) -> tuple[int, ...]:
    """The numbers of a caption that says nothing else. "Photo 2" is the second photo, perhaps of another line."""
    if _OTHER_NUMBER.search(folded):
        return ()
    pieces = _PIECE.findall(folded)
    numbers = tuple(int(piece) for piece in pieces if piece.isdecimal() and len(piece) < 3)
    words = [piece for piece in pieces if not piece.isdecimal() and piece not in _PUNCTUATION]
    said = _pointing()
    plain = all(word in said["joins"] for word in words)
    pointed = any(word in said["points"] for word in words) and all(
        any(word in kind for kind in said.values()) for word in words
    )
    return numbers if plain or pointed else ()


def _spoken(folded: str, language: str) -> Sequence[str]:
    """The languages a caption may be in, likeliest first: few words tell little, so more than one is tried."""
    cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in folded)
    likely = [language[:2].lower(), language_of(folded, language), *(_CYRILLIC if cyrillic else ("en",))]
    known = _CYRILLIC if cyrillic else tuple(name for name in _LANGUAGES if name not in _CYRILLIC)
    return tuple(dict.fromkeys(name for name in likely if name in known))


def _heard(folded: str, words: Lexicon, among: Sequence[Shot]) -> tuple[Shot, ...] | None:
    """What is heard in one language. None: not a word of it was understood, so another may be tried."""
    said = tokens(folded, words)
    if len(said) > _MOST_WORDS:
        return ()
    hits = words.hits(said)
    if any(hit.cue.topic == "gone" for hit in hits):
        return ()
    if not hits:
        return None
    told = [hit for hit in hits if not any(_within(hit, other) for other in hits)]
    best = [shot for hit in told if not hit.negated and (shot := _meant(hit, told, among)) is not None]
    weights = {shot: max(hit.cue.weight for hit in told if hit.cue.key == shot) for shot in best}
    strongest = max(weights.values(), default=0)
    sure = [shot for shot, weight in weights.items() if weight > _WEAK or strongest == _WEAK]
    if strongest == _WEAK and len(sure) > 1:
        return ()
    return tuple(sorted(sure, key=lambda shot: -weights[shot]))


def _meant(hit: Hit, told: Sequence[Hit], among: Sequence[Shot]) -> Shot | None:
    """The line that a cue names. None: it is not in the list, or the same words name another line as strongly."""
    shot = Shot(hit.cue.key)
    rivals = [
        other.cue
        for other in told
        if other.first < hit.last and hit.first < other.last and other.cue.key != shot and other.cue.key in among
    ]
    return shot if shot in among and all(rival.weight < hit.cue.weight for rival in rivals) else None


def _within(hit: Hit, other: Hit) -> bool:
    """Whether longer words say more than these: "size label" is no "label"."""
    return other.first <= hit.first and hit.last <= other.last and other.last - other.first > hit.last - hit.first


@lru_cache(maxsize=1)
def _pointing() -> Mapping[str, frozenset[str]]:
    """The words that may stand beside a number, of all languages."""
    path = Path(__file__).parent / "lexicon" / "pointing.toml"
    return {kind: frozenset(fold(text).split()) for kind, text in tomllib.loads(path.read_text("utf-8")).items()}
