"""The shot list ticks itself: where a file went, what else it may be, and what is said of what was seen in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest

from bot.app import tongue
from bot.domain.buyer import Buyer, File, Record
from bot.domain.case import Case, Proof, Stage
from bot.domain.claims import Shot
from bot.domain.dialogue import pending, skip
from bot.domain.inputs import FileKind, Note, Pressed, Sent
from bot.domain.issues import ISSUES, Issue
from bot.domain.looks import Flaw, Look, Seen, from_text, to_text
from bot.policies import load
from bot.services import evidence, files
from bot.services.scene import Scene, Turn
from bot.services.turn import decide, view

TODAY: Final = date(2026, 5, 22)
BLURRED: Final = to_text(Look(Seen.PICTURE, 1200, 900, sharpness=0.01, brightness=0.5))
SHARP: Final = to_text(Look(Seen.PICTURE, 1200, 900, sharpness=1.0, brightness=0.5))


def _scene(*, result: bool, place: str = "case", issue: Issue | None = Issue.DAMAGED) -> Scene:
    """A buyer asked for proof, or with a result."""
    case = Case(stage=Stage.NOT_OPENED, family=ISSUES[issue].family if issue else None, issue=issue)
    while issue and (question := pending(case)) and (result or question.field != "evidence"):
        case = skip(case, question.field)
    record = Record(5, 7, 1, case.but(reviewed=result))
    buyer = Buyer(7, case_id=5, view=place, step=3)
    return Scene(buyer, record, datetime(2026, 5, 22, 10, tzinfo=UTC), TODAY, load(), tongue("en"))


def _sent(number: int, *, kind: FileKind = FileKind.PHOTO, **more: Any) -> Sent:
    mime = {"photo": "image/jpeg", "video": "video/mp4", "document": "application/pdf"}[kind]
    return Sent(kind, f"f{number}", f"u{number}", number, **{"mime": mime, "size": 200_000, **more})


def _after(scene: Scene, *sent: Sent) -> Scene:
    for one in sent:
        scene = decide(scene, one).scene
    return scene


def _places(scene: Scene) -> list[str | None]:
    return [file.shot for file in _files(scene)]


def _files(scene: Scene) -> tuple[File, ...]:
    assert scene.record is not None
    return scene.record.files


def _labels(scene: Scene) -> list[str]:
    shown = view(scene)
    return [scene.tongue.label(button, "en") for row in shown.rows for button in row]


def test_a_picture_and_a_paper_are_to_be_looked_at_and_a_film_is_not() -> None:
    scene = _scene(result=False)

    photo, film, paper = (
        decide(scene, _sent(number, kind=kind))
        for number, kind in enumerate((FileKind.PHOTO, FileKind.VIDEO, FileKind.DOCUMENT), 1)
    )

    assert [job.facts for job in (*photo.jobs, *film.jobs, *paper.jobs)] == [{"file": "u1"}, {"file": "u3"}]
    assert from_text(_files(film.scene)[0].look) == Look(Seen.VIDEO)


@pytest.mark.parametrize("kind", [FileKind.DOCUMENT, FileKind.VIDEO])
def test_a_file_over_20_mb_is_known_at_once_to_be_too_large_to_look_at(kind: FileKind) -> None:
    turn = decide(_scene(result=False), _sent(1, kind=kind, size=21 * 1024 * 1024))

    assert turn.jobs == ()
    assert from_text(_files(turn.scene)[0].look) == Look(Seen.TOO_LARGE)


def test_the_buttons_below_the_counter_move_the_file_they_were_shown_for() -> None:
    """Also when others arrived since."""
    scene = _after(_scene(result=False), _sent(11))
    data = next(button.data for row in view(scene).rows for button in row if button.facts.get("shot") == "whole_item")
    later = _after(scene, _sent(12), _sent(13))

    turn = decide(replace(later, buyer=replace(later.buyer, step=scene.buyer.step)), Pressed(data, "q"))

    assert turn.same_step
    assert _places(later) == ["close_up", "parcel_outside", "inner_packing"]
    assert _places(turn.scene) == ["whole_item", "parcel_outside", "inner_packing"]


def test_at_most_six_other_lines_are_offered_open_ones_first() -> None:
    scene = _after(_scene(result=False), _sent(1))

    shown = [label for label in _labels(scene) if label not in ("Done, 1 file", "My files")]

    assert shown[:4] == ["Parcel from all sides", "Packing inside", "Whole item", "None of these"]


def test_data_of_a_button_fits_telegram_whatever_the_numbers() -> None:
    scene, longest = _scene(result=False), max(Shot, key=len)
    large = replace(
        scene,
        record=Record(10**17, 7, 1, scene.case),
        buyer=replace(scene.buyer, step=2**31 - 1),
    )

    assert len(large.press("mv", str(2**31 - 1), longest).encode()) <= 64


def test_a_file_after_the_result_is_answered_by_the_list() -> None:
    scene = _after(_scene(result=True), _sent(1))

    assert scene.buyer.view == "proof:1"
    assert scene.case.evidence == (Proof.PHOTO,)
    assert "None of these" in _labels(scene)


def test_a_file_in_the_middle_of_something_else_leaves_the_screen_as_it_is() -> None:
    assert _after(_scene(result=True, place="telling"), _sent(1)).buyer.view == "telling"
    assert _after(_scene(result=True, place="quiet"), _sent(1)).buyer.view == "quiet"


def test_files_from_before_the_problem_was_known_are_placed_with_the_answer() -> None:
    scene = _after(_scene(result=False, issue=None), _sent(1), _sent(2, kind=FileKind.VIDEO))
    assert _places(scene) == [None, None]

    known = scene.with_case(_scene(result=False).case)
    turn = evidence.placed(Turn(known))

    assert _places(turn.scene) == ["close_up", "parcel_outside"]
    assert [file.shot for file in turn.add_files] == ["close_up", "parcel_outside"]
    assert evidence.placed(turn) == turn


def test_what_is_sent_at_the_screen_of_one_line_goes_to_that_line() -> None:
    assert _places(_after(_scene(result=True, place="line:whole_item"), _sent(1))) == ["whole_item"]


def test_a_picture_exchanged_in_its_message_takes_the_place_of_the_old_one() -> None:
    scene = _after(_scene(result=False), _sent(1), _sent(2))

    turn = decide(replace(scene, note=Note(1, edited=True)), replace(_sent(9), message_id=1))

    assert turn.drop_files == ("u1",)
    assert [(file.unique_id, file.shot) for file in _files(turn.scene)] == [
        ("u9", "close_up"),
        ("u2", "parcel_outside"),
    ]


def test_a_caption_corrected_without_a_line_in_it_is_kept_without_a_word() -> None:
    scene = _after(_scene(result=False), _sent(1))

    turn = decide(replace(scene, note=Note(1, edited=True)), _sent(1, caption="hm"))

    assert turn.quiet
    assert _files(turn.scene)[0].caption == "hm"


def test_what_telegram_had_lost_is_looked_at_anew_when_it_is_sent_again() -> None:
    scene = _after(_scene(result=False), _sent(1))
    seen = evidence.looked(scene, "u1", to_text(Look(Seen.LOST)))
    assert seen is not None

    turn = decide(seen.scene, replace(_sent(1), message_id=4))

    assert [job.facts for job in turn.jobs] == [{"file": "u1"}]
    assert _files(turn.scene)[0].look == ""
    assert _places(turn.scene) == ["close_up"]


def test_the_open_list_shows_a_hint_and_keeps_its_buttons() -> None:
    scene = _after(_scene(result=False), _sent(1))

    turn = evidence.looked(scene, "u1", BLURRED)

    assert turn is not None
    assert (turn.quiet, turn.same_step, turn.posts) == (False, True, ())
    assert [hint.flaw for hint in view(turn.scene).facts["hints"]] == [Flaw.BLURRED]


def test_a_good_picture_changes_nothing_on_the_screen() -> None:
    turn = evidence.looked(_after(_scene(result=False), _sent(1)), "u1", SHARP)

    assert turn is not None
    assert (turn.quiet, turn.posts) == (True, ())


def test_a_buyer_who_is_elsewhere_by_now_gets_the_hint_as_a_message() -> None:
    scene = _after(_scene(result=True), _sent(1)).but(view="cases")

    turn = evidence.looked(scene, "u1", BLURRED)

    assert turn is not None
    assert turn.quiet
    (post,) = turn.posts
    assert (post.template, post.facts["flaw"], post.facts["file"]) == ("file_hint", "blurred", 1)
    assert post.facts["keys"] == [[["proof", "v:5:0:proof"]]]


def test_before_the_question_about_proof_a_hint_waits_for_its_screen() -> None:
    scene = _after(_scene(result=False), _sent(1))
    earlier = scene.with_case(scene.case.but(price=None, unknown=scene.case.unknown - {"price", "item"}))

    turn = evidence.looked(earlier, "u1", BLURRED)

    assert turn is not None
    assert (turn.quiet, turn.posts) == (True, ())


def test_a_file_is_looked_at_once() -> None:
    turn = evidence.looked(_after(_scene(result=True), _sent(1)), "u1", BLURRED)

    assert turn is not None
    assert evidence.looked(turn.scene, "u1", SHARP) is None
    assert evidence.looked(turn.scene, "u8", SHARP) is None


def test_a_file_taken_out_leaves_the_others_where_they_were() -> None:
    scene = _after(_scene(result=True), _sent(1), _sent(2))

    turn = files.removed(scene, ("1",))

    assert turn.drop_files == ("u1",)
    assert _places(turn.scene) == ["parcel_outside"]
    assert files.removed(turn.scene, ("2",)).scene.case.evidence == ()
