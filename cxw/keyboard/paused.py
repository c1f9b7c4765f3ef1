"""What Esc opens: how to go on, how to leave, and every other key there is; a second part for the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from cxw.keyboard.canvas import INK, QUIET, STRONG, Line, Sheet, Size, pad, two_columns, wrap
from cxw.text.phrases import say


class LabelledKey(Protocol):
    """A key and what it does."""

    @property
    def letter(self) -> str:
        """The key."""

    @property
    def label(self) -> str:
        """What it does."""


@dataclass(frozen=True)
class DayKey:
    """A key that is about the day as a whole."""

    letter: str
    label: str
    act: Callable[[], str]
    """DONE, LEAVE, or AGAIN where what is asked has changed by it"""


def paused(
    size: Size, here: Sequence[LabelledKey], day: Sequence[LabelledKey], *, apart: bool, day_is_listed: bool
) -> list[Line]:
    """The keys of this place and of the day; `apart`: one or the other, with Tab between them."""
    title, keys, shown = say("Paused"), say("Tab the day: when we end, the projector"), here
    if day_is_listed:
        title, keys, shown = say("Paused · Day"), say("Tab back to the keys of this place"), day
    if not apart:
        keys, shown = "", [*here, *day]
    question = say("Enter goes on. q leaves; everything taken in is kept.")
    sheet = Sheet(size, title, question=question, keys=keys)
    return sheet.lines(_listed(shown, sheet.width, sheet.rows))


def _listed(commands: Sequence[LabelledKey], width: int, room: int) -> list[Line]:
    """One key a line; beside each other in two columns where they are more than the window has lines."""
    one = [*chain.from_iterable(_key(command, width) for command in commands)]
    if len(one) <= room:
        return one
    half = width // 2
    parts = [_key(command, half - 2) for command in commands]
    lines = sum(map(len, parts))
    left: list[Line] = []
    while parts and len(left) + len(parts[0]) <= max((lines + 1) // 2, len(parts[0])):
        left += parts.pop(0)
    return two_columns(left, [*chain.from_iterable(parts)], half)


def _key(command: LabelledKey, width: int) -> list[Line]:
    """A key and what it does, in as many lines as the column wants."""
    first, *more = wrap(say(command.label), width - 9)
    head: Line = [(QUIET, "  "), (STRONG, pad(command.letter, 5)), (INK, first)]
    return [head, *([(INK, " " * 7 + text)] for text in more)]
