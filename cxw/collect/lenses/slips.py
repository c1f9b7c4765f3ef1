"""The rows of a table of answers to a lens as one slip each person, or function, not yet judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cxw.collect.cells import shortened
from cxw.collect.headings import Pair
from cxw.collect.lenses.asked import AskedInLens
from cxw.collect.lenses.places import LensPlaces
from cxw.collect.slips import ANSWERED_ALREADY, NOBODY_NAMED, STANDS_ALREADY, CellText, unknown_person
from cxw.collect.table import Ledger, TableRow
from cxw.text.phrases import listed_here, say

NO_FUNCTION_NAMED = "no function is named here, and the row holds answers: name it, or empty the row"
NO_SUCH_FUNCTION = "{name} is no function of this segment: {functions}"
NOTHING_NAMED = "nothing is named here that this answer is about: name it, or empty the row"
NOT_ASKED_ABOUT = "{name} is not asked about in this part"
NOT_READ = "{who} was not given the text {name} to read"


@dataclass
class SlipOfLens:
    """All that the rows of one person, or function, hold."""

    who: str
    line: int
    cells: dict[Pair, CellText] = field(default_factory=dict)
    """(field, thing) -> what stands there"""
    lines: list[CellText] = field(default_factory=list)
    """where things are named: each line"""
    faulty: bool = False

    def texts(self) -> list[CellText]:
        """All that is written, blanks left out."""
        return [cell for cell in (*self.cells.values(), *self.lines) if cell.text]


def slips_of_lens(
    asked: AskedInLens, places: LensPlaces, rows: Iterable[TableRow], ledger: Ledger
) -> dict[str, SlipOfLens]:
    """One slip for whoever answers, in the order of the table; what cannot be put on one is said."""
    found: dict[str, SlipOfLens] = {}
    for row in rows:
        who = _whose(asked, row.cell(places.who), row.line, ledger)
        if who is None:
            continue
        slip = found.get(who)
        if slip is not None and not places.several and not asked.gathers:
            slip.faulty = True
            said = say(STANDS_ALREADY, name=asked.who_label(who), line=slip.line)
            ledger.say(row.line, said)
            continue
        slip = slip or found.setdefault(who, SlipOfLens(who, row.line))
        _fill_slip(asked, places, row, slip, ledger)
    return found


def _whose(asked: AskedInLens, text: str, line: int, ledger: Ledger) -> str | None:
    """Who answers in a row; None where that cannot be told, which is said."""
    known = asked.known
    who = known.people.id(text) if text else None
    if who is not None:
        return who
    if not text:
        ledger.say(line, say(NO_FUNCTION_NAMED if asked.by_function else NOBODY_NAMED))
    elif asked.by_function:
        functions = listed_here([*known.people.labels.values()])
        said = say(NO_SUCH_FUNCTION, name=shortened(text), functions=functions)
        ledger.say(line, said + known.people.hint(text))
    else:
        ledger.say(line, unknown_person(known, text))
    return None


def _fill_slip(
    asked: AskedInLens, places: LensPlaces, row: TableRow, slip: SlipOfLens, ledger: Ledger
) -> None:
    """Put one row on a slip."""
    thing = _thing_of(asked, places, row, slip, ledger)
    if thing is None:
        return
    for index, (name, about) in places.cells.items():
        cell = CellText(row.cell(index), row.line_of(index))
        place = (name, about or thing)
        if asked.gathers:
            slip.lines += [CellText(line.strip(), cell.line) for line in cell.text.splitlines()]
        elif place in slip.cells:
            slip.faulty = True
            said = say(ANSWERED_ALREADY, name=asked.who_label(slip.who), line=slip.cells[place].line)
            ledger.say(row.line, said)
        elif cell.text and place[1] not in asked.asked_of(slip.who):
            slip.faulty = True
            label = asked.thing_label(place[1])
            ledger.say(cell.line, say(NOT_READ, who=asked.who_label(slip.who), name=label))
        else:
            slip.cells[place] = cell


def _thing_of(
    asked: AskedInLens, places: LensPlaces, row: TableRow, slip: SlipOfLens, ledger: Ledger
) -> str | None:
    """The thing that a row of a long table names; empty of a wide one, None where it names none."""
    if places.thing is None:
        return ""
    text = row.cell(places.thing)
    thing = asked.known.there(text) if text else None
    if thing is None:
        slip.faulty = True
        why = say(NOTHING_NAMED)
        if text:
            why = say(NOT_ASKED_ABOUT, name=shortened(text)) + asked.known.needs.hint(text)
        ledger.say(row.line, why)
    return thing
