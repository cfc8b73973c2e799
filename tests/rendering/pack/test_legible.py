"""What no font has is named in its place, never dropped; what shows nothing anyway is nothing missed."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from bot.rendering.pack.faces import face_of, faces, runs
from bot.rendering.pack.legible import Legible
from bot.rendering.pack.rows import row

PHRASE = "⟨{script}: {count}⟩"


def _legible() -> Legible:
    return Legible(PHRASE, {"thai": "Thai", "deva": "Devanagari", "zsye": "Emoji", "hani": "Han"})


def _glyphs(text: str, bold: bool = False) -> list[int]:
    """What HarfBuzz makes of a text as it is written; 0 is the box for a missing letter."""
    by_key = {face.key: face for face in faces()}
    return [glyph for run in row(text, bold).runs for glyph, _ in by_key[run.key].shaped(run.text, run.rtl)]


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox, “naïve” café €12.50 – 3×4 №5 …",
        "Съешь ещё этих мягких французских булок, да выпей чаю. Ґ Є Ї ў",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
        "هذا الطلب رقم 8015710859336916 لم يصل، مُشَكَّلٌ ٠١٢٣ پچژگ",
        "می‌خواهم کتاب‌ها را ببینم",
        "ההזמנה 8015710859336916 לא הגיעה, נִקּוּד ״ציטוט״",
        "商品已经损坏，请退款。龜龍繁體中文：訂單",
        "商品が壊れています。ｶﾀｶﾅ、漢字かな交じり文",
        "상품이 파손되었습니다. 뷁 쀍",
        "Հայերեն ქართული",
        "❤️ ✓ ★ → 😀",
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_the_great_scripts_are_shown_with_real_letters(text: str, bold: bool) -> None:
    legible = _legible()

    shown = legible(text)

    assert legible.unshown == {}
    assert 0 not in _glyphs(shown, bold)
    assert [char for char in shown if not char.isspace()] != []


def test_a_stretch_that_no_font_has_is_one_note_with_its_script_and_its_number() -> None:
    legible = _legible()

    assert legible("ok สวัสดี ครับ, นี่ end") == "ok ⟨Thai: 10⟩, ⟨Thai: 3⟩ end"
    assert legible("नमस्ते दुनिया") == "⟨Devanagari: 12⟩"
    assert legible.unshown == {"thai": 13, "deva": 12}


def test_an_emoji_made_of_several_is_one_note() -> None:
    assert _legible()("so 👨\u200d👩\u200d👧 happy 👍🏽") == "so ⟨Emoji: 3⟩ happy ⟨Emoji: 2⟩"


def test_a_note_keeps_the_blanks_around_it() -> None:
    assert _legible()("ก b ข") == "⟨Thai: 1⟩ b ⟨Thai: 1⟩"
    assert _legible()("aก ") == "a⟨Thai: 1⟩ "


def test_what_is_invisible_is_no_missing_letter() -> None:
    legible = _legible()

    shown = legible("a\u200bb\u200dc\u200ed\ufe0fe\u00adf\u2060g\u202eh\u202c\x07")

    assert legible.unshown == {}
    assert [char for char in shown if not unicodedata.category(char).startswith("C")] == list("abcdefgh")
    assert 0 not in _glyphs(shown)


def test_nothing_turns_an_order_number_round() -> None:
    """A mark that turns what follows could make a false number of a true one."""
    assert _legible()("\u202e12345\u202c \u206712345\u2069") == "12345 12345"


def test_half_a_character_is_named_too() -> None:
    legible = _legible()

    assert "\ud800" not in legible("a\ud800b")
    assert sum(legible.unshown.values()) == 1


def test_every_character_there_is_is_shown_or_named() -> None:
    """One after the other, through all of Unicode: whatever a buyer types, no box and no gap is written."""
    legible = _legible()
    for code in range(0x20, sys.maxunicode + 1):
        char = chr(code)
        if face_of(char, False) is not None or unicodedata.category(char) == "Cf":
            shown = legible(f"a{char}b")
            for face, piece in runs(shown, False):
                assert 0 not in [glyph for glyph, _ in face.shaped(piece, False)], f"U+{code:04X}"
        elif code < 0x30000 and unicodedata.category(char) in {"Lo", "Ll", "Lu", "So", "Sm", "Nd"}:
            before = legible.unshown.total()
            written = legible(char)
            composed = unicodedata.normalize("NFC", char)
            assert legible.unshown.total() > before or written == composed != char, f"U+{code:04X}"
