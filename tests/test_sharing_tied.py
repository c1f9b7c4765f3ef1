"""Nothing of a copy is tied to a pattern of presence or of don't-knows that fewer than three people share.

Every answer of these days is one of a kind, so that it is known whose it was. What a copy keeps together is
found out by making it again and again: two answers of everybody that stand on one row each time are linked.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from statistics import fmean, median

import pytest
from adversary_rooms import generated
from forced_days import day
from often import some
from test_record import marks, people, points, room
from test_sharing import copy_of, leads, text_of

from cxw import findings
from cxw.day import record
from cxw.day.rounds import seal
from cxw.model import DK, AnyRound, Session
from cxw.sessionfile import load
from cxw.sessionfile.reading import read_text
from cxw.sharing import TIED

CASES = Path(__file__).parent / "cases"
NEEDS = "price speed help"
COPIES = 10
Column = str
Answers = dict[Column, dict[str, object]]
"""What was asked -> person or row -> the answer."""


def a_day(seed: int) -> Session:
    """Seven to eleven people of small functions; some leave, come late, decline, or do not know."""
    draw = random.Random(seed)
    sizes = [draw.randint(1, 5) for _ in range(3)]
    who = list(people(**dict(zip(("Vertrieb", "Kundendienst", "Recht"), sizes, strict=True))).items())[:11]
    names = [person for person, _ in who]
    missing = [draw.sample(names, min(len(names), draw.choice([0, 0, 1, 2, 3, 4]))) for _ in range(5)]
    dk = draw.choice([0, 0.05, 0.3])

    def here(n: int) -> list[tuple[int, str]]:
        return [(n_, p) for n_, p in enumerate(names) if p not in missing[n]]

    def row(n: int, step: int) -> str:
        return "dk" if draw.random() < dk / 2 else f"{n + 1} {step} {99 - n - step}"

    def mark(n: int, at: int) -> str:
        return "dk" if draw.random() < dk else str((n * 3 + at) % 11)

    def marked(n: int, companies: list[str]) -> dict[str, dict[str, str]]:
        return {
            p: {c: " ".join(mark(i, k + len(c)) for k in range(3)) for c in companies} for i, p in here(n)
        }

    rounds: list[AnyRound] = [points("first", NEEDS, {p: row(n, 40) for n, p in here(0)})]
    rounds.append(points("second", NEEDS, {p: row(n, 20) for n, p in here(1)}, 10))
    rounds.append(marks("first", NEEDS, marked(2, ["us", "paycorp"]), 60, companies=["us", "paycorp"]))
    rounds.append(marks("first", NEEDS, marked(3, ["as-now"]), 70, companies=["as-now"]))
    again = {p: {"us": str((n * 3 + 5) % 11)} for n, p in here(4)}
    rounds.append(marks("second", "price", again, 80, companies=["us"], cells=["mark us price"]))
    rounds = [one for n, one in enumerate(rounds) if n in (0, 2) or draw.random() < 0.6]
    for round in rounds:
        absent = [p for p in names if p not in round.answers]
        round.not_answered = {p: draw.choice(["left", "late", "declined", "absent"]) for p in absent}
    session = room(dict(who), *rounds, date=dt.date(2026, 3, 14))
    segment = session.segments[0]
    sure = segment.conviction
    sure.before = {p: "dk" if draw.random() < dk else n + 10 for n, p in here(0)}
    sure.after = {p: "dk" if draw.random() < dk else n + 30 for n, p in here(1)}
    segment.coverage_guess = {p: n + 50 for n, p in here(4)}
    for round in rounds:
        round.seal = seal(session, segment, round)
    return session


def answers(session: Session) -> Answers:
    """All that was given, column by column."""
    segment = session.segments[0]
    found: Answers = {
        "before": dict(segment.conviction.before),
        "after": dict(segment.conviction.after),
        "guess": dict(segment.coverage_guess),
    }
    for round in segment.rounds:
        if round.of == "weights":
            found[f"points {round.name}"] = {p: str(row) for p, row in round.answers.items()}
            continue
        for company in round.companies:
            for need in round.asks(company):
                name = f"{round.name} mark {company} {need}"
                rows = {p: answer.get(company, {}).get(need) for p, answer in round.answers.items()}
                found[name] = {p: mark for p, mark in rows.items() if mark is not None}
    return found


def whose(session: Session) -> dict[tuple[Column, object], str]:
    """Column and answer -> the one person who gave it."""
    return {
        (name, value): person
        for name, said in answers(session).items()
        for person, value in said.items()
        if value != "dk"
    }


def pairs(session: Session, secret: int) -> Iterator[tuple[Column, Column, bool]]:
    """Any two answers on one row of a copy, and whether one person gave them."""
    said, owner = answers(copy_of(session, secret)), whose(session)
    for one, other in combinations(said, 2):
        for row in said[one].keys() & said[other].keys():
            if "dk" not in (said[one][row], said[other][row]):
                yield one, other, owner[one, said[one][row]] == owner[other, said[other][row]]


def strands(session: Session) -> list[set[Column]]:
    """What stands on one row whenever the copy is made."""
    together: dict[tuple[Column, Column], bool] = {}
    for secret in range(COPIES):
        for one, other, same in pairs(session, secret):
            together[one, other] = together.get((one, other), True) and same
    kept = answers(copy_of(session)).items()
    found = [{name} for name, rows in kept if any(value != "dk" for value in rows.values())]
    for one, other in (names for names, same in together.items() if same):
        mine, theirs = (next(s for s in found if name in s) for name in (one, other))
        if mine is not theirs:
            found.remove(theirs)
            mine |= theirs
    return found


def way(column: Column, answer: object) -> str:
    """How somebody answered; who did not know a whole row of points changes with who gave none."""
    if answer not in (None, "dk"):
        return "given"
    return "absent" if answer is None or "mark" not in column else "dk"


def tied(session: Session) -> list[str]:
    """Patterns of fewer than three people whose numbers stand on a row of their own."""
    said, wins = answers(session), []
    for columns in strands(session):
        there = dict.fromkeys(p for c in columns for p in said[c])
        ways = Counter(tuple(way(c, said[c].get(p)) for c in sorted(columns)) for p in there)
        wins += [f"{sorted(columns)}: {how} of {n}" for how, n in ways.items() if "given" in how and n < 3]
    return wins


def kept_by_few(session: Session) -> list[str]:
    """Columns in which fewer than three gave what the copy holds."""
    said = answers(copy_of(session))
    sizes = {name: sum(value != "dk" for value in rows.values()) for name, rows in said.items()}
    return [name for name, n in sizes.items() if 0 < n < 3]


def taken_away(session: Session) -> list[str]:
    """Rows of points that are missing in the other round: those of one or two are theirs, if nobody moved."""
    said = answers(copy_of(session))
    first, second = said.get("points first", {}), said.get("points second", {})
    if not second:
        return []
    function = {p.id: p.function for p in copy_of(session).participants}
    given = [{p for p, value in rows.items() if value != "dk"} for rows in (first, second)]
    lost = Counter((n, function[p]) for n in (0, 1) for p in given[n] - given[1 - n])
    return [f"{key}: {n}" for key, n in lost.items() if n < 3]


@pytest.mark.parametrize("seed", some(((seed,) for seed in range(500)), lambda seed: seed < 8))
def test_no_row_of_a_copy_is_tied_to_a_pattern_of_fewer_than_three(seed: int) -> None:
    session = a_day(seed)
    assert tied(session) == []
    assert kept_by_few(session) == []
    assert taken_away(session) == []


@pytest.mark.parametrize("seed", some(((seed,) for seed in range(100)), lambda seed: seed < 6))
def test_a_copy_is_in_order_and_tells_no_lead_that_the_room_has_not(seed: int) -> None:
    session = a_day(seed)
    copy = copy_of(session)
    assert read_text(text_of(copy), "copy").problems() == []
    assert leads(copy) <= leads(session)
    # A second round may be left out of the copy; the first ones are all there.
    firsts = [[r for r in one.segments[0].rounds if r.name == "first"] for one in (session, copy)]
    for mine, theirs in zip(*firsts, strict=True):
        assert sorted(mine.not_answered.values()) == sorted(theirs.not_answered.values())


def test_who_left_before_the_second_round_is_not_found_by_it() -> None:
    session = load(CASES / "share-leaver.yaml")
    assert session.segments[0].rounds[1].not_answered == {"f1p1": "left"}
    copy = copy_of(session)
    assert [round.name for round in copy.segments[0].rounds] == ["first"]
    assert copy.segments[0].skipped == {"weights second": TIED}


def test_why_somebody_gave_nothing_is_a_count_and_nobodys() -> None:
    session = load(CASES / "share-leaver.yaml")
    session.segments[0].rounds[0].not_answered = {}
    del session.segments[0].rounds[0].answers["f1p1"]
    session.segments[0].rounds[0].not_answered = {"f1p1": "declined"}
    rows = {next(iter(copy_of(session, n).segments[0].rounds[0].not_answered.items())) for n in range(40)}
    assert {why for _, why in rows} == {"declined"}
    assert len(rows) == 4


def test_three_who_left_together_take_nothing_with_them() -> None:
    session = load(CASES / "share-leaver.yaml")
    second = session.segments[0].rounds[1]
    for person in ("f1p0", "f1p2"):
        second.answers.pop(person)
        second.reasons.pop(person, None)
        second.not_answered[person] = "left"
    for one in session.participants:
        one.function = None
    again = copy_of(session).segments[0].rounds
    assert len(again[1].answers) == 8
    assert again[1].answers.keys() <= again[0].answers.keys()
    assert sorted(again[1].not_answered.values()) == ["left"] * 3


def test_ticks_observers_and_contacts_are_not_in_a_copy() -> None:
    session = load(CASES / "share-leaver.yaml")
    session.participants[0].open = True
    session.participants[1].last_customer_contact = "rather not say"
    session.pull, session.keep_names_until = True, dt.date(2026, 9, 1)
    text = text_of(copy_of(session))
    for word in ("open: ", "observer", "rather not", "pull", "keep_names"):
        assert word not in text.replace("opened: ", ""), word


def test_every_seal_of_a_copy_has_a_salt_of_its_own() -> None:
    session = load(CASES / "share-leaver.yaml")
    session.salt = "0123456789abcdef"
    salts = {copy_of(session, secret).salt for secret in range(4)}
    assert len(salts) == 4
    assert not salts & {None, session.salt}


Place = tuple[int, str, str]
"""Segment, company (of points empty) and need."""


def shown_functions(session: Session) -> dict[Place, dict[str, float | None]]:
    """Each place of the handout where functions show -> each by itself, and its mean of points or median."""
    found: dict[Place, dict[str, float | None]] = {}
    for n, segment in enumerate(findings.of(session).segments):
        for need in segment.weights.needs if segment.weights else ():
            found[n, "", need.id] = {one.name: one.mean for one in need.groups if not one.others}
        for cell in segment.grid.cells if segment.grid else ():
            found[n, cell.company, cell.need] = {
                one.name: one.median for one in cell.groups if not one.others
            }
    return {place: names for place, names in found.items() if names}


def gave_there(session: Session, place: Place) -> dict[str, float]:
    """Who gave a number there, and which."""
    n, company, need = place
    segment = session.segments[n]
    if not company:
        weighed = record.weights(segment)
        return {p: row[segment.chosen.index(need)] for p, row in weighed.rows.items()} if weighed else {}
    marked = record.marks(segment)
    rows = marked.rows(company) if marked else {}
    given = {p: row.get(need, DK) for p, row in rows.items()}
    return {p: mark for p, mark in given.items() if mark != DK}


def between(session: Session, copy: Session) -> list[str]:
    """Fewer than three people who stand between a function of the handout and one of the copy."""
    function = {person.id: person.function for person in session.participants}
    there, here = shown_functions(session), shown_functions(copy)
    found = []
    for place in there.keys() & here.keys():
        ways = Counter(
            (function[p] in there[place] and function[p], function[p] in here[place] and function[p])
            for p in gave_there(session, place)
        )
        sides: list[Counter[object]] = [Counter(), Counter()]
        for way, number in ways.items():
            for side, name in zip(sides, way, strict=True):
                side[name] += number
        found += [
            f"{place} {way}"
            for way, number in ways.items()
            if number < 3 and all(number < side[name] for side, name in zip(sides, way, strict=True))
        ]
    return found


def untrue(session: Session, copy: Session) -> list[str]:
    """Functions of which the copy prints another number than they gave."""
    function = {person.id: person.function for person in session.participants}
    found = []
    for place, names in shown_functions(copy).items():
        given = gave_there(session, place)
        for name, number in names.items():
            own = [value for person, value in given.items() if function[person] == name]
            middle = fmean(own) if not place[1] else median(own)
            found += [f"{place} {name}"] if number != pytest.approx(middle) else []
    return found


@pytest.mark.parametrize("made", [day, generated], ids=["forced", "arithmetic"])
@pytest.mark.parametrize(
    "first", [130, *(pytest.param(n, marks=pytest.mark.soak) for n in range(0, 400, 20))]
)
def test_beside_the_handout_a_copys_functions_are_true_and_put_nobody_alone(
    made: Callable[[int], Session], first: int
) -> None:
    """Days 132, 229, 243 and 292 had told somebody's points by both, and given a function others' mean."""
    for number in range(first, first + (3 if first == 130 else 20)):
        session = made(number)
        copy = copy_of(session, number)
        assert between(session, copy) == [], number
        assert untrue(session, copy) == [], number
