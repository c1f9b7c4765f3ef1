"""How do we know? Each decisive answer gets its evidence, or stays an assumption, or is left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from cxw.desk import DONE, LEAVE, Claim, Faults, Look
from cxw.keyboard import acting
from cxw.keyboard.canvas import (
    ACCENT,
    FOCUS,
    INK,
    MARK,
    QUIET,
    STRONG,
    Line,
    Sheet,
    Size,
    airy,
    in_view,
    pad,
)
from cxw.keyboard.dialogues import sentence
from cxw.keyboard.forms import Blank, Form, date, fill_in, filled, number
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Command, Out, Pane, Surface
from cxw.model import Kind

_KINDS = {
    "purchase": "purchase: what customers bought",
    "test": "test: what customers did in a trial",
    "behaviour": "behaviour: what customers did",
    "survey": "survey",
    "interviews": "interviews",
    "tickets": "tickets and complaints",
    "won-lost": "won and lost orders",
    "front-line-tally": "front line, counted over a stated time",
    "customer": "one customer's story",
    "front-line": "front line, first hand",
    "colleague": "a colleague says so",
    "desk-research": "desk research",
}
assert set(_KINDS) == set(get_args(Kind))
_LOOKED = {"evidence": "looked", "assumption": "looked", "open": "left open", "": "not yet looked"}


class Rows(Pane):
    """A list with a cursor and a last line that goes on."""

    title = ""
    question = ""
    keys = ""
    last = "Go on"

    def __init__(self) -> None:
        self.at = 0
        self.said = ""

    def rows(self, width: int) -> list[Line]:
        """The rows as they stand now, without cursor."""
        raise NotImplementedError

    def count(self) -> int:
        """How many rows there are, the last line not counted."""
        raise NotImplementedError

    @property
    def at_end(self) -> bool:
        """Whether the cursor stands on the last line."""
        return self.at >= self.count()

    def press(self, key: Key) -> Out | None:
        """Move; Enter opens the row, or goes on at the last line."""
        self.said = ""
        step = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -9999, "end": 9999}.get(key.name)
        if step is not None:
            self.at = max(0, min(self.count(), self.at + step))
            return None
        if key.name == "enter":
            return Out(DONE) if self.at_end else Out("pick", self.at)
        return None

    def draw(self, size: Size) -> list[Line]:
        """The rows in view, the one under the cursor marked."""
        self.at = max(0, min(self.count(), self.at))
        rows = [*self.rows(Sheet(size, self.title).width - 2), [(INK, self.last)]]
        sheet = Sheet(size, self.title, question=self.question, said=self.said, keys=self.keys)
        first, last = in_view(len(rows), self.at, sheet.rows)
        body = [self._marked(rows[number], number) for number in range(first, last)]
        return sheet.lines(airy(body, sheet.rows))

    def _marked(self, row: Line, number: int) -> Line:
        if number != self.at:
            return [(QUIET, "  "), *row]
        return [(MARK, "▸ "), *((FOCUS if style == INK else style, text) for style, text in row)]


class Claims(Rows):
    """Every answer that matters, with what carries it."""

    keys = "↑ ↓   Enter how do we know?   a assumption   o leave open   End, Enter go on"
    last = "Go on: the room has looked"

    def __init__(self, ask: Look) -> None:
        super().__init__()
        self.ask = ask
        self.title = f"Evidence · {ask.segment}"
        self.question = ask.question

    def count(self) -> int:
        """Claims."""
        return len(self.ask.claims())

    def rows(self, width: int) -> list[Line]:
        """What we believe, what it rests on, and whether the room has looked."""
        return [
            [
                (INK, pad(claim.label, width - 34)),
                (ACCENT if claim.status == "customer evidence" else STRONG, pad(claim.status, 19)),
                (QUIET, pad(_LOOKED.get(claim.looked, claim.looked), 14)),
            ]
            for claim in self.ask.claims()
        ]

    def commands(self) -> Sequence[Command]:
        """What can be said of the claim under the cursor."""
        found = [] if self.at_end else [Command("a", "assumption", "it stays an assumption")]
        found += [] if self.at_end else [Command("o", "open", "leave it open")]
        return (*found, *acting.commands(self.ask.acts))

    def command(self, word: str) -> Out | None:
        """Said of the claim under the cursor."""
        return Out(word) if word in acting.WORDS else Out("audit", (self.at, word))


class Items(Rows):
    """The evidence there is, held against one claim."""

    keys = (
        "↑ ↓   s supports   c contradicts   Enter change   i new item   a assumption   o leave open   b back"
    )
    last = "Back to the list"

    def __init__(self, ask: Look, claim: str) -> None:
        super().__init__()
        self.ask = ask
        self.claim = claim
        self.title = f"How do we know? · {ask.segment}"

    @property
    def now(self) -> Claim:
        """The claim as it stands now."""
        return next(claim for claim in self.ask.claims() if claim.name == self.claim)

    def count(self) -> int:
        """Items."""
        return len(self.ask.items())

    def rows(self, width: int) -> list[Line]:
        """Each item with its side: supports, contradicts or neither."""
        self.question = f"{self.now.text}  —  {self.now.status}"
        return [
            [
                (STRONG, pad(_side(item, self.claim), 14)),
                (INK, pad(described(item), width - 16)),
            ]
            for item in self.ask.items()
        ]

    def commands(self) -> Sequence[Command]:
        """What can be done with the item under the cursor and with the claim."""
        item = (
            ()
            if self.at_end
            else (Command("s", "supports", "it supports"), Command("c", "contradicts", "it contradicts"))
        )
        return (
            *item,
            Command("i", "new", "a new item"),
            Command("a", "assumption", "it stays an assumption"),
            Command("o", "open", "leave it open"),
            Command("b", DONE, "back to the list"),
        )

    def command(self, word: str) -> Out | None:
        """Ends with the word and the item it is said of."""
        return Out(word, self.at)


def _side(item: Mapping[str, Any], claim: str) -> str:
    if claim in (item.get("supports") or ()):
        return "✓ supports"
    return "✗ contradicts" if claim in (item.get("contradicts") or ()) else ""


def described(item: Mapping[str, Any]) -> str:
    """One item in one line."""
    number = item.get("customers")
    customers = "" if number is None else ("1 customer" if number == 1 else f"{number} customers")
    kind = str(item.get("kind", ""))
    parts = [item.get("source") or _KINDS.get(kind, kind), customers, item.get("date")]
    shown = "" if item.get("seen") else "nobody here has seen it"
    return ", ".join(str(part) for part in [*parts, shown] if part)


def look(surface: Surface, ask: Look) -> str:
    """Walk through the answers that matter until the facilitator goes on."""
    pane = Claims(ask)
    if not ask.claims():
        return DONE
    fresh = True
    while True:
        out = surface.run(pane, fresh=fresh)
        fresh = out.word != "audit"
        if out.word in (DONE, LEAVE):
            return out.word
        if _looked(surface, pane, out) == LEAVE:
            return LEAVE


def _looked(surface: Surface, pane: Claims, out: Out) -> str:
    ask = pane.ask
    if out.word in acting.WORDS:
        return acting.act(surface, ask.acts, out.word)
    place, word = out.value if out.word == "audit" else (out.value, "")
    claim = ask.claims()[place].name
    if word:
        pane.said = sentence(ask.audit(claim, word))
    elif _open(surface, ask, claim) == LEAVE:
        return LEAVE
    pane.at = place if pane.said else min(place + 1, pane.count())
    return DONE


def _open(surface: Surface, ask: Look, claim: str) -> str:
    pane = Items(ask, claim)
    pane.at = pane.count()
    fresh = True
    while True:
        out = surface.run(pane, fresh=fresh)
        if out.word in (DONE, LEAVE):
            return out.word
        if out.word in ("assumption", "open"):
            pane.said = sentence(ask.audit(claim, out.word))
            if not pane.said:
                return DONE
        elif (word := _with_item(surface, ask, pane, out)) == LEAVE:
            return word
        fresh = out.word in ("new", "pick")


def _with_item(surface: Surface, ask: Look, pane: Items, out: Out) -> str:
    item = {} if out.word == "new" else dict(ask.items()[out.value])
    if out.word in ("new", "pick"):
        return edit(surface, ask, pane.claim, item)
    pane.said = sentence(_attach(ask, pane.claim, switched(item, pane.claim, out.word)))
    return DONE


def switched(item: Mapping[str, Any], claim: str, side: str) -> dict[str, Any]:
    """The item on this side of the claim; off it where it stood there already, and off the other."""
    other = "contradicts" if side == "supports" else "supports"
    names = list(item.get(side) or ())
    kept = [name for name in names if name != claim]
    if len(kept) == len(names):
        kept.append(claim)
    return {**item, side: kept, other: [name for name in item.get(other) or () if name != claim]}


def _attach(ask: Look, claim: str, item: Mapping[str, Any]) -> Faults:
    faults = ask.attach(item)
    if not faults and _side(item, claim):
        faults = ask.audit(claim, "evidence")
    return faults


def edit(surface: Surface, ask: Look, claim: str, item: Mapping[str, Any]) -> str:
    """Write a new item down, or change one; a new one supports the claim unless it contradicts it."""
    blanks = filled(_blanks(surface), {**item, "side": _SIDES.get(_side(item, claim), "supports")})
    form = Form("Evidence", f"{_claim(ask, claim).text}  —  how do we know?", blanks)

    def keep(values: dict[str, Any]) -> Faults:
        side = values.pop("side", "supports")
        names = [blank.name for blank in blanks if blank.name != "side"]
        rest = {key: value for key, value in item.items() if key not in names}
        new = {"id": _free_id(ask), **rest, **values}
        if item.get("quote") and new.get("quote") == _flat(str(item["quote"])):
            new["quote"] = item["quote"]
        if not _side(new, claim) or _SIDES[_side(new, claim)] != side:
            new = switched(new, claim, side)
        return _attach(ask, claim, new)

    return fill_in(surface, form, keep)


_SIDES = {"✓ supports": "supports", "✗ contradicts": "contradicts"}


def _blanks(surface: Surface) -> list[Blank]:
    day = "2026-03-14 or 14.3.2026" + (", or today" if surface.today else "")
    kinds = tuple(_KINDS.items())
    return [
        Blank(
            "side",
            "It",
            "left and right change it",
            ways=(("supports", "supports this"), ("contradicts", "contradicts this")),
        ),
        Blank(
            "kind",
            "Kind",
            "left and right, or its first letters",
            ways=kinds,
            needed="choose a kind with left and right",
        ),
        Blank("source", "Source", "where it comes from, so that somebody can find it again"),
        Blank("date", "Date", f"when it was collected: {day}", read=date(surface.today)),
        Blank("customers", "Customers", "how many customers; empty where nobody counted", read=number),
        Blank(
            "seen",
            "Seen",
            f"when somebody in this room could show it: {day}; empty: nobody could",
            read=date(surface.today),
        ),
        Blank("quote", "Quote", "in the customer's own words"),
    ]


def _claim(ask: Look, name: str) -> Claim:
    return next(claim for claim in ask.claims() if claim.name == name)


def _free_id(ask: Look) -> str:
    taken = {str(item.get("id")) for item in ask.items()}
    return next(f"e{n}" for n in range(1, len(taken) + 2) if f"e{n}" not in taken)


def _flat(text: str) -> str:
    return " ".join(text.split())
