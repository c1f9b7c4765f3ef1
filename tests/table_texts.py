"""Tables of tests: a text read as `collect` reads it, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from cxw.collect import Columns, Delivered, read_spreadsheet
from cxw.model import Session


def read_text(
    folder: Path, text: str, columns: Columns | None = None, session: Session | None = None
) -> Delivered:
    """What the text of a CSV delivers; without columns as points."""
    path = folder / "answers.csv"
    path.write_text(text, encoding="utf-8")
    return read_spreadsheet(path, columns or Columns("weights"), session)


def faults_of(delivered: Delivered) -> list[str]:
    """Each fault with its line, remarks left out."""
    return [f"{problem.line}: {problem.text}" for problem in delivered.faults]
