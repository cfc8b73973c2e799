"""Pieces: a release that lost a font or a translation on the way is noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.rendering import pieces
from bot.rendering.catalogues import catalogue, languages


def test_a_font_that_is_missing_or_damaged_is_named(tmp_path: Path) -> None:
    whole = Path(pieces.__file__).parent / "fonts"
    for name in pieces.FONTS:
        shutil.copy(whole / name, tmp_path / name)
    (tmp_path / "DejaVuSans.ttf").unlink()
    (tmp_path / "RecourseHangul.ttf").write_bytes(b"half of it")

    assert pieces.unreadable_fonts() == ()
    assert pieces.unreadable_fonts(tmp_path) == ("DejaVuSans.ttf", "RecourseHangul.ttf")


def test_texts_without_words_are_counted(tmp_path: Path) -> None:
    torn = tmp_path / "ru.po"
    torn.write_text(
        'msgid ""\nmsgstr ""\n"Language: ru\\n"\n\nmsgid "yes"\nmsgstr "да"\n\nmsgid "no"\nmsgstr ""\n',
        encoding="utf-8",
    )

    assert pieces.untranslated(torn) == 1
    assert [pieces.untranslated(catalogue(language)) for language in languages()] == [0 for _ in languages()]
