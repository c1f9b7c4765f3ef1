"""The ballots of rounds: what each asks of whom, and how an answer is kept on disk."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from cxw.day import answering, grid, orders, rounds, ticks, weights
from cxw.day.attendance import give_none
from cxw.day.declining import note_fresh_decline
from cxw.day.desk import Faults
from cxw.day.rounds import current
from cxw.day.spreadsheets import SpreadsheetSeen
from cxw.model import AnyRound, DeskName, MarksRound, Missing, PersonId, Segment, Session, WeightsRound
from cxw.questions import marks, percent, pick, points
from cxw.questions.asking import Item, Part, Value
from cxw.questions.marks import MARKS
from cxw.questions.points import POINTS
from cxw.questions.rounds import Of, kind_of
from cxw.text.phrases import say
from cxw.workshop.acting import acts
from cxw.workshop.asked_alike import AskedOfAll, Keep, ReasonOfAll, SureOfAll, paced, reason_part, sure_part
from cxw.workshop.day import Day, items, observers
from cxw.workshop.first_ballot import FirstQuestions
from cxw.workshop.kept_ballot import KeptBallot
from cxw.workshop.titles import round_title

OUTDATED = (
    "The needs have changed since ballots were printed in orders: print new ones (leave with q, "
    "`cxw ballots FILE`), or have everybody write in the order on this screen."
)
OVER = "this round is over: nothing more is taken in"


class RoundBallot(KeptBallot):
    """The ballot of the round that is open.

    Its own questions; what all are asked while everybody sees the screen; what a first ballot asks beside.
    """

    of: Of
    can_put_aside = True
    can_collect = True
    keeps: Mapping[str, Keep]
    """part of the round -> what keeps an answer to it"""

    def __init__(self, day: Day, id: str) -> None:
        segment = day.segment(id)
        round = current(segment, self.of)
        super().__init__(day, id, rounds.asked(day.session, segment, round))
        self.name = round.name
        self.opened = round.opened
        self.asking = f"{id} {self.of} {round.name} {round.opened}"
        self.title = round_title(day, segment, round)
        self.acts = acts(day, id)
        self.orders = orders.orders_of_round(day.session, segment, round)
        self.remark = remark(day, segment, round)
        self.observers = observers(day.session)
        self.for_all = self.asked_of_all()
        self.beside = FirstQuestions(day, id)

    # what differs between points and marks

    @abstractmethod
    def asked_of_all(self) -> AskedOfAll | None:
        """What all are asked after their answer, where everybody sees the screen."""

    @abstractmethod
    def questions(self, missing: Sequence[str]) -> tuple[Part, ...]:
        """What is asked of somebody who misses this, as `answering.missing` calls it."""

    @abstractmethod
    def all_questions(self) -> tuple[Part, ...]:
        """What is asked of somebody who misses everything."""

    @abstractmethod
    def keep_numbers(self, person: PersonId, value: Value, desk: DeskName) -> Faults:
        """Keep the numbers somebody gives, or say what keeps them from being an answer of this round."""

    @abstractmethod
    def given(self, segment: Segment, round: AnyRound, person: PersonId) -> dict[str, Value]:
        """Part -> value, of what somebody has given in a round."""

    # what is asked

    @property
    def alike(self) -> AskedOfAll | None:
        """What all are asked now: that may change in the middle of a round, with who sees the screen."""
        return self.for_all if self.day.masked else None

    def parts(self, person: PersonId) -> tuple[Part, ...]:
        """What is missing of the round, then what is asked beside it."""
        segment, alike = self.here, self.alike
        round = current(segment, self.of)
        own = self.questions(answering.missing(segment, round, person))
        return self.beside.after(alike.after(own, person) if alike else own, person, round)

    def whole(self, person: PersonId) -> tuple[Part, ...]:
        """All of the round, and what is asked beside it."""
        return (*self.all_questions(), *self.beside.questions(person, current(self.here, self.of)))

    def asks(self, person: PersonId) -> Collection[str]:
        """The parts of the round, and whatever could be asked beside it."""
        return {*self.keeps, *ticks.ASKED}

    def waiting(self) -> Sequence[PersonId]:
        """Who misses something of the round, or of what all are asked."""
        segment, alike = self.here, self.alike
        missing = answering.waiting(self.day.session, segment, current(segment, self.of))
        return alike.waiting(missing, self.people) if alike else missing

    def missed(self) -> Sequence[PersonId]:
        """Who gives no answer in this round."""
        return tuple(current(self.here, self.of).not_answered)

    def inside(self) -> Sequence[PersonId]:
        """Who has answered what the round is about; what only some are asked after it does not count."""
        return answering.inside(current(self.here, self.of))

    def drafts(self) -> Sequence[PersonId]:
        """Whose slip was put aside in this round."""
        return tuple(current(self.here, self.of).drafts)

    def kept(self, person: PersonId, name: str) -> Mapping[str, Value]:
        """Part -> value: of this round, or of the first ones over the same needs."""
        segment = self.here
        round = current(segment, self.of)
        if name == round.name:
            return self.given(segment, round, person)
        found: dict[str, Value] = {}
        for earlier in segment.rounds_of(self.of):
            if (earlier.name, earlier.needs) == (name, round.needs):
                for part, value in self.given(segment, earlier, person).items():
                    found[part] = kind_of(self.of).kind.joined(found.get(part), value)
        return found

    def own(self, person: PersonId) -> Mapping[str, Value]:
        """Of the round, why somebody moved, and what only they say of themselves."""
        reasons = current(self.here, self.of).reasons
        why = {"reason": reasons[person]} if person in reasons else {}
        return {**self.kept(person, self.name), **self.beside.said(person), **why}

    # what is kept

    def not_asked(self, person: PersonId, part: str) -> Faults:
        """Nobody, once the round is closed, or is not the newest any more."""
        return super().not_asked(person, part) if self.still_open() else [say(OVER)]

    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep an answer, or what was asked beside it."""
        alike, round = self.alike, current(self.here, self.of)
        if what := ticks.ASKED.get(part):
            return self.beside.take(person, what, value, round)
        if alike:
            faults = alike.take(self.keeps[part], part, (person, value, desk))
        else:
            faults = self.keeps[part](person, value, desk)
        if not faults:
            self.beside.told(round).setdefault(person, {})
        return faults

    def keep_reason(self, person: PersonId, value: Value, desk: DeskName) -> Faults:
        """Keep why somebody moved."""

        def change(session: Session) -> None:
            round = current(session.segment(self.id), self.of)
            round.reasons[person] = value
            round.not_answered.pop(person, None)

        return pick.faults(value) or self.keep(change)

    def has_answered(self, person: PersonId) -> bool:
        """Whether somebody has given all of the round, and what all are asked."""
        alike, round = self.alike, current(self.here, self.of)
        if person not in round.answers or person in round.not_answered or (alike and person in alike.due):
            return False
        return not answering.missing(self.here, round, person)

    def keep_none(self, person: PersonId, why: Missing) -> Faults:
        """Keep that somebody gives no answer, or none to the rest, or not even what all are asked."""
        refused = (alike := self.alike) is not None and alike.refused(person, why)

        def change(session: Session) -> None:
            segment = session.segment(self.id)
            round = current(segment, self.of)
            give_none(segment, round, person, why)
            if refused:
                round.not_answered[person] = why
                note_fresh_decline(segment, person, why)

        return self.keep(change)

    def aside(self, person: PersonId, row: str) -> Faults:
        """Put a slip aside as it was typed."""
        now = self.day.now()
        return self.keep(lambda s: rounds.put_aside(current(s.segment(self.id), self.of), person, row, now))

    def still_open(self) -> bool:
        """Until the round is closed, or another one is the newest."""
        return not self.gone() and current(self.here, self.of).closed is None

    def gone(self) -> bool:
        """Where a new list has begun, or a round after this one."""
        round = rounds.latest(self.here, self.of)
        return round is None or round.opened != self.opened

    def late(self, person: PersonId, row: str) -> Faults:
        """Put a slip aside that came while the round waited for its reveal, beside one that lies there."""
        round = None if self.gone() else current(self.here, self.of)
        if round is None or not rounds.is_sealed(round) or person not in {one.id for one in self.people}:
            return [say(OVER)]
        return self.aside(person, rounds.with_aside(round, person, row))

    def look_at(self, name: str) -> SpreadsheetSeen:
        """What a spreadsheet is understood as in this round; all of its answers can be taken in, or none."""
        from cxw.workshop.spreadsheets import spreadsheet_seen

        return spreadsheet_seen(self.day, name, (self.id, current(self.here, self.of)), self.keep)


