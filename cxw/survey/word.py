"""The questionnaire for Word: the same sheets as on paper, as text that can be changed and mailed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from cxw.survey.paper import SheetPart, sheet_parts
from cxw.survey.questionnaire import Questionnaire

if TYPE_CHECKING:
    from docx.document import Document  # noqa: TID251  the room of Word
    from docx.table import Table, _Cell  # noqa: TID251  as above

BOX, LINE = "☐", "_" * 60
PAPERS = {"a4": (21.0, 29.7), "letter": (21.59, 27.94)}
"""Centimetres: width and height."""
MARGIN = 2.0
NO_DAY = dt.datetime(2000, 1, 1)
"""The file does not say when it was made, nor by whom."""


def word_questionnaire(asked: Questionnaire, paper: str, orders: int) -> bytes:
    """One document with a sheet for each order, each beginning on a page of its own."""
    import docx  # noqa: TID251  the room of Word
    from docx.shared import Cm, Pt  # noqa: TID251  as above

    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = map(Cm, PAPERS[paper])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    made.styles["Normal"].font.size = Pt(11)
    for number, (letter, turned) in enumerate(asked.in_orders(orders).items()):
        if number:
            _new_page(made)
        for part in sheet_parts(turned, letter):
            _PAINTED[part.k](made, part)
    _says_nothing_of_its_maker(made, asked)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _says_nothing_of_its_maker(made: Document, asked: Questionnaire) -> None:
    about = made.core_properties
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.title, about.language = next(sheet_parts(asked, "")).text, asked.say.language
    about.created = about.modified = NO_DAY


def _title(made: Document, part: SheetPart) -> None:
    made.add_heading(part.text, level=1)
    made.add_paragraph(part.heads[0])


def _say(made: Document, part: SheetPart) -> None:
    made.add_paragraph(part.text)


def _ask(made: Document, part: SheetPart) -> None:
    asked = made.add_paragraph()
    asked.add_run(part.text).bold = True
    asked.paragraph_format.keep_with_next = True


def _points(made: Document, part: SheetPart) -> None:
    table = _table(made, len(part.items) + 1, 2)
    for row, words in zip(table.rows, (*part.items, part.text), strict=True):
        row.cells[0].text = words
    _narrow([row.cells[1] for row in table.rows])
    table.cell(len(part.items), 1).text = "100"
    made.add_paragraph()


def _ticks(made: Document, part: SheetPart) -> None:
    for words in part.items:
        made.add_paragraph(f"{BOX} {words}")


def _lines(made: Document, part: SheetPart) -> None:
    if part.text:
        made.add_paragraph(part.text)
    for _ in range(part.count):
        made.add_paragraph(LINE)


def _marks(made: Document, part: SheetPart) -> None:
    table = _table(made, len(part.items) + 1, len(part.heads) + 1)
    for column, head in enumerate(part.heads, 1):
        table.cell(0, column).text = head
    for place, words in enumerate(part.items, 1):
        table.cell(place, 0).text = words
    made.add_paragraph()


def _turn(made: Document, part: SheetPart) -> None:
    _ask(made, part)
    _new_page(made)


def _new_page(made: Document) -> None:
    from docx.enum.text import WD_BREAK  # noqa: TID251  as above

    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _table(made: Document, rows: int, columns: int) -> Table:
    table: Table = made.add_table(rows, columns)
    table.style = "Table Grid"
    return table


def _narrow(cells: list[_Cell]) -> None:
    from docx.shared import Cm  # noqa: TID251  as above

    for cell in cells:
        cell.width = Cm(2.5)


_PAINTED: dict[str, Callable[[Document, SheetPart], None]] = {
    "title": _title,
    "say": _say,
    "ask": _ask,
    "points": _points,
    "ticks": _ticks,
    "lines": _lines,
    "marks": _marks,
    "turn": _turn,
}
