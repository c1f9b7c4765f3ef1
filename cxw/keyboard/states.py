"""Where the line for slips stands: waiting for one, at one, comparing a finished one, or deciding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cxw.day.desk import Person
from cxw.keyboard.deciding import Dialogue
from cxw.keyboard.rows import Given
from cxw.questions.asking import Cell, TypingStep, Value
from cxw.questions.marks import mark_in


@dataclass(frozen=True)
class Finished:
    """A slip that was taken in, as it can be compared with the paper."""

    person: Person
    steps: tuple[TypingStep, ...]
    values: Given
    """part -> value, marks by company"""


@dataclass
class Visit:
    """One person's slip while it is typed: what is left of it, and what has been read."""

    person: Person
    left: list[TypingStep]
    again: bool = False
    """whether it takes the place of one that was taken in"""
    order: str = ""
    """the letter on the slip, where slips have several orders"""
    kept: Given = field(default_factory=dict)
    """what was kept before this visit, where the slip is typed again from its beginning"""
    done: set[tuple[str, str]] = field(default_factory=set)
    read: list[TypingStep] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)
    marks: dict[Cell, int | str] = field(default_factory=dict)
    """what was read of companies whose marks are not all there yet"""
    rows: list[str] = field(default_factory=list)
    """the rows that were read, as they were typed"""

    @property
    def step(self) -> TypingStep | None:
        """What is typed next."""
        return self.left[0] if self.left else None

    def agrees(self, step: TypingStep, value: Value) -> bool | None:
        """Whether what was read is what is kept of this step; None where nothing is kept of it."""
        here = self.kept.get(step.part.id)
        if here is None:
            return None
        return step.kind.agrees(step, here, value)

    def whole_rows(self, step: TypingStep, value: Value) -> dict[str, dict[str, int | str]]:
        """The companies whose marks are all there with this row, and were not kept before."""
        self.marks |= {cell: mark for cell in step.cells if (mark := mark_in(value, cell)) is not None}
        rows: dict[str, dict[str, int | str]] = {}
        for company in {company: None for company, _ in step.cells}:
            cells = [cell for cell in TypingStep(step.part).cells if cell[0] == company]
            kept = all(mark_in(self.kept.get(step.part.id), cell) is not None for cell in cells)
            if not kept and all(cell in self.marks for cell in cells):
                rows[company] = {need: self.marks[company, need] for _, need in cells}
        return rows

    def took(self, step: TypingStep, value: Value, row: str) -> None:
        """A step is over."""
        self.done.add(step.key)
        self.read.append(step)
        self.rows.append(row)
        self.values[step.part.id] = step.kind.joined(self.values.get(step.part.id), value)

    def goes_on_with(self, now: Sequence[TypingStep], *, unknown: bool) -> None:
        """What is left when the ballot misses `now`; `unknown`: who gave no points is not asked how sure."""
        missing = [step for step in now if step.key not in self.done]
        if not self.again:
            self.left = missing
            return
        kept = [step for step in self.left if step.key not in self.done]
        if unknown:
            kept = [step for step in kept if not step.kind.follows]
        known = {step.key for step in kept}
        self.left = kept + [step for step in missing if step.key not in known]


@dataclass(frozen=True)
class Waiting:
    """For a slip: whose comes next nobody knows."""


@dataclass(frozen=True)
class AtSlip:
    """At one person's slip."""

    visit: Visit


@dataclass(frozen=True)
class Comparing:
    """A finished slip stands above the empty line."""

    slip: Finished


Open = Waiting | AtSlip | Comparing


@dataclass(frozen=True)
class Whose:
    """Two people can be meant, or words: whose slip is it?"""

    row: str
    order: str


@dataclass(frozen=True)
class Replace:
    """Somebody's answer is kept already: does this slip take its place?"""

    person: Person
    row: str
    order: str


@dataclass(frozen=True)
class Close:
    """Answers are missing: is the round closed?"""


@dataclass(frozen=True)
class EitherOf:
    """A line is an answer of the slip that lies open, or a name and an answer of the next one."""

    here: str
    """what would be an answer of the slip that lies open"""
    row: str
    """what would be one of the next slip"""
    then: str = ""
    """the name that would begin the next slip, where it stands behind the answer"""


@dataclass(frozen=True)
class OneOrTwo:
    """A line was left and typed on: is it one slip, or another one behind letters that are none?"""

    text: str


About = Whose | Replace | Close | EitherOf | OneOrTwo


@dataclass(frozen=True)
class Deciding:
    """A dialogue over one of the others."""

    over: Open
    about: About
    dialogue: Dialogue


State = Open | Deciding
