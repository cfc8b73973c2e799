"""Every key the rules can name has words, and no words are left over."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest

from bot.domain import cards, conflicts, eligibility, fallbacks, reasons, windows
from bot.domain.conflicts import CONFLICTS
from bot.domain.doubts import keys
from bot.domain.fallbacks import ROUTES
from bot.domain.situations import Situation
from bot.domain.warnings import WARNINGS
from bot.policies import load

WORDS = Path(__file__).parents[2] / "templates" / "words"
POLICY = load()


def _macros(catalogue: str) -> set[str]:
    return set(re.findall(r"{%\s*macro (\w+)\(", (WORDS / f"{catalogue}.j2").read_text(encoding="utf-8")))


def _named(pattern: str, modules: Iterable[ModuleType]) -> set[str]:
    return {found for module in modules for found in re.findall(pattern, inspect.getsource(module))}


def test_every_warning_and_doubt_has_words() -> None:
    assert _macros("warnings") == set(WARNINGS) | keys()


def test_every_warning_names_its_sources() -> None:
    assert set(POLICY.situations) == set(WARNINGS)


def test_every_conflict_has_words_for_itself_and_both_sides() -> None:
    assert set(CONFLICTS) == set(POLICY.conflicts) == {f"C{number}" for number in range(1, 15)}
    assert _macros("conflicts") == {f"{key}{side}" for key in CONFLICTS for side in ("", "_a", "_b")}
    assert set(conflicts.SIDES) <= set(CONFLICTS)


def test_every_route_and_note_has_words() -> None:
    routes = ({*ROUTES} - {"card"}) | set(cards.CARD_ROUTES)
    spoken = _macros("fallbacks")
    notes = {macro.removeprefix("note_") for macro in spoken if macro.startswith("note_")}

    assert {macro for macro in spoken if not macro.startswith("note_")} == routes
    assert notes <= _named(r'"(\w+)"', (cards, fallbacks))


def test_every_reason_has_words() -> None:
    literal = _named(r'"([a-z_0-9]+)"', (reasons, windows, eligibility))
    rows = {f"row_{row.value}" for row in Situation}
    carriers = {"carrier_window_express", "carrier_window_ems", "carrier_window_post"}

    assert _macros("reasons") <= literal | rows | carriers
    assert rows | carriers <= _macros("reasons")


@pytest.mark.parametrize("key", sorted(POLICY.terms))
def test_every_term_is_said_in_a_sentence(key: str) -> None:
    assert POLICY.terms[key].says.endswith(".")
