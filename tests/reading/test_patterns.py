"""How cues are written: what a line of a lexicon means, and that an unclear one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.reading.cues import lexicon, tokens
from bot.reading.patterns import cues_of

LANGUAGES = ["en", "ru", "uk", "it", "es", "pt", "de", "fr", "pl"]


@pytest.mark.parametrize("line", ["no|no longer ~ sent", "box|post office|mail", "a|b c|d", "~ lost", "lost ~", "a||b"])
def test_a_cue_that_can_be_read_in_two_ways_is_refused_by_name(line: str) -> None:
    with pytest.raises(ValueError, match=r"\[issue\.late\]"):
        list(cues_of({"issue": {"late": {"strong": line}}}))


def test_an_unknown_strength_is_refused() -> None:
    with pytest.raises(ValueError, match="stong"):
        list(cues_of({"issue": {"late": {"stong": "late"}}}))


def test_an_alternative_of_two_words_is_spelled_out() -> None:
    met = list(cues_of({"issue": {"changed_mind": {"strong": "no_longer|not ~ want"}}}))

    assert [[step.words for step in cue.steps] for cue in met] == [
        [("not",), ("want",)],
        [("no",), ("longer",), ("want",)],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lexicon_loads(language: str) -> None:
    """Each has events, things to say after them, and words that come instead."""
    table = lexicon(language)

    assert table.events or table.event_stems
    assert table.item_instead
    assert table.hits(tokens("paypal", table))


def test_no_lexicon_is_left_untried() -> None:
    folder = Path(__file__).parents[2] / "bot" / "reading" / "lexicon"
    written = {path.stem for path in folder.glob("??.toml")}

    assert written == set(LANGUAGES)
