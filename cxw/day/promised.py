"""What became of what was promised, by a day: overdue, soon, later, done, and what is open again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeAlias

from cxw.day.evidence import CUSTOMER_EVIDENCE, SINGLE_STORY, evidence_basis
from cxw.model import (
    MEETING,
    AnswerName,
    Decided,
    Evidence,
    Id,
    Research,
    Segment,
    Session,
    When,
    ids_of,
    latest,
)

SOON = 14
"""Days before its date in which a promise is due soon."""

Outcome: TypeAlias = Literal["held", "wrong", "unclear"]
OUTCOMES: dict[Outcome, str] = {
    "held": "held: customers say what we believed",
    "wrong": "wrong: customers say otherwise",
    "unclear": "unclear: it cannot be said yet",
}
State: TypeAlias = Literal["overdue", "soon", "later", "no date", "done"]


@dataclass(frozen=True)
class PromiseOn:
    """One promise as it stands on a day."""

    segment: Segment
    card: Research
    state: State
    days: int
    """To its last day; negative once that has passed, 0 without a date."""


@dataclass(frozen=True)
class ChangeOn:
    """One line of what a second meeting changes, as it stands on a day."""

    segment: Segment
    line: Decided
    id: str
    """How it is named: `change-1`, and by its segment where there are several."""
    state: State
    days: int


@dataclass(frozen=True)
class OpenAgain:
    """An answer that rested on evidence which has become too old since."""

    segment: Segment
    answer: AnswerName
    item: Evidence


def every_promise(session: Session) -> Iterator[tuple[Segment, Research]]:
    """All that was promised, in the order of the segments and each with its own."""
    for segment in session.segments:
        for card in segment.research:
            yield segment, card


def promises_on(session: Session, today: dt.date, soon: int = SOON) -> list[PromiseOn]:
    """Every promise of a session: most overdue first, those without a date after the others, done last."""
    found = [_on(segment, card, today, soon) for segment, card in every_promise(session)]
    return sorted(found, key=lambda one: (one.state == "done", one.state == "no date", one.days))


def changes_on(session: Session, today: dt.date, soon: int = SOON) -> list[ChangeOn]:
    """What second meetings change, the most overdue first, as `promises_on` has the promises."""
    found = chain.from_iterable(_changes(session, segment, today, soon) for segment in session.segments)
    return sorted(found, key=lambda one: (one.state == "done", one.state == "no date", one.days))


def _changes(session: Session, segment: Segment, today: dt.date, soon: int) -> Iterator[ChangeOn]:
    where = f" in {segment.id}" if len(session.segments) > 1 else ""
    for number, line in enumerate(segment.stages.of(MEETING).changes, 1):
        yield ChangeOn(segment, line, f"change-{number}{where}", *_stands(line.date, line.done, today, soon))


def may_tell_promises(session: Session, segment: Segment) -> bool:
    """Whether the promises of a segment may be read: those of last time not before this time's reveal.

    A day that goes to its closing without one tells them there.
    """
    if session.from_ is None or segment.stages.of("closing").opened is not None:
        return True
    return any(round.revealed is not None for round in segment.rounds_of("weights"))


def is_overdue(card: Research, today: dt.date) -> bool:
    """Whether a promise that is not done had its last day before this one."""
    return card.done is None and card.due is not None and latest(card.due) < today


def _on(segment: Segment, card: Research, today: dt.date, soon: int) -> PromiseOn:
    return PromiseOn(segment, card, *_stands(card.due, card.done, today, soon))


def _stands(due: When | None, done: dt.date | None, today: dt.date, soon: int) -> tuple[State, int]:
    """How something with a last day stands, and the days to it."""
    if done is not None:
        return "done", 0
    if due is None:
        return "no date", 0
    days = (latest(due) - today).days
    if days < 0:
        return "overdue", days
    return "soon" if days <= soon else "later", days


def open_again(session: Session, today: dt.date) -> Iterator[OpenAgain]:
    """Answers that were backed on the day and are not any more: their best evidence is too old by now."""
    if session.date is None or today <= session.date:
        return
    now = session.model_copy(update={"date": today})
    for segment in session.segments:
        then, bases = evidence_basis(session, segment), evidence_basis(now, segment)
        for answer, basis in then.items():
            if _class(bases[answer].grade) < _class(basis.grade):
                yield OpenAgain(segment, answer, basis.supporting[0][0])


def _class(grade: int) -> int:
    return (grade >= SINGLE_STORY) + (grade >= CUSTOMER_EVIDENCE)


def said_yes(session: Session, card: Research) -> bool:
    """Whether its owner has said yes; in a file from before that was asked, whoever stands there has."""
    asked = any(one.agreed is not None for _, one in every_promise(session))
    return card.owner is not None and (card.has_yes or not asked)


def owner_named(session: Session, card: Research) -> str:
    """Who a promise belongs to by name; empty where there is nobody."""
    return owner_called(session, card.owner)


def owner_called(session: Session, owner: str | None) -> str:
    """An owner by name; what is nobody's id is a name already, empty where there is none."""
    return next((one.name for one in session.participants if one.id == owner), owner or "")


def find_promise(session: Session, named: str) -> list[tuple[Segment, Research]]:
    """The promises that somebody may mean: `r1`, or `r1 in homes` where several segments have an r1."""
    id, _, where = named.partition(" in ")
    return [
        (segment, card)
        for segment, card in every_promise(session)
        if card.id == id.strip() and (not where or where.strip().casefold() in _called(segment))
    ]


def _called(segment: Segment) -> tuple[str, str]:
    return segment.id.casefold(), segment.name.casefold()


def named(session: Session, segment: Segment, card: Research) -> str:
    """How a promise is named: by its id, and by its segment where the id alone says too little."""
    many = sum(card.id in ids_of(one.research) for one in session.segments) > 1
    return f"{card.id} in {segment.id}" if many else card.id


def close(card: Research, outcome: Outcome, day: dt.date, found: Sequence[Id]) -> None:
    """A promise is kept: what became of the belief, when, and on what evidence."""
    card.done, card.outcome = day, outcome
    card.evidence = [*dict.fromkeys([*card.evidence, *found])]
