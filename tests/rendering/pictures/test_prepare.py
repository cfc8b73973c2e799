"""Files made ready: what the dispute form takes, what a document needs, what is shown to choose a mark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat
from PIL.PngImagePlugin import PngInfo

from bot.rendering.pictures.drawn import cell
from bot.rendering.pictures.faults import PictureFault
from bot.rendering.pictures.prepare import prepare
from bot.rendering.pictures.reading import read
from bot.rendering.pictures.sharpness import sharpness
from bot.rendering.pictures.shrink import shrink
from bot.rendering.pictures.sketch import sketch
from bot.rendering.pictures.written import Prepared
from tests.pictures import draw, files

LIMIT = 2 * 1024 * 1024
Make = Callable[..., tuple[Prepared, Image.Image]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file of the buyer lies."""
    return tmp_path / "file"


@pytest.fixture
def make(path: Path) -> Make:
    """Prepares the bytes of a file: what was said of the result, and the result."""

    def made(body: bytes, marks: str = "", limit: int = LIMIT) -> tuple[Prepared, Image.Image]:
        path.write_bytes(body)
        out = path.with_name("out")
        said = prepare(str(path), str(out), marks, limit)
        with Image.open(out) as image:
            image.load()
        assert (said.width, said.height, said.size) == (*image.size, out.stat().st_size)
        return said, image

    return made


def noise(size: tuple[int, int]) -> Image.Image:
    """What no format makes small."""
    return Image.frombytes("RGB", size, Random(5).randbytes(size[0] * size[1] * 3))


def difference(one: Image.Image, other: Image.Image, place: tuple[int, int, int, int]) -> float:
    """How far two pictures are apart there, in grey steps."""
    apart = ImageChops.difference(one.convert("L").crop(place), other.convert("L").crop(place))
    return ImageStat.Stat(apart).mean[0]


