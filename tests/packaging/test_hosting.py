"""docs/hosting.md says what is true: what a host is told to look for is what the code says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import pytest

from tests.packaging.dockerfile import ROOT

HOSTING: Final = (ROOT / "docs" / "hosting.md").read_text()
_ENOUGH: Final = 20
_OTHERS: Final = ("status=", "unhealthy", "WEBHOOK_URL", "DOMAIN", "SUPPORT_CHAT_ID")
"""What others than the bot say, and names of settings."""


def symptoms() -> Iterator[str]:
    """What stands in the first column of the tables of trouble, one row after the other."""
    trouble = HOSTING[HOSTING.index("## Trouble") :]
    for row in re.findall(r"^\| (.+?) \|", trouble, re.MULTILINE):
        if row != "You see":
            yield row


SAID: Final = sorted({said for row in symptoms() for said in re.findall(r"`([^`]+)`", row)})


@cache
def spoken() -> str:
    """All that the bot can say: its code and its words, in one line, without the breaks between the parts of a text."""
    files = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").rglob("*.py"), *(ROOT / "templates").rglob("*.j2")]
    text = " ".join(path.read_text() for path in (*files, ROOT / "compose.yaml"))
    return re.sub(r'"\s+f?"', "", re.sub(r"\s+", " ", text))


def test_there_are_enough_symptoms() -> None:
    """A host at three in the morning finds theirs."""
    assert len(list(symptoms())) >= _ENOUGH


@pytest.mark.parametrize("said", [said for said in SAID if not said.startswith(_OTHERS)])
def test_a_symptom_is_what_the_bot_says(said: str) -> None:
    """A text that was changed is changed here too."""
    assert said in spoken()
