"""Who is in the room and when: participants, companies, the plan of the day, and the facts of its stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Annotated, Literal, TypeAlias, overload

from pydantic import Field

from cxw.model.finding_out import MOST_DECIDED, Decided
from cxw.model.words import (
    MEETING,
    Contact,
    DayStage,
    DeskName,
    Id,
    Missing,
    Percent,
    PersonId,
    Record,
    StageName,
)


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
    open: bool | None = None
    observer: bool | None = None
    last_customer_contact: dt.date | Contact | None = None
    segments: list[str] | None = None
    desk: DeskName | None = None
    away: list[Away] = []
    note: str | None = None

    def here(self, moment: dt.datetime | None) -> bool:
        """Whether the person was in the room at this moment."""
        return moment is None or not any(away.covers(moment) for away in self.away)

    @property
    def gone(self) -> bool:
        """Whether the person has left the room and not come back: nobody waits for them."""
        return any(away.until is None for away in self.away)

    def waited_for(self, opened: dt.datetime | None) -> bool:
        """Whether the person was in the room when something was opened, and still is."""
        return not self.away or (self.here(opened) and not self.gone)


class Renamed(Record):
    """An earlier name of a company or a segment, and until when it stood."""

    text: str
    short: str | None = None
    until: dt.datetime
    note: str | None = None


class Company(Record):
    """The room's own company or a competitor."""

    id: Id
    name: str
    short: str | None = None
    was: list[Renamed] = []
    note: str | None = None

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name


class Break(Record):
    """A time of the day on which the room rests, whatever stage it falls into."""

    at: str
    minutes: Annotated[int, Field(ge=1, le=1440)]
    what: str | None = None
    note: str | None = None


class Plan(Record):
    """When the day starts, how many minutes each stage is meant to take, and when the room rests."""

    start: str | None = None
    end: str | None = None
    minutes: dict[StageName, Annotated[int, Field(ge=0, le=1440)]] = {}
    breaks: list[Break] = []
    note: str | None = None


class TimedStage(Record):
    """When a stage of one segment was opened, and left as done."""

    opened: dt.datetime | None = None
    done: dt.datetime | None = None

    @property
    def under_way(self) -> bool:
        """Whether it was opened and is not done."""
        return self.opened is not None and self.done is None


class Stage(TimedStage):
    """The facts of one stage of one segment; `waiting` is computed from them."""

    answered: list[PersonId] = []
    not_answered: dict[PersonId, Missing] = {}
    note: str | None = None

    @property
    def gave(self) -> Collection[PersonId]:
        """Who has answered what is asked there."""
        return self.answered


class Meeting(TimedStage):
    """The second meeting: customers have answered, the room guesses how far it is from them, then sees it.

    `not_answered` is about the guess.
    """

    lot: Annotated[int, Field(ge=0)] | None = None
    """The seed with which the customers' sentences that are read first were drawn."""
    asked: dt.datetime | None = None
    """When the guess was opened."""
    guess: dict[PersonId, Percent] = {}
    """How many of our 100 points customers put on other needs, guessed before it is shown."""
    not_answered: dict[PersonId, Missing] = {}
    revealed: dt.datetime | None = None
    changes: Annotated[list[Decided], Field(max_length=MOST_DECIDED)] = []
    """What we change now that customers have answered."""
    note: str | None = None

    @property
    def gave(self) -> Collection[PersonId]:
        """Who has guessed."""
        return self.guess


StageFacts: TypeAlias = Stage | Meeting


class Stages(Record):
    """The five stages of a segment, and the second meeting."""

    needs: Stage | None = None
    weights: Stage | None = None
    grid: Stage | None = None
    disagreement: Stage | None = None
    closing: Stage | None = None
    meeting: Meeting | None = None
    note: str | None = None

    @overload
    def of(self, name: DayStage) -> Stage: ...
    @overload
    def of(self, name: Literal["meeting"]) -> Meeting: ...
    @overload
    def of(self, name: StageName) -> StageFacts: ...

    def of(self, name: StageName) -> StageFacts:
        """The facts of the stage; a stage nobody opened has none."""
        stage: StageFacts | None = getattr(self, name)
        if stage is not None:
            return stage
        # Asked many times for every screen: to name what is empty is quicker than to have it copied.
        return Meeting() if name == MEETING else Stage(answered=[], not_answered={})

    @overload
    def touch(self, name: DayStage) -> Stage: ...
    @overload
    def touch(self, name: Literal["meeting"]) -> Meeting: ...
    @overload
    def touch(self, name: StageName) -> StageFacts: ...

    def touch(self, name: StageName) -> StageFacts:
        """The stage itself, made when it is not there yet."""
        if getattr(self, name) is None:
            setattr(self, name, Meeting() if name == MEETING else Stage())
        stage: StageFacts = getattr(self, name)
        return stage
