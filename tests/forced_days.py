"""Days for the adversary that asks what follows from all that is printed, drawn from a number.

Wider than `adversary_rooms`: people tick or do not, watch, leave, come late, decline or step out for one
question, departments have one to five people, rows lean with the department, and a second round of marks or
points is answered by others than the first. Every file is as the program itself would have written it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from adversary_rooms import FUNCTIONS, NAMES, NEEDS, NINE, Draw, ask_customers

from cxw.day import rounds
from cxw.day.declining import DECLINED
from cxw.day.meeting import begin_meeting
from cxw.findings import flagged_cells
from cxw.model import (
    DK,
    AnyRound,
    Away,
    Company,
    Conviction,
    Correction,
    MarksRound,
    Need,
    Participant,
    PersonId,
    Reason,
    Segment,
    Session,
    WeightsRound,
)

SMALLEST, LARGEST = 5, 14
REASONS: tuple[Reason, ...] = ("fact", "argument", "wording", "agreement", "none")
RIVALS = (("paycorp", "PayCorp"), ("as-now", "Carries on as now"))
LATER = ("second points", "marks", "late marks", "second marks", "sure again", "guess")
"""What comes after the first points, in the order of the day."""


@dataclass
class Habits:
    """How one day's people are: drawn once, so that days differ from each other."""

    step: int
    unsure: float
    ticks: float
    leaves: float
    late: float
    absent: float
    declines: float
    moves: float
    narrow: bool
    """Marks of few values, so that coincidences are frequent."""
    late_rival: float = 0.3
    slips: float = 0
    """Answers that are put right after a reveal."""
    goes_home: float = 0
    """Who guesses and has gone when it is told."""


@dataclass
class Attendance:
    """Who is in the room when; somebody who has declined is asked nothing more of this segment."""

    here: list[PersonId]
    to_come: list[PersonId] = field(default_factory=list)
    declined: set[PersonId] = field(default_factory=set)


def day(number: int) -> Session:
    """The day of this number; the same each time."""
    draw = Draw(Random(f"forced {number}"))
    return _held(draw, _habits(draw), ("Forced", number))


def rough_day(number: int) -> Session:
    """A day on which more goes wrong.

    A competitor is thought of late, people leave between the marks and hers, latecomers answer second rounds
    first, slips are put right after reveals, and whoever guesses may have gone when it is told.
    """
    draw = Draw(Random(f"rough {number}"))
    pick, habits = draw.random.choice, _habits(draw)
    rough: dict[str, Any] = {
        "late": pick((0.1, 0.2, 0.35)),
        "leaves": pick((0, 0.06, 0.12)),
        "late_rival": 0.8,
        "slips": pick((0, 0.3, 0.6)),
        "goes_home": pick((0, 0.1, 0.3)),
    }
    return _held(draw, replace(habits, **rough), ("Rough", number))


def _held(draw: Draw, habits: Habits, called: tuple[str, int]) -> Session:
    word, number = called
    draw.session = Session(
        cxw=1,
        title=f"{word} {number}",
        company=Company(id="us", name="Ours"),
        date=NINE.date(),
        seed=number,
        salt=f"{draw.random.getrandbits(128):032x}",
        participants=_people(draw, habits),
        segments=[
            Segment(id=f"s{n}", name=f"Segment {'AB'[n]}", competitors=_rivals(draw))
            for n in range(draw.random.choice((1, 1, 1, 1, 2)))
        ],
    )
    attendance = _first_seen(draw, habits)
    for segment in draw.session.segments:
        attendance.declined.clear()
        _Sitting(draw, habits, segment, attendance).held()
    ask_customers(draw.session, number)
    _meet_again(draw.session, number)
    return draw.session


