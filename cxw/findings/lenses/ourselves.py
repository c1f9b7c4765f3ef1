"""The customer or the mirror: one number of the room, and never a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from cxw.day import record
from cxw.findings.lenses.types import LensFinding
from cxw.findings.lenses.words import LensesSentences
from cxw.findings.view import AudienceView
from cxw.model import DK, LensRound, Participant, PersonId, Segment
from cxw.stats.disagreement.arrays import Matrix, NoNumber, matrix
from cxw.stats.ourselves import SelfMirror, mirror, too_few_to_exchange


def mirror_finding(view: AudienceView, segment: Segment, own: LensRound) -> LensFinding | None:
    """Whether the customer is nearer to ourselves; None where points were not shown, or below three of us.

    Own rows stand beside the rows of record of the same needs. Whether so many of us are enough is settled by
    who was there for both, so that it does not say who of them knew.
    """
    found = record.weights(segment)
    if found is None or sorted(found.needs) != sorted(own.about):
        return None
    among = _exchanged_among(view.session.asked())
    both = [person for person in among if person in found.rows.keys() & _knew(own)]
    if len(both) < record.THREE:
        return None
    said, there = view.wording.lenses, found.round.answers.keys() & own.answers.keys()
    told = too_few_to_exchange(_sizes(among, there), len(both)) or mirror(
        _rows_of_oneself(own, both, found.needs),
        matrix({person: found.rows[person] for person in both}),
        [among[person] for person in both],
        view.seed,
    )
    if isinstance(told, NoNumber):
        return LensFinding("mirror", said.too_few_for_mirror(len(both)), len(both))
    return LensFinding("mirror", _told(said, told), len(both))


def _exchanged_among(people: Sequence[Participant]) -> dict[PersonId, str]:
    """In which function each person's own row is exchanged; one or two of a function keep theirs.

    Exchanged between two people a row would make the room's number hang on who sits in a department of which
    nothing is told. Whoever keeps theirs is alone in a function of a name that none has.
    """
    sizes = Counter(person.function for person in people)
    few = {name for name, size in sizes.items() if size < record.THREE}
    return {one.id: f"\n{one.id}" if one.function in few else one.function or "" for one in people}


def _sizes(among: Mapping[PersonId, str], people: Collection[PersonId]) -> list[int]:
    """How many of each function are among these people."""
    return [*Counter(name for person, name in among.items() if person in people).values()]


def _knew(own: LensRound) -> set[PersonId]:
    """Who said how they would choose themselves."""
    return {person for person, row in own.answers.items() if row != DK}


def _told(said: LensesSentences, told: SelfMirror) -> str:
    if told.nearer:
        return said.nearer_to_ourselves(told.own, told.colleagues, told.exchanged)
    return said.not_nearer(told.own, told.colleagues, told.exchanged, told.people)


def _rows_of_oneself(own: LensRound, people: list[PersonId], needs: tuple[str, ...]) -> Matrix:
    rows = dict[PersonId, list[float]]()
    for person in people:
        row = own.answers[person]
        assert isinstance(row, dict)
        rows[person] = [float(cell) if isinstance(cell := row[need], int) else 0.0 for need in needs]
    return matrix(rows)
