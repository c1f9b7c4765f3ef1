"""What the pages are made from: frozen values that the day publishes after each change.

The server reads the newest one and nothing else, so a page never sees half of a change. What somebody may not
see is not in it: of other people it holds names, functions and a count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from cxw.day.ticks import OPEN
from cxw.model import PersonId
from cxw.phones.door import Door
from cxw.questions.asking import Part, TypingStep, Value, steps
from cxw.questions.picks import PICKS

CARDS = "You get a card of your department. No screen and no file says who holds which card."
ONLY_THE_FACILITATOR = "The facilitator can see who answered what. Nobody in your company can."


@dataclass(frozen=True)
class Pickable:
    """Somebody whose name can be picked on a phone."""

    id: PersonId
    name: str
    """told apart from everybody else who is called so"""
    function: str


@dataclass(frozen=True)
class AskedOfOne:
    """What one person is asked now, and what they have answered."""

    parts: tuple[Part, ...] = ()
    """the whole ballot as it is for this person, answered or not"""
    missing: frozenset[str] = frozenset()
    """the parts that are still to be answered"""
    own: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    first: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    """in a second round, what the person gave in the first one"""
    none: bool = False
    """whether the person gives no answer here"""
    function: str = ""
    """for whose function the person writes, where functions answer and not people"""
    several: bool = False
    """whether others of that function could write as well"""
    private: bool = False
    """whether what is answered is shown nowhere"""

    @cached_property
    def steps(self) -> tuple[TypingStep, ...]:
        """Page by page: a part, or one company of it; a further pick stands on the page of the one before."""
        further = {step.part.id for step in self.behind.values()}
        return tuple(step for step in steps(self.parts) if step.part.id not in further)

    @cached_property
    def behind(self) -> Mapping[str, TypingStep]:
        """Part -> what is picked further of the same things: nobody reads eleven texts twice."""
        found = dict[str, TypingStep]()
        for part, more in pairwise(self.parts):
            alike = part.kind is more.kind is PICKS and part.needs == more.needs
            if alike and all(part.id != step.part.id for step in found.values()):
                found[part.id] = TypingStep(more)
        return found

    @property
    def asks_for_tick(self) -> bool:
        """Whether the tick can be changed on this ballot itself."""
        return any(part.id == OPEN for part in self.parts)

    def is_missing(self, step: TypingStep) -> bool:
        """Whether this page has yet to be answered."""
        behind = self.behind.get(step.part.id)
        if behind is not None and behind.part.id in self.missing:
            return True
        if step.part.id not in self.missing:
            return False
        kept = self.own.get(step.part.id)
        return step.company is None or not isinstance(kept, Mapping) or step.company.id not in kept

    def next_step(self) -> TypingStep | None:
        """The first page that is missing."""
        return next((step for step in self.steps if self.is_missing(step)), None)

    @cached_property
    def mark(self) -> str:
        """Says whether the page of this person is another one now."""
        told = [
            (part.id, str(part.question), part.needs, part.companies, part.most, part.ways, part.heard)
            for part in self.parts
        ]
        said = (
            told,
            (self.function, self.several, self.private),
            sorted(self.missing),
            sorted(self.own.items(), key=str),
            sorted(self.first.items(), key=str),
        )
        return hashlib.sha256(repr((said, self.none)).encode()).hexdigest()[:16]

    def seen(self, part: str) -> str:
        """Says which answer to a part is there now, where others of the function may change it."""
        return seal_of(self.own.get(part)) if self.function else ""


def seal_of(value: Value) -> str:
    """Tells a value from every other one."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


NOT_ASKED = AskedOfOne()


@dataclass(frozen=True)
class Published:
    """All that the pages are made from."""

    door: Door
    title: str = ""
    language: str | None = None
    address: str | None = None
    notices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """by language, the page on what is kept of everybody"""
    seen_by: str = ONLY_THE_FACILITATOR
    """who sees who answered what, in English"""
    people: tuple[Pickable, ...] = ()
    cards: bool = False
    """whether people have cards and no names: then a phone is dealt one of its department"""
    segment: str = ""
    ballot: str = ""
    """what is asked now, told from everything else that is asked on the day; empty while nothing is"""
    called: str = ""
    """its title"""
    begun: bool = False
    """whether this run has asked anything: before, nobody knows what of an earlier run is over"""
    closed: str = ""
    """what was asked last and is over, while the room waits for what comes of it"""
    paused: bool = False
    """whether that can still be answered once the room comes back to it"""
    asked: Mapping[PersonId, AskedOfOne] = field(default_factory=lambda: MappingProxyType({}))
    ticked: frozenset[PersonId] = frozenset()
    """who has ticked that their department may be shown; a page knows its own only"""
    accents: tuple[str, str] | None = None
    """the colour of the brand as it can be read, on light and on dark"""
    inside: int = 0
    """how many have answered"""
    of: int = 0

    def departments(self) -> list[tuple[str, int]]:
        """Each function, and how many of its cards are still to be dealt."""
        free = {*self.door.free(one.id for one in self.people)}
        names = dict.fromkeys(one.function for one in self.people)
        return [(name, sum(one.function == name and one.id in free for one in self.people)) for name in names]

    def person(self, id: PersonId) -> Pickable | None:
        """Whoever has this id, if they can be picked."""
        return self._by_id.get(id)

    @cached_property
    def _by_id(self) -> Mapping[PersonId, Pickable]:
        """Looked up with each request of each phone."""
        return {one.id: one for one in self.people}

    def of_one(self, person: PersonId) -> AskedOfOne:
        """What somebody is asked."""
        return self.asked.get(person, NOT_ASKED)

    def mark(self, person: PersonId) -> str:
        """Says whether the page of this person is another one now."""
        asked, ticked = self.of_one(person).mark, person in self.ticked
        told = (self.ballot, self.closed, self.segment, asked, ticked, self.person(person))
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
