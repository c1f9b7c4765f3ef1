"""What stands at every screen of the day, whatever is asked there: the clock, when we end, the projector."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cxw.day.desk import Wall

WINDOW, BROWSER, THIS, NOTHING = "window", "browser", "this", "nothing"
PROJECTOR: Mapping[str, str] = MappingProxyType(
    {
        WINDOW: "another window: I run `cxw show FILE --follow` there (recommended)",
        BROWSER: "a browser: this computer opens the wall there, larger and in your colours",
        THIS: "this screen: points, marks and guesses are hidden while they are typed",
        NOTHING: "nothing now",
    }
)
"""What the projector can show, in words of the facilitator."""


@dataclass(frozen=True)
class Proposal:
    """The day planned to an end, before the facilitator says yes to it."""

    end: str
    """12:00; empty where no end is planned any more"""
    goes: tuple[tuple[str, str], ...] = ()
    """what is left out, and what that saves"""
    back: tuple[str, ...] = ()
    """what is given back that was left out before"""
    said: tuple[str, ...] = ()
    """when the closing begins, and what does not fit"""


@dataclass(frozen=True)
class Daily:
    """The keys of the day as a whole, and the time."""

    clock: Callable[[], str]
    """the time against the plan, for the facilitator alone"""
    end: Callable[[], str]
    """when the day is planned to end; empty where nobody said it"""
    planned: Callable[[str], Proposal | str]
    """from a time as it is typed: what that would mean, or a sentence that says why it cannot be"""
    accept: Callable[[Proposal], None]
    shows: Callable[[], str] = lambda: ""
    """what the projector shows now"""
    phones: Callable[[Callable[[Wall], str]], str] | None = None
    """shows, by whatever shows a wall, how phones come in; None where none do"""
    project: Callable[[str], None] | None = None
    """keeps what the projector shows from now on; None where that cannot be chosen"""
