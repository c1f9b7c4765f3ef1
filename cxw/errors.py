"""What goes wrong, as values and as ends of commands; imports nothing and prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Way: TypeAlias = Literal["again", "both", "here", "theirs", "stay", "there", "elsewhere"]
"""What can be done when a session could not be saved: try again; put what is here into the file as it is now;
write what is here over it; take it as it is; stay with the file that was opened; save to another file."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong at one line of one file, said in the words of the room."""

    path: str
    line: int
    text: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


def more_than_remarks(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that are faults, and no warnings."""
    return [problem for problem in problems if not problem.warning]


class CxwError(Exception):
    """Ends a command with one sentence and an exit code."""

    exit_code = 1


class InputNeeded(CxwError):
    """Something would have to be asked and nobody can be: usage, exit code 2."""

    exit_code = 2


class SaveError(CxwError):
    """The session could not be written; the answer is still in memory, and there are ways to go on."""

    ways: tuple[Way, ...] = ("again", "elsewhere")


class LedAway(SaveError):
    """A link on the way to the file leads somewhere else than when it was opened; nothing was written."""

    ways: tuple[Way, ...] = ("again", "stay", "elsewhere")


class BecameLink(LedAway):
    """A link stands where the file itself was opened, as after a move into a synchronized folder."""

    ways: tuple[Way, ...] = ("again", "there", "elsewhere")


class FaultyFile(CxwError):
    """A file has problems; all of them are reported, never only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FaultyEdit(SaveError):
    """Somebody edited the file during the run and the edit made it faulty; nothing was written."""

    ways: tuple[Way, ...] = ("again", "here", "elsewhere")

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Diverged(SaveError):
    """What stands on disk lacks what was taken in and had been saved; nothing was written."""

    ways: tuple[Way, ...] = ("again", "both", "here", "theirs", "elsewhere")


class Replaced(Diverged):
    """Another session stands in the place of this one; nothing was written."""

    ways: tuple[Way, ...] = ("again", "here", "elsewhere")
