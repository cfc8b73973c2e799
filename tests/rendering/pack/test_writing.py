"""The PDF itself, read back: what is in it, in which order, on which page, and in how many parts."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from anyio import to_process
from pypdf import PdfReader

from bot.domain.pack import Reader
from bot.rendering.pack.writing import Written, write
from tests.rendering.pack.packs import CAPTIONS, NUMBER, noise, pages, picture

MEGABYTE = 1024 * 1024


def _text(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def _pictures(folder: Path, number: int) -> dict[int, Path]:
    return {n: picture(folder / f"picture-{n}.jpg", (1200, 900 + n)) for n in range(1, number + 1)}


def test_the_first_page_says_what_it_is_and_on_which_page_each_thing_stands(tmp_path: Path) -> None:
    written = write(pages(), _pictures(tmp_path, 4), tmp_path)

    (path,) = written.paths
    first, *others = _text(path)
    assert path.name == "case-2-card.pdf"
    for said in ("Evidence", "For the bank that issued the card", NUMBER, "9 Mar 2026", "Contents"):
        assert said in first
    for line in first.split("Contents")[1].split("Page 1 of")[0].strip().splitlines():
        title, _, number = line.strip().rpartition(" ")
        if title and number.isdigit():
            assert title.lstrip("0123456789 ") in ["", *others][int(number) - 1], line


def test_every_page_has_its_number_the_case_and_the_order(tmp_path: Path) -> None:
    (path,) = write(pages(), _pictures(tmp_path, 4), tmp_path).paths

    texts = _text(path)
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert f"Case 2 · Order {NUMBER}" in text


def test_each_picture_stands_below_its_number_with_its_caption(tmp_path: Path) -> None:
    (path,) = write(pages(), _pictures(tmp_path, 4), tmp_path).paths

    shown = [page for page in PdfReader(path).pages if len(page.images)]
    assert len(shown) == 4
    for number, page in enumerate(shown, 1):
        assert f"Exhibit {number} ·" in page.extract_text()
        assert [image.image.size for image in page.images if image.image] == [(1200, 900 + number)]
    everything = "\n".join(page.extract_text() for page in shown)
    assert all(caption in everything for caption in CAPTIONS)


def test_what_cannot_be_printed_is_listed_by_its_number_as_a_file_of_its_own(tmp_path: Path) -> None:
    """Also a picture that could not be fetched."""
    (path,) = write(pages(), {1: picture(tmp_path / "1.jpg")}, tmp_path).paths

    whole = "\n".join(_text(path))
    assert whole.count("This is sent as a file of its own.") == 3
    assert "Exhibit 4 ·" in whole


@pytest.mark.parametrize(
    ("captions", "lost"),
    [
        (("Ярлык с номером", "左侧有划痕", "한국어 설명"), {}),
        (("خدش في الجانب الأيسر", "שריטה בצד שמאל", "Ετικέτα"), {}),
        (("ฉลากพัสดุ", "नमस्ते", "fine"), {"thai": 9, "deva": 6}),
    ],
)
def test_letters_of_every_script_are_there_or_the_first_page_says_which_are_not(
    captions: tuple[str, ...], lost: dict[str, int], tmp_path: Path
) -> None:
    written = write(pages(captions), {}, tmp_path)

    first, *others = _text(written.paths[0])
    assert written.unshown == lost
    assert ("Some letters could not be shown" in first) is bool(lost)
    if not lost:
        letters = "".join(others)
        assert {char for caption in captions for char in caption if char.isalpha()} <= set(letters)
    else:
        assert "⟨Thai, characters: 9⟩" in "".join(others)
        assert "Thai (9)" in first


def test_a_pack_in_russian_says_in_russian_what_it_could_not_show(tmp_path: Path) -> None:
    written = write(pages(("ฉลาก",), language="ru", reader=Reader.PAYPAL), {}, tmp_path)

    assert "Часть знаков здесь показать не удалось" in _text(written.paths[0])[0]


def test_a_large_pack_is_split_into_parts_that_keep_the_numbers(tmp_path: Path) -> None:
    captions = tuple(f"Picture {n}" for n in range(1, 13))
    pictures = {n: noise(tmp_path / f"{n}.jpg", (1000, 800 + n)) for n in range(1, 13)}
    limit = sum(path.stat().st_size for path in pictures.values()) // 2

    written = write(pages(captions), pictures, tmp_path, limit)

    assert len(written.paths) > 1
    seen: list[int] = []
    for number, path in enumerate(written.paths, 1):
        assert path.stat().st_size <= limit
        assert path.name == f"case-2-card-{number}.pdf"
        texts = _text(path)
        assert f"Part {number} of {len(written.paths)}" in texts[0]
        assert f"are in part {2 if number == 1 else 1}." in texts[0]
        assert f"Page {len(texts)} of {len(texts)}" in texts[-1]
        numbers = [n for n in range(1, 13) if any(f"Exhibit {n} ·" in text for text in texts)]
        assert all(f"\n{n} " in texts[0] for n in numbers)
        seen += numbers
    assert seen == list(range(1, 13))
    assert "What is claimed" in "".join(_text(written.paths[0]))
    assert "What is claimed" not in "".join(_text(written.paths[1]))


def test_a_picture_too_large_for_any_part_is_a_file_of_its_own(tmp_path: Path) -> None:
    pictures = {1: picture(tmp_path / "1.jpg"), 2: noise(tmp_path / "2.jpg", (2400, 2400))}

    written = write(pages(), pictures, tmp_path, 2 * MEGABYTE)

    assert pictures[2].stat().st_size > 2 * MEGABYTE
    assert [len(page.images) for page in PdfReader(written.paths[0]).pages].count(1) == 1


def test_the_same_pack_is_the_same_bytes(tmp_path: Path) -> None:
    made = pages(("ملصق", "标签", "Ярлык"))
    pictures = _pictures(tmp_path, 3)
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        write(made, pictures, folder)

    assert (one / "case-2-card.pdf").read_bytes() == (two / "case-2-card.pdf").read_bytes()


def test_more_files_than_a_case_has_are_refused(tmp_path: Path) -> None:
    made = pages()
    many = replace(made, exhibits=tuple(replace(made.exhibits[0], number=n) for n in range(61)))

    with pytest.raises(ValueError, match="60"):
        write(many, {}, tmp_path)


def test_what_a_buyer_writes_in_braces_is_no_number_of_pages(tmp_path: Path) -> None:
    (path,) = write(pages(("look at {nb} and {page}",)), {}, tmp_path).paths

    assert "look at {nb} and {page}" in "\n".join(_text(path))


async def test_the_writer_works_in_another_process(tmp_path: Path) -> None:
    """What it takes and what it gives can be sent to a worker."""
    written = await to_process.run_sync(write, pages(), _pictures(tmp_path, 1), tmp_path)

    assert written == Written((tmp_path / "case-2-card.pdf",), {})
    assert "Exhibit 1 ·" in "".join(_text(written.paths[0]))


def test_a_worker_loads_no_templates_no_telegram_and_no_database() -> None:
    code = (
        "import sys, bot.rendering.pack.writing, bot.rendering.pack.archive;"
        "sys.exit(str({'jinja2', 'babel', 'telegram', 'sqlalchemy', 'bot.domain'} & set(sys.modules) or ''))"
    )
    root = Path(__file__).resolve().parents[3]

    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)

    assert done.stderr.strip() == ""


def test_the_bot_starts_without_what_only_a_worker_needs() -> None:
    code = (
        "import sys, bot.app, bot.services.pack, bot.rendering.pack.wording;"
        "sys.exit(str({'fpdf', 'uharfbuzz', 'fontTools', 'PIL'} & set(sys.modules) or ''))"
    )
    root = Path(__file__).resolve().parents[3]

    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)

    assert done.stderr.strip() == ""
