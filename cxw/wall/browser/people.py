"""One sign a person: who puts us ahead of a rival or behind, and who does not know."""

from __future__ import annotations

from collections.abc import Callable
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
    """A line of signs for each rival, how many they are below it, and what the signs mean."""
    told = chart.rivals
    if not told:
        return 0.0
    below = easel.legend * 2.2
    high = min((easel.height - below) / len(told), 170.0)
    size = min(size_of_rows([one.label for one in told], easel.width * 0.26, high), high * 0.5)
    label = min(easel.width * 0.26, max(wide_of(one.label, size, bold=True) for one in told)) + 30
    most = max(1, *(one.ahead + one.level + one.behind for one in told))
    sign = min((easel.width - label) / most / 2.5, high * 0.24, 24.0)
    each = 1
    while sign < 5:
        each += 1
        sign = min((easel.width - label) / (most / each + 3) / 2.5, high * 0.24, 24.0)
    for place, one in enumerate(told):
        _rival(one, easel, (label, high * place, high), (sign, size), each)
    return easel.keys(high * len(told) + easel.legend * 0.6, _keys(each, easel))


def _rival(
    one: Sided, easel: Easel, place: tuple[float, float, float], sizes: tuple[float, float], each: int
) -> None:
    (left, top, high), (sign, size) = place, sizes
    lines = broken(one.label, size, left - 30, max(1, int(high / (size * LINE))), bold=True)
    easel.block(0, top + high * 0.5 - len(lines) * size * LINE / 2, lines, size, "strong", bold=True)
    x = left + sign
    counts = ((one.ahead, SIDES[0]), (one.level, SIDES[1]), (one.behind, SIDES[2]))
    for people, (_, drawn, ink) in counts:
        for _ in range(-(-people // each)):
            drawn(easel, x, top + high * 0.36, sign, ink)
            x += sign * 2.5
    said = ", ".join(f"{people} {easel.say(where)}" for people, (where, _, _) in counts if people)
    easel.words(left, top + high * 0.36 + sign + 24, said, max(24.0, min(30.0, size)), "plain")


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
    side = 150.0
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
