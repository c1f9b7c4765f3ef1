"""Small asks over plain dicts, a script that types into a Room, and a virtual screen to look at."""

# ruff: noqa: TID251 - the widgets are driven through a pipe

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, TypeVar, cast

import pyte
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from cxw.day.desk import AskedOf, Ballot, Board, Faults, Person
from cxw.day.evidence import numbered_id
from cxw.day.gathering import Gathering, Jotted
from cxw.day.needs import ProposedNeed
from cxw.drawing import columns
from cxw.keyboard import Room, Typist, virtual
from cxw.keyboard.canvas import crop, text_of
from cxw.keyboard.painting import Painter
from cxw.model import DeskName, Evidence, Missing
from cxw.questions.asking import Item, Part
from cxw.questions.kinds import KINDS
from cxw.questions.marks import faults as marks_faults
from cxw.questions.points import faults as points_faults
from cxw.theme import DARK

NEEDS = (
    Item("fast", "Be paying people within a week of signing", "Paid within a week"),
    Item("price", "Price"),
    Item("quality", "Runs without errors"),
    Item("service", "Somebody answers on pay day"),
    Item("brand", "Brand"),
)
COMPANIES = (
    Item("us", "Acme Payroll"),
    Item("paycorp", "PayCorp"),
    Item("as-now", "Carries on as now", "As now"),
)
COMPANY_IDS = {company.id for company in COMPANIES}
ANA = Person("ana", "Ana Lima", "Marketing", "paper")
BEN = Person("ben", "Ben Ode", "Sales", "laptop")
CHO = Person("cho", "Cho Park", "Customer service", "paper")
AND = Person("andy", "Andy Ode", "Sales", "paper")
PEOPLE = (ANA, BEN, CHO)

KIND = {kind.name: kind for kind in KINDS}
POINTS = Part("points", KIND["points"], "How much does each need matter? Spread 100 points.", NEEDS)
SURE = Part("conviction", KIND["percent"], "What is the chance that their number-one need is yours?")
REASON = Part("reason", KIND["reason"], "What moved you?")
TICK = Part("open", KIND["tick"], "We are only a few from Sales. Sales may be shown by itself.", alone=False)
CONTACT = Part(
    "contact",
    KIND["contact"],
    "My last contact with a customer:",
    alone="",
    ways={word: word for word in ("this week", "this quarter", "longer ago", "rather not say")},
)
WAYS = {"same": "The same everywhere", "fits": "Different things that fit", "clashes": "Things that clash"}
PICKS = Part("pick", KIND["picks"], "What did a customer hear?", NEEDS, ways=WAYS)
GIVES_WAY = Part(
    "also gives",
    KIND["picks"],
    "Which one gives way?",
    NEEDS,
    ways={"Marketing": "Marketing", "Sales": "Sales"},
)
NUMBERS = Part(
    "percent", KIND["marks"], "Of 60 texts, how many?", NEEDS, (Item("own", "Our texts"),), ends=(0, 100)
)
TICKS = Part("ticks", KIND["ticks"], "Which of these hold?", NEEDS, ways=WAYS)
CARDS = tuple(
    Part(
        f"card {need.id}",
        KIND["cards"],
        f"{need.text}: What do customers hear or read from you about this?",
        (need,),
        ways={"where": "Where could a customer read or hear it?", "else": "Who else speaks to them?"},
        small="What you write is read out as yours.",
    )
    for need in NEEDS[:2]
)
FUNCTIONS = tuple(
    Person(name, name, "", "paper") for name in ("Marketing", "Customer service", "Einkauf", "IT", "Sales")
)
VOTES = Part("votes", KIND["votes"], "Vote for the needs that matter most.", NEEDS, most=3)


T = TypeVar("T")


def noted(kept: list[T], value: T) -> list[str]:
    """Keep what somebody gave; nothing is wrong with it."""
    kept.append(value)
    return []


