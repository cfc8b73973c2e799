"""The ZIP: the document and its files as they are, under safe names, each archive within the limit."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from bot.rendering.pack.archive import archive

DAY = date(2026, 3, 9)


def _files(folder: Path, *names: str, size: int = 1000) -> dict[str, Path]:
    found = {}
    for number, name in enumerate(names):
        path = folder / f"source-{number}"
        path.write_bytes(bytes([number % 256]) * size)
        found[name] = path
    return found


def _pack(folder: Path, size: int = 500) -> list[Path]:
    path = folder / "case-2-card.pdf"
    path.write_bytes(b"%" * size)
    return [path]


def test_the_archive_holds_the_document_first_and_each_file_by_its_name(tmp_path: Path) -> None:
    files = _files(tmp_path, "1-label.jpg", "2-этикетка.jpg", "3-video.mp4")

    (path,), left_out = archive(_pack(tmp_path), files, tmp_path, DAY, name="case-2")

    with ZipFile(path) as read:
        assert read.namelist() == ["case-2-card.pdf", *files]
        assert {info.compress_type for info in read.infolist()} == {ZIP_STORED}
        assert [read.read(name) for name in files] == [source.read_bytes() for source in files.values()]
    assert path.name == "case-2.zip"
    assert left_out == ()


def test_no_name_leads_out_of_the_folder_or_hides_another(tmp_path: Path) -> None:
    files = _files(
        tmp_path, "../../etc/passwd", "a:b*c?.jpg", "A_b_c_.jpg", "...", "x" * 300 + ".jpeg", "C:\\dir\\n.txt"
    )

    (path,), _ = archive([], files, tmp_path, DAY)

    with ZipFile(path) as read:
        found = read.namelist()
    assert found[:3] == ["passwd", "a_b_c_.jpg", "2-A_b_c_.jpg"]
    assert len({name.casefold() for name in found}) == len(files)
    assert all(len(name) <= 102 and not set(name) & set('/\\:*?"<>|') and name.strip(".") for name in found)


def test_a_large_archive_becomes_several_and_what_fits_in_none_is_named(tmp_path: Path) -> None:
    files = _files(tmp_path, *(f"{n}.jpg" for n in range(9)), size=3000)
    huge = tmp_path / "huge"
    huge.write_bytes(b"h" * 20_000)

    paths, left_out = archive(_pack(tmp_path), {**files, "film.mp4": huge}, tmp_path, DAY, limit=10_000)

    assert left_out == ("film.mp4",)
    assert len(paths) > 2
    inside: list[str] = []
    for path in paths:
        assert path.stat().st_size <= 10_000
        with ZipFile(path) as read:
            inside += read.namelist()
    assert inside == ["case-2-card.pdf", *files]


def test_the_same_files_are_the_same_archive(tmp_path: Path) -> None:
    files = _files(tmp_path, "1.jpg")
    for name in ("one", "two"):
        archive(_pack(tmp_path), files, tmp_path, DAY, name=name)

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
