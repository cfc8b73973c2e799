"""Every entry of every catalogue, in every language, with facts of every kind it can meet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from jinja2 import UndefinedError

from bot.rendering.bubbles import TOAST_LIMIT
from bot.rendering.catalogues import PSEUDO, languages
from bot.rendering.formats import filters
from bot.rendering.words import words
from tests.rendering import markup
from tests.rendering.samples import AMOUNT, BRANDS, CASE, DAY, HOSTILE, TODAY, catalogues, entries, macros, samples

PAGE_LIMIT = 4096
LIMITS = {
    "toasts": TOAST_LIMIT,
    "labels": 40,
    "shot_names": 24,
    "shots": 160,
    "commands": 256,
    "staff": 256,
    "profile.description": 512,
    "profile.short_description": 120,
}
"""Characters Telegram takes; for a label, what a phone shows."""
EVERY_LANGUAGE = (*languages(), PSEUDO)
_MARKED = re.compile(r"⟦[^⟦⟧]*(?:⟧|$)")  # the end may be cut off, on a button


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("catalogue", catalogues())
def test_every_entry_can_be_said(catalogue: str, language: str) -> None:
    """With any facts it may meet, an entry is text that Telegram shows, and not too long for its place."""
    for key in _keys(catalogue):
        limit = LIMITS.get(f"{catalogue}.{key}") or LIMITS.get(catalogue, PAGE_LIMIT)
        for facts in samples(catalogue, key):
            said = words(language).say(catalogue, key, facts)
            assert said, f"{catalogue}.{key} says nothing with {facts}"
            assert markup.faults(said) == [], f"{catalogue}.{key}: {said}"
            plain = words(language).plain(catalogue, key, _short(facts) if limit < PAGE_LIMIT else facts)
            assert len(plain.strip("⟦⟧")) <= limit, f"{catalogue}.{key} is {len(plain)} long: {plain}"


@pytest.mark.parametrize(("catalogue", "key"), entries())
def test_a_buyers_words_can_never_become_markup(catalogue: str, key: str) -> None:
    """A title such as <b>"Tom & Jerry's"</b> is shown as it was typed, on a screen and on a button."""
    for facts in samples(catalogue, key):
        said = words("en").say(catalogue, key, facts)

        assert HOSTILE not in said
        if HOSTILE in words("en").plain(catalogue, key, facts):
            assert "&lt;b&gt;" in said


@pytest.mark.parametrize("catalogue", catalogues())
def test_nothing_is_said_that_cannot_be_translated(catalogue: str) -> None:
    """In the pseudo-language all that is translatable stands between marks; nothing else may be left but facts."""
    for key in _keys(catalogue):
        for facts in samples(catalogue, key):
            said = markup.visible(words(PSEUDO).say(catalogue, key, facts))
            while _MARKED.search(said):
                said = _MARKED.sub("", said)
            for fact in sorted(_shown(facts), key=len, reverse=True):
                said = said.replace(fact, "")
            assert not re.search(r"[^\W\d_]", said), f"{catalogue}.{key} has words outside a translation: {said}"


def test_a_fact_is_never_named_like_a_method_of_a_mapping() -> None:
    """`f.items` would be the mapping's own method and print nonsense."""
    methods = {name for name in dir({}) if not name.startswith("_")} - {"get"}

    for catalogue in catalogues():
        for key in macros(catalogue):
            for facts in samples(catalogue, key):
                assert not methods & set(facts), f"{catalogue}.{key}"


# From Python 3.13 on gettext warns of such a count before it is compared, which is what raises.
@pytest.mark.filterwarnings("ignore:Plural value must be an integer:DeprecationWarning")
@pytest.mark.parametrize("catalogue", catalogues())
def test_a_missing_fact_is_an_error_and_never_a_gap(catalogue: str) -> None:
    """What an entry needs and does not get must be seen in a test, not by a buyer."""
    for key in _keys(catalogue):
        if next(samples(catalogue, key)):
            with pytest.raises(UndefinedError):
                words("en").say(catalogue, key, {})


def test_an_entry_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(LookupError):
        words("en").say("faq", "no_such_entry")


def _keys(catalogue: str) -> list[str]:
    return [key for name, key in entries() if name == catalogue]


def _short(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a button names is kept short by those who ask for it."""
    return {name: "ABC" if value == HOSTILE else value for name, value in facts.items()}


def _shown(facts: Mapping[str, Any]) -> set[str]:
    """The facts as they may appear on a screen."""
    said = filters(PSEUDO)
    shown = {HOSTILE, *BRANDS, said["ago"](DAY, TODAY), said["language_name"]("ru"), said["language_name"]("en")}
    shown |= {str(value) for value in (*facts.values(), CASE.item, "DE", "EUR", "QQ", said["country"]("DE"))}
    for day in (DAY, TODAY):
        shown |= {said[name](day) for name in ("day", "day_long", "day_short", "month", "month_year", "weekday")}
    shown |= {said["money"](AMOUNT, currency) for currency in ("USD", None)}
    return shown
