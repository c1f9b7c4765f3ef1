"""A day that is run in German: nothing that the desk is handed, from set-up to the end, holds an English word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import pytest
from german_day import left_in_english

from cxw.day import desk as d
from cxw.model import Company, Participant, Segment, Session
from cxw.questions.asking import Part, TypingStep, steps
from cxw.rehearsal import Rehearsal
from cxw.text.phrases import DU, SIE, say, speak
from cxw.workshop import HANDOUT, Day, Memory, daily, look_back, run_day
from cxw.workshop.finished import WAYS

NAMES = (
    ("Øyvind Bär", "Kundendienstleitung"),
    ("Jürgen Weiß", "Kundendienstleitung"),
    ("Łukasz O’Brien", "Kundendienstleitung"),
    ("Åsa Lund", "Vertrieb"),
    ("Anna Müller", "Vertrieb"),
    ("Anna Möller", "Vertrieb"),
    ("Ægir Strøm", "Buchhaltung"),
)
NOON = dt.datetime(2026, 11, 3, 9, 0)


def room(address: Literal["sie", "du"] | None = None) -> Session:
    """Two German segments, nobody has answered yet; one department has one person."""
    people = [
        Participant(id=f"p{n}", name=name, function=function) for n, (name, function) in enumerate(NAMES)
    ]
    rivals = [Company(id="r1", name="Lagerhaus"), Company(id="r2", name="Süderelbe-Spedition")]
    return Session(
        cxw=1,
        title="Kassensysteme",
        company=Company(id="us", name="Hafenkontor"),
        language="Deutsch",
        address=address,
        date=NOON.date(),
        seed=7,
        participants=people,
        segments=[
            Segment(id="m", name="Marktstände", competitors=rivals),
            Segment(id="k", name="Kaufhäuser", competitors=[one.model_copy() for one in rivals]),
        ],
    )


BAD_ROWS = ("", "Unfug", "3,5", "1000", "-1", "1 2", "50 50 50 50 50", "99 1 1 1 1", "zz", "aa")
"""What is typed by mistake."""
BAD_VALUES: tuple[Any, ...] = ("", None, 101, {}, {"nie": 3}, {"us": {"nie": 99}}, ["nie", "nie"], "nie")
OWN_VALUES = {"words", "tick", "reason"}
"""Kinds of which no desk hands in anything but what their letters mean, or whatever was typed."""


class Listening(Rehearsal):
    """A desk whose answers come by themselves, and which keeps every sentence that it is handed."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.heard: list[str] = []
        self.day: Day
        self.back = iter([*(way for way in WAYS if way not in (HANDOUT, "")), HANDOUT])
        self.moved = False
        self.looked: set[tuple[str, str]] = set()

    def hear(self, *said: str) -> None:
        self.heard += filter(None, said)

    def show(self, wall: d.Wall) -> str:
        self.hear(*wall.keys.values(), wall.lines_to_say, wall.alone, wall.hint, wall.refusal)
        if wall.acts is not None and (wall.stage, wall.step) not in self.looked:
            self.looked.add((wall.stage, wall.step))
            self.hear(*_of_acts(wall.acts), wall.acts.place, *_of_the_day(self.day))
            for slip in wall.acts.correct:
                self._slip(slip)
        if wall.stage == "disagreement" and not self.moved:
            self.moved = True
            raise d.MovedOn(d.SKIP)
        return super().show(wall)

    def _slip(self, slip: d.Ballot) -> None:
        self.hear(slip.title, slip.question, slip.remark, slip.segment)
        for person in slip.people[:1]:
            self.hear(*_of_parts(slip.whole(person.id)), *_refused(slip, person.id))

    def ballots(self, ask: d.Ballot) -> str:
        self._slip(ask)
        if ask.can_collect:
            self.hear(*ask.look_at("/nirgends/tabelle.csv").faults)
        ended = super().ballots(ask)
        self.hear(*ask.miss(ask.people[0].id, "declined"), *ask.aside("nobody", "x"))
        return ended

    def proposals(self, ask: d.Proposals) -> str:
        self._slip(ask)
        self.hear(*ask.bulk("Anna M: Preis"), *ask.bulk(" "))
        return super().proposals(ask)

    def unknowns(self, ask: d.Unknowns) -> str:
        self._slip(ask)
        return super().unknowns(ask)

    def board(self, ask: d.Board) -> str:
        if ask.vote is not None:
            self.hear(*ask.choose([]), *ask.choose([ask.lines()[0].id]), *ask.choose(["nie"]))
        first, second, *_ = [line.id for line in ask.lines()]
        self.hear(*ask.merge(first, first), *ask.reword("nie", "x"), *ask.reword(first, " "))
        self.hear(*ask.split(first, "nie", None), *ask.shorten(first, "x" * 40), *ask.add(" ", None, 1, None))
        ask.park(second, say("asked for after the needs were chosen"))
        self.hear(*(line.parked for line in ask.lines()))
        ask.park(second, "")
        return super().board(ask)

    def competitors(self, ask: d.Competitors) -> str:
        self.hear(*ask.proposed, *ask.add("", None), *ask.add("Lagerhaus", None), *ask.remove("nie"))
        return super().competitors(ask)

    def look(self, ask: d.Look) -> str:
        self.hear(ask.question, *(text for claim in ask.claims() for text in (claim.label, claim.text)))
        return super().look(ask)

    def correct(self, slips: Sequence[d.Ballot]) -> str:
        for slip in slips:
            self._slip(slip)
        return super().correct(slips)

    def tell(self, text: str) -> None:
        self.hear(text)

    def trouble(self, text: str, ways: Mapping[str, str]) -> str:
        self.hear(text, *ways.values())
        return "again"

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        self.hear(prompt, *ways.values(), title)
        return next(self.back) if "closing" in ways and HANDOUT in ways else next(iter(ways))

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        self.hear(prompt, default, title)
        return default


