"""Whole sessions for the adversary, drawn from a number: small functions, late people, leavers, don't-knows.

Answers are drawn from few values, so that coincidences an adversary lives on are frequent. Nobody's name is a
word that could stand in a handout for another reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from cxw.day import rounds
from cxw.findings import flagged_cells
from cxw.model import (
    NOT_YET,
    AnyRound,
    Company,
    Conviction,
    Correction,
    Customers,
    Decided,
    Draft,
    Evidence,
    MarksRound,
    Need,
    Note,
    Participant,
    PersonId,
    Research,
    Segment,
    Session,
    Unknown,
    WeightsRound,
)

NINE = dt.datetime(2026, 3, 14, 9)
FUNCTIONS = ("Sales", "Marketing", "Service", "Legal", "Finance")
NAMES = (
    *("Quorvex", "Zabrimund", "Wexolde", "Jyntharo", "Fluvipek", "Bromvaku", "Xilothen", "Yaggardo"),
    *("Chuzmire", "Dwolvenka", "Hjempard", "Kvistomar", "Ngoraline", "Pruttwezo", "Tszimkov", "Vlurdane"),
    *("Gwazpell", "Myrkofant", "Ruxibold", "Snezhporr"),
)
NEEDS = ("price", "speed", "help", "trust", "scope", "ease")
ANYWAY = "Whoever calls is called back"
"""What the rooms do anyway."""
PRIVATE = "Umbrawhisper"
"""Begins every note and every slip that was put aside: no room may read it."""


@dataclass
class Draw:
    """The dice of one session, and its clock."""

    random: Random
    minute: int = 0
    session: Session = field(default=None)  # type: ignore[assignment]  # set when the people are drawn

    def at(self, later: int = 1) -> dt.datetime:
        self.minute += later
        return NINE + dt.timedelta(minutes=self.minute)

    def often(self, chance: float) -> bool:
        return self.random.random() < chance


def generated(number: int) -> Session:
    """The session of this number; the same each time."""
    draw = Draw(Random(number))
    functions = draw.random.sample(FUNCTIONS, draw.random.choice((1, 2, 2, 3, 3, 4, 5)))
    names = iter(draw.random.sample(NAMES, len(NAMES)))
    sizes = {function: draw.random.choice((1, 2, 3, 3, 4, 5)) for function in functions}
    people = [_person(draw, next(names), name) for name, size in sizes.items() for _ in range(min(size, 4))]
    if draw.often(0.2):
        people.append(_person(draw, next(names), None))
    draw.random.shuffle(people)
    draw.session = Session(
        cxw=1,
        title="A day",
        company=Company(id="us", name="Acme"),
        seed=draw.random.randrange(100),
        participants=people,
        segments=[
            Segment(id=f"s{n}", name=f"Segment {'ABC'[n]}", competitors=_rivals(draw))
            for n in range(draw.random.choice((1, 1, 1, 2, 3)))
        ],
    )
    for segment in draw.session.segments:
        _sit(draw, segment)
    _say(draw)
    ask_customers(draw.session, number)
    return draw.session


def ask_customers(session: Session, number: int) -> None:
    """Customers of two segments in three answer, some of them as sums; too few for a band, which says nothing of us.

    One of their texts names somebody of the room. The dice are their own, so that the room stays as it was.
    """
    dice = Random(f"customers {number}")
    for segment in session.segments:
        if segment.chosen and dice.random() < 0.67:
            sums = dice.random() < 0.15
            rows = [_customer(dice, len(segment.chosen)) for _ in range(1 if sums else dice.randint(4, 12))]
            marked = [company.id for company in session.companies(segment) if dice.random() < 0.8]
            marks = {
                company: [[dice.choice((*range(11), "dk")) for _ in segment.chosen] for _ in rows]
                for company in marked
            }
            named = f"That {session.participants[0].name} calls back"
            told = {"kind": "aggregated", "n": 200} if sums else {"texts": {"more": ["More calm", named]}}
            asked = {
                "id": "c1",
                "date": NINE.date(),
                "needs": segment.chosen,
                "weights": rows,
                "marks": marks,
            }
            segment.customers = [Customers.model_validate(asked | told)]


def _customer(dice: Random, needs: int) -> list[int]:
    cuts = sorted(dice.randrange(0, 105, 5) for _ in range(needs - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]


def _person(draw: Draw, name: str, function: str | None) -> Participant:
    also = ["Service"] if draw.often(0.1) else []
    return Participant(
        id=name.lower(), name=name, function=function, also=also, senior=True if draw.often(0.15) else None
    )


def _rivals(draw: Draw) -> list[Company]:
    rivals = [Company(id="paycorp", name="PayCorp"), Company(id="as-now", name="Carries on as now")]
    return rivals[: draw.random.choice((0, 1, 2, 2))]


def _sit(draw: Draw, segment: Segment) -> None:
    """One segment's day."""
    here = [person.id for person in draw.session.participants if draw.often(0.95)]
    asked = list(NEEDS[: draw.random.choice((3, 4, 5))])
    segment.needs = [Need(id=id, text=id.title()) for id in (*asked, "extra")]
    for person in here:
        need = draw.random.choice(segment.needs)
        need.proposed[person] = [draw.random.choice(("Cheap", "Quick", need.text))]
    segment.chosen = asked
    segment.stages.touch("needs").opened = draw.at()
    segment.stages.touch("needs").done = draw.at()
    if draw.often(0.5):
        segment.votes = {person: draw.random.sample(asked, 2) for person in here}
    if draw.often(0.15):
        _weigh(draw, segment, here, asked[:3])
    late = [person for person in here if draw.often(0.12)]
    if draw.often(0.95):
        _weigh(draw, segment, [p for p in here if p not in late], asked, late)
    here = [person for person in here if draw.often(0.9)]
    if draw.often(0.8):
        _mark(draw, segment, here, asked)


