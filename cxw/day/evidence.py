"""Stage 5, evidence: how we know. The grade of an answer is computed from its best item, never typed in.

Items are never added up: ten weak hints are ten weak hints. What no customer stands behind stays an
assumption, however sure the room is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from cxw.model import (
    AnswerName,
    Evidence,
    Id,
    Kind,
    Segment,
    Session,
    Thresholds,
    answer_names,
    at_least,
    earliest,
    ids_of,
)

CUSTOMER_EVIDENCE = 3
"""From this grade on an answer rests on customers, and an item can contradict."""
SINGLE_STORY = 2
Class = Literal["customer evidence", "single story", "assumption"]
CUSTOMERS: Class = "customer evidence"
STORIES: Class = "single story"
ASSUMPTION: Class = "assumption"

STRONG: Mapping[Kind, int] = {"purchase": 5, "test": 5, "behaviour": 4}
"""What customers did: the grade does not depend on how many were counted."""
TEN: frozenset[Kind] = frozenset({"survey", "interviews", "tickets", "won-lost", "front-line-tally"})
"""Kinds that are customer evidence from so many customers on."""
MANY = 10
COUNTED: frozenset[Kind] = TEN | STRONG.keys()
"""Kinds that count for little where nobody counted the customers."""
FIRST_HAND: frozenset[Kind] = frozenset({"customer", "front-line"})
"""One told story: it needs no number of customers."""

OF_LENSES = frozenset({"lens", "thing", "card"})
"""The first words of answers that lenses give: what one comes down to, a thing it named, what cards say."""

Lowered = Literal["uncounted", "elsewhere", "undated", "old", "unsourced", "unshown"]
"""Why an item counts for less than its kind: nobody counted customers, another segment, ..."""


@dataclass(frozen=True)
class Grading:
    """The grade of an item for an answer, 0 to 5, and why it is no higher than that."""

    grade: int
    lowered: tuple[Lowered, ...] = ()


Graded = tuple[Evidence, Grading]
"""An item and its grade for one answer."""


@dataclass(frozen=True)
class EvidenceBasis:
    """What stands behind one answer and against it, best first."""

    supporting: tuple[Graded, ...] = ()
    contradicting: tuple[Graded, ...] = ()

    @property
    def grade(self) -> int:
        """The grade of the best item that supports it, 0 without any."""
        return max((grading.grade for _, grading in self.supporting), default=0)

    @property
    def contradicted(self) -> bool:
        """Whether customer evidence says otherwise."""
        return any(grading.grade >= CUSTOMER_EVIDENCE for _, grading in self.contradicting)


@dataclass(frozen=True)
class EvidenceCoverage:
    """The 100 points in three classes; `contradicted` is a part of `nothing`."""

    customers: float
    stories: float
    nothing: float
    contradicted: float


def evidence_basis(session: Session, segment: Segment) -> dict[AnswerName, EvidenceBasis]:
    """What stands behind and against each answer of a segment that any evidence names."""
    supporting: dict[AnswerName, list[Graded]] = {}
    contradicting: dict[AnswerName, list[Graded]] = {}
    for item in session.evidence:
        graded = (item, grading(item, segment.id, session.date, session.thresholds))
        for found, said in ((supporting, item.supports), (contradicting, item.contradicts)):
            for answer in dict.fromkeys(_here(session, segment, item, name) for name in said):
                if answer is not None:
                    found.setdefault(answer, []).append(graded)
    return {
        name: EvidenceBasis(_best_first(supporting.get(name, [])), _best_first(contradicting.get(name, [])))
        for name in dict.fromkeys([*supporting, *contradicting])
    }


def grading(item: Evidence, segment: str, date: dt.date | None, thresholds: Thresholds) -> Grading:
    """The grade of one item for an answer of this segment, at the session's date, and all that lowers it.

    Taken in the order of the method: what kind of evidence, cut to 1 without a number of customers; one less
    each for another segment and for being undated or old; cut to 1 without a source or when nobody in the
    room could show it. Each of these is said, also where the others alone would make it as low.
    """
    found, lowered = _kind_grade(item), tuple(_lowered(item, segment, date, thresholds))
    for why in lowered:
        found = _LOWERING[why](found)
    return Grading(max(found, 0), lowered)


def _one_less(found: int) -> int:
    return found - 1


def _at_most_one(found: int) -> int:
    return min(found, 1)


_LOWERING: Mapping[Lowered, Callable[[int], int]] = {
    "uncounted": _at_most_one,
    "elsewhere": _one_less,
    "undated": _one_less,
    "old": _one_less,
    "unsourced": _at_most_one,
    "unshown": _at_most_one,
}


def _lowered(item: Evidence, segment: str, date: dt.date | None, thresholds: Thresholds) -> Iterator[Lowered]:
    """All that speaks against an item, in the order of the method."""
    if not at_least(item.customers) and item.kind in COUNTED:
        yield "uncounted"
    if item.segment is not None and item.segment != segment:
        yield "elsewhere"
    if item.date is None:
        yield "undated"
    elif _old(earliest(item.date), date, thresholds.evidence_months):
        yield "old"
    if item.source is None:
        yield "unsourced"
    if claimed(item):
        yield "unshown"


def claimed(item: Evidence) -> bool:
    """Whether nobody in the room could show it: a card "bring it, by when"."""
    return item.seen is None


def class_of(grade: int, contradicted: bool = False) -> Class:
    """Customer evidence, single story or assumption; what is contradicted is never covered."""
    if contradicted:
        return ASSUMPTION
    if grade >= CUSTOMER_EVIDENCE:
        return CUSTOMERS
    return STORIES if grade == SINGLE_STORY else ASSUMPTION


def coverage(
    mean_points: Mapping[str, float], grades: Mapping[str, int], contradicted: Collection[str]
) -> EvidenceCoverage:
    """How many of the 100 points rest on customers, on single stories, on nothing yet.

    `mean_points` and `grades` are keyed alike; what has no grade rests on nothing, and so does what customer
    evidence contradicts.
    """
    sums: dict[Class, float] = {CUSTOMERS: 0.0, STORIES: 0.0, ASSUMPTION: 0.0}
    for key, points in mean_points.items():
        sums[class_of(grades.get(key, 0), key in contradicted)] += points
    against = sum(points for key, points in mean_points.items() if key in contradicted)
    return EvidenceCoverage(sums[CUSTOMERS], sums[STORIES], sums[ASSUMPTION], float(against))


def may_be_spoken_of(session: Session, item: Evidence) -> bool:
    """Whether every answer an item is about can be spoken of by now."""
    names = (*item.supports, *item.contradicts)
    return spoken_of(session, item.segment or session.segments[0].id, names)


def spoken_of(session: Session, own: str, names: Iterable[AnswerName]) -> bool:
    """Whether every one of these answers is there by now; those that name no segment are of this one."""
    there = _given(session)
    return all(name in there.get(where or own, ()) for name, where in map(split_name, names))


def _given(session: Session) -> dict[Id, set[AnswerName]]:
    """Segment -> the answers that are there."""
    return {segment.id: set(answer_names(session, segment)) for segment in session.segments}


def is_of_a_lens(name: AnswerName) -> bool:
    """Whether an answer was given through a lens, and is in no number of the stages."""
    return name.partition(" ")[0] in OF_LENSES


def without_dangling(session: Session) -> None:
    """Let evidence and promises speak of no answer that is not there any more."""
    answers = _given(session)
    here = {f"{name} in {id}" for id, names in answers.items() for name in names}
    for item in session.evidence:
        own = here | answers[item.segment or session.segments[0].id]
        item.supports, item.contradicts = _among(own, item.supports), _among(own, item.contradicts)
    for segment in session.segments:
        for card in segment.research:
            card.about = _among(here | answers[segment.id], card.about)


def _among(known: Collection[AnswerName], names: Iterable[AnswerName]) -> list[AnswerName]:
    return [name for name in names if name in known]


def split_name(name: AnswerName) -> tuple[AnswerName, str | None]:
    """An answer's name without its ` in SEGMENT`, and that segment."""
    answer, found, segment = name.partition(" in ")
    return answer, segment if found else None


