"""The table of problems is total, and every key in it can be said aloud."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.domain.case import Case, Loss, Proof
from bot.domain.claims import Family, FormChoice, FormReason, Issue, Pitfall, RemedyKind, Shot
from bot.domain.evidence import SERVES, shots, wanted
from bot.domain.issues import ISSUES, issues_of
from bot.rendering.words import words


def test_there_are_twenty_five_kinds_of_problem_and_each_has_its_facts() -> None:
    assert len(Issue) == 25
    assert set(ISSUES) == set(Issue)


def test_the_families_divide_the_problems_without_rest() -> None:
    assert sorted(issue for family in Family for issue in issues_of(family)) == sorted(Issue)


def test_only_what_has_no_reason_on_the_form_has_no_choice_on_it() -> None:
    without = {issue for issue, facts in ISSUES.items() if facts.form_choice is None}

    assert without == {Issue.NOT_SHIPPED, Issue.LATE}


@pytest.mark.parametrize(
    ("catalogue", "keys"),
    [
        ("issues", [*Issue, *(f"family_{family}" for family in Family)]),
        ("shots", list(Shot)),
        ("form_reasons", [*FormReason, *FormChoice]),
        ("pitfalls", list(Pitfall)),
        ("remedies", [*RemedyKind, *(f"method_{loss}" for loss in Loss)]),
    ],
)
def test_every_key_has_its_words(catalogue: str, keys: list[str]) -> None:
    speech = words("en")

    assert all(speech.plain(catalogue, key) for key in keys)


def test_a_video_serves_the_fault_and_the_opening_of_the_parcel() -> None:
    assert SERVES[Shot.FAULT_VIDEO] == SERVES[Shot.UNBOXING] == (Proof.VIDEO,)


def test_what_is_held_is_no_longer_wanted() -> None:
    case = Case(issue=Issue.DEFECTIVE, evidence=(Proof.VIDEO,))

    assert wanted(case) == (Shot.LISTING,)


def test_photos_given_to_their_lines_leave_only_the_other_lines() -> None:
    case = Case(issue=Issue.DAMAGED, evidence=(Proof.PHOTO,))

    left = wanted(case, matched={Shot.CLOSE_UP})

    assert left == (Shot.PARCEL_OUTSIDE, Shot.INNER_PACKING, Shot.WHOLE_ITEM, Shot.UNBOXING)


def test_a_figure_wants_its_own_proof() -> None:
    case = Case(issue=Issue.DEFECTIVE)

    assert shots(case, Loss.PART)[-1] is Shot.PART_PRICE
    assert shots(case, Loss.REPAIR)[-1] is Shot.REPAIR_QUOTE


def test_without_a_problem_there_is_nothing_to_photograph() -> None:
    assert shots(Case()) == wanted(Case()) == ()


def test_no_words_about_remedies_are_left_over() -> None:
    """Every entry is a kind, a method, or a key that the domain or the command names."""
    root = Path(__file__).resolve().parents[2]
    entries = re.findall(r"macro (\w+)", (root / "templates" / "words" / "remedies.j2").read_text(encoding="utf-8"))
    sources = ("bot/domain/remedies.py", "bot/domain/arguments.py", "bot/domain/figures.py", "bot/commands/answer.py")
    code = "".join((root / source).read_text(encoding="utf-8") for source in sources)
    built = {
        *RemedyKind,
        *(f"method_{loss}" for loss in Loss),
        *(f"step_opening_{loss}" for loss in (Loss.PART, Loss.FUNCTION, Loss.REPAIR)),
        *(f"step_{line}{share}" for line in ("price", "shipping_price", "tax") for share in ("", "_share")),
    }

    assert [entry for entry in entries if entry not in built and f'"{entry}"' not in code] == []
