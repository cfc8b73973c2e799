"""The shot list of a case: each file has one place and one number, and keeps its place whatever comes after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.buyer import File
from bot.domain.case import Case
from bot.domain.claims import Shot
from bot.domain.evidence import shots, wanted
from bot.domain.hints import hints
from bot.domain.issues import Issue
from bot.domain.lines import SPARE, arriving, lines, matched, moved, numbered, placed
from bot.domain.looks import Flaw, Look, Seen, to_text

TORN: Final = Case(issue=Issue.DAMAGED)
SHARP: Final = to_text(Look(Seen.PICTURE, 1200, 900, sharpness=1.0, brightness=0.5))
BLURRED: Final = to_text(Look(Seen.PICTURE, 1200, 900, sharpness=0.01, brightness=0.5))


def _photo(number: int, shot: str | None = None, look: str = "", album: str = "") -> File:
    return File("photo", f"f{number}", f"u{number}", number, mime="image/jpeg", shot=shot, look=look, album=album)


def _film(number: int, shot: str | None = None, look: str = "") -> File:
    return File("video", f"f{number}", f"u{number}", number, mime="video/mp4", shot=shot, look=look)


CASES: Final = st.builds(
    lambda issue, without: Case(issue=issue, without=without & set(shots(Case(issue=issue)))),
    st.sampled_from(Issue),
    st.frozensets(st.sampled_from(Shot), max_size=8),
)
Kinds: TypeAlias = list[Callable[[int], File]]
KINDS: Final[st.SearchStrategy[Kinds]] = st.lists(st.sampled_from([_photo, _film]), max_size=12)


def _arrived(case: Case, *files: File) -> tuple[File, ...]:
    there: tuple[File, ...] = ()
    for file in files:
        there = arriving(case, there, file)
    return there


@given(CASES, KINDS)
def test_every_file_has_exactly_one_number_and_they_count_from_1(case: Case, kinds: Kinds) -> None:
    files = _arrived(case, *(make(number) for number, make in enumerate(kinds, 1)))

    there = numbered(case, files)

    assert [one.number for one in there] == list(range(1, len(files) + 1))
    assert sorted(one.file.unique_id for one in there) == sorted(file.unique_id for file in files)


@given(CASES, KINDS)
def test_a_file_is_in_one_line_or_in_none(case: Case, kinds: Kinds) -> None:
    files = _arrived(case, *(make(number) for number, make in enumerate(kinds, 1)))

    filed = [file.unique_id for line in lines(case, files) for file in line.files]
    spare = [file.unique_id for file in placed(case, files) if file.shot == SPARE]

    assert sorted([*filed, *spare]) == sorted(file.unique_id for file in files)


@given(CASES, KINDS, st.data())
def test_nothing_moves_because_another_file_arrives(case: Case, kinds: Kinds, data: st.DataObject) -> None:
    """Nor because something was seen in one, nor because a caption names the line another one has."""
    files = _arrived(case, *(make(number) for number, make in enumerate(kinds, 1)))
    files = tuple(replace(file, look=data.draw(st.sampled_from(["", SHARP, BLURRED]))) for file in files)
    said = data.draw(st.lists(st.sampled_from(Shot), max_size=3))

    after = arriving(case, files, _photo(99), said=said)

    assert after[:-1] == placed(case, files) == files


@given(CASES, KINDS, st.data())
def test_nothing_moves_because_another_file_is_moved(case: Case, kinds: Kinds, data: st.DataObject) -> None:
    files = _arrived(case, *(make(number) for number, make in enumerate([_photo, *kinds], 1)))
    message_id = data.draw(st.sampled_from([file.message_id for file in files]))
    shot = data.draw(st.sampled_from([*shots(case), None]))

    after = moved(case, files, message_id, shot)

    assert [one for one in after if one.message_id != message_id] == [
        one for one in files if one.message_id != message_id
    ]
    assert next(one.shot for one in after if one.message_id == message_id) == (shot or SPARE)


@given(CASES, st.permutations(range(1, 8)))
def test_files_that_came_before_the_problem_was_known_are_placed_alike_each_time(case: Case, order: list[int]) -> None:
    """Ten pictures of an album are ten updates in any order; what was placed once is not placed anew."""
    files = tuple(_photo(number) for number in order)

    once = placed(case, files)

    assert placed(case, once) == once
    assert placed(Case(), files) == files


def test_a_file_goes_to_the_first_open_line_it_can_serve() -> None:
    files = _arrived(TORN, _photo(1), _film(2), _film(3), _photo(4))

    assert [file.shot for file in files] == ["close_up", "parcel_outside", "inner_packing", "whole_item"]
    assert arriving(TORN, files, _photo(5))[-1].shot == SPARE
    assert arriving(TORN, files, _film(5))[-1].shot == "unboxing"


def test_a_caption_goes_before_the_order_of_the_list() -> None:
    assert arriving(TORN, (), _photo(1), said=[Shot.WHOLE_ITEM])[0].shot == "whole_item"


def test_a_caption_that_names_what_the_file_cannot_be_is_not_followed() -> None:
    """No photo is a film."""
    assert arriving(TORN, (), _photo(1), said=[Shot.UNBOXING])[0].shot == "close_up"


def test_a_photo_that_is_said_to_show_what_another_list_asks_for_is_given_no_line_of_this_one() -> None:
    assert arriving(TORN, (), _photo(1), said=[Shot.POLICE_REPORT])[0].shot == SPARE
    assert arriving(TORN, (), _photo(1), said=[Shot.POLICE_REPORT, Shot.WHOLE_ITEM])[0].shot == "whole_item"
    assert arriving(Case(), (), _photo(1), said=[Shot.POLICE_REPORT])[0].shot is None


def test_a_line_that_cannot_be_had_is_offered_nothing_and_wanted_no_more() -> None:
    case = TORN.but(without=frozenset({Shot.CLOSE_UP}))

    assert arriving(case, (), _photo(1))[0].shot == "parcel_outside"
    assert Shot.CLOSE_UP not in wanted(case, None, matched(case, ()))
    assert lines(case, ())[0].excused


def test_a_new_picture_replaces_one_that_has_to_be_taken_again() -> None:
    blurred = arriving(TORN, (), _photo(1))[0]
    files = (replace(blurred, look=BLURRED),)

    assert lines(TORN, files)[0].weak
    after = arriving(TORN, files, _photo(2))
    assert [file.shot for file in after] == ["close_up", "close_up"]
    assert not lines(TORN, (after[0], replace(after[1], look=SHARP)))[0].weak


def test_pictures_of_one_album_replace_none_of_each_other() -> None:
    """They were chosen before anything was said about the first."""
    first = replace(arriving(TORN, (), _photo(1, album="a"))[0], look=BLURRED)

    assert arriving(TORN, (first,), _photo(2, album="a"))[-1].shot == "parcel_outside"
    assert arriving(TORN, (first,), _photo(2, album="b"))[-1].shot == "close_up"


def test_a_film_too_large_for_telegram_is_none_the_worse_for_it() -> None:
    large = to_text(Look(Seen.TOO_LARGE))
    files = (_film(1, shot="unboxing", look=large), _photo(2, shot="close_up", look=large))

    assert [line.shot for line in lines(TORN, files) if line.weak] == [Shot.CLOSE_UP]


def test_a_picture_sent_twice_is_named_with_the_number_of_the_first() -> None:
    seen = to_text(Look(Seen.PICTURE, 1200, 900, sharpness=1.0, brightness=0.5, print="0123456789abcdef"))
    files = (_photo(1, shot="close_up", look=seen), _photo(2, shot="whole_item", look=seen))

    (hint,) = hints(TORN, files)

    assert (hint.at.number, hint.flaw, hint.other) == (2, Flaw.TWICE, 1)