def seen_from(session: Session, here: Id, item: Evidence) -> Evidence:
    """An item, its answers named as one segment calls them: those of others with ` in SEGMENT`."""
    return _renamed(item, own=item.segment or session.segments[0].id, to=here)


def owned_by(item: Evidence, here: Id, segment: Id) -> Evidence:
    """An item of a segment whose answers are named as they are called here, named as the file has them."""
    return _renamed(item.model_copy(update={"segment": segment}), own=here, to=segment)


def _renamed(item: Evidence, own: Id, to: Id) -> Evidence:
    def called(name: AnswerName) -> AnswerName:
        answer, named = split_name(name)
        segment = named or own
        return answer if segment == to else f"{answer} in {segment}"

    names = {"supports": [*map(called, item.supports)], "contradicts": [*map(called, item.contradicts)]}
    return item.model_copy(update=names)


def next_evidence_id(session: Session) -> Id:
    """The id of an item more."""
    return numbered_id("e", set(ids_of(session.evidence)))


def numbered_id(letter: str, taken: Collection[Id]) -> Id:
    """The letter with the first number nobody has yet."""
    return next(f"{letter}{n}" for n in range(1, len(taken) + 2) if f"{letter}{n}" not in taken)


def _here(session: Session, segment: Segment, item: Evidence, name: AnswerName) -> AnswerName | None:
    """The answer's name within this segment, None when it is another segment's answer.

    An item without a segment of its own speaks of the session's first one.
    """
    answer, named = split_name(name)
    own = item.segment or session.segments[0].id
    return answer if (named or own) == segment.id else None


def _best_first(items: list[Graded]) -> tuple[Graded, ...]:
    return tuple(sorted(items, key=lambda graded: -graded[1].grade))


def _kind_grade(item: Evidence) -> int:
    customers = at_least(item.customers)
    if item.kind in STRONG:
        return STRONG[item.kind]
    if item.kind == "survey" and customers >= 30:
        return 4
    if item.kind in TEN:
        return 3 if customers >= MANY else 2
    return 2 if item.kind in FIRST_HAND else 1


def _old(date: dt.date, at: dt.date | None, months: int) -> bool:
    """Whether a date is more than so many months before the session's; without a session's date it is not."""
    if at is None:
        return False
    passed = (at.year - date.year) * 12 + at.month - date.month
    return (passed, at.day) > (months, date.day)