def _weigh(
    draw: Draw, segment: Segment, here: list[PersonId], needs: list[str], late: Sequence[PersonId] = ()
) -> None:
    """A first round of points on these needs, perhaps a second."""
    first = WeightsRound(of="weights", name="first", needs=needs, opened=draw.at())
    segment.rounds.append(first)
    rows = [_row(draw, needs) for _ in range(draw.random.choice((2, 3, 5)))]
    for person in here:
        first.answers[person] = "dk" if draw.often(0.12) else draw.random.choice([*rows, _row(draw, needs)])
    _end(draw, segment, first, late)
    segment.conviction = Conviction(before={p: _percent(draw) for p in first.answers if draw.often(0.9)})
    if first.revealed and draw.often(0.6):
        again = WeightsRound(of="weights", name="second", needs=needs, opened=draw.at())
        segment.rounds.append(again)
        for person in [*(p for p in here if draw.often(0.85)), *late]:
            again.answers[person] = _later(draw, first.answers.get(person), needs)
            if again.answers[person] != first.answers.get(person, again.answers[person]):
                again.reasons[person] = draw.random.choice(("fact", "argument", "agreement", "none"))
        _end(draw, segment, again)
    segment.stages.touch("weights").opened = first.opened
    segment.stages.touch("weights").done = draw.at()


def _row(draw: Draw, needs: list[str]) -> dict[str, int]:
    step = 5 if draw.often(0.9) else 1
    cuts = sorted(draw.random.randrange(0, 100 + step, step) for _ in needs[1:])
    return {need: b - a for need, a, b in zip(needs, [0, *cuts], [*cuts, 100], strict=True)}


def _later(draw: Draw, before: Any, needs: list[str]) -> Any:
    if before is None or draw.often(0.35):
        return _row(draw, needs)
    return "dk" if draw.often(0.08) else before


def _percent(draw: Draw) -> Any:
    return "dk" if draw.often(0.15) else draw.random.randrange(0, 105, 5)


def _mark(draw: Draw, segment: Segment, here: list[PersonId], needs: list[str]) -> None:
    """Marks, perhaps of a competitor who came late, perhaps a second round on the flagged cells."""
    companies = ["us", *(rival.id for rival in segment.competitors)]
    late = [companies.pop()] if len(companies) > 1 and draw.often(0.25) else []
    for asked in (companies, late):
        if asked:
            here = [person for person in here if draw.often(0.93)]
            _first_marks(draw, segment, here, (needs, asked))
    flagged = flagged_cells(draw.session, segment)
    if flagged and draw.often(0.7):
        again = rounds.open_marks(draw.session, segment, "second", draw.at(), flagged)
        for person in here:
            if draw.often(0.85):
                again.answers[person] = _marks(draw, {c: again.asks(c) for c in again.companies})
                again.reasons[person] = draw.random.choice(("fact", "agreement"))
        _end(draw, segment, again)
    asked_again = [p for p in segment.conviction.before if draw.often(0.8)]
    segment.conviction.after = {person: _percent(draw) for person in asked_again}
    segment.stages.touch("grid").opened = segment.rounds_of("marks")[0].opened
    segment.stages.touch("grid").done = draw.at()


