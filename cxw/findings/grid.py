"""What the marks say: cells, who is hardly known, leads, and where a second round would ask again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import fmean, median

from cxw import disagreement, record
from cxw.disagreement import CellSums, LeadSums
from cxw.findings import wording
from cxw.findings.types import (
    Cell,
    CellSecond,
    CompanyLine,
    GridFindings,
    GroupNumber,
    Lead,
    NeedWords,
    PersonRow,
)
from cxw.findings.view import Printed, View, by_name, group_sizes, need_words, short_seal, shown_points
from cxw.model import Company, MarksRound, Segment
from cxw.record import MarksRecord

APART = "This copy tells no lead over the best rival: it would tell too few of us apart."


def grid(view: View, segment: Segment) -> GridFindings | None:
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
    cells = tuple(_cell(printed, found, *one, points) for one in zip(sums, labels, strict=True))
    leads = _leads(printed, found, sums, (words, names))
    return GridFindings(
        needs=tuple(words.values()),
        companies=tuple(_company(view, found, company, sums) for company in companies),
        cells=cells,
        leads=leads,
        people=len(found.people()),
        flagged=tuple((cell.company, cell.need) for cell in disagreement.flagged(sums)),
        named=_named(view, found),
        headline=_headline(leads, words, cells, sums, rivals=len(companies) > 1),
        sentences=tuple(_sentences(view, companies, sums, words)),
    )


def _company(view: View, found: MarksRecord, company: Company, sums: Sequence[CellSums]) -> CompanyLine:
    round = found.rounds[company.id]
    share = disagreement.known(sums).get(company.id)
    own = company.id == view.session.company.id
    given = {p for p, answer in round.answers.items() if record.any_number(answer)}
    return CompanyLine(
        id=company.id,
        name=company.name,
        short=company.label,
        own=own,
        answered=len(found.rows(company.id)),
        missing=record.counts(round.not_answered.values()),
        known=share,
        hardly_known=not own and share is not None and share < 0.5,
        groups=group_sizes(record.groups(view.session, given, record.present(round, company.id))),
        late=len(found.late(company.id)),
        seal=short_seal(round.seal),
        revealed=round.revealed,
    )


def _cell(
    printed: Printed, found: MarksRecord, cell: CellSums, label: tuple[str, str], points: Mapping[str, float]
) -> Cell:
    shown = printed.may(((cell.company, cell.need), cell.marks)) and cell.marks
    for group in cell.groups:
        printed.note((cell.company, cell.need), group.people)
    values = cell.values if shown else ()
    weighed = points.get(cell.need)
    return Cell(
        company=cell.company,
        need=cell.need,
        n=len(cell.marks),
        dont_know=cell.dont_know,
        valid=cell.valid,
        median=float(median(values)) if values else None,
        mean=fmean(values) if values else None,
        sd=cell.sd if values else None,
        rwg=cell.rwg if values else None,
        low=values[0] if values else None,
        high=values[-1] if values else None,
        values=values,
        groups=_groups(cell),
        flags=cell.flags,
        decisive=weighed * cell.range if weighed is not None and values else None,
        second=_second(printed, found, cell, label),
    )


def _groups(cell: CellSums) -> tuple[GroupNumber, ...]:
    medians = cell.medians()
    return tuple(
        GroupNumber(group.name, group.present, None, medians[group.name], group.others)
        for group in cell.groups
    )


def _second(
    printed: Printed, found: MarksRecord, cell: CellSums, label: tuple[str, str]
) -> CellSecond | None:
    """The newest second round that asked about this cell, over those who marked it in both.

    Where one or two marked it only once, their marks would follow: only how many changed theirs is told.
    """
    asked = [r for r in found.seconds if cell.company in r.companies and cell.need in r.asks(cell.company)]
    if not asked:
        return None
    view, again = printed.view, _marks(asked[-1], cell)
    both = [person for person in cell.marks if person in again]
    there = (
        record.present(found.rounds[cell.company], cell.company),
        record.present(asked[-1], cell.company),
    )
    some = view.enough(len(both)) and view.twice((cell.marks, again), there)
    told = some and printed.may(((cell.company, cell.need), both))
    before = tuple(sorted(cell.marks[p] for p in both)) if told else ()
    after = tuple(sorted(again[p] for p in both)) if told else ()
    moved = sum(cell.marks[person] != again[person] for person in both)
    so_many = moved if told or moved >= record.THREE else None
    return CellSecond(
        both=len(both) if told else None,
        left_out=len(cell.marks) - len(both) if told else None,
        moved=so_many,
        median_before=float(median(before)) if before else None,
        median_after=float(median(after)) if after else None,
        mean_before=fmean(before) if before else None,
        mean_after=fmean(after) if after else None,
        values_before=before,
        values_after=after,
        sentence=None if told else wording.cell_moved(*label, so_many),
    )


def _marks(round: MarksRound, cell: CellSums) -> dict[str, int]:
    found = ((p, answer.get(cell.company, {}).get(cell.need)) for p, answer in round.answers.items())
    return {person: mark for person, mark in found if isinstance(mark, int)}


def _leads(
    printed: Printed,
    found: MarksRecord,
    sums: Sequence[CellSums],
    called: tuple[Mapping[str, NeedWords], Mapping[str, str]],
) -> tuple[Lead, ...]:
    """Leads over the best rivals first take their place among the numbers that may stand together."""
    session, (words, names) = printed.view.session, called
    leads = disagreement.leads(sums, session.company.id, session.thresholds.min_marks)
    cells = {(cell.company, cell.need): cell for cell in sums}
    there = {company: record.present(asked, company) for company, asked in found.rounds.items()}
    told = {}
    for lead in sorted(leads, key=lambda lead: not lead.best):
        own, rival = cells[session.company.id, lead.need], cells[lead.rival, lead.need]
        ends = (((cell.company, cell.need), lead.people) for cell in (own, rival))
        alike = printed.view.twice((own.marks, rival.marks), (there[own.company], there[rival.company]))
        may = alike and printed.may(*ends)
        by = lead.median if may else float(median(own.values) - median(rival.values))
        told[lead.need, lead.rival] = _lead(lead, (words[lead.need].short, names[lead.rival]), by, may=may)
    return tuple(_best(told[lead.need, lead.rival] for lead in leads))


def _best(leads: Iterable[Lead]) -> Iterator[Lead]:
    """The best rival on each need by what is told: the one we lead least, of equal ones the first."""
    for lead in (leads := list(leads)):
        least = min((one for one in leads if one.need == lead.need), key=_told)
        yield replace(lead, best=lead is least)


def _told(lead: Lead) -> float:
    return round(lead.by if lead.mean is None else lead.mean, 9)


def _lead(lead: LeadSums, named: tuple[str, str], by: float, *, may: bool) -> Lead:
    """A lead; where its own numbers may not be told, the two middle marks say how far apart they are."""
    need, rival = named
    return Lead(
        need=lead.need,
        rival=lead.rival,
        n=len(lead.differences) if may else None,
        by=by,
        median=lead.median if may else None,
        mean=lead.mean if may else None,
        ahead=sum(difference > 0 for difference in lead.differences) if may else None,
        behind=sum(difference < 0 for difference in lead.differences) if may else None,
        best=lead.best,
        sentence=wording.lead(rival, need, by),
    )


def _named(view: View, found: MarksRecord) -> tuple[PersonRow, ...]:
    if not view.names:
        return ()
    rows = {company: found.rows(company) for company in found.companies}
    told = []
    for person in dict.fromkeys(p for company in rows.values() for p in company):
        cells = [
            (f"{company} {need}", mark if isinstance(mark, int) else None)
            for company, of in rows.items()
            for need, mark in of.get(person, {}).items()
        ]
        told.append(view.person_row(person, [key for key, _ in cells], [mark for _, mark in cells]))
    return by_name(told)


def _headline(
    leads: Sequence[Lead],
    words: Mapping[str, NeedWords],
    cells: Sequence[Cell],
    sums: Sequence[CellSums],
    *,
    rivals: bool,
) -> str:
    best = [lead for lead in leads if lead.best]
    if not rivals:
        return "No competitor is marked, so nobody's lead can be said."
    if not best and any(cell.apart for cell in sums):
        return APART
    if not best:
        return "No lead can be said: too few of us marked ourselves and a competitor on the same need."
    sides: dict[str, list[str]] = {"+": [], "=": [], "-": []}
    for lead in best:
        sides[_side(lead.by)].append(words[lead.need].short)
    unlike = any(_unlike(lead, cells) for lead in best)
    return wording.leads(sides["+"], sides["="], sides["-"], unlike=unlike)


def _side(lead: float) -> str:
    return "=" if wording.half(lead) == "0" else "+" if lead > 0 else "-"


def _unlike(lead: Lead, cells: Sequence[Cell]) -> bool:
    """Whether the medians of the two cells, as they stand on the wall, say otherwise than the lead."""
    medians = {cell.company: cell.median for cell in cells if cell.need == lead.need}
    own, other = next(iter(medians.values()), None), medians.get(lead.rival)
    return own is not None and other is not None and _side(own - other) != _side(lead.by)


def _sentences(
    view: View, companies: Sequence[Company], sums: Sequence[CellSums], words: Mapping[str, NeedWords]
) -> list[str]:
    known = disagreement.known(sums)
    rivals = [company for company in companies if company.id != view.session.company.id]
    said = [wording.hardly_known(c.label) for c in rivals if known.get(c.id, 1.0) < 0.5]
    names = {company.id: company.label for company in companies}
    said += [
        wording.cell_unknown(
            names[cell.company], words[cell.need].short, cell.dont_know, cell.dont_know + len(cell.marks)
        )
        for cell in sums
        if cell.dont_know_share >= view.session.thresholds.dk_share and known.get(cell.company, 1.0) >= 0.5
    ]
    return said
