"""Diagram: draws the tables into docs/ and the README, from the tables themselves: dialogue, problems, terms, settings.

    python -m bot.commands.diagram           write the pages of PAGES anew, between their markers
    python -m bot.commands.diagram --check   change nothing; exit 1 when a page no longer says what the tables say

The dialogue is drawn by walking it: every way through the form is gone, and a line stands for each step taken.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.commands import settings_page, stages_page
from bot.commands.answer import answer
from bot.commands.case_input import Asked, understood
from bot.domain.ask import Choice, Count, Part
from bot.domain.case import Case
from bot.domain.dialogue import QUESTIONS, ROWS, Question, advance, pending, skip
from bot.domain.eligibility import assess
from bot.domain.issues import ISSUES, Issue
from bot.domain.policy import Source
from bot.policies import load
from bot.rendering.words import words

ROOT: Final = Path(__file__).resolve().parents[2]
DOCS: Final = ROOT / "docs"
EXAMPLE_FILE: Final = ROOT / ".env.example"
BEGIN: Final = "<!-- drawn by `make diagram` from the tables; changes here are lost -->"
END: Final = "<!-- end of what is drawn -->"

_START, _SUMMARY = "start", "summary"
_PIECES: Final = ("1", "2")
_SAMPLES: Final = {
    "price": "10",
    "currency": "USD",
    "country": "DE",
    "function_lost": "0.5",
    "part_price": "5",
    "repair_price": "5",
}
_SPLITS: Final = frozenset({"stage", "family", "issue", "quantity", "affected", "loss", "price"})
"""Answers on which later questions depend. The walk takes every one of these, and one of each other."""

Step = tuple[str, str, str]
"""From one question to the next, and the answer that led there."""


def dialogue() -> str:
    """The page's drawn part: the form as a Mermaid flowchart, and one line about each question."""
    walks = list(_walks(Case()))
    lines = ["```mermaid", "flowchart TD", f"  {_START}([first message])", f"  {_SUMMARY}([summary and result])"]
    for part in Part:
        lines.append(f"  subgraph {part}")
        lines += [f"    {row.field}[{row.field}]" for row in QUESTIONS if row.part is part and not row.on_request]
        lines.append("  end")
    lines += [*_arrows(walks), "```", ""]
    lines += ["| # | Question | Part | Takes | Asked when the problem is | Way round |", "|---|---|---|---|---|---|"]
    lines += [_about(number, row, walks) for number, row in enumerate(QUESTIONS, start=1)]
    return "\n".join(lines)


