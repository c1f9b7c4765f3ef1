"""What is done anyway, whatever customers say, or changed once they answered: lines with owner and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxw.day.desk import DONE, LEAVE, Decisions, Faults
from cxw.keyboard import acting
from cxw.keyboard.canvas import ACCENT, INK, STRONG, Line, pad
from cxw.keyboard.forms import Blank, Form, Values, fill_in, filled
from cxw.keyboard.look import Rows
from cxw.keyboard.promises import due_blank, named_owner, owner_blank
from cxw.keyboard.surface import Command, Out, Surface
from cxw.model import Decided, record_said
from cxw.text.phrases import say
from cxw.text.spoken import day_in_figures


@dataclass(frozen=True)
class _DecidedWords:
    """What a list of decisions says around its lines."""

    title: str
    some: str
    """what the line below them does; `none` where there are none"""
    none: str
    asked: str
    hint: str


_WORDS: dict[str, _DecidedWords] = {
    "anyway": _DecidedWords(
        "Decided, not evidenced · {segment}",
        "Go on: this is what we do anyway",
        "Go on: nothing is decided",
        "What do we do anyway, who does it, and by when?",
        "what we do, whatever customers say",
    ),
    "changes": _DecidedWords(
        "What we change · {segment}",
        "Go on: this is what we change",
        "Go on: nothing changes",
        "What do we change, who does it, and by when?",
        "what will be different",
    ),
}


class DecidedRows(Rows):
    """The lines so far; the cursor begins at the last line, so that one Enter decides nothing more."""

    keys = "↑ ↓   Enter change a line   c a line more   End, Enter go on"

    def __init__(self, ask: Decisions) -> None:
        super().__init__()
        self.ask = ask
        self.words = _WORDS[ask.about]
        self.title = say(self.words.title, segment=ask.segment)
        self.question = ask.question
        self.last = self._last()
        self.at = self.count()

    def count(self) -> int:
        """The lines there are."""
        return len(self.ask.lines())

    def _last(self) -> str:
        return self.words.some if self.count() else self.words.none

    def rows(self, width: int) -> list[Line]:
        """What is done, by whom, by when."""
        self.last = self._last()
        return [_row(line, width) for line in self.ask.lines()]

    def commands(self) -> Sequence[Command]:
        """A line more, while there is room for one."""
        more = Command("c", "another", say("a line more"))
        return (*((more,) if self.count() < self.ask.most else ()), *acting.commands(self.ask.acts))


def _row(line: Decided, width: int) -> Line:
    when = day_in_figures(line.date) if line.date else say("no date")
    return [
        (STRONG, pad("■", 4)),
        (INK, pad(line.text, width - 42) + "  "),
        (ACCENT, pad(f"{line.owner or say('nobody yet')}, {when}", 30)),
    ]


def decisions(surface: Surface, ask: Decisions) -> str:
    """Take lines in until the facilitator goes on."""
    pane = DecidedRows(ask)
    while True:
        out = surface.run(pane)
        if out.word in (DONE, LEAVE):
            return out.word
        acts = out.word in acting.WORDS
        word = acting.act(surface, ask.acts, out.word, pane) if acts else _line(surface, pane, out)
        if word == LEAVE:
            return LEAVE


def _line(surface: Surface, pane: DecidedRows, out: Out) -> str:
    """A line more, or a change of the one under the cursor; afterwards Enter goes on."""
    lines = pane.ask.lines()
    place = len(lines) if out.word == "another" else out.value
    word = _fill(surface, pane.ask, place, lines[place] if place < len(lines) else None)
    if word == "keep":
        pane.at = pane.count()
    return word


def _fill(surface: Surface, ask: Decisions, place: int, known: Decided | None) -> str:
    before = {} if known is None else dict(known)
    blanks = filled(_blanks(surface, ask, known), before)
    form = Form(
        say(_WORDS[ask.about].title, segment=ask.segment),
        say(_WORDS[ask.about].asked),
        blanks,
    )

    def keep(values: Values) -> Faults:
        if known is not None and not values.get("text"):
            return ask.keep(place, None)
        said = {blank.name: values.get(blank.name) for blank in blanks}
        said["owner"], why = named_owner(str(said["owner"] or ""), ask.owners)
        if why:
            return [why]
        line = record_said(Decided, {**before, **said})
        return ask.keep(place, line) if isinstance(line, Decided) else line

    return fill_in(surface, form, keep)


def _blanks(surface: Surface, ask: Decisions, known: Decided | None) -> list[Blank]:
    if known is None:
        text = Blank(
            "text",
            say("What"),
            say(_WORDS[ask.about].hint),
            needed=say("a line says what is done"),
        )
    else:
        text = Blank("text", say("What"), say("empty it (Ctrl-U) and the line is taken out"))
    return [text, owner_blank(ask.owners), due_blank(surface, "date")]
