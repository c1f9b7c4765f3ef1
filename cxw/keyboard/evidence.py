"""Evidence written down: the same form wherever it comes up, at any screen or at the closing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, get_args

from cxw.day.desk import DONE, LEAVE, Acts, Faults
from cxw.day.gathering import Gathering, Jotted
from cxw.keyboard.canvas import clip, columns
from cxw.keyboard.dialogues import KEPT, titled
from cxw.keyboard.forms import Blank, Form, Values, date_reader, fill_in, filled, read_number
from cxw.keyboard.surface import Surface
from cxw.model import AnswerName, Evidence, From, Id, Kind, record_said
from cxw.text.phrases import say
from cxw.text.spoken import day_said, say_many

KINDS: dict[Kind, str] = {
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
assert set(KINDS) == set(get_args(Kind))
WHO: dict[From, str] = {
    "customers": "customers who stayed",
    "left": "customers who left",
    "lost-deal": "buyers whose order we lost",
    "never-bought": "people who never bought",
}
assert set(WHO) == set(get_args(From))
_FIELDS = ("kind", "source", "date", "customers", "seen", "quote", "who", "claimed_reason", "their_reason")
NO_ANSWER = "no answer yet: it comes up again at the closing"
Side = Literal["supports", "contradicts", ""]
"""The side of an answer an item stands on, if it stands on one."""


@dataclass(frozen=True)
class BegunEvidence:
    """What the form of a new item begins with."""

    quote: str = ""
    about: AnswerName = ""
    """the answer it may support; empty while nobody has said"""


def side_of_item(item: Evidence, claim: AnswerName) -> Side:
    """Which side of an answer an item stands on: supports, contradicts, or empty."""
    if claim in item.supports:
        return "supports"
    return "contradicts" if claim in item.contradicts else ""


def customers_said(number: int | str) -> str:
    """`1 customer`, `about 14 customers`."""
    about, _, exactly = str(number).rpartition(" ")
    if about:
        return say("about {exactly} customers", exactly=exactly)
    return say_many(int(exactly), "1 customer", "{number} customers")


def item_in_one_line(item: Evidence, room: int = 0) -> str:
    """One item in one line; where that is longer than the room, its source is cut and nothing else."""
    customers = "" if item.customers is None else customers_said(item.customers)
    when = "" if item.date is None else day_said(item.date)
    shown = "" if item.seen else say("nobody here has seen it")
    rest = "".join(f", {part}" for part in (customers, when, shown) if part)
    source = item.source or say(KINDS[item.kind])
    return (clip(source, max(8, room - columns(rest))) if room else source) + rest


def switched(item: Evidence, claim: AnswerName, side: Side) -> Evidence:
    """The item on this side of the claim; off it where it stood there already, and off the other."""
    supports = [name for name in item.supports if name != claim]
    contradicts = [name for name in item.contradicts if name != claim]
    if side == "supports" and claim not in item.supports:
        supports.append(claim)
    if side == "contradicts" and claim not in item.contradicts:
        contradicts.append(claim)
    return item.model_copy(update={"supports": supports, "contradicts": contradicts})


def written_down(
    begun: Evidence | BegunEvidence, values: Values, about: AnswerName, next_id: Callable[[], Id]
) -> Evidence | Faults:
    """An item as the form says it is, on the side of the answer it is about; quotes keep their lines."""
    known = dict(begun) if isinstance(begun, Evidence) else {"id": next_id()}
    item = record_said(Evidence, {**known, **{name: values.get(name) for name in _FIELDS}})
    if not isinstance(item, Evidence):
        return item
    if begun.quote and item.quote == _flat(begun.quote):
        item = item.model_copy(update={"quote": begun.quote})
    side: Side = "contradicts" if values.get("side") == "contradicts" else "supports"
    return switched(item, about, side) if about and side_of_item(item, about) != side else item


def blanks(surface: Surface) -> list[Blank]:
    """The fields of one item."""
    day = (
        say("14.3.2026, October 2026 or 2026, or today")
        if surface.today
        else say("14.3.2026, October 2026 or 2026")
    )
    kinds = tuple((kind, say(label)) for kind, label in KINDS.items())
    return [
        Blank(
            "side",
            say("It"),
            say("left and right change it"),
            ways=(("supports", say("supports this")), ("contradicts", say("contradicts this"))),
        ),
        Blank(
            "kind",
            say("Kind"),
            say("left and right, or its first letters"),
            ways=kinds,
            needed=say("choose a kind with left and right"),
        ),
        Blank("source", say("Source"), say("where it comes from, so that somebody can find it again")),
        Blank(
            "date", say("Date"), say("when it was collected: {day}", day=day), read=date_reader(surface.today)
        ),
        Blank(
            "customers",
            say("Customers"),
            say("how many: 14, or about 14; empty where nobody counted"),
            read=read_number,
        ),
        Blank(
            "seen",
            say("Seen"),
            say("when somebody here could show it: {day}", day=day),
            read=date_reader(surface.today),
        ),
        Blank("quote", say("Quote"), say("in the customer's own words")),
        *_from_whom(),
    ]


def _from_whom() -> list[Blank]:
    """From which customers it comes, and of orders what decided: no grade depends on either."""
    lost = ("kind", "won-lost")
    return [
        Blank(
            "who",
            say("From"),
            say("left and right: who stayed, left, or never bought"),
            ways=(("", say("nobody has said")), *((who, say(label)) for who, label in WHO.items())),
        ),
        Blank("claimed_reason", say("We say"), say("what decided, as our people tell it"), only=lost),
        Blank(
            "their_reason",
            say("They say"),
            say("what decided, as the buyer tells it; empty where none was asked"),
            only=lost,
        ),
    ]


def write_evidence(surface: Surface, acts: Acts | None) -> str:
    """Write evidence down where it comes up; KEPT, DONE or LEAVE."""
    if acts is None or acts.evidence is None:
        return DONE
    gathering = acts.evidence

    def attach(item: Evidence, about: AnswerName) -> Faults:
        return gathering.attach(item)

    word = fill_evidence(surface, gathering, BegunEvidence(), attach, titled(say("Evidence"), acts))
    return {"keep": KEPT, LEAVE: LEAVE}.get(word, DONE)


def fill_evidence(
    surface: Surface, gathering: Gathering, begun: Evidence | BegunEvidence, attach: Attach, title: str
) -> str:
    """The form of one item with the answer it is about: `keep`, `cancel` or LEAVE; `attach` has both."""
    answers = gathering.answers()
    about = Blank(
        "about",
        say("About"),
        say("left and right, or the first letters of a need"),
        ways=(("", say(NO_ANSWER)), *answers),
    )
    fields = filled([about, *blanks(surface)], {"side": "supports", **vars(begun)})
    form = Form(title, say("What did customers say or do?"), fields)

    def keep(values: Values) -> Faults:
        named = str(values.get("about") or "")
        item = written_down(begun, values, named, gathering.next_id)
        return attach(item, named) if isinstance(item, Evidence) else item

    return fill_in(surface, form, keep)


Attach = Callable[[Evidence, AnswerName], Faults]
"""Keeps an item and the answer it is about."""


@dataclass(frozen=True)
class Candidate:
    """Something of the day that may become evidence: a note, or an item that is about no answer yet."""

    words: str
    at: str
    """the time of a note; empty for an item"""
    begun: Evidence | BegunEvidence
    """what the form begins with"""


def candidates(acts: Acts | None) -> list[Candidate]:
    """What came up during the day and is evidence for no answer yet: items first, then notes."""
    if acts is None or acts.evidence is None:
        return []
    items = acts.evidence.items()
    names = [name for name, _ in acts.evidence.answers()]
    said = chain.from_iterable((item.quote, item.source) for item in items)
    used = {_flat(text) for text in said if text}
    return [
        *(Candidate(item_in_one_line(item), "", item) for item in items if _loose(item, acts.segment)),
        *(_of_note(note, names) for note in acts.evidence.notes() if _flat(note.text) not in used),
    ]


def _loose(item: Evidence, segment: str) -> bool:
    return item.segment in (None, segment) and not item.supports and not item.contradicts


def _of_note(note: Jotted, names: Sequence[AnswerName]) -> Candidate:
    """A note as the beginning of an item: what it is about is what it may support."""
    about = [name for name in (f"weight {note.about}", f"need {note.about}") if name in names]
    return Candidate(note.text, note.at, BegunEvidence(note.text, about[0] if about else ""))


def _flat(text: str) -> str:
    return " ".join(text.split())