def _meet_again(session: Session, number: int) -> None:
    """Two in three of the segments that customers answered hold their second meeting; not everybody is there."""
    dice = Random(f"meeting {number}")
    now = NINE + dt.timedelta(days=60)
    for segment in session.segments:
        if segment.customers and dice.random() < 0.67:
            begin_meeting(session, segment, now, number)
            met = segment.stages.touch("meeting")
            met.asked = met.revealed = met.done = now
            for person in session.awaited(segment, now, set()):
                here = dice.random() < 0.85
                said = DK if dice.random() < 0.2 else dice.randrange(0, 105, 5)
                met.guess |= {person: said} if here else {}
                met.not_answered |= {} if here else {person: "absent"}


def _habits(draw: Draw) -> Habits:
    pick = draw.random.choice
    return Habits(
        step=pick((5, 5, 5, 5, 5, 10, 10, 1)),
        unsure=pick((0, 0.05, 0.15, 0.3)),
        ticks=pick((0, 0.3, 0.6, 1)),
        leaves=pick((0, 0.03, 0.1)),
        late=pick((0, 0.08, 0.2)),
        absent=pick((0, 0.05, 0.12)),
        declines=pick((0, 0, 0.04)),
        moves=pick((0.1, 0.3, 0.7)),
        narrow=draw.often(0.5),
    )


def _people(draw: Draw, habits: Habits) -> list[Participant]:
    """Departments of one to five until the room is full; some watch only, some belong to none."""
    size, names = draw.random.randint(SMALLEST, LARGEST), iter(draw.random.sample(NAMES, len(NAMES)))
    room: list[str | None] = [None] if draw.often(0.1) else []
    for function in draw.random.sample(FUNCTIONS, len(FUNCTIONS)):
        room += [function] * draw.random.choice((1, 1, 2, 3, 3, 3, 4, 5))
        if len(room) >= size:
            break
    people = [_person(draw, habits, next(names), function) for function in room[:LARGEST]]
    draw.random.shuffle(people)
    return people


def _person(draw: Draw, habits: Habits, name: str, function: str | None) -> Participant:
    return Participant(
        id=name.lower(),
        name=name,
        function=function,
        senior=True if draw.often(0.06) else None,
        open=True if function and draw.often(habits.ticks) else None,
        observer=True if draw.often(0.05) else None,
    )


def _rivals(draw: Draw) -> list[Company]:
    return [Company(id=id, name=name) for id, name in RIVALS[: draw.random.choice((0, 1, 2, 2))]]


def _first_seen(draw: Draw, habits: Habits) -> Attendance:
    people = [person.id for person in draw.session.asked()]
    to_come = [person for person in people if draw.often(habits.late)][: len(people) - 3]
    return Attendance([person for person in people if person not in to_come], to_come)


