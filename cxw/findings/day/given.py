"""What is told of other totals and scales: numbers stand as of 100 and out of ten, with what was given.

Told once where the points and marks are revealed, and at the end with the methods and the thresholds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cxw.day import record
from cxw.findings.day.given_words import Ends, GivenSentences
from cxw.findings.view import AudienceView
from cxw.model import ENDS, TOTAL, Segment, Session
from cxw.stats.swot import SATISFIED

DIFFERENCES = ("lead", "dissent_sd", "dissent_medians")
"""Thresholds that differences of marks are held against."""


def in_methods(view: AudienceView) -> Iterator[str]:
    """What each segment spread and marked on, where it was not 100 and 0 to 10; alike ones are told once."""
    segments, told = view.session.segments, dict[str, None]()
    for segment in segments:
        where = f"{segment.name}: " if len(segments) > 1 else ""
        told |= dict.fromkeys(f"{where}{sentence}" for sentence in _sentences(view, segment))
    yield from told


def beside(session: Session, said: GivenSentences, threshold: str) -> str:
    """A threshold as it is on what was given, to stand behind its meaning; nothing where that is the same."""
    value = float(getattr(session.thresholds, threshold))
    told = ""
    if threshold == "stop_points":
        told = said.of_totals([(total, value * total / TOTAL) for total in _totals(session)])
    elif threshold == "good":
        told = said.on_scales([(ends, _mark_given(value, ends)) for ends in _scales(session)])
    elif threshold in DIFFERENCES:
        told = said.on_scales([(ends, _difference_given(value, ends)) for ends in _scales(session)])
    return f" ({told})" if told else ""


def _sentences(view: AudienceView, segment: Segment) -> Iterator[str]:
    weighed, marked = record.weights(segment), record.marks(segment)
    if weighed and weighed.round.points_each != TOTAL:
        yield view.wording.points.spread_of(weighed.round.points_each)
    said = view.wording.given
    if weighed and weighed.round.rounded:
        yield said.were_rounded()
    if marked and (scale := said.marked_on(marked.ends)):
        low, high = marked.ends
        step = said.a_step_is(ENDS[1] / (high - low), SATISFIED, _mark_given(SATISFIED, marked.ends))
        yield f"{scale} {step}"


def _totals(session: Session) -> Mapping[int, None]:
    """Totals other than 100 that were spread, each once."""
    found = (record.weights(segment) for segment in session.segments)
    totals = (weighed.round.points_each for weighed in found if weighed)
    return dict.fromkeys(total for total in totals if total != TOTAL)


def _scales(session: Session) -> Mapping[tuple[int, int], None]:
    """Scales other than 0 to 10 that were marked on, each once."""
    found = (record.marks(segment) for segment in session.segments)
    scales = (marked.ends for marked in found if marked)
    return dict.fromkeys(ends for ends in scales if ends != ENDS)


def _mark_given(mark: float, ends: Ends) -> float:
    """A mark out of ten as it would be on the scale that was given."""
    return ends[0] + _difference_given(mark, ends)


def _difference_given(difference: float, ends: Ends) -> float:
    """A difference of marks out of ten in steps of the scale that was given."""
    return difference * (ends[1] - ends[0]) / ENDS[1]
