"""One short answer on the laptop: a percentage, votes, or the one word why somebody moved."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.desk import Part, Value
from cxw.keyboard.allocator import Peek
from cxw.keyboard.canvas import ACCENT, INK, MARK, QUIET, STRONG, Line, Sheet, Size, in_view, large, pad
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.slips import REASONS, Read, Step, is_unknown, letter_of, read
from cxw.keyboard.surface import Command, Out, Pane

_HOW = {
    "percent": "A number from 0 to 100, or d for: I do not know. Then Enter.",
    "votes": "Type the letters of up to {most} needs, then Enter.",
    "reason": "One letter, then Enter.",
}


class Single(Pane):
    """A typed line under a question; what is typed is hidden while everybody sees the screen."""

    typed = True

    def __init__(self, part: Part, who: str, title: str, *, masked: bool) -> None:
        self.part = part
        self.who = who
        self.title = title
        self.masked = masked
        self.field = Field()
        self.peeking = Peek(masked)
        self.refused = False
        self.said = ""

    @property
    def value(self) -> Read:
        """What the line says now, or why it says nothing yet."""
        return read(Step(self.part), self.field.text) if self.field.text.strip() else (None, "")

    def press(self, key: Key) -> Out | None:
        """Type, or hand in with Enter."""
        self.said = ""
        if self.peeking.press(key):
            self.refused = False
            return None
        if key.name == "enter":
            return self._hand_in()
        if key.name == "tab":
            self.said = "complete" if self.value[0] is not None else "something is missing"
        else:
            self._type(key)
        return None

    def _type(self, key: Key) -> None:
        """A refused line that cannot be seen is begun anew by the next letter."""
        if self.refused and key.text and self.masked:
            self.field.put("")
        self.refused = False
        self.field.press(key)

    def _hand_in(self) -> Out | None:
        value, why = self.value
        if value is not None:
            return Out("value", value)
        how = self._how()
        self.refused = True
        self.said = how if self.masked or not why else why
        return None

    def _how(self) -> str:
        return _HOW.get(self.part.kind, "").format(most=self.part.most or len(self.part.needs))

    def commands(self) -> Sequence[Command]:
        """A hidden line can be looked at while the projector is dark."""
        return self.peeking.commands()

    def command(self, word: str) -> Out | None:
        """Peek."""
        return self.peeking.command(word)

    @property
    def _open(self) -> bool:
        return not self.masked or self.peeking.open

    def draw(self, size: Size) -> list[Line]:
        """The question, the choices there are, and the typed line."""
        keys = "Enter hand in" + ("   Tab complete?   Esc then p peek" if self.masked else "")
        sheet = Sheet(
            size,
            self.title,
            aside=self.who,
            question=self.part.question,
            said=self.peeking.warning or self.said,
            keys=keys,
        )
        line: Line = self.field.line(sheet.width) if self._open else [(QUIET, "▸ what is typed is hidden")]
        room = sheet.rows - 5
        return sheet.lines(
            [*self._choices(room, sheet.width), [(QUIET, self._how())], [], line, [], *self._number()]
        )

    def _number(self) -> list[Line]:
        if self.part.kind != "percent" or not self._open:
            return []
        value = self.value[0]
        if isinstance(value, int):
            return [[(ACCENT, "  " + row)] for row in large(f"{value}%")]
        return [[(STRONG, "  I do not know")]] if is_unknown(self.field.text) else []

    def _choices(self, room: int, width: int) -> list[Line]:
        if self.part.kind == "reason":
            return [*([(MARK, f"  {letter}  "), (INK, words)] for letter, (_, words) in REASONS.items()), []]
        if self.part.kind != "votes":
            return [[]]
        needs = self.part.needs
        chosen: Value = self.value[0] if self._open and self.value[0] is not None else []
        first, last = in_view(len(needs), 0, room)
        return [*(self._choice(number, chosen, width) for number in range(first, last)), []]

    def _choice(self, number: int, chosen: Value, width: int) -> Line:
        need = self.part.needs[number]
        taken = need.id in chosen
        letter = letter_of(number, len(self.part.needs))
        return [
            (MARK, "● " if taken else "  "),
            (MARK, pad(letter, 4, right=True) + "  "),
            (STRONG if taken else INK, pad(need.text, width - 10)),
        ]
