"""How others with the same problem fared, in one sentence, and never as a promise."""

from __future__ import annotations

from typing import Final

import pytest

from bot.domain.outcome import Tally
from bot.rendering.words import words

SAID: Final = [
    (
        "en",
        Tally(21, 8, 5),
        "Of 34 cases like yours, 21 got everything back, 8 a part. That promises nothing for yours.",
    ),
    ("en", Tally(21), "Of 21 cases like yours, 21 got everything back. That promises nothing for yours."),
    ("ru", Tally(11, 8, 2), "Из 21 похожего дела всё вернули в 11, часть — в 8. Вашему случаю это ничего не обещает."),
    ("ru", Tally(11, 8, 3), "Из 22 похожих дел всё вернули в 11, часть — в 8. Вашему случаю это ничего не обещает."),
    ("en", None, ""),
]


@pytest.mark.parametrize(("language", "tally", "said"), SAID)
def test_the_sentence_names_the_group_and_promises_nothing(language: str, tally: Tally | None, said: str) -> None:
    assert " ".join(words(language).page("screens/_tally", {"tally": tally}).split()) == said


def test_of_a_case_that_has_ended_itself_nothing_is_promised_or_denied() -> None:
    assert "promises" not in words("en").page("screens/_tally", {"tally": Tally(21, 8, 5), "end": "lost"})
