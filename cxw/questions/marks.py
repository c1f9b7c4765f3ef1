"""Marks: each company on each need, mostly out of ten; whoever does not know says so, mark by mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cxw.model import DK, ENDS, ids_of
from cxw.questions.asking import Cell, Kind, Part, Read, TypingStep, Value
from cxw.questions.typed import is_unknown, not_whole, number_typed, tokens_of, whole_number
from cxw.text.phrases import say


class Marks(Kind):
    """A row of whole marks on a scale, or d, for each company, or for each need across the companies."""

    name = "marks"
    rows = True
    by_company = True

    def steps(self, part: Part, *, by_need: bool) -> list[TypingStep]:
        """A row for each company, or for each need that is asked about."""
        if by_need:
            return [step for need in part.needs if (step := TypingStep(part, need=need)).count]
        return [TypingStep(part, company) for company in part.companies]

    def read(self, step: TypingStep, row: str) -> Read:
        """Company -> need -> mark."""
        marks, why = marks_row(row, ids_of(step.items), _asked_of(step), step.part.ends)
        if marks is None:
            return None, why
        found: dict[str, dict[str, int | str]] = {}
        for (company, need), mark in zip(step.cells, marks.values(), strict=True):
            found.setdefault(company, {})[need] = mark
        return found, ""

    def apart(self, left: Sequence[TypingStep], row: str) -> list[str]:
        """All rows of a slip may stand on one line."""
        counts = [step.count for step in left if step.kind.by_company]
        tokens = tokens_of(row, sum(counts))
        if len(counts) == 1 or len(tokens) != sum(counts):
            return [row]
        return [" ".join(tokens[sum(counts[:n]) : sum(counts[: n + 1])]) for n in range(len(counts))]

    def written(self, step: TypingStep, value: Value) -> str | None:
        """The marks of this row, None where one of them is not there."""
        if not isinstance(value, Mapping):
            return None
        cells = [mark for cell in step.cells if (mark := mark_in(value, cell)) is not None]
        if len(cells) < len(step.cells):
            return None
        return " ".join(number_typed(mark) for mark in cells)

    def agrees(self, step: TypingStep, kept: Value, value: Value) -> bool | None:
        """Mark by mark; what is not kept yet contradicts nothing."""
        known = [(mark_in(kept, cell), mark_in(value, cell)) for cell in step.cells]
        if all(before is None for before, _ in known):
            return None
        return all(before in (None, now) for before, now in known)

    def joined(self, before: Value | None, value: Value) -> Value:
        """Company by company, need by need."""
        known = before or {}
        companies = (*known, *(new for new in value if new not in known))
        return {company: {**known.get(company, {}), **value.get(company, {})} for company in companies}


MARKS = Marks()
WANTED = {
    "needs": (
        "1 need wants 1 mark, here are {given}; d is: does not know.",
        "{asked} needs want {asked} marks, here are {given}; d is: does not know.",
    ),
    "companies": (
        "1 company wants 1 mark, here are {given}; d is: does not know.",
        "{asked} companies want {asked} marks, here are {given}; d is: does not know.",
    ),
    "things": (
        "1 thing wants 1 number, here are {given}; d is: does not know.",
        "{asked} things want {asked} numbers, here are {given}; d is: does not know.",
    ),
}
"""How many marks, or numbers of things, a row has: of one need, company or thing, and of more."""


def _asked_of(step: TypingStep) -> str:
    if step.part.without_company:
        return "things"
    return "companies" if step.need else "needs"


def marks_row(
    row: str, asked: Sequence[str], what: str = "needs", ends: tuple[int, int] = ENDS
) -> tuple[dict[str, int | str] | None, str]:
    """One row of marks: whole numbers of the scale, or d, one for each of `what` is asked about."""
    if is_unknown(row):
        return dict.fromkeys(asked, DK), ""
    tokens = tokens_of(row, len(asked))
    if why := not_marks(tokens, ends, "numbers" if what == "things" else "marks"):
        return None, why
    if len(tokens) != len(asked):
        one, more = WANTED[what]
        return None, say(one if len(asked) == 1 else more, asked=len(asked), given=len(tokens))
    marks = [_mark(token) for token in tokens]
    return dict(zip(asked, marks, strict=True)), ""


def _mark(token: str) -> int | str:
    """What is a mark of some scale for sure."""
    number = whole_number(token)
    return DK if is_unknown(token) or number is None else number


def not_marks(tokens: Sequence[str], ends: tuple[int, int] = ENDS, what: str = "marks") -> str:
    """Which of these is no mark, and why; nothing when each is one. `what`: what they are called."""
    known = [token for token in tokens if not is_unknown(token)]
    if known:
        return not_whole(known, what, ends[1], ends[0])
    return ""


def mark_in(marks: Any, cell: Cell) -> int | str | None:
    """The mark of a cell among marks that are kept by company."""
    row = marks.get(cell[0]) if isinstance(marks, Mapping) else None
    found = row.get(cell[1]) if isinstance(row, Mapping) else None
    return found if isinstance(found, int | str) else None


def faults(row: Mapping[str, int | str], needs: Sequence[str], ends: tuple[int, int] = ENDS) -> list[str]:
    """What keeps a row of marks for one company from being an answer; an empty list when it is one."""
    least, most = ends
    missing = "no mark is given for {need}: dk says that nobody knows"
    found = [say(missing, need=need) for need in needs if need not in row]
    found += [say("{what} is not asked about here", what=need) for need in row if need not in needs]
    outside = "{mark} for {need}: whole marks from {least} to {most}, or dk"
    found += [
        say(outside, mark=mark, need=need, least=least, most=most)
        for need, mark in row.items()
        if mark != DK and (isinstance(mark, bool) or not isinstance(mark, int) or not least <= mark <= most)
    ]
    return found
