"""Opening a stranger's file: upright whatever the phone noted, and whole whatever the file claims."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageCms

from bot.domain.looks import Seen
from bot.rendering.pictures.examine import examine
from bot.rendering.pictures.faults import PictureFault
from bot.rendering.pictures.prepare import prepare
from bot.rendering.pictures.reading import MOST_PIXELS, TooManyPixels, read
from tests.pictures import draw, files

SMALL = (640, 480)
LIMIT = 2 * 1024 * 1024


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a file lies."""
    return tmp_path / "file"


def corners() -> Image.Image:
    """A picture of which each corner has another colour: red, green, blue, white."""
    image = Image.new("RGB", SMALL, "grey")
    for number, colour in enumerate(("red", "lime", "blue", "white")):
        row, column = divmod(number, 2)
        image.paste(colour, (column * 320, row * 240, column * 320 + 320, row * 240 + 240))
    return image


def seen_corners(image: Image.Image) -> list[str]:
    """Which colours they have now, in the same order."""
    names = {(255, 0, 0): "red", (0, 255, 0): "lime", (0, 0, 255): "blue", (255, 255, 255): "white"}
    found = []
    for x, y in ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)):
        left, top = int(image.width * x), int(image.height * y)
        red, green, blue = image.crop((left, top, left + 1, top + 1)).tobytes()
        found.append(names[(255 * (red > 128), 255 * (green > 128), 255 * (blue > 128))])
    return found


@pytest.mark.parametrize("orientation", files.ORIENTATIONS)
def test_a_photo_is_upright_however_the_phone_was_held(orientation: int, path: Path) -> None:
    path.write_bytes(files.phone_jpeg(corners(), orientation))
    source = read(str(path), 300)
    assert (source.width, source.height) == SMALL
    assert seen_corners(source.image) == ["red", "lime", "blue", "white"]
    assert source.camera
    assert source.located


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_other_formats_are_set_upright_too(kind: str, path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path.write_bytes(files.saved(corners().transpose(Image.Transpose.ROTATE_90), kind, exif=exif))
    source = read(str(path), 300)
    assert (source.width, source.height) == SMALL
    assert seen_corners(source.image) == ["red", "lime", "blue", "white"]


def test_a_large_photo_is_decoded_small(path: Path) -> None:
    path.write_bytes(files.phone_jpeg(draw.photo(), 6))
    source = read(str(path), 1000)
    assert (source.width, source.height) == draw.PHONE
    assert source.image.size == (1000, 750)


@pytest.mark.parametrize("side", [50_000, 9_500])
def test_more_pixels_than_any_phone_takes_are_refused_before_they_are_decoded(side: int, path: Path) -> None:
    """Also where Pillow itself would only warn, or say nothing."""
    assert side * side > MOST_PIXELS
    path.write_bytes(files.bomb(side))
    assert examine(str(path)).seen is Seen.TOO_MANY_PIXELS
    with pytest.raises(TooManyPixels):
        read(str(path), 100)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "CMYK", "I;16", "I", "F", "RGBX"])
