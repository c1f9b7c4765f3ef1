"""What was asked and answered through a lens: its rounds, and the things that arise in it.

A round keeps what was asked, so that it is read without the definition, which may be another one by then.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from cxw.model.answers import Draft
from cxw.model.lens import LensBy, LensPart, LensShape
from cxw.model.roughly import Says, When
from cxw.model.words import DK, DeskName, DontKnow, Id, Missing, PersonId, Record

OWN = "own"
"""The key of an answer where a round asks about nothing that was there before."""
NOTHING: Literal["nothing"] = "nothing"
"""What a card says where customers hear nothing; not to be confused with `dk`, and with no card at all."""
TOLD, PICKED = "words", "said"
"""Under which key the words of an answer stand, and what was picked."""

LensCell: TypeAlias = Annotated[
    int | str | list[str] | dict[str, str],
    Says("a number, dk, {words: text}, {said: word}, or a list of words, as the round's `shape` says"),
]
"""An answer about one thing.

words: {words: text} with further lines, `nothing` or `dk`, or a list of lines where things are gathered;
points, marks, percent: a number or `dk`; pick: {said: one}, with a further pick; ticks: a list.
"""
LensRow: TypeAlias = dict[str, LensCell] | DontKnow
"""Thing -> answer about it; `dk` for whoever knows nothing of any of them."""


def knows(cell: LensCell | DontKnow | None) -> bool:
    """Whether an answer about one thing says something, and not that it is not known; of none, False."""
    if isinstance(cell, dict) and PICKED in cell:
        return cell[PICKED] != DK
    return cell is not None and cell != DK


def cell_of(row: LensRow, about: str) -> LensCell | DontKnow | None:
    """What a row says about one thing: `dk` where it is `dk` as a whole, None where it was not asked."""
    return row.get(about) if isinstance(row, dict) else DK


def lines_in(row: LensRow | None) -> list[str]:
    """The lines of somebody who named things; none of whoever did not."""
    cell = None if row is None else cell_of(row, OWN)
    return list(cell) if isinstance(cell, list) else []


TextKind = Literal["tickets", "reviews", "interviews", "lost-deals"]
"""Where customers' texts come from."""


class LensThing(Record):
    """One thing a lens is about: a moment, a sentence, a kind of customer, or a text of a customer."""

    id: Id
    lens: Id
    text: str
    company: Id | None = None
    """Of a sentence: whose it is; ours without it."""
    functions: list[str] = []
    """Which functions named it on their cards."""
    proposed: dict[PersonId, list[str]] = {}
    readers: list[PersonId] = []
    """Of a text: who reads it."""
    dealt_again: list[PersonId] = []
    """Of a text: which of its readers have it since texts were dealt again: on no sheet of before."""
    row: Annotated[int, Field(ge=1)] | None = None
    """Of a text: its row in the table it was drawn from."""
    customer: Annotated[int, Field(ge=1)] | None = None
    """Of a text: a number for whoever wrote it, and never a name."""
    date: When | None = None
    parked: str | None = None
    note: str | None = None

    @property
    def by_customer(self) -> bool:
        """Whether it is a text that a customer wrote: for its readers alone, on no wall and in no copy."""
        return bool(self.readers) or self.row is not None or self.customer is not None


class DrawnTexts(Record):
    """From what a lens's texts were drawn by lot."""

    kind: TextKind
    rows: Annotated[int, Field(ge=1)]
    """How many texts there were to draw from."""
    checksum: str | None = None
    """SHA-256 of the table: who has the table can draw the same texts again."""
    drawn: dt.datetime | None = None
    note: str | None = None


class LensCorrection(Record):
    """An answer put right after the reveal, or a change by hand that was sealed again."""

    who: PersonId | None = None
    card: str | None = None
    """The function whose card it was."""
    before: LensRow | None = None
    after: LensRow | None = None
    at: dt.datetime
    why: str | None = None
    seal: str | None = None
    note: str | None = None


class LensRound(Record):
    """One part of a lens as it was asked: guessed, said or judged."""

    of: Id
    part: LensPart
    by: LensBy = "person"
    shape: LensShape
    title: str | None = None
    """The lens's name as the room read it."""
    ask: str
    worded: dict[str, str] = {}
    """A short word of what could be picked, of a line or of what was guessed -> as people read it."""
    private: bool = False
    about: list[str] = []
    """The ids of needs or things, names of functions, or for what a percentage was guessed; none: `own`."""
    picks: list[str] = []
    """What could be picked or ticked: short words, needs or functions."""
    lines: list[Id] = []
    """Which lines stand beside the words of a card."""
    names: Id | None = None
    """Which of these lines asks for a person: only there the name of somebody present is shown."""
    also: dict[Id, list[str]] = {}
    """A further pick: its short word -> what could be picked there."""
    mixed: bool = False
    """In a shared copy: answers were dealt over the whole room, so that no function's are known."""
    opened: dt.datetime
    reopened: list[dt.datetime] = []
    closed: dt.datetime | None = None
    revealed: dt.datetime | None = None
    seal: str | None = None
    answers: dict[PersonId, LensRow] = {}
    cards: dict[str, LensRow] = {}
    """Function -> its card, where functions answer."""
    not_answered: dict[PersonId, Missing] = {}
    no_card: dict[str, Missing] = {}
    desks: dict[PersonId, DeskName] = {}
    drafts: dict[PersonId, Draft] = {}
    corrected: list[LensCorrection] = []
    sentence: str | None = None
    """How the room completed the lens's sentence, whole."""
    note: str | None = None

    def asked_about(self) -> list[str]:
        """What an answer has one entry for."""
        return self.about or [OWN]

    def said(self) -> dict[str, LensRow]:
        """Who answered, a person or a function, and what."""
        return self.answers if self.by == "person" else self.cards
