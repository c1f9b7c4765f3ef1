"""Who is in the room and when: participants, companies, the plan of the day, and the facts of its stages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from cxw.model.words import Contact, DeskName, Id, Missing, PersonId, Record, StageName


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


class Stage(Record):
    """The facts of one stage of one segment; `waiting` is computed from them."""

    opened: dt.datetime | None = None
    done: dt.datetime | None = None
    answered: list[PersonId] = []
    not_answered: dict[PersonId, Missing] = {}
    note: str | None = None

    @property
    def under_way(self) -> bool:
        """Whether it was opened and is not done."""
        return self.opened is not None and self.done is None


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
        # Asked many times for every screen: to name what is empty is quicker than to have it copied.
        return stage if stage is not None else Stage(answered=[], not_answered={})

    def touch(self, name: StageName) -> Stage:
        """The stage itself, made when it is not there yet."""
        if getattr(self, name) is None:
            setattr(self, name, Stage())
        stage: Stage = getattr(self, name)
        return stage
