"""Tables as somebody hands them over, and what `collect` makes of them, for the tests of how they are read."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl  # noqa: TID251  what is read here has to be made

from cxw.collect import Columns, Delivered, Paste, read_spreadsheet
from cxw.collect.layout import Of
from cxw.model import Company, Need, Participant, Segment, Session

POINTS = {"a1": {"taste": 50, "upkeep": 30, "price": 20}, "a2": {"taste": 40, "upkeep": 40, "price": 20}}
"""What most tables here say, whatever they look like."""
OURS, THEIRS = {"taste": 8, "upkeep": 7, "price": 9}, {"taste": 5, "upkeep": 4, "price": 3}
"""What Kim marks."""


def offices() -> Session:
    """Three people, three needs, ourselves and a rival."""
    words = ("Taste", "Upkeep", "Price")
    segment = Segment(
        id="offices",
        name="Small offices",
        needs=[Need(id=word.lower(), text=word) for word in words],
        chosen=[word.lower() for word in words],
        competitors=[Company(id="rival", name="Rival Roast")],
    )
    people = [("kim", "Kim Aro", "Marketing"), ("lee", "Lee Bax", "Sales"), ("mo", "Mo Cid", "Service")]
    return Session(
        cxw=1,
        title="Coffee",
        company=Company(id="us", name="Bright Beans"),
        participants=[Participant(id=id, name=name, function=function) for id, name, function in people],
        segments=[segment],
    )


def given(table: str | bytes, of: Of = "weights", session: Session | None = None, **said: Any) -> Delivered:
    """What a pasted table delivers; one that makes a session belongs to Bright Beans."""
    if session is None and of == "marks":
        said.setdefault("company", "Bright Beans")
    content = table if isinstance(table, bytes) else table.encode()
    return read_spreadsheet(Paste(content), Columns(of, **said), session)


def faults(delivered: Delivered) -> list[str]:
    """Everything that keeps a table out, with its line."""
    return [f"{problem.line}: {problem.text}" for problem in delivered.faults]


def remarks(delivered: Delivered) -> list[str]:
    """What is said of a table beside faults."""
    return [problem.text for problem in delivered.problems if problem.warning]


def points(delivered: Delivered) -> list[object]:
    """The rows of points, whoever gave them."""
    assert delivered.good, faults(delivered)
    return list(delivered.weights.values())


def workbook(
    *sheets: tuple[str, Sequence[Sequence[Any]]], then: Callable[[Any], None] | None = None
) -> bytes:
    """A workbook with these sheets; `then` does something to each."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if then:
            then(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
