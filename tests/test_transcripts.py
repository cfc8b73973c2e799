"""Whole conversations, as text files one can read. `make transcripts` plays them anew; read the diff before approving.

What a file may hold is told in `bot/playground/script.py` and `lines.py`. What the bot showed: `bot` is a new message,
`bot  ~` one edited in place, `[...]` a button, `⧉` a copy button.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.approved import holds

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.rglob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER).with_suffix("")))
@pytest.mark.asyncio(loop_scope="session")  # for one process that looks at pictures
async def test_the_conversation_goes_as_approved(path: Path, request: pytest.FixtureRequest) -> None:
    """What the bot shows is, to the letter, what somebody read and approved."""
    await holds(path, approve=request.config.getoption("--approve"))
