"""My data as two files: a page that any phone opens, in the buyer's language, and JSON with all there is."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from jinja2 import UndefinedError

from bot.rendering.words import words

PAGE: Final = "recourse-my-data.html"
DATA: Final = "recourse-my-data.json"
_BUNDLE: Final = "recourse-my-data.zip"
_LARGE: Final = 10 * 1024 * 1024
"""Bytes from which both go into a ZIP. Telegram takes 50 MB, and words shrink to less than a fifth."""


def documents(facts: Mapping[str, Any], rows: Mapping[str, Any], language: str) -> dict[str, bytes]:
    """The files by their names: `facts` are what the page tells, `rows` what the JSON holds. Takes a while with many
    cases: call it in a thread."""
    speech = words(language)

    def told(catalogue: str, key: str, mentioned: Mapping[str, Any] | None = None) -> str:
        """The entry; the bare key of what another release wrote, which this one has no words for."""
        try:
            return speech.say(catalogue, key, mentioned)
        except (LookupError, UndefinedError):
            return key

    about = {"told": told, "language": language, "direction": _direction(language)}
    page = speech.page("mydata/page", {**facts, **about})
    data = json.dumps(rows, ensure_ascii=False, indent=1, default=_plain)
    made = {PAGE: page.encode(), DATA: data.encode()}
    return made if sum(map(len, made.values())) < _LARGE else {_BUNDLE: _zipped(made)}


def _zipped(made: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in made.items():
            bundle.writestr(name, content)
    return out.getvalue()


def _direction(language: str) -> str:
    try:
        return Locale.parse(language).text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _plain(value: Any) -> str:
    """What JSON has no type for. TypeError for what is no fact."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not written into JSON")
