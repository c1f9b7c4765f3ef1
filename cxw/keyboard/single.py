"""One short answer on the laptop: a percentage, votes, or the one word why somebody moved."""

from __future__ import annotations

from itertools import chain

from cxw.keyboard.answer_pane import AnswerPane
from cxw.keyboard.canvas import ACCENT, INK, MARK, QUIET, STRONG, Line, Sheet, large_digits, pad, wrap
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Out
from cxw.questions.asking import Part, Read, TypingStep, Value
from cxw.questions.typed import is_unknown, letter_of
from cxw.text.phrases import say

_ALONE = "A number from 0 to 100, then Enter. d, or Enter alone: I do not know."
_TURNS = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5}
"""Lines by which a long list of needs is turned."""
HOW = {
    "percent": "A number from 0 to 100, or d for: I do not know. Then Enter.",
    "votes": "Type the letters of up to {most} needs, then Enter.",
    "words": "Type a line in your own words, then Enter.",
    "reason": "One letter, then Enter.",
    "tick": "y: it may. n: it may not. Then Enter; Enter alone leaves it as it is.",
}


class Single(AnswerPane):
    """A typed line under a question; what is typed is hidden while everybody sees the screen."""

    typed = True
    keys = "Enter hand in"
    keys_of_hidden = "Tab complete?   Esc then p peek"

    def __init__(self, part: Part, who: str, title: str, *, masked: bool) -> None:
        super().__init__(part, who, title, masked=masked)
        self.field = Field()
        self.refused = False
        self.top = 0
        """how many lines of a long list of needs are above the screen"""

    @property
    def value(self) -> Read:
        """What the line says now, or why it says nothing yet."""
        return TypingStep(self.part).read(self.field.text) if self.field.text.strip() else (None, "")

    def press(self, key: Key) -> Out | None:
        """Type, or hand in with Enter."""
        self.said = ""
        if self.peeking.press(key):
            self.refused = False
            return None
        if key.name == "enter":
            return self._hand_in()
        if key.name in _TURNS:
            self.top += _TURNS[key.name]
            return None
        if key.name == "tab":
            self.said = say("complete") if self.value[0] is not None else say("something is missing")
        else:
            self._type(key)
        return None

    def _type(self, key: Key) -> None:
        """A refused line that cannot be seen is begun anew by the next letter."""
        if self.refused and key.text and not self._open:
            self.field.put("")
        self.refused = False
        self.field.press(key)

    def _hand_in(self) -> Out | None:
        value, why = self.value
        if self.part.alone is not None and not self.field.text.strip():
            return Out("value", self.part.alone)
        if value is not None:
            return Out("value", value)
        how = self._how()
        self.refused = True
        self.said = why if why and self._open else how
        return None

    def _how(self) -> str:
        if self.part.alone is not None and self.part.kind.follows:
            return say(_ALONE)
        return say(HOW.get(self.part.kind.name, ""), most=self.part.most or len(self.part.needs))

    def body(self, sheet: Sheet) -> list[Line]:
        """The choices there are, and the typed line."""
        line: Line = (
            self.field.line(sheet.width) if self._open else [(QUIET, f"▸ {say('what is typed is hidden')}")]
        )
        room = sheet.rows - 5
        return [*self._choices(room, sheet.width), [(QUIET, self._how())], [], line, [], *self._number()]

    def _number(self) -> list[Line]:
        if not self.part.kind.follows or not self._open:
            return []
        value = self.value[0]
        if isinstance(value, int):
            return [[(ACCENT, "  " + row)] for row in large_digits(f"{value}%")]
        return [[(STRONG, f"  {say('I do not know')}")]] if is_unknown(self.field.text) else []

    def _choices(self, room: int, width: int) -> list[Line]:
        if not self.part.needs:
            return [
                *([(MARK, f"  {one}  "), (INK, words)] for one, words in self.part.letters().items()),
                [],
            ]
        needs = self.part.needs
        chosen: Value = self.value[0] if self._open and self.value[0] is not None else []
        lines = [*chain.from_iterable(self._choice(number, chosen, width) for number in range(len(needs)))]
        if len(lines) <= room:
            return [*lines, []]
        self.top = max(0, min(self.top, len(lines) - room + 1))
        shown = lines[self.top : self.top + room - 1]
        turned = say("{number} needs: PageUp and PageDown show the others", number=len(needs))
        return [*shown, [(QUIET, f"  {turned}")], []]

    def _choice(self, number: int, chosen: Value, width: int) -> list[Line]:
        """A need beside its letter, in all its words."""
        need = self.part.needs[number]
        taken = need.id in chosen
        letter = letter_of(number, len(self.part.needs))
        first, *more = wrap(self.part.named(number, everybody=not self._open), width - 8)
        style = STRONG if taken else INK
        start: Line = [(MARK, "● " if taken else "  "), (MARK, pad(letter, 4, right=True) + "  ")]
        return [[*start, (style, first)], *([(style, " " * 8 + words)] for words in more)]
