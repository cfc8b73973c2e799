"""What the tests of packaging share: the image, made once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.image import Image, missing


@pytest.fixture(scope="session")
def image() -> Iterator[Image]:
    """Made once; it lies where another user can reach it, which pytest's own folders are not."""
    if reason := missing():
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="recourse-image-", ignore_cleanup_errors=True) as folder:
        made = Image(Path(folder))
        made.build()
        yield made