def test_no_way_to_keep_colours_is_too_odd(mode: str, path: Path) -> None:
    shown = corners().convert("L") if mode[0] in "IF" else corners()
    kept = shown.point(lambda value: value * 257 + 0) if mode == "I" else shown
    picture = kept.convert(mode)
    path.write_bytes(files.saved(picture, "TIFF"))
    source = read(str(path), 300)
    assert source.image.mode == "RGB"
    assert source.image.getpixel((source.image.width * 3 // 4, source.image.height * 3 // 4)) == (255, 255, 255)


def test_sixteen_bits_of_grey_are_neither_white_nor_black(path: Path) -> None:
    path.write_bytes(files.saved(Image.new("I;16", SMALL, 32_768), "PNG"))
    assert set(read(str(path), 300).image.tobytes()) <= set(range(120, 136))


def test_what_is_transparent_lies_on_white(path: Path) -> None:
    path.write_bytes(files.saved(Image.new("RGBA", SMALL, (0, 0, 0, 0)), "PNG"))
    assert read(str(path), 300).image.getpixel((5, 5)) == (255, 255, 255)


def test_colours_are_those_the_profile_means(path: Path) -> None:
    """With a profile that says what is red is green, red is shown green; a broken one is as if there were none."""
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    crossed = own.replace(b"rXYZ", b"kept").replace(b"gXYZ", b"rXYZ").replace(b"kept", b"gXYZ")
    shown = {}
    for name, profile in (("own", own), ("crossed", crossed), ("broken", own[:200]), ("none", b"no profile")):
        path.write_bytes(files.saved(corners(), "PNG", icc_profile=profile))
        shown[name] = seen_corners(read(str(path), 300, true_colours=True).image)
    as_kept = ["red", "lime", "blue", "white"]
    assert shown == {"own": as_kept, "crossed": ["lime", "red", "blue", "white"], "broken": as_kept, "none": as_kept}


def tiff_notes(*entries: tuple[int, int, int, int], after: int = 0) -> bytes:
    """EXIF of these entries, whether they make sense or not."""
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\x00" + struct.pack("<IH", 8, len(entries)) + body + struct.pack("<I", after)


@pytest.mark.parametrize(
    "notes",
    [
        b"",
        b"II",
        b"rubbish" * 40,
        tiff_notes((0x0112, 3, 1, 9)),
        tiff_notes((0x0112, 3, 1, 0)),
        tiff_notes((0x0112, 2, 5, 0xFFFFFF)),
        tiff_notes((0x0112, 3, 0xFFFFFFFF, 8)),
        tiff_notes((0x0112, 5, 1, 8)),
        tiff_notes((0x8825, 4, 1, 0xFFFFFFF0)),
        tiff_notes((0x8825, 4, 1, 8)),
        tiff_notes((0x8769, 4, 1, 8), after=8),
        tiff_notes((0x8825, 2, 9, 3)),
    ],
)
def test_absurd_notes_of_a_camera_are_survived(notes: bytes, path: Path) -> None:
    path.write_bytes(files.with_exif(notes))
    look = examine(str(path))
    assert (look.seen, look.width, look.height) == (Seen.PICTURE, 700, 500)


def test_a_place_in_any_kind_of_note_is_seen(path: Path) -> None:
    path.write_bytes(files.phone_jpeg(corners(), located=False))
    assert not examine(str(path)).located
    path.write_bytes(files.phone_jpeg(corners()))
    assert examine(str(path)).located
    path.write_bytes(files.saved(corners(), "JPEG", xmp=b"<x><exif:GPSLatitude>52,31N</exif:GPSLatitude></x>"))
    assert examine(str(path)).located


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (2, 3), (30_000, 20)])
def test_a_picture_of_any_shape_is_looked_at_and_prepared(size: tuple[int, int], path: Path, tmp_path: Path) -> None:
    path.write_bytes(files.saved(Image.new("RGB", size, "teal"), "PNG"))
    look = examine(str(path))
    assert (look.seen, look.width, look.height) == (Seen.PICTURE, *size)
    made = prepare(str(path), str(tmp_path / "out"), "blur:1,circle:2,arrow:9", LIMIT)
    assert max(made.width, made.height) == min(max(size), 4000)


def test_a_stereo_photo_is_no_film(path: Path) -> None:
    """What newer phones write: a photo and, behind it, how bright it is where."""
    path.write_bytes(files.saved(corners(), "MPO", save_all=True, append_images=[corners().convert("L")]))
    assert examine(str(path)).seen is Seen.PICTURE


def test_no_broken_file_gets_out_of_hand(path: Path, tmp_path: Path) -> None:
    """Bytes changed by chance in every format: whatever comes of it, it is a look, and a file or a fault."""
    chance = Random(20261122)
    small = draw.photo(size=(320, 240))
    bodies = [files.phone_jpeg(small, 6), files.moving("GIF", small), files.moving("WEBP", small)]
    bodies += [files.saved(small.quantize(16), "PNG"), files.saved(small, "TIFF"), files.saved(small, "BMP")]
    bodies += [files.saved(small, "TIFF", compression="tiff_lzw"), files.saved(small, "WEBP")]
    for number in range(400):
        body = bytearray(bodies[number % len(bodies)])
        for _ in range(chance.choice((1, 4, 40))):
            body[chance.randrange(min(len(body), chance.choice((64, 1024, len(body)))))] = chance.randrange(256)
        path.write_bytes(bytes(body[: chance.choice((len(body), chance.randrange(len(body))))]))
        assert examine(str(path)).seen in Seen
        try:
            prepare(str(path), str(tmp_path / "out"), "blur:1,circle:2", LIMIT)
        except PictureFault:
            continue
        with Image.open(BytesIO((tmp_path / "out").read_bytes())) as made:
            made.load()
