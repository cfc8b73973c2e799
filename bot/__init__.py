"""Recourse: a Telegram bot that gets AliExpress buyers their money back.

It asks what happened, says whether and until when a dispute can be opened, which remedy to ask for and how
much, writes the message to the seller, and stays until the money is back.
Start reading at `bot.domain.dialogue`; `docs/architecture.md` shows the house.
"""

from typing import Final

RELEASE: Final = "0.1.0"
"""The same number as in pyproject.toml."""
