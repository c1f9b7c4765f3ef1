"""From a file and what the command says about it to what it delivers, without touching the session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cxw import rounds
from cxw.collect.delivered import Delivered, judge
from cxw.collect.layout import Columns, Known, Layout, layout
from cxw.collect.names import Names, codes, companies_of, needs_of, people_of
from cxw.collect.people import read_people
from cxw.collect.slips import Task, seen, slips
from cxw.collect.table import Ledger, Table, table
from cxw.errors import CxwError
from cxw.model import Company, MarksRound, Need, Segment, Session, WeightsRound

FEWEST_NEEDS, MOST_NEEDS = 3, 12


def read(path: Path, columns: Columns, session: Session | None) -> Delivered:
    """What the table delivers, with every problem of it; nothing is kept anywhere.

    Without a session (`--new`) each name in the table is taken as it comes. Raises CxwError when the file
    cannot be opened or the session asks nothing, FaultyFile when the table of codes is at fault.
    """
    ledger = Ledger(str(path))
    delivered = Delivered(str(path), columns)
    sheet = table(path, ledger)
    if columns.of == "people":
        if ledger.clear:
            read_people(sheet, delivered, session, ledger)
        delivered.whole = bool(delivered.lines)
    else:
        _read_answers(sheet, delivered, session, ledger)
    delivered.problems = ledger.problems()
    return delivered


def segment_of(session: Session, columns: Columns) -> Segment:
    """The segment the answers belong to: the one named, the only one, or the one with an open round."""
    if columns.segment is not None:
        names = Names("segment", open=False)
        for segment in session.segments:
            names.know(segment.id, segment.name)
        id = names.id(columns.segment)
        if id is None:
            raise CxwError(f"{columns.segment} is no segment of this session.{names.hint(columns.segment)}")
        return session.segment(id)
    answering = [s for s in session.segments if any(map(rounds.is_open, s.rounds))]
    candidates = session.segments if len(session.segments) == 1 else answering
    if len(candidates) != 1:
        listed = ", ".join(segment.id for segment in session.segments)
        raise CxwError(f"Which segment are these answers about? Give --segment with one of {listed}.")
    return candidates[0]


def open_round(segment: Segment, columns: Columns) -> WeightsRound | MarksRound | None:
    """The round of this kind that takes answers, or None."""
    for round in reversed(segment.rounds):
        if round.of == columns.of and rounds.is_open(round):
            return round
    return None


def _read_answers(sheet: Table, delivered: Delivered, session: Session | None, ledger: Ledger) -> None:
    columns = delivered.columns
    coded = codes(columns.needs) if columns.needs is not None else []
    segment = segment_of(session, columns) if session else None
    members = {p.id: p for p in session.members(segment)} if session and segment else {}
    known = _known(session, segment, columns, coded) if session and segment else _anything(coded)
    roles = layout(sheet, columns, known, ledger) if ledger.clear else None
    if roles is None:
        delivered.whole = False
        return
    _say_missing(sheet.header.line, roles, known, ledger)
    delivered.whole = ledger.clear
    task = Task(columns, known, roles, members, ledger)
    found = slips(task, sheet.rows)
    asked = seen(found.values())
    judge(replace(task, asked=asked if known.asked is None else known.asked), found, delivered)
    if session and segment:
        delivered.needs = [segment.need(id) for id in known.needs.labels]
        delivered.companies = session.companies(segment)
    else:
        _name(delivered, known, {need for needs in asked.values() for need in needs})
        _say_count(sheet.header.line, delivered, ledger)


def _known(session: Session, segment: Segment, columns: Columns, coded: Sequence[tuple[str, Need]]) -> Known:
    """The names a session allows: needs that are asked about, its companies, the people of the segment."""
    round = open_round(segment, columns)
    needs = round.needs if round is not None else segment.chosen
    if not needs:
        raise CxwError(f"The needs of {segment.name} are not chosen yet: choose them in `cxw run` first.")
    return Known(
        needs_of(segment.need(id) for id in needs),
        companies_of(session.companies(segment)),
        people_of(session.members(segment)),
        coded,
        _asked(session, segment, columns),
    )


def _asked(session: Session, segment: Segment, columns: Columns) -> dict[str, list[str]] | None:
    """For each company the needs as the round asks them; None where the table itself says what is asked."""
    round = open_round(segment, columns)
    if isinstance(round, MarksRound):
        return {company: round.asks(company) for company in round.companies}
    if columns.of == "weights":
        return {"": list(round.needs if round is not None else segment.chosen)}
    if columns.round == "second" or rounds.latest(segment, "marks", "first") is not None:
        return None
    return {company.id: list(segment.chosen) for company in session.companies(segment)}


def _anything(coded: Sequence[tuple[str, Need]]) -> Known:
    needs = Names("need", open=not coded)
    for code, need in coded:
        needs.know(need.id, need.text, code, need.short)
    return Known(needs, Names("company", open=True), Names("person", open=True), coded)


def _say_missing(line: int, roles: Layout, known: Known, ledger: Ledger) -> None:
    """Say which columns a wide table lacks, and which it has that this round does not ask."""
    if roles.long or known.asked is None:
        return
    there = {(wide.company, wide.need) for wide in roles.answers}
    for company in dict.fromkeys(wide.company for wide in roles.answers):
        name = f"{known.companies.labels[company]}: " if company else ""
        asked = known.asked.get(company, [])
        for need in asked:
            if (company, need) not in there:
                ledger.say(
                    line,
                    f"there is no column for {name}{known.needs.labels[need]}: it is asked about as well",
                )
        for other, need in sorted(there):
            if other == company and need not in asked:
                ledger.say(
                    line,
                    f"{name}{known.needs.labels[need]} is not asked about in this round: ignore the column",
                )


def _name(delivered: Delivered, known: Known, used: set[str]) -> None:
    """Put the needs and companies of a table that makes a session beside its answers."""
    texts = {need.id: need for _, need in known.codes}
    delivered.needs = [
        texts.get(id) or Need(id=id, text=label) for id, label in known.needs.labels.items() if id in used
    ]
    delivered.companies = [Company(id=id, name=name) for id, name in known.companies.labels.items()]


def _say_count(line: int, delivered: Delivered, ledger: Ledger) -> None:
    if not FEWEST_NEEDS <= len(delivered.needs) <= MOST_NEEDS:
        delivered.whole = False
        ledger.say(
            line, f"there are {len(delivered.needs)} needs here: a round takes {FEWEST_NEEDS} to {MOST_NEEDS}"
        )
