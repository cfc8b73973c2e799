"""Origin: what may be said of an exception: its kinds, and where in the code it was raised. Never its text, which may
be a buyer's words or an address with the token, and never a value of a frame."""

from __future__ import annotations

import traceback
from typing import Final

_DEEPEST: Final = 20


def code(error: BaseException) -> str:
    """A name for the log: the kinds of the exception and of its cause."""
    cause = error.__cause__
    return type(error).__name__ if cause is None else f"{type(error).__name__}<{type(cause).__name__}"


def place(error: BaseException) -> str:
    """Where it was raised, for whoever reads the log: the innermost file and line."""
    places = _places(error)
    return places[-1] if places else "?"


def path(error: BaseException) -> str:
    """The files and lines that led there, the innermost last."""
    return " ".join(_places(error)[-_DEEPEST:])


def spot(file: str, number: int | None) -> str:
    """A line of the code, by the last three parts of its file."""
    return f"{'/'.join(file.replace(chr(92), '/').split('/')[-3:])}:{number}"


def _places(error: BaseException) -> list[str]:
    walked = traceback.walk_tb(error.__traceback__)
    return [spot(frame.f_code.co_filename, number) for frame, number in walked]
