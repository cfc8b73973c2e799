"""Every language is whole: no text untranslated, no placeholder or tag lost, the files up to date."""

from __future__ import annotations

import re
from gettext import c2py
from pathlib import Path

import pytest

from bot.commands.translations import LOCALES, collect, faults, merge, read, to_sellers, written
from bot.rendering.catalogues import PSEUDO, languages, negotiate, translations
from bot.rendering.words import words

FILES = sorted(LOCALES.glob("*.po"))
_RUSSIAN = LOCALES / "ru.po"
SELLERS = sorted((LOCALES / "seller").glob("*.po"))


def test_english_and_russian_are_spoken_from_the_start() -> None:
    assert languages()[0] == "en"
    assert "ru" in languages()
    assert PSEUDO not in languages()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_language_is_complete(path: Path) -> None:
    """Every text is translated, in every plural form, with the same placeholders and the same tags."""
    assert list(faults(merge(collect(), read(path)))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_translations_are_up_to_date(path: Path) -> None:
    """`make translations` would change nothing."""
    assert path.read_text(encoding="utf-8") == written(merge(collect(), read(path)))


@pytest.mark.parametrize("path", SELLERS, ids=lambda path: path.stem)
def test_a_language_of_sellers_has_every_letter(path: Path) -> None:
    new = merge(to_sellers(collect()), read(path))

    assert list(faults(new)) == []
    assert path.read_text(encoding="utf-8") == written(new)


@pytest.mark.parametrize(
    ("tag", "language"),
    [("ru", "ru"), ("ru-RU", "ru"), ("RU_ru", "ru"), ("en-GB", "en"), ("tlh", "en"), ("", "en"), ("xx", "en")],
)
def test_a_phones_language_becomes_one_of_ours(tag: str, language: str) -> None:
    """Telegram sends tags such as pt-br; what we do not speak becomes the host's default."""
    assert negotiate(tag) == language


def test_a_host_can_choose_what_strangers_are_greeted_in() -> None:
    assert negotiate("tlh", default="ru") == "ru"


def test_russian_counts_in_three_forms() -> None:
    """1 день, 2 дня, 5 дней, 21 день: the rule comes from the file's own header."""
    rule = c2py(read(_RUSSIAN).plural_expr)

    assert [rule(number) for number in (1, 21, 101, 2, 34, 5, 11, 12, 0)] == [0, 0, 0, 1, 1, 2, 2, 2, 2]


def test_russian_takes_nobody_for_a_man() -> None:
    """ "Я писал" is what a man says: the words that a buyer taps, reads or sends are anybody's."""
    manly = re.compile(r"\bя (?:\w+ ){0,3}\w+(?:[аеиоуыя]л|лся|ёл)\b", re.IGNORECASE)
    said = [" ".join([s] if isinstance(s := entry.string, str) else s or ()) for entry in read(_RUSSIAN)]

    assert [text for text in said if manly.search(text)] == []


def test_the_pseudo_language_marks_what_can_be_translated_and_leaves_the_rest() -> None:
    """Placeholders, tags and entities stay, or nothing could be put in."""
    pseudo = translations(PSEUDO)

    assert pseudo.gettext("Until <b>%(day)s</b> &amp; later") == "⟦Úňtíl <b>%(day)s</b> &amp; látér⟧"
    assert pseudo.ngettext("one day", "%(n)s days", 5) == "⟦%(n)s dáýs⟧"
    assert pseudo.pgettext("month", "May") == "⟦Máý⟧"


def test_a_language_without_a_file_speaks_english() -> None:
    assert words("tlh").plain("faq", "topic_money") == words("en").plain("faq", "topic_money")
