"""PictureFault: a piece of work on a picture that could not be done."""

from __future__ import annotations


class PictureFault(Exception):
    """The picture cannot be read, or took more time or memory than it may. Says so in a word for the log."""
