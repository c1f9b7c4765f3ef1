"""A table written so that a spreadsheet opens it and calculates nothing, and `collect` reads it back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from cxw.collect.cells import slug

GUARD = re.compile(r"'*[=+\-@|%]")
"""How a text begins that a spreadsheet would calculate, or that looks as if it had been kept from that."""
LONGEST_NAME = 900
"""Letters that a reader of tables takes whole."""


def table_bytes(head: Sequence[str], rows: Iterable[Sequence[str | int | None]], delimiter: str) -> bytes:
    """The table in UTF-8 with the mark by which spreadsheets know it; numbers stay numbers."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def safe_cell(value: str | int | None) -> str | int:
    """A number as it is, a text on one line that no spreadsheet takes for a formula, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    text = " ".join(value.split())
    return f"'{text}" if GUARD.match(text) else text


def told_apart(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What each id is called in a table: its name, or the id where a reader would take two for one."""
    known = [*names]
    words: dict[str, set[str]] = {}
    for id, name in known:
        for word in {slug(name) or name.casefold(), id}:
            words.setdefault(word, set()).add(id)
    return {
        id: name if len(name) <= LONGEST_NAME and len(words[slug(name) or name.casefold()]) == 1 else id
        for id, name in known
    }
