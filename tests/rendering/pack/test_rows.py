"""A text is broken into rows that fit, in the order in which its script is read."""

from __future__ import annotations

import pytest

from bot.rendering.pack.rows import Row, cut, row, rows

NUMBER = "8015710859336916"


def _read(one: Row) -> str:
    """What stands there from left to right, run by run; a run from the right as it was written."""
    return "|".join(run.text.strip() for run in one.runs)


@pytest.mark.parametrize(
    "text",
    [
        "A caption of words that go on " * 40,
        "1" * 500,
        "Order " + "8" * 500 + " is here",
        "خدش في الجانب الأيسر، طوله حوالي 4 سم، رقم الطلب 8015710859336916 على (AliExpress) " * 12,
        'שריטה בצד שמאל, באורך של כ-4 ס"מ, הזמנה 8015710859336916 באתר (AliExpress) ' * 12,
        "左侧有划痕，约4厘米，打开包装时就能看到。请查看Listing照片。" * 30,
        "포장을 열자마자 왼쪽에 긁힌 자국이 보였습니다. " * 30,
        "W" + "\u0301\u0302\u0303" * 300,
        "\u200b" * 400,
    ],
)
@pytest.mark.parametrize("most", [12.0, 48.7])
def test_no_row_is_wider_than_its_room_and_no_letter_is_lost(text: str, most: float) -> None:
    broken = rows(text, most)

    assert max(one.width for one in broken) <= most + 0.01
    written = sorted(char for one in broken for run in one.runs for char in run.text if char != " ")
    assert written == sorted(char for char in text if char != " ")


def test_a_mark_is_never_parted_from_its_letter() -> None:
    for one in rows("e\u0301" * 200, 20):
        assert one.runs[0].text.startswith("e")


def test_chinese_is_broken_anywhere_but_not_before_its_marks() -> None:
    broken = rows("商品与描述不符，请退款。" * 20, 15)

    assert len(broken) > 10
    assert not any(one.runs[0].text[0] in "，。" for one in broken)
    assert all(one.width > 12 for one in broken[:-1])


def test_an_arabic_sentence_begins_on_the_right_and_its_number_reads_from_the_left() -> None:
    one = row(f"رقم الطلب {NUMBER} على AliExpress الآن")

    assert one.rtl
    assert _read(one) == f"الآن|AliExpress|على|{NUMBER}|رقم الطلب"
    assert [run.rtl for run in one.runs] == [True, False, True, False, True]


def test_hebrew_words_in_an_english_sentence_stand_in_their_own_order() -> None:
    one = row(f"Order שלום עולם {NUMBER} עוד end")

    assert not one.rtl
    assert _read(one) == f"Order|עוד|{NUMBER}|שלום עולם|end"


def test_a_joiner_stays_inside_its_word() -> None:
    assert [run.text for run in row("the می\u200cخواهم book").runs] == ["the ", "می\u200cخواهم", " book"]


def test_each_line_of_a_text_is_a_row_of_its_own() -> None:
    assert [_read(one) for one in rows("a\n\nb", 40)] == ["a", "", "b"]


def test_what_is_cut_says_so() -> None:
    assert _read(cut("short", 40)) == "short"
    shortened = cut("8" * 500, 20)
    assert _read(shortened).endswith("8…")
    assert shortened.width <= 20
