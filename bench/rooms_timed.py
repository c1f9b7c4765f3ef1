"""Invented rooms of any size, for measuring: at each step of the day, and with all of it behind them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable

from cxw.day import rounds
from cxw.model import (
    DK,
    AnyRound,
    Company,
    Evidence,
    Mark,
    MarksRound,
    Need,
    Participant,
    Percent,
    Reason,
    Research,
    Segment,
    Session,
    Stage,
    Unknown,
    WeightsRound,
)

START = dt.datetime(2026, 3, 14, 9)
FUNCTIONS = ("Marketing", "Sales", "Customer service", "Product", "Finance")
REASONS: tuple[Reason, ...] = ("fact", "argument", "agreement", "none")


def fresh(people: int, needs: int = 5, rivals: int = 3, seed: int = 1) -> Session:
    """A room that has chosen its needs and answered nothing yet: the points come next."""
    segment = Segment(
        id="customers",
        name="Customers",
        needs=[
            Need(id=f"need-{k}", text=f"Get thing number {k} done in time", count=2) for k in range(needs)
        ],
        competitors=[Company(id=f"rival-{m}", name=f"Rival {m}") for m in range(rivals)],
    )
    segment.chosen = [need.id for need in segment.needs]
    segment.stages.needs = _done()
    return Session(
        cxw=1,
        title=f"A room of {people}",
        company=Company(id="us", name="Our company"),
        date=START.date(),
        seed=seed,
        participants=[
            Participant(id=f"p{n}", name=f"Person {n}", function=FUNCTIONS[n % len(FUNCTIONS)])
            for n in range(people)
        ],
        segments=[segment],
    )


def weighed(people: int, needs: int = 5, rivals: int = 3, seed: int = 1) -> Session:
    """A room whose points were revealed a moment ago."""
    session = fresh(people, needs, rivals, seed)
    segment = session.segments[0]
    segment.stages.weights = Stage(opened=START)
    draw = random.Random(session.seed)
    segment.conviction.before = _percents(session, draw)
    _weigh(session, segment, rounds.open_weights(segment, "first", _at(segment)), draw)
    return session


def sealed(people: int) -> Session:
    """A room whose points are sealed and about to be revealed."""
    session = weighed(people)
    session.segments[0].rounds[0].revealed = None
    return session


def talking(people: int, needs: int = 5, rivals: int = 3, seed: int = 1) -> Session:
    """A room that has answered everything and talks about where it disagrees."""
    session = weighed(people, needs, rivals, seed)
    segment = session.segments[0]
    draw = random.Random(people * seed)
    _weigh(session, segment, rounds.open_weights(segment, "second", _at(segment)), draw)
    marks = rounds.open_marks(session, segment, "first", _at(segment))
    _mark(session, segment, marks, draw)
    flagged = [f"mark us {need}" for need in segment.chosen[:3]]
    again = rounds.open_marks(session, segment, "second", _at(segment), flagged)
    _mark(session, segment, again, draw)
    segment.conviction.after = _percents(session, draw)
    for stage in ("weights", "grid"):
        setattr(segment.stages, stage, _done())
    segment.stages.disagreement = Stage(opened=START)
    return session


def room(people: int, needs: int = 5, rivals: int = 3) -> Session:
    """A room at the end of its day: both rounds of points and marks, evidence, unknowns and promises."""
    session = talking(people, needs, rivals)
    _close(session, session.segments[0], random.Random(people))
    return session


def _done() -> Stage:
    return Stage(opened=START, done=START + dt.timedelta(hours=1))


def _at(segment: Segment) -> dt.datetime:
    return START + dt.timedelta(minutes=10 * len(segment.rounds))


def _percents(session: Session, draw: random.Random) -> dict[str, Percent]:
    return {p.id: draw.choice([*range(0, 101, 5), DK]) for p in session.participants}


def _weigh(session: Session, segment: Segment, round: WeightsRound, draw: random.Random) -> None:
    for person in session.participants:
        cuts = sorted(draw.randrange(0, 21) for _ in range(len(segment.chosen) - 1))
        parts = [b - a for a, b in zip([0, *cuts], [*cuts, 20], strict=True)]
        round.answers[person.id] = {need: 5 * part for need, part in zip(segment.chosen, parts, strict=True)}
    _end(session, segment, round, draw)


def _mark(session: Session, segment: Segment, round: MarksRound, draw: random.Random) -> None:
    for person in session.participants:
        round.answers[person.id] = {company: _marks(round.asks(company), draw) for company in round.companies}
    _end(session, segment, round, draw)


def _marks(needs: Iterable[str], draw: random.Random) -> dict[str, Mark]:
    return {need: draw.choice([*range(11), DK]) for need in needs}


def _end(session: Session, segment: Segment, round: AnyRound, draw: random.Random) -> None:
    if round.name == "second":
        round.reasons = {person: draw.choice(REASONS) for person in round.answers}
    rounds.close(session, segment, round, round.opened + dt.timedelta(minutes=5))
    rounds.reveal(round, round.opened + dt.timedelta(minutes=6))


def _close(session: Session, segment: Segment, draw: random.Random) -> None:
    for stage in ("disagreement", "closing"):
        setattr(segment.stages, stage, _done())
    segment.coverage_guess = _percents(session, draw)
    segment.audit = {f"weight {need}": "assumption" for need in segment.chosen[2:]}
    segment.audit |= {f"weight {need}": "evidence" for need in segment.chosen[:2]}
    segment.unknowns = [
        Unknown(text=f"whether customers of kind {n} see it this way", by=person.id)
        for n, person in enumerate(session.participants)
    ]
    segment.research = [_promise(segment, k) for k in range(3)]
    session.evidence = [_item(segment, k) for k in range(2)]


def _promise(segment: Segment, number: int) -> Research:
    return Research(
        id=f"r{number}",
        question=f"Is it true of customers of kind {number}?",
        about=[f"weight {segment.chosen[number]}"],
        wrong_if=f"fewer than {number + 3} of 10 say so",
        how_many=10,
        owner=f"Person {number}",
        due=dt.date(2026, 5, 4),
    )


def _item(segment: Segment, number: int) -> Evidence:
    return Evidence(
        id=f"e{number}",
        kind="interviews",
        source=f"Interviews, series {number}",
        date=dt.date(2026, 2, 1),
        customers=8 + number,
        segment=segment.id,
        seen=START.date(),
        supports=[f"weight {segment.chosen[number]}"],
    )
