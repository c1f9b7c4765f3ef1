"""The set-up's screen: the running order of the day, what is kept and who will see it."""

from __future__ import annotations

from cxw.day import record, rounds
from cxw.day.rounds import AskedLike, like_no_other
from cxw.model import ENDS, STAGES, Segment, Session
from cxw.pictures.charts import LabelledWords, Pairs
from cxw.questions.rounds import as_marks, as_points
from cxw.text.phrases import Phrases
from cxw.text.saying import in_a_row, stopped
from cxw.wall.page import Page
from cxw.wall.scene import language_on_walls, title_told

WHAT = {
    "needs": ("Needs", "what we believe customers need, in our own words"),
    "weights": ("Weights", "each spreads {points}, alone; then all see all"),
    "grid": ("Grid", "each marks us and our competitors {marks}, alone"),
    "disagreement": ("Disagreement", "where we see it differently, and what would settle it"),
    "closing": ("Closing", "how much of this came from customers; what we find out"),
}


def opening_page(session: Session, like: AskedLike = like_no_other) -> Page:
    """The running order."""
    say = language_on_walls(session)
    given = {"points": _points(say, session, like), "marks": _marks(say, session, like)}
    stages = [(WHAT[stage], str(number)) for number, stage in enumerate(STAGES, 1)]
    order = Pairs(
        tuple(LabelledWords(say(name), say(what, **given), number) for (name, what), number in stages),
        below=record.what_is_kept(session.attribution, session.thresholds.small_function, say),
    )
    people = say.many(len(session.asked()), "person", "people")
    segments = in_a_row([segment.name for segment in session.segments], say("and"))
    about = f"{stopped(f'{session.company.name}: {segments}')} {people}."
    return Page(title_told(say, session), (order,), under=(about,), least=9)


def _points(say: Phrases, session: Session, like: AskedLike) -> str:
    """How many points each person spreads, where it is the same number for all segments."""
    totals = {_total(segment, like) for segment in session.segments}
    return say.many(totals.pop(), "point", "points") if len(totals) == 1 else say("points")


def _total(segment: Segment, like: AskedLike) -> int:
    other = as_points(like(segment.id, "weights"))
    return other.points_each if other else rounds.points_each(segment)


def _marks(say: Phrases, session: Session, like: AskedLike) -> str:
    """On which scale each person marks, where it is the same for all segments."""
    scales = {_ends(segment, like) for segment in session.segments}
    if scales == {ENDS}:
        return say("out of ten")
    if len(scales) > 1:
        return say("on a scale")
    low, high = scales.pop()
    return say("from {low} to {high}", low=low, high=high)


def _ends(segment: Segment, like: AskedLike) -> tuple[int, int]:
    other = as_marks(like(segment.id, "marks"))
    return other.ends if other else rounds.ends_of_marks(segment)
