"""The screen between two people at the laptop: nobody sees or adds to what the one before typed."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.day.desk import DONE, Ballot, Person
from cxw.keyboard.canvas import ACCENT, INK, MARK, QUIET, STRONG, Line, Sheet, Size, pad, wrap
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Command, Out, Pane
from cxw.text.phrases import say
from cxw.text.saying import stopped


class Handover(Pane):
    """Hand the laptop to somebody; only then does their ballot open."""

    def __init__(self, person: Person, ballot: Ballot, *, thanks: str = "", again: bool = False) -> None:
        self.person = person
        self.ballot = ballot
        self.thanks = thanks
        self.again = again

    def press(self, key: Key) -> Out | None:
        """Enter opens the ballot; a ballot that was handed in opens only with the facilitator's key."""
        if key.name != "enter":
            return None
        return Out(DONE) if self.again else Out("sit")

    def commands(self) -> Sequence[Command]:
        """Other ways to take this person in."""
        back = Command("z", "on", say("back to the list of this round"))
        if self.again:
            return (Command("f", "sit", say("the facilitator opens an empty ballot")), back)
        return (
            Command("p", "paper", say("take this person's slip on paper")),
            Command("l", "later", say("later: hand it to the next")),
            Command("m", "miss", say("gives no answer: late, left, declined or absent")),
            back,
        )

    def draw(self, size: Size) -> list[Line]:
        """A name, large enough, and one key."""
        sheet = Sheet(size, self.ballot.title, aside=self.ballot.segment)
        lines: list[Line] = [[] for _ in range(max(1, sheet.rows // 2 - 7))]
        if self.thanks:
            lines += [*_said(ACCENT, self.thanks, sheet), []]
        lines += [*_said(STRONG, stopped(say("Hand the laptop to {name}", name=self.person.name)), sheet), []]
        if self.again:
            lines += [*_said(INK, self._handed_in(), sheet), []]
        lines += [
            _key(
                "Enter",
                say("leaves it as it is") if self.again else say("{name} has it", name=self.person.name),
            )
        ]
        lines += [_key(command.letter, command.label) for command in self.commands()]
        return sheet.lines(lines)

    def _handed_in(self) -> str:
        return say(
            "{name} has already handed in. Going back starts with an empty ballot; "
            "what was handed in counts until a new one is.",
            name=self.person.name,
        )


def _said(style: str, text: str, sheet: Sheet) -> list[Line]:
    return [[(style, line)] for line in wrap(text, sheet.width)]


def _key(key: str, label: str) -> Line:
    before, after = (MARK, INK) if key == "Enter" else (QUIET, QUIET)
    return [(before, "  " + pad(key, 8)), (after, label)]
