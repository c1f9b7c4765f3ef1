"""A typed line that may be signed: letters that were left in it sign nobody's words that come later."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxw.day.desk import Person
from cxw.day.names import split_signature
from cxw.keyboard.deciding import QUIET_TIME
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.seams import LEFT, Seams, Whom
from cxw.keyboard.slips import SlipLine
from cxw.text.pasting import pasted_lines


class SignedLine:
    """What is known of the field of a list beside its text."""

    def __init__(self, field: Field, people: Sequence[Person], clock: Callable[[], float]) -> None:
        self.field = field
        self.people = people
        self.clock = clock
        self.seams = Seams()
        self._last = 0.0
        self._asked: tuple[str, float] | None = None
        """the line that was asked about, and when"""

    def left(self) -> None:
        """Something comes between what is in the line and what may be typed on."""
        self.seams.left(self.field)

    def press(self, key: Key) -> None:
        """A key of the line."""
        now = self.clock()
        if key.name == "paste" or now - self._last >= LEFT:
            self.left()
        self._last = now
        self.field.press(key)
        if key.name == "paste":
            self.left()

    def is_apart(self, pasted: str) -> bool:
        """Whether pasted lines are no end of what is typed: the first of them is signed itself."""
        first = next(iter(pasted_lines(pasted)), "")
        return bool(self.field.text.strip()) and not self.field.selected and self._whom(first).names_somebody

    def asks(self) -> bool:
        """Whether it has to be asked if all of it is one line; no Enter in the same breath answers."""
        if not self.seams.slips_among(self.field.text, self._whom):
            return False
        now, (text, when) = self.clock(), self._asked or ("", 0.0)
        if text == self.field.text and now - when >= QUIET_TIME:
            return False
        self._asked = (self.field.text, now)
        return True

    def _whom(self, line: str) -> Whom:
        found, letters, words = split_signature(line, self.people)
        return Whom(SlipLine(letters, words), {one.id for one in found}, long=True)
