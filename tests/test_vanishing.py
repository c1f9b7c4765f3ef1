"""Which functions will not show: foreseen beforehand, told in the day, never otherwise than the rule has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from desks import Clock, Rule, session
from often import LONGER, often
from vanishing_rooms import answered, room

from cxw import findings
from cxw.day import vanishing
from cxw.day.desk import Wall
from cxw.day.vanishing import Keeps, explained, foreseen, in_round, in_the_day, offers, vanishing_beforehand
from cxw.day.vanishing.words import OBSERVE, TICK
from cxw.model import DK, MarksRound, MarksRow, Need, Participant, Session
from cxw.theme import DARK
from cxw.wall import ScreenView, draw, page_count
from cxw.workshop import Day, Memory, run_day

pytestmark = LONGER
NAMES = ("Marketing", "Sales", "Customer Service", "Müller & Søn", "Straße")


def of_sizes(*sizes: int) -> Session:
    made = room(0)
    made.participants = [
        Participant(id=f"p{f}{n}", name=f"Åse {f}{n}", function=NAMES[f])
        for f, size in enumerate(sizes)
        for n in range(size)
    ]
    return made


def ids(session: Session) -> list[str]:
    return [person.id for person in session.participants]


def promised(rooms: range) -> None:
    """In each of these rooms every function that vanished had been named, by so few people fewer."""
    for seed in rooms:
        session = room(seed)
        before = foreseen(session, ids(session))
        round = answered(session, seed, ticks=(0, 0.5, 0.9, 1)[seed % 4])
        numbers = sum(not isinstance(row, str) for row in round.answers.values())
        fewer = len(session.asked()) - numbers
        for function in in_round(session, round):
            assert before.named(function, fewer), f"room {seed}: {function} vanished and was not named"


def test_every_function_that_vanished_was_named_beforehand() -> None:
    promised(range(50))


@pytest.mark.soak
def test_every_function_that_vanished_was_named_beforehand_in_500_rooms() -> None:
    promised(range(500))


def test_what_is_named_is_said_in_a_sentence() -> None:
    for seed in range(often(50)):
        session = room(seed)
        said = "\n".join(vanishing_beforehand(session))
        before = foreseen(session, ids(session))
        for function in before.sizes:
            assert (function in said) == before.named(function, 99)


def test_a_room_where_one_person_alone_hides_a_function_of_three_says_what_would_keep_both() -> None:
    first, *rest = vanishing_beforehand(of_sizes(3, 3, 3, 1))
    assert first == (
        "Customer Service (3 people) will not show by itself. It would if the one person of Müller & Søn is "
        "an observer, is counted with another function or ticks."
    )
    assert rest == [
        "Müller & Søn (1 person) will not show by itself. It would if its one person ticks.",
        "If one of Marketing (3) or Sales (3) does not know or is missing, that function would vanish.",
    ]
    assert explained([first, *rest]) == [TICK, OBSERVE]


def test_what_would_keep_a_function_does_keep_it() -> None:
    """Each way is done and the room asked again: ticks, an observer, another function."""
    for seed in range(often(50)):
        session = room(seed)
        for hidden, ways in foreseen(session, ids(session)).hidden.items():
            for way in ways:
                assert any(hidden not in foreseen(made, ids(made)).hidden for made in done(session, way))


def done(session: Session, way: Keeps) -> Iterator[Session]:
    """The session when this was done; a function can be counted with any other."""
    functions = {one.function for one in session.asked() if one.function not in (None, way.counted)}
    for other in functions if way.counted else {""}:
        made = session.model_copy(deep=True)
        for one in made.participants:
            one.open = one.function in way.ticks
            one.observer = one.function == way.observer or one.observer
            one.function = other if one.function == way.counted else one.function
        yield made


def test_a_room_of_one_function_has_nothing_to_vanish() -> None:
    assert vanishing_beforehand(of_sizes(7)) == []


def test_a_large_room_of_large_functions_is_told_what_many_missing_would_hide() -> None:
    assert vanishing_beforehand(of_sizes(5, 7)) == [
        "With three people fewer Marketing (5) and Sales (7) can vanish."
    ]


def test_an_observer_is_in_no_function_and_hides_none() -> None:
    made = of_sizes(4, 4, 1)
    made.participants[-1].observer = True
    assert "Customer Service" not in "\n".join(vanishing_beforehand(made))


def test_two_rooms_are_told_apart_by_their_segments() -> None:
    made = of_sizes(4, 4, 1)
    made.segments = [*made.segments, made.segments[0].model_copy(update={"id": "t", "name": "Spitäler"})]
    assert len(vanishing.rooms(made)) == 1
    made.participants[-1].segments = ["s"]
    said = vanishing_beforehand(made)
    assert any(line.startswith("Kliniken: Customer Service (1 person)") for line in said)
    assert any(line.startswith("Spitäler: With two people fewer Marketing (4)") for line in said)


# in the day


def test_a_function_that_vanished_is_told_to_the_facilitator_with_what_still_shows_it() -> None:
    made = of_sizes(4, 3)
    round = answered(made, 1, ticks=0)
    round.answers = {id: {"a": 50, "b": 30, "c": 20} for id in ids(made)}
    round.not_answered = {}
    assert in_the_day(made, round) == ""
    round.answers["p10"] = DK
    said = in_the_day(made, round)
    assert said.startswith("For you alone: Marketing and Sales are not shown by themselves in these points.")
    assert '"too few of us for one department"' in said
    assert "All people of Sales ticking would still show it: `j`, on their own word." in said
    assert "Åse" not in said


def test_a_function_that_shows_in_the_marks_of_another_company_is_not_told_to_show_nowhere() -> None:
    made = of_sizes(4, 4)
    knows: MarksRow = {"a": 7, "b": 6}
    unsure: MarksRow = {"a": DK, "b": DK}
    rows = {id: {"us": knows, "r": unsure if n in (0, 1) else knows} for n, id in enumerate(ids(made))}
    round = MarksRound(
        of="marks",
        name="first",
        needs=["a", "b"],
        companies=["us", "r"],
        opened=dt.datetime(2026, 3, 14, 9),
        answers=rows,
    )
    said = in_the_day(made, round)
    assert "not shown" not in said
    assert said.startswith("For you alone: Marketing and Sales are shown by themselves in the marks of some")
    round.companies = ["r"]
    assert said != in_the_day(made, round) != ""
    assert "of some companies" not in in_the_day(made, round)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_told_is_what_the_handout_does_not_show(seed: int) -> None:
    made = room(seed)
    round = answered(made, seed)
    round.closed = round.revealed = round.opened
    made.segments[0].needs = [Need(id=id, text=id) for id in round.needs]
    made.segments[0].chosen = list(round.needs)
    made.segments[0].rounds = [round]
    weights = findings.of(made).segments[0].weights
    assert weights is not None
    shown = {group.name for group in weights.groups if not group.others}
    assert not shown.intersection(in_round(made, made.segments[0].rounds[0]))


# what is offered


def test_somebody_alone_in_a_function_may_be_an_observer_or_counted_with_another_or_not_shown() -> None:
    ways = offers(of_sizes(3, 3, 1).participants, "Customer Service")
    assert list(ways) == ["observer", "with Marketing", "with Sales", ""]
    assert ways[""] == "Not shown, unless this person ticks on the first ballot"
    assert max(map(len, ways.values())) < 70


def test_two_people_are_not_made_observers() -> None:
    assert list(offers(of_sizes(3, 2).participants, "Sales")) == ["with Marketing", ""]


# a day of 3 + 3 + 3 + 1, with somebody in each function of three who does not know


def after_the_reveal(ticks: bool) -> Session:
    made = of_sizes(3, 3, 3, 1)
    round = answered(made, 1, ticks=1 if ticks else 0)
    round.not_answered = {}
    rows = ({"a": 50, "b": 30, "c": 20}, {"a": 10, "b": 30, "c": 60}, DK)
    round.answers = {person.id: rows[n % 3] for n, person in enumerate(made.participants)}
    round.closed = round.revealed = round.opened
    made.segments[0].needs = [Need(id=id, text=f"Need {id}") for id in round.needs]
    made.segments[0].chosen = list(round.needs)
    made.segments[0].rounds = [round]
    return made


def walls(session: Session) -> str:
    found = [
        draw(
            session,
            ScreenView("s", "weights", "first shown", page),
            width=120,
            height=40,
            theme=DARK,
            colour=False,
        )
        for page in range(page_count(session, ScreenView("s", "weights", "first shown")))
    ]
    return " ".join("\n".join(found).split())


def test_with_ticks_every_function_shows() -> None:
    made = after_the_reveal(ticks=True)
    assert in_the_day(made, made.segments[0].rounds[0]) == ""
    said = walls(made)
    assert all(f"{name} ({3 if n < 3 else 1})" in said for n, name in enumerate(NAMES[:4]))
    assert "Too few of us" not in said


def test_without_ticks_the_facilitator_is_told_and_the_room_reads_no_name() -> None:
    made = after_the_reveal(ticks=False)
    gone = in_round(made, made.segments[0].rounds[0])
    before = "\n".join(vanishing_beforehand(of_sizes(3, 3, 3, 1)))
    assert gone == NAMES[:4]
    assert all(name in before for name in gone)
    assert all(name in in_the_day(made, made.segments[0].rounds[0]) for name in gone)
    said = walls(made)
    assert "Too few of us for any department" in said
    assert not any(word in said for word in (*NAMES[:4], "tick", "alone"))


class Alone(Rule):
    """Keeps what stood there for the facilitator alone, and what the room saw of it."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, str]] = []

    def show(self, wall: Wall) -> str:
        assert "For you alone" not in wall.draw(120, 40)
        assert wall.alone in wall.lines_to_say
        self.told.append((wall.step, wall.alone))
        return super().show(wall)


def day_of(session: Session) -> Alone:
    desk = Alone()
    assert run_day(Day(file=Memory(session), desk=desk, now=Clock(), colour=False))
    return desk


def test_in_the_day_it_is_told_at_each_seal_of_a_first_round_off_the_wall() -> None:
    told = day_of(session(7)).told
    assert [bool(alone) for step, alone in told if step == "first sealed"] == [True, True]
    assert not any(alone for step, alone in told if step != "first sealed")


def test_where_every_function_shows_or_names_were_agreed_on_nothing_is_told() -> None:
    assert not any(alone for _, alone in day_of(session(9)).told)
    agreed = session(7)
    agreed.attribution = "names"
    assert not any(alone for _, alone in day_of(agreed).told)
