"""Stage 2, weights: each person spreads exactly 100 points, or the total of the round, or does not know."""

from __future__ import annotations

from cxw.model import DK, PersonId, Segment, Session, WeightsAnswer, WeightsRound, is_among
from cxw.questions.rounds import points_rounds
from cxw.text.phrases import Phrases

QUESTION = (
    "How much does each need matter when these customers choose? Spread {total} points. "
    "Their answer, not yours."
)
CONVICTION = (
    "If we asked 200 customers of this segment, what is the chance that their number-one need "
    "is the one you gave most points?"
)
FEWEST, MOST = 3, 12


def question(total: int, say: Phrases) -> str:
    """What a round of points asks, with as many points as each person spreads in it."""
    return say(QUESTION, total=total)


def missing(segment: Segment, round: WeightsRound, person: PersonId) -> tuple[str, ...]:
    """Which parts of the ballot this person has yet to answer: points, conviction, reason."""
    if person in round.not_answered:
        return ()
    if person not in round.answers:
        if _asks_conviction(segment, round, person):
            return "points", "conviction"
        return ("points",)
    if round.name == "first":
        if _asks_conviction(segment, round, person):
            return ("conviction",)
        return ()
    if moved(segment, round, person) and person not in round.reasons:
        return ("reason",)
    return ()


def _asks_conviction(segment: Segment, round: WeightsRound, person: PersonId) -> bool:
    return round.name == "first" and person not in segment.conviction.before


def answer(segment: Segment, round: WeightsRound, person: PersonId, row: WeightsAnswer) -> None:
    """Keep one row; after `dk` the conviction is `dk` too, unasked. A slip put aside stays as a trace.

    Why somebody moved was said of another row; of the same one, sent twice, it stands.
    """
    if round.answers.get(person) != row:
        round.reasons.pop(person, None)
    round.answers[person] = row
    round.not_answered.pop(person, None)
    if round.name == "first" and row == DK:
        segment.conviction.before[person] = DK


def first_of(segment: Segment, round: WeightsRound) -> WeightsRound | None:
    """The first round of the same list of needs."""
    for rounds in segment.lists():
        if is_among(round, rounds):
            firsts = (other for other in points_rounds(rounds) if other.name == "first")
            return next((other for other in firsts if other.needs == round.needs), None)
    return None


def moved(segment: Segment, round: WeightsRound, person: PersonId) -> bool:
    """Whether the row differs from the person's first one; without a first one nothing moved."""
    first = first_of(segment, round)
    if first is None or person not in first.answers or person not in round.answers:
        return False
    return first.answers[person] != round.answers[person]


def convinced_again(session: Session, segment: Segment) -> list[PersonId]:
    """Who has yet to say again how sure they are: those asked before the talk who are still in the room."""
    closing, grid = segment.stages.of("closing"), segment.stages.of("grid")
    none = {**closing.not_answered, **segment.stages.of("weights").not_answered}
    over = {*segment.conviction.after, *none}
    awaited = session.awaited(segment, closing.opened or grid.opened, over)
    return [person for person in awaited if person in segment.conviction.before]
