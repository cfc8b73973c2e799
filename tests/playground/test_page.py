"""The page as files: nothing outside this computer, nothing inline, nothing missing, nothing large.

What it looks like and how it behaves was looked at in a browser; here is held what a browser is not needed for.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.domain.reminders import DRAFT, REMINDERS
from bot.playground.http import PAGE

SCRIPTS = sorted(PAGE.glob("*.js"))
STYLES = sorted(PAGE.glob("*.css"))
SAMPLES = sorted((PAGE / "samples").glob("*.jpg"))
IMPORT = re.compile(r"""(?m)^(?:import|export) (?:\{(?P<what>[^}]*)\} from )?["'](?P<source>[^"']+)["']""")
TABLES = (("english.js", "english-tools.js"), ("russian.js", "russian-tools.js"))
OTHER_NAMES = re.compile(r"[a-z]+:|//")


class Tags(HTMLParser):
    """Every tag with its attributes, and the text inside script and style tags."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style") and data.strip():
            self.inline.append(data)

    def values(self, *names: str) -> Iterator[str]:
        """What these attributes hold, on any tag."""
        for _, attributes in self.tags:
            for name in names:
                value = attributes.get(name)
                if value is not None:
                    yield value


@pytest.fixture(scope="module")
def page() -> Tags:
    tags = Tags()
    tags.feed((PAGE / "index.html").read_text(encoding="utf-8"))
    return tags


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", re.sub(r"(?m)(^|\s)//.*$", "", text), flags=re.DOTALL)


def test_the_page_asks_nothing_of_any_other_computer(page: Tags) -> None:
    """It works on a train: every address in it is its own."""
    for address in page.values("src", "href", "action", "data", "srcset", "poster"):
        assert not OTHER_NAMES.match(address), address
        assert (PAGE / address).is_file(), address
    for style in STYLES:
        text = style.read_text(encoding="utf-8")
        assert "url(" not in text, style.name
        assert "@import" not in text, style.name
    for script in SCRIPTS:
        for called in re.findall(
            r"""(?:fetch|EventSource|import)\(\s*["'`]([^"'`]+)""", script.read_text(encoding="utf-8")
        ):
            assert called.startswith("/play/"), (script.name, called)


def test_every_module_that_is_imported_is_there_and_gives_what_is_asked_of_it() -> None:
    for script in SCRIPTS:
        for found in IMPORT.finditer(script.read_text(encoding="utf-8")):
            source = PAGE / found["source"]
            assert found["source"].startswith("./"), (script.name, found["source"])
            assert source.is_file(), (script.name, found["source"])
            given = set(re.findall(r"(?m)^export (?:async )?(?:function|class|const) (\w+)", source.read_text("utf-8")))
            asked = {name.strip() for name in (found["what"] or "").split(",") if name.strip()}
            assert asked <= given, (script.name, asked - given)


def test_no_file_of_the_page_stands_unused(page: Tags) -> None:
    imported = {
        found["source"].removeprefix("./")
        for script in SCRIPTS
        for found in IMPORT.finditer(script.read_text(encoding="utf-8"))
    }
    used = imported | set(page.values("src", "href"))
    assert {path.name for path in SCRIPTS + STYLES} <= used


def test_nothing_in_the_page_is_inline_so_a_strict_policy_holds(page: Tags) -> None:
    """No inline script, style or handler, and the policy that forbids them is in the page."""
    assert page.inline == []
    for _, attributes in page.tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    policies = [a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert len(policies) == 1
    assert "default-src 'none'" in str(policies[0])
    assert "unsafe" not in str(policies[0])


def test_a_message_can_never_become_markup() -> None:
    """Words of strangers only ever go in as text."""
    forbidden = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser")
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        if script.name == "element.js":
            text = without_comments(text)
        for word in forbidden:
            assert word not in text, (script.name, word)


def test_every_link_that_opens_a_new_tab_lets_go_of_this_one() -> None:
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        assert text.count('"_blank"') == text.count('rel: "noopener noreferrer"'), script.name


def test_a_file_stays_short_enough_to_be_read_in_one_go() -> None:
    for path in [*SCRIPTS, *STYLES, PAGE / "index.html", *PAGE.glob("samples/*.py")]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path.name


def test_the_page_says_everything_in_english_and_in_russian(page: Tags) -> None:
    """Both tables have the same keys with the same blanks, each is used, and none is missing."""
    english, russian = (
        {
            key: set(re.findall(r"\{(\w+)\}", rest))
            for name in names
            for key, rest in re.findall(
                r"(?ms)^  (\w+):(.*?),$(?=\n+  \w+:|\n\};)", (PAGE / name).read_text(encoding="utf-8")
            )
        }
        for names in TABLES
    )
    assert "page_title" in english
    assert english == russian
    tables = {name for names in TABLES for name in names}
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS if path.name not in tables)
    said = set(re.findall(r'"(\w+)"', scripts)) | {"page_title"}
    said |= set(page.values("data-say", "data-say-label", "data-say-placeholder", "data-say-title"))
    assert set(english) <= said
    asked = set(re.findall(r'\bsay\("(\w+)"', scripts))
    asked |= set(page.values("data-say", "data-say-label", "data-say-placeholder", "data-say-title"))
    assert asked <= set(english)


def test_no_word_of_the_page_is_said_in_two_files() -> None:
    for names in TABLES:
        keys = [re.findall(r"(?m)^  (\w+):", (PAGE / name).read_text(encoding="utf-8")) for name in names]
        both = [key for found in keys for key in found]
        assert len(both) == len(set(both)), [key for key in both if both.count(key) > 1]


def test_every_reminder_of_the_bot_has_its_words_in_the_list_of_what_is_planned() -> None:
    table = set(re.findall(r'(?m)^  (\w+): "planned_', (PAGE / "planned.js").read_text(encoding="utf-8")))
    assert {DRAFT, *(rule.kind for rule in REMINDERS)} <= table


def test_every_element_a_script_looks_for_is_in_the_page(page: Tags) -> None:
    ids = set(page.values("id"))
    for script in SCRIPTS:
        for wanted in re.findall(r"""(?:\$|querySelector)\("#([\w-]+)""", script.read_text(encoding="utf-8")):
            assert wanted in ids, (script.name, wanted)


def test_every_control_has_a_name(page: Tags) -> None:
    """A screen reader has something to say for each button and field that has no words of its own."""
    for tag, attributes in page.tags:
        if tag == "textarea" or (tag == "button" and "data-icon" in attributes):
            assert "data-say-label" in attributes, attributes


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The parts of a JPEG before its picture: marker and content."""
    at = 2
    while data[at + 1] != 0xDA:
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + length


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_picture_is_a_small_jpeg_that_tells_nothing_but_itself(sample: Path) -> None:
    data = sample.read_bytes()
    assert data[:2] == b"\xff\xd8"
    assert data[-2:] == b"\xff\xd9"
    assert 2_000 < len(data) <= 40_000
    kept = {marker for marker, _ in segments(data)}
    assert not kept & {0xE1, 0xED, 0xFE}, "EXIF, IPTC or a comment"


def test_every_sample_on_offer_is_there_and_every_picture_is_on_offer() -> None:
    offered = re.findall(r'"([\w-]+\.jpg)"', (PAGE / "samples.js").read_text(encoding="utf-8"))
    assert sorted(offered) == [path.name for path in SAMPLES]
    assert len(offered) == 12, "an album of ten has ten different ones to choose from"
