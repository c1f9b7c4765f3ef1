"""What is asked, over the line for slips, with what is typed of it beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from cxw.keyboard.canvas import (
    ACCENT,
    FOCUS,
    INK,
    MARK,
    QUIET,
    Line,
    Span,
    clip,
    columns,
    in_view,
    length,
    pad,
    spaced_rows,
    two_columns,
    wrap,
)
from cxw.questions.asking import Item, TypingStep
from cxw.questions.cards import BETWEEN
from cxw.questions.typed import letter_of
from cxw.text.phrases import say

_WIDEST = 64
"""Columns of a thing's words: what is typed stands near them."""
_HIGHEST = 3
"""Lines on which the words of a need may stand."""
_SHORTEST = 12
"""Columns in which an answer of the legend can still be told from the others."""
_NUMBER = 4
"""Columns of an answer by its number alone."""
_ANSWER = 28
"""Columns of an answer in words, where there is room for it."""


@dataclass(frozen=True)
class Sight:
    """Columns and lines, and whether what is typed may be seen."""

    width: int
    lines: int
    open: bool


def typed_beside(left: Sequence[TypingStep], row: str, room: Sight) -> list[Line]:
    """What is asked next, with what the row says of it; what is further asked of the same things too."""
    if not left:
        return []
    if letters := left[0].part.letters():
        return [[(MARK, f"  {letter}  "), (INK, words)] for letter, words in letters.items()][: room.lines]
    if not room.open:
        left, row = [replace(step, part=step.part.for_everybody()) for step in left], ""
    return _OVER.get(left[0].kind.name, _numbers)(left, row, room)


# numbers: needs, each with its own


def _numbers(left: Sequence[TypingStep], row: str, room: Sight) -> list[Line]:
    """Needs under each other, or in two columns where they must be; on several lines where there is room."""
    step = left[0]
    typed = step.kind.tokens(step, row) if step.kind.rows else []
    across = 1 if step.count <= room.lines else 2
    width = room.width if across == 1 else room.width // 2 - 1
    half = _high(step.count, across)
    whole = [_number(step, typed, number, Sight(width, _HIGHEST, room.open)) for number in range(step.count)]
    if max(_lines(whole[:half]), _lines(whole[half:])) > room.lines:
        whole = [_number(step, typed, number, Sight(width, 1, room.open)) for number in range(step.count)]
    if across == 1:
        return _spaced(whole, room.lines)
    rows = two_columns([*chain(*whole[:half])], [*chain(*whole[half:])], width + 2)
    first, last = in_view(len(rows), (len(typed) - 1) % half if typed else 0, max(1, room.lines))
    return rows[first:last]


def _lines(cells: Sequence[Sequence[Line]]) -> int:
    return sum(map(len, cells))


def _spaced(cells: Sequence[Sequence[Line]], room: int) -> list[Line]:
    """The cells under each other, an empty line between each two where there is room for it."""
    gap: list[Line] = [[]] if _lines(cells) + len(cells) - 1 <= room else []
    return [*chain.from_iterable([*(gap if number else []), *cell] for number, cell in enumerate(cells))]


def _number(step: TypingStep, typed: Sequence[str], number: int, room: Sight) -> list[Line]:
    """A need's letter, its words on so many lines at most, and what is typed of it where that is seen."""
    value = typed[number] if number < len(typed) else ""
    name = pad(letter_of(number, len(step.items)), 4, right=True) + "   "
    valued = room.open and step.kind.rows
    width = min(_WIDEST, room.width - 14) if valued else room.width - 8
    words = wrap(step.items[number].text, width)
    if words[room.lines :]:
        words = [*words[: room.lines - 1], " ".join(words[room.lines - 1 :])]
    first: Line = [(QUIET, name), (INK, pad(words[0], width))]
    shown: Line = [(ACCENT, pad(value, 6, right=True))] if valued else []
    return [
        [*first, *shown],
        *([(QUIET, " " * columns(name)), (INK, pad(text, width))] for text in words[1:]),
    ]


# picks and ticks: things, and a number of what each says


def _picks(left: Sequence[TypingStep], row: str, room: Sight) -> list[Line]:
    """The answers by their numbers over the things; both closer, the answers shorter, where they must be."""
    entries = [*answered_now(left, row).part.legend().items()]
    whole, count = _flowed(entries, room.width), left[0].count
    for beside in (1, 2, 3):
        high = _high(count, beside) + len(whole)
        if high < room.lines or (beside > 1 and high == room.lines):
            gap: list[Line] = [[]] if high < room.lines else []
            rest = Sight(room.width, room.lines - len(whole) - len(gap), room.open)
            return [*whole, *gap, *_things(left, row, rest, beside)]
    told = _shortened(entries, room)
    rest = Sight(room.width, max(1, room.lines - len(told)), room.open)
    return [*told, *_things(left, row, rest, 2 if _high(count, 2) <= rest.lines else 3)]


def answered_now(left: Sequence[TypingStep], row: str) -> TypingStep:
    """What the line answers just now: the further question once its row is begun on the same line."""
    further = _further(left)
    begun = further is not None and bool(_typed_of(left, row)[-1])
    return further if further is not None and begun else left[0]


