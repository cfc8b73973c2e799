"""Looks: which file is to be looked at, and what is said of what was seen. The looking is a job beside the turns."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.domain.buyer import File
from bot.domain.looks import Look, Seen, from_text, to_text
from bot.storage.changes import Job

FETCHED: Final = 20 * 1024 * 1024  # bytes of a file that Telegram gives to a bot (Bot API)


def at_once(file: File) -> File:
    """The file with what is known of it without looking: nobody can look into a large one, nobody does into a film."""
    if file.size > FETCHED:
        return replace(file, look=to_text(Look(Seen.TOO_LARGE)))
    if file.kind == "video" or file.mime.startswith("video/"):
        return replace(file, look=to_text(Look(Seen.VIDEO)))
    return replace(file, look="")


def asked(file: File) -> tuple[Job, ...]:
    """The work of looking at it; none where all is known."""
    return () if file.look else (Job("look", {"file": file.unique_id}, f"{file.unique_id}:{file.message_id}"),)


def lost(file: File) -> bool:
    """Whether Telegram had it no longer when it was looked at."""
    look = from_text(file.look)
    return look is not None and look.seen is Seen.LOST
