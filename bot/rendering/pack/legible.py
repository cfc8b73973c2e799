"""Legible: what no font has is named, never dropped. "สวัสดี" becomes ⟨Thai: 6⟩, and the first page says so."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from fpdf.unicode_script import UnicodeScript, get_unicode_script

from bot.rendering.pack.faces import face_of, invisible
from bot.rendering.pack.scripts import EMOJI, SCRIPTS, SYMBOLS

_EMOJI_FROM: Final = 0x1F000
_COMMON: Final = frozenset({"COMMON", "INHERITED", "UNKNOWN"})


class Legible:
    """Texts as they can be shown, and what could not: by script, how many characters."""

    def __init__(self, phrase: str, names: Mapping[str, str]) -> None:
        self.unshown: Counter[str] = Counter()
        self._phrase = phrase
        self._names = names

    def name(self, script: str) -> str:
        """How a script is called in the language of the pack."""
        return self._names.get(script, script)

    def __call__(self, text: str) -> str:
        """The text with a note in place of each stretch that no font has."""
        return "".join(self._parts(_plain(text)))

    def _parts(self, text: str) -> Iterator[str]:
        """What is shown as it is; a stretch that is not, with the blanks inside it, as one note."""
        script, count, blanks = "", 0, ""
        for char in text:
            lost = _lost(char, script)
            if lost and lost == script:
                count, blanks = count + (not invisible(char)), ""
            elif script and not lost and char == " ":
                blanks += char
            else:
                yield (self._note(script, count) if script else "") + blanks + ("" if lost else char)
                script, count, blanks = lost, 1, ""
        yield (self._note(script, count) if script else "") + blanks

    def _note(self, script: str, count: int) -> str:
        self.unshown[script] += count
        return self._phrase.replace("{script}", self.name(script)).replace("{count}", str(count))


def script_of(char: str) -> str:
    """The script of a character, as a code of CODES."""
    script = UnicodeScript(get_unicode_script(char)).name
    if script in _COMMON:
        return EMOJI if ord(char) >= _EMOJI_FROM else SYMBOLS
    return SCRIPTS.get(script, SYMBOLS)


def _lost(char: str, before: str) -> str:
    """The script of a character that cannot be shown; a mark or a joiner is of the stretch it stands in."""
    if invisible(char):
        return before
    if char == "\n" or face_of(char, False) is not None:
        return ""
    return before if before and unicodedata.category(char) in _MARKS else script_of(char)


_MARKS: Final = frozenset({"Mn", "Mc", "Me"})


_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def _plain(text: str) -> str:
    """Composed, without what turns the order of letters round: a number must read as it was written."""
    composed = unicodedata.normalize("NFC", text).translate(_TURNING)
    return "".join(" " if char in "\t\r\x0b\x0c\u2028\u2029\x85" else char for char in composed if char not in _NOTHING)


_NOTHING: Final = frozenset(
    chr(code)
    for code in (
        *range(9),
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xFEFF,
        *range(0xFE00, 0xFE10),
        0xFFF9,
        0xFFFA,
        0xFFFB,
    )
)
