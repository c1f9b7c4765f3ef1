"""The frame around one person's answer on the laptop, whatever is asked, and how it is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.day.desk import Person
from cxw.keyboard.canvas import Line, Sheet, Size
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Command, Out, Pane
from cxw.questions.asking import Part, Value
from cxw.text.phrases import say


class AnswerPane(Pane):
    """One part of a person's ballot, full screen; what is typed is hidden while everybody sees the screen."""

    keys = ""
    """what its keys do"""
    keys_of_hidden = ""
    """which keys there are besides while everybody sees the screen"""

    def __init__(self, part: Part, who: str, title: str, *, masked: bool) -> None:
        self.part = part
        self.who = who
        self.title = title
        self.said = ""
        self._hides(masked)

    @property
    def question(self) -> str:
        """What is asked, above the answer."""
        return self.part.question

    def sits(self, person: Person, parts: Sequence[Part]) -> None:
        """Told who answers, and which questions are asked together with the first."""

    def given(self, value: Value) -> Mapping[str, Value]:
        """What the pane ended with, as part -> answer."""
        return {self.part.id: value}

    def body(self, sheet: Sheet) -> list[Line]:
        """The answer as far as it is typed, within the frame."""
        raise NotImplementedError

    def what_keys_do(self) -> str:
        """Its keys, in the language of the room."""
        return say(self.keys)

    def draw(self, size: Size) -> list[Line]:
        """Whose answer to what, the answer, what is said of it, and the keys."""
        sheet = Sheet(
            size,
            self.title,
            aside=self.who,
            question=self.question,
            said=self.peeking.over(self.said),
            keys="   ".join([self.what_keys_do(), *([say(self.keys_of_hidden)] if self.masked else [])]),
        )
        return sheet.lines(self.body(sheet))

    def see(self, everybody: bool) -> None:
        """Hide from the next picture on, or show again; what was said for other eyes is taken back."""
        if everybody != self.masked:
            self._hides(everybody)
            self.said = ""

    def _hides(self, masked: bool) -> None:
        self.masked, self.peeking = masked, Peek(masked, edits=True)

    def escape(self) -> bool:
        """Esc hides what was looked at before it pauses."""
        return self.peeking.escape()

    def commands(self) -> Sequence[Command]:
        """What is hidden can be looked at while the projector is dark."""
        return self.peeking.commands()

    def command(self, word: str) -> Out | None:
        """Peek."""
        return self.peeking.command(word)

    @property
    def _open(self) -> bool:
        return not self.masked or self.peeking.open


class Peek:
    """Looking at masked values, only after a warning: until the next key, or to go on typing in sight."""

    def __init__(self, masked: bool, *, edits: bool = False) -> None:
        self.masked = masked
        self.edits = edits
        """whether what is in sight is gone on with, until it is hidden again"""
        self.asked = False
        self.open = False

    @property
    def warning(self) -> str:
        """What stands below while the values may come into sight."""
        if self.asked:
            return say(
                "Darken the projector first. Then Enter shows the values; any other key goes on without."
            )
        if not self.open:
            return ""
        if self.edits:
            return say("The values are in sight and can be changed. Esc hides them again.")
        return say("The values are in sight: any key hides them again.")

    def over(self, said: str) -> str:
        """What stands below where values can be changed in sight: what is said of them comes first."""
        return said if said and not self.asked else self.warning

    def press(self, key: Key) -> bool:
        """Whether the key was used up by looking."""
        if self.asked:
            self.asked, self.open = False, key.name == "enter"
            return True
        if self.open and not self.edits:
            self.open = False
            return True
        return False

    def escape(self) -> bool:
        """Whether there was anything to hide, or to take back."""
        held = self.asked or self.open
        self.asked = self.open = False
        return held

    def commands(self) -> Sequence[Command]:
        """The key that asks to look, or hides again; none where nothing is hidden or it is asked."""
        if not self.masked or self.asked:
            return ()
        if self.open:
            return (Command("p", "hide", say("hide what is typed again")),) if self.edits else ()
        return (Command("p", "peek", say("peek at what is typed (darken the projector first)")),)

    def command(self, word: str) -> Out | None:
        """Ask to look, or hide; every other word ends the pane."""
        if word not in ("peek", "hide"):
            return Out(word)
        self.asked, self.open = word == "peek", False
        return None
