"""Observers: in the room, asked nothing, in no number and no function; they may keep promises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desks import Clock, Rule, session
from test_moving import replayed
from test_ticks import Ticks, a_day, room
from test_workshop import without_times

from cxw.cli.printing import _without_slips
from cxw.collect import Columns, into, read_spreadsheet
from cxw.day import desk as d
from cxw.day import ticks
from cxw.day.names import WATCHES
from cxw.day.rounds import seal
from cxw.day.standing import standing_in_words
from cxw.errors import CxwError
from cxw.findings import of
from cxw.handout import ballots, handout_text
from cxw.model import Participant, Segment, Session
from cxw.questions.asking import Part, Value
from cxw.sessionfile import create, dumps, load, problems_of
from cxw.sessionfile.reading import read_text
from cxw.workshop import Day, Memory
from cxw.workshop.needs import NeedLines
from cxw.workshop.people import attending

OTTO = Participant(id="otto", name="Otto Rehn", function="Controlling", observer=True)


def watched(**top: Any) -> Session:
    """Six people of three functions, and one who only watches, in the middle of the list."""
    start = session()
    start.participants.insert(3, OTTO.model_copy(deep=True))
    for key, value in top.items():
        setattr(start, key, value)
    return start


class Asks(Rule):
    """Notes who is asked, waited for or counted in every ask."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.owners: tuple[str, ...] = ()

    def _note(self, ask: Any) -> None:
        self.seen |= {person.id for person in ask.people} | {*ask.waiting()}

    def proposals(self, ask: d.Proposals) -> str:
        self._note(ask)
        return super().proposals(ask)

    def ballots(self, ask: d.Ballot) -> str:
        self._note(ask)
        assert [person.id for person in ask.observers] == ["otto"]
        return super().ballots(ask)

    def unknowns(self, ask: d.Unknowns) -> str:
        self._note(ask)
        return super().unknowns(ask)

    def promises(self, ask: d.Promises) -> str:
        self.owners = ask.owners
        return super().promises(ask)


@pytest.mark.parametrize("masked", [False, True])
def test_an_observer_is_asked_nothing_and_waited_for_nowhere_and_may_keep_a_promise(masked: bool) -> None:
    desk = Asks()
    made = a_day(watched(), desk, masked=masked)
    assert desk.seen == {f"p{n}" for n in range(6)}
    assert "Otto Rehn" in desk.owners
    segment = made.segments[0]
    named = dumps(made).count("otto")
    assert named == 1, "on the list of people and nowhere else"
    assert all("otto" not in {**round.answers, **round.not_answered} for round in segment.rounds)
    assert replayed(made) == without_times(made)


def test_a_day_with_an_observer_has_every_number_and_every_wall_of_the_day_without() -> None:
    with_otto, without = Asks(), Rule()
    with_otto.paints = without.paints = True
    one, other = a_day(watched(), with_otto), a_day(session(), without)
    assert with_otto.drawn == without.drawn
    assert [round.seal for round in one.segments[0].rounds] == [
        seal(other, other.segments[0], round) for round in other.segments[0].rounds
    ]
    assert "Controlling" not in handout_text(one)
    assert of(one).segments[0] == of(other).segments[0]


def test_check_counts_observers_apart() -> None:
    assert standing_in_words(watched()).startswith("in order; 6 people, 1 observer, 1 segment")
    two = watched()
    two.participants[0].observer = True
    assert standing_in_words(two).startswith("in order; 5 people, 2 observers, 1 segment")


def test_an_observer_may_stand_where_it_is_kept_who_has_not_answered_and_nowhere_else() -> None:
    def faults(change: Callable[[Segment], Any]) -> list[str]:
        made = watched()
        change(made.segments[0])
        return [str(one) for one in read_text(dumps(made), "tag.yaml").problems() if not one.warning]

    for stage in ("needs", "weights", "closing"):
        assert faults(lambda one: one.stages.touch(stage).not_answered.update(otto="absent")) == []  # noqa: B023
        (said,) = faults(lambda one: one.stages.touch(stage).answered.append("otto"))  # noqa: B023
        assert "Otto is an observer and has a part in" in said
    assert faults(lambda one: one.no_guess.update(otto="late")) == []
    assert faults(lambda one: one.coverage_guess.update(otto=30))


def test_no_slip_is_printed_for_an_observer() -> None:
    start = watched()
    (about,) = ballots.ballot_subjects(start)
    assert [hand.name for hand in about.room] == [p.name for p in start.participants if p.id != "otto"]
    assert about.people == 6
    assert list(_without_slips(start)) == []


