"""Files as they arrive: pictures in each format, and what only says it is one. The pictures are in `draw`."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

ORIENTATIONS = range(1, 9)
_UNDONE = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera holds an upright picture that it notes so."""


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    """The file of a picture."""
    sheet = BytesIO()
    image.save(sheet, kind, **how)
    return sheet.getvalue()


def phone_jpeg(image: Image.Image, orientation: int = 1, *, located: bool = True, quality: int = 92) -> bytes:
    """A phone's photo of an upright picture: with its maker, its place, and lying as the phone was held."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make], exif[Base.Model] = "Examplephone", "One"
    exif[Base.DateTime] = "2026:03:14 09:26:53"
    if located:
        exif[IFD.GPSInfo] = {
            GPS.GPSLatitudeRef: "N",
            GPS.GPSLatitude: (52.0, 31.0, 12.0),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: (13.0, 24.0, 18.0),
        }
    undone = _UNDONE[orientation]
    lying = image if undone is None else image.transpose(undone)
    return saved(lying, "JPEG", quality=quality, exif=exif)


def telegram_jpeg(image: Image.Image) -> bytes:
    """A photo that went through Telegram: at most 1280 pixels, and no notes."""
    small = image.copy()
    small.thumbnail((1280, 1280))
    return saved(small, "JPEG", quality=80)


def moving(kind: str, image: Image.Image) -> bytes:
    """Three images, one after the other."""
    frames = [image.resize((640, 480)), image.resize((640, 480)).rotate(90), image.resize((640, 480)).rotate(180)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def bomb(side: int = 50_000) -> bytes:
    """A PNG of one bit a pixel and of no more than some 300 kilobytes, which would take gigabytes in memory."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def with_exif(exif: bytes) -> bytes:
    """A small photo with these bytes as its notes."""
    return saved(Image.new("RGB", (700, 500), "#808080"), "JPEG", exif=b"Exif\x00\x00" + exif)


def box(brand: bytes) -> bytes:
    """The beginning of a file of the family of MP4 and HEIC."""
    return struct.pack(">I", 24) + b"ftyp" + brand + bytes(4) + b"mif1" + brand + bytes(2000)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