def _of_parts(parts: Sequence[Part]) -> Iterator[str]:
    """What a person reads of a ballot, and what is said of rows that are none."""
    for part in parts:
        yield from (part.question, part.small, *part.ways.values(), *part.letters().values())
    for by_need in (False, True):
        for step in steps(parts, by_need=by_need):
            yield from (_why(step, row) for row in BAD_ROWS)


def _why(step: TypingStep, row: str) -> str:
    return step.read(row)[1]


def _refused(ask: d.Ballot, person: str) -> Iterator[str]:
    """What is said of answers that are none, of nobody and to nothing."""
    yield from ask.accept("niemand", ask.whole(person)[0].id, 1, "paper")
    yield from ask.accept(person, "nichts", 1, "paper")
    for part in ask.whole(person):
        for value in BAD_VALUES:
            if part.kind.name not in OWN_VALUES:
                yield from ask.accept(person, part.id, value, "paper")
        if part.kind.name == "points":
            whole = {need.id: 0 for need in part.needs}
            for given in (1, 99, 101, 140):
                yield from ask.accept(person, part.id, {**whole, part.needs[0].id: given}, "paper")


def _of_acts(acts: d.Acts | None) -> Iterator[str]:
    """What cannot be done at a screen."""
    if acts is None:
        return
    yield from (*acts.note(" ", None), *acts.reword("nie", "x"))
    people, more, names = acts.people, acts.more, acts.names
    if people is not None:
        one = people.everybody()[0]
        for somebody in people.everybody():
            yield from (somebody.ticks, *somebody.offered.values())
        yield from (*people.join("", "", []), *people.join(one.name, "", []), *people.join("Neu", "", []))
        yield from (*people.rename(one.id, " "), *people.work_in(one.id, []), *people.sit(one.id, []))
        yield from (*people.back(one.id), *people.asked_again(one.id), *people.observes(one.id, False))
        yield from (*people.sit(one.id, ["nie"]), *people.ticks(people.everybody()[-1].id, True))
    if more is not None:
        yield from (*more.need(" "), *more.company(" ", None), *more.company("Lagerhaus", None))
        yield from (*more.renew([]), *more.renew(["nie"]), *more.begin(" "))
    if names is not None:
        yield from (called.what for called in names.called())
        yield from (*names.rename("nie", "x"), *names.rename("segment", " "))
        yield from names.rename("company r1", "Süderelbe-Spedition")
    if acts.evidence is not None:
        yield from (words for _, words in acts.evidence.answers())


def _of_the_day(day: Day) -> Iterator[str]:
    """The clock, and what is said of an end."""
    asked = daily(day)
    yield from (asked.clock(), asked.end(), asked.shows())
    for typed in (
        "10",
        "12",
        "16:30",
        "bald",
        "in 0 Minuten",
        "in 30 Stunden",
        "in 7 Minuten",
        "08:00",
        "offen",
    ):
        plan = asked.planned(typed)
        if isinstance(plan, str):
            yield plan
        else:
            yield from (*plan.said, *plan.back, *(text for goes in plan.goes for text in goes))


@pytest.fixture(params=[SIE, DU])
def listening(request: pytest.FixtureRequest) -> Listening:
    """A whole day in German, with what was heard of it."""
    session = room(request.param)
    speak(session.language, session.address)
    memory = Memory(session)
    desk = Listening(lambda: memory.session, lambda wall: None, NOON.date())
    desk.day = Day(file=memory, desk=desk, now=lambda: NOON, masked=request.param == DU)
    assert run_day(desk.day)
    assert look_back(desk.day) == HANDOUT
    return desk


def test_a_day_run_in_german_hands_no_english_word_to_the_desk(listening: Listening) -> None:
    assert len({*listening.heard}) > 300
    assert not left_in_english(listening.heard, listening.session())


def test_the_same_day_is_heard_in_english_where_that_is_spoken() -> None:
    """The words that are looked for are there to be found."""
    session = room().model_copy(update={"language": None})
    memory = Memory(session)
    desk = Listening(lambda: memory.session, lambda wall: None, NOON.date())
    desk.day = Day(file=memory, desk=desk, now=lambda: NOON)
    assert run_day(desk.day)
    assert len(left_in_english(desk.heard, session)) > 200
