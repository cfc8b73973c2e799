"""A policy file that could mislead a buyer is refused, and the message says which part and why."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.domain.policy import NoTermInForce
from bot.policies import HERE, FaultyPolicy, load

GOOD = """
[term.rule]
says = "A rule."
[[term.rule.since]]
on = 2020-01-01
days = 5
source = ["GENERAL"]
confidence = "low"
checked_on = 2026-01-01
"""


def _folder(tmp_path: Path, text: str) -> Path:
    """The real policy with one more file."""
    folder = tmp_path / "policies"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "zz_more.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_complete_term_is_taken(tmp_path: Path) -> None:
    assert load(_folder(tmp_path, GOOD)).term("rule").in_force(date(2020, 1, 1)).value == 5


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ("", "on = 2020-01-01\n", "needs `on`"),
        ("on = 2020-01-01T10:00:00", "on = 2020-01-01", "needs `on`"),
        ("", "days = 5\n", "exactly one of"),
        ("days = 5\nhours = 5", "days = 5", "exactly one of"),
        ("days = -1", "days = 5", "whole number"),
        ("days = 5.5", "days = 5", "whole number"),
        ("days = true", "days = 5", "whole number"),
        ("days = 5\nended = true", "days = 5", "exactly one of"),
        ("", 'source = ["GENERAL"]\n', "at least one source"),
        ("source = []", 'source = ["GENERAL"]', "at least one source"),
        ('source = ["NOBODY"]', 'source = ["GENERAL"]', "NOBODY"),
        ("", 'confidence = "low"\n', "confidence"),
        ('confidence = "sure"', 'confidence = "low"', "confidence"),
        ("", "checked_on = 2026-01-01\n", "checked_on"),
        ('quote = "x"\ndays = 5', "days = 5", "quote"),
        ("", 'says = "A rule."\n', "says"),
        ("[term.appeal_within]", "[term.rule]", "twice|since"),
        ("[terms.rule]", "[term.rule]", "unknown section|since"),
        ("days = ", "days = 5", "zz_more.toml"),
    ],
)
def test_an_incomplete_term_is_refused(tmp_path: Path, wrong: str, right: str, complaint: str) -> None:
    assert right in GOOD

    with pytest.raises(FaultyPolicy, match=complaint):
        load(_folder(tmp_path, GOOD.replace(right, wrong, 1)))


def test_blocks_out_of_order_are_refused(tmp_path: Path) -> None:
    block = GOOD[GOOD.index("[[term") :].replace("2020-01-01", "2019-01-01")

    with pytest.raises(FaultyPolicy, match="order"):
        load(_folder(tmp_path, GOOD + block))


def test_a_conflict_needs_both_sides(tmp_path: Path) -> None:
    with pytest.raises(FaultyPolicy, match="C99"):
        load(_folder(tmp_path, '[conflict.C99]\nquestion = "Which?"\na = ["GENERAL"]\n'))


def test_a_folder_without_a_time_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyPolicy, match="time zone"):
        load(tmp_path)


def test_the_day_before_the_first_block_has_no_number() -> None:
    with pytest.raises(NoTermInForce, match="window_after_end has no value in force on 2015-12-31"):
        load().term("window_after_end").in_force(date(2015, 12, 31))


def test_a_rule_that_ended_has_no_number() -> None:
    term = load().term("carrier_window_post")

    assert term.in_force(date(2014, 12, 31)).value == 39
    with pytest.raises(NoTermInForce):
        term.in_force(date(2015, 1, 1))


def test_every_source_that_is_kept_is_used() -> None:
    policy = load()
    used = {source.key for term in policy.terms.values() for block in term.since for source in block.sources}
    used |= {source.key for conflict in policy.conflicts.values() for source in (*conflict.a, *conflict.b)}
    used |= {source.key for sources in policy.situations.values() for source in sources}
    used |= {source.key for ground in policy.grounds.values() for source in ground.sources}
    named_by_routes = {"ALIX-2", "OFERAL", "S75-B", "ACM22", "INFOM", "DSA", "ARTICLE-2025"}

    assert named_by_routes <= set(policy.sources)
    assert set(policy.sources) - used - named_by_routes <= {"CB21", "CONSU", "CONTEND", "IAMH", "ODR-A", "PROMO"}
