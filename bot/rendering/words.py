"""Words: everything Recourse says in one language, from templates/ and nowhere else.

`say` and `plain` speak one catalogue entry (a macro of templates/words/<catalogue>.j2), `letter` a plain text for
the seller, `page` a whole template. A missing fact raises here and in the tests, never shows as a gap.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any, Final, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.rendering.catalogues import PSEUDO, SOURCE, TEMPLATES, languages, seller_languages, translations
from bot.rendering.compiled import compiled
from bot.rendering.formats import filters

_TAG: Final = re.compile(r"<[^>]+>")
_BLANKS: Final = re.compile(r"\n{3,}")
_AFTER_WIDE_STOP: Final = re.compile(r"(?<=[。！？，、；：]) +")


class Words:
    """One language. Made by `words(language)`, which keeps it: templates compile once per language, and an entry
    that mentions no fact is said once and remembered."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.environment = _environment(language)
        self._entries: dict[tuple[str, str], Any] = {}
        self._fixed: dict[tuple[str, str], str] = {}
        self._plain: dict[tuple[str, str], str] = {}
        self._pages: dict[str, Template] = {}
        self.environment.globals.update(say=self.say, plain=self.plain, say_in=say_in)
        self.environment.filters["field_name"] = lambda name: self.say("fields", name)
        self.environment.filters["shot_name"] = lambda shot: self.say("shot_names", shot)

    def say(self, catalogue: str, key: str, facts: Mapping[str, Any] | None = None) -> str:
        """The entry `key` of a catalogue as Telegram HTML; facts are escaped."""
        fixed = self._fixed.get((catalogue, key))
        if fixed is not None:
            return fixed
        entry = self._entries.get((catalogue, key)) or self._learn(catalogue, key)
        spoken: str = entry(facts or {})
        return spoken.strip()

    def _learn(self, catalogue: str, key: str) -> Any:
        """Finds an entry, and finds out whether it mentions any fact."""
        entry = getattr(self.environment.get_template(f"words/{catalogue}.j2").module, str(key), None)
        if entry is None:
            raise LookupError(f"templates/words/{catalogue}.j2 has no entry {key!r}")
        self._entries[catalogue, key] = entry
        with suppress(_Mentioned):
            self._fixed[catalogue, key] = entry(_Untold()).strip()
        return entry

    def plain(self, catalogue: str, key: str, facts: Mapping[str, Any] | None = None) -> str:
        """The same entry without markup: for button labels, toasts, JSON."""
        known = self._plain.get((catalogue, key))
        if known is not None:
            return known
        said = bare(self.say(catalogue, key, facts))
        if (catalogue, key) in self._fixed:
            self._plain[catalogue, key] = said
        return said

    def prepare(self) -> None:
        """Reads every template, so that no buyer waits for one that was never shown before."""
        for name in self.environment.list_templates(extensions=["j2"]):
            self.environment.get_template(name)

    def page(self, template: str, facts: Mapping[str, Any]) -> str:
        """A whole template as Telegram HTML."""
        return _tidy(self._page(template).render(facts))

    def letter(self, key: str, facts: Mapping[str, Any]) -> str:
        """A letter as plain text, ready to paste: nothing escaped, no markup."""
        return _tidy(self._page(f"letters/{key}").render(facts))

    def paper(self, section: str, facts: Mapping[str, Any]) -> str:
        """A section of the evidence pack as plain text."""
        return _tidy(self._page(f"pack/{section}").render(facts))

    def _page(self, name: str) -> Template:
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = self.environment.get_template(f"{name}.j2")
        return page


def bare(markup: str) -> str:
    """What is left to read when the markup is gone: what Telegram counts."""
    return html.unescape(_TAG.sub("", markup))


class _Mentioned(Exception):
    """An entry asked for a fact."""


class _Untold:
    """Facts that notice being asked for."""

    def __getitem__(self, name: str) -> Any:
        raise _Mentioned(name)


@cache
def words(language: str) -> Words:
    """The words of one language, kept for as long as the process lives; English for one we do not speak (any more)."""
    if language not in {*languages(), *seller_languages(), PSEUDO}:
        return words(SOURCE)
    return Words(language)


def say_in(language: str, catalogue: str, key: str, facts: Mapping[str, Any]) -> str:
    """The entry in another language than the rest of a page."""
    return words(language).say(catalogue, key, facts)


def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=_is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled(),
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.filters.update(filters(language))
    spoken = translations(language)
    cast(Any, environment).install_gettext_translations(spoken, newstyle=True)
    return environment


def _is_html(template: str | None) -> bool:
    """Letters are plain text for another box, a pack is one for paper; everything else is Telegram HTML."""
    return not (template or "").startswith(("letters/", "pack/"))


def _tidy(text: str) -> str:
    """No blank line at the ends, none doubled inside, no blanks at line ends: templates stay readable. Chinese puts
    no blank between sentences, its full stop is as wide as one."""
    lines = "\n".join(line.strip() for line in text.splitlines()).replace("\n</blockquote>", "</blockquote>")
    return _AFTER_WIDE_STOP.sub("", _BLANKS.sub("\n\n", lines)).strip()
