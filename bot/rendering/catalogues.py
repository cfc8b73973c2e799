"""Catalogues: which languages there are, and the translation of each, read from templates/locales/<lang>.po.

To add a language is to add one file. A language in locales/seller/ has letters only: sellers are written in it, and
no buyer is offered it. English needs none: it is what the templates say. `xx` is the
pseudo-language: every word lengthened and marked, so that a test can see what is not translatable.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates"
KEPT: Final = TEMPLATES / "__pycache__"
"""What was made of them, as Python keeps its own."""
SOURCE: Final = "en"
PSEUDO: Final = "xx"

_MARKUP = re.compile(r"(<[^>]*>|%\([a-z_]+\)[sd]|&[a-z]+;)")
_ACCENTS: Final = str.maketrans("aeiouycnAEIOUYCN", "áéíóúýčňÁÉÍÓÚÝČŇ")


@cache
def languages() -> tuple[str, ...]:
    """The languages a buyer can choose, English first."""
    return (SOURCE, *sorted(path.stem for path in (TEMPLATES / "locales").glob("*.po")))


@cache
def seller_languages() -> tuple[str, ...]:
    """The languages a seller can be written in: English, and those with a catalogue of letters in locales/seller."""
    return (SOURCE, *sorted(path.stem for path in (TEMPLATES / "locales" / "seller").glob("*.po")))


def negotiate(tag: str, default: str = SOURCE) -> str:
    """The best of our languages for a Telegram `language_code` such as `pt-br`; `default` when there is none."""
    tag = tag.lower().replace("_", "-")
    known = {name.lower().replace("_", "-"): name for name in languages()}
    base = tag.split("-")[0]
    return known.get(tag) or known.get(base) or next((known[n] for n in known if n.split("-")[0] == base), default)


def catalogue(language: str) -> Path | None:
    """The file with the translation of one language; None: there is none, or it is English."""
    homes = (TEMPLATES / "locales", TEMPLATES / "locales" / "seller")
    found = (home / f"{language}.po" for home in homes if (home / f"{language}.po").is_file())
    return None if language == SOURCE else next(found, None)


@cache
def translations(language: str) -> NullTranslations:
    """The translation of one language; of English and unknown languages: none, so the English stands."""
    if language == PSEUDO:
        return _Pseudo()
    path = catalogue(language)
    if path is None:
        return NullTranslations()
    return GNUTranslations(BytesIO(_compiled(language, path.read_bytes())))


def _compiled(language: str, source: bytes) -> bytes:
    """The same file as gettext reads it. Kept for the next process, because Babel takes a quarter of a second and some
    megabytes for it; another text has another name."""
    kept = KEPT / f"{language}-{sha256(source).hexdigest()[:16]}.mo"
    with suppress(OSError):
        return kept.read_bytes()
    from babel.messages.mofile import write_mo  # late: most processes find what another one compiled
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), locale=language))
    with suppress(OSError):  # a folder that is not ours to write in: compiled again at the next start
        KEPT.mkdir(exist_ok=True)
        for older in KEPT.glob(f"{language}-*.mo"):
            older.unlink()
        with NamedTemporaryFile(dir=KEPT, delete=False) as whole:
            whole.write(compiled.getvalue())
        Path(whole.name).replace(kept)  # nobody reads half of it
    return compiled.getvalue()


class _Pseudo(NullTranslations):
    """Marks and lengthens every translatable word; what stays plain on a screen is hard-coded."""

    def gettext(self, message: str) -> str:
        parts = _MARKUP.split(message)
        stretched = "".join(part if _MARKUP.fullmatch(part) else part.translate(_ACCENTS) for part in parts)
        return f"⟦{stretched}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        del context  # it tells translators two words apart; the marks are the same
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        del context
        return self.ngettext(msgid1, msgid2, n)
