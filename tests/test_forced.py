"""What follows from all that is printed, by a reader who holds nobody's slip: first of what older versions
printed, where they win, then of today's.

In `forced_old/` stand days, and beside each what a room read and the copy that was handed over when numbers
of a second round stood there although one person was missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import permutations, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from adversary import differences, handouts_of, taken_home
from adversary import printed as whole_texts
from forced import ask, model, tried
from forced_copies import tied
from forced_days import day, rough_day
from forced_points import Points
from forced_queries import DK, World, queries
from forced_worlds import Open, Worlds
from often import often, some

from cxw import findings
from cxw.day.rounds import seal
from cxw.model import Session, WeightsRound
from cxw.sessionfile import dumps, loads, problems_of

OLD = Path(__file__).parent / "forced_old"
QUICK = (0, 9)
"""Days of which every question is asked within `make test`: two segments, and one; others take a minute each."""
Drawn = Callable[[int], Session]
ALL = often(500, 100)
"""Days in which a question is over once sums leave it open: half an hour for 500; `EXACT` takes as long for ten."""
EXACT = range(0, ALL, 50)


def old_day(name: str) -> Session:
    return loads((OLD / f"{name}.yaml").read_text("utf-8"))


def old_numbers(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((OLD / f"{name}.findings.json").read_text("utf-8"))["segments"][0]
    return told


def forced_of(name: str, person: str, needs: Sequence[str]) -> dict[str, int]:
    """What an older handout forces of somebody's points, by need."""
    session = old_day(name)
    world = World(session, session.segments[0].id)
    found = {}
    for query in queries(world):
        if query.target.said.startswith(person) and query.item in {f"points first {need}" for need in needs}:
            sheet = Points(world, old_numbers(name)["weights"], counted=True)
            ask(sheet, query, world)
            sheet.sheet.hint(sheet.truth())
            if sheet.sheet.solved()[0] == "none":
                found[query.item.split()[-1]] = query.truth[0]
    return found


# What older versions printed


def test_of_the_smallest_day_the_older_handout_gave_the_whole_row_of_who_left() -> None:
    assert forced_of("leaver-minimal", "f0p2", ("n0", "n1", "n2")) == {"n0": 10, "n1": 50, "n2": 40}


def test_where_much_moved_the_older_handout_still_gave_single_answers_of_who_left() -> None:
    assert forced_of("leaver-value-1-5", "f0p1", ("n3", "n5")) == {"n3": 0, "n5": 0}


@pytest.mark.parametrize(
    ("name", "person"), [("share-leaver", "f1p1"), ("leaver-minimal", "f0p2"), ("leaver-value-1-5", "f0p1")]
)
def test_the_older_copy_held_the_row_of_who_left_as_the_only_one_without_a_second(
    name: str, person: str
) -> None:
    copy = loads((OLD / f"{name}.shared.yaml").read_text("utf-8"))
    first, second = (r.answers for s in copy.segments for r in s.rounds if isinstance(r, WeightsRound))
    assert [first[row] for row in first.keys() - second.keys()] == [
        old_day(name).segments[0].rounds[0].answers[person]
    ]


def test_eight_digits_of_a_seal_without_a_salt_told_whose_rows_they_were() -> None:
    session = old_day("leaver-minimal")
    digits = old_numbers("leaver-minimal")["weights"]["seal"]
    fits = [one for one in assignments(session) if sealed(session, one).startswith(f"sha256:{digits}")]
    assert fits == [session.segments[0].rounds[0].answers]
    session.salt = "0" * 32
    assert not any(sealed(session, one).startswith(f"sha256:{digits}") for one in assignments(session))


def assignments(session: Session) -> list[dict[str, Any]]:
    """Every way to give the rows of each function to its people: what its means leave open, and more."""
    round = session.segments[0].rounds[0]
    functions: dict[str | None, list[str]] = {}
    for person in session.participants:
        functions.setdefault(person.function, []).append(person.id)
    ways = [list(permutations([round.answers[p] for p in people])) for people in functions.values()]
    people = [person for some in functions.values() for person in some]
    return [dict(zip(people, [row for rows in way for row in rows], strict=True)) for way in product(*ways)]


def sealed(session: Session, answers: dict[str, Any]) -> str:
    other = session.model_copy(deep=True)
    other.segments[0].rounds[0].answers = answers
    return seal(other, other.segments[0], other.segments[0].rounds[0])


# Today's


