"""Early translation: a text is translated when its template is compiled, not each time it is shown.

`{{ _("Back") }}` and `{% trans day=f.day|day %}until {{ day }}{% endtrans %}` become plain template text in the
language of the environment, so showing them costs nothing. What cannot be known before (plurals, a text inside an
expression) is left to Jinja's own i18n extension, with the same result. Escaping is the same as well: the text is
the template's, the values in it are escaped where the template is HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_CALL: Final = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")
_PLACE: Final = re.compile(r"%\((\w+)\)s")
_LINE_BREAK: Final = re.compile(r"\s*\n\s*")
_OPEN: Final = frozenset({"lparen", "lbracket", "lbrace"})
_CLOSE: Final = frozenset({"rparen", "rbracket", "rbrace"})

_Tokens = list[Token]


class EarlyTranslation(Extension):
    """Stands beside `jinja2.ext.i18n` and takes the simple texts before it sees them."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        tokens = list(stream)
        at = 0
        while at < len(tokens):
            found = self._call(tokens, at) or self._block(tokens, at)
            if found is None:
                yield tokens[at]
                at += 1
            else:
                early, at = found
                yield from early

    def _call(self, tokens: _Tokens, at: int) -> tuple[_Tokens, int] | None:
        """`{{ _("text") }}`."""
        part = tokens[at : at + len(_CALL)]
        if tuple(token.type for token in part) != _CALL or part[1].value != "_":
            return None
        return list(self._spoken(part[0].lineno, part[3].value, {})), at + len(_CALL)

    def _block(self, tokens: _Tokens, at: int) -> tuple[_Tokens, int] | None:
        """`{% trans name=expression %}text {{ name }}{% endtrans %}`; None for plurals, contexts and options."""
        if not _is_block(tokens, at, "trans"):
            return None
        head_end = next(i for i in range(at, len(tokens)) if tokens[i].type == "block_end")
        values = _values(tokens[at + 2 : head_end])
        if values is None:
            return None
        text, at = "", head_end + 1
        while tokens[at].type != "block_begin":
            if tokens[at].type == "data":
                text, at = text + tokens[at].value.replace("%", "%%"), at + 1
            else:
                name = tokens[at + 1].value
                values.setdefault(name, [tokens[at + 1]])
                text, at = f"{text}%({name})s", at + 3
        if not _is_block(tokens, at, "endtrans"):
            return None
        message = _LINE_BREAK.sub(" ", text.strip())
        return list(self._spoken(tokens[at].lineno, message, values)), at + 3

    def _spoken(self, line: int, message: str, values: dict[str, _Tokens]) -> Iterator[Token]:
        """The translation as text, with the expressions put where it wants them."""
        translate = cast(Any, self.environment).early_gettext
        for index, part in enumerate(_PLACE.split(translate(message))):
            if index % 2 == 0:
                yield Token(line, "data", part.replace("%%", "%"))
            else:
                yield Token(line, "variable_begin", "{{")
                yield from values[part]
                yield Token(line, "variable_end", "}}")


def _is_block(tokens: _Tokens, at: int, name: str) -> bool:
    return at + 2 < len(tokens) and tokens[at].type == "block_begin" and tokens[at + 1].test(f"name:{name}")


def _values(head: _Tokens) -> dict[str, _Tokens] | None:
    """name → expression of a trans block's head; None where it says more than that."""
    values: dict[str, _Tokens] = {}
    depth, start = 0, 0
    for index in range(len(head) + 1):
        token = head[index] if index < len(head) else None
        if token is not None:
            depth += (token.type in _OPEN) - (token.type in _CLOSE)
        if index > start and (token is None or (token.type == "comma" and depth == 0)):
            name, *rest = head[start:index]
            if name.type != "name" or (rest and rest[0].type != "assign") or name.value in ("trimmed", "notrimmed"):
                return None
            values[name.value] = rest[1:] if rest else [name]
            start = index + 1
    return values
