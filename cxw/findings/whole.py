"""All stages of all segments put together, for one audience."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from cxw.day.attendance import took_part
from cxw.day.meeting import is_blind
from cxw.findings.closing.built import decided_by, evidence_of, research
from cxw.findings.closing.conviction import conviction
from cxw.findings.closing.types import ConvictionFindings
from cxw.findings.closing.worth import WorthFinding, worth_finding
from cxw.findings.customers.types import CustomersFindings, MeetingFindings
from cxw.findings.day.reading import how_to_read
from cxw.findings.day.summary import summary
from cxw.findings.finding import Finding
from cxw.findings.front.built import front
from cxw.findings.lenses.types import LensFindings
from cxw.findings.marks.built import grid
from cxw.findings.marks.types import GridFindings
from cxw.findings.moved.senior import senior
from cxw.findings.moved.types import SeniorFindings
from cxw.findings.needs.built import needs
from cxw.findings.needs.types import NeedsFindings
from cxw.findings.points.built import weights_findings
from cxw.findings.points.types import WeightsFindings
from cxw.findings.swot.built import swot_of
from cxw.findings.swot.types import SwotFindings
from cxw.findings.types import Audience, Findings, NoteLine, SegmentFindings, Skip, WallFindings
from cxw.findings.view import AudienceView
from cxw.findings.walk import disagreement
from cxw.model import Segment, Session
from cxw.stats.disagreement import recalled
from cxw.text.saying import each_once

MARKS = 3
"""Findings of a grid that stand for the first minute where nothing is weighed."""


def whole_findings(session: Session, audience: Audience, language: str) -> Findings:
    """Everything one audience may know of a session."""
    view = AudienceView(session, audience, language)
    shown = wall_findings(view)
    return Findings(
        **vars(shown), reading=how_to_read(view, shown.segments), front=front(view, shown.segments)
    )


def wall_findings(view: AudienceView) -> WallFindings:
    """The same without what stands in a handout alone: walls ask again after every answer."""
    session = view.session
    return WallFindings(
        title=session.title,
        company=session.company.name,
        date=session.date,
        language=session.language,
        address=session.address,
        facilitator=session.facilitator,
        led_by=session.brand.led_by or session.facilitator,
        audience=view.audience,
        present=() if session.shared else _names(view, took_part(session)),
        segments=tuple(_segment(view, segment) for segment in session.segments),
    )


def _names(view: AudienceView, present: set[str]) -> tuple[str, ...]:
    """Who took part, and who was there to observe."""
    people, observing = view.session.participants, f" ({view.say('observing')})"
    names = {person.name: "" for person in people if person.id in present}
    names |= {person.name: observing for person in people if person.observer}
    return tuple(f"{name}{observing}" for name, observing in sorted(names.items()))


@dataclass(frozen=True)
class _Answered:
    """What hangs on the room's answers alone, not on what was made of them at the closing."""

    weights: WeightsFindings | None
    grid: GridFindings | None
    conviction: ConvictionFindings | None
    needs: NeedsFindings
    disagreement: tuple[Finding, ...]
    swot: SwotFindings | None
    customers: CustomersFindings | None
    declared: SeniorFindings | None
    worth: WorthFinding | None


def _answered(view: AudienceView, segment: Segment) -> _Answered:
    """The answers' findings, made once for the same answers: a closing asks for them after every key."""
    key = ("answered", view.audience, segment.id, view.answers(segment))
    return recalled(key, lambda: _made(view, segment))


def _made(view: AudienceView, segment: Segment) -> _Answered:
    weighed, marked = weights_findings(view, segment), grid(view, segment)
    board = needs(view, segment, revealed=weighed is not None or marked is not None)
    board_of_swot = swot_of(view, segment, marked)
    return _Answered(
        weights=weighed,
        grid=marked,
        conviction=conviction(view, segment, weighed.second if weighed else None),
        needs=board,
        disagreement=disagreement(
            (weighed, marked), view.session.thresholds.dk_share, board.read, view.wording
        ),
        swot=board_of_swot,
        customers=_customers(view, segment, (weighed, marked, board_of_swot)),
        declared=senior(view, segment, weighed),
        worth=worth_finding(weighed, marked, view.wording),
    )


def _customers(
    view: AudienceView,
    segment: Segment,
    told: tuple[WeightsFindings | None, GridFindings | None, SwotFindings | None],
) -> CustomersFindings | None:
    """The room against customers: read only where some have answered, which most rooms never see."""
    if not segment.customers:
        return None
    from cxw.findings.customers.built import customers_findings

    return customers_findings(view, segment, told)


def _meeting(view: AudienceView, segment: Segment, found: CustomersFindings | None) -> MeetingFindings | None:
    """The second meeting, which most rooms never see either."""
    if segment.stages.meeting is None:
        return None
    from cxw.findings.customers.meeting import meeting_findings

    return meeting_findings(view, segment, found)


def _tested(found: CustomersFindings | None, segment: Segment) -> CustomersFindings | None:
    """With the promised tests that customers' answers judge."""
    if found is None:
        return None
    from cxw.findings.customers.built import judged

    return dataclasses.replace(found, tests=judged(segment))


def _lenses(view: AudienceView, segment: Segment) -> tuple[LensFindings, ...]:
    """What lenses found, which most rooms never use."""
    if not segment.lenses:
        return ()
    from cxw.findings.lenses.built import lens_findings

    return lens_findings(view, segment)


def _segment(view: AudienceView, segment: Segment) -> SegmentFindings:
    said = _answered(view, segment)
    weighed, sure, apart = said.weights, said.conviction, said.disagreement
    known = evidence_of(view, segment)
    cards = research(view, segment, known)
    told = SegmentFindings(
        id=segment.id,
        name=segment.name,
        needs=said.needs,
        weights=weighed,
        conviction=sure,
        grid=said.grid,
        disagreement=apart,
        evidence=known,
        unknowns=tuple(each_once(view.said(unknown.text) or "" for unknown in segment.unknowns)),
        research=cards,
        decided=decided_by(view, segment.decided),
        skipped=tuple(Skip(what, view.said(why) or "") for what, why in segment.skipped.items()),
        notes=_notes(view, segment),
        customers=None if is_blind(segment) else _tested(said.customers, segment),
        meeting=_meeting(view, segment, said.customers),
        swot=said.swot,
        declared=said.declared,
        worth=said.worth,
        lenses=_lenses(view, segment),
    )
    return dataclasses.replace(told, summary=summary(told.walk, weighed, view.wording))


def _notes(view: AudienceView, segment: Segment) -> tuple[NoteLine, ...]:
    if not view.private:
        return ()
    return tuple(NoteLine(note.at, note.about, note.text) for note in segment.notes)