def test_a_12_megapixel_photo_fits_the_form_whole_upright_and_without_a_word(make: Make) -> None:
    said, image = make(files.phone_jpeg(draw.photo("label"), 8, quality=96))
    assert (said.width, said.height, said.ending) == (*draw.PHONE, "jpg")
    assert said.size < LIMIT
    assert "exif" not in image.info
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_no_note_of_any_kind_goes_along(path: Path, make: Make) -> None:
    """EXIF, place, XMP, comment, colour profile, words in a PNG: none of their bytes is in the result."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    body = files.saved(
        draw.photo(size=(800, 600)),
        "JPEG",
        exif=_secret(),
        xmp=b"<x>secret</x>",
        comment=b"secret",
        icc_profile=profile,
    )
    make(body)
    for maker in (prepare, sketch, shrink):
        out = path.with_name("out")
        _write(maker, path, out)
        found = out.read_bytes()
        assert b"secret" not in found
        assert b"Exif" not in found
        assert b"ICC_PROFILE" not in found


def _secret() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = "secret"
    return exif


def _write(maker: object, path: Path, out: Path) -> None:
    if maker is prepare:
        prepare(str(path), str(out), "", LIMIT)
    elif maker is sketch:
        sketch(str(path), str(out), "")
    else:
        shrink(str(path), str(out), 500, 80, "")


def test_words_in_a_screenshot_do_not_go_along(make: Make) -> None:
    notes = PngInfo()
    notes.add_text("Author", "secret")
    said, image = make(files.saved(draw.order_page(), "PNG", pnginfo=notes, exif=_secret()))
    assert said.ending == "png"
    assert image.info == {}


@pytest.mark.parametrize("limit", [100_000, 500_000, LIMIT])
def test_the_limit_is_kept_and_used(limit: int, make: Make) -> None:
    said, _ = make(files.phone_jpeg(noise((2000, 1500))), limit=limit)
    assert limit * 0.6 < said.size <= limit * 0.98


def test_what_fits_at_no_size_is_a_fault(make: Make) -> None:
    with pytest.raises(PictureFault):
        make(files.telegram_jpeg(draw.photo()), limit=50)


def test_small_print_stays_as_sharp_as_it_came(make: Make) -> None:
    """A label of 12 megapixels that has to lose half of its bytes."""
    sent = draw.photo("label")
    _, image = make(files.phone_jpeg(sent, quality=97))
    assert sharpness(image.convert("L")) > 0.95 * sharpness(sent.convert("L"))


def test_a_screenshot_that_came_without_loss_stays_so(make: Make) -> None:
    screen = draw.order_page()
    said, image = make(files.saved(screen, "PNG"))
    assert said.ending == "png"
    assert difference(image, screen, (0, 0, *screen.size)) == 0


def test_a_photo_in_a_format_without_loss_becomes_a_jpeg(make: Make) -> None:
    said, image = make(files.saved(draw.photo(size=draw.HALF), "PNG"))
    assert (said.ending, image.format) == ("jpg", "JPEG")


def test_48_megapixels_come_out_as_large_as_the_form_needs(make: Make) -> None:
    said, _ = make(files.saved(draw.photo().resize((8000, 6000)), "JPEG", quality=60))
    assert (said.width, said.height) == (4000, 3000)


@pytest.mark.parametrize("maker", [prepare, sketch, shrink])
def test_what_cannot_be_read_is_a_fault(maker: object, path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n nothing more")
    with pytest.raises(PictureFault):
        _write(maker, path, path.with_name("out"))


def test_a_blur_leaves_nothing_to_read_and_the_rest_as_it_was(make: Make) -> None:
    """Two labels with other words below the blur look the same there: so nothing of the words is left."""
    page = draw.photo("label", (1800, 1440))
    other = page.copy()
    place = cell(page.size, 5)
    _scribble(other, place)
    _, first = make(_file(page), "blur:5")
    _, second = make(_file(other), "blur:5")
    _, bare = make(_file(page))
    assert difference(page, other, place) > 8
    assert difference(first, second, place) < 0.5
    assert sharpness(bare.convert("L").crop(place)) > 0.5
    assert sharpness(first.convert("L").crop(place)) < 0.1
    assert difference(first, bare, cell(page.size, 1)) < 1


def _file(image: Image.Image) -> bytes:
    return files.saved(image, "JPEG", quality=97)


def _scribble(image: Image.Image, place: tuple[int, int, int, int]) -> None:
    """Turns round what is in each patch of a blur, so that nothing stays where it was, and no patch gets lighter."""
    for x in range(place[0], place[2], 100):
        for y in range(place[1], place[3], 80):
            patch = image.crop((x, y, x + 100, y + 80))
            image.paste(patch.transpose(Image.Transpose.ROTATE_180), (x, y))


@pytest.mark.parametrize("kind", ["circle", "arrow"])
def test_a_mark_is_red_with_a_white_edge_and_in_its_cell_only(kind: str, make: Make) -> None:
    plain = Image.new("RGB", (1200, 900), (60, 120, 60))
    _, image = make(files.saved(plain, "JPEG", quality=95), f"{kind}:6")
    inside = image.crop(cell(image.size, 6))
    values = inside.tobytes()
    colours = set(zip(values[::3], values[1::3], values[2::3], strict=True))
    assert any(red > 200 and green < 40 for red, green, _ in colours)
    assert any(min(colour) > 240 for colour in colours)
    assert all(difference(image, plain, cell(image.size, other)) < 2 for other in (1, 2, 3, 4, 5, 7, 8, 9))


def test_a_mark_stays_in_sight_above_a_blur(make: Make) -> None:
    body = files.saved(Image.new("RGB", (1200, 900), (60, 120, 60)), "JPEG", quality=95)
    _, first = make(body, "circle:1,blur:1")
    _, second = make(body, "blur:1,circle:1")
    assert difference(first, second, (0, 0, 1200, 900)) == 0


def test_the_numbers_to_tap_can_be_read_on_a_phone(path: Path) -> None:
    """Each cell has its number, a sixth as high, also on a picture smaller than a hand."""
    for size in (draw.PHONE, (200, 300)):
        path.write_bytes(files.saved(Image.new("RGB", size, (60, 120, 60)), "JPEG"))
        said = sketch(str(path), str(path.with_name("out")), "")
        assert 640 <= max(said.width, said.height) <= 1280
        image = read(str(path.with_name("out")), 1280).image.convert("L").point([0] * 230 + [255] * 26)
        for number in range(1, 10):
            left, top, right, bottom = cell(image.size, number)
            inner = image.crop((left + 9, top + 9, right - 9, bottom - 9)).getbbox()
            assert inner is not None
            assert inner[3] - inner[1] > min(right - left, bottom - top) / 6


def test_a_page_of_a_document_gets_no_more_than_it_shows(path: Path) -> None:
    path.write_bytes(files.phone_jpeg(draw.photo(), 6))
    said = shrink(str(path), str(path.with_name("out")), 1100, 75, "circle:5")
    assert (said.width, said.height, said.ending) == (1100, 825, "jpg")
    assert said.size < 200_000
