"""Translations: collects what the templates say into templates/locales/*.po, and says what is missing or broken.

    python -m bot.commands.translations           bring every .po file up to date, keeping all translations
    python -m bot.commands.translations --check   change nothing; exit 1 and name what drifted or is not translated

To add a language, make an empty templates/locales/<lang>.po and run it; for a language that only sellers are
written in, templates/locales/seller/<lang>.po, which holds the letters and nothing else. A file is written in the
order of the templates, without line numbers or dates, so that a change of a template is a small diff. Nothing is
guessed.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from gettext import c2py
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import generate_po, read_po

from bot.domain.addressees import COACH_LETTERS, Addressee
from bot.rendering.catalogues import TEMPLATES

LOCALES: Final = TEMPLATES / "locales"
KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
OPTIONS: Final = {
    "extensions": "jinja2.ext.i18n,jinja2.ext.do,jinja2.ext.loopcontrols",
    "newstyle_gettext": "yes",
    "trimmed": "yes",
    "trim_blocks": "yes",
    "lstrip_blocks": "yes",
    "silent": "no",
}
"""The environment of bot.rendering.words, in the words of Jinja's extractor; a test compares the two."""

TO_SELLERS: Final = ("letters/", "pack/", "words/pack.j2", "words/events.j2", "words/shot_names.j2")
"""Where the texts are that sellers are written and that AliExpress reads: the letters and the evidence pack."""
NOT_TO_SELLERS: Final = frozenset(
    f"letters/{name}.j2"
    for name in (
        *("dispute_form", "_claim"),
        *(key for key, reader in COACH_LETTERS.items() if reader is not Addressee.SELLER),
    )
)
"""What goes to AliExpress, to PayPal, to banks, carriers and authorities, whatever the seller speaks."""

_PLACE: Final = re.compile(r"%\((\w+)\)[sd]")
_TAG: Final = re.compile(r"</?[a-z][^>]*>")
_WIDTH: Final = 110


def collect(templates: Path = TEMPLATES) -> Catalog:
    """Every translatable text of the templates, in the order of files and lines."""
    catalog = Catalog(charset="utf-8")
    for path in sorted(templates.rglob("*.j2")):
        name = path.relative_to(templates).as_posix()
        with path.open("rb") as source:
            for line, text, comments, context in extract(
                "jinja2.ext:babel_extract", source, KEYWORDS, ["translators:"], OPTIONS
            ):
                catalog.add(text, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


def to_sellers(collected: Catalog) -> Catalog:
    """What a seller is written, and the evidence pack; not the letters that go to others."""
    catalog = Catalog(charset="utf-8")
    for message in collected:
        told = [
            place for place in message.locations if place[0].startswith(TO_SELLERS) and place[0] not in NOT_TO_SELLERS
        ]
        if message.id and told:
            catalog.add(message.id, locations=told, auto_comments=message.auto_comments, context=message.context)
    return catalog


def read(path: Path) -> Catalog:
    """The translation in one file; an empty file is a translation not begun."""
    with path.open("rb") as po:
        return read_po(po, locale=path.stem, charset="utf-8")


def merge(collected: Catalog, old: Catalog) -> Catalog:
    """What the templates say now with what `old` says of it; a text that changed has to be translated anew."""
    new = Catalog(locale=old.locale, charset="utf-8")
    for message in collected:
        if not message.id:
            continue
        known = old.get(_key(message), message.context)
        kept = known if known is not None and _shape(known) == _shape(message) else None
        new.add(
            message.id,
            kept.string if kept else None,
            locations=message.locations,
            flags=(kept.flags if kept else set()) - {"python-format"},
            auto_comments=message.auto_comments,
            user_comments=kept.user_comments if kept else (),
            context=message.context,
        )
    return new


def written(catalog: Catalog) -> str:
    """The text of a .po file. The header says only what a reader of the file needs, so it never changes by itself."""
    language = str(catalog.locale)
    name = Locale.parse(language).english_name
    header = [
        f"# {name} translation of Recourse.",
        'msgid ""',
        'msgstr ""',
        f'"Language: {language}\\n"',
        f'"Plural-Forms: {catalog.plural_forms}\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
    ]
    body = "".join(generate_po(catalog, omit_header=True, include_lineno=False, sort_by="location", width=_WIDTH))
    return "\n".join(header) + "\n\n" + body.rstrip("\n") + "\n"


def faults(catalog: Catalog) -> Iterator[str]:
    """What is wrong with one translation: texts without one, and placeholders or tags that differ from the English."""
    alone = _forms_of_one_number(catalog)
    for message in catalog:
        if not message.id:
            continue
        where = f"{message.locations[0][0] if message.locations else '?'}: {_key(message)[:60]!r}"
        said = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        forms = [form for form in said if form and form.strip()]
        if message.fuzzy or len(forms) != (catalog.num_plurals if message.pluralizable else 1):
            yield f"{where} is not translated"
            continue
        english = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        places, tags = set(_PLACE.findall(english[-1])), Counter(_TAG.findall(english[-1]))
        droppable = places - set(_PLACE.findall(english[0]))
        for number, form in enumerate(forms):
            filled = set(_PLACE.findall(form))
            if filled != places and filled != places - (droppable if number in alone else set()):
                yield f"{where} has other placeholders: {sorted(places ^ filled)}"
            if Counter(_TAG.findall(form)) != tags:
                yield f"{where} has other tags"
            if "%%" not in english[-1] and form.count("%") != len(_PLACE.findall(form)):
                yield f"{where} has a stray percent sign"


def main(argv: Sequence[str]) -> int:
    """0 when every translation is complete and up to date, 1 when not (with --check), 2 for a wrong argument."""
    if unknown := [argument for argument in argv if argument != "--check"]:
        print(f"unknown: {' '.join(unknown)}; only --check is known", file=sys.stderr)
        return 2
    collected = collect()
    wrong = 0
    buyers, sellers = LOCALES.glob("*.po"), (LOCALES / "seller").glob("*.po")
    for path in (*sorted(buyers), *sorted(sellers)):
        old = read(path)
        new = merge(collected if path.parent == LOCALES else to_sellers(collected), old)
        text = written(new)
        if "--check" not in argv:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: {len(new)} texts, {sum(1 for _ in faults(new))} to look at")
            continue
        problems = list(faults(new))
        if path.read_text(encoding="utf-8") != text:
            problems.insert(0, "differs from the templates: run make translations")
        for problem in problems:
            print(f"{path.name}: {problem}")
        wrong += len(problems)
    return 1 if wrong else 0


def _key(message: Message) -> str:
    """The English text a translation hangs on: of a plural, the singular."""
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def _shape(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (message.id,)


def _forms_of_one_number(catalog: Catalog) -> frozenset[int]:
    """The plural forms that stand for a single number, where "one day" needs no digit."""
    rule = c2py(catalog.plural_expr)
    used = Counter(rule(number) for number in range(200))
    return frozenset(form for form, times in used.items() if times == 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
