"""A spreadsheet that somebody brings into an open round: looked at, then taken in whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cxw.collect.layout import Columns
from cxw.collect.lenses import AskedInLens, lens_into, read_lens_table
from cxw.collect.lenses.look import lens_rows_stored, lens_understood
from cxw.collect.look import dry_look
from cxw.collect.look_words import remarks, stored_rows, understood
from cxw.collect.session import into
from cxw.day.desk import Faults
from cxw.day.spreadsheets import SpreadsheetSeen
from cxw.errors import CxwError
from cxw.model import AnyRound, Session
from cxw.text.phrases import say
from cxw.workshop.day import Day

WIDTH = 74
"""Columns that every window of a run has for these lines."""


def spreadsheet_seen(
    day: Day, name: str, where: tuple[str, AnyRound], keep: Callable[[Callable[[Session], None]], Faults]
) -> SpreadsheetSeen:
    """What a file is understood as in the open round of a segment; taking it in takes what was seen."""
    segment, round = where
    columns = Columns(of=round.of, segment=segment, round=round.name)
    try:
        found = dry_look(Path(name).expanduser(), columns, day.session, (columns.of,))
    except CxwError as fault:
        return SpreadsheetSeen(faults=str(fault).splitlines())
    delivered, now = found.delivered, day.now()
    rows = stored_rows(delivered, WIDTH)
    return SpreadsheetSeen(
        understood(found, WIDTH, everybody=True),
        [*([say("Stored like this:")] if rows else []), *rows, *remarks(found.to_note, WIDTH)],
        list(found.faults),
        lambda: keep(lambda session: into(session, delivered, now)),
    )


def lens_table_seen(
    name: str, asked: AskedInLens, keep: Callable[[Callable[[Session], None]], Faults]
) -> SpreadsheetSeen:
    """The same of a file with answers to an open part of a lens; rows of what is private are never seen."""
    try:
        found = read_lens_table(Path(name).expanduser(), Columns(of="weights"), asked)
    except CxwError as fault:
        return SpreadsheetSeen(faults=str(fault).splitlines())
    rows = lens_rows_stored(found, WIDTH)
    faults = [] if found.good else [*map(str, found.faults)]
    return SpreadsheetSeen(
        lens_understood(found, WIDTH),
        [*([say("Stored like this:")] if rows else []), *rows, *remarks(found.problems, WIDTH)],
        faults,
        lambda: keep(lambda session: lens_into(session, found)),
    )
