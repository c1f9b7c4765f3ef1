"""What a dry look says, in lines: what was understood, the first rows as stored, and the command."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import chain
from pathlib import Path

from cxw.collect.cells import shortened
from cxw.collect.delivered import Delivered
from cxw.collect.layout import Columns, Layout
from cxw.collect.look import FIRST_ROWS, DryLook, first_rows
from cxw.collect.session import round_words
from cxw.drawing import columns as width_of
from cxw.drawing import pad, wrap
from cxw.text.phrases import say
from cxw.text.spoken import say_many

WIDTH = 78
LABEL = 14
WIDEST_NAME, WIDEST_CELL = 24, 18
_OPTIONS = {"add_company": "--add-company", "partial": "--partial"}
"""Options that stand alone."""


def understood(look: DryLook, width: int = WIDTH) -> list[str]:
    """What stands where in the table, in lines: nobody's answers are in them."""
    found = look.delivered
    lines = [
        f"{_shown(found.path)}: {say_many(len(found.lines), '1 person', '{number} people')}",
    ]
    for label, text in _facts(found):
        lines += _hung(say(label), text, width)
    return lines


def _facts(found: Delivered) -> Iterable[tuple[str, str]]:
    roles = found.roles
    if roles is None:
        return
    heads = found.heads
    yield "who answers", _head(heads, roles.person)
    if roles.function is not None:
        yield "function", _head(heads, roles.function)
    if roles.also is not None:
        yield "functions too", _head(heads, roles.also)
    yield _answers_label(found), ", ".join(_answers(found, roles))
    left = [head for n, head in enumerate(heads) if head and n not in _used(roles)]
    if left:
        yield "left out", ", ".join(shortened(head, 30) for head in left)


def _answers_label(found: Delivered) -> str:
    return "points" if found.columns.of == "weights" else "marks"


def _answers(found: Delivered, roles: Layout) -> Iterable[str]:
    """Each need or mark and the head it stands under, where that says something else."""
    if roles.long:
        yield _head(found.heads, roles.value)
        return
    needs = {need.id: need.short or need.text for need in found.needs}
    companies = {company.id: company.name for company in found.companies}
    for wide in roles.answers:
        need = needs.get(wide.need, wide.need)
        meant = f"{companies.get(wide.company, wide.company)}: {need}" if wide.company else need
        head = found.heads[wide.index]
        yield meant if head == meant else f"{meant} ({shortened(head, 30)})"


def _used(roles: Layout) -> set[int | None]:
    answers = {wide.index for wide in roles.answers}
    return {roles.person, roles.function, roles.also, roles.company, roles.need, roles.value, *answers}


def _head(heads: Sequence[str], place: int | None) -> str:
    if place is None or place >= len(heads):
        return say("nobody is named, so the rows are numbered") if place is not None else ""
    return heads[place] or say("column {number}", number=place + 1)


def _hung(label: str, text: str, width: int) -> list[str]:
    """A label and its text, broken into lines that hang beneath its beginning."""
    first, *more = wrap(text, width - LABEL - 2) or [""]
    return [f"  {pad(label, LABEL)}{first}", *(f"  {' ' * LABEL}{line}" for line in more)]


def stored_rows(found: Delivered, width: int = WIDTH) -> list[str]:
    """How the first people's answers would be stored, of each round or segment that a table is about."""
    lines = []
    for part in found.parts():
        rows = first_rows(part)
        if rows and found.further:
            lines.append("  " + _where(part))
        lines += _as_table(rows, width) if rows else []
        if rows and len(part.people) > FIRST_ROWS:
            lines.append("  …")
    return lines


def _where(part: Delivered) -> str:
    """Which round, and which segment where the table says it, a part of the answers belongs to."""
    segment = f"{part.columns.segment}: " if part.columns.segment else ""
    return f"{segment}{round_words(part.columns.round or 'first', part.columns.of)}"


def _as_table(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Rows under each other; columns beyond the width are counted."""
    sizes = [
        min(WIDEST_NAME if not place else WIDEST_CELL, max(map(width_of, column)))
        for place, column in enumerate(zip(*rows, strict=True))
    ]
    fits, taken = 0, 2
    while fits < len(sizes) and taken + sizes[fits] <= width:
        taken, fits = taken + sizes[fits] + 2, fits + 1
    lines = [_row(row[:fits], sizes) for row in rows]
    left = len(sizes) - fits
    if left:
        lines.append("  " + say_many(left, "… and 1 column more", "… and {number} columns more"))
    return lines


def _row(row: Sequence[str], sizes: Sequence[int]) -> str:
    cells = (
        pad(cell, size, right=cell == DK or cell.lstrip("-").isdigit())
        for cell, size in zip(row, sizes, strict=False)
    )
    return ("  " + "  ".join(cells)).rstrip()


# --- the command -----------------------------------------------------------------------------------------


def command_words(file: str, table: str, columns: Columns, *, new: bool, title: str = "") -> list[str]:
    """The command that takes the table in, word for word: what is usual is not said."""
    words = ["cxw", "collect", file, table]
    usual = Columns(of="weights")
    for key in fields(columns):
        value = getattr(columns, key.name)
        if value == getattr(usual, key.name):
            continue
        words += _said(key.name, value)
    return [*words, *(["--new"] if new else []), *(["--title", title] if title else [])]


def _said(name: str, value: object) -> list[str]:
    option = "--" + name.replace("_", "-")
    if value is True:
        return [option]
    if isinstance(value, tuple):
        return [*chain.from_iterable((option, str(one)) for one in value)]
    return [option, str(value)]


def command_lines(words: Sequence[str], width: int = WIDTH) -> list[str]:
    """The command as this system's shell takes it, broken into lines where shells agree on how."""
    if os.name == "nt":
        return ["  " + subprocess.list2cmdline(words)]
    lines, parts = [], [shlex.quote(word) for word in words]
    line = " "
    for part in parts:
        if len(line) > 4 and width_of(line) + 1 + width_of(part) > width - 2:
            lines.append(line + " \\")
            line = "   "
        line += " " + part
    return [*lines, line]


def _shown(path: str) -> str:
    return Path(path).name if path != "-" else path
