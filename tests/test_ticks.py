"""Who may be seen: whom the first ballot asks for a tick and for the last contact, when, and what is kept of it."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from desks import Clock, Rule, Stopped, session
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often, some
from test_moving import replayed
from test_workshop import without_times

from cxw.day import desk as d
from cxw.day import ticks
from cxw.model import Participant, Session
from cxw.questions.asking import Part, Value
from cxw.sessionfile import OpenFile, create, load, problems_of
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.people import attending

FUNCTIONS = ("Geschäftsführung", "Vertrieb", "Recht & Compliance", "Qualitätssicherung")
WORDS = ("this week", "this quarter", "longer ago", "rather not say", "")


def room(*sizes: int, segments: int = 1, **top: Any) -> Session:
    """People from departments of these sizes."""
    start = session(segments=segments)
    start.participants = [
        Participant(id=f"p{n}{m}", name=f"Jørgen O’Müller {n}{m}", function=FUNCTIONS[n % len(FUNCTIONS)])
        for n, size in enumerate(sizes)
        for m in range(size)
    ]
    for key, value in top.items():
        setattr(start, key, value)
    return start


class Ticks(Rule):
    """Ticks and says what it is told to, and remembers who was asked what, in which round."""

    def __init__(self, said: dict[str, dict[str, Any]] | None = None, **more: Any) -> None:
        super().__init__(**more)
        self.said = said or {}
        self.asked: dict[str, list[tuple[str, str, str]]] = {}

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        self.asked.setdefault(person.id, []).append((ask.segment, f"{ask.of} {ask.name}", part.id))
        if part.kind.name in ("tick", "contact"):
            return self.beside(ask, person, part)
        number = person.id[-1] if person.id[-1].isdigit() else "7"
        return super().value(ask, d.Person(f"p{number}", person.name, "Sales", person.desk), part)

    def beside(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        return self.said.get(person.id, {}).get(part.id, part.alone)


def a_day(start: Session, desk: Rule, *, masked: bool = False) -> Session:
    memory = Memory(start.model_copy(deep=True))
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False, masked=masked))
    return memory.session


def beside(desk: Ticks, person: str) -> list[tuple[str, str, str]]:
    """What somebody was asked beside answers, and where."""
    return [one for one in desk.asked[person] if one[2] in (ticks.OPEN, ticks.CONTACT)]


# whom, when, in which words


@pytest.mark.parametrize("masked", [False, True])
def test_only_people_of_small_departments_are_asked_for_a_tick_and_everybody_for_the_last_contact(
    masked: bool,
) -> None:
    desk = Ticks()
    a_day(room(1, 4, 5), desk, masked=masked)
    first = ("Segment 0", "weights first")
    for person in desk.asked:
        asked = [(*first, "contact")] if person.startswith("p2") else [(*first, "open"), (*first, "contact")]
        assert beside(desk, person) == asked, person


def test_everybody_is_asked_once_a_day_on_their_own_first_ballot() -> None:
    start = room(2, 3, segments=2)
    start.participants[1].segments = ["s1"]
    desk = Ticks()
    a_day(start, desk)
    assert {one[0] for one in beside(desk, "p00")} == {"Segment 0"}
    assert {one[0] for one in beside(desk, "p01")} == {"Segment 1"}
    assert all(len(beside(desk, person)) == 2 for person in desk.asked)


def test_whoever_comes_late_is_asked_on_the_first_ballot_they_answer() -> None:
    class Late(Ticks):
        def show(self, wall: d.Wall) -> str:
            if (wall.stage, wall.step) == ("weights", "first shown") and "zoe" not in self.asked:
                self.asked["zoe"] = []
                assert wall.acts is not None
                assert wall.acts.people is not None
                assert wall.acts.people.join("Zoë Łoś", "Einkauf", ["s0"]) == []
                raise d.MovedOn(d.AGAIN)
            return super().show(wall)

        def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
            one = (
                d.Person("zoe", person.name, person.function, person.desk) if person.id[0] == "z" else person
            )
            return super().value(ask, one, part)

    for second in (True, False):
        desk = Late(second=second)
        desk.said = {"zoe": {"open": True, "contact": "this week"}}
        made = a_day(room(3, 3), desk)
        wanted = "weights second" if second else "marks first"
        assert [one[1:] for one in beside(desk, "zoe")] == [(wanted, "open"), (wanted, "contact")]
        zoe = made.participants[-1]
        assert (zoe.open, zoe.last_customer_contact) == (True, "this week")


def test_no_round_waits_for_a_tick_and_the_pace_is_the_same_for_everybody_of_a_department() -> None:
    class Counts(Ticks):
        def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
            if part.kind.name in ("tick", "contact"):
                assert person.id not in ask.waiting()
            if part.kind.name == "points" and person.id == "p01":
                super().value(ask, person, part)
                return "dk"
            return super().value(ask, person, part)

    desk = Counts()
    a_day(room(2, 5), desk, masked=True)
    steps = [[one[2] for one in desk.asked[person] if one[1] == "weights first"] for person in ("p00", "p01")]
    assert steps[0] == steps[1] == ["points", "conviction", "open", "contact"]


@pytest.mark.parametrize("language", ["de", "Deutsch", "German", "de-AT", "deu"])
def test_a_german_room_is_asked_in_german_in_the_words_agreed_on(language: str) -> None:
    start = room(1, 3, language=language)
    assert ticks.tick_words(start, "Geschäftsführung") == (
        "Ich bin hier die einzige Person aus Geschäftsführung. Meine Angaben dürfen als die von "
        "Geschäftsführung gezeigt werden. Ohne Häkchen zählen sie im Gesamtergebnis und werden nicht einzeln "
        "gezeigt."
    )
    assert ticks.tick_words(start, "Vertrieb") == (
        "Aus Vertrieb sind wir nur wenige. Vertrieb darf auch dann einzeln gezeigt werden, wenn nur eine oder "
        "zwei Personen antworten; Kolleginnen und Kollegen könnten meine Angaben dann erschließen. Ohne "
        "Häkchen entsteht kein Nachteil, das Häkchen wird im Raum nicht gezeigt, und es lässt sich "
        "zurücknehmen, bis das Handout erstellt ist."
    )


@pytest.mark.parametrize("language", [None, "en", "English", "fr", "Finnish", ""])
def test_every_other_room_is_asked_in_english_in_the_words_agreed_on(language: str | None) -> None:
    start = room(1, 3, language=language)
    assert ticks.tick_words(start, "Geschäftsführung") == (
        "I am the only person here from Geschäftsführung. My answers may be shown as Geschäftsführung's. "
        "Without a tick they count in the room's numbers and are not shown by themselves."
    )
    assert ticks.tick_words(start, "Vertrieb") == (
        "We are only a few from Vertrieb. Vertrieb may be shown by itself even if only one or two of us give "
        "an answer; colleagues could then work out mine. Not ticking has no consequence, the tick is not "
        "shown in the room, and you can take it back until the handout is made."
    )


def test_a_department_is_as_large_as_its_people_who_are_asked() -> None:
    start = room(5)
    start.participants[0].observer = True
    assert all(ticks.is_asked_for_tick(start, person) for person in start.asked())
    assert not ticks.is_asked_for_tick(start, start.participants[0])
    assert "only a few" in ticks.tick_words(start, "Geschäftsführung")
    start.participants[1].observer = start.participants[2].observer = start.participants[3].observer = True
    assert "the only person" in ticks.tick_words(start, "Geschäftsführung")


def test_where_names_stand_beside_numbers_nobody_is_asked_what_would_not_be_true() -> None:
    desk = Ticks()
    a_day(room(1, 3, attribution="names"), desk)
    assert {one[2] for person in desk.asked for one in beside(desk, person)} == {"contact"}


def test_the_pull_is_told_on_the_first_ballot_where_it_is_looked_at_and_nowhere_else() -> None:
    class Reads(Ticks):
        small: tuple[str, ...] = ()

        def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
            self.small += (part.small,)
            return super().value(ask, person, part)

    for pull in (True, False, None):
        desk = Reads()
        a_day(room(2, 3, pull=pull), desk)
        assert (ticks.PULL in desk.small) is (pull is True)


# what is kept of it


SAID = st.dictionaries(
    st.sampled_from(["p00", "p10", "p11", "p20", "p21", "p22"]),
    st.fixed_dictionaries({}, optional={"open": st.booleans(), "contact": st.sampled_from(WORDS)}),
)


@given(said=SAID, masked=st.booleans())
@settings(max_examples=often(30), deadline=None)
def test_what_people_say_stands_in_the_file_and_a_replay_gives_it_again(
    said: dict[str, dict[str, Any]], masked: bool
) -> None:
    made = a_day(room(1, 2, 3), Ticks(said), masked=masked)
    for person in made.participants:
        mine = said.get(person.id, {})
        assert person.open is mine.get("open", False)
        assert (person.last_customer_contact or "") == mine.get("contact", "")
    assert replayed(made) == without_times(made)


def test_answers_and_walls_are_the_same_whoever_ticks_before_the_reveal() -> None:
    """What is drawn until the first reveal: nothing on it says who ticked, or how many."""
    every = {f"p{n}{m}": {"open": True, "contact": "this week"} for n in range(3) for m in range(n + 1)}
    drawn = []
    for said in ({}, every):
        desk = Ticks(said)
        desk.paints = True
        a_day(room(1, 2, 3), desk)
        drawn.append(desk.drawn[: desk.walls.index(("weights", "first sealed")) + 1])
    assert drawn[0] == drawn[1]


def day(start: Session, *, masked: bool = False) -> tuple[d.Ballot, Day]:
    """The first ballot, about to be answered."""
    found: list[d.Ballot] = []

    class Stops(Ticks):
        def ballots(self, ask: d.Ballot) -> str:
            if ask.of == "weights":
                found.append(ask)
                return d.LEAVE
            return super().ballots(ask)

    here = Day(file=Memory(start), desk=Stops(), now=Clock(), colour=False, masked=masked)
    assert not run_day(here)
    return found[0], here


def answers(ask: d.Ballot, who: str, **beside: Any) -> None:
    """One slip, and then what it says beside its answers."""
    needs = ask.whole(who)[0].needs
    assert ask.accept(who, "points", {need.id: 100 * (n == 0) for n, need in enumerate(needs)}, "paper") == []
    assert ask.accept(who, "conviction", 70, "paper") == []
    for part, value in beside.items():
        assert ask.accept(who, part, value, "paper") == []


def ids(ask: d.Ballot, who: str) -> list[str]:
    return [part.id for part in ask.parts(who)]


def test_what_people_say_of_their_last_contact_goes_before_the_facilitators_date() -> None:
    start = room(3, 2)
    for person in start.participants:
        person.last_customer_contact = dt.date(2026, 3, 2)
    ask, here = day(start)
    answers(ask, "p00", open=False, contact="longer ago")
    answers(ask, "p01", open=False, contact="")
    answers(ask, "p02", open=False, contact="rather not say")
    kept = [person.last_customer_contact for person in here.session.participants[:3]]
    assert kept == ["longer ago", dt.date(2026, 3, 2), "rather not say"]


def test_a_slip_that_takes_anothers_place_takes_its_tick_and_its_word_away_too() -> None:
    start = room(3, 2)
    start.participants[0].last_customer_contact = dt.date(2026, 3, 2)
    ask, here = day(start)
    answers(ask, "p00", open=True, contact="this week")
    assert [part.id for part in ask.whole("p00")] == ["points", "conviction", "open", "contact"]
    answers(ask, "p00", open=False, contact="")
    ana = here.session.participants[0]
    assert (ana.open, ana.last_customer_contact) == (False, dt.date(2026, 3, 2))


def test_whoever_gives_no_answer_is_asked_neither() -> None:
    ask, _ = day(room(3, 2))
    for why in ("declined", "late", "left", "absent"):
        assert ask.miss("p00", why) == []
        assert ids(ask, "p00") == []


@pytest.mark.parametrize("value", ["y", 1, None, 0, "this week", ""])
def test_nothing_but_yes_or_no_is_a_tick(value: object) -> None:
    ask, here = day(room(3, 2))
    assert ask.accept("p00", "open", value, "paper") != []
    assert here.session.participants[0].open is None


@pytest.mark.parametrize("value", ["w", "yesterday", None, 3, True, "This week"])
def test_nothing_but_the_four_words_is_a_last_contact(value: object) -> None:
    ask, here = day(room(3, 2))
    assert ask.accept("p00", "contact", value, "paper") != []
    assert here.session.participants[0].last_customer_contact is None


# power cuts, rounds opened again, other desks


def again(path: Path) -> tuple[d.Ballot, OpenFile]:
    opened = OpenFile(path)
    opened.__enter__()
    found: list[d.Ballot] = []

    class Stops(Ticks):
        def ballots(self, ask: d.Ballot) -> str:
            found.append(ask)
            return d.LEAVE

    assert not run_day(Day(file=opened, desk=Stops(), now=Clock(), colour=False))
    return found[0], opened


def test_after_a_cut_before_the_tick_nobody_is_waited_for_and_the_name_asks_for_it(tmp_path: Path) -> None:
    ask, here = day(room(2, 5))
    answers(ask, "p00")
    answers(ask, "p01", open=True, contact="")
    answers(ask, "p10")
    answers(ask, "p11", contact="this week")
    create(tmp_path / "day.yaml", here.session)
    ask, opened = again(tmp_path / "day.yaml")
    try:
        assert set(ask.waiting()) == {"p12", "p13", "p14"}
        assert ids(ask, "p00") == ["open", "contact"]
        assert [ids(ask, who) for who in ("p01", "p10", "p11")] == [[], [], []]
        assert ask.accept("p00", "open", False, "paper") == []
        assert ids(ask, "p00") == ["contact"]
        assert ask.accept("p00", "contact", "this quarter", "paper") == []
        assert ids(ask, "p00") == []
        assert load(tmp_path / "day.yaml").participants[0].last_customer_contact == "this quarter"
    finally:
        opened.__exit__(None, None, None)


ASKED, TICKING = 30, 39
"""After so many answers some were asked on a vote, or one gave points and no tick yet."""


@pytest.mark.parametrize(
    "stop", some(zip(range(24, 60, 3), strict=True), lambda stop: stop in (ASKED, TICKING))
)
def test_a_day_cut_off_anywhere_asks_nobody_for_a_second_tick(stop: int, tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    said = {person.id: {"open": True, "contact": "this week"} for person in room(1, 2, 3).participants}
    create(path, room(1, 2, 3))
    before, after = Ticks(said, stop_after=stop), Ticks(said)
    for desk in (before, after):
        with OpenFile(path) as opened, contextlib.suppress(Stopped):
            run_day(Day(file=opened, desk=desk, now=Clock(), colour=False))
    assert [problem for problem in problems_of(path) if not problem.warning] == []
    for person in load(path).participants:
        ticked = [
            one for desk in (before, after) for one in desk.asked.get(person.id, []) if one[2] == "open"
        ]
        cut = person.open is None
        assert len(ticked) <= 1 + (bool(before.asked) and list(before.asked)[-1] == person.id), person
        assert cut is (not ticked)
    assert sum(person.open is None for person in load(path).participants) <= 1


def test_a_round_that_is_opened_again_asks_nobody_who_was_asked(tmp_path: Path) -> None:
    class Reopens(Ticks):
        opened = 0

        def show(self, wall: d.Wall) -> str:
            if d.REOPEN in wall.keys and not self.opened:
                self.opened = 1
                return d.REOPEN
            return super().show(wall)

    desk = Reopens({"p00": {"open": True}})
    made = a_day(room(1, 2, 3), desk)
    assert made.participants[0].open is True
    assert all(len(beside(desk, person)) == 2 for person in desk.asked)


def test_rows_of_a_spreadsheet_are_asked_nothing_and_are_nobodys_first_ballot() -> None:
    start = room(2, 3)
    start.participants[0].desk = "spreadsheet"
    desk = Ticks({"p00": {"open": True}})
    made = a_day(start, desk)
    first = made.segments[0].rounds[0]
    person = made.participants[0]
    assert ticks.is_first(made, made.segments[0].rounds_of("marks")[0], person) is True
    assert ticks.is_first(made, first, made.participants[1]) is False


# `j`


def test_a_tick_is_taken_back_and_given_later_as_the_person_says_it(tmp_path: Path) -> None:
    _, here = day(room(1, 3, 5))
    people = attending(here)
    assert people.ticks("p00", True) == []
    ticked = here.session.participants[0].open
    assert ticked is True
    assert people.ticks("p00", False) == []
    assert here.session.participants[0].open is False
    assert "4 people or fewer" in people.ticks("p20", True)[0]
    assert [bool(one.ticks) for one in people.everybody()] == [True] * 4 + [False] * 5


def test_who_works_elsewhere_from_now_on_has_ticked_for_the_other_department() -> None:
    _, here = day(room(1, 3))
    people = attending(here)
    assert people.ticks("p00", True) == []
    assert people.work_in("p00", ["Geschäftsführung", "Vertrieb"]) == []
    assert here.session.participants[0].open is True
    assert people.work_in("p00", ["Vertrieb"]) == []
    assert here.session.participants[0].open is None


def test_after_the_handout_a_tick_says_that_the_handout_stands(tmp_path: Path) -> None:
    from cxw.handout import write_handout

    made = a_day(room(1, 3), Ticks())
    told: list[str] = []

    class Tells(Ticks):
        def tell(self, text: str) -> None:
            told.append(text)

    here = Day(file=Memory(made), desk=Tells(), now=Clock(), colour=False, folder=tmp_path)
    assert attending(here).ticks("p00", False) == []
    assert told == []
    write_handout(made, folder=tmp_path, formats=("md",))
    assert attending(here).ticks("p00", True) == []
    assert told == ["The handout that was made stands as it was printed."]


def test_a_tick_is_for_one_day_the_next_one_asks_anew() -> None:
    from cxw.day.set_up import carried

    made = room(1, 3)
    made.participants[0].open, made.participants[0].last_customer_contact = True, "this week"
    made.participants[1].last_customer_contact = dt.date(2026, 3, 2)
    fresh = carried(made, "last.yaml", dt.date(2027, 3, 14))
    assert [person.open for person in fresh.participants] == [None] * 4
    assert [person.last_customer_contact for person in fresh.participants][:2] == [None, dt.date(2026, 3, 2)]
