"""One sign a person: who puts us ahead of a rival or behind, and who does not know."""

from __future__ import annotations

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.drawing import columns
from cxw.pictures.charts import Bars, Crowd, Length, Sided, Signs
from cxw.text.phrases import Phrases
from cxw.wall.terminal.bars import lengths
from cxw.wall.terminal.ink import column, wrapped
from cxw.wall.terminal.sheet import WallSheet, flowed

AHEAD, LEVEL, BEHIND = "▲", "=", "▼"
_Sign = tuple[str, ...]
"""Rows of cells."""
SIZES: tuple[tuple[_Sign, _Sign], ...] = (
    (("┌───┐", "│ ? │", "└───┘"), ("▄▄▄▄▄", "█████", "▀▀▀▀▀")),
    (("□",), ("■",)),
)
"""Of somebody who does not know, and of somebody who gave a number: large, and small."""


def side_signs(chart: Signs, sheet: WallSheet) -> list[Text]:
    """A line of signs for each rival, the numbers below it where there is room, and what the signs mean."""
    told = chart.rivals
    label = min(max((columns(one.label) for one in told), default=0), sheet.width // 4)
    each = max((_people_a_sign(one, max(3, (sheet.width - label - 3) // 2)) for one in told), default=1)
    gap = 1 if len(told) * 3 + 2 <= sheet.height else 0
    rows = 2 if len(told) * (2 + gap) + 2 <= sheet.height else 1
    lines: list[Text] = []
    for one in told[: max(1, (sheet.height - 2) // (rows + gap))]:
        beside = [_line_of(one, each, sheet), Text(_counts(one, sheet.say), sheet.quiet)][:rows]
        names = [*wrapped(one.label, label, rows), ""]
        for words, line in zip(names, beside, strict=False):
            lines.append(Text.assemble((column(words, label), sheet.strong), "   ", line))
        lines += [Text()] * gap
    return [*lines, *flowed(_keys(each, sheet), sheet.width, 2)]


def _people_a_sign(one: Sided, room: int) -> int:
    """For how many people a sign stands, so that all have a place: what is left over is a sign too."""
    sides = (one.ahead, one.level, one.behind)
    each = max(1, -(-sum(sides) // room))
    while sum(-(-people // each) for people in sides) > room:
        each += 1
    return each


def _line_of(one: Sided, each: int, sheet: WallSheet) -> Text:
    """One sign a person, or for as many as a line has room for."""
    sides = (
        (AHEAD, one.ahead, sheet.accent),
        (LEVEL, one.level, sheet.ink),
        (BEHIND, one.behind, sheet.warning),
    )
    return Text.assemble(*((f"{sign} " * -(-people // each), style) for sign, people, style in sides))


def _counts(one: Sided, say: Phrases) -> str:
    sides = ((one.ahead, say("ahead")), (one.level, say("level")), (one.behind, say("behind")))
    return ", ".join(f"{people} {where}" for people, where in sides if people)


def _keys(each: int, sheet: WallSheet) -> list[Text]:
    say = sheet.say
    who = say("one person puts us") if each == 1 else say("up to {number} people put us", number=each)
    signs = ((AHEAD, "ahead", sheet.accent), (LEVEL, "level", sheet.ink), (BEHIND, "behind", sheet.warning))
    return [Text(f"{who}:", sheet.quiet)] + [
        Text.assemble((sign, style), (f" {say(where)}", sheet.quiet)) for sign, where, style in signs
    ]


def crowd_signs(chart: Crowd, sheet: WallSheet) -> list[Text]:
    """One sign a person, hollow ones first: who does not know; bars where there are too many people."""
    cells, people = min(sheet.width, 100), chart.known + chart.unknown
    for signs in SIZES:
        rows, wide = len(signs[0]), len(signs[0][0]) + 2
        a_line = cells // wide
        lines = -(-people // a_line)
        if lines * (rows + 1) + 1 <= sheet.height:
            return _in_rows(chart, max(1, -(-people // max(1, lines))), signs, sheet)
    return lengths(
        Bars(
            (
                Length(sheet.say("do not know"), chart.unknown, str(chart.unknown), "accent"),
                Length(sheet.say("gave a number"), chart.known, str(chart.known)),
            )
        ),
        sheet,
    )


def _in_rows(chart: Crowd, a_line: int, signs: tuple[_Sign, _Sign], sheet: WallSheet) -> list[Text]:
    everybody = [(signs[0], sheet.warning)] * chart.unknown + [(signs[1], sheet.ink)] * chart.known
    lines: list[Text] = []
    for start in range(0, len(everybody), a_line):
        some = everybody[start : start + a_line]
        lines += [_slice(some, row) for row in range(len(signs[0]))]
        lines.append(Text())
    unknown, known = sheet.say("does not know"), sheet.say("gave a number")
    legend = (("□", sheet.warning), f" {unknown}   ", ("■", sheet.ink), f" {known}")
    return [*lines, Text.assemble(*legend)]


def _slice(some: list[tuple[_Sign, Style]], row: int) -> Text:
    return Text.assemble(*((sign[row] + "  ", style) for sign, style in some))
