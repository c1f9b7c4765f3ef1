"""Evidence written down: the same form wherever it comes up, at any screen or at the closing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from cxw.day.desk import DONE, LEAVE, Acts, Faults, Gathering, Jotted
from cxw.keyboard.canvas import clip, columns
from cxw.keyboard.dialogues import KEPT, titled
from cxw.keyboard.forms import Blank, Form, date_reader, fill_in, filled, read_number
from cxw.keyboard.surface import Surface
from cxw.model import Kind, count_of, day_in_words

KINDS = {
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
_FIELDS = ("kind", "source", "date", "customers", "seen", "quote")
NO_ANSWER = "no answer yet: it comes up again at the closing"


def side_of_item(item: Mapping[str, Any], claim: str) -> str:
    """Which side of an answer an item stands on: supports, contradicts, or empty."""
    if claim in (item.get("supports") or ()):
        return "supports"
    return "contradicts" if claim in (item.get("contradicts") or ()) else ""


def item_in_one_line(item: Mapping[str, Any], room: int = 0) -> str:
    """One item in one line; where that is longer than the room, its source is cut and nothing else."""
    number, date = item.get("customers"), item.get("date")
    customers = "" if number is None else count_of(number, "customer", "customers")
    when = "" if date is None else day_in_words(date)
    kind = str(item.get("kind", ""))
    shown = "" if item.get("seen") else "nobody here has seen it"
    rest = "".join(f", {part}" for part in (customers, when, shown) if part)
    source = str(item.get("source") or KINDS.get(kind, kind))
    return (clip(source, max(8, room - columns(rest))) if room else source) + rest


def switched(item: Mapping[str, Any], claim: str, side: str) -> dict[str, Any]:
    """The item on this side of the claim; off it where it stood there already, and off the other."""
    other = "contradicts" if side == "supports" else "supports"
    names = list(item.get(side) or ())
    kept = [name for name in names if name != claim]
    if len(kept) == len(names):
        kept.append(claim)
    return {**item, side: kept, other: [name for name in item.get(other) or () if name != claim]}


def made(
    item: Mapping[str, Any], values: Mapping[str, Any], about: str, items: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """An item as the form says it is, on the side of the answer it is about; quotes keep their lines."""
    said = {key: value for key, value in values.items() if key in _FIELDS}
    rest = {key: value for key, value in item.items() if key not in _FIELDS}
    new = {"id": _free_id(items), **rest, **said}
    if item.get("quote") and new.get("quote") == _flat(str(item["quote"])):
        new["quote"] = item["quote"]
    side = str(values.get("side") or "supports")
    return switched(new, about, side) if about and side_of_item(new, about) != side else new


def blanks(surface: Surface) -> list[Blank]:
    """The fields of one item."""
    day = "14.3.2026, October 2026 or 2026" + (", or today" if surface.today else "")
    kinds = tuple(KINDS.items())
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
        Blank("date", "Date", f"when it was collected: {day}", read=date_reader(surface.today)),
        Blank(
            "customers",
            "Customers",
            "how many: 14, or about 14; empty where nobody counted",
            read=read_number,
        ),
        Blank(
            "seen",
            "Seen",
            f"when somebody here could show it: {day}",
            read=date_reader(surface.today),
        ),
        Blank("quote", "Quote", "in the customer's own words"),
    ]


def write_evidence(surface: Surface, acts: Acts | None) -> str:
    """Write evidence down where it comes up; KEPT, DONE or LEAVE."""
    if acts is None or acts.evidence is None:
        return DONE
    gathering = acts.evidence
    title = titled("Evidence", acts)
    word = fill_evidence(surface, gathering, {}, lambda item, about: gathering.attach(item), title)
    return {"keep": KEPT, LEAVE: LEAVE}.get(word, DONE)


def fill_evidence(
    surface: Surface, gathering: Gathering, item: Mapping[str, Any], attach: Attach, title: str
) -> str:
    """The form of one item with the answer it is about: `keep`, `cancel` or LEAVE; `attach` has both."""
    answers = gathering.answers()
    about = Blank(
        "about", "About", "left and right, or the first letters of a need", ways=(("", NO_ANSWER), *answers)
    )
    fields = filled([about, *blanks(surface)], {"side": "supports", **item})
    form = Form(title, "What did customers say or do?", fields)
    begun = {key: value for key, value in item.items() if key != "about"}

    def keep(values: dict[str, Any]) -> Faults:
        named = str(values.get("about") or "")
        return attach(made(begun, values, named, gathering.items()), named)

    return fill_in(surface, form, keep)


Attach = Callable[[Mapping[str, Any], str], Faults]
"""Keeps an item and the answer it is about."""


@dataclass(frozen=True)
class Candidate:
    """Something of the day that may become evidence: a note, or an item that is about no answer yet."""

    words: str
    at: str
    """the time of a note; empty for an item"""
    item: Mapping[str, Any]
    """what the form begins with"""


def candidates(acts: Acts | None) -> list[Candidate]:
    """What came up during the day and is evidence for no answer yet: items first, then notes."""
    if acts is None or acts.evidence is None:
        return []
    items = acts.evidence.items()
    names = [name for name, _ in acts.evidence.answers()]
    used = {_flat(str(item[key])) for item in items for key in ("quote", "source") if item.get(key)}
    return [
        *(Candidate(item_in_one_line(item), "", item) for item in items if _loose(item, acts.segment)),
        *(_of_note(note, names) for note in acts.evidence.notes() if _flat(note.text) not in used),
    ]


def _loose(item: Mapping[str, Any], segment: str) -> bool:
    here = item.get("segment") in (None, segment)
    return here and not item.get("supports") and not item.get("contradicts")


def _of_note(note: Jotted, names: Sequence[str]) -> Candidate:
    """A note as the beginning of an item: what it is about is what it may support."""
    about = [name for name in (f"weight {note.about}", f"need {note.about}") if name in names]
    return Candidate(note.text, note.at, {"quote": note.text, "about": about[0] if about else ""})


def _free_id(items: Sequence[Mapping[str, Any]]) -> str:
    taken = {str(item.get("id")) for item in items}
    return next(f"e{n}" for n in range(1, len(taken) + 2) if f"e{n}" not in taken)


def _flat(text: str) -> str:
    return " ".join(text.split())
