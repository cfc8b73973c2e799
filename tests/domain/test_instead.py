"""What stands in for a shot that can't be taken any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.case import Proof
from bot.domain.claims import Shot
from bot.domain.evidence import SERVES
from bot.domain.instead import INSTEAD, Stand


@pytest.mark.parametrize("shot", Shot)
def test_there_is_always_something_else_to_send(shot: Shot) -> None:
    assert INSTEAD[shot]
    assert shot not in INSTEAD[shot]


@pytest.mark.parametrize("shot", [shot for shot in Shot if SERVES[shot] == (Proof.VIDEO,)])
def test_who_made_no_video_is_not_sent_for_another_one(shot: Shot) -> None:
    """Neither of the two films can be made by who has no film: pictures come first."""
    first = INSTEAD[shot][0]

    assert isinstance(first, Shot)
    assert Proof.VIDEO not in SERVES[first] or Proof.PHOTO in SERVES[first]


def test_without_a_video_of_the_unboxing_everything_received_the_label_and_its_weight_count() -> None:
    assert INSTEAD[Shot.UNBOXING] == (Shot.EVERYTHING_RECEIVED, Shot.PARCEL_LABEL, Stand.WEIGHING)


def test_without_a_carriers_letter_its_complaint_counts_first() -> None:
    assert INSTEAD[Shot.CARRIER_LETTER][0] is Stand.CARRIER_COMPLAINT


def test_every_source_it_names_is_one_of_ours() -> None:
    """A comment that names a source nobody can look up is worth nothing."""
    root = Path(__file__).parents[2] / "bot"
    ours = (root / "policies" / "sources.toml").read_text(encoding="utf-8")
    text = (root / "domain" / "instead.py").read_text(encoding="utf-8")

    for source in ("AE-EVID", "AUDIK", "LEARN", "FOB", "ALIX-DEL", "MB-RET", "FR22"):
        assert f"\n{source} = " in ours
        assert source in text
