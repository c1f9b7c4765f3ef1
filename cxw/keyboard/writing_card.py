"""A card written on the laptop: own words and the lines beside them; or nothing, or not knowing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from cxw.day.desk import Person
from cxw.keyboard.answer_pane import AnswerPane
from cxw.keyboard.canvas import FOCUS, INK, QUIET, STRONG, Line, Sheet, clip, in_view, marked, wrap
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Out
from cxw.model import DK, NOTHING
from cxw.questions.asking import Part, Read
from cxw.questions.cards import card_of
from cxw.questions.words import plain
from cxw.text.phrases import say

_READABLE = 90
"""Columns of words that are written with care."""
WRITTEN = "written"
SAYS = {WRITTEN: "what is written above", NOTHING: "nothing", DK: "I do not know"}
"""What the last line can say."""


class WrittenCard(AnswerPane):
    """The words, each line beside them, and a last line that says whether these are the answer."""

    typed = True
    keys = "Enter next   ↑ ↓ Tab another line   on the last line ← → nothing, don't know   Enter hand in"
    keys_of_hidden = "Esc then p peek"

    def __init__(self, part: Part, who: str, title: str, *, masked: bool) -> None:
        super().__init__(part, who, title, masked=masked)
        self.names = [say("In your own words"), *part.ways.values()]
        self.fields = [Field() for _ in self.names]
        self.at = 0
        self.says = WRITTEN
        self.read_out = False
        """whether it is the card of a function"""

    def sits(self, person: Person, parts: Sequence[Part]) -> None:
        """A function's card is read out, a person's is not."""
        self.read_out = person.is_function

    @property
    def at_end(self) -> bool:
        """Whether the cursor stands on the last line."""
        return self.at == len(self.fields)

    @property
    def value(self) -> Read:
        """The card, or why it is none yet."""
        if self.says != WRITTEN:
            return self.says, ""
        words, *lines = (plain(field.text) for field in self.fields)
        return card_of(self.part, words, lines)

    def press(self, key: Key) -> Out | None:
        """Type; Enter goes on, and hands in from the last line."""
        self.said = ""
        if self.peeking.press(key):
            return None
        if key.name == "enter" and self.at_end:
            return self._hand_in()
        step = {"enter": 1, "down": 1, "tab": 1, "up": -1, "backtab": -1}.get(key.name)
        if step is not None:
            self.at = max(0, min(len(self.fields), self.at + step))
        elif self.at_end:
            self._turn({"right": 1, "left": -1}.get(key.name, 0))
        elif self.fields[self.at].press(key) and key.text:
            self.says = WRITTEN
        return None

    def _turn(self, by: int) -> None:
        ways = [*SAYS]
        self.says = ways[(ways.index(self.says) + by) % len(ways)]

    def _hand_in(self) -> Out | None:
        value, why = self.value
        if value is not None:
            return Out("value", value)
        told = say("No words stand there: write some, or say with ← → nothing, or don't know.")
        self.said = why if self._open and self.fields[0].text.strip() else told
        return None

    def body(self, sheet: Sheet) -> list[Line]:
        """What becomes of it first, then the lines, the one under the cursor whole, and what is handed in."""
        width = min(_READABLE, sheet.width)
        told = say("This will be read out as the card of {who}.", who=self.who) if self.read_out else ""
        head: list[Line] = [[(STRONG, line)] for line in wrap(told, width)] if told else []
        foot = self._last()
        room = sheet.rows - len(head) - len(foot)
        rows = self._fields(width, room, high=2)
        if sum(map(len, rows)) > room:
            rows = self._fields(width, room, high=1)
            if sum(map(len, rows)) > room and not self._left_out():
                foot = foot[1:]
        gap: list[Line] = [[]] if sum(map(len, rows)) + len(rows) <= room else []
        return [*head, *chain.from_iterable([*gap, *row] for row in rows), *foot]

    def _fields(self, width: int, room: int, high: int) -> list[list[Line]]:
        """The field under the cursor whole, its name too; the others on so many lines each."""
        others = high * (len(self.fields) - 1)
        places = range(len(self.fields))
        return [
            self._whole(width, room - others) if place == self.at else self._in_short(place, width, high)
            for place in places
        ]

    def _in_short(self, place: int, width: int, high: int) -> list[Line]:
        name, text = self.names[place], self._seen(place)
        if high == 1:
            return [[(QUIET, f"  {clip(name, width // 2)}   "), (INK, clip(text, width // 2 - 6))]]
        return [[(QUIET, "  " + clip(name, width - 2))], [(INK, "    " + clip(text, width - 4))]]

    def _seen(self, place: int) -> str:
        return self.fields[place].text if self._open else say("what is typed is hidden")

    def _whole(self, width: int, room: int) -> list[Line]:
        names = wrap(self.names[self.at], width - 2)
        lines: list[Line] = [[marked(number == 0), (FOCUS, line)] for number, line in enumerate(names)]
        if not self._open:
            return [*lines, [(QUIET, "    " + self._seen(self.at))]]
        typed = self.fields[self.at].lines(width - 4)
        first, last = in_view(len(typed), self._line_of_cursor(typed), max(1, room - len(names)))
        return [*lines, *([(INK, "    "), *line] for line in typed[first:last])]

    @staticmethod
    def _line_of_cursor(lines: Sequence[Line]) -> int:
        return next((number for number, line in enumerate(lines) if len(line) > 1), 0)

    def _last(self) -> list[Line]:
        """What is handed in; where it is not what is written, that stays and is not."""
        told = self._told() if self._open else say("hidden")
        text = f"‹ {told} ›" if self.at_end else f"  {told}"
        name = (FOCUS if self.at_end else QUIET, say("Hand in"))
        return [[(QUIET, self._left_out())], [marked(self.at_end), name, (INK, f"   {text}")]]

    def _told(self) -> str:
        own = self.part.unknown if self.says == DK else ""
        return own or say(SAYS[self.says])

    def _left_out(self) -> str:
        """That words stand there which are not handed in."""
        words = any(field.text.strip() for field in self.fields)
        if not self._open or self.says == WRITTEN or not words:
            return ""
        return f"  {say('the words above are not handed in')}"
