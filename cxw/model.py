"""What a session is: types that mirror the session file, name for name and in its order.

The model knows shapes only. Whether points sum to 100 is the business of the stages, where a key stands
in a file that of `sessionfile`. Three things are kept apart everywhere: absent (not asked yet), `dk` (asked,
does not know) and 0 (a zero).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Protocol, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1

DK: Literal["dk"] = "dk"
DontKnow = Literal["dk"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
PersonId: TypeAlias = str
AnswerName: TypeAlias = str
"""`need ID`, `weight ID` or `mark COMPANY ID`, followed by ` in SEGMENT` where it is not the item's own."""

Points = Annotated[int, Field(ge=0, le=100)]
Mark = Annotated[int, Field(ge=0, le=10)] | DontKnow
Percent = Annotated[int, Field(ge=0, le=100)] | DontKnow
PointsRow: TypeAlias = dict[str, Points]
"""Points of one person: need -> points."""
WeightsAnswer: TypeAlias = PointsRow | DontKnow
MarksRow: TypeAlias = dict[str, Mark]
"""Marks of one person for one company: need -> mark or `dk`."""
MarksAnswer: TypeAlias = dict[str, MarksRow]
"""Marks of one person: company -> row."""

StageName = Literal["needs", "weights", "grid", "disagreement", "closing"]
STAGES: tuple[StageName, ...] = ("needs", "weights", "grid", "disagreement", "closing")
DeskName = Literal["paper", "laptop", "phones", "spreadsheet", "replay"]
RoundName = Literal["first", "second"]
Missing = Literal["late", "left", "declined", "absent", "draft"]
Reason = Literal["fact", "argument", "wording", "agreement", "none"]
Kind = Literal[
    "purchase",
    "test",
    "behaviour",
    "survey",
    "interviews",
    "tickets",
    "won-lost",
    "front-line-tally",
    "customer",
    "front-line",
    "colleague",
    "desk-research",
]


class Record(BaseModel):
    """A mapping of the file: unknown keys are faults, nothing is coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)


class Away(Record):
    """A time somebody was not in the room; nobody is asked what was opened meanwhile."""

    from_: dt.datetime = Field(alias="from")
    until: dt.datetime | None = None
    why: str | None = None
    note: str | None = None

    def covers(self, moment: dt.datetime) -> bool:
        """Whether the person was away at this moment."""
        return self.from_ <= moment and (self.until is None or moment < self.until)


class Participant(Record):
    """One person in the room, by name or by card."""

    id: Id
    name: str
    function: str | None = None
    also: list[str] = []
    senior: bool | None = None
    last_customer_contact: dt.date | None = None
    segments: list[str] | None = None
    desk: DeskName | None = None
    away: list[Away] = []
    note: str | None = None

    def here(self, moment: dt.datetime | None) -> bool:
        """Whether the person was in the room at this moment."""
        return moment is None or not any(away.covers(moment) for away in self.away)


class Company(Record):
    """The room's own company or a competitor."""

    id: Id
    name: str
    short: str | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name


class Plan(Record):
    """When the day starts and how many minutes each stage is meant to take."""

    start: str | None = None
    minutes: dict[StageName, Annotated[int, Field(ge=0, le=1440)]] = {}
    note: str | None = None


class Stage(Record):
    """The facts of one stage of one segment; `waiting` is computed from them."""

    opened: dt.datetime | None = None
    done: dt.datetime | None = None
    answered: list[str] = []
    not_answered: dict[PersonId, Missing] = {}
    note: str | None = None


class Stages(Record):
    """The five stages of a segment."""

    needs: Stage | None = None
    weights: Stage | None = None
    grid: Stage | None = None
    disagreement: Stage | None = None
    closing: Stage | None = None
    note: str | None = None

    def of(self, name: StageName) -> Stage:
        """The facts of the stage; a stage nobody opened has none."""
        stage: Stage | None = getattr(self, name)
        return stage if stage is not None else Stage()

    def touch(self, name: StageName) -> Stage:
        """The stage itself, made when it is not there yet."""
        if getattr(self, name) is None:
            setattr(self, name, Stage())
        stage: Stage = getattr(self, name)
        return stage


class Was(Record):
    """Earlier words of a need, kept for the rounds that were answered with them."""

    text: str
    until: dt.datetime
    note: str | None = None


