"""Points spread over the needs by one person: the state, which knows no terminal, and its picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cxw.keyboard.answer_pane import AnswerPane
from cxw.keyboard.canvas import (
    ACCENT,
    FOCUS,
    INK,
    QUIET,
    STRONG,
    WARN,
    Line,
    Sheet,
    bar,
    columns,
    in_view,
    large_digits,
    length,
    marked,
    pad,
    spaced_rows,
    wrap,
)
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Out
from cxw.model import DK, TOTAL
from cxw.questions.asking import Item, Part
from cxw.questions.points import rest_in_words, standing
from cxw.questions.typed import is_number, is_unknown
from cxw.text.phrases import quoted_here, say

STEP, STRIDE = 1, 5
SIDE = 20
"""Columns for what is left to give where it stands beside the needs."""


@dataclass
class Allocation:
    """Points so far, where the cursor is, and what is being typed."""

    needs: Sequence[Item]
    points: dict[str, int] = field(default_factory=dict)
    total: int = TOTAL
    at: int = 0
    typing: str = ""
    unknown: bool = False
    said: str = ""

    def __post_init__(self) -> None:
        self.points = {need.id: self.points.get(need.id, 0) for need in self.needs}

    @property
    def rest(self) -> int:
        """Points still to give; below zero: too many."""
        return self.total - sum(self.points.values())

    @property
    def here(self) -> str:
        """The need under the cursor."""
        return self.needs[self.at].id

    @property
    def value(self) -> dict[str, int] | str | None:
        """The answer as it would be kept: exactly the total, or dk; None when it is neither."""
        if self.unknown:
            return DK
        return dict(self.points) if self.rest == 0 else None

    def press(self, name: str) -> bool:
        """Take one key by name; whether it meant anything here."""
        self.said = ""
        if is_unknown(name):
            self.unknown, self.typing = not self.unknown, ""
            return True
        if self.unknown:
            # The cursor still moves: where it stands is all that others see of a hidden row.
            _MOVES.get(name, _stays)(self)
            return name in _MOVES or name == "k"
        if len(name) == 1 and name in "0123456789":
            return self._type(name)
        act = _MOVES.get(name) or _CHANGES.get(name)
        if act is None:
            return False
        act(self)
        return True

    def fill(self, text: str) -> bool:
        """Take a whole row pasted in one go; whether it fitted."""
        tokens = re.split(r"[\s,;]+", text.strip())
        if len(tokens) != len(self.needs) or not all(is_number(one, self.total) for one in tokens):
            self.said = say("A row is {number} whole numbers.", number=len(self.needs))
            return False
        if any(int(token) > self.total for token in tokens):
            self.said = self._most()
            return False
        self.points = {need.id: int(token) for need, token in zip(self.needs, tokens, strict=True)}
        self.typing, self.unknown = "", False
        return True

    def _type(self, digit: str) -> bool:
        typed = (self.typing + digit).lstrip("0") or "0"
        if int(typed) > self.total:
            self.said = self._most()
            return True
        self.typing = typed
        self.points[self.here] = int(typed)
        return True

    def _most(self) -> str:
        return say("{total} is the most one of them can get.", total=self.total)

    def _go(self, at: int) -> None:
        self.at, self.typing = max(0, min(len(self.needs) - 1, at)), ""

    def _add(self, points: int) -> None:
        self.typing = ""
        self.points[self.here] = max(0, min(self.total, self.points[self.here] + points))

    def _give_rest(self) -> None:
        if self.points[self.here] + self.rest < 0:
            self.said = say("There is more than that too many: take points from others too.")
            return
        self._add(self.rest)

    def _back(self) -> None:
        self.typing = self.typing[:-1]
        self.points[self.here] = int(self.typing or "0")


def _stays(it: Allocation) -> None:
    """The key means nothing here."""


_MOVES = {
    "up": lambda it: it._go(it.at - 1),
    "backtab": lambda it: it._go(it.at - 1),
    "home": lambda it: it._go(0),
    "end": lambda it: it._go(len(it.needs) - 1),
    **dict.fromkeys(("down", " ", ",", ";"), lambda it: it._go(it.at + 1)),
}
_CHANGES = {
    **dict.fromkeys(("right", "+"), lambda it: it._add(STEP)),
    **dict.fromkeys(("left", "-"), lambda it: it._add(-STEP)),
    **dict.fromkeys(("pageup", "]"), lambda it: it._add(STRIDE)),
    **dict.fromkeys(("pagedown", "["), lambda it: it._add(-STRIDE)),
    "r": lambda it: it._give_rest(),
    "backspace": lambda it: it._back(),
    "delete": lambda it: it._add(-it.total),
}


class Allocator(AnswerPane):
    """The full-screen widget around an allocation."""

    keys = (
        "↑ ↓ line   ← → one   PageUp PageDown five   "
        "0-9 points   r the rest here   d don't know   Enter hand in"
    )
    keys_of_hidden = "Tab does it add up?   p peek"

    def __init__(self, part: Part, who: str, title: str, *, masked: bool) -> None:
        super().__init__(part, who, title, masked=masked)
        self.state = Allocation(part.needs, total=part.total)

    def press(self, key: Key) -> Out | None:
        """Enter hands in at exactly the total; Tab says which way the row is off."""
        self.said = ""
        if self.peeking.press(key):
            return None
        if key.name == "enter":
            return self._hand_in()
        if key.name == "tab" or key.letter == "t":
            self.said = self._standing()
        elif key.name == "paste":
            self.state.fill(key.text)
        else:
            self.state.press(key.letter)
        if self._open:
            self.said = self.said or self.state.said
        return None

    def _hand_in(self) -> Out | None:
        self.state.typing = ""
        value = self.state.value
        if value is not None:
            return Out("value", value)
        if not self._open:
            self.said = say(
                "The points do not add up to {total} yet. Tab says which way.", total=self.state.total
            )
        else:
            self.said = say(
                "{standing}: Enter hands in at exactly {total}.",
                standing=self._standing(),
                total=self.state.total,
            )
        return None

    def _standing(self) -> str:
        if self.state.unknown:
            return say("complete")
        rest, total = self.state.rest, self.state.total
        return rest_in_words(rest, total) if self._open else standing(rest)

    def body(self, sheet: Sheet) -> list[Line]:
        """Needs with bars, and what is left to give large and in sight."""
        if self.state.unknown and self._open:
            said = unknown_points(self.part, self.who)
            return [
                [],
                *([(STRONG, line)] for line in wrap(said, sheet.width)),
                [],
                [(INK, say("Enter hands this in; d takes it back."))],
            ]
        foot = [*self._in_full(sheet.width), *self._foot()]
        room = sheet.rows - len(foot) - 1
        if len(self.state.needs) > room and self._open:
            return self._beside(sheet)
        first, last = in_view(len(self.state.needs), self.state.at, room)
        rows = [self._row(number, sheet.width) for number in range(first, last)]
        return [*spaced_rows(rows, room), [], *foot]

    def _beside(self, sheet: Sheet) -> list[Line]:
        """Many needs on a low screen: what is left stands beside them instead of below."""
        width, full = sheet.width - SIDE, self._in_full(sheet.width)[1:]
        beside, below = self._margin(), full
        if len(self.state.needs) + len(full) > sheet.rows:
            longer = [*beside, [], *_narrow(FOCUS, self.state.needs[self.state.at].text if full else "")]
            beside, below = (longer, []) if len(longer) < sheet.rows else (beside, full)
        first, last = in_view(len(self.state.needs), self.state.at, sheet.rows - len(below))
        rows = [self._row(number, width) for number in range(first, last)]
        for row, more in zip(rows[1:], beside, strict=False):
            row += [(INK, " " * (width - length(row))), *more]
        return [*rows, *below]

    def _margin(self) -> list[Line]:
        """What is left to give, for the narrow room beside the needs."""
        digits: list[Line] = [[(style, text)] for (style, text), *_ in self._foot()]
        return [*digits, [], *_narrow(STRONG, self._left()[1])]

    def _in_full(self, width: int) -> list[Line]:
        """The words of the need under the cursor where a line is too short for them; as high for each."""
        room = self._room(width)
        if all(columns(need.text) <= room for need in self.state.needs):
            return []
        high = max(len(wrap(need.text, width - 2)) for need in self.state.needs)
        words = wrap(self.state.needs[self.state.at].text, width - 2)
        return [[], *([(FOCUS, "  " + line)] for line in words), *([] for _ in range(high - len(words)))]

    def _room(self, width: int) -> int:
        """Columns for the words of a need on its line."""
        return max(24, min(56, width - 24, max(columns(need.text) for need in self.state.needs) + 2))

    def _row(self, number: int, width: int) -> Line:
        need, focus = self.state.needs[number], number == self.state.at
        room = self._room(width)
        text = need.text if columns(need.text) <= room else need.label
        start = [marked(focus), (FOCUS if focus else INK, pad(text, room))]
        if not self._open:
            return start
        points = self.state.points[need.id]
        style = ACCENT if focus else INK
        given = bar(points / self.state.total, width - room - 10)
        return [*start, (style, pad(str(points), 5, right=True) + "  "), (ACCENT, given)]

    def _left(self) -> tuple[str, str]:
        """What is left to give, as a style and in words."""
        rest = self.state.rest
        if rest == 0:
            return ACCENT, say("all {total} given: Enter hands in", total=self.state.total)
        return (WARN, say("too many")) if rest < 0 else (STRONG, say("still to give"))

    def _foot(self) -> list[Line]:
        if not self._open:
            return [[(QUIET, say("Points are hidden while this screen is projected."))]]
        style, words = self._left()
        digits = large_digits(str(abs(self.state.rest) or self.state.total))
        lines: list[Line] = [[(style, f"  {row}   "), (style, "")] for row in digits]
        lines[1][1] = (style, words)
        return lines


def _narrow(style: str, text: str) -> list[Line]:
    return [[(style, "  " + line)] for line in wrap(text, SIDE - 3)]


def unknown_points(part: Part, who: str) -> str:
    """What somebody says who knows no points: of a lens in its own words, else of how customers weigh."""
    if part.unknown:
        return say("{who}: {words}", who=who, words=quoted_here(part.unknown))
    return say("{who} does not know how these customers weigh their needs.", who=who)
