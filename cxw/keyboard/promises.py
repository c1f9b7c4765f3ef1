"""Unknown lines become promises: a question, who asks whom, by when, and what would show us wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cxw.day import names
from cxw.day.desk import DONE, LEAVE, Faults, Promises
from cxw.keyboard import acting
from cxw.keyboard.canvas import ACCENT, INK, MARK, QUIET, STRONG, Line, clip, clip_longest, columns, pad
from cxw.keyboard.dialogues import faults_as_sentence
from cxw.keyboard.forms import Blank, Form, Values, date_reader, fill_in, filled, read_number
from cxw.keyboard.keys import Key
from cxw.keyboard.look import Rows
from cxw.keyboard.surface import Command, Out, Surface
from cxw.model import NOT_YET, Research, record_said
from cxw.text.phrases import say
from cxw.text.saying import each_once
from cxw.text.spoken import day_in_figures

YES_OPEN = "Who is proposed for this has not said yes yet: y once they do."


class PromiseRows(Rows):
    """What we do not know, answers without evidence, and the promises made so far."""

    keys = (
        "↑ ↓   space mark   Enter a promise from these   c one without a line   y its owner says yes   "
        "End, Enter go on"
    )

    def __init__(self, ask: Promises, *, projected: bool = False) -> None:
        super().__init__()
        self.ask = ask
        self.projected = projected
        self.last = ask.last
        self.title = say("What to find out · {segment}", segment=ask.segment)
        self.question = say("Which of these does somebody find out, and by when?")
        self.marked: list[tuple[str, Any]] = []
        self._ask_for_yes()

    def _ask_for_yes(self) -> None:
        """Begin on the first promise whose owner has not said yes: a run may have been cut off before it."""
        open = [card.id for card in self.ask.cards() if card.owner and not self.ask.has_yes(card)]
        if open:
            self.at = self.items().index(("card", open[0]))
            self.said = say(YES_OPEN)

    def see(self, everybody: bool) -> None:
        """Who is only proposed is the facilitator's to know."""
        self.projected = everybody

    @property
    def card(self) -> Research | None:
        """The promise under the cursor."""
        place = self.at - (self.count() - len(self.ask.cards()))
        return self.ask.cards()[place] if 0 <= place < len(self.ask.cards()) else None

    def items(self) -> list[tuple[str, Any]]:
        """Every row: its kind and its number, answer or card."""
        return [
            *(("unknown", number) for number, _, _ in self.ask.unknowns()),
            *(("about", claim.name) for claim in self.ask.suggested()),
            *(("asked", name) for name, _ in self.ask.asked()),
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
        """A promise that answers no line; of one that is made the owner's yes."""
        yes = Command("y", "yes", say("the owner says yes, or takes it back"))
        return (
            Command("c", "card", say("a promise without a line")),
            *((yes,) if self.card is not None else ()),
            *acting.commands(self.ask.acts),
        )

    def rows(self, width: int) -> list[Line]:
        """Lines with what became of them, then answers without evidence, then promises."""
        lines = {number: (text, card) for number, text, card in self.ask.unknowns()}
        told: dict[str, Mapping[Any, Any]] = {
            "unknown": lines,
            "about": {claim.name: claim.label for claim in self.ask.suggested()},
            "asked": dict(self.ask.asked()),
            "card": {card.id: card for card in self.ask.cards()},
        }
        return [
            [
                (MARK, "● " if (kind, what) in self.marked else "  "),
                *self._row(kind, told[kind][what], width),
            ]
            for kind, what in self.items()
        ]

    def all_of(self, number: int) -> str:
        """The line, what we believe, what the board asks, or the promise's question."""
        kind, what = self.items()[number]
        if kind == "unknown":
            return next(text for one, text, _ in self.ask.unknowns() if one == what)
        if kind == "about":
            return next(claim.label for claim in self.ask.suggested() if claim.name == what)
        if kind == "asked":
            return dict(self.ask.asked())[what]
        return next(card.question for card in self.ask.cards() if card.id == what)

    def _row(self, kind: str, what: Any, width: int) -> Line:
        if kind == "card":
            return _card_row(what, self._who(what), width)
        return _open_row(kind, what, width)

    def _who(self, card: Research) -> str:
        """Who finds it out: named once they said yes, to the facilitator also before."""
        if card.owner and self.ask.has_yes(card):
            return card.owner
        if card.owner and not self.projected:
            return str(say("proposed: {name}", name=card.owner))
        return str(say("nobody yet"))


def _open_row(kind: str, what: Any, width: int) -> Line:
    if kind == "unknown":
        text, card = what
        return [
            (QUIET, pad("?", 4)),
            (INK, pad(text, width - 28) + "  "),
            (ACCENT, pad(say("promised") if card else "", 12)),
        ]
    if kind == "asked":
        return [(QUIET, pad("±", 4)), (INK, pad(say("the board asks: {what}", what=what), width - 10))]
    said = clip_longest(say("no evidence yet: {what}", what=what), width - 10)
    return [(QUIET, pad("~", 4)), (INK, pad(said, width - 10))]


WHO = 34
"""Cells for who finds out, by when: a name, a comma and `September 2026`; for a proposal more."""


def _card_row(card: Research, who: str, width: int) -> Line:
    due = day_in_figures(card.due) if card.due else say("no date")
    cells = max(WHO, min(columns(f"{who}, {due}"), width - 34))
    who = f"{clip(who, cells - columns(due) - 2)}, {due}"  # a day is never cut
    return [
        (STRONG, pad("→", 4)),
        (INK, pad(card.question, width - cells - 12) + "  "),
        (ACCENT, pad(who, cells)),
    ]


def promises(surface: Surface, ask: Promises) -> str:
    """Make promises until the facilitator goes on."""
    pane = PromiseRows(ask, projected=surface.projected)
    while True:
        out = surface.run(pane)
        if out.word in (DONE, LEAVE):
            return out.word
        if _done(surface, pane, out) == LEAVE:
            return LEAVE


def _done(surface: Surface, pane: PromiseRows, out: Out) -> str:
    """What a key says is done."""
    if out.word in acting.WORDS:
        return acting.act(surface, pane.ask.acts, out.word, pane)
    if out.word == "yes":
        return _yes(pane)
    return _card(surface, pane, out)


def _yes(pane: PromiseRows) -> str:
    """The owner of the promise under the cursor says yes, or takes it back."""
    card = pane.card
    if card is None:
        return DONE
    words = "{name} takes the yes back." if card.has_yes else "{name} says yes."
    pane.said = faults_as_sentence(pane.ask.agree(card.id)) or say(words, name=card.owner)
    return DONE


def _card(surface: Surface, pane: PromiseRows, out: Out) -> str:
    """A new card from the marked rows (or the one under the cursor), or a change of one."""
    item = None if out.word == "card" else pane.items()[out.value]
    if item is not None and item[0] == "card":
        known = next(card for card in pane.ask.cards() if card.id == item[1])
        return _fill(surface, pane.ask, known, [])
    marked = list(pane.marked) if out.word == "pick" else []
    if item is not None and item not in marked:
        marked.append(item)
    word = _begin(surface, pane, marked)
    if word == "keep":
        pane.marked.clear()
        pane.at = pane.count() - 1  # on the new card: its owner is asked for a yes
    return word


def _begin(surface: Surface, pane: PromiseRows, marked: Sequence[tuple[str, Any]]) -> str:
    """A new card from these rows: what the room does not know, and answers that it is about."""
    numbers = [what for kind, what in marked if kind == "unknown"]
    about = [what for kind, what in marked if kind in ("about", "asked")]
    return _fill(surface, pane.ask, pane.ask.begin(numbers, about), numbers)


def _fill(surface: Surface, ask: Promises, begun: Research, numbers: Sequence[int]) -> str:
    blanks = filled(_blanks(surface, ask), vars(begun))
    form = Form(
        say("A promise · {segment}", segment=ask.segment),
        say("What is found out, who asks whom, and by when?"),
        blanks,
    )

    def keep(values: Values) -> Faults:
        said = {blank.name: values.get(blank.name) for blank in blanks}
        said["owner"], why = named_owner(str(said["owner"] or ""), ask.owners)
        if why:
            return [why]
        same = said["owner"] == begun.owner
        card = record_said(Research, {**dict(begun), **said, "agreed": begun.agreed if same else NOT_YET})
        return ask.promise(card, numbers) if isinstance(card, Research) else card

    return fill_in(surface, form, keep)


class _Owner(NamedTuple):
    """Somebody of the room who can be named, by their name alone."""

    id: str
    name: str


def named_owner(typed: str, owners: Sequence[str]) -> tuple[str | None, str]:
    """Whom letters mean, found as on a slip, or somebody else by the name typed; and why it is nobody."""
    if not typed:
        return None, ""
    found = names.who(typed, [_Owner(name, name) for name in owners])
    whole = [one.name for one in found if names.forms(one.name) & names.forms(typed)]
    meant = each_once(whole or [one.name for one in found])
    if len(meant) > 1:
        return None, names.can_be_several(typed, found)
    return "".join(meant) or typed, ""


def _blanks(surface: Surface, ask: Promises) -> list[Blank]:
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
        owner_blank(ask.owners),
        due_blank(surface, "due"),
    ]


def owner_blank(owners: Sequence[str]) -> Blank:
    """The field of who does it: somebody of the room, or anybody."""
    named = ", ".join(owners[:6])
    anybody = say("who finds out: any name")
    return Blank(
        "owner",
        say("Owner"),
        say("who finds out: {owners} or any name", owners=named) if owners else anybody,
    )


def due_blank(surface: Surface, name: str) -> Blank:
    """The field of the last day."""
    day = (
        say("30.4.2026, October 2026, or +14 for in two weeks")
        if surface.today
        else say("30.4.2026, October 2026")
    )
    return Blank(name, say("By"), say("a day or a month: {day}", day=day), read=date_reader(surface.today))


def _some(text: str) -> tuple[Any, str]:
    value, why = read_number(text)
    return (None, say("nobody is asked then: 1 or more, or leave it empty")) if value == 0 else (value, why)
