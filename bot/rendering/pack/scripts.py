"""SCRIPTS: the kinds of letters that have a name here, by their ISO 15924 codes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

EMOJI: Final = "zsye"
SYMBOLS: Final = "zsym"
SCRIPTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "THAI": "thai",
        "LAO": "laoo",
        "KHMER": "khmr",
        "MYANMAR": "mymr",
        "DEVANAGARI": "deva",
        "BENGALI": "beng",
        "GURMUKHI": "guru",
        "GUJARATI": "gujr",
        "ORIYA": "orya",
        "TAMIL": "taml",
        "TELUGU": "telu",
        "KANNADA": "knda",
        "MALAYALAM": "mlym",
        "SINHALA": "sinh",
        "TIBETAN": "tibt",
        "MONGOLIAN": "mong",
        "ETHIOPIC": "ethi",
        "SYRIAC": "syrc",
        "THAANA": "thaa",
        "ARABIC": "arab",
        "HEBREW": "hebr",
        "HAN": "hani",
        "HIRAGANA": "hira",
        "KATAKANA": "kana",
        "HANGUL": "hang",
        "ARMENIAN": "armn",
        "GEORGIAN": "geor",
        "LATIN": "latn",
        "CYRILLIC": "cyrl",
        "GREEK": "grek",
    }
)
"""By the name that Unicode gives them."""
CODES: Final = frozenset({*SCRIPTS.values(), EMOJI, SYMBOLS})
"""The scripts that have a name; characters of any other are called symbols."""
