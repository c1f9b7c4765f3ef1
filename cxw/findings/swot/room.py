"""The room as arrays for what is drawn and left out: only what this audience may see goes in.

Of a company that one or two people marked nothing goes in, nor points where too few gave any; a function is
left out only where three people are left without it in every cell that counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from cxw.day import evidence, record
from cxw.day.evidence import EvidenceBasis
from cxw.day.record import MarksRecord, WeightsRecord
from cxw.day.told_apart import WhoKnew, may_be_left_out, may_be_told_apart
from cxw.findings.people import NeedWords
from cxw.findings.swot.flips_words import FlipsSentences
from cxw.findings.swot.words import OWN, SwotSentences
from cxw.findings.view import AudienceView, need_words
from cxw.model import PersonId, Segment, Thresholds
from cxw.questions.rounds import any_number
from cxw.stats import scores
from cxw.stats.disagreement import CellSums
from cxw.stats.firmness import AnswerArrays, Grades
from cxw.stats.swot import CUSTOMER_EVIDENCE, NO_WEIGHTS, Cuts, important_from
from cxw.text.phrases import Phrases


@dataclass(frozen=True)
class RoomArrays:
    """Everybody with any number in one segment, and what the places in the arrays stand for."""

    people: tuple[PersonId, ...]
    needs: tuple[str, ...]
    words: tuple[NeedWords, ...]
    companies: tuple[str, ...]
    """Our own first."""
    shorts: tuple[str, ...]
    answers: AnswerArrays
    cuts: Cuts
    functions: tuple[tuple[str, tuple[int, ...]], ...]
    """Those that may be left out, with the places of their people."""
    all_functions: int
    """How many there are, whether they may be left out or not."""
    bases: dict[str, EvidenceBasis]
    """What evidence stands behind an answer, by its name."""
    weighed: int
    """Who gave points, shown or not."""
    votes_told: bool
    """Whether it may be told how many gave enough points and marks for a vote of their own."""
    said: SwotSentences
    """The sentences in the language of who reads."""
    flips: FlipsSentences
    """Those of what would turn it."""
    say: Phrases
    """And its fixed ones: why there is no number."""

    @property
    def grades(self) -> Grades:
        """The grade of each answer; 0 where customers contradict it."""
        marks = [[self.grade(f"mark {company} {need}") for need in self.needs] for company in self.companies]
        return Grades([self.grade(f"weight {need}") for need in self.needs], marks)

    def grade(self, name: str) -> int:
        """The grade of one answer, 0 where customers contradict it."""
        basis = self.bases.get(name, EvidenceBasis())
        return 0 if basis.contradicted else basis.grade

    def contradicted(self, name: str) -> bool:
        """Whether customers contradict one answer."""
        return self.bases.get(name, EvidenceBasis()).contradicted

    def names(self, rival: int, need: int) -> tuple[str, str, str]:
        """The three answers behind an entry: the weight, our mark, the rival's mark."""
        id = self.needs[need]
        own, other = self.companies[0], self.companies[1 + rival]
        return f"weight {id}", f"mark {own} {id}", f"mark {other} {id}"

    def short(self, need: int) -> str:
        """A need in short words, as it was asked."""
        return self.words[need].short

    def text(self, need: int) -> str:
        """A need in full words, as it was asked."""
        return self.words[need].text

    def company(self, place: int) -> str:
        """`we` for our own company, a competitor's short name otherwise."""
        return self.shorts[place] if place else OWN

    def because(self, reason: str | None) -> str | None:
        """Why there is no number: points that are not shown were given all the same."""
        if self.weighed and reason == NO_WEIGHTS:
            return self.said.TOO_FEW_SAID
        if self.weighed and reason == scores.NO_WEIGHTS:
            return self.said.TOO_FEW_TO_WEIGH
        return self.say(reason) if reason else None

    def assumed(self, rival: int, need: int) -> bool:
        """Whether one of the three answers rests on no customer evidence."""
        return min(map(self.grade, self.names(rival, need))) < CUSTOMER_EVIDENCE


def room(view: AudienceView, segment: Segment, marked: MarksRecord) -> RoomArrays:
    """The arrays of one segment with marks; without points the rows of weights are empty."""
    weighed = record.weights(segment)
    needs = weighed.needs if weighed and set(marked.needs) <= set(weighed.needs) else marked.needs
    shown = weighed if weighed and view.enough(len(weighed.rows)) else None
    companies = _companies(view, segment, marked)
    cells = {(cell.company, cell.need): cell for cell in view.cells(segment, marked)}
    gave = weighed.rows if weighed else {}
    answered = set(gave).union(*(cell.marks for cell in cells.values()))
    people = tuple(person.id for person in view.session.asked() if person.id in answered)
    asked = next(iter(marked.rounds.values()))
    return RoomArrays(
        people=people,
        needs=needs,
        words=tuple(need_words(segment, need, asked) for need in needs),
        companies=tuple(companies),
        shorts=tuple(companies.values()),
        answers=replace(
            _answers(people, needs, tuple(companies), (shown, cells), view.session.thresholds.min_marks),
            unit=marked.unit,
        ),
        cuts=_cuts(view.session.thresholds, len(needs)),
        functions=tuple(_functions(view, people, (weighed, marked), cells)),
        all_functions=len(_all_functions(view)),
        bases=evidence.evidence_basis(view.session, segment),
        weighed=len(gave),
        votes_told=view.names or _votes_told(view, weighed, marked, cells),
        said=view.wording.swot,
        flips=view.wording.flips,
        say=view.say,
    )


