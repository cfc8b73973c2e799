"""Marks typed: the tool in the buyer's own word, the cells as numbers, or nothing at all."""

from __future__ import annotations

import pytest

from bot.domain.marks import MarkKind
from bot.reading.marks import read_marks

ENGLISH = {MarkKind.CIRCLE: "Circle", MarkKind.ARROW: "Arrow", MarkKind.BLUR: "Blur"}
RUSSIAN = {MarkKind.CIRCLE: "Круг", MarkKind.ARROW: "Стрелка", MarkKind.BLUR: "Размытие"}


@pytest.mark.parametrize(
    ("labels", "typed", "expected"),
    [
        (ENGLISH, "blur 1 2 3", (MarkKind.BLUR, (1, 2, 3))),
        (ENGLISH, "Blur: 1,2, 3.", (MarkKind.BLUR, (1, 2, 3))),
        (ENGLISH, "bluur 4", (MarkKind.BLUR, (4,))),
        (ENGLISH, "5 5", (MarkKind.ARROW, (5,))),
        (ENGLISH, "٥", (MarkKind.ARROW, (5,))),
        (RUSSIAN, "круг 9", (MarkKind.CIRCLE, (9,))),
        (ENGLISH, "circle 0", None),
        (ENGLISH, "circle 10", None),
        (ENGLISH, "circle", None),
        (ENGLISH, "banana 3", None),
        (ENGLISH, "1" * 5000, None),
        (ENGLISH, "", None),
    ],
)
def test_what_was_typed(
    labels: dict[MarkKind, str], typed: str, expected: tuple[MarkKind, tuple[int, ...]] | None
) -> None:
    assert read_marks(typed, labels, MarkKind.ARROW) == expected