def issues() -> str:
    """The page's drawn part: one line for each problem."""
    lines = [
        "| Problem | Family | Arrived | Reason on the form | Remedies, best first | Proof, best first | Lost when |",
        "|---|---|---|---|---|---|---|",
    ]
    for issue, facts in ISSUES.items():
        arrived = {True: "yes", False: "no", None: "either"}[facts.arrived]
        reason = f"`{facts.form_reason}`" if facts.form_reason else "none"
        cells = [f"`{issue}`", str(facts.family), arrived, reason]
        cells += [", ".join(keys) for keys in (facts.remedies, facts.shots, facts.pitfalls)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def rules() -> str:
    """The page's drawn part: every block of every term, then every conflict."""
    policy = load()
    lines = [
        "| Term | What it is | Value | Since | Sources | Confidence | Checked on |",
        "|---|---|---|---|---|---|---|",
    ]
    for term in policy.terms.values():
        for block in term.since:
            unit = block.unit.replace("_", " ").removesuffix("s" if block.value == 1 else "")
            value = "ended" if block.value is None else f"{block.value} {unit}"
            since = f"{block.on}" + (f", surely by {block.in_force_by}" if block.in_force_by else "")
            cells = [f"`{term.key}`", term.says, value, since, _titles(block.sources)]
            lines.append(f"| {' | '.join([*cells, block.confidence, str(block.checked_on)])} |")
    lines += ["", "| Conflict | Question | One side | The other side |", "|---|---|---|---|"]
    for conflict in policy.conflicts.values():
        cells = [conflict.key, conflict.question, _titles(conflict.a), _titles(conflict.b)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _titles(sources: Iterable[Source]) -> str:
    return "; ".join(source.title.replace("|", "/") for source in sources)


def example() -> str:
    """The page's drawn part: one case for `assess`, and what it answers today."""
    asked = understood(1, EXAMPLE)
    if not isinstance(asked, Asked):
        raise ValueError(f"the example is not a case: {[str(fault) for fault in asked]}")
    policy = load()
    found = assess(asked.case, policy, asked.today)
    said = json.loads(answer(asked.case, found, policy, asked.today, words("en")))
    shown = json.dumps(said, indent=2, ensure_ascii=False)
    put = json.dumps(EXAMPLE)
    return f"```sh\necho '{put}' | python -m bot assess\n```\n\n```json\n{shown}\n```"


EXAMPLE: Final = {
    "today": "2026-11-22",
    "issue": "wrong_variant",
    "ordered_on": "2026-10-20",
    "delivered_on": "2026-11-18",
    "protection_ends_on": "2026-12-30",
    "price": "24.60",
    "currency": "USD",
    "function_lost": "0.5",
    "evidence": ["photo"],
    "opened_on": "2026-11-19",
    "offer": {"by": "seller", "kind": "refund", "amount": "3.00", "on": "2026-11-21"},
}

PAGES: Final = {
    "../README.md": ("", settings_page.table),
    "dialogue.md": (
        "# The dialogue\n\n"
        "What Recourse asks, in this order. The current question is always the first one below that applies and\n"
        "has no answer yet; `bot/domain/dialogue.py` is the table and says why.\n",
        dialogue,
    ),
    "issues.md": (
        "# The problems\n\n"
        "Every kind of problem Recourse knows, with what follows from it. The keys are stable: they stand in the\n"
        "database. `bot/domain/issues.py` is the table.\n",
        issues,
    ),
    "rules.md": ("# The rules\n\nEvery number Recourse decides by, with its date and its source.\n", rules),
    "stages.md": (stages_page.OPENING, stages_page.table),
    "assess.md": ("# The rules without a chat\n\nWhat `python -m bot assess` takes and gives.\n", example),
}


def main(argv: Sequence[str]) -> int:
    """0 when the pages are (now) up to date, 1 when --check finds one that is not, 2 for a wrong argument."""
    if unknown := [argument for argument in argv if argument != "--check"]:
        print(f"unknown: {' '.join(unknown)}; only --check is known", file=sys.stderr)
        return 2
    drifted = []
    for name, (opening, draw) in PAGES.items():
        path = DOCS / name
        old = path.read_text(encoding="utf-8") if path.is_file() else f"{opening}\n{BEGIN}\n{END}\n"
        new = _between(old, draw())
        if path.is_file() and new == old:
            continue
        drifted.append(name)
        if "--check" not in argv:
            DOCS.mkdir(exist_ok=True)
            path.write_text(new, encoding="utf-8")
    if EXAMPLE_FILE.read_text(encoding="utf-8") != settings_page.example():
        drifted.append(EXAMPLE_FILE.name)
        if "--check" not in argv:
            EXAMPLE_FILE.write_text(settings_page.example(), encoding="utf-8")
    if drifted:
        print(f"{'drifted' if '--check' in argv else 'drawn anew'}: {', '.join(drifted)}")
    return 1 if drifted and "--check" in argv else 0


def _between(page: str, drawn: str) -> str:
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has lost its markers {BEGIN!r} and {END!r}")
    return f"{before}{BEGIN}\n\n{drawn}\n\n{END}{after}"


def _walks(
    case: Case, trail: tuple[Step, ...] = (), last: tuple[str, str] = (_START, "")
) -> Iterator[tuple[Case, tuple[Step, ...]]]:
    """Every way through the form, as the finished case and its steps."""
    question = pending(case)
    here = question.field if question else _SUMMARY
    trail = (*trail, (last[0], here, last[1]))
    if question is None:
        yield case, trail
        return
    for said, after in _answers(case, question):
        yield from _walks(after, trail, (here, said))


def _answers(case: Case, question: Question) -> Iterator[tuple[str, Case]]:
    """The answers worth trying at one question: all where later questions depend on it, else one."""
    match question.asks:
        case Choice(options):
            texts = options(case)
        case Count():
            texts = _PIECES
        case _:
            texts = tuple(filter(None, [_SAMPLES.get(question.field)]))
    if question.field not in _SPLITS:
        texts = texts[:1]
    for text in texts:
        after = advance(case, question.field, text)
        if isinstance(after, Case):
            yield text if isinstance(question.asks, Choice | Count) else "answered", after
    if question.skip and (question.field in _SPLITS or not texts):
        yield question.skip, skip(case, question.field)


def _arrows(walks: list[tuple[Case, tuple[Step, ...]]]) -> list[str]:
    """One arrow for each pair of questions that follow each other; labelled where the answer decides."""
    answers: dict[tuple[str, str], dict[str, None]] = {}
    for _, trail in walks:
        for start, end, word in trail:
            answers.setdefault((start, end), {})[word] = None
    leaving: dict[str, int] = {}
    for start, _ in answers:
        leaving[start] = leaving.get(start, 0) + 1
    order = [_START, *ROWS, _SUMMARY]
    lines = []
    for (start, end), choices in sorted(answers.items(), key=lambda arrow: [order.index(name) for name in arrow[0]]):
        decides = leaving[start] > 1 and start in _SPLITS and len(choices) <= 4
        label = f"|{', '.join(choices)}|" if decides else ""
        lines.append(f"  {start} -->{label} {end}")
    return lines


def _about(number: int, row: Question, walks: list[tuple[Case, tuple[Step, ...]]]) -> str:
    asked = {case.issue for case, trail in walks if any(end == row.field for _, end, _ in trail)}
    if row.on_request:
        when = "only if the buyer adds it"
    elif asked == set(Issue):
        when = "any"
    elif len(asked) > len(Issue) / 2:
        when = "any but " + ", ".join(issue for issue in Issue if issue not in asked)
    else:
        when = ", ".join(issue for issue in Issue if issue in asked)
    takes = type(row.asks).__name__.lower()
    return f"| {number} | `{row.field}` | {row.part} | {takes} | {when} | {row.skip or 'none'} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
