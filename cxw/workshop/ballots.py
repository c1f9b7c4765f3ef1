"""The ballots: what each round asks of whom, and the closures that keep an answer on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from cxw.day import answering, grid, orders, rounds, weights
from cxw.day.attendance import give_none
from cxw.day.desk import Ballot, Faults
from cxw.errors import CxwError
from cxw.model import (
    AnyRound,
    DeskName,
    MarksRound,
    Missing,
    PersonId,
    Segment,
    Session,
    WeightsRound,
)
from cxw.questions import marks, percent, pick, points
from cxw.questions.asking import Item, Part, Value
from cxw.questions.marks import MARKS
from cxw.questions.percent import PERCENT
from cxw.questions.points import POINTS
from cxw.questions.rounds import Of, as_points, kind_of
from cxw.text.phrases import Phrases
from cxw.workshop import asked_alike, earlier_answers, first_ballot
from cxw.workshop.acting import acts
from cxw.workshop.day import Day, items, keep, observers, people

Parts = Callable[[PersonId], tuple[Part, ...]]
Accept = Callable[[PersonId, str, Value, DeskName], Faults]
OUTDATED = (
    "The needs have changed since ballots were printed in orders: print new ones (leave with q, "
    "`cxw ballots FILE`), or have everybody write in the order on this screen."
)


def of_weights(day: Day, id: str) -> Ballot:
    """A round of points; the first asks for the conviction too, the second for a reason."""

    def asked(person: PersonId) -> tuple[Part, ...]:
        return tuple(_weights_asked(day, id, part) for part in _missing_weights(day, id, person))

    def whole(person: PersonId) -> tuple[Part, ...]:
        return _whole_weights(day, id)

    return _round_ballot(day, id, "weights", (asked, whole), _accept_weights(day, id))


def weights_part(day: Day, id: str, part: str) -> Part:
    """One question of the weights ballot: points, conviction or reason."""
    segment = day.segment(id)
    if part == "conviction":
        return Part("conviction", PERCENT, day.say(weights.CONVICTION))
    if part == "reason":
        return asked_alike.reason_part(day.say)
    return points_part(day, segment, _weights_round(segment))


def points_part(day: Day, segment: Segment, round: WeightsRound) -> Part:
    """The question of a round of points, with the total that it spreads."""
    question = weights.question(round.points_each, day.say)
    return Part("points", POINTS, question, asked_needs(segment, round), total=round.points_each)


def asked_needs(segment: Segment, round: AnyRound) -> tuple[Item, ...]:
    """The needs of a round, in the words that stood when it was opened."""
    return items([segment.need(need) for need in round.needs], round.opened)


def current(segment: Segment, of: Of) -> AnyRound:
    """The round that is being answered or talked about."""
    round = rounds.latest(segment, of)
    assert round is not None, "a ballot is made after its round was opened"
    return round


def _weights_round(segment: Segment) -> WeightsRound:
    round = rounds.latest(segment, "weights")
    assert round is not None, "a ballot is made after its round was opened"
    return round


def marks_round(segment: Segment) -> MarksRound:
    """The round of marks that is being answered or talked about."""
    round = rounds.latest(segment, "marks")
    assert round is not None, "a ballot is made after its round was opened"
    return round


def _missing_weights(day: Day, id: str, person: PersonId) -> tuple[str, ...]:
    segment = day.segment(id)
    return weights.missing(segment, _weights_round(segment), person)


def _whole_weights(day: Day, id: str) -> tuple[Part, ...]:
    first = _weights_round(day.segment(id)).name == "first"
    return tuple(_weights_asked(day, id, part) for part in ("points", "conviction" if first else "reason"))


def _weights_asked(day: Day, id: str, part: str) -> Part:
    asked = weights_part(day, id, part)
    return asked_alike.paced(day, asked) if part == "conviction" else asked


def _accept_weights(day: Day, id: str) -> Accept:
    def accept(person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        round = _weights_round(day.segment(id))
        if part == "conviction":
            return percent.faults(value) or _keep_conviction(day, id, person, value)
        if part == "reason":
            return _keep_reason(day, id, "weights", person, value)
        if faults := points.faults(value, round.needs, round.points_each):
            return faults

        def change(session: Session) -> None:
            segment = session.segment(id)
            weights.answer(segment, _weights_round(segment), person, value)
            if session.participant(person).gone:
                # A slip left behind: nobody can be asked for the rest of it.
                give_none(segment, _weights_round(segment), person, "left")
            _note_desk(session, _weights_round(segment), person, desk)

        return _kept(day, change)

    return accept


def _kept(day: Day, change: Callable[[Session], object]) -> Faults:
    keep(day, change)
    return []


def _keep_conviction(day: Day, id: str, person: PersonId, value: Value) -> Faults:
    def change(session: Session) -> None:
        segment = session.segment(id)
        segment.conviction.before[person] = value
        if person in _weights_round(segment).answers:
            _weights_round(segment).not_answered.pop(person, None)

    return _kept(day, change)


def _keep_reason(day: Day, id: str, of: Of, person: PersonId, value: Value) -> Faults:
    if faults := pick.faults(value):
        return faults

    def change(session: Session) -> None:
        round = current(session.segment(id), of)
        round.reasons[person] = value
        round.not_answered.pop(person, None)

    return _kept(day, change)


def _note_desk(session: Session, round: AnyRound, person: PersonId, desk: DeskName) -> None:
    usual = session.participant(person).desk or session.desk or "paper"
    if desk == usual:
        round.desks.pop(person, None)
    else:
        round.desks[person] = desk


def of_marks(day: Day, id: str) -> Ballot:
    """A round of marks; a second one asks only for the flagged cells, and for a reason."""

    def asked(person: PersonId) -> tuple[Part, ...]:
        segment = day.segment(id)
        missing = grid.missing(segment, marks_round(segment), person)
        companies = [company for company in missing if company != "reason"]
        parts = (_marks_part(day, id, companies),) if companies else ()
        again = (asked_alike.reason_part(day.say),) if "reason" in missing else ()
        return parts + again

    def whole(person: PersonId) -> tuple[Part, ...]:
        round = marks_round(day.segment(id))
        again = () if round.name == "first" else (asked_alike.reason_part(day.say),)
        return (_marks_part(day, id, round.companies), *again)

    return _round_ballot(day, id, "marks", (asked, whole), _accept_marks(day, id))


def _marks_part(day: Day, id: str, companies: list[str]) -> Part:
    return marks_part(day, id, marks_round(day.segment(id)), companies)


def marks_part(day: Day, id: str, round: MarksRound, companies: list[str]) -> Part:
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


def marks_faults(round: MarksRound, rows: Value) -> Faults:
    """What keeps rows of marks from being answers of this round."""
    found = [f"{company} is not asked about here" for company in rows if company not in round.companies]
    for company, row in rows.items():
        found += marks.faults(row, round.asks(company), round.ends)
    return found


def _accept_marks(day: Day, id: str) -> Accept:
    def accept(person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        if part == "reason":
            return _keep_reason(day, id, "marks", person, value)
        if faults := marks_faults(marks_round(day.segment(id)), value):
            return faults

        def change(session: Session) -> None:
            round = marks_round(session.segment(id))
            for company, row in value.items():
                grid.answer(round, person, company, dict(row))
            _note_desk(session, round, person, desk)

        return _kept(day, change)

    return accept


def _round_ballot(day: Day, id: str, of: Of, parts: tuple[Parts, Parts], accept: Accept) -> Ballot:
    segment = day.segment(id)
    round = current(segment, of)

    def waiting() -> list[PersonId]:
        here = current(day.segment(id), of)
        return answering.waiting(day.session, day.segment(id), here)

    def aside(person: PersonId, row: str) -> Faults:
        now = day.now()
        return _kept(day, lambda s: rounds.put_aside(current(s.segment(id), of), person, row, now))

    def rounded(person: PersonId, added: Mapping[str, int]) -> Faults:
        def change(session: Session) -> None:
            if here := as_points(current(session.segment(id), of)):
                here.rounded[person] = dict(added)

        return _kept(day, change)

    ballot = Ballot(
        of=of,
        name=round.name,
        title=round_title(day, segment, round),
        segment=segment.name,
        question=asked_in(round, day.say),
        people=people(day.session, rounds.asked(day.session, segment, round)),
        parts=parts[0],
        whole=parts[1],
        accept=accept,
        waiting=waiting,
        miss=partial(_miss, day, id, of),
        aside=aside,
        drafts=lambda: tuple(current(day.segment(id), of).drafts),
        missed=lambda: tuple(current(day.segment(id), of).not_answered),
        rounded=rounded,
        kept=lambda person, name: earlier_answers.answers_of_round(
            day.segment(id), current(day.segment(id), of), person, name
        ),
        collect=partial(_collect, day, id, of),
        acts=acts(day, id),
        orders=orders.orders_of_round(day.session, segment, round),
        remark=remark(day, segment, round),
        observers=observers(day.session),
    )
    seen = asked_alike.while_seen(day, ballot, asked_alike.with_questions_for_all(day, id, ballot))
    return first_ballot.with_first_questions(day, id, seen)


def asked_in(round: AnyRound, say: Phrases) -> str:
    """The question of a round."""
    weighed = as_points(round)
    return weights.question(weighed.points_each, say) if weighed else say(grid.QUESTION)


def round_title(day: Day, segment: Segment, round: AnyRound) -> str:
    """How a round is called at the desk; by name where it is about one company that came late."""
    what = kind_of(round).title
    late = [one.name for one in day.session.companies(segment) if [one.id] == [*round.companies]]
    return f"{what} of {late[0]}, {round.name} round" if late else f"{what}, {round.name} round"


def remark(day: Day, segment: Segment, round: AnyRound) -> str:
    """What to know before slips of this round are typed; mostly nothing."""
    return OUTDATED if orders.outdated(day.session, segment, round) else ""


def _miss(day: Day, id: str, of: Of, person: PersonId, why: Missing) -> Faults:
    def change(session: Session) -> None:
        segment = session.segment(id)
        give_none(segment, current(segment, of), person, why)

    return _kept(day, change)


def _collect(day: Day, id: str, of: Of, name: str) -> Faults:
    """Take in a spreadsheet's answers for this round; all of them, or the sentences that say why none."""
    from cxw.collect import Columns, into, read_spreadsheet

    columns = Columns(of=of, segment=id, round=current(day.segment(id), of).name)
    try:
        delivered = read_spreadsheet(Path(name).expanduser(), columns, day.session)
        into(day.session.model_copy(deep=True), delivered, day.now())
    except CxwError as fault:
        return str(fault).splitlines()
    now = day.now()
    return _kept(day, lambda s: into(s, delivered, now))
