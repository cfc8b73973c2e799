"""The drawn pages say what the tables say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.commands import diagram
from bot.commands.case_input import FIELDS
from bot.commands.diagram import BEGIN, main
from bot.domain.dialogue import ROWS
from bot.domain.issues import Issue
from bot.policies import load


def test_the_documents_show_the_tables_of_today() -> None:
    """If this fails, run `make diagram` and read what changed."""
    assert main(["--check"]) == 0


def test_every_question_and_every_problem_is_drawn() -> None:
    dialogue, issues = diagram.dialogue(), diagram.issues()

    assert all(f"`{field}`" in dialogue for field in ROWS)
    assert all(f"| `{issue}` |" in issues for issue in Issue)


def test_every_term_and_every_conflict_is_listed_with_its_sources() -> None:
    policy, drawn = load(), diagram.rules()

    assert drawn.count("| `") == sum(len(term.since) for term in policy.terms.values())
    assert all(f"| `{key}` |" in drawn for key in policy.terms)
    assert all(f"| {key} |" in drawn for key in policy.conflicts)


def test_the_page_on_assess_names_every_key_that_goes_in_and_comes_out() -> None:
    page = (diagram.DOCS / "assess.md").read_text(encoding="utf-8")
    answered = json.loads(diagram.example().split("```json")[1].removesuffix("```"))

    assert [key for key in (*FIELDS, *answered) if f"`{key}`" not in page] == []


def test_what_people_wrote_around_the_drawing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagram, "DOCS", tmp_path)
    main([])
    page = tmp_path / "dialogue.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA remark at the end.\n", encoding="utf-8")
    assert main(["--check"]) == 0

    page.write_text(page.read_text(encoding="utf-8").replace("stage", "stale"), encoding="utf-8")

    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert "A remark at the end." in page.read_text(encoding="utf-8")


def test_a_page_without_its_markers_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing over what a person wrote would lose it."""
    monkeypatch.setattr(diagram, "DOCS", tmp_path)
    (tmp_path / "dialogue.md").write_text("no markers here", encoding="utf-8")

    with pytest.raises(ValueError, match="markers"):
        main([])
    assert BEGIN not in (tmp_path / "dialogue.md").read_text(encoding="utf-8")


def test_an_argument_nobody_knows_is_refused() -> None:
    assert main(["--chek"]) == 2
