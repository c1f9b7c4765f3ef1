"""Breaks in the plan of the day: how a stage lies around them, and how one is typed.

A break stands at its time of day. A stage that is under way then goes on afterwards, so a break makes the day
longer and no stage shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from cxw.model import Break, Plan
from cxw.text.cleaning import clean
from cxw.text.phrases import say

USUAL_BREAK = "Break"
"""What a break without a word of its own is called."""
USUAL_MINUTES = 15
LONG = {"lunch": 60, "mittag": 60, "mittagessen": 60, "mittagspause": 60, "dinner": 60, "meal": 60}
"""Minutes of a break that is known by its name, where none are said."""
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])(?:[:.h]([0-5][0-9]))?(?:h|\s*[Uu]hr)?")
_TIMES = r"(?P<at>{0})(?:\s*(?:-|–|to|bis)\s*(?P<until>{0})(?![0-9]))?(?=[\s,;]|$)"
_FIRST = re.compile(_TIMES.format(r"[0-9]{1,2}(?:[:.h][0-9]{2})?h?"))
_WITHIN = re.compile(r"(?<![0-9])" + _TIMES.format(r"[0-9]{1,2}[:.h][0-9]{2}"))
_LASTS = r"(?P<minutes>[0-9]{1,3})\s*(?:min(?:utes|uten|\.)?|m|')?"
_MINUTES = re.compile(rf"{_LASTS}(?=[\s,;]|$)|(?<![^\s,;]){_LASTS.replace('minutes>', 'late>')}$")
HOW = "a time, minutes and a word: 12:30 60 Lunch"
TOO_EARLY = "the break at {at} is before the day starts at {start}: it is left out"
OVERLAP = "the break at {at} begins before the one at {first} is over: change one of them"


@dataclass(frozen=True)
class Piece:
    """A stretch of the day in minutes since midnight: part of a stage, or a break."""

    at: int
    minutes: int
    rest: Break | None = None

    @property
    def until(self) -> int:
        """When it ends."""
        return self.at + self.minutes


def minute_of(clock: str) -> int:
    """Minutes since midnight of a time of day, 9:00 or 9.00."""
    hours, minutes = clock.replace(".", ":").split(":")
    return int(hours) * 60 + int(minutes)


def clock_of(minutes: int) -> str:
    """The time of day so many minutes after midnight."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def time_of_day(text: str) -> str:
    """A time of day as the file has it, 09:00, from `9`, `9.00` or `9:00`; empty where it is none."""
    read = _CLOCK.fullmatch(text.strip())
    return f"{int(read[1]):02}:{read[2] or '00'}" if read else ""


def breaks_in_turn(plan: Plan) -> list[Break]:
    """The breaks from the start of the day on, earliest first."""
    start = minute_of(plan.start) if plan.start else 0
    return sorted((rest for rest in plan.breaks if minute_of(rest.at) >= start), key=_at)


def _at(rest: Break) -> int:
    return minute_of(rest.at)


def around(at: int, lasts: int, to_come: list[Break]) -> list[Piece]:
    """A stage that begins now, with the breaks that fall into it; those are taken out of `to_come`.

    The last piece is the stage's own. A break at the minute a stage ends lies before the next one, and none
    comes after the last.
    """
    pieces, left = [], lasts
    while to_come and left and _at(to_come[0]) < at + left:
        rest = to_come.pop(0)
        before = max(0, _at(rest) - at)
        if before:
            pieces.append(Piece(at, before))
        pieces.append(Piece(at + before, rest.minutes, rest))
        at, left = pieces[-1].until, left - before
    return [*pieces, Piece(at, left)]


def out_of_turn(plan: Plan) -> Iterator[tuple[int, str]]:
    """Breaks that the plan cannot hold, each by its place and with a sentence."""
    start = minute_of(plan.start) if plan.start else None
    for n, rest in enumerate(plan.breaks):
        if start is None:
            yield n, say("the break at {at} stands in no plan: `start` says when the day begins", at=rest.at)
        elif _at(rest) < start:
            yield n, say(TOO_EARLY, at=rest.at, start=plan.start)
    turns = sorted(enumerate(plan.breaks), key=lambda turn: _at(turn[1]))
    for (_, first), (n, then) in pairwise(turns):
        if _at(then) < _at(first) + first.minutes:
            yield n, say(OVERLAP, at=then.at, first=first.at)


def read_break(line: str) -> Break:
    """A break from `12:30 60 Lunch`, `12.30-13.30 Lunch` or `Coffee 10:30`; ValueError says why not."""
    words = " ".join(clean(line)[0].split())
    times = _FIRST.match(words) or _WITHIN.search(words)
    if times is None or not time_of_day(times["at"]):
        raise ValueError(say("A break is {how}.", how=say(HOW)))
    at = time_of_day(times["at"])
    what, minutes = _lasting(f"{words[: times.start()]} {words[times.end() :]}".strip(" ,;"))
    if times["until"]:
        minutes = _until(at, times["until"])
    if minutes == 0:
        raise ValueError(say("A break of 0 minutes is none: {how}.", how=say(HOW)))
    return Break(at=at, minutes=minutes or _usual(what), what=what or None)


def _lasting(what: str) -> tuple[str, int | None]:
    """The words of a break without the minutes among them, and those; None where none are said."""
    lasts = _MINUTES.match(what) or _MINUTES.search(what)
    if lasts is None:
        return what, None
    rest = f"{what[: lasts.start()]}{what[lasts.end() :]}".strip(" ,;")
    return rest, int(lasts[1] or lasts[2])


def _until(at: str, until: str) -> int:
    minutes = minute_of(time_of_day(until)) - minute_of(at) if time_of_day(until) else 0
    if minutes <= 0:
        raise ValueError(
            say("{until} is not after {at}: a break is {how}.", until=until, at=at, how=say(HOW))
        )
    return minutes


def _usual(what: str) -> int:
    return next((LONG[word] for word in what.casefold().split() if word in LONG), USUAL_MINUTES)


def break_as_typed(rest: Break) -> str:
    """The break as it would be typed."""
    return f"{rest.at} {rest.minutes} {rest.what or say(USUAL_BREAK)}"
