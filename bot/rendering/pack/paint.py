"""paint(sheets, …) writes a PDF. Everything has its place already; the same sheets are the same bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from fpdf import FPDF

from bot.rendering.pack.pages import Pages
from bot.rendering.pack.sheets import FAINT, HEIGHT, LEFT, ROOM, WIDTH, Link, Picture, Rule, Sheets, Text

_BASE: Final = 0.8
"""Where fpdf2 puts the baseline in a cell as high as its letters, in parts of their size."""


def paint(sheets: Sheets, pages: Pages, path: Path) -> None:
    """Writes one file. Fonts are embedded with the letters used and no others."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.str_alias_nb_pages = ""  # a buyer may write {nb}
    pdf.set_creation_date(_noon(pages.made_on))
    pdf.set_title(pages.title)
    pdf.set_lang(pages.language)
    links = [pdf.add_link(page=number) for number in range(1, len(sheets.pages) + 1)]
    for page in sheets.pages:
        pdf.add_page()
        for item in page:
            match item:
                case Text():
                    _write(pdf, item)
                case Picture():
                    pdf.image(item.path, item.left, item.top, item.width, item.height)
                    pdf.set_draw_color(FAINT)
                    pdf.set_line_width(0.6)
                    pdf.rect(item.left, item.top, item.width, item.height)
                case Rule():
                    pdf.set_draw_color(FAINT)
                    pdf.set_line_width(0.6)
                    pdf.line(item.left, item.at, item.right, item.at)
                case Link():
                    pdf.link(LEFT, item.top, ROOM, item.height, links[item.page - 1])
    pdf.output(str(path))


def _write(pdf: FPDF, text: Text) -> None:
    size, left = text.type.size, text.left
    pdf.set_text_color(text.type.colour)
    for run in text.row.runs:
        if run.key not in pdf.fonts:
            pdf.add_font(run.key, "", run.path)
        pdf.set_font(run.key, size=size)
        pdf.set_text_shaping(True, direction="rtl" if run.rtl else "ltr")
        pdf.set_xy(left, text.base - _BASE * size)
        pdf.cell(run.width * size, size, run.text)
        left += run.width * size


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
