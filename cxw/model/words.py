"""The words of a session: how answers, stages, desks, reasons and kinds of evidence are called."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1
DK: Literal["dk"] = "dk"
DontKnow = Literal["dk"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
BY_ID, BY_NAME = "somebody, by id", "somebody, by name or id"
"""What the type of a key says of it, for `cxw.model.mentions` to find everybody."""
PersonId: TypeAlias = Annotated[str, BY_ID]
PersonName: TypeAlias = Annotated[str, BY_NAME]
AnswerName: TypeAlias = str
"""`need ID`, `weight ID`, `mark COMPANY ID`; of lenses `lens NAME`, `thing ID`, `card LENS NEED`.

` in SEGMENT` follows where it is not the item's own.
"""
TOTAL = 100
"""Points that a person spreads, where a round does not say otherwise."""
ENDS = (0, 10)
"""The lowest and the highest mark, where a round does not say otherwise."""
MOST_POINTS, LEAST_MARK, MOST_MARK = 1000, -100, 100
"""No total and no scale goes further."""
Points = Annotated[int, Field(ge=0, le=TOTAL)]
GivenPoints = Annotated[int, Field(ge=0, le=MOST_POINTS)]
"""Of the total of its round."""
Mark = Annotated[int, Field(ge=LEAST_MARK, le=MOST_MARK)] | DontKnow
"""On the scale of its round."""
Percent = Annotated[int, Field(ge=0, le=100)] | DontKnow
PointsRow: TypeAlias = dict[str, Points]
"""Points of one person, of 100: need -> points."""
WeightsAnswer: TypeAlias = dict[str, GivenPoints] | DontKnow
MarksRow: TypeAlias = dict[str, Mark]
"""Marks of one person for one company: need -> mark or `dk`."""
MarksAnswer: TypeAlias = dict[str, MarksRow]
"""Marks of one person: company -> row."""
DayStage = Literal["needs", "weights", "grid", "disagreement", "closing"]
"""The stages of the day."""
StageName = Literal[DayStage, "meeting"]
STAGES: tuple[DayStage, ...] = ("needs", "weights", "grid", "disagreement", "closing")
MEETING: Literal["meeting"] = "meeting"
"""The stage of another day: the room meets again, once customers have answered."""
WITH_MEETING: tuple[StageName, ...] = (*STAGES, MEETING)
DeskName = Literal["paper", "laptop", "phones", "spreadsheet", "replay"]
RoundName = Literal["first", "second"]
Missing = Literal["late", "left", "declined", "absent", "draft"]
Looked = Literal["evidence", "assumption", "open", "asked"]
"""What came of looking at an answer; `asked` until the room has looked."""
Reason = Literal["fact", "argument", "wording", "agreement", "none"]
Contact = Literal["this week", "this quarter", "longer ago", "rather not say"]
"""When somebody last had to do with a customer, in their own word on the first ballot."""
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

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True, defer_build=True)
