"""Picks and ticks by one person, one thing at a time in all its words: the state, and its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, product

from cxw.day.desk import Person
from cxw.keyboard.answer_pane import AnswerPane
from cxw.keyboard.canvas import ACCENT, FOCUS, INK, MARK, QUIET, STRONG, Line, Sheet, clip, columns, pad, wrap
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Out
from cxw.model import DK
from cxw.questions.asking import Item, Part, TypingStep, Value
from cxw.questions.picks import NONE
from cxw.questions.typed import is_unknown
from cxw.text.phrases import say
from cxw.text.spoken import say_many

ONE_DIGIT = 9
"""Up to so many answers a digit is one, and the next thing can come at once."""
_READABLE = 100
"""Columns of a text that is read with care."""
_TURNS = {"pageup": -6, "pagedown": 6}
"""Lines by which what has no room on the screen is turned."""


@dataclass
class PicksInProgress:
    """What was picked or ticked so far, and which question about which thing stands there."""

    parts: Sequence[Part]
    """questions about the same things, asked of each thing one after the other"""
    alike: bool = False
    """whether a further question is asked of a thing that is not known too, so that nobody sees who knows"""
    given: dict[tuple[str, str], Value] = field(default_factory=dict)
    """part, thing -> the answer"""
    at: int = 0
    typing: str = ""
    """the digits of a number that may go on"""
    before: Value = None
    """what was ticked before that number was begun"""
    cursor: int = 0
    """the box under the cursor"""
    said: str = ""

    @property
    def order(self) -> list[tuple[Part, Item]]:
        """What is asked, in its order."""
        return [(part, thing) for thing, part in product(self.parts[0].needs, self.parts)]

    @property
    def here(self) -> tuple[Part, Item]:
        """The question and the thing on the screen."""
        return self.order[self.at]

    @property
    def value(self) -> Value:
        """What is answered here; None while nothing is."""
        part, thing = self.here
        return self.given.get((part.id, thing.id))

    @property
    def missing(self) -> list[int]:
        """The places that still want an answer."""
        return [at for at in range(len(self.order)) if self._asked(at) and self._key(at) not in self.given]

    def is_given(self, thing: Item) -> bool:
        """Whether all that is asked of one thing is answered."""
        return all(thing.id != self.order[at][1].id for at in self.missing)

    def values(self) -> dict[str, Value]:
        """Part -> thing -> answer, once nothing is missing; no further question where no thing is known."""
        first, *further = self.parts
        known = [thing.id for thing in first.needs if self.given[first.id, thing.id] != DK]
        return {part.id: dict(self._row(part)) for part in (first, *(further if known else ()))}

    def _row(self, part: Part) -> Iterator[tuple[str, Value]]:
        for thing in part.needs:
            yield thing.id, self.given.get((part.id, thing.id), DK)

    def _key(self, at: int) -> tuple[str, str]:
        part, thing = self.order[at]
        return part.id, thing.id

    def _asked(self, at: int) -> bool:
        part, thing = self.order[at]
        return self.alike or part is self.parts[0] or self.given.get((self.parts[0].id, thing.id)) != DK

    def press(self, name: str) -> None:
        """Take one key by name."""
        self.said = ""
        if len(name) == 1 and name in "0123456789":
            self._digit(name)
            return
        act = _ACTS.get(name)
        if is_unknown(name):
            self._choose(DK)
        elif name in NONE and self._ticks:
            self._choose([])
        elif act is not None:
            act(self)
        if name != "k":
            self.typing = ""

    def fill(self, text: str) -> None:
        """Take a row of answers to the question here, pasted in one go."""
        part, _ = self.here
        value, self.said = TypingStep(part).read(text)
        if value is not None:
            self.given |= {(part.id, thing): one for thing, one in value.items()}

    @property
    def _ticks(self) -> bool:
        return not self.here[0].kind.spaceless

    @property
    def _ways(self) -> list[str]:
        return list(self.here[0].ways)

    def _digit(self, digit: str) -> None:
        """A number of an answer: with more than nine of them it may have a second digit, and waits for it."""
        ways, typed = self._ways, self.typing + digit
        if int(typed) > len(ways):
            typed = digit
        if len(typed) == 1:
            self.before = self.value
        if typed in NONE and self._ticks:
            self._choose([])
        elif 1 <= int(typed) <= len(ways):
            self.typing = typed if len(ways) > ONE_DIGIT else ""
            self.cursor = int(typed) - 1
            self._take(ways[self.cursor])
        else:
            self.typing, self.said = "", say("The answers are 1 to {most}; d does not know.", most=len(ways))

    def _take(self, way: str) -> None:
        if self._ticks:
            self._put(self._toggled(self.before, way))
        elif len(self._ways) > ONE_DIGIT:
            self._put(way)
        else:
            self._choose(way)

    def _toggled(self, before: Value, way: str) -> list[str]:
        ticked = {*(before if isinstance(before, list) else ())} ^ {way}
        return [one for one in self._ways if one in ticked]

    def _put(self, value: Value) -> None:
        part, thing = self.here
        self.given[part.id, thing.id] = value

    def _choose(self, value: Value) -> None:
        """Keep it, and go on."""
        self._put(value)
        self.go(1)

    def go(self, by: int) -> None:
        """To the next place that is asked, or an earlier one; at either end it stays."""
        at = self.at + by
        while 0 <= at < len(self.order) and not self._asked(at):
            at += by
        if 0 <= at < len(self.order):
            self.stand(at)

    def stand(self, at: int) -> None:
        """Go to a place."""
        self.at, self.typing, self.cursor = at, "", 0

    def _clear(self) -> None:
        self.given.pop(self._key(self.at), None)

    def _turn(self, by: int) -> None:
        """To another box, or to another answer, which then is the one."""
        ways = self._ways
        if not self._ticks:
            here = [number for number, way in enumerate(ways) if way == self.value] or [min(0, -by)]
            self._put(ways[(here[0] + by) % len(ways)])
        self.cursor = (self.cursor + by) % len(ways)

    def _space(self) -> None:
        """Tick the box under the cursor; behind a number it ends the number, and at picks it goes on."""
        if not self._ticks:
            self.go(1)
        elif not self.typing:
            self._put(self._toggled(self.value, self._ways[self.cursor]))


_ACTS: Mapping[str, Callable[[PicksInProgress], None]] = {
    "left": lambda it: it.go(-1),
    "backtab": lambda it: it.go(-1),
    "right": lambda it: it.go(1),
    "up": lambda it: it._turn(-1),
    "down": lambda it: it._turn(1),
    " ": lambda it: it._space(),
    **dict.fromkeys(("backspace", "delete"), lambda it: it._clear()),
}


class Picking(AnswerPane):
    """The full-screen widget: a thing, a question about it, and the numbered answers."""

    keys_of_hidden = "Tab complete?   p peek"

    def __init__(self, part: Part, who: str, title: str, *, masked: bool) -> None:
        super().__init__(part, who, title, masked=masked)
        self.state = PicksInProgress([part], alike=masked)
        self.top = 0
        """how many lines of what is asked are above the screen"""

    def sits(self, person: Person, parts: Sequence[Part]) -> None:
        """Questions about the same things are asked thing by thing."""
        self.state.parts = parts

    def see(self, everybody: bool) -> None:
        """On a projected screen everybody takes the same steps."""
        super().see(everybody)
        self.state.alike = everybody

    @property
    def question(self) -> str:
        """What is asked of the thing on the screen."""
        return self.state.here[0].question

    def what_keys_do(self) -> str:
        """With the numbers there are."""
        part, _ = self.state.here
        most = len(part.ways)
        if not part.kind.spaceless:
            keys = "1-{most} ticks   - none   d don't know   → on   ← back   Enter hand in"
            more = "1-{most} and space ticks   - none   d don't know   → on   ← back   Enter hand in"
        else:
            keys = "1-{most} answer   d don't know   ← → back and on   Enter hand in"
            more = "1-{most} answer, then Enter   d don't know   ← → back and on   Enter hand in"
        return say(keys if most <= ONE_DIGIT else more, most=most)

    def press(self, key: Key) -> Out | None:
        """Digits answer and go on; Enter hands in, or goes to the first that is missing."""
        self.said = ""
        if self.peeking.press(key):
            return None
        if key.name == "enter":
            return self._hand_in()
        at = self.state.at
        if key.name in _TURNS:
            self.top = max(0, self.top + _TURNS[key.name])
        elif key.name == "tab" or key.letter == "t":
            self.said = self._standing()
        elif key.name == "paste":
            self.state.fill(key.text)
        else:
            self.state.press(key.letter)
        self.said = self.said or (self.state.said if self._open else "")
        self._turned_to(at)
        return None

    def _turned_to(self, at: int) -> None:
        if self.state.at != at:
            self.top = 0

    def _hand_in(self) -> Out | None:
        state, missing = self.state, self.state.missing
        if not missing:
            return Out("value", state.values())
        if missing[0] <= state.at:
            self.said = self._standing()
        self.top = 0
        state.stand(missing[0])
        return None

    def given(self, value: Value) -> Mapping[str, Value]:
        """The answers to all its questions."""
        found: Mapping[str, Value] = value
        return found

    def _standing(self) -> str:
        missing = len(self.state.missing)
        if not missing:
            return say("complete")
        if not self._open:
            return say("answers missing")
        return say_many(missing, "1 answer missing", "{number} answers missing")

    def body(self, sheet: Sheet) -> list[Line]:
        """How far it is, the thing in all its words, its answers, and what is missing."""
        _, thing = self.state.here
        place = [one.id for one in self.part.needs].index(thing.id)
        named = self.part.named(place, everybody=not self._open)
        text = wrap(named, min(_READABLE, sheet.width))
        foot = [[], self._foot()]
        room = sheet.rows - len(foot) - 2
        asked: list[Line] = [*([(STRONG, line)] for line in text), []]
        asked += self._answers(sheet.width, room - len(asked))
        shown = self._in_sight(asked, sheet.width, room)
        return [self._progress(sheet.width), [], *shown, *([] for _ in range(room - len(shown))), *foot]

    def _in_sight(self, asked: Sequence[Line], width: int, room: int) -> list[Line]:
        """As much as there is room for; PageUp and PageDown show the rest."""
        if len(asked) <= room:
            return [*asked]
        self.top = min(self.top, len(asked) - room + 1)
        more = say("PageUp and PageDown show the rest")
        chosen = [f"● {sign} {words}   " for sign, words, here in self._signs() if here and self._open]
        kept = clip("".join(chosen), max(0, width - columns(more)))
        return [*asked[self.top : self.top + room - 1], [(FOCUS, kept), (QUIET, more)]]

    def _progress(self, width: int) -> Line:
        things = self.part.needs
        at = 1 + [thing.id for thing in things].index(self.state.here[1].id)
        told = say("{at} of {number}", at=at, number=len(things))
        signs = "".join("■" if self.state.is_given(thing) else "·" for thing in things)
        row: Line = [(FOCUS, f"{told}   ")]
        return row if columns(told + signs) + 3 > width else [*row, (ACCENT, signs)]

    def _foot(self) -> Line:
        if not self._open:
            return [(QUIET, say("What is chosen is hidden. ■ is given."))]
        if self.state.missing:
            return [(STRONG, self._standing())]
        return [(ACCENT, say("all answers given: Enter hands in"))]

    def _answers(self, width: int, room: int) -> list[Line]:
        """The answers in as few columns as have room, none of them cut."""
        tried = [self._in_columns(width // across, across) for across in (1, 2, 3)]
        return next((lines for lines in tried if len(lines) <= room), min(tried, key=len))

    def _in_columns(self, wide: int, across: int) -> list[Line]:
        entries = [self._entry(sign, words, chosen, wide - 1) for sign, words, chosen in self._signs()]
        high = -(-len(entries) // across)
        stacks = [
            [*chain.from_iterable(entries[start : start + high])] for start in range(0, len(entries), high)
        ]
        return [
            [*chain.from_iterable(_cell(stack, line, wide) for stack in stacks)]
            for line in range(max(map(len, stacks)))
        ]

    def _signs(self) -> Iterator[tuple[str, str, bool]]:
        """What can be typed, what it says, and whether that is the answer here."""
        part, value = self.state.here[0], self.state.value
        several = isinstance(value, list)
        for number, (word, words) in enumerate(part.ways.items(), 1):
            yield str(number), words, word in value if several else word == value
        if not part.kind.spaceless:
            yield NONE[0], say("none of these"), value == []
        yield "d", part.unknown or say("I do not know"), value == DK

    def _entry(self, sign: str, words: str, chosen: bool, width: int) -> list[Line]:
        chosen = chosen and self._open
        start: Line = [(ACCENT, "● " if chosen else "  "), (MARK, pad(sign, 2, right=True) + "  ")]
        first, *more = wrap(words, width - 6) or [""]
        style = self._style(sign, chosen)
        return [[*start, (style, first)], *([(style, " " * 6 + line)] for line in more)]

    def _style(self, sign: str, chosen: bool) -> str:
        under = not self.state.here[0].kind.spaceless and sign == str(self.state.cursor + 1)
        return FOCUS if chosen or (under and self._open and self.state.cursor) else INK


def _cell(stack: Sequence[Line], line: int, wide: int) -> Line:
    """One line of a column, as wide as the column."""
    row = stack[line] if line < len(stack) else []
    return [*row, (INK, " " * (wide - sum(columns(text) for _, text in row)))]