class _Sitting:
    """One segment's day, question by question."""

    def __init__(self, draw: Draw, habits: Habits, segment: Segment, room: Attendance) -> None:
        self.draw, self.habits, self.segment, self.room = draw, habits, segment, room
        self.needs = list(NEEDS[: draw.random.choice((3, 3, 4, 4, 5, 6))])
        self.lean = {name: self._any_row() for name in (*FUNCTIONS, None)}

    def held(self) -> None:
        """The whole sitting; what is left out is left out for everybody."""
        self._board()
        self._first_points()
        for what in LATER:
            self._come_and_go()
            if self.draw.often(0.75):
                {
                    "second points": self._second_points,
                    "marks": self._marks,
                    "late marks": self._late_marks,
                    "second marks": self._second_marks,
                    "sure again": self._sure_again,
                    "guess": self._guess,
                }[what]()
        self._end_stages()

    def _board(self) -> None:
        segment, draw = self.segment, self.draw
        segment.needs = [Need(id=id, text=id.title()) for id in self.needs]
        for person in self.room.here:
            draw.random.choice(segment.needs).proposed[person] = [draw.random.choice(("Cheap", "Quick"))]
        segment.chosen = list(self.needs)
        stage = segment.stages.touch("needs")
        stage.opened, stage.answered, stage.done = draw.at(), list(self.room.here), draw.at()
        if draw.often(0.4) and len(self.needs) > 3:
            segment.votes = {person: draw.random.sample(self.needs, 3) for person in self.room.here}

    def _come_and_go(self) -> None:
        """Between two questions people leave for good, and others come."""
        draw, room, habits = self.draw, self.room, self.habits
        for person in [p for p in room.here if draw.often(habits.leaves)] if len(room.here) > 3 else ():
            self._gone(person)
        for person in [p for p in room.to_come if draw.often(0.5)]:
            room.to_come.remove(person)
            room.here.append(person)
            draw.session.participant(person).away = [
                Away.model_validate({"from": NINE.replace(hour=8), "until": draw.at()})
            ]

    def _gone(self, person: PersonId) -> None:
        self.room.here.remove(person)
        self.draw.session.participant(person).away.append(Away.model_validate({"from": self.draw.at()}))

    def _asked(self) -> Iterator[PersonId]:
        """Who gives an answer to the next question, in no order."""
        for person in self.draw.random.sample(self.room.here, len(self.room.here)):
            if person not in self.room.declined and not self.draw.often(self.habits.absent):
                yield person

    def _missing(self, round: AnyRound) -> None:
        """Why the others give none; who declines is not asked again."""
        for person in self.room.here:
            if person not in round.answers and self.draw.often(self.habits.declines * 5):
                self.room.declined.add(person)
                round.not_answered[person] = DECLINED
        for person in self.room.to_come:
            round.not_answered[person] = "late"

    def _end(self, round: AnyRound) -> None:
        self._missing(round)
        rounds.close(self.draw.session, self.segment, round, self.draw.at())
        rounds.reveal(round, self.draw.at())
        if self.habits.slips and round.answers and self.draw.often(self.habits.slips):
            self._put_right(round, self.draw.random.choice(list(round.answers)))

    def _put_right(self, round: AnyRound, person: PersonId) -> None:
        """A slip is read again after the reveal: a row of points, a don't-know of one, or a row of marks."""
        old: Any = round.answers[person]
        if isinstance(round, WeightsRound):
            new: Any = "dk" if self.draw.often(0.2) else self._any_row()
        else:
            asked = self.draw.random.choice(list(old))
            new = old | {asked: self._marked(old[asked])}
        before, after = rounds.difference(old, new)
        slip = Correction(who=person, before=before, after=after, at=self.draw.at(), why="slip")
        rounds.correct(self.draw.session, self.segment, round, slip, new)
        if new == "dk" and round.name == "first":
            self.segment.conviction.before[person] = "dk"

    def _first_points(self) -> None:
        segment, draw = self.segment, self.draw
        segment.stages.touch("weights").opened = draw.at()
        first = rounds.open_weights(segment, "first", draw.at())
        for person in self._asked():
            first.answers[person] = "dk" if draw.often(self.habits.unsure) else self._row(person, first)
        segment.conviction = Conviction(
            before={p: "dk" if row == "dk" else self._percent() for p, row in first.answers.items()}
        )
        self._end(first)

    def _second_points(self) -> None:
        segment, draw = self.segment, self.draw
        before = segment.rounds[-1].answers
        again = rounds.open_weights(segment, "second", draw.at())
        for person in self._asked():
            again.answers[person] = row = self._later(person, before.get(person), again)
            if person in before and before[person] != "dk" and row not in ("dk", before[person]):
                again.reasons[person] = draw.random.choice(REASONS)
        self._end(again)

    def _later(self, person: PersonId, before: Any, again: WeightsRound) -> Any:
        if before is None:
            return self._row(person, again)
        if self.draw.often(self.habits.unsure / 3):
            return "dk"
        if before == "dk" or self.draw.often(self.habits.moves):
            return self._row(person, again)
        return before

    def _row(self, person: PersonId, round: WeightsRound) -> dict[str, int]:
        """A row like a colleague's, one that leans with the department, or any."""
        said = [row for row in round.answers.values() if row != "dk"]
        if said and self.draw.often(0.2):
            return dict(self.draw.random.choice(said))
        lean = self.lean[self.draw.session.participant(person).function]
        return self._near(lean) if self.draw.often(0.5) else self._any_row()

    def _any_row(self) -> dict[str, int]:
        """Skewed: few needs get most, some get nothing."""
        step, dice = self.habits.step, self.draw.random
        shares = [dice.random() ** 3 for _ in self.needs]
        cuts = [round(100 / step * sum(shares[: n + 1]) / sum(shares)) * step for n in range(len(shares))]
        row = [b - a for a, b in zip([0, *cuts], cuts, strict=False)]
        return dict(zip(self.needs, row, strict=True))

    def _near(self, lean: dict[str, int]) -> dict[str, int]:
        row = dict(lean)
        for _ in range(self.draw.random.choice((0, 1, 1, 2, 3))):
            one, other = self.draw.random.sample(self.needs, 2)
            move = min(row[one], self.habits.step * self.draw.random.choice((1, 2, 3)))
            row[one], row[other] = row[one] - move, row[other] + move
        return row

    def _percent(self) -> Any:
        if self.draw.often(self.habits.unsure / 2):
            return "dk"
        return self.draw.random.randrange(0, 105, max(self.habits.step, 5))

    def _marks(self) -> None:
        self.segment.stages.touch("grid").opened = self.draw.at()
        late = self.segment.competitors[-1:] if self.draw.often(self.habits.late_rival) else []
        self._mark([c.id for c in self.draw.session.companies(self.segment) if c not in late])

    def _late_marks(self) -> None:
        """A competitor who was thought of late is marked by whoever is there then."""
        marked = {company for round in self.segment.rounds_of("marks") for company in round.companies}
        late = [company.id for company in self.segment.competitors if company.id not in marked]
        if marked and late:
            self._mark(late)

    def _mark(self, companies: Sequence[str]) -> None:
        first = rounds.open_marks(self.draw.session, self.segment, "first", self.draw.at())
        first.companies = list(companies)
        for person in self._asked():
            rows = {company: self._marked(self.needs) for company in companies if self.draw.often(0.97)}
            if rows:
                first.answers[person] = rows
        self._end(first)

    def _marked(self, needs: Sequence[str]) -> dict[str, Any]:
        few = self.draw.random.choice(((0, 10), (4, 5, 6), (7, 8))) if self.habits.narrow else range(11)
        return {
            need: "dk" if self.draw.often(self.habits.unsure) else self.draw.random.choice(few)
            for need in needs
        }

    def _second_marks(self) -> None:
        flagged = flagged_cells(self.draw.session, self.segment)
        if not flagged:
            return
        again = rounds.open_marks(self.draw.session, self.segment, "second", self.draw.at(), flagged)
        for person in self._asked():
            again.answers[person] = self._marked_again(person, again)
            again.reasons[person] = self.draw.random.choice(("fact", "agreement"))
        self._end(again)

    def _marked_again(self, person: PersonId, again: MarksRound) -> dict[str, dict[str, Any]]:
        """Mostly as before, where there was a mark before."""
        rows = {company: self._marked(again.asks(company)) for company in again.companies}
        for earlier in self.segment.rounds_of("marks")[:-1]:
            for company, row in earlier.answers.get(person, {}).items():
                for need in rows.get(company, {}):
                    if need in row and not self.draw.often(self.habits.moves):
                        rows[company][need] = row[need]
        return rows

    def _sure_again(self) -> None:
        for person in self._asked():
            if person in self.segment.conviction.before:
                self.segment.conviction.after[person] = self._percent()

    def _guess(self) -> None:
        segment = self.segment
        closing = segment.stages.touch("closing")
        closing.opened = self.draw.at()
        segment.coverage_guess = {person: self._percent() for person in self._asked()}
        for person in list(self.room.here) if self.habits.goes_home and len(self.room.here) > 3 else ():
            if self.draw.often(self.habits.goes_home):
                self._gone(person)
        closing.answered, closing.done = list(self.room.here), self.draw.at()
        for person in self.room.here:
            if person not in segment.coverage_guess:
                segment.no_guess[person] = DECLINED if person in self.room.declined else "absent"

    def _end_stages(self) -> None:
        for name in ("weights", "grid"):
            stage = self.segment.stages.of(name)
            if stage.opened:
                stage.done = self.draw.at()
