"""Rounds of points and of marks: what can be said of either without asking which it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, ClassVar, Literal

from cxw.model import DK, AnyRound, MarksRound, PersonId, StageName, WeightsRound
from cxw.questions import marks, points
from cxw.questions.asking import Kind

Of = Literal["weights", "marks"]
"""How the file calls a round."""


class OfRounds:
    """What a kind of round asks, and what an answer to it holds. One object for each kind."""

    of: ClassVar[Of]
    kind: ClassVar[Kind]
    stage: ClassVar[StageName]
    title: ClassVar[str]
    """its name on a page"""

    @property
    def noun(self) -> str:
        """Its name inside a sentence."""
        return self.title.lower()

    def gave(self, round: AnyRound) -> list[PersonId]:
        """Who gave a number at all, in the order of the answers."""
        raise NotImplementedError

    def is_whole(self, round: AnyRound, person: PersonId) -> bool:
        """Whether all rows of somebody who answered are there."""
        raise NotImplementedError

    def is_answer(self, round: AnyRound, answer: Any) -> bool:
        """Whether this could have been given in the round, in part at least."""
        raise NotImplementedError

    def in_order(
        self, row: Mapping[str, Any], needs: Sequence[str], companies: Sequence[str]
    ) -> dict[str, Any]:
        """One person's numbers with needs and companies in this order; what is in neither comes last."""
        raise NotImplementedError


class OfPoints(OfRounds):
    """Rounds of points."""

    of, kind, stage, title = "weights", points.POINTS, "weights", "Points"

    def gave(self, round: AnyRound) -> list[PersonId]:
        """Whoever does not say dk."""
        return [person for person, answer in round.answers.items() if answer != DK]

    def is_whole(self, round: AnyRound, person: PersonId) -> bool:
        """There is one row."""
        return True

    def is_answer(self, round: AnyRound, answer: Any) -> bool:
        """All points, or dk."""
        weighed = as_points(round)
        return weighed is not None and not points.faults(answer, round.needs, weighed.points_each)

    def in_order(
        self, row: Mapping[str, Any], needs: Sequence[str], companies: Sequence[str]
    ) -> dict[str, Any]:
        """Need by need."""
        return _in_order(row, needs)


class OfMarks(OfRounds):
    """Rounds of marks."""

    of, kind, stage, title = "marks", marks.MARKS, "grid", "Marks"

    def gave(self, round: AnyRound) -> list[PersonId]:
        """Whoever gave one mark to one company."""
        answers: Mapping[PersonId, Any] = round.answers
        return [person for person, rows in answers.items() if any_number(rows)]

    def is_whole(self, round: AnyRound, person: PersonId) -> bool:
        """A row for each company that is asked about."""
        rows: Any = round.answers[person]
        return {*rows} >= {*round.companies}

    def is_answer(self, round: AnyRound, answer: Any) -> bool:
        """Whole rows of some of its companies."""
        marked = as_marks(round)
        if marked is None or not isinstance(answer, dict) or not answer.keys() <= {*marked.companies}:
            return False
        return all(
            isinstance(row, dict) and not marks.faults(row, marked.asks(one), marked.ends)
            for one, row in answer.items()
        )

    def in_order(
        self, row: Mapping[str, Any], needs: Sequence[str], companies: Sequence[str]
    ) -> dict[str, Any]:
        """Company by company, need by need."""
        return {
            company: _in_order(marks, needs) if isinstance(marks, dict) else marks
            for company, marks in _in_order(row, companies).items()
        }


_KINDS: Mapping[Of, OfRounds] = {one.of: one for one in (OfPoints(), OfMarks())}


def kind_of(round: AnyRound | Of) -> OfRounds:
    """What can be said of this round, or of rounds that are called so."""
    return _KINDS[round if isinstance(round, str) else round.of]


OF_STAGE: Mapping[str, Of] = {one.stage: one.of for one in _KINDS.values()}
"""What the rounds of a stage ask for, of the stages that have rounds."""


def of_stage(stage: str) -> Of:
    """What the rounds of a stage ask for; after the marks the room still talks of them."""
    return OF_STAGE.get(stage, "marks")


def any_number(answer: Mapping[str, Mapping[str, object]]) -> bool:
    """Whether a person's marks of one round hold a number at all."""
    marks = chain.from_iterable(row.values() for row in answer.values())
    return any(isinstance(mark, int) for mark in marks)


def as_points(round: AnyRound | None) -> WeightsRound | None:
    """The round where it is one of points, else None."""
    return round if isinstance(round, WeightsRound) else None


def as_marks(round: AnyRound | None) -> MarksRound | None:
    """The round where it is one of marks, else None."""
    return round if isinstance(round, MarksRound) else None


def points_rounds(rounds: Iterable[AnyRound]) -> list[WeightsRound]:
    """Those of points."""
    return [round for round in rounds if isinstance(round, WeightsRound)]


def marks_rounds(rounds: Iterable[AnyRound]) -> list[MarksRound]:
    """Those of marks."""
    return [round for round in rounds if isinstance(round, MarksRound)]


def _in_order(row: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    places = {id: place for place, id in enumerate(order)}
    return dict(sorted(row.items(), key=lambda item: places.get(item[0], len(places))))