def _first_marks(
    draw: Draw, segment: Segment, here: list[PersonId], what: tuple[list[str], list[str]]
) -> None:
    needs, companies = what
    first = MarksRound(of="marks", name="first", needs=needs, companies=companies, opened=draw.at())
    segment.rounds.append(first)
    for person in here:
        first.answers[person] = _marks(draw, {c: needs for c in companies if draw.often(0.97)})
    first.answers = {person: rows for person, rows in first.answers.items() if rows}
    _end(draw, segment, first)


def _marks(draw: Draw, asked: dict[str, list[str]]) -> dict[str, dict[str, Any]]:
    few = draw.random.choice(((0, 10), (4, 5, 6), tuple(range(11))))
    return {
        company: {need: "dk" if draw.often(0.12) else draw.random.choice(few) for need in needs}
        for company, needs in asked.items()
    }


def _end(draw: Draw, segment: Segment, round: AnyRound, late: Sequence[PersonId] = ()) -> None:
    """Close, mostly reveal, sometimes correct a slip."""
    for person in late:
        round.not_answered[person] = "late"
    for one in draw.session.participants:
        if one.id not in round.answers and one.id not in late:
            round.not_answered[one.id] = draw.random.choice(("left", "declined"))
            if draw.often(0.2):
                round.drafts[one.id] = Draft(row=f"{PRIVATE} 105", at=round.opened)
    rounds.close(draw.session, segment, round, draw.at())
    if not draw.often(0.93):
        return
    rounds.reveal(round, draw.at())
    if isinstance(round, WeightsRound) and round.answers and draw.often(0.2):
        who = draw.random.choice(list(round.answers))
        new = _row(draw, round.needs)
        slip = Correction(who=who, before={"price": 1}, after={"price": 2}, at=draw.at(), why="slip")
        rounds.correct(draw.session, segment, round, slip, new)


def _promised(draw: Draw) -> None:
    """Promises have days and a yes or none, answer a line of the room, and something is done anyway."""
    days = Random(len(draw.session.participants))
    for segment in draw.session.segments:
        for card in segment.research:
            card.due = draw.at().date() + dt.timedelta(days.choice((-3, 5, 90)))
            card.agreed = days.choice((NOT_YET, draw.at()))
            for unknown in segment.unknowns[:2]:
                unknown.research = card.id
        owner = days.choice(draw.session.participants).name
        segment.decided = [Decided(text=ANYWAY, owner=owner)]


def _say(draw: Draw) -> None:
    """The talk and the closing of every segment."""
    for segment in draw.session.segments:
        segment.stages.touch("disagreement").opened = draw.at()
        segment.stages.touch("disagreement").done = draw.at()
        here = [person.id for person in draw.session.participants if draw.often(0.9)]
        closing = segment.stages.touch("closing")
        closing.opened, closing.answered = draw.at(), here
        segment.coverage_guess = {person: _percent(draw) for person in here if draw.often(0.9)}
        silent = [person for person in here if person not in segment.coverage_guess]
        segment.no_guess = {person: draw.random.choice(("absent", "late", "declined")) for person in silent}
        segment.unknowns = [Unknown(text=f"why {n}", by=person) for n, person in enumerate(here[:4])]
        segment.notes = [Note(at=draw.at(), text=f"{PRIVATE} says so")]
        if here and segment.chosen:
            about = [f"weight {segment.chosen[0]}"]
            owner = draw.session.participant(draw.random.choice(here)).name
            segment.research = [Research(id="r1", question="Is it so?", about=about, owner=owner)]
        closing.done = draw.at()
    _promised(draw)
    first = draw.session.segments[0]
    if draw.often(0.5):
        by = draw.session.participants[0].id
        draw.session.evidence = [
            Evidence(id="e1", kind="customer", by=by, supports=["weight price"], segment=first.id)
        ]
