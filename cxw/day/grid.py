"""Stage 3, grid: each person marks the own company and its competitors on each need, mostly out of ten."""

from __future__ import annotations

from cxw.model import MarksRound, MarksRow, PersonId, Segment, is_among
from cxw.questions.rounds import marks_rounds
from cxw.text.phrases import Phrases, say

QUESTION = "How well does each company serve these customers? Their answer, not yours."
SCALE = ("{mark} fails customers", "{mark} could not be better")
AS_NOW, AS_NOW_ID = "Carries on as now", "as-now"
MOST_COMPETITORS = 7


def is_as_now(name: str) -> bool:
    """Whether a competitor's name says that customers carry on as now, in English or as this run says it."""
    return name.casefold() in (AS_NOW.casefold(), say(AS_NOW).casefold())


def scale_in_words(ends: tuple[int, int], say: Phrases) -> tuple[str, str]:
    """What the lowest and the highest mark say."""
    worst, best = (say(words, mark=mark) for words, mark in zip(SCALE, ends, strict=True))
    return worst, best


def missing(segment: Segment, round: MarksRound, person: PersonId) -> tuple[str, ...]:
    """Which parts this person has yet to answer: companies by id, then `reason`."""
    if person in round.not_answered:
        return ()
    rows = round.answers.get(person, {})
    companies = tuple(company for company in round.companies if company not in rows)
    if companies or round.name == "first":
        return companies
    if moved(segment, round, person) and person not in round.reasons:
        return ("reason",)
    return ()


def answer(round: MarksRound, person: PersonId, company: str, row: MarksRow) -> None:
    """Keep one person's marks for one company. A slip put aside stays as a trace.

    Why somebody moved was said of other marks; of the same ones, sent twice, it stands.
    """
    rows = round.answers.setdefault(person, {})
    if rows.get(company) != row:
        round.reasons.pop(person, None)
    rows[company] = row
    round.not_answered.pop(person, None)


def first_marks(segment: Segment, round: MarksRound, person: PersonId) -> dict[str, MarksRow]:
    """The person's marks of the first rounds on the same needs, company by company."""
    rows: dict[str, MarksRow] = {}
    same = next((rounds for rounds in segment.lists() if is_among(round, rounds)), [])
    for other in marks_rounds(same):
        if other.name == "first" and set(other.needs) == set(round.needs):
            for company, row in other.answers.get(person, {}).items():
                rows.setdefault(company, row)
    return rows


def moved(segment: Segment, round: MarksRound, person: PersonId) -> bool:
    """Whether any mark differs from the person's first one; what was never marked did not move."""
    before = first_marks(segment, round, person)
    for company, row in round.answers.get(person, {}).items():
        first = before.get(company, {})
        if any(first.get(need, mark) != mark for need, mark in row.items()):
            return True
    return False
