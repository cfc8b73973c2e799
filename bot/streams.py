"""Streams: the three standard ones, any of which may be closed from outside, before the process begins or later."""

from __future__ import annotations

import os
import sys
from typing import Final

_STANDARD: Final = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def complete() -> None:
    """Puts the null device where one is closed. Else the first socket would take its number, and end as the stream."""
    for name, mode in _STANDARD:
        if getattr(sys, name) is None:
            number = os.open(os.devnull, os.O_RDWR)  # the lowest free number: that of the stream
            setattr(sys, name, os.fdopen(number, mode))


def unread() -> None:
    """Whoever read the output has gone: what is left of it is thrown away, so that the end says nothing of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
