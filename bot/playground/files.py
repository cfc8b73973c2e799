"""Files: bytes with the identifiers Telegram gives them, and pictures in their several sizes.

Memory is bounded: beyond `room` bytes the oldest contents are forgotten, and asking for them is refused as Telegram
refuses a file it no longer serves. A file may also be only a size without bytes (a video of 200 MB in a test).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.playground import limits
from bot.playground.patterns import pattern
from bot.playground.refusals import bad_request

JSON = dict[str, Any]

SIDES = (90, 320, 800, 1280)
"""The longest side of each size Telegram makes of a picture."""

FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "video": "videos",
    "voice": "voice",
    "sticker": "stickers",
    "audio": "music",
    "video_note": "video_notes",
}
LETTERS = {
    "photo": "AgAC",
    "document": "BQAC",
    "video": "BAAC",
    "voice": "AwAC",
    "sticker": "CAAC",
    "audio": "CQAC",
    "video_note": "DQAC",
}
ENDINGS = {
    "photo": "jpg",
    "document": "bin",
    "video": "mp4",
    "voice": "oga",
    "sticker": "webp",
    "audio": "mp3",
    "video_note": "mp4",
}


@dataclass(frozen=True, slots=True)
class Stored:
    """One file. `kind` is a key of FOLDERS; `data` None when only its size is known or it was forgotten."""

    id: str
    unique_id: str
    kind: str
    size: int
    path: str
    name: str | None = None
    mime: str | None = None
    data: bytes | None = None
    width: int = 0
    height: int = 0
    number: int = 0

    def card(self) -> JSON:
        """What every Bot API object about a file has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    """All files of the stand-in, by file_id and by the path they are downloaded from."""

    def __init__(self, room: int = 64 * 1024 * 1024) -> None:
        self.room = room
        self._held = 0
        self._count = 0
        self._files: dict[str, Stored] = {}
        self._paths: dict[str, str] = {}

    def put(
        self,
        kind: str,
        content: bytes | int,
        *,
        name: str | None = None,
        mime: str | None = None,
        width: int = 0,
        height: int = 0,
    ) -> Stored:
        """Keep a file: its bytes, or only how many there would be."""
        self._count += 1
        data = content if isinstance(content, bytes) else None
        ending = name.rpartition(".")[2] if name and "." in name else ENDINGS[kind]
        stored = Stored(
            id=f"{LETTERS[kind]}AgIAAxkBAAIB{self._count:08d}aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789stAndIn",
            unique_id=f"AQADstandin{self._count:08d}",
            kind=kind,
            size=len(content) if isinstance(content, bytes) else content,
            path=f"{FOLDERS[kind]}/file_{self._count}.{ending}",
            name=name,
            mime=mime,
            data=data,
            width=width,
            height=height,
            number=self._count,
        )
        self._files[stored.id] = stored
        self._paths[stored.path] = stored.id
        self._held += len(data or b"")
        if self._held > self.room:
            self._forget()
        return stored

    def _forget(self) -> None:
        for stored in list(self._files.values()):
            if self._held <= self.room:
                return
            self._held -= len(stored.data or b"")
            del self._files[stored.id]
            del self._paths[stored.path]

    def lose(self, file_id: str) -> None:
        """The file is known no longer; messages that show it stay."""
        self._files.pop(file_id, None)

    def get(self, file_id: str) -> Stored | None:
        """The file of this id."""
        return self._files.get(file_id)

    def download(self, path: str) -> bytes | None:
        """What `/file/bot<token>/<path>` serves; a photo of which only the size is known is a pattern,
        another file of that sort reads as zeros."""
        stored = self._files.get(self._paths.get(path, ""))
        if stored is None or stored.size > limits.DOWNLOAD_BYTES:
            return None
        if stored.data is not None:
            return stored.data
        return pattern(stored.number) if stored.kind == "photo" else bytes(stored.size)

    def photo(self, content: bytes | int, width: int = 0, height: int = 0) -> list[JSON]:
        """A picture as Telegram keeps it: a list of PhotoSize, smallest first, each with identifiers of its own."""
        size = len(content) if isinstance(content, bytes) else content
        if size > limits.PHOTO_BYTES:
            most = f"the maximum size is {limits.PHOTO_BYTES} bytes"
            raise bad_request(f"file of size {size} bytes is too big for a photo; {most}")
        if isinstance(content, bytes):
            width, height = measure(content) or (width, height)
        width, height = width or 1280, height or 960
        if width + height > 10000 or max(width, height) > 20 * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        longest = max(width, height)
        sides = [*(side for side in SIDES[:-1] if side < longest), min(longest, SIDES[-1])]
        sizes = []
        for side in sides:
            share = side / longest
            wide, high = max(1, round(width * share)), max(1, round(height * share))
            whole = side == sides[-1]
            amount = content if isinstance(content, bytes) or whole else max(1, round(content * share * share))
            stored = self.put("photo", amount, mime="image/jpeg", width=wide, height=high)
            sizes.append({**stored.card(), "width": wide, "height": high})
        return sizes


def measure(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG, GIF or WebP picture, read from its header; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data.startswith((b"GIF87a", b"GIF89a")) and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if data.startswith(b"RIFF") and data[8:16] == b"WEBPVP8 " and len(data) >= 30:
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    if data.startswith(b"\xff\xd8"):
        return _measure_jpeg(data)
    return None


def _measure_jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
