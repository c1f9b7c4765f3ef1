"""The customer or the mirror: one number of the room, and never a row."""

from __future__ import annotations

from cxw.day import record
from cxw.findings.lenses.types import LensFinding
from cxw.findings.view import AudienceView
from cxw.model import LensRound, PersonId, Segment
from cxw.stats.disagreement.arrays import Matrix, NoNumber, matrix
from cxw.stats.ourselves import mirror


def mirror_finding(view: AudienceView, segment: Segment, own: LensRound) -> LensFinding | None:
    """Whether the customer is nearer to ourselves; None where points were not shown, or below three of us.

    Own rows stand beside the rows of record of the same needs.
    """
    found = record.weights(segment)
    if found is None or {*found.needs} != {*own.about}:
        return None
    asked = {person.id: person.function or "" for person in view.session.asked()}
    both = [person for person in asked if person in found.rows and isinstance(own.answers.get(person), dict)]
    if len(both) < record.THREE:
        return None
    said = view.wording.lenses
    told = mirror(
        _own_rows(own, both, found.needs),
        matrix({person: found.rows[person] for person in both}),
        [asked[person] for person in both],
        view.seed,
    )
    if isinstance(told, NoNumber):
        return LensFinding("mirror", said.too_few_for_mirror(len(both)), len(both))
    if told.nearer:
        sentence = said.nearer_to_ourselves(told.own, told.colleagues, told.exchanged)
    else:
        sentence = said.not_nearer(told.own, told.colleagues, told.exchanged, told.people)
    return LensFinding("mirror", sentence, len(both))


def _own_rows(own: LensRound, people: list[PersonId], needs: tuple[str, ...]) -> Matrix:
    rows = dict[PersonId, list[float]]()
    for person in people:
        row = own.answers[person]
        assert isinstance(row, dict)
        rows[person] = [float(cell) if isinstance(cell := row[need], int) else 0.0 for need in needs]
    return matrix(rows)
