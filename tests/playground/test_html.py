"""Telegram's HTML: what becomes of it, and what is said about it when it is broken."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, strategies

from bot.playground.entities import found, utf16
from bot.playground.html import parse_html
from bot.playground.refusals import RefusalError

Spans = list[tuple[str, int, int]]


def spans(markup: str) -> tuple[str, Spans]:
    text, entities = parse_html(markup)
    return text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("plain", "plain", []),
        ("", "", []),
        ("<b>bold</b>", "bold", [("bold", 0, 4)]),
        ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><del>b</del><strike>c</strike>", "abc", [(("strikethrough"), n, 1) for n in range(3)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<code>x</code>", "x", [("code", 0, 1)]),
        ("<pre>x\ny</pre>", "x\ny", [("pre", 0, 3)]),
        ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<B>loud</B>", "loud", [("bold", 0, 4)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>nothing", "nothing", []),
        ("😀<b>é</b>", "😀é", [("bold", 2, 1)]),
        ("<b>مرحبا</b> 👨‍👩‍👧 <i>שלום</i>", "مرحبا 👨‍👩‍👧 שלום", [("bold", 0, 5), ("italic", 15, 4)]),
        ("  <b> a </b>  ", "a", [("bold", 0, 1)]),
        ("\n\n<b>a</b>", "a", [("bold", 0, 1)]),
        ("a &lt;b&gt; &amp; &quot;c&quot;", 'a <b> & "c"', []),
        ("&#65;&#x42; &nbsp; &unknown; & &amp;lt;", "AB &nbsp; &unknown; & &lt;", []),
        ("&#1114112; &#xD800;", "&#1114112; &#xD800;", []),
    ],
)
def test_markup_becomes_text_and_entities(markup: str, text: str, entities: Spans) -> None:
    assert spans(markup) == (text, entities)


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>open</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a<br>b", 'Unsupported start tag "br" at byte offset 1'),
        ("é<abac>", 'Unsupported start tag "abac" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("😀<p>x</p>", 'Unsupported start tag "p" at byte offset 4'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<i =x>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("<i a=b,>x</i>", "Unexpected end of name token at byte offset 5"),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>a</b></b>", "Unexpected end tag at byte offset 8"),
        ("<i>a</i ", "Unclosed end tag at byte offset 4"),
        ("<i>a</b>", 'Unmatched end tag at byte offset 4, expected "</i>", found "</b>"'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-time unix="soon">a</tg-time>', "Invalid Unix time specified"),
        ('<tg-time unix="1" format="zz">a</tg-time>', "Invalid date-time format specified"),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(markup: str, complaint: str) -> None:
    with pytest.raises(RefusalError) as refused:
        parse_html(markup)
    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_what_an_entity_carries_is_kept() -> None:
    link = parse_html("<a href='https://example.com/?a=1&amp;b=2'>here</a>")[1]
    assert link == [{"offset": 0, "length": 4, "type": "text_link", "url": "https://example.com/?a=1&b=2"}]
    code = parse_html('<pre><code class="language-python">x = 1</code></pre>')[1]
    assert code == [{"offset": 0, "length": 5, "type": "pre", "language": "python"}]
    time = parse_html('<tg-time unix="1773446400" format="wDt">14 Mar 2026</tg-time>')[1]
    assert time == [
        {"offset": 0, "length": 11, "type": "date_time", "unix_time": 1773446400, "date_time_format": "wDt"}
    ]


def test_a_link_to_nowhere_is_dropped_without_a_word() -> None:
    assert parse_html('<a href="no such address">x</a>') == ("x", [])
    assert parse_html("<a>example.com</a>")[1][0]["url"] == "http://example.com/"


def test_commands_links_and_mentions_are_found_in_what_people_write() -> None:
    text = "/start@recourse_bot see https://example.com/a, ask @ana_b or a@b.co #lost 😀 /help"
    kinds = [(entity["type"], entity["offset"], entity["length"]) for entity in found(text, [])]
    assert kinds == [
        ("bot_command", 0, 19),
        ("url", 24, 21),
        ("mention", 51, 6),
        ("email", 61, 6),
        ("hashtag", 68, 5),
        ("bot_command", 77, 5),
    ]
    assert found("an ordinary sentence", []) == []
    assert [entity["type"] for entity in found("/x", [{"type": "pre", "offset": 0, "length": 2}])] == ["pre"]


def test_length_is_counted_in_utf16() -> None:
    assert [utf16(text) for text in ("", "abc", "é", "😀", "👨‍👩‍👧")] == [0, 3, 1, 2, 8]


@given(strategies.text(strategies.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_through_as_it_was(text: str) -> None:
    """Whatever a buyer types can be shown: nothing is lost and nothing is taken for markup."""
    assert parse_html(f"<b>{escape(text)}</b>")[0] == text.strip()


@given(strategies.text("<>&;/b i=\"'#a\n😀", max_size=40))
def test_any_markup_is_either_read_or_refused(markup: str) -> None:
    """No input brings the reader down, and no entity reaches beyond the text."""
    try:
        text, entities = parse_html(markup)
    except RefusalError:
        return
    assert all(0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16(text) for entity in entities)
