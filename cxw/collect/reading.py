"""From a file and what the command says about it to what it delivers, without touching the session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TypeAlias

from cxw.collect.ballot import BesideAnswers, beside_answers, parts_of
from cxw.collect.cells import NumbersAsked
from cxw.collect.delivered import Delivered
from cxw.collect.judging import count_totals, judge
from cxw.collect.layout import Columns, Known, Layout, takes_in
from cxw.collect.names import NameTable, codes, companies_of, needs_of, people_of
from cxw.collect.numbers import decimal_sign
from cxw.collect.people import read_people
from cxw.collect.roles import layout
from cxw.collect.slips import TableSlip, Task, seen, slips_of_table
from cxw.collect.sources import Source, read_table
from cxw.collect.stated import Stated, misfit, stated
from cxw.collect.summaries import without_summary_columns, without_summary_rows
from cxw.collect.table import Head, Ledger, Table, TableRow
from cxw.collect.turning import arranged
from cxw.collect.whole import cells_of, read_whole
from cxw.day import rounds
from cxw.day.grid import MOST_COMPETITORS
from cxw.day.spellings import Spellings, folded, named_functions
from cxw.errors import CxwError
from cxw.model import Company, MarkScale, MarksRound, Need, Segment, Session, WeightsRound, ids_of
from cxw.questions.rounds import as_marks
from cxw.text.phrases import say

Cells: TypeAlias = dict[str, list[str]]
"""Company (empty for weights) -> needs."""
Inside: TypeAlias = tuple[Session, Segment]
"""The session and the segment that a table belongs to."""
FEWEST_NEEDS, MOST_NEEDS = 3, 12


def read_spreadsheet(source: Source, columns: Columns, session: Session | None) -> Delivered:
    """What the table delivers, with every problem of it; nothing is kept anywhere.

    Without a session (`--new`) each name in the table is taken as it comes. Raises CxwError when the file
    cannot be opened or the session asks nothing, FaultyFile when the table of codes is at fault.
    """
    ledger = Ledger(str(source))
    sheet = read_table(source, ledger, columns.sheet, columns.encoding)
    delivered = Delivered(ledger.path, columns)
    if columns.of == "people":
        if ledger.clear:
            read_people(sheet, delivered, session, ledger)
        delivered.whole = bool(delivered.lines)
    else:
        _read_answers(sheet, delivered, session, ledger)
    delivered.problems = ledger.problems()
    return delivered


NOT_CHOSEN = "The needs of {segment} are not chosen yet: choose them in `cxw run` first."
NO_COLUMN_FOR = "there is no column for {name}: it is asked about as well"
NO_COLUMN_MORE = (
    "the open round does not ask about {company} and takes no column more: close it in `cxw run` first"
)
ONE_NEED = "there is one need here: a round takes {fewest} to {most}"
SO_MANY_NEEDS = "there are {n} needs here: a round takes {fewest} to {most}"
SO_MANY_COMPANIES = (
    "there are {n} companies here beside our own: {most} are the most, so take the others out of the table"
)


def segment_of(session: Session, columns: Columns) -> Segment:
    """The segment the answers belong to: the one named, the only one, or the one with an open round."""
    if columns.segment is not None:
        names = NameTable("segment", open=False)
        for segment in session.segments:
            names.know(segment.id, segment.name)
        id = names.id(columns.segment)
        if id is None:
            raise CxwError(
                say("{name} is no segment of this session.", name=columns.segment)
                + names.hint(columns.segment)
            )
        return session.segment(id)
    answering = [s for s in session.segments if any(map(rounds.is_open, s.rounds))]
    candidates = session.segments if len(session.segments) == 1 else answering
    if len(candidates) != 1:
        listed = ", ".join(ids_of(session.segments))
        raise CxwError(
            say(
                "Which segment are these answers about? Give --segment with one of {segments}.",
                segments=listed,
            )
        )
    return candidates[0]


def open_round(segment: Segment, columns: Columns) -> WeightsRound | MarksRound | None:
    """The round of this kind that takes answers, or None."""
    for round in reversed(segment.rounds):
        if round.of == columns.of and rounds.is_open(round):
            return round
    return None


def _read_answers(sheet: Table, delivered: Delivered, session: Session | None, ledger: Ledger) -> None:
    """Read each part of a table: mostly there is one."""
    columns = delivered.columns
    coded = codes(columns.needs) if columns.needs is not None else []
    named = _anything(coded)
    parts, ledgers = parts_of(sheet, columns, session, ledger), list[Ledger]()
    delivered.further = [Delivered(delivered.path, part.columns) for part in parts[1:]]
    for into, part in zip(delivered.parts(), parts, strict=False):
        into.columns = part.columns
        inside = (session, segment_of(session, part.columns)) if session else None
        known = _known(inside, part.columns, coded) if inside else named
        own = Ledger(ledger.path)
        if ledger.clear or into is not delivered:
            _read_part(part.table, into, inside, known, own)
        ledgers.append(own)
    for own in ledgers:
        ledger.join(own)
    delivered.whole = all(part.whole for part in delivered.parts())


def _read_part(
    sheet: Table, delivered: Delivered, inside: Inside | None, known: Known, ledger: Ledger
) -> None:
    """Read what belongs to one round of one segment."""
    columns = delivered.columns
    delivered.whole = False
    roles, beside = None, BesideAnswers()
    if ledger.clear:
        sheet, columns = arranged(sheet, columns, known, ledger)
    if ledger.clear:
        sheet, beside = beside_answers(sheet, columns, partial(_is_need, known), ledger)
    given = stated(inside and inside[1], columns)
    if ledger.clear:
        sheet = without_summary_columns(sheet, given, partial(_may_go, columns, known), ledger)
    if ledger.clear:
        roles = layout(sheet, columns, known, ledger)
    delivered.heads, delivered.headed, delivered.roles = sheet.header.cells, sheet.header.line, roles
    if roles is None or not ledger.clear:
        return
    line, there = sheet.header.line, _headed(roles)
    if not roles.several:
        _say_missing(line, there, _asked(inside, columns, known, there), known, ledger)
    if ledger.clear:
        task = replace(_task(inside, columns, known, roles, ledger), line=line, beside=beside)
        _read_rows(task, sheet, delivered, inside, given)


def _is_need(known: Known, head: Head) -> bool:
    """Whether what is over a column is a need that is known."""
    return any(known.there(text) is not None for text in head.texts)


def _may_go(columns: Columns, known: Known, head: Head) -> bool:
    """Whether a column may be left out as a summary: no need that is asked about, and nothing told of it."""
    told = {folded(name) for name in (columns.id, columns.function, columns.also, *columns.keep) if name}
    left = columns.ignored(*head.texts) or not columns.chosen(*head.texts)
    return not left and not _is_need(known, head) and not any(folded(text) in told for text in head.texts)


def _read_rows(task: Task, sheet: Table, delivered: Delivered, inside: Inside | None, given: Stated) -> None:
    """Judge the rows, unless they show that something is wrong with the whole table: that is said alone."""
    columns, known, roles, ledger = task.columns, task.known, task.roles, task.ledger
    line = sheet.header.line
    sheet = replace(sheet, rows=without_summary_rows(task, sheet.rows, given))
    found = slips_of_table(task, _rows(sheet, roles))
    there = seen(found.values()) if roles.several else _headed(roles)
    asked = _asked(inside, columns, known, there)
    if roles.several and (there.keys() - asked or not roles.long):
        _say_missing(line, there, asked, known, ledger)
    if inside is None:
        _name(delivered, known, set(chain.from_iterable(asked.values())), {*asked, roles.fixed})
        _say_count(line, delivered, ledger)
    if ledger.of_all:
        return
    delivered.whole = True
    if inside is not None:
        _name_inside(inside, delivered, known, there)
    _judge_all(replace(task, asked=asked), found, given, delivered)


def _judge_all(task: Task, found: Mapping[str, TableSlip], given: Stated, delivered: Delivered) -> None:
    """Say what is wrong with the numbers as a whole; where rows can be judged beside that, judge them."""
    task = replace(task, given=_read_as(task, found, given))
    delivered.given = task.given
    delivered.lines = {id: slip.line for id, slip in found.items()}
    delivered.unplaced = len(task.unplaced)
    count_totals(task, found.values(), delivered)
    if said := misfit(given):
        task.ledger.say_of_all(task.line, said)
        delivered.whole = False
        return
    whole = read_whole(task, found, given)
    for said in whole.faults:
        task.ledger.say_of_all(task.line, said)
    if whole.asks:
        delivered.whole = False
        return
    judge(task, found, whole, given, delivered)
    if task.columns.scale is not None and given.of == "marks":
        delivered.scale = MarkScale(from_=given.least, to=given.most)


def _read_as(task: Task, found: Mapping[str, TableSlip], given: Stated) -> NumbersAsked:
    """How numbers are read: in their total or on their scale, with the table's sign before decimals."""
    texts = (cell.text for _, _, cell in cells_of(found.values()))
    return NumbersAsked(
        "points" if given.of == "weights" else "marks",
        given.most,
        given.least,
        decimal_sign(texts, given.most),
        task.columns.unknown,
    )


