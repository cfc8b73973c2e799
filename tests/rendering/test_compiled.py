"""Compiled templates are kept on disk for the next process, and serve every language."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.rendering import catalogues
from bot.rendering import compiled as kept
from bot.rendering.catalogues import PSEUDO, languages, seller_languages
from bot.rendering.compiled import compiled
from bot.rendering.words import Words, words


@pytest.fixture(autouse=True)
def _as_in_a_new_process() -> Iterator[None]:
    compiled.cache_clear()
    yield
    compiled.cache_clear()


@pytest.mark.parametrize("language", sorted({*languages(), *seller_languages(), PSEUDO} - {"en"}))
def test_what_is_compiled_says_nothing_of_a_language(language: str) -> None:
    """So it is compiled once for all of them."""
    english, other = words("en").environment, words(language).environment
    assert english.loader is not None
    for name in english.list_templates(extensions=["j2"]):
        source = english.loader.get_source(english, name)[0]
        assert _in_english(source, name) == other.compile(source, name, raw=True), name


@cache
def _in_english(source: str, name: str) -> str:
    return words("en").environment.compile(source, name, raw=True)


def test_the_second_process_finds_what_the_first_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "compiled")
    first = Words("en").plain("labels", "back")
    made = {file: file.stat().st_mtime_ns for file in (tmp_path / "compiled").iterdir()}

    compiled.cache_clear()
    second = Words("en").plain("labels", "back")

    assert made
    assert made == {file: file.stat().st_mtime_ns for file in (tmp_path / "compiled").iterdir()}
    assert first == second


def test_what_other_code_compiled_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade may change what becomes of the same template."""
    before = compiled().get_source_checksum("text")
    (tmp_path / "words.py").write_text("of another release")
    monkeypatch.setattr(kept, "CODE", tmp_path)

    compiled.cache_clear()

    assert compiled().get_source_checksum("text") != before


def test_a_folder_that_cannot_be_written_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container often runs from files that are not its user's own."""
    (tmp_path / "taken").write_text("a file where the folder would be")
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "taken" / "compiled")

    assert Words("en").plain("labels", "back")


def test_a_catalogue_is_read_from_what_another_process_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "KEPT", tmp_path / "kept")
    first = catalogues.translations.__wrapped__("ru")
    (made,) = (tmp_path / "kept").iterdir()
    monkeypatch.setitem(sys.modules, "babel.messages.pofile", None)  # who needed it now would fail

    second = catalogues.translations.__wrapped__("ru")

    assert made.suffix == ".mo"
    assert second.gettext("Skip") == first.gettext("Skip") != "Skip"


def test_a_catalogue_that_changed_is_compiled_anew_and_the_older_one_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "KEPT", tmp_path / "kept")
    older = catalogues.catalogue("ru")
    assert older is not None
    catalogues.translations.__wrapped__("ru")
    changed = tmp_path / "ru.po"
    changed.write_text(older.read_text("utf-8").replace('msgstr "Пропустить"', 'msgstr "Мимо"'), "utf-8")
    monkeypatch.setattr(catalogues, "catalogue", lambda _: changed)

    assert catalogues.translations.__wrapped__("ru").gettext("Skip") == "Мимо"
    assert len(list((tmp_path / "kept").iterdir())) == 1