class Need(Record):
    """One job or outcome, in the room's words."""

    id: Id
    text: str
    short: Annotated[str, Field(max_length=18)] | None = None
    kind: Literal["job", "outcome", "category"] | None = None
    proposed: dict[PersonId, list[str]] = {}
    count: Annotated[int, Field(ge=1)] | None = None
    was: list[Was] = []
    parked: str | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """The short words where there are some."""
        return self.short or self.text

    @property
    def slips(self) -> int:
        """How many slips proposed it, named or not."""
        return self.count if self.count is not None else len(self.proposed)

    def words_at(self, moment: dt.datetime | None) -> str:
        """The words that stood when a round was opened."""
        later = [was for was in self.was if moment is not None and moment < was.until]
        return min(later, key=lambda was: was.until).text if later else self.text


class Correction(Record):
    """A slip put right after the reveal, or a change by hand that was sealed again."""

    who: PersonId | None = None
    before: dict[str, Any] | DontKnow | None = None
    after: dict[str, Any] | DontKnow | None = None
    at: dt.datetime
    why: str | None = None
    seal: str | None = None
    note: str | None = None


class Draft(Record):
    """A slip put aside for a second look; it is in no number."""

    row: str
    at: dt.datetime
    note: str | None = None


class WeightsRound(Record):
    """One round of 100 points."""

    of: Literal["weights"]
    name: RoundName
    needs: list[str]
    opened: dt.datetime
    closed: dt.datetime | None = None
    revealed: dt.datetime | None = None
    seal: str | None = None
    answers: dict[PersonId, WeightsAnswer] = {}
    not_answered: dict[PersonId, Missing] = {}
    rounded: dict[PersonId, dict[str, int]] = {}
    desks: dict[PersonId, DeskName] = {}
    reasons: dict[PersonId, Reason] = {}
    drafts: dict[PersonId, Draft] = {}
    corrected: list[Correction] = []
    note: str | None = None


class MarksRound(Record):
    """One round of marks out of ten; `cells` limits a second round to what was flagged."""

    of: Literal["marks"]
    name: RoundName
    needs: list[str]
    companies: list[str]
    cells: list[AnswerName] = []
    opened: dt.datetime
    closed: dt.datetime | None = None
    revealed: dt.datetime | None = None
    seal: str | None = None
    answers: dict[PersonId, MarksAnswer] = {}
    not_answered: dict[PersonId, Missing] = {}
    desks: dict[PersonId, DeskName] = {}
    reasons: dict[PersonId, Reason] = {}
    drafts: dict[PersonId, Draft] = {}
    corrected: list[Correction] = []
    note: str | None = None

    def asks(self, company: str) -> list[str]:
        """The needs this round asks about for one company."""
        if not self.cells:
            return list(self.needs)
        return [need for need in self.needs if f"mark {company} {need}" in self.cells]


Round = Annotated[WeightsRound | MarksRound, Field(discriminator="of")]
AnyRound: TypeAlias = WeightsRound | MarksRound


class Conviction(Record):
    """How sure each person is that their first need is the customers' first, in percent."""

    before: dict[PersonId, Percent] = {}
    after: dict[PersonId, Percent] = {}
    earlier: dict[PersonId, Percent] = {}
    note: str | None = None


class Unknown(Record):
    """One line that completes "What we do not know is..."."""

    text: str
    by: PersonId | None = None
    research: str | None = None
    note: str | None = None


class Note(Record):
    """Something the facilitator wrote down during the day."""

    at: dt.datetime
    about: str | None = None
    text: str


class Test(Record):
    """A belief put so that customers' answers can prove it wrong, e.g. share first of price below 0.43."""

    what: str
    need: str | None = None
    company: str | None = None
    below: float | int | None = None
    above: float | int | None = None
    note: str | None = None


class Research(Record):
    """A promise to find out: who, by when, and what would show that we are wrong."""

    id: Id
    question: str
    about: list[AnswerName] = []
    believe: str | None = None
    wrong_if: str | None = None
    test: Test | None = None
    ask: str | None = None
    how_many: Annotated[int, Field(ge=1)] | None = None
    owner: str | None = None
    due: dt.date | None = None
    done: dt.date | None = None
    outcome: Literal["held", "wrong", "unclear"] | None = None
    evidence: list[str] = []
    note: str | None = None


