"""`make translations`: what the templates say reaches the translators, and what they wrote is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from jinja2.ext import extract_from_ast

from bot.commands import translations as command
from bot.commands.translations import collect, faults, main, merge, read, written
from bot.rendering.catalogues import TEMPLATES
from bot.rendering.words import words


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project: one template, and the files of its languages."""
    (tmp_path / "words").mkdir()
    (tmp_path / "locales").mkdir()
    monkeypatch.setattr(command, "LOCALES", tmp_path / "locales")
    monkeypatch.setattr(command, "collect", lambda: collect(tmp_path))
    return tmp_path


def _template(house: Path, text: str) -> None:
    (house / "words" / "labels.j2").write_text(text, encoding="utf-8")


def _po(house: Path, language: str = "ru") -> Path:
    return house / "locales" / f"{language}.po"


def test_a_new_language_begins_as_an_empty_file(house: Path) -> None:
    _template(house, '{{ _("Back") }}')
    _po(house, "de").touch()

    assert main([]) == 0

    text = _po(house, "de").read_text(encoding="utf-8")
    assert "German translation" in text
    assert "nplurals=2" in text
    assert 'msgid "Back"\nmsgstr ""' in text


def test_collecting_twice_changes_nothing(house: Path) -> None:
    _template(house, "{% trans count=n %}one day{% pluralize %}{{ count }} days{% endtrans %}")
    _po(house).touch()
    main([])
    first = _po(house).read_text(encoding="utf-8")

    main([])

    assert _po(house).read_text(encoding="utf-8") == first
    assert "Date" not in first
    assert "nplurals=3" in first


def test_a_translation_survives_when_its_text_moves(house: Path) -> None:
    _template(house, '{{ _("Back") }}')
    _po(house).write_text('msgid "Back"\nmsgstr "Назад"\n', encoding="utf-8")

    _template(house, '\n\n{{ _("Skip") }}\n{{ _("Back") }}')
    main([])

    text = _po(house).read_text(encoding="utf-8")
    assert 'msgid "Back"\nmsgstr "Назад"' in text
    assert 'msgid "Skip"\nmsgstr ""' in text


def test_a_text_that_changed_is_translated_anew_and_never_guessed(house: Path) -> None:
    """A near match would put wrong words into a buyer's mouth."""
    _po(house).write_text('msgid "Go back now"\nmsgstr "Вернуться сейчас"\n', encoding="utf-8")
    _template(house, '{{ _("Go back now?") }}')

    main([])

    text = _po(house).read_text(encoding="utf-8")
    assert "Вернуться" not in text
    assert "fuzzy" not in text


def test_a_check_names_what_is_missing_and_changes_nothing(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _template(house, '{{ _("Back") }}')
    _po(house).touch()

    assert main(["--check"]) == 1

    said = capsys.readouterr().out
    assert "ru.po: differs from the templates" in said
    assert "'Back' is not translated" in said
    assert _po(house).read_text(encoding="utf-8") == ""


def test_a_complete_language_passes_the_check(house: Path) -> None:
    _template(house, '{{ _("Back") }}')
    _po(house).write_text('msgid "Back"\nmsgstr "Назад"\n', encoding="utf-8")
    main([])

    assert main(["--check"]) == 0


def test_an_argument_nobody_knows_is_refused(house: Path) -> None:
    assert main(["--chek"]) == 2


def test_a_note_for_translators_reaches_them(house: Path) -> None:
    _template(house, '{# translators: on a button, short #}\n{{ _("Back") }}')
    _po(house).touch()

    main([])

    assert "#. on a button, short" in _po(house).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("english", "russian", "fault"),
    [
        ("Until %(day)s", "До %(dayy)s", "other placeholders"),
        ("Until %(day)s", "До свидания", "other placeholders"),
        ("<b>Now</b>", "<i>Сейчас</i>", "other tags"),
        ("<b>Now</b>", "Сейчас", "other tags"),
        ("Half", "50 % суммы", "stray percent"),
        ("Back", " ", "not translated"),
    ],
)
def test_a_broken_translation_is_found(english: str, russian: str, fault: str) -> None:
    catalog = Catalog(locale="ru")
    catalog.add(english, russian)

    assert fault in "".join(faults(catalog))


@pytest.mark.parametrize(
    ("language", "forms", "fine"),
    [
        ("de", ("ein Tag", "%(n)s Tage"), True),
        ("ru", ("%(n)s день", "%(n)s дня", "%(n)s дней"), True),
        ("ru", ("один день", "%(n)s дня", "%(n)s дней"), False),
        ("ru", ("%(n)s день", "%(n)s дня", ""), False),
        ("ru", ("%(n)s день", "<b>%(n)s</b> дня", "%(n)s дней"), False),
    ],
)
def test_one_day_may_drop_its_number_only_where_the_form_means_one(
    language: str, forms: tuple[str, ...], fine: bool
) -> None:
    """In Russian the first form also stands for 21 and 101."""
    catalog = Catalog(locale=language)
    catalog.add(("one day", "%(n)s days"), forms)

    assert (list(faults(catalog)) == []) is fine


def test_what_is_collected_is_what_the_screens_ask_for() -> None:
    """The extractor and the renderer read templates alike, to the last blank."""
    environment = words("en").environment
    asked: set[str | None] = set()
    for path in TEMPLATES.rglob("*.j2"):
        for _, function, text in extract_from_ast(environment.parse(path.read_text(encoding="utf-8"))):
            parts = text if isinstance(text, tuple) else (text,)
            asked.add(str(parts[1] if "pgettext" in function else parts[0]))

    collected = {message.id[0] if isinstance(message.id, tuple) else message.id for message in collect() if message.id}
    assert asked == collected


def test_the_order_of_a_file_is_the_order_of_the_templates(house: Path) -> None:
    _template(house, '{{ _("Second") }}\n{{ _("First") }}')

    text = written(merge(collect(house), Catalog(locale="ru")))

    assert text.index("Second") < text.index("First")


def test_a_language_of_sellers_holds_the_letters_and_the_pack_and_nothing_else(house: Path) -> None:
    """No screen, and not the text for the dispute form, which is filled in in English. What the pack says of the
    problem it says in the form's sentences."""
    (house / "letters").mkdir()
    (house / "pack").mkdir()
    (house / "pack" / "claim.j2").write_text("{{ _('Asked') }}", encoding="utf-8")
    (house / "locales" / "seller").mkdir()
    for name, text in (("goodwill", "_('Hello')"), ("dispute_form", "_('It broke')"), ("_form", "_('I ask')")):
        (house / "letters" / f"{name}.j2").write_text(f"{{{{ {text} }}}}", encoding="utf-8")
    _template(house, '{{ _("Back") }}')
    chinese = house / "locales" / "seller" / "zh.po"
    chinese.touch()

    assert main([]) == 0
    assert main(["--check"]) == 1

    collected = read(chinese)
    assert [message.id for message in collected if message.id] == ["I ask", "Hello", "Asked"]
