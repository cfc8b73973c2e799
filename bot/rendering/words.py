"""Words: everything Recourse says in one language, from templates/ and nowhere else.

`say` and `plain` speak one catalogue entry (a macro of templates/words/<catalogue>.j2), `letter` a plain text for
the seller, `page` a whole template. A missing fact raises here and in the tests, never shows as a gap.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.rendering.catalogues import PSEUDO, SOURCE, TEMPLATES, languages, translations
from bot.rendering.compiled import compiled
from bot.rendering.formats import filters

_TAG: Final = re.compile(r"<[^>]+>")
_BLANKS: Final = re.compile(r"\n{3,}")


class Words:
    """One language. Made by `words(language)`, which keeps it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.environment = _environment(language)
        self._modules: dict[str, Any] = {}
        self.environment.globals.update(say=self.say, plain=self.plain)
        self.environment.filters["field_name"] = lambda name: self.say("fields", name)

    def say(self, catalogue: str, key: str, facts: Mapping[str, Any] | None = None) -> str:
        """The entry `key` of a catalogue as Telegram HTML; facts are escaped."""
        module = self._modules.get(catalogue)
        if module is None:
            module = self._modules[catalogue] = self.environment.get_template(f"words/{catalogue}.j2").module
        entry = getattr(module, str(key), None)
        if entry is None:
            raise LookupError(f"templates/words/{catalogue}.j2 has no entry {key!r}")
        spoken: str = entry(facts or {})
        return spoken.strip() if type(spoken) is str else type(spoken)(spoken.strip())

    def plain(self, catalogue: str, key: str, facts: Mapping[str, Any] | None = None) -> str:
        """The same entry without markup: for button labels, toasts, JSON."""
        return html.unescape(_TAG.sub("", self.say(catalogue, key, facts)))

    def prepare(self) -> None:
        """Reads every template, so that no buyer waits for one that was never shown before."""
        for name in self.environment.list_templates(extensions=["j2"]):
            self.environment.get_template(name)

    def page(self, template: str, facts: Mapping[str, Any]) -> str:
        """A whole template as Telegram HTML."""
        return _tidy(self.environment.get_template(f"{template}.j2").render(facts))

    def letter(self, key: str, facts: Mapping[str, Any]) -> str:
        """A letter as plain text, ready to paste: nothing escaped, no markup."""
        return _tidy(self.environment.get_template(f"letters/{key}.j2").render(facts))


@cache
def words(language: str) -> Words:
    """The words of one language, kept for as long as the process lives; English for one we do not speak (any more)."""
    if language not in languages() and language not in (SOURCE, PSEUDO):
        return words(SOURCE)
    return Words(language)


def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=_is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled(),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.filters.update(filters(language))
    spoken = translations(language)
    cast(Any, environment).install_gettext_translations(spoken, newstyle=True)
    return environment


def _is_html(template: str | None) -> bool:
    """Letters are plain text for another box; everything else is Telegram HTML."""
    return not (template or "").startswith("letters/")


def _tidy(text: str) -> str:
    """No blank line at the ends, none doubled inside, no blanks at line ends: templates stay readable."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return _BLANKS.sub("\n\n", lines).strip()
