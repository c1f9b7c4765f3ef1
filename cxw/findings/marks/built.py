"""What the marks say: cells, who is hardly known, leads, and where a second round would ask again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from statistics import fmean, median
from typing import TypeAlias

from cxw.day import record
from cxw.day.record import MarksRecord
from cxw.day.told_apart import WhoKnew
from cxw.findings import in_words
from cxw.findings.changed import SoManyChanged, so_many_changed
from cxw.findings.marks.types import Cell, CellSecond, CompanyLine, GridFindings, Lead, LeftOut, Side
from cxw.findings.marks.words import MarksSentences, NeedSide
from cxw.findings.people import GroupNumber, NeedWords, PersonRow
from cxw.findings.view import (
    AudienceView,
    Printed,
    Spread,
    by_name,
    group_sizes,
    need_words,
    short_seal,
    shown_points,
)
from cxw.model import Company, MarksRound, PersonId, Segment
from cxw.questions.rounds import any_number
from cxw.stats import disagreement
from cxw.stats.disagreement import CellSums, LeadSums

FEW_CELLS = 3
"""Cells that sentences may name one by one; more are one sentence and a grid."""


_There: TypeAlias = Mapping[str, Collection[PersonId]]
"""Who was there when each company was marked."""


def grid(view: AudienceView, segment: Segment) -> GridFindings | None:
    """The grid of record of one segment, None until a round of marks is revealed."""
    found = record.marks(segment)
    if found is None:
        return None
    companies = [company for company in view.session.companies(segment) if company.id in found.rounds]
    names = {company.id: company.label for company in companies}
    sums = view.cells(segment, found)
    first = next(iter(found.rounds.values()))
    words = {need: need_words(segment, need, first) for need in found.needs}
    printed = Printed(view)
    points = shown_points(view, segment)
    labels = [(names[cell.company], words[cell.need].short) for cell in sums]
    there = {company: record.present(asked, company) for company, asked in found.rounds.items()}
    cells = tuple(_cell(printed, found, *one, (points, there)) for one in zip(sums, labels, strict=True))
    leads = _leads(printed, there, sums, (words, names))
    left_out = tuple(_left_out(view, leads, sums, names))
    return GridFindings(
        needs=tuple(words.values()),
        companies=tuple(_company(view, found, company, sums) for company in companies),
        cells=cells,
        leads=leads,
        many_unknown=len(_unknown(view, sums)) > FEW_CELLS,
        left_out=left_out,
        people=len(found.people()),
        flagged=tuple((cell.company, cell.need) for cell in disagreement.flagged(sums)),
        named=_named(view, found),
        headline=_headline(
            view.wording.marks,
            leads,
            words,
            (cells, sums),
            rivals_left_out(view.wording.marks, left_out, leads, len(companies) - 1),
        ),
        sentences=(*_given(view, found), *_sentences(view, companies, sums, words)),
    )


def _company(
    view: AudienceView, found: MarksRecord, company: Company, sums: Sequence[CellSums]
) -> CompanyLine:
    round = found.rounds[company.id]
    share = disagreement.known_share(sums).get(company.id)
    own = company.id == view.session.company.id
    given = {p for p, answer in round.answers.items() if any_number(answer)}
    mixed = any(name.startswith(f"mark {company.id} ") for name in round.mixed)
    there = record.present(round, company.id)
    parts = () if mixed else record.groups(view.session, given, there, round.answers)
    return CompanyLine(
        id=company.id,
        name=company.name,
        short=company.label,
        own=own,
        answered=len(found.rows(company.id)),
        missing=record.counts(round.not_answered.values()),
        known=share,
        hardly_known=not own and share is not None and share < 0.5,
        groups=group_sizes(view.named(parts)),
        late=len(found.late(company.id)),
        seal=short_seal(round.seal),
        revealed=round.revealed,
    )


def _cell(
    printed: Printed,
    found: MarksRecord,
    cell: CellSums,
    label: tuple[str, str],
    around: tuple[Mapping[str, float], _There],
) -> Cell:
    place, (points, there) = (cell.company, cell.need), around
    values = cell.values if printed.may((place, WhoKnew(cell.marks, there[cell.company]))) else ()
    for group in cell.groups:
        printed.note(place, WhoKnew(group.people, group.here))
    weighed, spread = points.get(cell.need), Spread.of(values)
    sd, rwg = (cell.sd, cell.rwg) if values else (None, None)
    return Cell(
        company=cell.company,
        need=cell.need,
        n=cell.given,
        dont_know=cell.dont_know,
        valid=cell.valid,
        median=spread.median,
        mean=spread.mean,
        sd=sd,
        rwg=rwg,
        low=spread.low,
        high=spread.high,
        values=values,
        groups=_groups(printed.view, cell),
        flags=cell.flags,
        decisive=weighed * cell.range if weighed is not None and values else None,
        second=_second(printed, found, cell, label),
    )


def _groups(view: AudienceView, cell: CellSums) -> tuple[GroupNumber, ...]:
    medians = cell.medians()
    return tuple(
        GroupNumber(named.name, group.present, None, medians[group.name], group.others)
        for group, named in zip(cell.groups, view.named(cell.groups), strict=True)
    )


def _second(
    printed: Printed, found: MarksRecord, cell: CellSums, label: tuple[str, str]
) -> CellSecond | None:
    """The newest second round that asked about this cell, over those who marked it in both.

    Where one or two marked it only once, their marks would follow: only how many changed theirs is told.
    """
    asked = _asked_again(found, cell)
    if asked is None:
        return None
    again = record.marks_of_cell(asked, cell.company, cell.need)
    both = [person for person in cell.marks if person in again]
    first = found.rounds[cell.company]
    there = (record.present(first, cell.company), record.present(asked, cell.company))
    once, twice = WhoKnew(cell.marks, there[0]), WhoKnew(again, there[1])
    some = printed.view.enough(len(both)) and printed.view.beside([once], twice)
    told = some and printed.may(((cell.company, cell.need), once.both(twice)))
    moved = sum(cell.marks[person] != again[person] for person in both)
    if not told:
        return _withheld(printed.view, label, so_many_changed(moved, there, (cell.marks, again)))
    before = tuple(sorted(cell.marks[person] for person in both))
    after = tuple(sorted(again[person] for person in both))
    return CellSecond(
        both=len(both),
        left_out=len(cell.marks) - len(both),
        moved=moved,
        median_before=float(median(before)),
        median_after=float(median(after)),
        mean_before=fmean(before),
        mean_after=fmean(after),
        values_before=before,
        values_after=after,
        sentence=None,
    )


def _withheld(view: AudienceView, label: tuple[str, str], changed: SoManyChanged | None) -> CellSecond:
    if changed is None:
        return _NOT_TOLD
    said = view.wording.marks.cell_moved(*label, changed.people, least=changed.least)
    return replace(_NOT_TOLD, moved=None if changed.least else changed.people, sentence=said)


_NOT_TOLD = CellSecond(None, None, None, None, None, None, None, (), (), None)


def _asked_again(found: MarksRecord, cell: CellSums) -> MarksRound | None:
    """The newest second round that asked about this cell."""
    for round in reversed(found.seconds):
        if cell.company in round.companies and cell.need in round.asks(cell.company):
            return round
    return None


def _leads(
    printed: Printed,
    there: _There,
    sums: Sequence[CellSums],
    called: tuple[Mapping[str, NeedWords], Mapping[str, str]],
) -> tuple[Lead, ...]:
    """Leads over the best rivals first take their place among the numbers that may stand together."""
    session, (words, names) = printed.view.session, called
    leads = disagreement.leads(sums, session.company.id, session.thresholds.min_marks)
    cells = {(cell.company, cell.need): cell for cell in sums}
    knew = {place: WhoKnew(cell.marks, there[cell.company]) for place, cell in cells.items()}
    told = {}
    for lead in sorted(leads, key=lambda lead: not lead.best):
        ours, theirs = (session.company.id, lead.need), (lead.rival, lead.need)
        own, rival = cells[ours], cells[theirs]
        both = knew[ours].both(knew[theirs])
        alike = printed.view.beside([knew[ours]], knew[theirs])
        may = alike and printed.may((ours, both), (theirs, both))
        by = lead.median if may else float(median(own.values) - median(rival.values))
        told[lead.need, lead.rival] = _lead(
            lead, printed.view.wording.marks, (words[lead.need].short, names[lead.rival]), by, may=may
        )
    return tuple(_best(told[lead.need, lead.rival] for lead in leads))


def _best(leads: Iterable[Lead]) -> Iterator[Lead]:
    """The best rival on each need by what is told: the one we lead least, of equal ones the first."""
    for lead in (leads := list(leads)):
        least = min((one for one in leads if one.need == lead.need), key=_told)
        yield replace(lead, best=lead is least)


def _told(lead: Lead) -> float:
    return round(lead.by if lead.mean is None else lead.mean, 9)


def _lead(lead: LeadSums, said: MarksSentences, named: tuple[str, str], by: float, *, may: bool) -> Lead:
    """A lead; where its own numbers may not be told, the two middle marks say on which side we are."""
    need, rival = named
    n, middle, mean = (len(lead.differences), lead.median, lead.mean) if may else (None, None, None)
    counts = lead.counts if may else None
    side = disagreement.side_of(*lead.counts) if may else _side(by)
    ahead, level, behind = counts or (None, None, None)
    return Lead(
        need=lead.need,
        rival=lead.rival,
        n=n,
        by=by,
        side=side,
        median=middle,
        mean=mean,
        ahead=ahead,
        level=level,
        behind=behind,
        best=lead.best,
        sentence=said.lead(rival, need, side, counts),
    )


def _left_out(
    view: AudienceView, leads: Sequence[Lead], sums: Sequence[CellSums], names: Mapping[str, str]
) -> Iterator[LeftOut]:
    """Rivals without a lead on needs where another has one: they can be no best rival there."""
    told = {(lead.need, lead.rival) for lead in leads}
    needs = {lead.need for lead in leads}
    for cell in sums:
        rival = cell.company != view.session.company.id
        if rival and cell.need in needs and (cell.need, cell.company) not in told:
            yield LeftOut(cell.need, cell.company, names[cell.company], cell.dont_know, cell.asked)


def rivals_left_out(
    said: MarksSentences, left_out: Sequence[LeftOut], leads: Sequence[Lead], rivals: int
) -> str | None:
    """What stands behind "our best rival": whom it leaves out; None where there is no rival at all."""
    if not rivals:
        return None
    needs = {lead.need for lead in leads if lead.best}
    everywhere, somewhere = [], []
    for name in dict.fromkeys(one.short for one in left_out):
        mine = [one for one in left_out if one.short == name]
        if len(mine) < len(needs):
            somewhere.append(name)
            continue
        unknown = [one.dont_know for one in mine]
        everywhere.append((name, min(unknown), max(unknown), max(one.asked for one in mine)))
    return said.not_counted(everywhere, somewhere)


def _named(view: AudienceView, found: MarksRecord) -> tuple[PersonRow, ...]:
    if not view.names:
        return ()
    rows = {company: found.rows(company) for company in found.companies}
    told = []
    for person in dict.fromkeys(chain.from_iterable(rows.values())):
        cells = dict(_marks_of(person, rows))
        told.append(view.person_row(person, [*cells], [*cells.values()]))
    return by_name(told)


def _marks_of(
    person: PersonId, rows: Mapping[str, Mapping[PersonId, Mapping[str, float | str]]]
) -> Iterator[tuple[str, float | None]]:
    for company, of in rows.items():
        for need, mark in of.get(person, {}).items():
            yield f"{company} {need}", None if isinstance(mark, str) else mark


def _headline(
    said: MarksSentences,
    leads: Sequence[Lead],
    words: Mapping[str, NeedWords],
    told: tuple[Sequence[Cell], Sequence[CellSums]],
    without: str | None,
) -> str:
    best = [lead for lead in leads if lead.best]
    if without is None:
        return said.NO_COMPETITOR
    cells, sums = told
    if not best and any(cell.apart for cell in sums):
        return said.LEADS_APART
    if not best:
        return said.NO_LEAD_SAID
    stands = [NeedSide(words[lead.need].short, lead.side, lead.counts) for lead in best]
    unlike = any(_unlike(lead, cells) for lead in best)
    return said.leads_in_words(stands, without, unlike=unlike)


def _side(by: float) -> Side:
    """On which side of theirs our middle mark is."""
    if in_words.half(by) == "0":
        return "level"
    return "ahead" if by > 0 else "behind"


def _unlike(lead: Lead, cells: Sequence[Cell]) -> bool:
    """Whether the medians of the two cells, as they stand on the wall, say otherwise than the people."""
    medians = {cell.company: cell.median for cell in cells if cell.need == lead.need}
    own, other = next(iter(medians.values()), None), medians.get(lead.rival)
    known = own is not None and other is not None and lead.side != "split"
    return known and _side((own or 0) - (other or 0)) != lead.side


def _given(view: AudienceView, found: MarksRecord) -> list[str]:
    """On which scale marks were given, where it is another one than they are shown on."""
    given = view.wording.given.marked_on(found.ends)
    return [given] if given else []


def _sentences(
    view: AudienceView, companies: Sequence[Company], sums: Sequence[CellSums], words: Mapping[str, NeedWords]
) -> list[str]:
    """What too many do not know: cell by cell while they are few, else how many, with a grid beside it."""
    known = disagreement.known_share(sums)
    rivals = [company for company in companies if company.id != view.session.company.id]
    hardly = [company.label for company in rivals if known.get(company.id, 1.0) < 0.5]
    of_marks = view.wording.marks
    said = [of_marks.hardly_known(hardly)] if hardly else []
    unknown = _unknown(view, sums)
    if len(unknown) > FEW_CELLS:
        return [*said, of_marks.cells_unknown(len(unknown), len(sums))]
    names = {company.id: company.label for company in companies}
    return said + [
        of_marks.cell_unknown(names[cell.company], words[cell.need].short, cell.dont_know, cell.asked)
        for cell in unknown
        if known.get(cell.company, 1.0) >= 0.5
    ]


def _unknown(view: AudienceView, sums: Sequence[CellSums]) -> list[CellSums]:
    """Cells that too many do not know for a verdict."""
    return [cell for cell in sums if view.many_unknown(cell)]
