"""Which lines of the shot list a caption speaks of: captions.toml, and fresh_captions.toml, never tuned on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.domain.claims import Shot
from bot.domain.issues import ISSUES, Issue
from bot.reading.captions import shots_said
from bot.reading.cues import lexicon
from tests.reading.score import Score

HERE = Path(__file__).parent
LANGUAGES = ("en", "ru", "uk", "it", "es", "pt", "de", "fr", "pl")


def _table(name: str) -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = tomllib.loads((HERE / name).read_text("utf-8"))["caption"]
    return table


def score(captions: Sequence[Mapping[str, Any]]) -> Score:
    right, wrong, missed = 0, list[str](), list[str]()
    for caption in captions:
        said = shots_said(caption["says"], caption["language"], ISSUES[Issue(caption["issue"])].shots)
        right += len({*said} & {*caption["means"]})
        wrong += [f"{caption['issue']}: {caption['says']}: {shot}" for shot in said if shot not in caption["means"]]
        missed += [f"{caption['issue']}: {caption['says']}: {shot}" for shot in caption["means"] if shot not in said]
    return Score(right, wrong, missed)


def test_the_captions_it_was_built_on_are_understood() -> None:
    met = score(_table("captions.toml"))

    assert met.precision >= 0.99, met.wrong
    assert met.recall >= 0.98, met.missed


@pytest.mark.parametrize("language", ["en", "ru", "the others"])
def test_captions_nobody_looked_at_are_hardly_ever_filed_wrongly(language: str) -> None:
    """A picture under the wrong line is worse than one that is offered to the next line."""
    table = _table("fresh_captions.toml")
    met = score(
        [row for row in table if (row["language"] if row["language"] in ("en", "ru") else "the others") == language]
    )

    assert met.precision >= 0.95, met.wrong
    assert met.recall >= 0.8, met.missed


SIZES = (Shot.FLAT_WITH_RULER, Shot.SIZE_LABEL, Shot.SIZE_CHART, Shot.CHOSEN_VARIANT)


@pytest.mark.parametrize(
    "caption",
    ["2", "2.", "№2", "№ 2", "#2", "(2)", "2️⃣", "٢", "shot 2", "photo for 2", "для 2", "фото к пункту 2", "zu Punkt 2"],
)
def test_a_number_is_the_line_of_that_number(caption: str) -> None:
    assert shots_said(caption, "en", SIZES) == (Shot.SIZE_LABEL,)


@pytest.mark.parametrize(
    "caption", ["0", "5", "2.5", "1/2", "1-3", "2x3", "photo 2", "2 pcs", "2 шт", "14.03.2026", "2%", "$2", "-2", "2?"]
)
def test_a_number_that_is_no_line_is_none(caption: str) -> None:
    assert shots_said(caption, "en", SIZES) == ()


def test_what_can_mean_two_lines_means_neither() -> None:
    """A label of the parcel or of the size: without the other in the list it is clear, with both it is not."""
    both = (Shot.PARCEL_LABEL, Shot.SIZE_LABEL)

    assert shots_said("label", "en", both) == ()
    assert shots_said("size label", "en", both) == (Shot.SIZE_LABEL,)
    assert shots_said("label", "en", (Shot.PARCEL_LABEL,)) == (Shot.PARCEL_LABEL,)


def test_the_surer_line_comes_first() -> None:
    assert shots_said("label, and the bubble wrap", "en", (Shot.PARCEL_LABEL, Shot.INNER_PACKING)) == (
        Shot.INNER_PACKING,
        Shot.PARCEL_LABEL,
    )


def test_a_line_that_is_not_in_the_list_is_never_named() -> None:
    assert shots_said("the ruler", "en", (Shot.SELLER_CHAT,)) == ()
    assert shots_said("2", "en", ()) == ()


def test_a_story_is_no_caption() -> None:
    story = (
        "I bought it in March, the box was crushed and the label torn, there is a crack and the seller is silent. " * 3
    )

    assert shots_said(story, "en", tuple(Shot)) == ()


@pytest.mark.parametrize(
    "caption", ["", " ", "👍", "<b>", "\x00", "2" * 5000, "№" * 200, "label " * 30, "א ב ג", "尺子"]
)
def test_anything_may_be_typed(caption: str) -> None:
    assert shots_said(caption, "xx", SIZES) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_names_a_line_there_is(language: str) -> None:
    table = lexicon(language, "captions")
    cues = [cue for kind in (table.exact, table.stems) for row in kind.values() for cue in row]

    assert {cue.key for cue in cues if cue.topic == "shot"} <= set(Shot)
    assert {cue.topic for cue in cues} <= {"shot", "gone"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_english_and_russian_have_words_for_every_line(language: str) -> None:
    table = lexicon(language, "captions")
    named = {cue.key for kind in (table.exact, table.stems) for row in kind.values() for cue in row}

    assert set(Shot) <= named