def _rows(sheet: Table, roles: Layout) -> Iterator[TableRow]:
    """The rows of the table; where nobody is named, with the number that each is called by."""
    if not roles.numbered:
        yield from sheet.rows
        return
    for n, row in enumerate(sheet.rows, 1):
        empty = ("",) * (roles.person - len(row.cells))
        yield replace(row, cells=(*row.cells[: roles.person], *empty, say("Person {n}", n=n)))


def _task(inside: Inside | None, columns: Columns, known: Known, roles: Layout, ledger: Ledger) -> Task:
    """What the rows are read by."""
    if inside is None:
        return Task(columns, known, roles, {}, ledger, Spellings([]))
    session, segment = inside
    members = {person.id: person for person in session.members(segment)}
    functions = Spellings(named_functions(session.participants))
    return Task(columns, known, roles, members, ledger, functions)


def _known(inside: Inside, columns: Columns, coded: Sequence[tuple[str, Need]]) -> Known:
    """The names a session allows: needs that are asked about, its companies, the people of the segment."""
    session, segment = inside
    round = open_round(segment, columns)
    needs = round.needs if round is not None else segment.chosen
    if not needs:
        raise CxwError(say(NOT_CHOSEN, segment=segment.name))
    companies = companies_of(session.companies(segment))
    companies.open = columns.add_company
    return Known(
        needs_of(map(segment.need, needs)),
        companies,
        people_of(session.members(segment)),
        coded,
        people_of(person for person in session.participants if person.observer),
    )