class Clock:
    """Stands still while keys are typed; between two chunks of them a second goes by."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Slips:
    """A round of answers kept in a dict, with the stage's own faults."""

    def __init__(self, *parts: Part, people: tuple[Person, ...] = PEOPLE, aside: bool = True) -> None:
        self.parts = parts
        self.people = people
        self.kept: dict[tuple[str, str], Any] = {}
        self.desks: list[tuple[str, str, str]] = []
        self.missed: dict[str, str] = {}
        self.drafts: dict[str, str] = {}
        self.can_put_aside = aside
        self.before: dict[str, dict[str, Any]] = {}
        """person -> part -> value, of the first round where this is a second one"""

    def left(self, person: str) -> tuple[Part, ...]:
        if person in self.missed:
            return ()
        return tuple(self._narrow(part, person) for part in self.parts if self._misses(part, person))

    def _misses(self, part: Part, person: str) -> bool:
        if part.kind.name == "marks":
            return any((person, company.id) not in self.kept for company in part.companies)
        return (person, part.id) not in self.kept

    def _narrow(self, part: Part, person: str) -> Part:
        left = tuple(company for company in part.companies if (person, company.id) not in self.kept)
        return part if left == part.companies else replace(part, companies=left)

    def accept(self, person: str, part: str, value: Any, desk: str) -> list[str]:
        kind = next(p for p in self.parts if p.id == part)
        if kind.kind.name == "points":
            faults = points_faults(value, [need.id for need in kind.needs])
            if faults:
                return faults
            if value == "dk":
                self.kept[person, "conviction"] = "dk"
        if kind.kind.name == "marks":
            for company, row in value.items():
                faults = marks_faults(row, kind.asked.get(company, [need.id for need in kind.needs]))
                if faults:
                    return faults
                self.kept[person, company] = row
        else:
            self.kept[person, part] = value
        self.desks.append((person, part, desk))
        self.missed.pop(person, None)
        return []

    def miss(self, person: str, why: str) -> list[str]:
        self.missed[person] = why
        return []

    def aside(self, person: str, row: str) -> list[str]:
        self.drafts[person] = row
        return []

    def ask(self, of: AskedOf = "weights", name: str = "first") -> Ballot:
        return SlipsBallot(self, of, name)

    def given(self, person: str) -> dict[str, Any]:
        found = {part: value for (who, part), value in self.kept.items() if who == person}
        marks = {part: found.pop(part) for part in list(found) if part in COMPANY_IDS}
        return found | ({"marks": marks} if marks else {})


class SlipsBallot(Ballot):
    """What a desk sees of such a round."""

    title = "Points, first round"
    segment = "Clinics with under 20 staff"
    question = "How much does each need matter? Spread 100 points."

    def __init__(self, slips: Slips, of: AskedOf, name: str) -> None:
        self.slips = slips
        self.of = of
        self.name = name
        self.people = slips.people
        self.can_put_aside = slips.can_put_aside

    def parts(self, person: str) -> tuple[Part, ...]:
        return self.slips.left(person)

    def whole(self, person: str) -> tuple[Part, ...]:
        return self.slips.parts

    def accept(self, person: str, part: str, value: Any, desk: DeskName) -> Faults:
        return self.slips.accept(person, part, value, desk)

    def waiting(self) -> list[str]:
        return [p.id for p in self.people if self.parts(p.id)]

    def miss(self, person: str, why: Missing) -> Faults:
        return self.slips.miss(person, why)

    def aside(self, person: str, row: str) -> Faults:
        return self.slips.aside(person, row)

    def drafts(self) -> dict[str, str]:
        return self.slips.drafts

    def missed(self) -> dict[str, str]:
        return self.slips.missed

    def kept(self, person: str, name: str) -> dict[str, Any]:
        return self.slips.given(person) if name == self.name else self.slips.before.get(person, {})


def asking(kind: Callable[..., T], **what: Any) -> T:
    """An ask that says and does as told, and nothing where nothing is told."""
    abstract: Any = getattr(kind, "__abstractmethods__", ())
    told = {name: lambda *a, **k: [] for name in abstract} | what
    made = {name: staticmethod(value) if callable(value) else value for name, value in told.items()}
    of: Any = kind
    asked: Any = type(of.__name__, (of,), made)
    return cast(T, asked())


def changed(ask: T, **what: Any) -> T:
    """The same ask, otherwise in this."""
    other = copy(ask)
    vars(other).update(what)
    return other


class Items:
    """Evidence kept in a dict by its id."""

    def __init__(self, *items: Evidence) -> None:
        self.kept = {item.id: item for item in items}

    def attach(self, item: Evidence) -> Faults:
        self.kept[item.id] = item
        return []

    def gathering(
        self,
        answers: Sequence[tuple[str, str]] = (),
        needs: Sequence[Item] = (),
        notes: Sequence[Jotted] = (),
    ) -> Gathering:
        return Gathering(
            items=lambda: list(self.kept.values()),
            next_id=lambda: numbered_id("e", self.kept),
            attach=self.attach,
            bring=self.attach,
            answers=lambda: answers,
            needs=lambda: needs,
            notes=lambda: notes,
        )


def marks(**asked: tuple[str, ...]) -> Part:
    """The marks part of a ballot, over all cells or only some."""
    return Part(
        "marks", KIND["marks"], "How well does each company serve these customers?", NEEDS, COMPANIES, asked
    )


class Sketched(Painter):
    """Keeps the text of each picture, and paints none: what a terminal would be sent takes most of a test's time."""

    shown = ""

    def render(self, app: Any, layout: Any, is_done: bool = False) -> None:
        if not is_done:
            height, width = self.output.get_size()
            self.shown = text_of([crop(line, width) for line in self.picture(width, height)[:height]])


