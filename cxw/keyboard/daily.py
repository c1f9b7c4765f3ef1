"""The keys of the day: when we end, and what the projector shows."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from functools import partial

from cxw.day.daily import BROWSER, PROJECTOR, THIS, WINDOW, Daily, Proposal
from cxw.day.desk import AGAIN, DONE, LEAVE, Wall
from cxw.keyboard.canvas import INK, MARK, QUIET, STRONG, Line, Sheet, Size, columns, pad, wrap
from cxw.keyboard.dialogues import CANCEL, Choice, Typed
from cxw.keyboard.keys import Key
from cxw.keyboard.paused import DayKey
from cxw.keyboard.surface import Command, Out, Pane, Surface
from cxw.keyboard.wall import show_screen
from cxw.text.phrases import say

STAY = "stay"
ASKED = "When do we end? What has no place before the closing is left out, and you see it first."
TIMES = "12, 12:30, noon, in 90 minutes; or open: no end is planned any more"
PLAIN = ("RIVER", "GARDEN", "LANTERN", "MEADOW", "BRIDGE", "ORCHARD", "HARBOUR", "PEPPER", "CANDLE")
"""Words that tell nobody anything, one of them by chance, so that nobody answers from memory."""


def during(surface: Surface, daily: Daily) -> None:
    """Let the clock stand on the facilitator's screens, and the keys of the day act at each of them."""
    surface.told = daily.clock
    keys = {"the end": DayKey("t", say("when do we end?"), partial(ending, surface, daily))}
    if daily.project is not None:
        keys["the projector"] = DayKey(
            "p", say("what the projector shows"), partial(projector, surface, daily)
        )
    if daily.phones is not None:
        keys["the phones"] = DayKey(
            "k", say("phones: the code on the wall"), partial(code, surface, daily.phones)
        )
    surface.day = keys


def code(surface: Surface, phones: Callable[[Callable[[Wall], str]], str]) -> str:
    """How phones come in, until the facilitator goes on."""
    word = phones(partial(show_screen, surface))
    return LEAVE if word == LEAVE else DONE


def ending(surface: Surface, daily: Daily) -> str:
    """Plan the day to a time that is typed: AGAIN where it is planned anew, DONE or LEAVE."""
    pane = Typed(
        say("The end of the day"), say(ASKED), daily.end(), hint=say(TIMES), enter=say("see what that means")
    )
    while True:
        out = surface.run(pane, fresh=False)  # also what was typed right behind the key that opened it
        if out.word in (LEAVE, CANCEL) or not out.value:
            return LEAVE if out.word == LEAVE else DONE
        plan = daily.planned(out.value)
        if isinstance(plan, str):
            pane.said = plan
            continue
        word = surface.run(Agreed(plan)).word
        if word == AGAIN:
            daily.accept(plan)
        if word != "other":
            return word


class Agreed(Pane):
    """What an end means: one Enter says yes."""

    movable = False

    def __init__(self, plan: Proposal) -> None:
        self.plan = plan

    def press(self, key: Key) -> Out | None:
        """Enter plans the day so."""
        return Out(AGAIN) if key.name == "enter" else None

    def commands(self) -> tuple[Command, ...]:
        """Another time, or none."""
        return (
            Command("o", "other", say("another time")),
            Command("l", DONE, say("leave the plan as it was")),
        )

    def draw(self, size: Size) -> list[Line]:
        """What goes, what comes back, and when the closing begins."""
        title = say("We end at {end}", end=self.plan.end) if self.plan.end else say("No end is planned")
        keys = say("Enter plans it so   o another time   l leave the plan as it was")
        sheet = Sheet(size, title, keys=keys)
        return sheet.lines([*self._goes(sheet.width), *self._said(sheet.width)])

    def _goes(self, width: int) -> Iterator[Line]:
        if self.plan.goes:
            yield [(STRONG, say("Left out:"))]
        beside = max((columns(saves) for _, saves in self.plan.goes), default=0)
        for what, saves in self.plan.goes:
            first, *more = wrap(what, min(54, width - beside - 6))
            yield [(MARK, "  – "), (INK, pad(first, min(54, width - beside - 6))), (QUIET, f"  {saves}")]
            yield from ([(INK, f"    {text}")] for text in more)
        if self.plan.back:
            yield [(STRONG, say("Back again:"))]
        for what in self.plan.back:
            yield [(MARK, "  + "), (INK, what)]

    def _said(self, width: int) -> Iterator[Line]:
        for sentence in self.plan.said:
            yield []
            yield from ([(INK, text)] for text in wrap(sentence, min(width, 96)))


def projector(surface: Surface, daily: Daily) -> str:
    """Change what the projector shows, from the next picture on: AGAIN where it is changed, DONE or LEAVE."""
    assert daily.project is not None
    now = say(PROJECTOR.get(daily.shows(), "")).split(":")[0]
    ways = [*((word, say(label)) for word, label in PROJECTOR.items() if word != daily.shows())]
    asked = (
        say("Now it shows {now}. What from here on?", now=now)
        if now
        else say("What does the projector show?")
    )
    word = surface.run(Choice(say("The projector"), asked, [*ways, (STAY, say("stay as it is"))])).word
    if word not in PROJECTOR:
        return LEAVE if word == LEAVE else DONE
    shown = checked(surface, word)
    if shown == LEAVE:
        return LEAVE
    surface.projected = shown == THIS
    daily.project(shown)
    return AGAIN


def checked(surface: Surface, word: str) -> str:
    """What the projector shows indeed: mirrored displays show this screen, whatever was meant; or LEAVE."""
    if word not in (WINDOW, BROWSER):
        return word
    out = surface.run(Mirror(say(secrets.choice(PLAIN)), word))
    return out.word if out.word in (THIS, LEAVE) else word


class Mirror(Choice):
    """A plain word that only the facilitator should be able to read."""

    def __init__(self, word: str, where: str = WINDOW) -> None:
        title, no = say("Another window"), say("no: only I can read it, and the room sees the other window")
        if where == BROWSER:
            title, no = say("A browser"), say("no: only I can read it, and the room sees the browser")
        ways = [
            (WINDOW, no),
            (
                THIS,
                say("yes: the displays are mirrored, so points and marks are hidden while they are typed"),
            ),
        ]
        super().__init__(title, say("Can the room read this word too? Ask, or look up."), ways)
        self.word = word

    def draw(self, size: Size) -> list[Line]:
        """The word, wide, between the question and its two answers."""
        lines = super().draw(Size(size.width, size.height - 3, size.clock))
        return [*lines[:5], [(STRONG, "      " + "  ".join(self.word))], [], [], *lines[5:]]
