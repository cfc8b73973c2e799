"""The table of questions: whole, with sources, and every key with its words."""

from __future__ import annotations

import re

from bot.domain.faq import FAQ, Question, Topic, under
from bot.rendering.words import words
from tests.rendering.samples import macros

SOURCE = re.compile(r"R\d+[a-z]?|C\d+|F\d+|ARTICLE-\d+")


def test_every_question_stands_on_one_shelf_and_names_its_sources() -> None:
    assert [question for topic in Topic for question in under(topic)] == list(Question)
    assert all(entry.rests_on and all(SOURCE.fullmatch(source) for source in entry.rests_on) for entry in FAQ)


def test_there_are_the_questions_buyers_ask_and_the_tips_of_those_who_won() -> None:
    tips = {*under(Topic.TIPS_WIN), *under(Topic.TIPS_AVOID)}

    assert len(FAQ) - len(tips) == 25
    assert 5 <= len(under(Topic.TIPS_WIN)) <= 7
    assert 5 <= len(under(Topic.TIPS_AVOID)) <= 6


def test_every_key_has_its_words_and_no_words_are_orphans() -> None:
    wanted = {f"{part}_{question}" for question in Question for part in ("q", "k", "a")}

    assert set(macros("faq")) == wanted | {f"topic_{topic}" for topic in Topic}


def test_an_answer_is_short_enough_for_a_phone() -> None:
    for question in Question:
        assert len(words("en").plain("faq", f"q_{question}")) <= 40, "a question is also a button"
        assert len(words("en").plain("faq", f"a_{question}")) <= 600
