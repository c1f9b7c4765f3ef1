"""A table from wherever it comes: a file of text, a workbook, or lines that were pasted."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from cxw.collect.delimited import rows_of_text
from cxw.collect.heads import with_heads, with_heads_over_words
from cxw.collect.letters import decoded
from cxw.collect.table import EMPTY, Ledger, Table, TableRow
from cxw.collect.workbook import FAULTY_WORKBOOK, rows_of_workbook
from cxw.errors import CxwError
from cxw.text.phrases import say

MOST_BYTES = 32 * 1024 * 1024
OF_DISKS = ("No such file or directory", "Permission denied", "Is a directory")
"""What a system says most often, in words that have their German."""
CANNOT_BE_READ = "{path} cannot be read: {why}. Check its name and folder."

OLD_WORKBOOK = (
    "this is an old workbook, not a table in text: save it as .xlsx or CSV (UTF-8) and collect that"
)
LOCKED = "a password locks this workbook: save it without one and collect that"
OTHER_SHEETS = (
    "this is a file of another program for tables: save it as .xlsx or CSV (UTF-8) and collect that"
)
A_PDF = "this is a PDF, not a table in text: save it as CSV (UTF-8) and collect that"
NO_TABLE = "this is not a table in text: save it as CSV (UTF-8) and collect that"
NO_SHEETS_HERE = "this file has no sheets: leave --sheet out"


@dataclass(frozen=True)
class Paste:
    """A table that came through standard input."""

    content: bytes

    def __str__(self) -> str:
        return say("the paste")


Source: TypeAlias = Path | Paste
"""Where a table comes from; its text names it in sentences."""


def read_table(
    source: Source,
    ledger: Ledger,
    sheet: str | None = None,
    encoding: str | None = None,
    *,
    words: bool = False,
) -> Table:
    """Read the table; what is wrong goes into the ledger, and an unreadable one is empty.

    `sheet` and `encoding` are what the command says of them; `words`: whether answers are words, so that no
    column of numbers shows where they begin. The ledger's path gains the name of the sheet.
    """
    content = _content(source)
    if content.startswith(b"PK\x03\x04"):
        rows = _rows_of_archive(content, sheet, ledger)
    else:
        if sheet is not None:
            ledger.say_of_all(1, say(NO_SHEETS_HERE))
        rows = list(rows_of_text(_text(content, ledger, encoding), ledger))
    if not rows:
        if ledger.clear:
            ledger.say(
                1,
                say("there is nothing in this table: it needs a line of headings and a line for each answer"),
            )
        return EMPTY
    return (with_heads_over_words if words else with_heads)(rows, ledger)


def _content(source: Source) -> bytes:
    if isinstance(source, Paste):
        content = source.content
    else:
        try:
            with source.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError as why:
            said = say(why.strerror) if why.strerror in OF_DISKS else why.strerror or why
            raise CxwError(say(CANNOT_BE_READ, path=source, why=said)) from why
    if len(content) > MOST_BYTES:
        raise CxwError(
            say("{path} is larger than 32 MB: take out what is not answers and try again.", path=source)
        )
    return content


def _rows_of_archive(content: bytes, sheet: str | None, ledger: Ledger) -> list[TableRow]:
    """The rows of a workbook; of other archives what to do instead."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        ledger.say_of_all(1, say(FAULTY_WORKBOOK))
        return []
    if "xl/workbook.xml" in names:
        return rows_of_workbook(content, sheet, ledger)
    ledger.say_of_all(1, say(OTHER_SHEETS))
    return []


def _text(content: bytes, ledger: Ledger, encoding: str | None) -> str:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        ledger.say_of_all(1, say(LOCKED if locked else OLD_WORKBOOK))
        return ""
    if content.startswith(b"%PDF"):
        ledger.say_of_all(1, say(A_PDF))
        return ""
    text = decoded(content, ledger, encoding)
    if "\0" in text:
        ledger.say_of_all(1, say(NO_TABLE))
        return ""
    return text
