"""What Esc opens: how to go on, how to leave, and every other key there is; a second part for the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from cxw.keyboard.canvas import INK, QUIET, STRONG, Line, Sheet, Size, pad


class Listed(Protocol):
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
    size: Size, here: Sequence[Listed], day: Sequence[Listed], *, apart: bool, day_is_listed: bool
) -> list[Line]:
    """The keys of this place and of the day; `apart`: one or the other, with Tab between them."""
    other = "back to the keys of this place" if day_is_listed else "the day: when we end, the projector"
    rows: list[Line] = [_key("Enter", "goes on"), _key("q", "leaves; everything taken in is kept")]
    rows += [_key("Tab", other)] if apart else []
    shown = [*here, *day] if not apart else day if day_is_listed else here
    rows += [[], *(_key(command.letter, command.label) for command in shown)]
    title = "Paused · Day" if day_is_listed else "Paused"
    return Sheet(size, title, question="Enter goes on, q leaves.").lines(rows)


def _key(key: str, label: str) -> Line:
    return [(QUIET, "  "), (STRONG, pad(key, 9)), (INK, label)]
