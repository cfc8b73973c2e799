"""The settings as a host reads them: a table for the README, and the file to copy. Both are drawn by `make diagram`."""

from __future__ import annotations

import textwrap
from dataclasses import Field, fields
from typing import Any, Final

from bot.settings import Settings

_OPENING: Final = "# Copy to .env and fill in. Every line may be left out; what stands here is the default.\n"


def table() -> str:
    """The settings as a Markdown table."""
    rows = [f"| `{_name(one)}` | {one.metadata['about']} | {_shown(one)} |" for one in fields(Settings)]
    return "\n".join(("| Setting | Meaning | Default |", "|---|---|---|", *rows))


def example() -> str:
    """The whole of `.env.example`."""
    return "\n".join((_OPENING, *(f"{_comment(one)}\n{_name(one)}={_default(one)}\n" for one in fields(Settings))))


def _name(one: Field[Any]) -> str:
    return one.name.upper()


def _default(one: Field[Any]) -> str:
    return "" if one.default in (None, ()) else str(one.default)


def _shown(one: Field[Any]) -> str:
    return f"`{_default(one)}`" if _default(one) else "none"


def _comment(one: Field[Any]) -> str:
    about = one.metadata["about"].replace("`", "")
    return "\n".join(textwrap.wrap(about, 118, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False))
