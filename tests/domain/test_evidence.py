"""What the dispute form takes, by the policy of the day."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.case import Proof
from bot.domain.evidence import too_large
from bot.domain.policy import NoTermInForce
from bot.policies import load

POLICY = load()
TODAY = date(2026, 11, 22)
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("kind", "size", "refused"),
    [
        (Proof.PHOTO, 2 * MEGABYTE, False),
        (Proof.PHOTO, 2 * MEGABYTE + 1, True),
        (Proof.SCREENSHOT, 3 * MEGABYTE, True),
        (Proof.VIDEO, 500 * MEGABYTE, False),
        (Proof.VIDEO, 500 * MEGABYTE + 1, True),
    ],
)
def test_a_file_above_the_limit_would_block_the_form(kind: Proof, size: int, refused: bool) -> None:
    assert too_large(kind, size, POLICY, TODAY) is refused


def test_of_a_time_without_a_known_limit_nothing_is_claimed() -> None:
    with pytest.raises(NoTermInForce):
        too_large(Proof.PHOTO, 1, POLICY, date(2009, 1, 1))
