"""Evidence, wherever in the day it comes up: what is kept of it, and which answers it can be about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cxw.day.desk import Faults
from cxw.day.evidence import is_of_a_lens, next_evidence_id, owned_by, seen_from
from cxw.day.gathering import Gathering, Jotted
from cxw.findings.closing.about import answer_in_words
from cxw.findings.in_words import start
from cxw.findings.view import AudienceView
from cxw.model import AnswerName, Evidence, Need, SaidRecord, Segment, Session, answer_names
from cxw.questions.asking import Item
from cxw.text.cleaning import clean
from cxw.text.phrases import say, spoken_here
from cxw.workshop.day import Day, items, keep


def gathering(day: Day, id: str) -> Gathering:
    """What a desk needs to write evidence of a segment down."""
    return Gathering(
        items=lambda: [seen_from(day.session, id, item) for item in day.session.evidence],
        next_id=lambda: next_evidence_id(day.session),
        attach=lambda item: _bring(day, _of_here(day, id, item)),
        bring=lambda item: _bring(day, item),
        answers=lambda: list(_answers(day.session, day.segment(id))),
        needs=lambda: _needs(day.segment(id)),
        notes=lambda: [_jotted(note.at, note.about, note.text) for note in day.segment(id).notes],
    )


def in_clean_text(record: SaidRecord) -> SaidRecord:
    """A copy of its own, its text as it is safe to keep."""
    texts = {key: clean(value)[0] for key, value in record if isinstance(value, str)}
    return record.model_copy(update=texts, deep=True)


def _of_here(day: Day, id: str, item: Evidence) -> Evidence:
    """An item written down at a desk is of this segment and this moment, where it is of no other yet.

    Another segment may have needs of the same ids: what an item says of ours is named so in the file.
    """
    kept = owned_by(item, id, item.segment or id)
    return kept.model_copy(update={"added": item.added or day.now()})


def _bring(day: Day, item: Evidence) -> Faults:
    new = in_clean_text(item)
    keep(day, lambda s: _put(s, new))
    return []


def _put(session: Session, item: Evidence) -> None:
    for place, old in enumerate(session.evidence):
        if old.id == item.id:
            session.evidence[place] = item
            return
    session.evidence.append(item)


def _working_with(segment: Segment) -> list[Need]:
    return segment.chosen_needs() or [need for need in segment.needs if not need.parked]


def _needs(segment: Segment) -> tuple[Item, ...]:
    return items(_working_with(segment))


def _answers(session: Session, segment: Segment) -> Iterator[tuple[AnswerName, str]]:
    """Need by need, so that a need's first letters find all that was said of it."""
    for need in _working_with(segment):
        yield f"need {need.id}", say("{need}: that it is a need", need=need.label)
        if need.id in segment.chosen:
            yield f"weight {need.id}", say("{need}: how much it matters", need=need.label)
            for company in session.companies(segment):
                words = say("{need}: how {company} does", need=need.label, company=company.label)
                yield f"mark {company.id} {need.id}", words
    yield from _of_lenses(session, segment)


def _of_lenses(session: Session, segment: Segment) -> Iterator[tuple[AnswerName, str]]:
    """What lenses answered whose walls are shown: the room's sentence, cards about needs, what it named."""
    revealed = {round.of for round in segment.lenses if round.revealed is not None}
    lens_of = {f"thing {thing.id}": thing.lens for thing in segment.things}
    view = AudienceView(session, "room", spoken_here().language)
    for name in filter(is_of_a_lens, answer_names(session, segment)):
        if lens_of.get(name, name.split()[1]) in revealed:
            yield name, start(answer_in_words(view, segment, name))


def _jotted(at: Any, about: str | None, text: str) -> Jotted:
    return Jotted(f"{at:%H:%M}", about, text)
