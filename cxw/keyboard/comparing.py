"""A finished slip as a table, to be held beside the paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

from cxw.keyboard.canvas import ACCENT, INK, QUIET, STRONG, Line, columns, pad, spaced_rows, two_columns, wrap
from cxw.keyboard.comparing_picks import Given, cards_table, picked_table
from cxw.keyboard.states import Finished
from cxw.model import DK
from cxw.questions.asking import TypingStep
from cxw.questions.marks import mark_in
from cxw.questions.pick import REASONS
from cxw.questions.typed import letter_of, number_typed
from cxw.text.phrases import say

_WIDEST, _NARROWEST = 14, 5
"""Columns of a company in a table of marks."""
_SPARE = 24
"""Columns that a need keeps beside them."""


def slip_title(slip: Finished, *, hidden: bool = False) -> Line:
    """Whose slip was taken in."""
    told = "what it says is hidden; Enter clears it" if hidden else "as it was taken in; Enter clears it"
    return [(STRONG, slip.person.name), (QUIET, f"   {say(told)}")]


def slip_table(slip: Finished, width: int, room: int) -> list[Line]:
    """What was taken in, row by row."""
    title = slip_title(slip)
    firsts = {step.part.id: step for step in reversed(slip.steps)}
    steps = [step for step in slip.steps if firsts[step.part.id] is step]
    if all(step.kind.own_words for step in steps):
        return [title, *spaced_rows(cards_table(steps, slip.values, width, room - 1), room - 1)][:room]
    rows = _rows(steps, slip, width)
    if len(rows) > room - 1:
        rows = _close(steps, slip, width, room - 1)
    return [title, *spaced_rows(rows, room - 1)][:room]


def _rows(steps: Sequence[TypingStep], slip: Finished, width: int) -> list[Line]:
    """Row under row; what was asked about the same things thing by thing stands beside each other."""
    lines = list[Line]()
    for _, group in groupby(steps, lambda step: step.items if step.kind.thing_by_thing else step.key):
        alike = [*group]
        table = picked_table if alike[0].kind.thing_by_thing else _one_table
        lines += table(alike, slip.values, width)
    return lines


def _one_table(steps: Sequence[TypingStep], values: Given, width: int) -> list[Line]:
    return [*chain.from_iterable(_of(step, values.get(step.part.id), width) for step in steps)]


def _close(steps: Sequence[TypingStep], slip: Finished, width: int, room: int) -> list[Line]:
    """On a low window: all that is no row together, and the needs in two columns where they must be."""
    facts = [step for step in steps if step.kind.name in FACTS]
    others = [step for step in steps if step not in facts]
    rows = _rows(others, slip, width)
    said = wrap(", ".join(" ".join(_said(step, slip.values.get(step.part.id))) for step in facts), width - 7)
    beside = [[(QUIET, "       "), (INK, words)] for words in said if words]
    narrows = all(step.kind.adds_up or step.kind.thing_by_thing for step in others)
    if narrows and len(rows) + len(beside) > room:
        half, column = (len(rows) + 1) // 2, width // 2 - 1
        narrow = _rows(others, slip, column)
        rows = two_columns(narrow[:half], narrow[half:], column + 2)
    return [*rows, *beside]


def _of(step: TypingStep, value: Any, width: int) -> list[Line]:
    if row := ROWS.get(step.kind.name):
        return row(step, value, width)
    return _fact(*_said(step, value), width)


def _said(step: TypingStep, value: Any) -> tuple[str, str]:
    """What was asked beside a row, and what the slip says."""
    return FACTS[step.kind.name](step, value)


def _votes(step: TypingStep, value: Any, width: int) -> list[Line]:
    chosen = [need.label for need in step.part.needs if need.id in value]
    return [[(QUIET, pad("  ", 7)), (INK, text)] for text in chosen or [say("no votes")]]


def _words(step: TypingStep, value: Any, width: int) -> list[Line]:
    return [[(QUIET, pad("  ", 7)), (INK, line)] for line in wrap(value, width - 7)]


def _reason(step: TypingStep, value: Any, width: int) -> list[Line]:
    words = dict(REASONS.values())
    return [[(QUIET, "       "), (INK, say("moved by: {what}", what=say(words.get(value, value))))]]


def _percent(step: TypingStep, value: Any) -> tuple[str, str]:
    asked, told = say("how sure"), f"{value} %"
    if step.part.id == "guess":
        asked, told = say("the guess"), str(value)
    return asked, say("does not know") if value == DK else told


def _tick(step: TypingStep, value: Any) -> tuple[str, str]:
    return say("shown by itself"), say("yes") if value else say("no")


def _contact(step: TypingStep, value: Any) -> tuple[str, str]:
    return say("last contact"), say(value or say("not given"))


def _fact(asked: str, text: str, width: int) -> list[Line]:
    """Ends under the numbers above it."""
    room = min(64, width - 20) + 6
    long = max(6, columns(text) + 2)
    return [[(QUIET, pad("", 7)), (INK, pad(asked, room - long)), (ACCENT, pad(text, long, right=True))]]


def _points(step: TypingStep, value: Any, width: int) -> list[Line]:
    needs = step.part.needs
    if not isinstance(value, Mapping):
        said = step.part.unknown or say("does not know how these customers weigh their needs")
        return [[(QUIET, "       "), (ACCENT, line)] for line in wrap(said, width - 7)]
    return [
        [
            (QUIET, pad(letter_of(number, len(needs)), 4, right=True) + "   "),
            (INK, pad(need.text, min(64, width - 20))),
            (ACCENT, pad(str(value.get(need.id, "")), 6, right=True)),
        ]
        for number, need in enumerate(needs)
    ]


def _marks(step: TypingStep, value: Any, width: int) -> list[Line]:
    """Needs down and companies across, as on the printed slip."""
    companies = [company for company in step.part.companies if company.id in value]
    each = max(_NARROWEST, min(_WIDEST, (width - _SPARE) // max(1, len(companies))))
    each = min(each, max([_NARROWEST, *(columns(one.label) + 2 for one in companies)]))
    left = max(8, width - each * len(companies))
    left = min(left, max([8, *(columns(need.label) + 2 for need in step.part.needs)]))
    head: Line = [
        (QUIET, pad("", left)),
        *((QUIET, pad(one.label, each - 1, right=True) + " ") for one in companies),
    ]
    rows: list[Line] = [] if step.part.without_company else [head]
    for need in step.part.needs:
        texts = [_mark(mark_in(value, (company.id, need.id))) for company in companies]
        if any(texts):
            marks = [(ACCENT, pad(text, each - 1, right=True) + " ") for text in texts]
            rows.append([(INK, pad(need.label, left)), *marks])
    return rows


def _mark(mark: int | str | None) -> str:
    return "" if mark is None else number_typed(mark)


ROWS: Mapping[str, Callable[[TypingStep, Any, int], list[Line]]] = {
    "points": _points,
    "marks": _marks,
    "votes": _votes,
    "words": _words,
    "reason": _reason,
}
"""How an answer stands in the table, by its kind."""
TOGETHER = ("picks", "ticks", "cards")
"""Kinds of which several answers about the same things stand in one table."""
FACTS: Mapping[str, Callable[[TypingStep, Any], tuple[str, str]]] = {
    "percent": _percent,
    "tick": _tick,
    "contact": _contact,
}
"""What stands on a slip beside a row: what was asked, and what the slip says."""