def _flowed(entries: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Each answer behind its number, as many on a line as there is room for."""
    lines = list[Line]()
    for sign, words in entries:
        entry: Line = [(MARK, sign), (QUIET, f" {clip(words, width - columns(sign) - 1)}")]
        if lines and length(lines[-1]) + 3 + length(entry) <= width:
            lines[-1] += [(QUIET, "   "), *entry]
        else:
            lines.append(entry)
    return lines


def _high(count: int, beside: int) -> int:
    return -(-count // beside)


def _shortened(entries: Sequence[tuple[str, str]], room: Sight) -> list[Line]:
    """Every answer with its beginning, in columns of one width, on as few lines as the things leave."""
    most = max(1, room.width // _SHORTEST)
    lines = min(max(1, room.lines - 2), max(_high(len(entries), most), room.lines - 4))
    across = _high(len(entries), lines)
    cells = [_short(sign, words, room.width // across) for sign, words in entries]
    return [_joined(cells[at : at + across], room.width // across) for at in range(0, len(cells), across)]


def _short(sign: str, words: str, width: int) -> Line:
    return [(MARK, sign), (QUIET, f" {clip(words, width - columns(sign) - 3)}")]


def _things(left: Sequence[TypingStep], row: str, room: Sight, beside: int) -> list[Line]:
    """The things in so many columns, those around the one that is typed where not all have room."""
    step, typed = left[0], _typed_of(left, row)
    at, here = min(len(typed[0]), step.count - 1), len(typed[0]) if room.open else -1
    wide = room.width // beside
    cells = [_thing(left, typed, number, wide - 1, here=number == here) for number in range(step.count)]
    high = _high(step.count, beside)
    rows = [_joined(cells[line::high], wide) for line in range(high)]
    if beside == 1:
        rows = spaced_rows(rows, room.lines)
        at = rows.index(_joined([cells[at]], wide)) if rows else 0
    first, last = in_view(len(rows), at if beside == 1 else at % high, room.lines)
    return rows[first:last]


def _joined(cells: Sequence[Line], wide: int) -> Line:
    """Cells beside each other, each as wide."""
    return [*chain.from_iterable([*cell, (INK, " " * (wide - length(cell)))] for cell in cells)]


def _typed_of(left: Sequence[TypingStep], row: str) -> list[list[str]]:
    """What is typed of each thing, and of the further question about the same things behind it."""
    step, further = left[0], _further(left)
    tokens = step.kind.tokens(step, row)
    if further is None:
        return [tokens]
    rest = " ".join(tokens[step.count :])
    return [tokens[: step.count], further.kind.tokens(further, rest)]


def _further(left: Sequence[TypingStep]) -> TypingStep | None:
    """The next question, where it is about the same things."""
    return next((one for one in left[1:2] if one.kind.thing_by_thing and one.items == left[0].items), None)


def _thing(
    left: Sequence[TypingStep], typed: Sequence[Sequence[str]], number: int, width: int, *, here: bool
) -> Line:
    """A thing's number on the slip, its words, and what is typed: in words too where there is room."""
    steps = [left[0], *filter(None, [_further(left)])] if any(typed) else []
    name = pad(f"{number + 1}.", 3, right=True) + " "
    wide = _NUMBER if width < _WIDEST else min(_ANSWER, width // 4)
    said = [_said(step, row[number : number + 1], wide) for step, row in zip(steps, typed, strict=False)]
    text = _in_short(left[0].items[number], min(_WIDEST, width - 4 - wide * len(said)))
    return [(QUIET, name), (FOCUS if here else INK, text), *said]


def _in_short(item: Item, room: int) -> str:
    return pad(item.text if columns(item.text) <= room else item.label, room)


def _said(step: TypingStep, typed: Sequence[str], room: int) -> Span:
    """What is typed of one thing: its number, and where there is room the words it stands for."""
    if not typed:
        return ACCENT, " " * room
    token, words = typed[0], step.part.legend().get(typed[0], "")
    told = f" {token} {words}" if words and room > _SHORTEST else f" {token}"
    return ACCENT, pad(told, room)


# cards: words, and the lines beside them


def _card(left: Sequence[TypingStep], row: str, room: Sight) -> list[Line]:
    """The words and each line by its name, with what is typed of it; which | comes before which."""
    part = left[0].part
    names = [say("words"), *(f"{BETWEEN} {words}" for words in part.ways.values())]
    given = [text.strip() for text in row.split(BETWEEN)]
    label = min(max(map(columns, names)) + 2, room.width // 2)
    lines, at = list[Line](), 0
    for number, name in enumerate(names):
        if number == len(given) - 1:
            at = len(lines)
        text = given[number] if number < len(given) else ""
        said = wrap(text, room.width - label - 1)
        lines += _field(wrap(name, label - 2), said, label, here=number == len(given) - 1)
    first, last = in_view(len(lines), at, max(1, room.lines - 2))
    return [*lines[first:last], [], [(QUIET, say("- nothing   d does not know"))]]


def _field(name: Sequence[str], text: Sequence[str], label: int, *, here: bool) -> list[Line]:
    """The name of a field, and its text beside it."""
    names: list[Line] = [[(FOCUS if here else QUIET, line)] for line in name]
    return two_columns(names, [[(INK, line)] for line in text], label)


_OVER: Mapping[str, Callable[[Sequence[TypingStep], str, Sight], list[Line]]] = {
    "picks": _picks,
    "ticks": _picks,
    "cards": _card,
}
"""How it stands there, by kind; all others as rows of numbers."""
