"""Finding the right answer from what people really type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.search import rank
from bot.rendering.faq import searchable

SMALL = {"cat": "Cats and milk\nThey like to sleep", "dog": "Dogs and bones\nThey like to run"}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("where is my money", "no_money_yet"),
        ("refund not recieved on my card", "no_money_yet"),
        ("seller wants paypal", "paypal_offer"),
        ("seler wants refnd via pay pal", "paypal_offer"),
        ("seller ask me to close dispute", "cancel_dispute"),
        ("tracking says deliverd but nothing arived", "says_delivered"),
        ("my dispute was rejected what can i do", "lost"),
        ("can I get banned", "banned"),
        ("no open dispute button", "no_button"),
        ("should i accept 50% offer", "reject_low_offer"),
        ("I confirmed too early", "confirm_receipt"),
        ("they offered 0.00", "zero_proposal"),
        ("do i have to ship it back to china", "send_to_china"),
        ("file too big", "files_fit"),
        ("PHISHING???", "bank_mail"),
    ],
)
def test_an_english_question_finds_its_answer(typed: str, answer: str) -> None:
    assert rank(typed, searchable("en"))[0] == answer


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("где мои деньги", "no_money_yet"),
        ("не пришёл возврат", "no_money_yet"),
        ("не пришел возврат на карту", "no_money_yet"),
        ("продавец просит закрыть спор", "cancel_dispute"),
        ("продовец просит отменить спор", "cancel_dispute"),
        ("просит подтвердить получение", "confirm_receipt"),
        ("пишут что доставлено но я не получил", "says_delivered"),
        ("меня забанят?", "banned"),
        ("до какого числа можно открыть спор", "how_many_days"),
        ("нет кнопки открыть спор", "no_button"),
        ("надо ли отправлять обратно в Китай", "send_to_china"),
        ("предложили 0", "zero_proposal"),
        ("дают только половину, соглашаться?", "reject_low_offer"),
        ("продавец предлагает пейпал", "paypal_offer"),
        ("посылка без трека", "untracked_lost"),
        ("спор отклонили что делать", "lost"),
    ],
)
def test_a_russian_question_finds_its_answer(typed: str, answer: str) -> None:
    """Endings, ё and slips do not matter."""
    assert rank(typed, searchable("ru"))[0] == answer


@pytest.mark.parametrize("typed", ["", "погода в Париже", "ghbdtn", "и"])
def test_what_no_answer_is_about_finds_nothing_in_russian(typed: str) -> None:
    assert rank(typed, searchable("ru")) == ()


@pytest.mark.parametrize("typed", ["how long do i have", "deadline", "how many days", "until when can i open"])
def test_asking_for_the_deadline_finds_it(typed: str) -> None:
    assert "how_many_days" in rank(typed, searchable("en"))


@pytest.mark.parametrize(
    "typed", ["", "   ", "?!", "asdf qwer zxcv", "12345", "hello", "is the weather nice in Paris", "the", "🙂", "\x00"]
)
def test_what_nobody_wrote_about_finds_nothing(typed: str) -> None:
    assert rank(typed, searchable("en")) == ()


def test_a_title_counts_for_more_than_an_answer() -> None:
    documents = {"body": "Something else\nabout refunds", "title": "About refunds\nsomething else"} | SMALL

    assert rank("refunds", documents)[0] == "title"


def test_no_more_than_the_limit_comes_back() -> None:
    documents = {str(number): f"dispute {number}\nword{number}" for number in range(20)} | {"other": "cats\nmilk"}

    assert len(rank("dispute 3", documents, limit=3)) <= 3


def test_nothing_is_found_among_nothing() -> None:
    assert rank("refund", {}) == ()


@given(st.text(max_size=600))
def test_any_text_at_all_is_searched_without_fail(typed: str) -> None:
    assert set(rank(typed, SMALL)) <= set(SMALL)
