"""Rooms for the tests of what the projector shows, built in code; no name here is a word of any screen."""

import datetime as dt
from typing import Any

from cxw.day import rounds, weights
from cxw.model import (
    AnyRound,
    Company,
    Evidence,
    Mark,
    MarksRound,
    Need,
    Participant,
    Research,
    RoundName,
    Segment,
    Session,
    Stage,
    Unknown,
    WeightsAnswer,
    WeightsRound,
)

MORNING = dt.datetime(2026, 3, 14, 9, 50)
FUNCTIONS = ("Marketing", "Sales", "Customer service")
NEEDS = (
    ("brand", "A brand our people trust", "Brand"),
    ("setup", "Be paying people within a week of signing", "Paid in a week"),
    ("quality", "Runs without errors on pay day", "No errors"),
    ("price", "A price we can predict", "Predictable price"),
    ("service", "Somebody answers on pay day", "Somebody answers"),
)
ROWS = {
    "Marketing": ((40, 5, 35, 10, 10), (35, 5, 40, 10, 10), (45, 10, 30, 5, 10), (30, 10, 35, 10, 15)),
    "Sales": ((10, 30, 10, 40, 10), (5, 35, 10, 45, 5), (10, 35, 15, 35, 5), (15, 25, 10, 40, 10)),
    "Customer service": ((5, 10, 35, 10, 40), (10, 10, 40, 5, 35), (5, 15, 35, 10, 35), (10, 5, 30, 10, 45)),
}
RIVALS = (
    "PayCorp",
    "Carries on as now",
    "Ledgerly",
    "Zahltag",
    "Nomina",
    "Payfit",
    "Abacus",
)


def at(minutes: int) -> dt.datetime:
    return MORNING + dt.timedelta(minutes=minutes)


def empty_room(people: int = 11, needs: int = 5, rivals: int = 2) -> Session:
    """Set up, needs chosen, nothing weighed yet."""
    named = [Need(id=id, text=text, short=short, count=n + 1) for n, (id, text, short) in enumerate(NEEDS)]
    longer = [Need(id=f"n{n}", text=f"Something rather long to say about need {n}") for n in range(needs)]
    chosen = (named + longer)[:needs]
    parked = Need(id="rota", text="Works with our rota system", parked="asked for after the first round")
    competitors = [Company(id=f"c{n}", name=name) for n, name in enumerate(RIVALS[:rivals])]
    segment = Segment(
        id="clinics",
        name="Clinics with under 20 staff",
        needs=[*chosen, parked],
        chosen=[need.id for need in chosen],
        competitors=competitors,
    )
    segment.stages.needs = Stage(opened=at(-50), done=at(-2))
    return Session(
        cxw=1,
        title="Payroll for small clinics",
        company=Company(id="us", name="Acme Payroll", short="Acme"),
        date=MORNING.date(),
        seed=81423,
        participants=[person(number) for number in range(people)],
        segments=[segment],
    )


def person(number: int) -> Participant:
    return Participant(
        id=f"p{number}",
        name=f"Quillon{number} Zarb{number}",
        function=FUNCTIONS[number % 3],
        senior=True if number == 1 else None,
    )