class Played:
    """A room that is typed into, and everything it drew; with `sends` the bytes too, as on each projected screen."""

    def __init__(
        self,
        *chunks: str,
        projected: bool = False,
        size: tuple[int, int] = (80, 24),
        sends: bool | None = None,
    ) -> None:
        self.chunks = list(chunks)
        self.projected = projected
        self.size = size
        self.sends = projected if sends is None else sends
        self._sent: list[str] = []
        self._sketch: Sketched | None = None
        self.clock = Clock()
        self._stands: list[int] = []
        """how much was drawn each time before the next keys were typed"""
        self._screen = pyte.Screen(*size)
        self._drawn = 0
        self._seen: list[str] = []

    @property
    def bytes(self) -> list[str]:
        """What was sent, piece by piece."""
        assert self.sends, "nothing was sent: ask for it with `sends`"
        return self._sent

    @property
    def seen(self) -> list[str]:
        """Each screen as it stood before the next keys were typed; drawn when a test looks."""
        for stand in self._stands[len(self._seen) :]:
            pyte.Stream(self._screen).feed("".join(self._sent[self._drawn : stand]))
            self._drawn = stand
            self._seen.append("\n".join(self._screen.display))
        return self._seen

    def _script(self, text: str) -> list[str] | None:
        if self._sketch is None:
            self._stands.append(len(self._sent))
        else:
            self._seen.append(self._whole(self._sketch.shown))
        self.clock.now += 1
        self.ran_out = not self.chunks
        return [self.chunks.pop(0)] if self.chunks else None

    def _whole(self, shown: str) -> str:
        """A picture as wide and as high as its window."""
        width, height = self.size
        lines = [line + " " * (width - columns(line)) for line in shown.split("\n")]
        return "\n".join([*lines, *[" " * width] * (height - len(lines))])

    def _painter(self, *how: Any, **named: Any) -> Painter:
        self._sketch = Sketched(*how, **named)
        return self._sketch

    def run(self, act: Callable[[Room], Any], **room: Any) -> Any:
        with virtual(*self.size, self._sent.append) as (input, output):
            typist = Typist(self._script)
            room.setdefault("theme", DARK)
            room.setdefault("clock", self.clock)
            with Room(projected=self.projected, input=input, output=output, typist=typist, **room) as here:
                if not self.sends:
                    here.surface.painter = self._painter
                try:
                    result = act(here)
                except KeyboardInterrupt:
                    assert not self.ran_out, "still asking:\n" + self.seen[-1]
                    raise
        assert not self.chunks, f"nobody asked for {self.chunks}"
        return result


class Nowhere(DummyOutput):
    """A screen of the usual size that nobody looks at."""

    def get_size(self) -> Size:
        return Size(rows=24, columns=80)


def played(act: Callable[[Room], Any], *chunks: str, projected: bool = False, waits: int = 0) -> Any:
    """The result of an act, typed at a pipe and drawn nowhere: one chunk a time the screen stands still.

    `waits`: how often it may stand still after the last chunk, where something comes from elsewhere.
    """
    left, clock = [*chunks, *([""] * waits)], Clock()

    def script(text: str) -> list[str] | None:
        clock.now += 1
        return [left.pop(0)] if left else None

    with create_pipe_input() as input:
        room = Room(
            projected=projected,
            theme=DARK,
            clock=clock,
            input=input,
            output=Nowhere(),
            typist=Typist(script),
        )
        room.surface.painter = Sketched
        try:
            result = act(room)
        except KeyboardInterrupt:
            assert left or "\x03" in "".join(chunks), "still asking"
            raise
    assert not any(left), f"nobody asked for {left}"
    return result


class Table:
    """A board kept in a list."""

    def __init__(self, *texts: str) -> None:
        self.needs = {f"n{n}": [text] for n, text in enumerate(texts, 1)}
        self.votes: dict[str, int] = {}
        self.parked: dict[str, str] = {}
        self.shorts: dict[str, str] = {}
        self.pairs: list[tuple[str, str]] = []
        self.level: list[str] = []
        self.chosen: list[str] = []
        self.asked_votes: list[int] = []

    def lines(self) -> list[ProposedNeed]:
        return [
            ProposedNeed(
                id,
                words[0],
                self.shorts.get(id, ""),
                len(words),
                tuple(words),
                id in self.chosen,
                self.parked.get(id, ""),
                self.votes.get(id, 0),
            )
            for id, words in self.needs.items()
        ]

    def merge(self, into: str, other: str) -> list[str]:
        self.needs[into] += self.needs.pop(other)
        return []

    def split(self, need: str, words: str, id: str | None) -> list[str]:
        self.needs[need].remove(words)
        self.needs[f"{need}b"] = [words]
        return []

    def reword(self, need: str, text: str) -> list[str]:
        self.needs[need][0] = text
        return []

    def vote(self, many: int) -> str:
        self.asked_votes.append(many)
        return "done"

    def choose(self, ids: Any) -> list[str]:
        self.chosen = list(ids)
        return []

    def ask(self) -> Board:
        def kept(store: dict[str, str]) -> Callable[[str, str], list[str]]:
            return lambda need, text: store.update({need: text}) or []

        return Board(
            segment="Clinics",
            lines=self.lines,
            twins=lambda: [pair for pair in self.pairs if set(pair) <= set(self.needs)],
            merge=self.merge,
            split=self.split,
            reword=self.reword,
            shorten=kept(self.shorts),
            park=kept(self.parked),
            add=lambda text, by, slips, name: self.needs.update({f"n{len(self.needs) + 1}": [text]}) or [],
            choose=self.choose,
            vote=self.vote,
            tie=lambda: self.level,
        )
