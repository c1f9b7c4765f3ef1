"""One sign a person: who puts us ahead of a rival or behind, and who does not know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from cxw.pictures.charts import Crowd, Sided, Signs
from cxw.wall.browser.bars import size_of_rows
from cxw.wall.browser.easel import LINE, Easel, Ink, LegendKey, broken, number_of, wide_of


def _up(easel: Easel, x: float, y: float, size: float, ink: Ink) -> None:
    n = number_of
    easel.path(
        f"M{n(x)} {n(y - size)}L{n(x + size)} {n(y + size * 0.8)}L{n(x - size)} {n(y + size * 0.8)}Z", ink
    )


def _down(easel: Easel, x: float, y: float, size: float, ink: Ink) -> None:
    n = number_of
    easel.path(
        f"M{n(x)} {n(y + size)}L{n(x + size)} {n(y - size * 0.8)}L{n(x - size)} {n(y - size * 0.8)}Z", ink
    )


def _equal(easel: Easel, x: float, y: float, size: float, ink: Ink) -> None:
    easel.bar(x - size * 0.9, y - size * 0.55, size * 1.8, size * 0.4, ink)
    easel.bar(x - size * 0.9, y + size * 0.15, size * 1.8, size * 0.4, ink)


_Drawn: TypeAlias = Callable[[Easel, float, float, float, Ink], None]
SIDES: tuple[tuple[str, _Drawn, Ink], ...] = (
    ("ahead", _up, "accent"),
    ("level", _equal, "plain"),
    ("behind", _down, "warning"),
)
"""Whom a person puts ahead: in words, as a sign, and in which ink."""


def sides_hung(chart: Signs, easel: Easel) -> float:
    """A line of signs for each rival, how many they are below or beside it, and what the signs mean."""
    told = chart.rivals
    if not told:
        return 0.0
    high = min((easel.height - easel.legend * 2.2) / len(told), 170.0)
    row = _Row.of(chart, easel, high)
    for place, one in enumerate(told):
        row.hang(one, easel, high * place)
    return easel.keys(high * len(told) + easel.legend * 0.6, _keys(row.each, easel))


BELOW = 96.0
"""How high a row must be for its counts to stand below its signs."""


@dataclass(frozen=True)
class _Row:
    """How the rows of rivals are laid out: all alike, so that they can be compared."""

    high: float
    size: float
    label: float
    sign: float
    """half of a sign's width"""
    each: int
    """people a sign"""

    @classmethod
    def of(cls, chart: Signs, easel: Easel, high: float) -> _Row:
        """The largest signs with which the longest row has its place."""
        told = chart.rivals
        size = min(size_of_rows([one.label for one in told], easel.width * 0.26, high), high * 0.6)
        label = min(easel.width * 0.26, max(wide_of(one.label, size, bold=True) for one in told)) + 30
        counted = max(wide_of(_counted(one, easel), easel.legend) for one in told) + 40
        most = max(1, *(one.ahead + one.level + one.behind for one in told))
        room = easel.width - label - counted * (high < BELOW)
        each, sign = 1, room / most / 2.5
        while sign < 5:
            each += 1
            sign = room / (most / each + 3) / 2.5
        return cls(high, size, label, min(sign, high * (0.24 if high >= BELOW else 0.34), 26.0), each)

    def hang(self, one: Sided, easel: Easel, top: float) -> None:
        """One rival."""
        below = self.high >= BELOW
        middle = top + self.high * (0.36 if below else 0.5)
        most = max(1, int(self.high / (self.size * LINE)))
        lines = broken(one.label, self.size, self.label - 30, most, bold=True)
        start = top + (self.high - len(lines) * self.size * LINE) / 2
        easel.block(0, start, lines, self.size, "strong", bold=True)
        x = self.label + self.sign
        for people, (_, drawn, ink) in zip((one.ahead, one.level, one.behind), SIDES, strict=True):
            for _ in range(-(-people // self.each)):
                drawn(easel, x, middle, self.sign, ink)
                x += self.sign * 2.5
        if below:
            easel.words(self.label, middle + self.sign + 24, _counted(one, easel), 30, "plain")
        else:
            easel.words(easel.width, middle, _counted(one, easel), easel.legend, "plain", "end")


def _counted(one: Sided, easel: Easel) -> str:
    """How many are on each side, where anybody is."""
    counts = zip((one.ahead, one.level, one.behind), SIDES, strict=True)
    return ", ".join(f"{people} {easel.say(where)}" for people, (where, _, _) in counts if people)


def _keys(each: int, easel: Easel) -> list[LegendKey]:
    who = "one person puts us" if each == 1 else "up to {number} people put us"

    said = f"{easel.say(who, number=each) if each > 1 else easel.say(who)}:"
    none: LegendKey = (lambda _on, _x, _y: None, said)
    return [none, *((partial(_sign, drawn=drawn, ink=ink), easel.say(where)) for where, drawn, ink in SIDES)]


def _sign(easel: Easel, x: float, y: float, drawn: _Drawn, ink: Ink) -> None:
    drawn(easel, x, y, easel.legend * 0.45, ink)


def crowd_hung(chart: Crowd, easel: Easel) -> float:
    """One sign a person, hollow ones first: who does not know."""
    people = chart.known + chart.unknown
    if not people:
        return 0.0
    room = easel.height - easel.legend * 2.4
    side = 220.0
    while side > 6 and -(-people // max(1, int(easel.width // side))) * side > room:
        side -= 1
    a_line = max(1, int(easel.width // side))
    a_line = -(-people // -(-people // a_line))
    for place in range(people):
        x, y = place % a_line * side + side / 2, place // a_line * side + side / 2
        _person(easel, x, y, side * 0.36, known=place >= chart.unknown)
    rows = -(-people // a_line)
    keys: list[LegendKey] = [
        (lambda on, x, y: _person(on, x, y, on.legend * 0.42, known=False), easel.say("does not know")),
        (lambda on, x, y: _person(on, x, y, on.legend * 0.42, known=True), easel.say("gave a number")),
    ]
    return easel.keys(rows * side + easel.legend * 0.6, keys)


def _person(easel: Easel, x: float, y: float, size: float, *, known: bool) -> None:
    """Somebody: head and shoulders, hollow where they do not know."""
    n = number_of
    head = size * 0.46
    body = (
        f"M{n(x - size * 0.8)} {n(y + size)}v{n(-size * 0.25)}a{n(size * 0.8)} {n(size * 0.75)} 0 0 1 "
        f"{n(size * 1.6)} 0v{n(size * 0.25)}Z"
    )
    ink: Ink = "person" if known else "hollow"
    easel.dot(x, y - size * 0.5, head, ink)
    easel.path(body, ink)
