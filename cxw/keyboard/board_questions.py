"""The two questions the board asks: are these two needs one, and how many will be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.day.needs import ProposedNeed
from cxw.day.weights import FEWEST, MOST
from cxw.keyboard.canvas import QUIET, STRONG, Line, Sheet, Size, pad, wrap
from cxw.keyboard.dialogues import CANCEL
from cxw.keyboard.field import Field
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Command, Out, Pane
from cxw.text.phrases import say
from cxw.text.spoken import say_many

USUAL = 5
"""Needs that are chosen unless the room wants more or fewer."""


def not_that_many(chosen: int) -> str:
    """Why these are too few or too many to work with."""
    many = say_many(chosen, "one is chosen", "{number} are chosen") if chosen else say("none are chosen")
    return say(
        "{fewest} to {most} needs are worked with, {chosen}: space chooses the one under the cursor",
        fewest=FEWEST,
        most=MOST,
        chosen=many,
    )


class Twins(Pane):
    """Two needs that read alike; Enter merges them, n does not."""

    def __init__(self, into: ProposedNeed, other: ProposedNeed) -> None:
        self.into = into
        self.other = other

    def press(self, key: Key) -> Out | None:
        """Enter merges; everything else waits."""
        return Out("merge") if key.name == "enter" else None

    def commands(self) -> Sequence[Command]:
        """Not these, or no more of this."""
        return (
            Command("n", "skip", say("these are two needs")),
            Command("s", "stop", say("no more suggestions")),
        )

    def _question(self) -> str:
        if self.into.text.casefold() == self.other.text.casefold():
            return say("These two have the same words. Do they mean the same?")
        return say("Do these two say the same?")

    def draw(self, size: Size) -> list[Line]:
        """The two, one under the other."""
        sheet = Sheet(
            size,
            say("Needs that read alike"),
            question=self._question(),
            keys=say("Enter merge   n two needs   s stop"),
        )
        body: list[Line] = [[]]
        for need in (self.into, self.other):
            slips = f"×{need.slips}" if need.slips else ""
            texts = wrap(need.text, sheet.width - 14)
            body += [[(STRONG, "    " + pad(text, sheet.width - 14)), (QUIET, slips)] for text in texts]
            body += [[], []]
        return sheet.lines(
            [*body, [(QUIET, say("The first one's words stay; u on the board takes a merge back."))]]
        )


class HowMany(Pane):
    """How many needs will be chosen: as many votes has each person."""

    typed = True

    def __init__(self) -> None:
        self.field = Field()
        self.field.propose(str(USUAL))
        self.said = ""

    def press(self, key: Key) -> Out | None:
        """Enter takes a number from 3 to 12."""
        self.said = ""
        if key.name != "enter":
            self.field.press(key)
            return None
        text = self.field.text.strip()
        if text.isascii() and text.isdigit() and FEWEST <= int(text) <= MOST:
            return Out("many", int(text))
        self.said = say("A whole number from {fewest} to {most}.", fewest=FEWEST, most=MOST)
        return None

    def commands(self) -> Sequence[Command]:
        """A way back without a vote."""
        return (Command("b", CANCEL, say("back, without a vote")),)

    def draw(self, size: Size) -> list[Line]:
        """One question, one number."""
        sheet = Sheet(
            size,
            say("Blind votes"),
            question=say("How many needs will be chosen? Each person has as many votes, one a need."),
            said=self.said,
            keys=say("Enter vote   Esc then b back"),
        )
        return sheet.lines([[], self.field.line(sheet.width)])
