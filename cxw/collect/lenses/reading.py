"""From a table and one open part of a lens to what it delivers, without touching the session."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from cxw.collect.heads import NO_HEADINGS, is_number
from cxw.collect.layout import Columns, Layout, Wide
from cxw.collect.lenses.asked import AskedInLens
from cxw.collect.lenses.delivered import DeliveredLens, lens_clashes
from cxw.collect.lenses.judged import judged_rows
from cxw.collect.lenses.places import LensPlaces, places_in, turned_or_not, with_second_heads
from cxw.collect.lenses.slips import slips_of_lens
from cxw.collect.slips import Task
from cxw.collect.sources import Source, read_table
from cxw.collect.stated import Stated
from cxw.collect.summaries import without_summary_columns, without_summary_rows
from cxw.collect.table import Head, Ledger, Table
from cxw.collect.unknown import may_say_unknown
from cxw.day.spellings import folded
from cxw.model import TOTAL, LensShape
from cxw.text.phrases import say

NO_ANSWER = "nobody's answer to this is whole here, so there is nothing to take in"
NUMBERS: dict[LensShape, Stated] = {
    "points": Stated("weights", 0, TOTAL, told=True),
    "marks": Stated("marks", 0, 10, told=True),
    "percent": Stated("marks", 0, 100, told=True),
}
"""What the numbers of a shape are, where it has numbers: sums and means beside them are no answers."""


def read_lens_table(source: Source, columns: Columns, asked: AskedInLens) -> DeliveredLens:
    """What the table delivers, with every problem of it; nothing is kept anywhere.

    Raises CxwError when the file cannot be opened.
    """
    ledger = Ledger(str(source), lines_kept=asked.gathers)
    words = asked.round.shape not in NUMBERS
    table = read_table(source, ledger, columns.sheet, columns.encoding, words=words)
    delivered = DeliveredLens(ledger.path, columns, asked)
    if ledger.clear:
        _read_columns(table, delivered, ledger)
    delivered.problems = ledger.problems()
    if delivered.whole:
        clashes = [problem for _, problem in lens_clashes(asked.round, delivered)]
        delivered.problems += clashes
    return delivered


def _read_columns(table: Table, delivered: DeliveredLens, ledger: Ledger) -> None:
    """Tell the columns apart; where nothing is wrong with the table as such, judge its rows."""
    asked, columns = delivered.asked, delivered.columns
    if asked.round.private and any(_is_an_answer(head, asked) for head in table.heads):
        ledger.say_of_all(table.header.line, say(NO_HEADINGS))
        return
    table = with_second_heads(turned_or_not(table, columns, asked, ledger), asked)
    numbers = NUMBERS.get(asked.round.shape)
    if numbers:
        given = replace(numbers, unknown=columns.unknown)
        table = without_summary_columns(table, given, partial(_may_go, columns, asked), ledger)
    places = places_in(table, columns, asked, ledger)
    delivered.heads, delivered.headed, delivered.places = table.header.cells, table.header.line, places
    if places is None or not ledger.clear:
        return
    if numbers:
        table = _without_sums(table, delivered, places, numbers, ledger)
    slips = slips_of_lens(asked, places, table.rows, ledger)
    delivered.lines = {who: slip.line for who, slip in slips.items()}
    delivered.rows = judged_rows(asked, slips, columns.unknown, ledger)
    if not delivered.rows and ledger.clear:
        ledger.say_of_all(table.header.line, say(NO_ANSWER))
    delivered.whole = not ledger.of_all


def _is_an_answer(head: Head, asked: AskedInLens) -> bool:
    """Whether what is taken for a heading is an answer, which a sentence about columns would show."""
    told = is_number(head.name) or may_say_unknown(head.name, frozenset())
    return told and asked.known.there(head.name) is None


def _may_go(columns: Columns, asked: AskedInLens, head: Head) -> bool:
    """Whether a column may be left out as a sum: nothing that is asked about, and nothing told of it."""
    known = asked.known
    named = any(known.there(text) or known.companies.id(text) for text in head.texts)
    told = {folded(name) for name in (columns.id, columns.function, *columns.keep) if name}
    kept = columns.ignored(*head.texts) or any(folded(text) in told for text in head.texts)
    return not named and not kept


def _without_sums(
    table: Table, delivered: DeliveredLens, places: LensPlaces, numbers: Stated, ledger: Ledger
) -> Table:
    """The table without rows of sums or means."""
    known = delivered.asked.known
    answers = tuple(Wide(i, "", thing) for i, (_, thing) in places.cells.items())
    value = min(places.cells, default=None) if places.several else None
    roles = Layout(places.who, None, None, answers=answers, need=places.thing, value=value)
    members = {person.id: person for person in delivered.asked.session.participants}
    task = Task(delivered.columns, known, roles, members, ledger, line=table.header.line)
    return replace(table, rows=without_summary_rows(task, table.rows, numbers))
