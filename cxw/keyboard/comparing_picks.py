"""Finished slips of picks, ticks and cards: each thing once, with all that was said of it beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from cxw.keyboard.canvas import ACCENT, INK, QUIET, Line, clip, columns, pad, wrap
from cxw.model import DK, NOTHING, TOLD
from cxw.questions.asking import Item, TypingStep
from cxw.questions.cards import BETWEEN
from cxw.questions.picks import Picks
from cxw.text.phrases import say

_LEAST = 12
"""Columns below which an answer stands there by its number alone."""
_THING = 56
"""Columns of a thing's words."""
Given = Mapping[str, Any]
"""Part -> value."""


def picked_table(steps: Sequence[TypingStep], values: Given, width: int) -> list[Line]:
    """The things, and of each question about them a column; what each column asks where they are several."""
    things = steps[0].items
    cells = [[_picked(step, values.get(step.part.id), thing) for thing in things] for step in steps]
    each = max(4, (width - 7) * 3 // 5 // len(steps))
    wide = [min(each, max(map(columns, column)) + 2) for column in cells]
    text = min(_THING, width - 7 - sum(wide))
    head: Line = [(QUIET, pad("", 7 + text))]
    head += [(QUIET, pad(clip(step.part.question, w - 2), w)) for step, w in zip(steps, wide, strict=True)]
    rows: list[Line] = [head] if len(steps) > 1 and min(wide) >= _LEAST else []
    for number, thing in enumerate(things):
        name = pad(f"{number + 1}.", 5, right=True) + "  "
        said = [(ACCENT, _within(column[number], w)) for column, w in zip(cells, wide, strict=True)]
        label = thing.text if columns(thing.text) < text else thing.label
        rows.append([(QUIET, name), (INK, pad(label, text - 1) + " "), *said])
    return rows


def _within(told: str, width: int) -> str:
    return pad(clip(told, width - 2) if width >= _LEAST else told.split(maxsplit=1)[0], width)


def _picked(step: TypingStep, value: Any, thing: Item) -> str:
    """What was picked or ticked of one thing: its numbers, as on the paper, and their words."""
    assert isinstance(step.kind, Picks), "only picks and ticks stand in such a table"
    said = value.get(thing.id, DK) if isinstance(value, Mapping) else DK
    typed = step.kind.typed(step.part, said)
    if said == DK:
        return f"{typed} {say('does not know')}"
    words = [step.part.ways[one] for one in ([said] if isinstance(said, str) else said)]
    return f"{typed} {', '.join(words) or say('none')}"


def cards_table(steps: Sequence[TypingStep], values: Given, width: int, room: int) -> list[Line]:
    """Each card: its words, under them the lines that were given; closer where there is no room for that."""
    for lines_of in (_spread, _flowing):
        cards = [lines_of(step, values.get(step.part.id), width) for step in steps]
        if sum(map(len, cards)) <= room:
            return [*chain.from_iterable(cards)]
    spare, lines = room - len(cards), list[Line]()
    for card in cards:
        more = max(0, min(len(card) - 1, spare))
        lines += _as_far_as(card, 1 + more)
        spare -= more
    return lines


def _spread(step: TypingStep, value: Any, width: int) -> list[Line]:
    if not isinstance(value, Mapping):
        return _flowing(step, value, width)
    said = [(_name_of(step), value[TOLD])]
    said += [(f"{BETWEEN} {words}", value[key]) for key, words in step.part.ways.items() if key in value]
    return [*chain.from_iterable(_beside(name, text, width) for name, text in said)]


def _flowing(step: TypingStep, value: Any, width: int) -> list[Line]:
    """All of a card as it is typed, in one go."""
    text = step.kind.written(step, value) or ""
    if not isinstance(value, Mapping):
        text = f"{text} {say('nothing') if value == NOTHING else say('does not know')}"
    return _beside(_name_of(step), text, width)


def _name_of(step: TypingStep) -> str:
    return step.part.needs[0].label if step.part.needs else ""


def _beside(name: str, text: str, width: int) -> list[Line]:
    label = width // 3
    first, *more = wrap(text, width - label) or [""]
    under: list[Line] = [[(QUIET, " " * label), (INK, line)] for line in more]
    return [[(QUIET, pad(clip(name, label - 2), label)), (INK, first)], *under]


def _as_far_as(card: Sequence[Line], room: int) -> list[Line]:
    """The card's first lines, and that there are more."""
    if len(card) <= room:
        return [*card]
    *kept, (name, (style, text)) = card[:room]
    return [*kept, [name, (style, clip(f"{text} …", max(2, columns(text))))]]
