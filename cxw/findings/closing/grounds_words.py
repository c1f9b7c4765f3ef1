"""Wording of what an answer rests on: why an item counts for so much, and where our evidence comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cxw.day.evidence import Lowered
from cxw.findings.in_words import count, plural
from cxw.model import From, Kind
from cxw.model.roughly import count_of
from cxw.text.saying import in_a_row, one_or_more, quoted, stopped


@dataclass(frozen=True)
class CountsAs:
    """One item as it counts for one answer."""

    how: Kind
    """What kind of evidence it is."""
    customers: int | str | None
    grade: int
    lowered: Sequence[Lowered]
    """Why it is no more."""
    months: int
    """How old evidence may be."""
    few: bool
    """Fewer customers than its kind asks for."""


@dataclass(frozen=True)
class LostReasons:
    """What we say lost us orders, beside what buyers say."""

    reason: str
    """The reason we name most often."""
    claimed: int
    """Lost orders for which we name it, of `orders`."""
    orders: int
    asked: int
    """Buyers who were asked."""
    agreed: int
    """Of these, who name it too."""


class GroundsSentences(Protocol):
    """What is said about evidence itself, in each language."""

    def counts_as(self, item: CountsAs) -> str: ...

    def all_come_from(self, who: From) -> str: ...

    def come_from(self, items: Mapping[From, int], unknown: int) -> str: ...

    def lost_because(self, said: LostReasons) -> str: ...

    def worth_finding(self, first: Sequence[str], anything: bool) -> str: ...


_CLASS = ("an assumption", "an assumption", "a single story")
CUSTOMER = "customer evidence"
_ONE = {
    "customer": "one customer's story",
    "front-line": "one case, first hand",
    "colleague": "what a colleague says",
    "desk-research": "desk research",
}
_OF = {
    "purchase": "what {who} bought",
    "test": "what {who} did in a test",
    "behaviour": "what {who} did",
    "survey": "a survey of {who}",
    "interviews": "interviews with {who}",
    "tickets": "tickets of {who}",
    "won-lost": "won and lost orders of {who}",
    "front-line-tally": "{who}, counted by our front line",
}
_LOWERED = {
    "uncounted": "nobody counted the customers",
    "elsewhere": "from another segment",
    "undated": "without a date",
    "old": "older than {months} months",
    "unsourced": "without a source",
    "unshown": "nobody here could show it yet",
}


def counts_as(item: CountsAs) -> str:
    """Why an item counts for so much and no more."""
    what = _ONE.get(item.how) or _OF[item.how].format(who=_who(item.customers))
    but = [_LOWERED[why].format(months=item.months) for why in item.lowered]
    if item.how in ("colleague", "desk-research"):
        but.insert(0, "no customer behind it")
    elif item.few:
        but.insert(0, "fewer than ten")
    as_what = CUSTOMER if item.grade >= len(_CLASS) else _CLASS[item.grade]
    return f"Counts as {as_what}: {', '.join([what, *but])}."


def _who(customers: int | str | None) -> str:
    return count_of(customers, "customer", "customers") if customers else "customers"


_ALL = {
    "customers": "who stayed",
    "left": "who left",
    "lost-deal": "whose order we lost",
    "never-bought": "who never bought",
}
_NAMED = {
    "customers": "customers who stayed",
    "left": "customers who left",
    "lost-deal": "buyers whose order we lost",
    "never-bought": "people who never bought",
}


def all_come_from(who: From) -> str:
    """Everything we know comes from people of one kind: whoever is another kind was not heard."""
    if who == "customers":
        return (
            "All our evidence comes from people who stayed: nobody who left, whose order we lost or who "
            "never bought was heard."
        )
    return f"All our evidence comes from people {_ALL[who]}: no customer who stayed was heard."


def come_from(items: Mapping[From, int], unknown: int) -> str:
    """From whom our evidence comes, where that is of more than one kind."""
    (who, first), *more = items.items()
    parts = [f"{count(first)} {one_or_more(first, 'comes', 'come')} from {_NAMED[who]}"]
    parts += [f"{count(n)} from {_NAMED[one]}" for one, n in more]
    of = f"Of our {plural(sum(items.values()) + unknown, 'piece')} of evidence"
    rest = f"; of {count(unknown)} it is not said whom" if unknown else ""
    return f"{of} {in_a_row(parts)}{rest}."


def lost_because(said: LostReasons) -> str:
    """Our reason for lost orders beside the buyers' own."""
    ours = f"We name {quoted(said.reason)} for {count(said.claimed)} of {count(said.orders)} lost orders"
    if not said.asked:
        return f"{ours}; no buyer was asked."
    if said.asked == 1:
        return f"{ours}; the one buyer who was asked {'does too' if said.agreed else 'does not'}."
    if not said.agreed:
        return f"{ours}; of the {count(said.asked)} buyers asked nobody does."
    do = one_or_more(said.agreed, "does", "do")
    return stopped(f"{ours}; of the {count(said.asked)} buyers asked {count(said.agreed)} {do}")


def worth_finding(first: Sequence[str], anything: bool) -> str:
    """What would help most to know before choosing what to work on first; whether anything would."""
    if not anything:
        return "By our own answers nothing that we do not know would change what we work on first."
    if not first:
        return "No single answer would change what we work on first; several together could."
    return f"Most worth finding out before we choose what to work on first: {in_a_row(first)}."
