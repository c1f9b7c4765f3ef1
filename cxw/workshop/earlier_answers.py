"""What somebody has answered in a round and in the one before it, by the parts of the ballot."""

from __future__ import annotations

from collections.abc import Mapping

from cxw.model import AnyRound, PersonId, Segment
from cxw.questions.asking import Value
from cxw.questions.rounds import as_marks, kind_of


def answers_of_round(segment: Segment, round: AnyRound, person: PersonId, name: str) -> Mapping[str, Value]:
    """Part -> value: of this round, or of the first ones over the same needs; marks by company."""
    if name == round.name:
        return _given(segment, round, person)
    found: dict[str, Value] = {}
    for earlier in segment.rounds:
        if (earlier.of, earlier.name, earlier.needs) == (round.of, name, round.needs):
            for part, value in _given(segment, earlier, person).items():
                joins = kind_of(round).kind.by_company and part in found
                found[part] = {**found[part], **value} if joins else value
    return found


def _given(segment: Segment, round: AnyRound, person: PersonId) -> Mapping[str, Value]:
    if marked := as_marks(round):
        rows = marked.answers.get(person, {})
        return {"marks": {company: dict(row) for company, row in rows.items()}} if rows else {}
    found: dict[str, Value] = {}
    if person in round.answers:
        row = round.answers[person]
        found["points"] = row if isinstance(row, str) else dict(row)
    if round.name == "first" and person in segment.conviction.before:
        found["conviction"] = segment.conviction.before[person]
    return found
