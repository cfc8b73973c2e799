"""The pages for people: every link in them leads on, every picture is there, and every file they name exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]
PAGES: Final = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("tests/**/*.md"))
)
_LINK: Final = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
_PICTURE: Final = re.compile(r'(?:src|srcset)="([^"]+)"')
_FENCE: Final = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_NAMED: Final = re.compile(r"`((?:[a-z_]+/)+[\w.-]+\.(?:py|j2|toml|md|js|json|service|timer))`")
_FROM: Final = ("", "bot", "bot/services", "templates")
"""Where what is named may begin: the pages say `storage/lock.py` for `bot/storage/lock.py`."""


def prose(page: Path) -> str:
    """What is read as text: a `#` in a grey box is no heading."""
    return _FENCE.sub("", page.read_text())


@cache
def anchors(page: Path) -> frozenset[str]:
    """Where a link into this page can lead, as GitHub names it; of two headings alike the second has a number."""
    found: list[str] = []
    for heading in re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE):
        name = re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")
        found.append(name if (same := found.count(name)) == 0 else f"{name}-{same}")
    return frozenset(found)


def links(name: str) -> Iterator[tuple[str, str]]:
    yield from _LINK.findall(prose(ROOT / name))


def test_there_are_pages_and_links_in_them() -> None:
    assert {"README.md", "CONTRIBUTING.md", "docs/hosting.md", "docs/delivery.md"} <= set(PAGES)
    assert sum(len(list(links(name))) for name in PAGES) > 40


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    """To a file that is there, and to a heading in it."""
    for file, anchor in links(name):
        path = ((ROOT / name).parent / file).resolve() if file else ROOT / name
        assert path.exists(), f"{file} is not there"
        assert not anchor or anchor in anchors(path), f"there is no heading {anchor} in {path.name}"


@pytest.mark.parametrize("name", PAGES)
def test_every_picture_is_there(name: str) -> None:
    """In light and in dark."""
    for picture in _PICTURE.findall((ROOT / name).read_text()):
        assert ((ROOT / name).parent / picture).is_file(), picture


@pytest.mark.parametrize("name", [name for name in PAGES if name != "CHANGELOG.md"])
def test_every_file_that_is_named_is_there(name: str) -> None:
    """Who reads `handlers/lanes.py` opens it."""
    for file in _NAMED.findall((ROOT / name).read_text()):
        assert any((ROOT / start / file).is_file() for start in _FROM), file
