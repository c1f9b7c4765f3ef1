"""What a dry look says, in lines: what was understood, the first rows as stored, and the command."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import Any

from cxw.collect import roles
from cxw.collect.cells import NumbersAsked, shortened
from cxw.collect.delivered import Delivered
from cxw.collect.layout import LEFT_ALONE, Columns, Layout
from cxw.collect.look import FIRST_ROWS, DryLook, first_rows
from cxw.collect.session import round_words
from cxw.drawing import columns as width_of
from cxw.drawing import pad, wrap
from cxw.errors import Problem
from cxw.model import DK
from cxw.text.phrases import Said, say
from cxw.text.spoken import say_many

WIDTH = 78
LABEL = 15
WIDEST_NAME, WIDEST_CELL = 24, 18
UNKNOWN_LABEL = "don't know"


def understood(look: DryLook, width: int = WIDTH, *, everybody: bool = False) -> list[str]:
    """What stands where in the table, in lines; how many do not know only where not everybody sees them."""
    found = look.delivered
    lines = [
        say(
            "{table}: {people}, headings in line {line}",
            table=table_shown(found.path),
            people=say_many(len(found.lines), "1 person", "{number} people"),
            line=found.headed,
        )
    ]
    for label, text in _facts(found):
        if not (everybody and label == UNKNOWN_LABEL):
            lines += labelled(say(label), text, width)
    return lines


def _facts(found: Delivered) -> Iterable[tuple[str, str]]:
    columns, heads = found.roles, found.heads
    if columns is None:
        return
    yield "who answers", head_shown(heads, columns.person)
    if columns.function is not None:
        yield "function", head_shown(heads, columns.function)
    if columns.also is not None:
        yield "functions too", head_shown(heads, columns.also)
    yield _answers_label(found), ", ".join(_answers(found, columns))
    if found.given is not None:
        yield _what_they_mean(found.given)
        yield UNKNOWN_LABEL, _unknown(found)
    left = [head for n, head in enumerate(heads) if head and n not in _used(columns)]
    if left:
        yield "left out", ", ".join(shortened(head, 30) for head in left)


def _what_they_mean(given: NumbersAsked) -> tuple[str, str]:
    """The total or the scale in which the table's numbers were read."""
    if given.of == "points":
        return "each spreads", say_many(given.most, "1 point", "{number} points")
    return "scale", say("{least} to {most}", least=given.least, most=given.most)


def _unknown(found: Delivered) -> str:
    """How many answers say that somebody does not know, and in which words the command told of."""
    rows = chain.from_iterable(given.values() for given in found.marks.values())
    marks = chain.from_iterable(row.values() for row in rows)
    number = sum(said == DK for said in chain(marks, found.weights.values()))
    words = ", ".join(sorted(found.columns.unknown))
    said = say_many(number, "1 answer", "{number} answers")
    return f"{said} ({words})" if words else said


def _answers_label(found: Delivered) -> str:
    return "points" if found.columns.of == "weights" else "marks"


def _answers(found: Delivered, places: Layout) -> Iterable[str]:
    """Each need or mark and the head it stands under, where that says something else."""
    if places.long:
        yield head_shown(found.heads, places.value)
        return
    needs = {need.id: need.short or need.text for need in found.needs}
    companies = {company.id: company.name for company in found.companies}
    for wide in places.answers:
        need = needs.get(wide.need, wide.need)
        meant = f"{companies.get(wide.company, wide.company)}: {need}" if wide.company else need
        head = found.heads[wide.index]
        yield meant if head == meant else f"{meant} ({shortened(head, 30)})"


def _used(places: Layout) -> set[int | None]:
    answers = {wide.index for wide in places.answers}
    return {places.person, places.function, places.also, places.company, places.need, places.value, *answers}


def head_shown(heads: Sequence[str], place: int | None) -> str:
    """What stands over a column, or its place; empty where there is none."""
    if place is None or place >= len(heads):
        return say("nobody is named, so the rows are numbered") if place is not None else ""
    return heads[place] or say("column {number}", number=place + 1)


def labelled(label: str, text: str, width: int = WIDTH) -> list[str]:
    """A label and its text, broken into lines that hang beneath its beginning."""
    first, *more = wrap(text, width - LABEL - 2) or [""]
    return [f"  {pad(label, LABEL)}{first}", *(f"  {' ' * LABEL}{line}" for line in more)]


_SHOWN = frozenset({roles.WHO_ANSWERS, roles.WHICH_FUNCTION, LEFT_ALONE, roles.NOBODY_FILLED})
"""Remarks that stand among the facts already."""


def remarks(problems: Iterable[Problem], width: int = WIDTH) -> list[str]:
    """What is to note of a table, in lines; nothing that stands among the facts already."""
    lines = []
    for problem in problems:
        if not isinstance(problem.text, Said) or problem.text.english not in _SHOWN:
            label = say("line {number}", number=problem.line)
            lines += labelled(label, problem.text, width)
    return [say("To note:"), *lines] if lines else []


def stored_rows(found: Delivered, width: int = WIDTH) -> list[str]:
    """How the first people's answers would be stored, of each round or segment that a table is about."""
    lines = []
    for part in found.parts():
        rows = first_rows(part)
        if rows and found.further:
            lines.append("  " + _where(part))
        if rows:
            lines += as_table(rows, width)
        if rows and len(part.people) > FIRST_ROWS:
            lines.append("  …")
    return lines


def _where(part: Delivered) -> str:
    """Which round, and which segment where the table says it, a part of the answers belongs to."""
    segment = f"{part.columns.segment}: " if part.columns.segment else ""
    return f"{segment}{round_words(part.columns.round or 'first', part.columns.of)}"


def as_table(rows: Sequence[Sequence[str]], width: int = WIDTH) -> list[str]:
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


def command_words(
    begins: Sequence[object], columns: Columns, *, new: bool = False, title: str = ""
) -> list[str]:
    """The command that takes the table in, word for word: what is usual is not said.

    `begins`: the command, the session file and the table.
    """
    words = ["cxw", *map(str, begins)]
    usual = Columns(of="weights")
    for key in fields(columns):
        value = getattr(columns, key.name)
        if value == getattr(usual, key.name):
            continue
        words += _said(key.name, value)
    if new:
        words.append("--new")
    if title:
        words += ["--title", title]
    return words


def _said(name: str, value: Any) -> list[str]:
    """One option as it is typed."""
    option = "--" + name.replace("_", "-")
    if name == "scale":
        return [option, "{}-{}".format(*value)]
    if name == "unknown":
        return ["--dk", ",".join(sorted(value))]
    if name == "blank":
        return [option, "0"]
    if value is True:
        return [option]
    if isinstance(value, tuple):
        return [*chain.from_iterable((option, one) for one in value)]
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


def table_shown(path: str) -> str:
    """A table as it is named: its file without the folder."""
    return Path(path).name if path != "-" else path