class PointsBallot(RoundBallot):
    """A round of points; the first asks for the conviction too, the second for a reason."""

    of = "weights"

    def __init__(self, day: Day, id: str) -> None:
        super().__init__(day, id)
        first = self.name == "first"
        self.opening = first
        segment = day.segment(id)
        row = points_part(day, segment, current(segment, "weights"))
        self.question = row.question
        more = sure_part(day.say) if first else reason_part(day.say)
        self.keeps = {row.id: self.keep_numbers, more.id: self.keep_sure if first else self.keep_reason}
        self.asked = {row.id: row, more.id: more}
        """part -> its question; the words of its needs are those of the moment when the round was opened"""

    def asked_of_all(self) -> AskedOfAll:
        """How sure they are, also who does not know; in a second round what moved them, also who stayed."""
        return (SureOfAll if self.name == "first" else ReasonOfAll)(self.day, self.id, self.of)

    def questions(self, missing: Sequence[str]) -> tuple[Part, ...]:
        """One each; where all see it, how sure somebody is may be answered with Enter alone."""
        asked = [self.asked[part] for part in missing]
        return tuple(paced(self.day, part) if part.id == "conviction" else part for part in asked)

    def all_questions(self) -> tuple[Part, ...]:
        """The points, and how sure somebody is or what moved them."""
        return self.questions([*self.asked])

    def keep_sure(self, person: PersonId, value: Value, desk: DeskName) -> Faults:
        """Keep how sure somebody is."""

        def change(session: Session) -> None:
            segment = session.segment(self.id)
            round = current(segment, self.of)
            segment.conviction.before[person] = value
            if person in round.answers:
                round.not_answered.pop(person, None)

        return percent.faults(value) or self.keep(change)

    def keep_numbers(self, person: PersonId, value: Value, desk: DeskName) -> Faults:
        """Keep a row."""

        def change(session: Session) -> None:
            segment = session.segment(self.id)
            round = current(segment, "weights")
            weights.answer(segment, round, person, value)
            if session.participant(person).gone:
                # A slip left behind: nobody can be asked for the rest of it.
                give_none(segment, round, person, "left")
            note_desk(session, round, person, desk)

        round = current(self.here, "weights")
        return points.faults(value, round.needs, round.points_each) or self.keep(change)

    def given(self, segment: Segment, round: AnyRound, person: PersonId) -> dict[str, Value]:
        """The points, and how sure somebody was."""
        found: dict[str, Value] = {}
        if person in round.answers:
            row = round.answers[person]
            found["points"] = row if isinstance(row, str) else dict(row)
        if round.name == "first" and person in segment.conviction.before:
            found["conviction"] = segment.conviction.before[person]
        return found

    def rounded(self, person: PersonId, added: Mapping[str, int]) -> Faults:
        """Keep what was added to a row so that it sums to its total."""

        def change(session: Session) -> None:
            current(session.segment(self.id), "weights").rounded[person] = dict(added)

        return self.keep(change)


