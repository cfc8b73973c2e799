"""Every word a person reads is in a template: none is written in the code that talks to people."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
QUOTES_TELEGRAM = ROOT / "handlers" / "errors.py"
"""Knows Telegram's refusals by their texts; none of them is ever shown."""
TALKING = sorted({*(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot" / "services").rglob("*.py")} - {QUOTES_TELEGRAM})
_FOR_THE_HOST = {"debug", "info", "warning", "error", "exception", "critical", "log", "compile"}
"""Calls whose texts a host reads in a log, or nobody does: log methods, and the pattern of `re.compile`."""


@pytest.mark.parametrize("path", TALKING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sentence_is_written_in_code(path: Path) -> None:
    """A text with a blank between letters, or with letters that are not Latin, is a sentence for somebody.

    Free are docstrings, exceptions, assertions and log events: programmers and hosts read those."""
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert [f"{path.name}:{node.lineno}: {node.value!r}" for node in _sentences(tree)] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('send("Good morning")', 1),
        ('send(f"{name}, good morning")', 1),
        ('send("Привет")', 1),
        ('"""A docstring of words."""', 0),
        ('def f():\n    """A docstring of words."""', 0),
        ('x = 1\n"""What x is, in words."""', 0),
        ('raise ValueError(f"no such {thing} here")', 0),
        ('log.info("update was parked", id=1)', 0),
        ('assert x, "x is never empty"', 0),
        ('send("screens/home", "en", "callback:3")', 0),
        ('separator = " "\nbullet = " · "', 0),
    ],
)
def test_the_check_sees_sentences_and_nothing_else(code: str, found: int) -> None:
    assert len(list(_sentences(ast.parse(code)))) == found


def _sentences(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.Assert():
                continue
            case ast.Call(func=ast.Attribute(attr=name)) if name in _FOR_THE_HOST:
                continue
            case ast.Constant(value=str() as text) if _is_sentence(text):
                yield node
            case _:
                yield from _sentences(node)


def _is_sentence(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and (" " in text.strip() or any(not letter.isascii() for letter in letters))
