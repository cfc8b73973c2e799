"""What is said of the lines of the shot list: each has its words, short where buttons need it."""

from __future__ import annotations

import re

import pytest

from bot.domain.claims import Shot
from bot.domain.file_names import FILE_NAMES, file_name
from bot.domain.looks import Flaw
from bot.rendering.catalogues import languages
from bot.rendering.words import words
from tests.rendering.samples import macros


@pytest.mark.parametrize("catalogue", ["shots", "shot_names", "instead"])
def test_every_line_of_the_list_has_its_words_and_no_words_are_left_over(catalogue: str) -> None:
    assert set(macros(catalogue)) == set(Shot)


def test_every_flaw_has_its_words_and_no_words_are_left_over() -> None:
    assert {entry for entry in macros("flaws") if not entry.startswith("_")} == set(Flaw)


@pytest.mark.parametrize("language", languages())
def test_no_two_lines_are_called_the_same(language: str) -> None:
    """A button says which line it stands for."""
    names = [words(language).plain("shot_names", shot) for shot in Shot]

    assert len(set(names)) == len(Shot)


@pytest.mark.parametrize("language", languages())
def test_what_to_send_instead_is_said_in_a_few_sentences(language: str) -> None:
    for shot in Shot:
        said = words(language).plain("instead", shot)
        assert len(re.findall(r"[.?!…](?: |$)", said)) <= 3, said
        assert len(said) <= 200, said


@pytest.mark.parametrize("language", languages())
def test_a_hint_names_the_file_it_is_about(language: str) -> None:
    """One picture among ten: its number and its line; before it is filed, its number alone."""
    speech = words(language)
    for flaw in Flaw:
        filed = speech.plain("flaws", flaw, {"number": 4, "shot": Shot.PARCEL_LABEL, "other": 2})
        loose = speech.plain("flaws", flaw, {"number": 4, "shot": None, "other": 2})

        assert f"4 · {speech.plain('shot_names', Shot.PARCEL_LABEL)}." in filed.splitlines()[0]
        assert "4" in loose.split(".")[0]
        assert len(filed) <= 260, filed


def test_the_same_picture_twice_is_told_with_its_other_number() -> None:
    said = words("en").plain("flaws", "twice", {"number": 4, "shot": Shot.CLOSE_UP, "other": 2})

    assert "number 2" in said


def test_a_file_is_called_by_its_number_and_what_it_shows() -> None:
    assert file_name(1, Shot.PARCEL_LABEL, "jpg") == "1-label.jpg"
    assert file_name(12, None, "mp4") == "12-more.mp4"


def test_a_file_name_passes_through_every_system() -> None:
    """Short, ASCII, no blanks, and never the same for two lines."""
    assert set(FILE_NAMES) == set(Shot)
    assert len(set(FILE_NAMES.values())) == len(Shot)
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name) and len(name) <= 20 for name in FILE_NAMES.values())