def _asked(inside: Inside | None, columns: Columns, known: Known, there: Cells) -> Cells:
    """For each company the needs its row has to answer; in a second round of marks those the table has."""
    if inside is None:
        return _all(known, there)
    segment = inside[1]
    round = open_round(segment, columns)
    if marked_round := as_marks(round):
        late = late_columns(segment, marked_round, there) if columns.add_company else []
        return {company: marked_round.asks(company) for company in [*marked_round.companies, *late]}
    if columns.of == "weights":
        return {"": list(round.needs if round is not None else segment.chosen)}
    return _asked_next(inside, columns, there)


def _asked_next(inside: Inside, columns: Columns, there: Cells) -> Cells:
    """The same of a round of marks that is to be opened for the table."""
    session, segment = inside
    companies = ids_of(session.companies(segment))
    if columns.add_company:
        companies += [company for company in there if company not in companies]
    marked = _marked(segment)
    return {one: there.get(one, []) if one in marked else list(segment.chosen) for one in companies}


def late_columns(segment: Segment, round: MarksRound, marked: Iterable[str]) -> list[str]:
    """The companies of a table for which an open first round can have a column more."""
    if round.name == "second":
        return []
    asked = _marked(segment)
    return [company for company in marked if company not in asked]


def _marked(segment: Segment) -> set[str]:
    """The companies that the first rounds of marks on the chosen list asked about."""
    found = set[str]()
    for round in segment.rounds_of("marks"):
        if round.name == "first" and set(round.needs) == set(segment.chosen):
            found.update(round.companies)
    return found


