"""Evidence and closing: what the answers that matter rest on, the guess, and what to find out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from cxw.day import evidence, record
from cxw.day.closing import looked_at
from cxw.day.evidence import EvidenceBasis, Graded, Grading
from cxw.day.promised import may_tell_promises, said_yes
from cxw.findings.closing.about import answer_in_words
from cxw.findings.closing.grounds import heard_from, origins_of
from cxw.findings.closing.grounds_words import CountsAs
from cxw.findings.closing.types import Answer, Card, Coverage, Decision, EvidenceFindings, EvidenceItem, Guess
from cxw.findings.closing.words import in_hundred, opposed_by
from cxw.findings.people import PersonRow
from cxw.findings.view import AudienceView, Spread, by_name, need_words, shown_points
from cxw.model import AnswerName, Decided, Evidence, Percent, PersonId, Research, Segment, at_least
from cxw.stats import disagreement
from cxw.stats.disagreement import CellSums, recalled
from cxw.text.saying import each_once

DECISIVE = 10
"""Marks asked about, beside each weight."""


FIRST = 3


MOST_AGAINST = 3
"""Wording on who speaks against which beliefs; with more, one names the beliefs alone."""


def evidence_of(view: AudienceView, segment: Segment) -> EvidenceFindings | None:
    """Each answer that matters with its grade, and the points on customers; None without answers."""
    weighed, marked = record.weights(segment), record.marks(segment)
    if weighed is None and marked is None:
        return None
    every = evidence.evidence_basis(view.session, segment)
    bases = {name: basis for name, basis in every.items() if not evidence.is_of_a_lens(name)}
    points = shown_points(view, segment)
    said = _said(view, segment, points)
    answers = [_answer(view, segment, one, bases.get(one.name, EvidenceBasis())) for one in said]
    answers.sort(key=lambda answer: not answer.contradicted)
    covered = _coverage(points, bases)
    guess = guess_of(view, segment.coverage_guess)
    return EvidenceFindings(
        answers=tuple(answers),
        coverage=covered,
        guess=guess,
        items=_attached(bases.values()),
        headline=_headline(view, guess, covered, bool(bases)),
        sentences=tuple(_sentences(view, answers, covered if bases else None, guess)),
        origins=tuple(origins_of(view, segment, bases)),
        heard=heard_from(bases),
    )


def _attached(bases: Iterable[EvidenceBasis]) -> int:
    """How many pieces of evidence bear on any answer."""
    graded = chain.from_iterable((*basis.supporting, *basis.contradicting) for basis in bases)
    return len({item.id for item, _ in graded})


def research(view: AudienceView, segment: Segment, found: EvidenceFindings | None) -> tuple[Card, ...]:
    """The promises to find out: open ones by the points that rest on no customer, then what is done."""
    if not may_tell_promises(view.session, segment):
        return ()
    open_points = {answer.need: answer.points or 0.0 for answer in _bare(found)}
    cards = [_card(view, segment, promise, open_points) for promise in segment.research]
    return tuple(sorted(cards, key=lambda card: (card.done is not None, -round(card.points or 0.0, 9))))


def _bare(found: EvidenceFindings | None) -> Iterator[Answer]:
    """Needs with points that rest on no customer."""
    for answer in found.answers if found else ():
        if answer.kind == "weight" and answer.points is not None and answer.cls != evidence.CUSTOMERS:
            yield answer


@dataclass(frozen=True)
class _Said:
    """One answer before it is known what it rests on."""

    name: AnswerName
    kind: Literal["weight", "mark"]
    need: str
    company: str | None
    label: str
    about: str
    words: str
    brief: str
    points: float | None
    mark: float | None = None
    decisive: float | None = None


def _answer(view: AudienceView, segment: Segment, said: _Said, basis: EvidenceBasis) -> Answer:
    supporting = items_told(view, segment, basis.supporting)
    return Answer(
        **vars(said),
        grade=basis.grade,
        cls=evidence.class_of(basis.grade, basis.contradicted),
        contradicted=basis.contradicted,
        supporting=supporting,
        contradicting=items_told(view, segment, basis.contradicting),
        reason=supporting[0].why if supporting else None,
        audit=looked_at(segment, said.name),
    )


def _said(view: AudienceView, segment: Segment, points: Mapping[str, float]) -> tuple[_Said, ...]:
    """The weights and the marks that are asked about, made once for the same answers."""
    key = ("asked about", view.audience, segment.id, view.answers(segment))
    return recalled(key, lambda: (*_weights(view, segment, points), *_marks(view, segment, points)))


def _weights(view: AudienceView, segment: Segment, points: Mapping[str, float]) -> Sequence[_Said]:
    """The weights of record, most points first."""
    found = record.weights(segment)
    if found is None:
        return ()
    said, of_closing = [], view.wording.closing
    for need in found.needs:
        short = need_words(segment, need, found.round).short
        words = of_closing.believed_weight(short, points.get(need))
        brief = of_closing.weight_in_brief(short, points.get(need))
        about = of_closing.answer_about(short, None)
        said.append(
            _Said(f"weight {need}", "weight", need, None, short, about, words, brief, points.get(need))
        )
    return sorted(said, key=lambda one: -round(one.points or 0.0, 9))


def _marks(view: AudienceView, segment: Segment, points: Mapping[str, float]) -> Iterator[_Said]:
    """The ten most decisive marks."""
    found = record.marks(segment)
    if found is None:
        return
    labels = view.labels(segment)
    ranked = disagreement.decisive(view.cells(segment, found), points, view.session.thresholds.dk_share)
    for cell in ranked[:DECISIVE]:
        short = need_words(segment, cell.need, found.rounds[cell.company]).short
        yield _mark(view, cell, points.get(cell.need), (labels[cell.company], short))


def _mark(view: AudienceView, cell: CellSums, weighed: float | None, called: tuple[str, str]) -> _Said:
    company, short = called
    shown = view.enough(len(cell.marks))
    mark = Spread.of(cell.values).median if shown and cell.valid else None
    asked = len(cell.marks) + cell.dont_know
    unknown = (cell.dont_know, asked) if view.many_unknown(cell) else None
    said = view.wording.closing
    label = said.mark_label(company, short)
    decisive = weighed * cell.range if weighed is not None and shown else None
    return _Said(
        name=disagreement.cell_name(cell),
        kind="mark",
        need=cell.need,
        company=cell.company,
        label=label,
        about=said.answer_about(short, company),
        words=said.believed_mark(company, short, mark, unknown),
        brief=said.mark_in_brief(label, mark, unknown),
        points=weighed,
        mark=mark,
        decisive=decisive,
    )


def items_told(view: AudienceView, segment: Segment, graded: Sequence[Graded]) -> tuple[EvidenceItem, ...]:
    """Pieces of evidence as this audience may read them, and why each counts for so much."""
    return tuple(_item(view, segment, item, grading) for item, grading in graded)


def _item(view: AudienceView, segment: Segment, item: Evidence, grading: Grading) -> EvidenceItem:
    elsewhere = view.session.segment(item.segment) if item.segment else segment
    named = None if elsewhere is segment else elsewhere.name
    return EvidenceItem(
        id=item.id,
        kind=item.kind,
        source=view.said(item.source),
        date=item.date,
        customers=item.customers,
        quote=view.said(item.quote),
        grade=grading.grade,
        claimed=evidence.claimed(item),
        segment=named,
        by=view.called(item.by if view.private else None),
        why=_why(view, item, grading),
    )


def _why(view: AudienceView, item: Evidence, grading: Grading) -> str:
    few = item.kind in evidence.TEN and 0 < at_least(item.customers) < evidence.MANY
    months = view.session.thresholds.evidence_months
    return view.wording.grounds.counts_as(
        CountsAs(item.kind, item.customers, grading.grade, grading.lowered, months, few)
    )


def _coverage(points: Mapping[str, float], bases: Mapping[AnswerName, EvidenceBasis]) -> Coverage | None:
    if not points:
        return None
    found = {need: bases.get(f"weight {need}", EvidenceBasis()) for need in points}
    grades = {need: basis.grade for need, basis in found.items()}
    against = [need for need, basis in found.items() if basis.contradicted]
    return Coverage(**vars(evidence.coverage(points, grades, against)))


def guess_of(view: AudienceView, said: Mapping[PersonId, Percent]) -> Guess | None:
    """What the room guessed, who said what only for whoever may know; None where fewer than three did."""
    few = len(said) < record.THREE and not view.private
    if few or not said:
        return None
    values = tuple(sorted(value for value in said.values() if isinstance(value, int)))
    told = values if len(values) >= record.THREE or view.private else ()
    return Guess(
        n=len(values),
        dont_know=len(said) - len(values),
        median=Spread.of(told).median,
        values=told,
        people=by_name(_guessed(view, said)) if view.private else (),
    )


def _guessed(view: AudienceView, said: Mapping[PersonId, Percent]) -> Iterator[PersonRow]:
    for person, value in said.items():
        yield view.person_row(person, ("guess",), (value if isinstance(value, int) else None,))


def _headline(view: AudienceView, guess: Guess | None, covered: Coverage | None, attached: bool) -> str:
    middle = guess.median if guess else None
    if covered is None:
        return view.wording.closing.guessed(middle, None)
    if not attached:
        return view.wording.closing.nothing_shown(middle)
    return view.wording.closing.guessed(middle, sum(in_hundred(covered)[:2]))


def _sentences(
    view: AudienceView, answers: Sequence[Answer], covered: Coverage | None, guess: Guess | None
) -> list[str]:
    said = []
    if guess and guess.dont_know:
        said.append(view.wording.closing.guess_unknown(guess.dont_know, guess.n + guess.dont_know))
    if covered:
        said.append(view.wording.closing.classes(*in_hundred(covered)))
    said += contradictions(view, answers)
    supporting = chain.from_iterable(answer.supporting for answer in answers)
    claimed = {item.id for item in supporting if item.claimed}
    if claimed:
        said.append(view.wording.closing.bring(len(claimed)))
    return said


def contradictions(view: AudienceView, answers: Sequence[Answer]) -> list[str]:
    """The beliefs that customers speak against, with how many and when: a sentence for each evidence."""
    groups: dict[tuple[str, ...], list[Answer]] = {}
    for answer in answers:
        if answer.contradicted:
            groups.setdefault(tuple(item.id for item in answer.contradicting), []).append(answer)
    if len(groups) > MOST_AGAINST:
        every = chain.from_iterable(groups.values())
        return [view.wording.closing.contradicted([answer.about for answer in every])]
    return [_against(view, group) for group in groups.values()]


def _against(view: AudienceView, answers: Sequence[Answer]) -> str:
    by = opposed_by(answers[0].contradicting)
    return view.wording.closing.contradicted([answer.about for answer in answers], by)


def _card(view: AudienceView, segment: Segment, promise: Research, open_points: Mapping[str, float]) -> Card:
    own = _own(segment, promise)
    needs = dict.fromkeys(answer.split()[-1] for answer in own if not evidence.is_of_a_lens(answer))
    known = [open_points[need] for need in needs if need in open_points]
    points = sum(known) if known else None
    yes, owner = said_yes(view.session, promise), view.called(promise.owner)
    proposed = owner if view.private and not yes else None
    return Card(
        id=promise.id,
        question=view.said(promise.question) or "",
        about=tuple(_about(view, segment, answer) for answer in promise.about),
        answers=tuple(own),
        believe=view.said(promise.believe),
        wrong_if=view.said(promise.wrong_if),
        ask=view.said(promise.ask),
        how_many=promise.how_many,
        owner=owner if yes else None,
        proposed=proposed,
        due=promise.due,
        done=promise.done,
        outcome=promise.outcome,
        points=points,
        merged=tuple(each_once(_unknown_lines(view, segment, promise))),
    )


def _unknown_lines(view: AudienceView, segment: Segment, promise: Research) -> Iterator[str]:
    """What the room wrote that a promise answers."""
    for unknown in segment.unknowns:
        if unknown.research == promise.id:
            yield view.said(unknown.text) or ""


def decided_by(view: AudienceView, lines: Sequence[Decided]) -> tuple[Decision, ...]:
    """What the room does anyway, or changes, in its order."""
    return tuple(Decision(view.said(one.text) or "", view.called(one.owner), one.date) for one in lines)


def _own(segment: Segment, promise: Research) -> list[AnswerName]:
    """What a promise is about in its own segment."""
    split = [evidence.split_name(name) for name in promise.about]
    return [answer for answer, where in split if where in (None, segment.id)]


def _about(view: AudienceView, segment: Segment, name: AnswerName) -> str:
    """An answer's name in words."""
    answer, where = evidence.split_name(name)
    place = view.session.segment(where) if where else segment
    said = answer_in_words(view, place, answer)
    return said if place is segment else f"{said} ({place.name})"
