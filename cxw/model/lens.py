"""A lens: one sealed question about things that are on the wall, as its definition's file may hold it.

A definition is a file of its own, ours in `templates/lenses/` or a consultant's beside the session. What was
asked and answered on a day stands in the session file, as rounds of the segment.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from cxw.model.roughly import Says
from cxw.model.words import Id, Record

LensShape = Literal["words", "points", "marks", "percent", "pick", "ticks"]
"""What an answer is: own words, 100 points over things, a mark or a percentage or one of a few for each
thing, any of a few for each thing."""
LensPart = Literal["guess", "say", "judge"]
"""Guessed blind beforehand; said by everybody; judged of what was said."""
MOST_LENSES = 3
"""A day has no time for more; three only where one of them is short."""
SHORT_LENS = 5
"""Minutes up to which a lens has its place beside two others."""
LENS_PARTS: tuple[LensPart, ...] = ("guess", "say", "judge")
LensBy = Literal["person", "function"]
"""Who answers: each person by a private slip, or each function by one card that is read out as its own."""
LensAfter = Literal["nothing", "needs", "sealed", "weights", "grid"]
"""What must be done first: nothing; needs chosen; points sealed, not yet shown; points, or marks, shown."""
LENS_AFTER: tuple[LensAfter, ...] = ("nothing", "needs", "sealed", "weights", "grid")
"""The same, in the order of the day."""
LensAbout = Literal["needs", "functions", "moments", "sentences", "customers", "voices"]
"""The things it is about: needs, functions, what the room gathers in the lens itself, customers' texts."""
GATHERED: tuple[LensAbout, ...] = ("moments", "sentences", "customers")
"""Things that are not there before: who speaks first names them."""
LensLanguage = Literal["en", "de", "du", "fr", "es"]
"""`de` addresses with Sie, or nobody; `du` is the German for a room that is addressed so."""
Worded: TypeAlias = Annotated[
    str | dict[LensLanguage, str], Says("text, or one for each language: {en: text, de: text}")
]
"""Words in one language, or in several."""
Choices: TypeAlias = dict[Id, Worded]
"""What can be picked or ticked: a short word that the file keeps, and what people read."""


class LensRecord(Record):
    """A record of a definition's file."""


class LensDetail(LensRecord):
    """A further pick behind a pick: which of us gives way, or whether the customer was served well."""

    pick: Id
    of: Literal["functions", "needs"] | Choices
    ask: Worded


class LensQuestion(LensRecord):
    """One part of a lens: who answers what, and how."""

    by: LensBy = "person"
    shape: LensShape
    ask: Worded
    of: Literal["functions", "needs"] | Choices | None = None
    and_: Choices = Field(default={}, alias="and")
    """Lines beside the words of a card."""
    also: LensDetail | None = None
    dk: Worded | None = None
    """How whoever does not know says so; without it that they do not know."""
    tell: Worded | None = None
    """What whoever leads the day says before it, and what not to do."""


class LensPromise(LensRecord):
    """What can be promised of what was named: a card of a function, or a thing that is looked at."""

    of: Literal["cards", "things"]
    question: Worded
    """What is found out or done, with {what} where the words of the card or thing stand, and {function}."""
    owner: Id | None = None
    """The line of a card that names whoever promises."""
    due: Id | None = None
    """The line of a card that says until when."""


class LensDefinition(LensRecord):
    """All there is to know of a lens before it is asked."""

    lens: Id
    name: Worded
    why: Worded
    minutes: Annotated[int, Field(ge=1, le=120)]
    after: LensAfter
    about: LensAbout
    most: Annotated[int, Field(ge=1, le=12)] = 5
    private: bool = False
    """Whether what somebody says is about themselves: in one number of the room, and shown nowhere."""
    guess: LensQuestion | None = None
    say: LensQuestion
    judge: LensQuestion | None = None
    tell: Worded | None = None
    """What whoever leads the day says at its findings."""
    sentence: Worded
    promise: LensPromise | None = None
    then: list[Id] = []
    """Lenses of ours that follow it, by their short words."""
    note: str | None = None

    def question(self, part: LensPart) -> LensQuestion | None:
        """What is asked in one part; None where the lens has no such part."""
        found: LensQuestion | None = getattr(self, part)
        return found

    def parts(self) -> list[LensPart]:
        """Its parts, in the order in which they are asked."""
        return [part for part in LENS_PARTS if self.question(part) is not None]

    def gathers(self, part: LensPart) -> bool:
        """Whether the room names in this part what the lens is about."""
        return part == "say" and self.about in GATHERED
