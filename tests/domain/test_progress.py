"""How far the shot list is: what is there, what is open, and what cannot be had, and nothing counted twice."""

from __future__ import annotations

import pytest

from bot.domain.case import Case, Proof
from bot.domain.claims import Shot
from bot.domain.issues import ISSUES, Issue
from bot.domain.progress import progress, so_far
from tests.domain.test_citing import file_of

TORN = Case(issue=Issue.DAMAGED)
LISTED = ISSUES[Issue.DAMAGED].shots


def test_before_anything_came_every_shot_is_open() -> None:
    found = progress(TORN)

    assert (found.there, found.open, found.excused, found.listed) == ((), LISTED, (), 5)


def test_a_file_ticks_the_line_it_was_placed_in_and_no_other() -> None:
    found = so_far(TORN, (file_of(1, Shot.WHOLE_ITEM), file_of(2, Shot.WHOLE_ITEM)))

    assert found.there == (Shot.WHOLE_ITEM,)
    assert found.open == tuple(shot for shot in LISTED if shot != Shot.WHOLE_ITEM)


def test_what_can_not_be_had_is_neither_there_nor_open() -> None:
    found = so_far(TORN.but(without=frozenset({Shot.UNBOXING})), (file_of(1, Shot.CLOSE_UP),))

    assert (found.there, found.excused) == ((Shot.CLOSE_UP,), (Shot.UNBOXING,))
    assert Shot.UNBOXING not in found.open
    assert found.listed == 5


def test_what_was_said_to_be_impossible_and_came_all_the_same_is_there() -> None:
    found = so_far(TORN.but(without=frozenset({Shot.CLOSE_UP})), (file_of(1, Shot.CLOSE_UP),))

    assert (found.there, found.excused) == ((Shot.CLOSE_UP,), ())


def test_without_files_the_kinds_of_proof_that_were_told_count() -> None:
    assert progress(TORN.but(evidence=(Proof.VIDEO,))).there == LISTED
    assert so_far(TORN.but(evidence=(Proof.VIDEO,)), (file_of(1, Shot.CLOSE_UP),)).there == (Shot.CLOSE_UP,)


@pytest.mark.parametrize("issue", list(Issue))
def test_every_shot_is_in_one_part(issue: Issue) -> None:
    case = Case(issue=issue, without=frozenset(list(Shot)[::3]))
    found = progress(case, matched=frozenset(list(Shot)[::2]))

    assert sorted((*found.there, *found.open, *found.excused)) == sorted(ISSUES[issue].shots)


def test_while_the_problem_is_not_known_there_is_no_list() -> None:
    assert progress(Case()).listed == 0
