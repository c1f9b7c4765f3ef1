"""The set-up's screen: the running order of the day, what is kept and who will see it."""

from __future__ import annotations

from cxw.day import record, rounds
from cxw.day.rounds import AskedLike, like_no_other
from cxw.model import ENDS, STAGES, Segment, Session
from cxw.pictures.charts import LabelledWords, Pairs
from cxw.questions.rounds import as_marks, as_points
from cxw.text.saying import many, stopped
from cxw.wall.page import Page

WHAT = {
    "needs": ("Needs", "what we believe customers need, in our own words"),
    "weights": ("Weights", "each spreads {points}, alone; then all see all"),
    "grid": ("Grid", "each marks us and our competitors {marks}, alone"),
    "disagreement": ("Disagreement", "where we see it differently, and what would settle it"),
    "closing": ("Closing", "how much of this came from customers; what we find out"),
}


def opening_page(session: Session, like: AskedLike = like_no_other) -> Page:
    """The running order."""
    given = {"points": _points(session, like), "marks": _marks(session, like)}
    stages = [(WHAT[stage], str(number)) for number, stage in enumerate(STAGES, 1)]
    order = Pairs(
        tuple(LabelledWords(name, what.format(**given), number) for (name, what), number in stages),
        below=record.what_is_kept(session.attribution, session.thresholds.small_function),
    )
    people = many(len(session.asked()), "person", "people")
    about = f"{stopped(f'{session.company.name}: {_segments(session)}')} {people}."
    return Page(session.title, (order,), under=(about,), least=9)


def _points(session: Session, like: AskedLike) -> str:
    """How many points each person spreads, where it is the same number for all segments."""
    totals = {_total(segment, like) for segment in session.segments}
    return many(totals.pop(), "point") if len(totals) == 1 else "points"


def _total(segment: Segment, like: AskedLike) -> int:
    other = as_points(like(segment.id, "weights"))
    return other.points_each if other else rounds.points_each(segment)


def _marks(session: Session, like: AskedLike) -> str:
    """On which scale each person marks, where it is the same for all segments."""
    scales = {_ends(segment, like) for segment in session.segments}
    if scales == {ENDS}:
        return "out of ten"
    return "from {} to {}".format(*scales.pop()) if len(scales) == 1 else "on a scale"


def _ends(segment: Segment, like: AskedLike) -> tuple[int, int]:
    other = as_marks(like(segment.id, "marks"))
    return other.ends if other else rounds.ends_of_marks(segment)


def _segments(session: Session) -> str:
    names = [segment.name for segment in session.segments]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