class MarksBallot(RoundBallot):
    """A round of marks; a second one asks only for the flagged cells, and for a reason."""

    of = "marks"

    def __init__(self, day: Day, id: str) -> None:
        super().__init__(day, id)
        self.question = day.say(grid.QUESTION)
        again = {"reason": self.keep_reason} if self.name == "second" else {}
        self.keeps = {"marks": self.keep_numbers, **again}

    def asked_of_all(self) -> AskedOfAll | None:
        """In a second round what moved them."""
        return ReasonOfAll(self.day, self.id, self.of) if self.name == "second" else None

    def questions(self, missing: Sequence[str]) -> tuple[Part, ...]:
        """The companies are one question."""
        companies = [company for company in missing if company != "reason"]
        round = current(self.here, "marks")
        parts = (marks_part(self.day, self.id, round, companies),) if companies else ()
        return parts if "reason" not in missing else (*parts, reason_part(self.day.say))

    def all_questions(self) -> tuple[Part, ...]:
        """Every company, and in a second round what moved somebody."""
        companies = current(self.here, self.of).companies
        return self.questions(companies if self.name == "first" else [*companies, "reason"])

    def keep_numbers(self, person: PersonId, value: Value, desk: DeskName) -> Faults:
        """Keep the rows of some companies."""

        def change(session: Session) -> None:
            round = current(session.segment(self.id), "marks")
            for company, row in value.items():
                grid.answer(round, person, company, dict(row))
            note_desk(session, round, person, desk)

        gaps = desk == "spreadsheet"
        return marks_faults(current(self.here, "marks"), value, gaps=gaps) or self.keep(change)

    def given(self, segment: Segment, round: AnyRound, person: PersonId) -> dict[str, Value]:
        """The marks, company by company."""
        rows: Mapping[str, Any] = round.answers.get(person, {})  # type: ignore[assignment]
        return {"marks": {company: dict(row) for company, row in rows.items()}} if rows else {}


