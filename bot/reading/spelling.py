"""Spelling: one form for the many ways a phone can type the same words.

`fold` makes texts comparable: compatibility forms, case, accents, other scripts' digits, typographic dashes and
quotes, and invisible direction marks all disappear. It never fails and its work is linear. See `dates.py` for its
first user and `calendar.py` for the words it is compared with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

_ACCENTS: Final = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\x00-\x08]+"
)
_FOREIGN_DIGIT: Final = re.compile(r"(?![0-9])\d")
_SPACES: Final = re.compile(r"\s+")
_LETTERS: Final = str.maketrans(
    {
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "״": '"',
        "׳": "'",
        "٫": ".",
        "٬": ",",
        "،": ",",
        "、": ",",
        "。": ".",
        "№": "# ",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ة": "ه",
    }
)


def fold(text: str) -> str:
    """The text in lower case without accents, with ASCII digits and plain dashes, spaces single and trimmed."""
    if text.isascii():
        return _SPACES.sub(" ", _INVISIBLE.sub("", text).lower()).strip()
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text).translate(_LETTERS))
    text = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", text)).translate(_LETTERS)
    text = _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0], 0)), text)
    return _SPACES.sub(" ", text).strip()


def plain_digits(text: str) -> str:
    """The same text with every script's digits written 0 to 9; letters keep their case."""
    return text if text.isascii() else _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0], 0)), text)


def nearest(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The known words this one is a slip of: one edit away, two from eight letters. Several when equally near."""
    if len(word) < 4 or word in known:
        return ()
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 2 if len(word) >= 8 else 1
    near = [other for other in known if abs(len(other) - len(word)) <= allowed and len(other) >= 4]
    found = process.extract(word, near, scorer=OSA.distance, score_cutoff=allowed, limit=4)
    best = min((int(distance) for _, distance, _ in found), default=0)
    return tuple(other for other, distance, _ in found if int(distance) == best)
