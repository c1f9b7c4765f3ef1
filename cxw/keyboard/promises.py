"""Unknown lines become promises: a question, who asks whom, by when, and what would show us wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxw.day.desk import DONE, LEAVE, Faults, Promises
from cxw.keyboard import acting
from cxw.keyboard.canvas import ACCENT, INK, MARK, QUIET, STRONG, Line, pad
from cxw.keyboard.forms import Blank, Form, Values, date_reader, fill_in, filled, read_number
from cxw.keyboard.keys import Key
from cxw.keyboard.look import Rows
from cxw.keyboard.surface import Command, Out, Surface
from cxw.model import AnswerName, Research, record_said
from cxw.text.phrases import say
from cxw.text.spoken import day_said


@dataclass(frozen=True)
class BegunPromise:
    """What the form of a new promise begins with."""

    question: str
    about: tuple[AnswerName, ...]


class PromiseRows(Rows):
    """What we do not know, answers without evidence, and the promises made so far."""

    keys = "↑ ↓   space mark   Enter a promise from these   c one without a line   End, Enter go on"
    last = "Go on: these are our promises"

    def __init__(self, ask: Promises) -> None:
        super().__init__()
        self.ask = ask
        self.title = say("What to find out · {segment}", segment=ask.segment)
        self.question = say("Which of these does somebody find out, and by when?")
        self.marked: list[tuple[str, Any]] = []

    def items(self) -> list[tuple[str, Any]]:
        """Every row: its kind and its number, answer or card."""
        return [
            *(("unknown", number) for number, _, _ in self.ask.unknowns()),
            *(("about", claim.name) for claim in self.ask.suggested()),
            *(("card", card.id) for card in self.ask.cards()),
        ]

    def count(self) -> int:
        """All rows."""
        return len(self.items())

    def press(self, key: Key) -> Out | None:
        """Space marks a line or an answer; the rest as in every list."""
        if key.name == " " and not self.at_end:
            item = self.items()[self.at]
            if item in self.marked:
                self.marked.remove(item)
            elif item[0] != "card":
                self.marked.append(item)
            return None
        return super().press(key)

    def commands(self) -> Sequence[Command]:
        """A promise that answers no line."""
        return (
            Command("c", "card", say("a promise without a line")),
            *acting.commands(self.ask.acts),
        )

    def rows(self, width: int) -> list[Line]:
        """Lines with what became of them, then answers without evidence, then promises."""
        lines = {number: (text, card) for number, text, card in self.ask.unknowns()}
        told: dict[str, Mapping[Any, Any]] = {
            "unknown": lines,
            "about": {claim.name: claim.label for claim in self.ask.suggested()},
            "card": {card.id: card for card in self.ask.cards()},
        }
        return [
            [(MARK, "● " if (kind, what) in self.marked else "  "), *_row(kind, told[kind][what], width)]
            for kind, what in self.items()
        ]


def _row(kind: str, what: Any, width: int) -> Line:
    if kind == "unknown":
        text, card = what
        return [
            (QUIET, pad("?", 4)),
            (INK, pad(text, width - 28) + "  "),
            (ACCENT, pad(say("promised") if card else "", 12)),
        ]
    if kind == "about":
        return [(QUIET, pad("~", 4)), (INK, pad(say("no evidence yet: {what}", what=what), width - 10))]
    return _card_row(what, width)


def _card_row(card: Research, width: int) -> Line:
    due = day_said(card.due) if card.due else say("no date")
    who = f"{card.owner or say('nobody yet')}, {due}"
    return [
        (STRONG, pad("→", 4)),
        (INK, pad(card.question, width - 42) + "  "),
        (ACCENT, pad(who, 30)),
    ]


def promises(surface: Surface, ask: Promises) -> str:
    """Make promises until the facilitator goes on."""
    pane = PromiseRows(ask)
    while True:
        out = surface.run(pane)
        if out.word in (DONE, LEAVE):
            return out.word
        acts = out.word in acting.WORDS
        word = acting.act(surface, ask.acts, out.word, pane) if acts else _card(surface, pane, out)
        if word == LEAVE:
            return LEAVE


def _card(surface: Surface, pane: PromiseRows, out: Out) -> str:
    """A new card from the marked rows (or the one under the cursor), or a change of one."""
    item = None if out.word == "card" else pane.items()[out.value]
    if item is not None and item[0] == "card":
        known = next(card for card in pane.ask.cards() if card.id == item[1])
        return _fill(surface, pane.ask, known, [])
    marked = list(pane.marked) if out.word == "pick" else []
    if item is not None and item not in marked:
        marked.append(item)
    numbers = [what for kind, what in marked if kind == "unknown"]
    word = _fill(surface, pane.ask, card_from_rows(pane.ask, marked), numbers)
    if word == "keep":
        pane.marked.clear()
    return word


def card_from_rows(ask: Promises, marked: Sequence[tuple[str, Any]]) -> BegunPromise:
    """A card as far as the marked rows fill it in."""
    texts = {number: text for number, text, _ in ask.unknowns()}
    questions = [texts[what] for kind, what in marked if kind == "unknown"]
    return BegunPromise("; ".join(questions), tuple(what for kind, what in marked if kind == "about"))


def _fill(surface: Surface, ask: Promises, begun: Research | BegunPromise, numbers: Sequence[int]) -> str:
    blanks = filled(_blanks(surface, ask), vars(begun))
    form = Form(
        say("A promise · {segment}", segment=ask.segment),
        say("What is found out, who asks whom, and by when?"),
        blanks,
    )

    def keep(values: Values) -> Faults:
        said = {blank.name: values.get(blank.name) for blank in blanks}
        said["owner"] = _owner(str(said["owner"] or ""), ask.owners)
        known = dict(begun) if isinstance(begun, Research) else {"id": ask.next_id(), "about": [*begun.about]}
        card = record_said(Research, {**known, **said})
        return ask.promise(card, numbers) if isinstance(card, Research) else card

    return fill_in(surface, form, keep)


def _owner(typed: str, owners: Sequence[str]) -> str | None:
    """A name of the list where what was typed begins only one of them; else the name as typed."""
    if not typed:
        return None
    found = [name for name in owners if name.casefold().startswith(typed.casefold())]
    return found[0] if len(found) == 1 else typed


def _blanks(surface: Surface, ask: Promises) -> list[Blank]:
    day = (
        say("30.4.2026, October 2026, or +14 for in two weeks")
        if surface.today
        else say("30.4.2026, October 2026")
    )
    owners = ", ".join(ask.owners[:6])
    return [
        Blank(
            "question",
            say("Question"),
            say("what do we want to know?"),
            needed=say("a promise has a question"),
        ),
        Blank("believe", say("We believe"), say("what the room thinks the answer is")),
        Blank(
            "wrong_if",
            say("We are wrong if"),
            say("what would show it: fewer than 6 of 14 lost customers name price first"),
        ),
        Blank("ask", say("Ask whom"), say("front line first, then customers")),
        Blank("how_many", say("How many"), say("how many people are asked: 14, or about 14"), read=_some),
        Blank(
            "owner",
            say("Owner"),
            say("who finds out: {owners} or any name", owners=owners)
            if owners
            else say("who finds out: any name"),
        ),
        Blank("due", say("By"), say("a day or a month: {day}", day=day), read=date_reader(surface.today)),
    ]


def _some(text: str) -> tuple[Any, str]:
    value, why = read_number(text)
    return (None, say("nobody is asked then: 1 or more, or leave it empty")) if value == 0 else (value, why)