@pytest.mark.parametrize(
    "said",
    [
        lambda s: s.votes.update(otto=["brand"]),
        lambda s: s.rounds[0].answers.update(otto="dk"),
        lambda s: s.conviction.before.update(otto=50),
        lambda s: s.coverage_guess.update(otto=50),
        lambda s: s.needs[0].proposed.update(otto=["Brand"]),
        lambda s: s.stages.needs.answered.append("otto"),
    ],
)
def test_the_file_is_not_in_order_where_an_observer_has_said_something(said: Any, tmp_path: Path) -> None:
    made = a_day(watched(), Rule())
    create(tmp_path / "day.yaml", made)
    assert [problem for problem in problems_of(tmp_path / "day.yaml") if not problem.warning] == []
    said(made.segments[0])
    (tmp_path / "wrong.yaml").write_text(dumps(made), "utf-8")
    found = [str(problem) for problem in problems_of(tmp_path / "wrong.yaml") if not problem.warning]
    assert any("Otto is an observer and has a part in s0" in one for one in found), found


def test_promises_and_evidence_are_no_answers_of_an_observer(tmp_path: Path) -> None:
    made = a_day(watched(), Rule())
    made.segments[0].research[0].owner = "Otto Rehn"
    create(tmp_path / "day.yaml", made)
    assert [problem for problem in problems_of(tmp_path / "day.yaml") if not problem.warning] == []


# `j`


def day(start: Session) -> Day:
    return Day(file=Memory(start), desk=Rule(), now=Clock(), colour=False)


def test_somebody_becomes_an_observer_as_long_as_they_have_given_nothing() -> None:
    here = day(room(3, 1))
    people = attending(here)
    assert people.observes("p10", True) == []
    assert here.session.participant("p10").observer is True
    assert people.everybody()[-1].observer
    assert "already" in people.observes("p10", True)[0]
    assert people.observes("p10", False) == []
    assert here.session.participant("p10").observer is None
    assert "already" in people.observes("p10", False)[0]


def test_whoever_has_given_answers_is_no_observer_and_cxw_says_why() -> None:
    made = a_day(room(3, 1), Ticks())
    assert attending(day(made)).observes("p10", True) == [
        "Jørgen O’Müller 10 has given answers already, and they count: whoever goes leaves"
    ]
    assert made.participant("p10").observer is None


def test_somebody_is_asked() -> None:
    start = room(1)
    assert attending(day(start)).observes("p00", True) == [
        "Jørgen O’Müller 00 is the only one here who is asked"
    ]


class Becomes(Rule):
    """At a moment of the day somebody becomes an observer, or is none any more."""

    def __init__(self, moment: str, id: str, observer: bool) -> None:
        super().__init__()
        self.moment, self.id, self.observer = moment, id, observer

    def show(self, wall: d.Wall) -> str:
        if f"{wall.stage} {wall.step}" == self.moment and wall.acts and wall.acts.people:
            self.moment = ""
            assert wall.acts.people.observes(self.id, self.observer) == []
            raise d.MovedOn(d.AGAIN)
        return super().show(wall)

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        number = person.id[-1] if person.id[-1].isdigit() else "1"
        known = d.Person(f"p{number}", person.name, "Sales", person.desk)
        return super().value(ask, known, part)


@pytest.mark.parametrize("moment", ["weights first sealed", "weights first shown", "grid first shown"])
def test_an_observer_who_takes_part_after_all_is_late_for_what_is_over(moment: str, tmp_path: Path) -> None:
    made = a_day(watched(), Becomes(moment, "otto", False))
    first = made.segments[0].rounds[0]
    assert first.not_answered["otto"] == "late"
    assert any("otto" in round.answers for round in made.segments[0].rounds)
    create(tmp_path / "day.yaml", made)
    assert [problem for problem in problems_of(tmp_path / "day.yaml") if not problem.warning] == []


def test_who_was_late_and_becomes_an_observer_is_named_nowhere_any_more(tmp_path: Path) -> None:
    class Comes(Becomes):
        def show(self, wall: d.Wall) -> str:
            if wall.step == "first shown" and wall.stage == "weights" and self.moment == "join":
                self.moment = "weights first shown"
                assert wall.acts is not None
                assert wall.acts.people is not None
                assert wall.acts.people.join("Zoë Łoś", "Einkauf", ["s0"]) == []
            return super().show(wall)

    made = a_day(room(3, 3), Comes("join", "zoe", True))
    assert made.participants[-1].observer is True
    assert made.segments[0].rounds[0].not_answered == {}
    assert dumps(made).count(made.participants[-1].id) == 1
    create(tmp_path / "day.yaml", made)
    assert [problem for problem in problems_of(tmp_path / "day.yaml") if not problem.warning] == []


