"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--approve` writes approved conversations anew instead of comparing them; read the diff."""
    parser.addoption("--approve", action="store_true", help="write approved conversations anew")
