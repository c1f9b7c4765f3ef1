"""Invented rooms of any size, complete and sealed, for measuring."""

from __future__ import annotations

import datetime as dt
import random

from cxw import rounds
from cxw.model import Company, Need, Participant, Segment, Session, Stage, WeightsRound

START = dt.datetime(2026, 3, 14, 9)
FUNCTIONS = ("Marketing", "Sales", "Customer service", "Product", "Finance")


def room(people: int, needs: int = 5, rivals: int = 3, seed: int = 1) -> Session:
    """A room in which everybody answered both rounds of points and one of marks."""
    draw = random.Random(seed)
    session = Session(
        cxw=1,
        title=f"A room of {people}",
        company=Company(id="us", name="Our company"),
        date=START.date(),
        seed=seed,
        participants=[
            Participant(id=f"p{n}", name=f"Person {n}", function=FUNCTIONS[n % len(FUNCTIONS)])
            for n in range(people)
        ],
        segments=[_segment(needs, rivals)],
    )
    segment = session.segments[0]
    for name in ("first", "second"):
        _weigh(session, segment, rounds.open_weights(segment, name, _at(segment)), draw)
    _mark(session, segment, draw)
    segment.conviction.before = {p.id: draw.randrange(0, 101, 5) for p in session.participants}
    segment.conviction.after = {p.id: draw.randrange(0, 101, 5) for p in session.participants}
    segment.coverage_guess = {p.id: draw.randrange(0, 101, 5) for p in session.participants}
    return session


def _segment(needs: int, rivals: int) -> Segment:
    segment = Segment(
        id="customers",
        name="Customers",
        needs=[
            Need(id=f"need-{k}", text=f"Get thing number {k} done in time", count=2) for k in range(needs)
        ],
        competitors=[Company(id=f"rival-{m}", name=f"Rival {m}") for m in range(rivals)],
    )
    segment.chosen = [need.id for need in segment.needs]
    for stage in ("needs", "weights", "grid", "disagreement"):
        setattr(segment.stages, stage, Stage(opened=START, done=START + dt.timedelta(hours=1)))
    segment.stages.closing = Stage(opened=START + dt.timedelta(hours=2))
    return segment


def _at(segment: Segment) -> dt.datetime:
    return START + dt.timedelta(minutes=10 * len(segment.rounds))


def _weigh(session: Session, segment: Segment, round: WeightsRound, draw: random.Random) -> None:
    for person in session.participants:
        cuts = sorted(draw.randrange(0, 21) for _ in range(len(segment.chosen) - 1))
        parts = [b - a for a, b in zip([0, *cuts], [*cuts, 20], strict=True)]
        round.answers[person.id] = {need: 5 * part for need, part in zip(segment.chosen, parts, strict=True)}
        if round.name == "second":
            round.reasons[person.id] = draw.choice(("fact", "argument", "agreement", "none"))
    _end(session, segment, round)


def _mark(session: Session, segment: Segment, draw: random.Random) -> None:
    round = rounds.open_marks(session, segment, "first", _at(segment))
    for person in session.participants:
        round.answers[person.id] = {
            company: {need: draw.choice([*range(11), "dk"]) for need in segment.chosen}
            for company in round.companies
        }
    _end(session, segment, round)


def _end(session: Session, segment: Segment, round: rounds.AnyRound) -> None:
    rounds.close(session, segment, round, round.opened + dt.timedelta(minutes=5))
    rounds.reveal(round, round.opened + dt.timedelta(minutes=6))
