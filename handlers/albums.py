"""Albums: several files in one message of many parts, uploaded from the disk or by the file_id that Telegram has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from handlers.calls import Calls

MOST: Final = 10
"""Files in one album (Bot API)."""
_ONE: Final = {"document": "sendDocument", "video": "sendVideo"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One file: `kind` is document or video, `caption` Telegram HTML. Either at `path`, or these bytes, and called
    `name`, or known to Telegram as `file_id`."""

    kind: str
    caption: str = ""
    path: Path | bytes | None = None
    name: str = ""
    file_id: str = ""


async def send(calls: Calls, chat_id: int, pieces: Sequence[Piece]) -> None:
    """Sends up to ten files of one kind as one album, or one alone; none: nothing."""
    files = {f"file{at}": (one.path, one.name) for at, one in enumerate(pieces) if one.path is not None}
    media = [_media(one, f"attach://file{at}") for at, one in enumerate(pieces)]
    if len(media) == 1:
        kind, medium, words = media[0].pop("type"), media[0].pop("media"), media[0]
        await _send(calls, _ONE[kind], files, chat_id=chat_id, **{kind: medium}, **words)
    elif media:
        await _send(calls, "sendMediaGroup", files, chat_id=chat_id, media=media)


async def _send(calls: Calls, method: str, files: dict[str, tuple[Path | bytes, str]], **values: Any) -> None:
    await (calls.upload(method, files, **values) if files else calls.call(method, **values))


def _media(piece: Piece, attached: str) -> dict[str, Any]:
    there = {"type": piece.kind, "media": piece.file_id if piece.path is None else attached}
    return {**there, "caption": piece.caption, "parse_mode": "HTML"} if piece.caption else there
