"""A session as a whole: segments, thresholds, and how the handout looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Annotated, Literal, Protocol, TypeVar, overload

from pydantic import Field

from cxw.model.answers import AnyRound, Conviction, MarksRound, Need, Righted, Round, WeightsRound
from cxw.model.finding_out import MOST_DECIDED, Customers, Decided, Evidence, Note, Research, Unknown
from cxw.model.lens_rounds import DrawnTexts, LensRound, LensThing
from cxw.model.room import Company, Participant, Plan, Renamed, Stages
from cxw.model.words import (
    AnswerName,
    DeskName,
    DontKnow,
    Id,
    Looked,
    Missing,
    Percent,
    PersonId,
    PersonName,
    PointsRow,
    Record,
)

REHEARSALS = ("REHEARSAL: ", "PROBE: ")
"""What the title of a rehearsed copy begins with, in English or German: all that is made of it is stamped."""


def without_stamp(title: str) -> str:
    """The title of the workshop that a rehearsal was made of."""
    for stamp in REHEARSALS:
        title = title.removeprefix(stamp)
    return title


class Segment(Record):
    """One group of customers, and all that the room said about it."""

    id: Id
    name: str
    was: list[Renamed] = []
    stages: Stages = Field(default_factory=Stages)
    needs: list[Need] = []
    votes_each: Annotated[int, Field(ge=3, le=12)] | None = None
    votes: dict[PersonId, list[str]] = {}
    chosen: list[str] = []
    printed: list[str] = []
    competitors: list[Company] = []
    rounds: list[Round] = []
    conviction: Conviction = Field(default_factory=Conviction)
    coverage_guess: dict[PersonId, Percent] = {}
    no_guess: dict[PersonId, Missing] = {}
    asked_again: list[PersonId] = []
    corrected: list[Righted] = []
    predictions: dict[PersonId, dict[str, PointsRow | DontKnow]] = {}
    audit: dict[AnswerName, Looked] = {}
    """In the order in which the room is asked how it knows, which stands from when it begins to look."""
    skipped: dict[str, str] = {}
    unknowns: list[Unknown] = []
    notes: list[Note] = []
    research: list[Research] = []
    decided: Annotated[list[Decided], Field(max_length=MOST_DECIDED)] = []
    """What we do anyway, whatever customers say."""
    customers: list[Customers] = []
    things: list[LensThing] = []
    voices: DrawnTexts | None = None
    lenses: list[LensRound] = []
    note: str | None = None

    def need(self, id: str) -> Need:
        """The need with this id; KeyError when there is none."""
        return _by_id(self.needs, id)

    def on_board(self) -> list[Need]:
        """The needs that are not parked."""
        return [need for need in self.needs if need.parked is None]

    def chosen_needs(self) -> list[Need]:
        """The needs the room works with, in its order."""
        return [self.need(id) for id in self.chosen]

    @overload
    def rounds_of(self, of: Literal["weights"]) -> list[WeightsRound]: ...
    @overload
    def rounds_of(self, of: Literal["marks"]) -> list[MarksRound]: ...
    @overload
    def rounds_of(self, of: Literal["weights", "marks"]) -> Sequence[AnyRound]: ...

    def rounds_of(self, of: Literal["weights", "marks"]) -> Sequence[AnyRound]:
        """All rounds of one kind, in the order they were opened."""
        return [round for round in self.rounds if round.of == of]

    def lists(self) -> list[list[AnyRound]]:
        """The rounds by the list of needs they belong to, in the order the lists came; one list at least.

        A first round of points begins a list, and what follows belongs to it. Marks that were taken in before
        any points belong to the first list.
        """
        found: list[list[AnyRound]] = [[]]
        for round in self.rounds:
            begins = round.of == "weights" and round.name == "first"
            if begins and any(other.of == "weights" for other in found[-1]):
                found.append([])
            found[-1].append(round)
        return found

    @overload
    def on_newest_list(self, of: Literal["weights"]) -> list[WeightsRound]: ...
    @overload
    def on_newest_list(self, of: Literal["marks"]) -> list[MarksRound]: ...
    @overload
    def on_newest_list(self, of: Literal["weights", "marks"]) -> Sequence[AnyRound]: ...

    def on_newest_list(self, of: Literal["weights", "marks"]) -> Sequence[AnyRound]:
        """The rounds of one kind that belong to the newest list of needs."""
        return [round for round in self.lists()[-1] if round.of == of]


class Brand(Record):
    """How the consultant's handouts look."""

    name: str | None = None
    logo: str | None = None
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    footer: str | None = None
    led_by: PersonName | None = None
    """Who led the day, as a handout says it; the facilitator without it."""
    paper: Literal["a4", "letter"] | None = None
    note: str | None = None


WITHOUT_A_RULE = ("contact_days",)
"""Thresholds that decide nothing: a file that holds one is read, and `check` says that it is ignored."""


class Thresholds(Record):
    """Where a number starts to count; each with its legal range, all printed in the report."""

    lead: Annotated[float | int, Field(ge=0.5, le=3)] = 1
    good: Annotated[float | int, Field(ge=5, le=9)] = 7
    tier: Annotated[float | int, Field(ge=0.8, le=0.999)] | None = None
    """None: what the calibration says for so many people and needs."""
    statement: Annotated[float | int, Field(ge=0.5, le=0.99)] = 0.8
    contested: Annotated[float | int, Field(ge=0.3, le=0.99)] = 0.5
    dissent_sd: Annotated[float | int, Field(ge=1, le=5)] = 3
    dissent_medians: Annotated[float | int, Field(ge=1, le=8)] = 3
    min_marks: Annotated[int, Field(ge=3, le=10)] = 3
    dk_share: Annotated[float | int, Field(ge=0.1, le=0.5)] = 0.333
    camps_p: Annotated[float | int, Field(ge=0.001, le=0.1)] = 0.05
    pull: Annotated[float | int, Field(ge=0.05, le=0.5)] = 0.15
    stop_points: Annotated[float | int, Field(ge=0, le=50)] = 10
    small_function: Annotated[int, Field(ge=3, le=20)] = 3
    evidence_months: Annotated[int, Field(ge=1, le=60)] = 18
    contact_days: Annotated[int, Field(ge=1, le=365)] = 90
    note: str | None = None


