"""Host: the person at the terminal, in which language they are spoken to, and what they have set so far."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from bot.rendering.catalogues import negotiate
from bot.settings import Read, Settings, SettingsFault, read, written

_NAMES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def as_given(environment: Mapping[str, str] = os.environ, file: str = ".env") -> Read:
    """What of the settings can be used; a file that is no text is one fault more."""
    try:
        return read(written(environment, file))
    except SettingsFault as fault:
        return Read(Settings(), faults=(str(fault),))


def language(given: Read, environment: Mapping[str, str] = os.environ) -> str:
    """DEFAULT_LANGUAGE where it is set, else the terminal's."""
    if "DEFAULT_LANGUAGE" in given.names:
        return given.settings.default_language
    tag = next((environment[name] for name in _NAMES if environment.get(name)), "")
    return negotiate(tag.partition(".")[0])