def _headed(roles: Layout) -> Cells:
    """For each company of a wide table the needs it has a column for."""
    found: Cells = {}
    for wide in roles.answers:
        found.setdefault(wide.company, []).append(wide.need)
    return found


def _all(known: Known, there: Cells) -> Cells:
    """Without a session each company is marked on every need of the table."""
    used = set(chain.from_iterable(there.values()))
    needs = [need for need in known.needs.labels if need in used]
    return dict.fromkeys(there, needs)


def _anything(coded: Sequence[tuple[str, Need]]) -> Known:
    needs = NameTable("need", open=not coded)
    for code, need in coded:
        needs.know(need.id, need.text, code, need.short)
    return Known(needs, NameTable("company", open=True), NameTable("person", open=True), coded)


def _say_missing(line: int, there: Cells, asked: Cells, known: Known, ledger: Ledger) -> None:
    """Say which columns a wide table lacks, and which it has that this round does not ask."""
    for company, needs in there.items():
        if company not in asked:
            ledger.say_of_all(line, _not_asked(known.companies.labels[company], known.companies.open))
            continue
        name = f"{known.companies.labels[company]}: " if company else ""
        for need in asked[company]:
            if need not in needs:
                label = name + known.needs.labels[need]
                ledger.say_of_all(line, say(NO_COLUMN_FOR, name=label))
        for need in needs:
            if need not in asked[company]:
                label = name + known.needs.labels[need]
                ledger.say_of_all(
                    line, say("{name} is not asked about in this round: ignore the column", name=label)
                )


def _not_asked(company: str, taken_in: bool) -> str:
    if taken_in:
        return say(NO_COLUMN_MORE, company=company)
    return f"{say('the open round does not ask about {company}', company=company)}: {takes_in(company)}"


def _name_inside(inside: Inside, delivered: Delivered, known: Known, there: Cells) -> None:
    """Put the needs of the segment beside the answers, and its companies with those that are new."""
    session, segment = inside
    companies, labels = session.companies(segment), known.companies.labels
    ids = set(ids_of(companies))
    new = [Company(id=one, name=labels[one]) for one in there if one in labels and one not in ids]
    delivered.needs = [*map(segment.need, known.needs.labels)]
    delivered.companies = [*companies, *new]


def _name(delivered: Delivered, known: Known, used: set[str], marked: set[str]) -> None:
    """Put the needs and companies of a table that makes a session beside its answers."""
    texts = {need.id: need for _, need in known.codes}
    delivered.needs = [
        texts.get(id) or Need(id=id, text=label) for id, label in known.needs.labels.items() if id in used
    ]
    labels = known.companies.labels
    delivered.companies = [Company(id=id, name=name) for id, name in labels.items() if id in marked]


def _say_count(line: int, delivered: Delivered, ledger: Ledger) -> None:
    """Say where a table that makes a session has more needs or companies than fit a day, or too few needs."""
    n, rivals = len(delivered.needs), len(delivered.companies) - 1
    if not FEWEST_NEEDS <= n <= MOST_NEEDS:
        said = ONE_NEED if n == 1 else SO_MANY_NEEDS
        ledger.say_of_all(line, say(said, n=n, fewest=FEWEST_NEEDS, most=MOST_NEEDS))
    if rivals > MOST_COMPETITORS:
        ledger.say_of_all(line, say(SO_MANY_COMPANIES, n=rivals, most=MOST_COMPETITORS))
