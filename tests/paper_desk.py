"""The paper desk without a terminal: keys at any speed, a clock that moves only between them."""

from __future__ import annotations

from keyboard_asks import Slips

from cxw.day.desk import DONE, AskedOf
from cxw.keyboard.canvas import Size, text_of
from cxw.keyboard.keys import Key
from cxw.keyboard.paper import WORK, SlipStack
from cxw.keyboard.slips_pane import SlipsPane
from cxw.keyboard.states import Deciding
from cxw.keyboard.surface import Out
from cxw.keyboard.taking import Taking

NAMED = {"\r": "enter", "\t": "tab", "\b": "backspace"}


class PaperDesk:
    """Types into the machine; each key after its pause, and what stands on the screen is drawn in the pause."""

    def __init__(
        self,
        slips: Slips,
        *,
        of: AskedOf = "weights",
        name: str = "first",
        masked: bool = False,
        **more: bool,
    ) -> None:
        self.slips = slips
        self.paper = SlipStack(slips.ask(of, name), masked=masked, **more)
        self.taking = Taking(self.paper)
        self.now = 0.0
        self.pane = SlipsPane(self.paper, lambda: self.now)
        self.outs: list[Out] = []
        """what the surface was asked to do"""

    @property
    def closed(self) -> bool:
        return any(out.word == DONE for out in self.outs)

    @property
    def asking(self) -> bool:
        return isinstance(self.paper.state, Deciding)

    def screen(self, width: int = 80, height: int = 24) -> str:
        return text_of(self.pane.draw(Size(width, height)))

    def press(self, key: Key) -> None:
        out = self.pane.press(key)
        if out is not None and out.word == WORK:
            out = self.taking.work()
        if out is not None and out.word != "on":
            self.outs.append(out)

    def type(self, text: str, every: float = 0.0) -> PaperDesk:
        """Keys, `every` so many seconds; without a pause they come in one read."""
        for letter in text:
            if every:
                self.wait(every)
            name = NAMED.get(letter, letter)
            self.press(Key(name, "" if letter in NAMED else letter))
        return self

    def paste(self, text: str) -> PaperDesk:
        self.press(Key("paste", text))
        return self

    def wait(self, seconds: float = 1.0) -> PaperDesk:
        """Somebody looks at the screen."""
        self.screen()
        self.now += seconds
        return self

    def chooses(self, label: str) -> PaperDesk:
        """Read the question, go to a way with the arrows, and take it with Enter."""
        assert isinstance(self.paper.state, Deciding), self.screen()
        ways = [way.label for way in self.paper.state.dialogue.ways]
        at = next(n for n, text in enumerate(ways) if label in text)
        self.wait()
        for _ in range(len(ways)):
            self.press(Key("up"))
        for _ in range(at):
            self.press(Key("down"))
        self.press(Key("enter"))
        return self

    def leaves_the_question(self) -> PaperDesk:
        """Esc."""
        assert self.pane.escape()
        return self