BALLOTS: Mapping[Of, type[PointsBallot | MarksBallot]] = {"weights": PointsBallot, "marks": MarksBallot}


def note_desk(session: Session, round: AnyRound, person: PersonId, desk: DeskName) -> None:
    """Keep where somebody answered, where it is not where they usually do."""
    if desk == (session.participant(person).desk or session.desk or "paper"):
        round.desks.pop(person, None)
    else:
        round.desks[person] = desk


def points_part(day: Day, segment: Segment, round: WeightsRound) -> Part:
    """The question of a round of points, with the total that it spreads."""
    question = weights.question(round.points_each, day.say)
    return Part("points", POINTS, question, asked_needs(segment, round), total=round.points_each)


def asked_needs(segment: Segment, round: AnyRound) -> tuple[Item, ...]:
    """The needs of a round, in the words that stood when it was opened."""
    return items([segment.need(need) for need in round.needs], round.opened)


def marks_part(day: Day, id: str, round: MarksRound, companies: Sequence[str]) -> Part:
    """The question of the grid for some of the companies of a round."""
    segment = day.segment(id)
    named = {company.id: company for company in day.session.companies(segment)}
    return Part(
        "marks",
        MARKS,
        day.say(grid.QUESTION),
        asked_needs(segment, round),
        tuple(Item(named[c].id, named[c].name, named[c].short or "") for c in companies),
        {company: tuple(round.asks(company)) for company in companies},
        ends=round.ends,
    )


def marks_faults(round: MarksRound, rows: Value, *, gaps: bool = False) -> Faults:
    """What keeps rows of marks from being answers of this round; those of a table may have gaps."""
    if not isinstance(rows, Mapping) or not all(isinstance(row, Mapping) for row in rows.values()):
        return [say("marks are a row for each company, a mark for each need")]
    found = [say("{what} is not asked about here", what=one) for one in rows if one not in round.companies]
    for company, row in rows.items():
        asked = [need for need in round.asks(company) if need in row or not gaps]
        found += marks.faults(row, asked, round.ends)
    return found


def remark(day: Day, segment: Segment, round: AnyRound) -> str:
    """What to know before slips of this round are typed; mostly nothing."""
    return say(OUTDATED) if orders.outdated(day.session, segment, round) else ""
