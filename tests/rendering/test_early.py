"""Translating at compile time says exactly what translating at show time says."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from typing import Any, cast

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError

from bot.rendering.early import EarlyTranslation

SPOKEN = {
    "Back": "<b>Zurück</b>",
    "until %(day)s": "bis %(day)s",
    "%(one)s of %(two)s": "von %(two)s %(one)s, %(one)s",
    "100%% of it": "100%% davon",
    "a long text": "ein langer Text",
    "hello %(name)s": "Hallo %(name)s",
    "one": "eins",
    "%(n)s many": "%(n)s viele",
    "May": "Mai",
}


class German(NullTranslations):
    def gettext(self, message: str) -> str:
        return SPOKEN.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return f"{self.gettext(message)} ({context})"


def _environments() -> Iterator[Environment]:
    for early in (False, True):
        for html in (False, True):
            extensions: list[str | type[EarlyTranslation]] = ["jinja2.ext.i18n"]
            environment = Environment(
                extensions=[*extensions, EarlyTranslation] if early else extensions,
                undefined=StrictUndefined,
                autoescape=html,
                trim_blocks=True,
                lstrip_blocks=True,
                loader=DictLoader({}),
            )
            environment.policies["ext.i18n.trimmed"] = True
            environment.extend(early_gettext=German().gettext)
            cast(Any, environment).install_gettext_translations(German(), newstyle=True)
            yield environment


@pytest.mark.parametrize(
    "template",
    [
        '{{ _("Back") }}',
        '{{ _("Back") ~ "!" }} {{ "a" if _("Back") else "b" }}',
        '{{ _("unknown text") }}',
        '{{ _("100%% of it") }}',
        "{% trans %}100% of it{% endtrans %}",
        "{% trans %}\n  a long\n   text\n{% endtrans %}\nrest",
        "{% trans day=f.day|upper %}until {{ day }}{% endtrans %}",
        "{% trans one=f.day, two=[f.name, 'x, y']|join('-') %}{{ one }} of {{ two }}{% endtrans %}",
        "{% trans name=f.name %}hello {{ name }}{% endtrans %}",
        "{% set name = f.name %}{% trans %}hello {{ name }}{% endtrans %}",
        "{% set name = f.name %}{% trans name %}hello {{ name }}{% endtrans %}",
        "{% trans n=f.n %}one{% pluralize %}{{ n }} many{% endtrans %}",
        '{% trans "month" %}May{% endtrans %}',
        "{% trans notrimmed %} May {% endtrans %}",
        "{% macro m(f) %}{% trans day=f.day %}until {{ day }}{% endtrans %}{% endmacro %}<i>{{ m(f) }}</i>",
        "{% if f.n > 1 %}{% trans %}Back{% endtrans %}{% else %}{{ _('May') }}{% endif %}",
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_early_and_late_say_the_same(template: str, count: int) -> None:
    facts = {"day": "14 mar", "name": "<Tom & Jerry>", "n": count}

    late_plain, late_html, early_plain, early_html = (
        environment.from_string(template).render(f=facts) for environment in _environments()
    )

    assert early_plain == late_plain
    assert early_html == late_html


def test_a_missing_fact_is_still_an_error() -> None:
    *_, environment = _environments()

    with pytest.raises(UndefinedError):
        environment.from_string("{% trans day=f.day %}until {{ day }}{% endtrans %}").render(f={})
