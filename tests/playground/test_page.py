"""The page works offline and safely: nothing from outside, nothing inline, every file there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.playground.http import PAGE

FILES = sorted(path for path in PAGE.rglob("*") if path.suffix in {".html", ".css", ".js"})
_IMPORT = re.compile(r"""(?:from|import)\s+["']([^"']+)["']""")
_LINK = re.compile(r"""(?:src|href)=["']([^"'#]+)["']""")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_page_asks_nobody_outside_for_anything(path: Path) -> None:
    """A stranger's first look leaks nothing, and works on a train."""
    text = path.read_text("utf-8")
    assert not re.search(r"""(?:src|href|url|import|fetch)\s*[=(]?\s*["'(]*(?:https?:)?//""", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_a_file_asks_for_is_there(path: Path) -> None:
    text = path.read_text("utf-8")
    for name in (*_IMPORT.findall(text), *(_LINK.findall(text) if path.suffix == ".html" else ())):
        assert (path.parent / name).is_file(), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_messages_are_never_markup(path: Path) -> None:
    """What somebody types can never run: text is put in as text, and nothing inline is allowed to run."""
    text = path.read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
    if path.suffix == ".html":
        assert "script-src 'self'" in text
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=", text)


def test_the_sample_pictures_are_small_and_carry_nothing_with_them() -> None:
    """Real JPEGs of our own, quick to send, without EXIF."""
    pictures = sorted((PAGE / "samples").glob("*.jpg"))
    assert len(pictures) >= 8
    for picture in pictures:
        data = picture.read_bytes()
        assert data.startswith(b"\xff\xd8\xff"), picture.name
        assert data.endswith(b"\xff\xd9"), picture.name
        assert len(data) <= 80_000, picture.name
        assert b"Exif\x00" not in data, picture.name