@pytest.mark.parametrize("drawn", [day, rough_day])
@pytest.mark.parametrize("number", range(0, 40, 10))
def test_the_days_are_such_as_the_program_writes(number: int, drawn: Drawn, tmp_path: Path) -> None:
    session, file = drawn(number), tmp_path / "day.yaml"
    file.write_text(dumps(session), "utf-8")
    assert loads(dumps(session)) == session
    assert problems_of(file) == []


def test_the_days_hold_all_that_a_room_does() -> None:
    days = [day(number) for number in range(60)]
    people = [person for one in days for person in one.participants]
    why = {w for one in days for s in one.segments for r in s.rounds for w in r.not_answered.values()}
    assert {len(one.participants) for one in days} >= set(range(5, 15))
    assert {"late", "left", "declined", "absent"} <= why
    assert any(person.observer for person in people)
    assert {person.open for person in people if person.function} == {True, None}
    assert any(DK in r.answers.values() for one in days for s in one.segments for r in s.rounds)
    asked = [customers.kind for one in days for s in one.segments for customers in s.customers]
    assert {*asked} == {"individual", "aggregated"}


def test_on_a_rough_day_more_goes_wrong() -> None:
    segments = [segment for number in range(30) for segment in rough_day(number).segments]
    assert any(round.corrected for segment in segments for round in segment.rounds)
    assert any(len([r for r in s.rounds_of("marks") if r.name == "first"]) > 1 for s in segments)
    gone = [{*s.coverage_guess} - {*s.stages.of("closing").answered} for s in segments]
    joined = [{*s.rounds[1].answers} - {*s.rounds[0].answers} for s in segments if len(s.rounds) > 1]
    assert any(gone)
    assert any(joined)


@pytest.mark.parametrize("number", some([(n,) for n in range(60)], lambda number: number == 3))
def test_the_true_day_fits_all_that_is_printed_of_it(number: int) -> None:
    session = day(number)
    told = findings.dump(findings.of(session))
    for place, segment in enumerate(session.segments):
        world = World(session, segment.id)
        for item in {query.item for query in queries(world)}:
            made = model(world, told["segments"][place], item)
            if made is not None and not item.startswith("knows"):
                for key, value in made.truth().items():
                    if key in made.sheet.unknown:
                        made.sheet.model.add(made.sheet.unknown[key].number == (-1 if value == DK else value))
                assert made.sheet.solved(20)[0] == "found", item


@pytest.mark.parametrize("number", QUICK)
def test_nothing_is_forced(number: int) -> None:
    assert tried([number], copies=False).wins == []


@pytest.mark.soak
@pytest.mark.parametrize("number", range(ALL))
def test_nothing_is_forced_by_sums(number: int) -> None:
    assert tried([number], sums=True).wins == []


@pytest.mark.soak
@pytest.mark.parametrize("number", range(often(100)))
def test_on_a_rough_day_nothing_is_forced_by_sums_and_no_row_of_a_copy_stands_for_few(number: int) -> None:
    assert tied(rough_day(number)) == []
    assert tried([number], sums=True, days=rough_day).wins == []


@pytest.mark.soak
@pytest.mark.parametrize("number", EXACT)
def test_nothing_is_forced_by_handout_and_copy_together(number: int) -> None:
    assert tried([number]).wins == []


@pytest.mark.parametrize("number", [2, 3, 4])
def test_no_row_of_a_copy_stands_for_fewer_than_three(number: int) -> None:
    assert tied(day(number)) == []


@pytest.mark.soak
@pytest.mark.parametrize("number", range(ALL))
def test_no_row_of_any_copy_stands_for_fewer_than_three(number: int) -> None:
    assert tied(day(number)) == []


def other_world(number: int) -> tuple[Session, Session]:
    """A day, and another world of which the findings are the same."""
    session = day(number)
    world = World(session, "s0")
    left = Open(world, queries(world), copies=False)
    around = Worlds(session, "s0").around(list(world.people), "points first price", Random(1))
    others = (one for one in around if World(one, "s0").items != world.items)
    return session, next(one for one in others if left.same(one) == "all")


def test_a_world_of_which_the_findings_are_the_same_prints_the_same_handout_and_all_that_goes_home() -> None:
    session, other = other_world(7)
    assert differences(dict(handouts_of(session)), dict(handouts_of(other))) == []
    assert differences(dict(taken_home(session)), dict(taken_home(other))) == []


@pytest.mark.soak
def test_a_world_of_which_the_findings_are_the_same_prints_the_same_on_every_wall() -> None:
    session, other = other_world(7)
    assert differences(whole_texts(session), whole_texts(other)) == []
