"""What changes in the middle of a day: a new list of needs, a competitor who comes late, needs brought along.

A new list of needs begins with a first round of points of its own, and nothing is compared across lists. A
competitor who comes after the marks has a round of one column, and only that column is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from cxw.day import rounds
from cxw.day.agenda import FEW_RIVALS, RIVALS, marked, without_second
from cxw.day.needs import choice_faults
from cxw.model import STAGES, Company, MarksRound, Need, Segment, Session, is_among
from cxw.text.phrases import say

_RESET = STAGES[STAGES.index("grid") :]


def weighed(segment: Segment) -> bool:
    """Whether answers were asked for already, so that another choice of needs is another list."""
    return bool(segment.rounds)


def renewal_faults(segment: Segment, chosen: Sequence[str]) -> list[str]:
    """What keeps a new list from being begun: the closing speaks of the old one, or the choice is none."""
    if _closing_begun(segment):
        return [say("the closing has begun with the list as it stands: park the need as a question")]
    if set(chosen) == set(segment.chosen):
        return [say("these are the needs that the room works with already")]
    return choice_faults(segment, chosen)


def _closing_begun(segment: Segment) -> bool:
    closing = segment.stages.of("closing")
    said = (segment.coverage_guess, segment.audit, segment.unknowns, closing.answered, closing.not_answered)
    return any(said) or bool(segment.no_guess) or closing.done is not None


def renew(session: Session, segment: Segment, chosen: Sequence[str], now: dt.datetime) -> None:
    """Begin a new list of needs: open rounds end unseen, and points are asked for anew.

    A list on which nobody has answered anything may be left again: then the one before it stands as it was.
    """
    like = rounds.newest(segment, "weights")
    _end_rounds(session, segment, now)
    before = segment.on_newest_list("weights")
    back = bool(before) and set(before[0].needs) == set(chosen)
    _move_convictions(segment, back=back)
    _undo_stages(segment, now)
    segment.chosen = list(before[0].needs if back else chosen)
    if not back:
        rounds.ask_like(rounds.open_weights(segment, "first", now), like)


def _end_rounds(session: Session, segment: Segment, now: dt.datetime) -> None:
    """Whatever is open is closed and sealed, unrevealed; a round without any answer is taken away."""
    for round in [round for round in segment.rounds if rounds.is_open(round)]:
        if round.answers or round.drafts or round.not_answered:
            rounds.close(session, segment, round, now)
        else:
            segment.rounds = [other for other in segment.rounds if other is not round]


def _move_convictions(segment: Segment, *, back: bool) -> None:
    """How sure people were belongs to the list they said it of; of several, what each said first is kept."""
    sure = segment.conviction
    if back and len(segment.lists()) == 1:
        sure.before, sure.earlier = sure.earlier, {}
        return
    sure.earlier = {**sure.after, **sure.before, **sure.earlier}
    sure.before, sure.after = {}, {}


def _undo_stages(segment: Segment, now: dt.datetime) -> None:
    """What was begun with the old list happens again; what was passed over before it began stays so."""
    weights = segment.stages.touch("weights")
    weights.opened, weights.done = weights.opened or now, None
    weights.answered, weights.not_answered = [], {}
    for stage in _RESET:
        if segment.stages.of(stage).opened is not None:
            segment.skipped.pop(stage, None)
        if segment.stages.of(stage).note is None:
            setattr(segment.stages, stage, None)
        else:
            kept = segment.stages.touch(stage)
            kept.opened = kept.done = None
            kept.answered, kept.not_answered = [], {}
    for again in ("weights", "grid"):
        if not without_second(segment, again):
            segment.skipped.pop(f"{again} second", None)
    segment.skipped.pop("weights", None)


def unmarked(session: Session, segment: Segment) -> list[str]:
    """Companies that came after the first round of marks on the newest list and were never asked about."""
    firsts = [round for round in segment.on_newest_list("marks") if round.name == "first"]
    asked = set[str]().union(*(round.companies for round in firsts))
    if firsts:
        return [company.id for company in marked(session, segment) if company.id not in asked]
    return []


def add_company(segment: Segment, company: Company) -> None:
    """Take in a competitor: into an open first round, or for a round of its own when the marks are closed.

    Where the agenda has time for the first competitors only, a further one is listed and not asked about.
    """
    segment.competitors.append(company)
    if RIVALS in segment.skipped and len(segment.competitors) > FEW_RIVALS:
        return
    newest = rounds.latest(segment, "marks")
    if newest is not None and newest.name == "first" and rounds.is_open(newest):
        newest.companies.append(company.id)
    elif newest is not None and segment.stages.grid is not None:
        segment.stages.grid.done = None


def open_column(session: Session, segment: Segment, now: dt.datetime) -> MarksRound:
    """Open a first round of marks for the companies that came late, and for no others."""
    late = unmarked(session, segment)
    round = rounds.open_marks(session, segment, "first", now)
    round.companies = late
    return round


def removable(session: Session, segment: Segment) -> list[Company]:
    """Competitors nobody has marked, in no sealed round, of whom nothing is said and no slip lies aside."""
    spoken = {name.split()[1] for name in _names(session) if name.startswith("mark ")}
    spoken |= {card.test.company or "" for card in segment.research if card.test is not None}
    spoken.update(*(customers.marks for customers in segment.customers))
    for round in segment.rounds_of("marks"):
        asked_of_all = round.closed or round.drafts
        spoken.update(*([round.companies] if asked_of_all else round.answers.values()))
    return [company for company in segment.competitors if company.id not in spoken]


def _names(session: Session) -> Iterator[str]:
    for item in session.evidence:
        yield from (*item.supports, *item.contradicts)
    for segment in session.segments:
        yield from segment.audit
        for card in segment.research:
            yield from card.about


def remove_company(segment: Segment, id: str) -> None:
    """Take a competitor out again whom nobody has marked; a round that asked about nobody else goes too."""
    segment.competitors = [company for company in segment.competitors if company.id != id]
    for round in segment.rounds_of("marks"):
        if rounds.is_open(round) and id in round.companies:
            round.companies.remove(id)
    empty = [round for round in segment.rounds_of("marks") if not round.companies and not round.answers]
    segment.rounds = [round for round in segment.rounds if not is_among(round, empty)]


def earlier_segments(session: Session, segment: Segment) -> list[Segment]:
    """Earlier segments whose chosen needs this one may start from: while it has none of its own."""
    if segment.needs:
        return []
    return [other for other in _before(session, segment) if other.chosen]


def _before(session: Session, segment: Segment) -> list[Segment]:
    place = next(n for n, other in enumerate(session.segments) if other.id == segment.id)
    return session.segments[:place]


def inherit(segment: Segment, source: Segment) -> None:
    """Start from another segment's chosen needs: the same ids and words, proposed by nobody here yet."""
    segment.needs = [
        Need(id=need.id, text=need.text, short=need.short, kind=need.kind) for need in source.chosen_needs()
    ]


def inherited(session: Session, segment: Segment) -> list[str]:
    """The needs that came from an earlier segment and stand chosen until the room chooses otherwise."""
    if segment.chosen or segment.votes:
        return []
    known = set[str]().union(*(other.chosen for other in _before(session, segment)))
    return [need.id for need in segment.needs if need.id in known and not need.slips and not need.parked]