def _votes_told(view: AudienceView, weighed: WeightsRecord | None, marked: MarksRecord, cells: Cells) -> bool:
    """Whether a count of own votes leaves open who did not know.

    It counts who knew points and marks together. Where somebody did not know one of them, and one or two were
    there for it who were not there for another, it would say whether it was they.
    """
    ticked = view.session.ticked()
    asked = [(record.present(weighed.round), set(weighed.rows))] if weighed else []
    for company, round in marked.rounds.items():
        knew = [set(cell.marks) for (of, _), cell in cells.items() if of == company]
        asked.append((record.present(round, company), set.intersection(*knew) if knew else set()))
    unsure = [there for there, knew in asked if there != knew]
    return all(may_be_told_apart(one - other, ticked) for one, (other, _) in product(unsure, asked))


def _companies(view: AudienceView, segment: Segment, marked: MarksRecord) -> dict[str, str]:
    """Our own company, marked or not, then every marked competitor in the file's order, with short names."""
    own = view.session.company
    rivals = (company for company in view.session.companies(segment) if company.id in marked.rounds)
    return {own.id: own.label} | {company.id: company.label for company in rivals}


def _cuts(limits: Thresholds, needs: int) -> Cuts:
    """Where entries begin, as the file says."""
    return Cuts(
        important_from(needs),
        float(limits.lead),
        float(limits.good),
        float(limits.statement),
        float(limits.contested),
    )


Cells = dict[tuple[str, str], CellSums]


def _answers(
    people: tuple[PersonId, ...],
    needs: tuple[str, ...],
    companies: tuple[str, ...],
    given: tuple[WeightsRecord | None, Cells],
    min_marks: int,
) -> AnswerArrays:
    weighed, cells = given
    place = {person: row for row, person in enumerate(people)}
    weights = np.full((len(people), len(needs)), np.nan)
    marks = np.full((len(people), len(companies), len(needs)), np.nan)
    valid = np.zeros((len(companies), len(needs)), dtype=bool)
    if weighed is not None:
        for person, row in weighed.rows.items():
            points = dict(zip(weighed.needs, row, strict=True))
            weights[place[person]] = [points.get(need, np.nan) for need in needs]
    for m, company in enumerate(companies):
        for k, need in enumerate(needs):
            cell = cells.get((company, need))
            if cell is not None:
                valid[m, k] = cell.valid
                marks[[place[person] for person in cell.marks], m, k] = list(cell.marks.values())
    return AnswerArrays(weights, marks, valid, min_marks)


def _functions(
    view: AudienceView,
    people: tuple[PersonId, ...],
    found: tuple[WeightsRecord | None, MarksRecord],
    cells: Cells,
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Functions of which something may be said; for the room only of those that show.

    Beside the dots of a cell even words about a room without a function tell one of its marks, where one or
    two of the function, or one or two of the others, are all who marked there.
    """
    small = max(record.THREE, view.session.thresholds.small_function)
    if view.names:
        named = {name: who for name, who in _by_function(view, people).items() if len(who) >= small}
    else:
        shown = _by_themselves(view, *found)
        named = {name: who for name, who in _all_functions(view).items() if name in shown}
        kept = may_be_left_out(named, _numbers(view, found, cells), view.session.ticked(), small)
        named = {name: named[name] for name in kept}
    for name, members in named.items():
        yield name, tuple(place for place, person in enumerate(people) if person in members)


def _all_functions(view: AudienceView) -> dict[str, set[PersonId]]:
    return _by_function(view, [person.id for person in view.session.asked()])


def _by_function(view: AudienceView, people: Collection[PersonId]) -> dict[str, set[PersonId]]:
    """These people by function; without a function that is all of them."""
    functions, among = dict[str, set[PersonId]](), set(people)
    for person in view.session.asked():
        if person.function and person.id in among:
            functions.setdefault(person.function, set()).add(person.id)
    return {name: who for name, who in functions.items() if len(who) < len(among)}


def _by_themselves(view: AudienceView, weighed: WeightsRecord | None, marked: MarksRecord) -> set[str]:
    """Functions that show by themselves in the points and in the marks of every company."""
    told = list[tuple[record.Group, ...]]()
    if weighed:
        there, answered = record.present(weighed.round), weighed.round.answers
        told.append(record.groups(view.session, weighed.rows, there, answered))
    for company, asked in marked.rounds.items():
        given = {person for person, answer in asked.answers.items() if any_number(answer)}
        there = record.present(asked, company)
        told.append(record.groups(view.session, given, there, asked.answers))
    shown = [{group.name for group in groups if not group.others} for groups in told]
    return set.intersection(*shown) if shown else set()


def _numbers(
    view: AudienceView, found: tuple[WeightsRecord | None, MarksRecord], cells: Cells
) -> list[WhoKnew]:
    """Whose points or marks stand together in a number: the points, each cell, each lead."""
    weighed, marked = found
    there = {company: record.present(round, company) for company, round in marked.rounds.items()}
    own = view.session.company.id
    valid = {
        (company, need): WhoKnew(cell.marks, there[company])
        for (company, need), cell in cells.items()
        if cell.valid
    }
    leads = [who.both(valid[own, need]) for (_, need), who in valid.items() if (own, need) in valid]
    points = [WhoKnew(weighed.rows, record.present(weighed.round))] if weighed else []
    return [one for one in (*points, *valid.values(), *leads) if len(one.knew) >= record.THREE]