def test_an_observer_who_leaves_or_sits_elsewhere_is_missed_nowhere() -> None:
    made = a_day(watched(), Becomes("", "", False))
    here = day(made)
    people = attending(here)
    assert people.leaves("otto", "a train") == []
    assert people.back("otto") == []
    assert "otto" not in dumps(here.session).split("segments:")[1]


# names that are typed, tables


def test_a_line_signed_by_an_observer_is_no_need_and_no_name_on_the_wall() -> None:
    here = day(watched())
    ask = NeedLines(here, "s0")
    assert ask.bulk("Otto: Brand") == [f"Otto Rehn {WATCHES}"]
    assert ask.bulk("ot - Brand") == [f"Otto Rehn {WATCHES}"]
    assert ask.bulk("Brand") == []
    assert [line.text for line in ask.lines()] == ["Brand"]


def table(folder: Path, text: str) -> Path:
    (folder / "table.csv").write_text(text, "utf-8")
    return folder / "table.csv"


def test_a_table_of_people_brings_observers_ticks_and_words(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "name;function;open;observer;last contact with a customer\n"
        "Jürgen Weiß;Recht;yes;;this week\n"
        "Åse Berg;Recht;no;;Rather not say\n"
        "Otto Rehn;Controlling;;yes;\n"
        "Łukasz Wąs;Vertrieb;;no;2026-03-02\n",
    )
    start = session(people=0)
    into(start, read_spreadsheet(path, Columns(of="people"), start), Clock()())
    made = [(p.name, p.open, p.observer, str(p.last_customer_contact)) for p in start.participants]
    assert made == [
        ("Jürgen Weiß", True, None, "this week"),
        ("Åse Berg", False, None, "rather not say"),
        ("Otto Rehn", None, True, "None"),
        ("Łukasz Wąs", None, None, "2026-03-02"),
    ]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("maybe;;", "under open: write yes or no"),
        (";perhaps;", "under observer: write yes or no"),
        (";;yesterday", "is no last contact: write this week, this quarter, longer ago, rather not say"),
        (";;2.3.26", "is no date that can be read in one way only"),
    ],
)
def test_a_cell_that_says_none_of_it_is_named(cell: str, said: str, tmp_path: Path) -> None:
    path = table(tmp_path, f"name;open;observer;last_customer_contact\nJürgen Weiß;{cell}\n")
    start = session(people=0)
    found = [str(problem) for problem in read_spreadsheet(path, Columns(of="people"), start).problems]
    assert any(said in one for one in found), found


def test_a_word_of_the_person_stays_where_a_table_brings_a_day(tmp_path: Path) -> None:
    start = session(people=1)
    start.participants[0].last_customer_contact = "rather not say"
    path = table(tmp_path, f"name;last_customer_contact\n{start.participants[0].name};2026-03-02\n")
    into(start, read_spreadsheet(path, Columns(of="people"), start), Clock()())
    assert start.participants[0].last_customer_contact == "rather not say"


def test_a_row_of_answers_of_an_observer_is_refused_by_name(tmp_path: Path) -> None:
    made = a_day(watched(), Rule())
    made.segments[0].rounds = []
    needs = [need.text for need in made.segments[0].needs]
    path = table(tmp_path, f"name;{';'.join(needs)}\nOtto Rehn;20;20;20;20;20\n")
    found = [str(problem) for problem in read_spreadsheet(path, Columns(of="weights"), made).problems]
    assert any("Otto Rehn is an observer, who is asked nothing" in one for one in found), found


def test_a_table_makes_nobody_an_observer_who_has_given_answers(tmp_path: Path) -> None:
    made = a_day(session(), Rule())
    path = table(tmp_path, f"name;observer\n{made.participants[0].name};yes\n")
    with pytest.raises(CxwError, match="has given answers already and is no observer"):
        into(made, read_spreadsheet(path, Columns(of="people"), made), Clock()())
    fresh = session()
    into(fresh, read_spreadsheet(path, Columns(of="people"), fresh), Clock()())
    assert fresh.participants[0].observer is True


def test_ticks_are_asked_by_the_size_without_observers(tmp_path: Path) -> None:
    start = room(5)
    assert not ticks.is_asked_for_tick(start, start.participants[0])
    assert attending(day(start)).observes("p04", True) == []
    assert ticks.is_asked_for_tick(start, start.participants[0])
    create(tmp_path / "day.yaml", start)
    assert load(tmp_path / "day.yaml") == start


def test_a_room_of_observers_alone_has_nobody_to_print_for() -> None:
    start = watched()
    start.participants = [start.participants[3]]
    assert [one.room for one in ballots.ballot_subjects(start)] == [()]