def row(session: Session, number: int, turn: int = 0) -> dict[str, int]:
    """Points of one person, by function; five at a time moved to the last need for more needs or turns."""
    needs = session.segments[0].chosen
    values = ROWS[FUNCTIONS[number % 3]][(number // 3 + turn) % 4]
    points = dict.fromkeys(needs, 0)
    for place, value in enumerate(values):
        points[needs[place % len(needs)]] += value
    for place in range(5, len(needs)):
        giver = max(points, key=lambda need: points[need])
        points[giver] -= 5
        points[needs[place]] += 5
    return points


def weighed(
    session: Session, name: RoundName = "first", dont_know: int = 2, minutes: int = 0
) -> WeightsRound:
    """Everybody answers; the first so many do not know. The round stays open."""
    segment = session.segments[0]
    round = rounds.open_weights(segment, name, at(minutes))
    for number, who in enumerate(session.participants):
        answer: WeightsAnswer = "dk" if number < dont_know else row(session, number, int(name == "second"))
        weights.answer(segment, round, who.id, answer)
        segment.conviction.before.setdefault(who.id, 60 + 5 * (number % 7))
        if weights.moved(segment, round, who.id):
            round.reasons[who.id] = ("agreement", "argument", "none")[number // 3 % 3]
    return round


def revealed(session: Session, round: AnyRound, minutes: int) -> None:
    rounds.close(session, session.segments[0], round, at(minutes + 22))
    rounds.reveal(round, at(minutes + 24))


def marked(session: Session, cells: list[str] | None = None, minutes: int = 60) -> MarksRound:
    """Everybody marks; some marks are don't-knows and two functions see the own brand differently."""
    segment = session.segments[0]
    round = rounds.open_marks(session, segment, "second" if cells else "first", at(minutes), cells)
    for number, who in enumerate(session.participants):
        for place, company in enumerate(round.companies):
            round.answers.setdefault(who.id, {})[company] = {
                need: mark(number, place, ask, bool(cells)) for ask, need in enumerate(round.asks(company))
            }
    return round


def mark(number: int, company: int, need: int, again: bool) -> Mark:
    if (number + 3 * company + need) % 9 == 0 and company + need and not again:
        return "dk"
    base = (5, 8, 3, 6, 7, 4)[(company * 2 + need) % 6]
    lean = (3, -3, 0)[number % 3] if company == 0 and need == 0 and not again else number % 3 - 1
    return min(10, max(0, base + lean))


def whole_day(people: int = 11, needs: int = 5, rivals: int = 2, dont_know: int = 2) -> Session:
    """Every stage with something to show."""
    session = empty_room(people, needs, rivals)
    segment = session.segments[0]
    revealed(session, weighed(session, "first", dont_know), 0)
    revealed(session, weighed(session, "second", dont_know, 30), 30)
    revealed(session, marked(session), 60)
    chosen = segment.chosen
    revealed(session, marked(session, [f"mark us {chosen[0]}", f"mark us {chosen[1]}"], 85), 85)
    for stage in ("weights", "grid", "disagreement"):
        setattr(segment.stages, stage, Stage(opened=at(0), done=at(110)))
    segment.stages.closing = Stage(opened=at(112))
    for number, who in enumerate(session.participants):
        segment.conviction.after[who.id] = "dk" if number < dont_know else min(100, 70 + 5 * (number % 7))
        segment.coverage_guess[who.id] = "dk" if number == 0 else 40 + 5 * (number % 5)
    segment.unknowns = [
        Unknown(text="whether price comes first for clinics that left us", by="p1", research="r1"),
        Unknown(text="who in a clinic decides, and who only signs", by="p2"),
    ]
    segment.research = [
        Research(
            id="r1",
            question="Does price come first for clinics that left us?",
            about=[f"weight {chosen[-1]}"],
            wrong_if="fewer than 6 of 14 lost customers name price first",
            ask="front line first, then 14 lost clinics",
            owner="Lena at the agency",
            due=dt.date(2026, 4, 30),
        )
    ]
    seen: dict[str, Any] = {"date": dt.date(2026, 2, 11), "seen": dt.date(2026, 3, 14), "segment": "clinics"}
    session.evidence = [
        Evidence(
            id="e1",
            kind="interviews",
            source="Onboarding interviews",
            customers=14,
            supports=[f"weight {chosen[1]}"],
            contradicts=[f"mark us {chosen[1]}"],
            **seen,
        ),
        Evidence(
            id="e2", kind="customer", source="A call", customers=1, supports=[f"weight {chosen[2]}"], **seen
        ),
    ]
    return session
