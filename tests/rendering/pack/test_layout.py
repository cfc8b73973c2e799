"""Where things stand: nothing over an edge, no heading alone at the foot of a page, a picture with its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.pack import Reader
from bot.rendering.pack.layout import Part, laid_out
from bot.rendering.pack.pages import Pages
from bot.rendering.pack.sheets import BOTTOM, LEFT, TOP, WIDTH, Picture, Sheets, Text
from tests.rendering.pack.packs import CAPTIONS, CASE, pages, picture

LONG = CASE.but(order_number="8" * 500, item="word" * 100, detail="9" * 900)
LONG_CAPTIONS = (
    "x" * 1024,
    "слово " * 170,
    "字" * 1024,
    "كلمة " * 200,
    "W" * 1024,
    "\n".join("line" for _ in range(200)),
)
_SLACK = 0.5


def _sheets(made: Pages, pictures: dict[int, Path]) -> Sheets:
    return laid_out(made, Part(1, 1, made.exhibits), pictures)


def _texts(sheets: Sheets) -> Iterator[Text]:
    return (item for page in sheets.pages for item in page if isinstance(item, Text))


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("size", [(1200, 900), (300, 4000), (4000, 300), (40, 40)])
def test_nothing_runs_over_an_edge_however_long_it_is(reader: Reader, size: tuple[int, int], tmp_path: Path) -> None:
    made = pages(LONG_CAPTIONS, reader, case=LONG)
    shown = {number: picture(tmp_path / f"{number}.jpg", size) for number in range(1, len(LONG_CAPTIONS) + 1)}

    sheets = _sheets(made, shown)

    for text in _texts(sheets):
        assert text.left >= LEFT - _SLACK
        assert text.left + text.row.width * text.type.size <= WIDTH - LEFT + _SLACK
    for page in sheets.pages:
        *body, _rule, _right, _left = page
        for item in body:
            if isinstance(item, Text):
                assert TOP <= item.base <= BOTTOM + _SLACK
            if isinstance(item, Picture):
                assert item.left >= LEFT - _SLACK
                assert item.left + item.width <= WIDTH - LEFT + _SLACK
                assert item.top + item.height <= BOTTOM + _SLACK


def test_no_letter_of_a_long_caption_is_lost(tmp_path: Path) -> None:
    made = pages(("x" * 1024,))

    sheets = _sheets(made, {1: picture(tmp_path / "1.jpg")})

    assert "x" * 1024 in "".join(run.text for text in _texts(sheets) for run in text.row.runs)


@pytest.mark.parametrize("number", range(1, 30))
def test_no_heading_stands_alone_at_the_foot_of_a_page(number: int) -> None:
    """Whatever stands above it pushes it to every height there is."""
    made = pages(CAPTIONS, case=CASE.but(item="A pot. " * number, detail="It broke. " * 3 * number))

    for page in _sheets(made, {}).pages:
        words = [item for item in page[:-3] if isinstance(item, Text)]
        lowest = max(words, key=lambda text: text.base)
        assert not (lowest.type.bold and lowest.type.size > 11)


def test_a_picture_stands_on_the_page_of_its_number_and_as_large_as_it_fits(tmp_path: Path) -> None:
    made = pages()
    shown = {number: picture(tmp_path / f"{number}.jpg", (1600, 1200)) for number in range(1, 5)}

    for page in _sheets(made, shown).pages:
        for item in page:
            if isinstance(item, Picture):
                assert item.width == pytest.approx(WIDTH - 2 * LEFT)
                assert item.width / item.height == pytest.approx(4 / 3, rel=0.01)
                above = [text for text in page if isinstance(text, Text) and text.base < item.top]
                assert any("Exhibit" in run.text for text in above for run in text.row.runs)
