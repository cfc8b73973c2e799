"""What the dispute form takes, by the policy of the day."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.case import Proof
from bot.domain.evidence import refused_above
from bot.domain.policy import NoTermInForce
from bot.policies import load

POLICY = load()
TODAY = date(2026, 11, 22)
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("kind", "size", "limit"),
    [
        (Proof.PHOTO, 2 * MEGABYTE, None),
        (Proof.PHOTO, 2 * MEGABYTE + 1, 2),
        (Proof.SCREENSHOT, 3 * MEGABYTE, 2),
        (Proof.VIDEO, 500 * MEGABYTE, None),
        (Proof.VIDEO, 500 * MEGABYTE + 1, 500),
    ],
)
def test_a_file_above_the_limit_would_block_the_form(kind: Proof, size: int, limit: int | None) -> None:
    assert refused_above(kind, size, POLICY, TODAY) == limit


def test_of_a_time_without_a_known_limit_nothing_is_claimed() -> None:
    with pytest.raises(NoTermInForce):
        refused_above(Proof.PHOTO, 1, POLICY, date(2009, 1, 1))