class Earlier(Record):
    """The session this one was set up from."""

    title: str | None = None
    date: dt.date | None = None
    file: str | None = None
    note: str | None = None


class Session(Record):
    """One workshop: answers and facts, never results."""

    cxw: int
    title: str
    company: Company
    date: dt.date | None = None
    language: str | None = None
    address: Literal["sie", "du"] | None = None
    facilitator: PersonName | None = None
    desk: DeskName | None = None
    attribution: Literal["functions", "names"] | None = None
    seed: Annotated[int, Field(ge=0)] | None = None
    salt: Annotated[str, Field(pattern=r"^[0-9a-f]{16,64}$")] | None = None
    keep_names_until: dt.date | None = None
    pull: bool | None = None
    orders: Annotated[int, Field(ge=2, le=3)] | None = None
    shared: dt.date | None = None
    took_part: Annotated[int, Field(ge=0)] | None = None
    runs: list[dt.datetime] = []
    participants: list[Participant] = []
    plan: Plan | None = None
    hours: Annotated[float | int, Field(ge=0.5, le=16)] | None = None
    lenses: list[str] = []
    """Chosen for the day: ours by a short word, one's own by its file as seen from this one's folder."""
    segments: Annotated[list[Segment], Field(min_length=1)]
    evidence: list[Evidence] = []
    brand: Brand = Field(default_factory=Brand)
    thresholds: Thresholds = Field(default_factory=Thresholds)
    from_: Earlier | None = Field(default=None, alias="from")
    note: str | None = None

    @property
    def rehearsal(self) -> bool:
        """Whether this is a copy with invented answers."""
        return self.title.startswith(REHEARSALS)

    def segment(self, id: str) -> Segment:
        """The segment with this id; KeyError when there is none."""
        return _by_id(self.segments, id)

    def participant(self, id: str) -> Participant:
        """The person with this id; KeyError when there is none."""
        return _by_id(self.participants, id)

    def members(self, segment: Segment) -> list[Participant]:
        """Who sits in this segment and is asked there, in the order of the file."""
        return [p for p in self.asked() if p.segments is None or segment.id in p.segments]

    def awaited(
        self, segment: Segment, opened: dt.datetime | None, over: Container[PersonId] = ()
    ) -> list[PersonId]:
        """Who was in the room when something was opened, and still is; but whom it is `over` for."""
        here = (person for person in self.members(segment) if person.waited_for(opened))
        return [person.id for person in here if person.id not in over]

    @property
    def planned(self) -> Plan:
        """The plan of the day, an empty one where there is none."""
        return self.plan or Plan()

    def asked(self) -> list[Participant]:
        """Everybody but observers, who are in the room, asked nothing and in no number."""
        return [person for person in self.participants if not person.observer]

    def ticked(self) -> set[str]:
        """Who has ticked that their function may be shown by itself although it is small."""
        return {person.id for person in self.asked() if person.open}

    def all_rounds(self) -> Iterator[AnyRound]:
        """The rounds of every segment."""
        for segment in self.segments:
            yield from segment.rounds

    def all_sealable(self) -> Iterator[tuple[Segment, AnyRound | LensRound]]:
        """Everything that is closed and sealed: the rounds of every segment, then those of its lenses."""
        for segment in self.segments:
            yield from ((segment, round) for round in (*segment.rounds, *segment.lenses))

    def anything_sealed(self) -> bool:
        """Whether a round was closed, so that who is senior stands fast."""
        return any(round.seal for _, round in self.all_sealable())

    def companies(self, segment: Segment) -> list[Company]:
        """The own company first, then the competitors."""
        return [self.company, *segment.competitors]

    def seniors(self) -> list[str]:
        """The ids of the declared senior people, sorted."""
        return sorted(p.id for p in self.participants if p.senior)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)


def _by_id(items: list[T], id: str) -> T:
    for item in items:
        if item.id == id:
            return item
    raise KeyError(id)


def ids_of(items: Iterable[_Named]) -> list[str]:
    """The ids of needs, people, companies or whatever has one, in their order."""
    return [item.id for item in items]


def is_among(one: object, others: Iterable[object]) -> bool:
    """Whether it is one of these itself: two rounds, or two companies, may be equal and not the same."""
    return any(one is other for other in others)


def answer_names(session: Session, segment: Segment) -> Iterator[AnswerName]:
    """Every name an answer of this segment can have, without the ` in SEGMENT` at its end."""
    for need in segment.needs:
        yield f"need {need.id}"
        yield f"weight {need.id}"
        for company in session.companies(segment):
            yield f"mark {company.id} {need.id}"
    yield from _lens_answer_names(segment)


def _lens_answer_names(segment: Segment) -> Iterator[AnswerName]:
    """What lenses answer: what one comes down to, a thing the room named, what cards say about a need.

    No function stands in a name: it may be written in two ways, and no department is held to a text.
    """
    for lens in dict.fromkeys(round.of for round in segment.lenses):
        yield f"lens {lens}"
    for thing in segment.things:
        if not thing.by_customer:
            yield f"thing {thing.id}"
    needs = {need.id for need in segment.needs}
    for round in segment.lenses:
        if (round.part, round.by) == ("say", "function"):
            yield from (f"card {round.of} {about}" for about in round.about if about in needs)
