"""What goes wrong, as values and as ends of commands; imports nothing and prints nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong at one line of one file, said in the words of the room."""

    path: str
    line: int
    text: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


class CxwError(Exception):
    """Ends a command with one sentence and an exit code."""

    exit_code = 1


class InputNeeded(CxwError):
    """Something would have to be asked and nobody can be: usage, exit code 2."""

    exit_code = 2


class SaveError(CxwError):
    """The session could not be written; the answer is still in memory."""


class FaultyFile(CxwError):
    """A file has problems; all of them are reported, never only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FaultyEdit(SaveError):
    """Somebody edited the file during the run and the edit made it faulty; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