class Customers(Record):
    """What customers answered when `verify` asked: rows without names, or sums."""

    id: Id
    date: dt.date | None = None
    source: str | None = None
    kind: Literal["individual", "aggregated"] = "individual"
    n: Annotated[int, Field(ge=0)] | None = None
    needs: list[str] = []
    weights: list[list[int | float]] = Field(default=[], max_length=5000)
    marks: dict[str, list[list[int | float | DontKnow]]] = {}
    note: str | None = None


class Segment(Record):
    """One group of customers, and all that the room said about it."""

    id: Id
    name: str
    stages: Stages = Field(default_factory=Stages)
    needs: list[Need] = []
    votes: dict[PersonId, list[str]] = {}
    chosen: list[str] = []
    competitors: list[Company] = []
    rounds: list[Round] = []
    conviction: Conviction = Field(default_factory=Conviction)
    coverage_guess: dict[PersonId, Percent] = {}
    predictions: dict[PersonId, dict[str, PointsRow | DontKnow]] = {}
    audit: dict[AnswerName, Literal["evidence", "assumption", "open"]] = {}
    skipped: dict[str, str] = {}
    unknowns: list[Unknown] = []
    notes: list[Note] = []
    research: list[Research] = []
    customers: list[Customers] = []
    note: str | None = None

    def need(self, id: str) -> Need:
        """The need with this id; KeyError when there is none."""
        return _by_id(self.needs, id)

    def chosen_needs(self) -> list[Need]:
        """The needs the room works with, in its order."""
        return [self.need(id) for id in self.chosen]

    def rounds_of(self, of: Literal["weights", "marks"]) -> list[AnyRound]:
        """All rounds of one kind, in the order they were opened."""
        return [round for round in self.rounds if round.of == of]


class Evidence(Record):
    """Something a customer said or did, or that somebody believes they did; its grade is computed."""

    id: Id
    kind: Kind
    source: str | None = None
    date: dt.date | None = None
    customers: Annotated[int, Field(ge=0)] | None = None
    segment: str | None = None
    added: dt.datetime | dt.date | None = None
    by: str | None = None
    seen: dt.date | None = None
    supports: list[AnswerName] = []
    contradicts: list[AnswerName] = []
    quote: str | None = None
    note: str | None = None


class Brand(Record):
    """How the consultant's handouts look."""

    name: str | None = None
    logo: str | None = None
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    footer: str | None = None
    paper: Literal["a4", "letter"] | None = None
    note: str | None = None


class Thresholds(Record):
    """Where a number starts to count; each with its legal range, all printed in the report."""

    lead: Annotated[float | int, Field(ge=0.5, le=3)] = 1
    good: Annotated[float | int, Field(ge=5, le=9)] = 7
    tier: Annotated[float | int, Field(ge=0.8, le=0.99)] = 0.9
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
    facilitator: str | None = None
    desk: DeskName | None = None
    attribution: Literal["functions", "names"] | None = None
    seed: Annotated[int, Field(ge=0)] | None = None
    participants: list[Participant] = []
    plan: Plan | None = None
    segments: Annotated[list[Segment], Field(min_length=1)]
    evidence: list[Evidence] = []
    brand: Brand = Field(default_factory=Brand)
    thresholds: Thresholds = Field(default_factory=Thresholds)
    from_: Earlier | None = Field(default=None, alias="from")
    note: str | None = None

    def segment(self, id: str) -> Segment:
        """The segment with this id; KeyError when there is none."""
        return _by_id(self.segments, id)

    def participant(self, id: str) -> Participant:
        """The person with this id; KeyError when there is none."""
        return _by_id(self.participants, id)

    def members(self, segment: Segment) -> list[Participant]:
        """Who sits in this segment, in the order of the file."""
        return [p for p in self.participants if p.segments is None or segment.id in p.segments]

    def companies(self, segment: Segment) -> list[Company]:
        """The own company first, then the competitors."""
        return [self.company, *segment.competitors]

    def seniors(self) -> list[str]:
        """The ids of the declared senior people, sorted."""
        return sorted(p.id for p in self.participants if p.senior)


class _Named(Protocol):
    id: str


T = TypeVar("T", bound=_Named)


def _by_id(items: list[T], id: str) -> T:
    for item in items:
        if item.id == id:
            return item
    raise KeyError(id)


def answer_names(session: Session, segment: Segment) -> Iterator[AnswerName]:
    """Every name an answer of this segment can have, without the ` in SEGMENT` at its end."""
    for need in segment.needs:
        yield f"need {need.id}"
        yield f"weight {need.id}"
        for company in session.companies(segment):
            yield f"mark {company.id} {need.id}"
