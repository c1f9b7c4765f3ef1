"""A list as it is typed: a line each, a paste of several, and any of them changed by its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import typer

from cxw.cli.terminal import said_folded
from cxw.keyboard import questions as q
from cxw.text import pasting
from cxw.text.phrases import say

Entry = TypeVar("Entry")
BACK = "-"
LISTING = (
    "One a line, or a paste of several; an empty line goes on.",
    "`3` changes line 3, `- 2 5` takes lines 2 and 5 out, `-` the last one.",
)
NO_SUCH_LINE = "There is no line {number}: the last one is {last}."
NO_LINE_YET = "There is no line {number} yet: a number changes the line that has it."
_PLACE = re.compile(r"[0-9]{1,2}")
"""A number that means a line; a longer one may be a name, as 4711 is."""
_OUT = re.compile(r"-\s*(\d{1,3}(?:[\s,]+\d{1,3})*)?")


@dataclass(frozen=True)
class LineKind(Generic[Entry]):
    """How the lines of one list are read and said."""

    prompt: str
    read: Callable[[str, list[Entry]], list[Entry]]
    """what a line adds to those there are; ValueError says why it cannot"""
    again: Callable[[str, Entry, list[Entry]], Entry] | None = None
    """the same entry in other words; without it a line can only be taken out"""
    said: Callable[[Entry], str] = str
    apart: Callable[[str], list[str]] = pasting.pasted_lines
    """the lines of a paste"""
    fewest: int = 0


def ask_list(kind: LineKind[Entry], entries: Sequence[Entry], keep: Callable[[list[Entry]], None]) -> None:
    """Ask for a list; every change of it is handed to `keep` at once, so that leaving it loses nothing."""
    kept = list(entries)
    waiting: list[str] = []
    typer.echo("\n".join([said_folded(kind.prompt), *(said_folded(say(line), "  ") for line in LISTING)]))
    _show(kind, kept)
    while True:
        typed = _line(kind, kept, waiting)
        if not typed and not waiting:
            return
        if (places := _to_take_out(typed, kept)) is not None:
            _take_out(kind, kept, places)
        elif _chosen(typed, kept):
            _change(kind, kept, int(typed) - 1)
        else:
            waiting = [*_take_in(kind, kept, kind.apart(typed)), *waiting[1:]]
        keep(list(kept))


def _line(kind: LineKind[Entry], kept: list[Entry], waiting: list[str]) -> str:
    """The next line; of a paste the first one that did not fit stands in it, with why."""
    if waiting:
        why = _why(kind, waiting[0], kept) or say("This one fits now.")
        typer.echo(said_folded(f"{why} {say('Delete empties the line: empty, it is left out.')}", "  "))
    default = waiting[0].replace("\t", ", ") if waiting else ""
    check = None if waiting else lambda typed: _wrong(kind, typed, kept)
    return q.typed(f"{len(kept) + 1}.", default, check).strip()


def _wrong(kind: LineKind[Entry], typed: str, kept: list[Entry]) -> str:
    """Why one typed line will not do; a paste of several is taken apart first."""
    if not typed:
        return "" if len(kept) >= kind.fewest else say("One at least.")
    if beyond := _beyond(typed, kept):
        return say(NO_SUCH_LINE, number=beyond, last=len(kept)) if kept else say(NO_LINE_YET, number=beyond)
    several = len(kind.apart(typed)) > 1
    if several or _to_take_out(typed, kept) is not None or _chosen(typed, kept):
        return ""
    return _why(kind, "".join(kind.apart(typed)), kept)


def _why(kind: LineKind[Entry], line: str, kept: list[Entry]) -> str:
    try:
        kind.read(line, kept)
    except ValueError as why:
        return str(why)
    return ""


def _take_in(kind: LineKind[Entry], kept: list[Entry], lines: Sequence[str]) -> list[str]:
    """Take in the lines that fit; the others are given back."""
    left = []
    for line in lines:
        try:
            new = kind.read(line, kept)
        except ValueError:
            left.append(line)
            continue
        kept += new
        if len(lines) > 1 or len(new) > 1:
            for number, entry in enumerate(new, len(kept) - len(new) + 1):
                typer.echo(f"  {number}. {kind.said(entry)}")
    return left


def _to_take_out(typed: str, kept: Sequence[object]) -> list[int] | None:
    """The places that `-` or `- 2 5` names; None where the line is something else."""
    found = _OUT.fullmatch(typed)
    if found is None:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", found[1] or str(len(kept)))]
    return sorted({number - 1 for number in numbers if 1 <= number <= len(kept)}, reverse=True)


def _beyond(typed: str, kept: Sequence[object]) -> str:
    """The first number of `3` or of `- 2 5` behind which no line stands; empty where all of them have one."""
    meant = _PLACE.fullmatch(typed) or _OUT.fullmatch(typed)
    numbers = re.findall(r"\d+", typed) if meant else []
    return next((number for number in numbers if not 1 <= int(number) <= len(kept)), "")


def _take_out(kind: LineKind[Entry], kept: list[Entry], places: Sequence[int]) -> None:
    for place in places:
        typer.echo(f"  {say('{line} is out of the list again', line=kind.said(kept.pop(place)))}")
    if places and kept:
        _show(kind, kept)


def _chosen(typed: str, kept: Sequence[object]) -> bool:
    return typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(kept)


def _change(kind: LineKind[Entry], kept: list[Entry], place: int) -> None:
    """Change one line or take it out; Esc leaves it as it is."""
    entry = kept[place]
    ways = {"again": say("Change it"), "out": say("Take it out"), "": say("Leave it as it is")}
    if kind.again is None:
        del ways["again"]
    try:
        way = q.choice(f"{kind.said(entry)}:", ways)
        if way == "out":
            _take_out(kind, kept, [place])
        elif way == "again":
            kept[place] = _reworded(kind, entry, [one for one in kept if one is not entry])
            _show(kind, kept)
    except q.Back:
        pass


def _reworded(kind: LineKind[Entry], entry: Entry, others: list[Entry]) -> Entry:
    assert kind.again is not None
    again = kind.again

    def check(typed: str) -> str:
        try:
            again(typed, entry, others)
        except ValueError as why:
            return str(why)
        return ""

    return again(q.text(f"  {say('as:')}", kind.said(entry), check), entry, others)


def _show(kind: LineKind[Entry], kept: Sequence[Entry]) -> None:
    for number, entry in enumerate(kept, 1):
        typer.echo(f"  {number}. {kind.said(entry)}")
