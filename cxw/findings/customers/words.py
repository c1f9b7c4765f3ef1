"""Wording about customers' answers beside the room's: what was nearer, and what is not certain."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cxw.findings.customers.types import (
    Bias,
    FirstAgainst,
    Nearer,
    NeedAgainst,
    Side,
    SideAgainst,
    SureAgainst,
)
from cxw.findings.in_words import count, digits, plural, so_many_points, start, whole
from cxw.findings.swot.types import SwotKind
from cxw.model import From, day_in_words
from cxw.text.saying import in_a_row, many, one_or_more, quoted

WHO: dict[From, str] = {
    "customers": "customers who stayed",
    "left": "customers who left",
    "lost-deal": "buyers who chose somebody else",
    "never-bought": "people who never bought from us",
}
NO_BAND = "Too few customers answered to say where others like them would stand."
SUMS = "These are sums without the single answers, so nothing says where other customers would stand."
OTHER_LIST = "Customers spread their points over another list of needs, so they do not stand beside ours."
NEVER_LEFT = "Nobody who left us, chose somebody else or never bought is among them."


class CustomersSentences(Protocol):
    """What is said of customers' answers, in each language."""

    NO_BAND: str
    SUMS: str
    OTHER_LIST: str
    NEVER_LEFT: str

    def asked(self, n: int, date: dt.date | None) -> str: ...

    def apart(self, points: float, n: int) -> str: ...

    def baseline(self, nearer: Nearer, even: float, complete: bool) -> str: ...

    def gaps(self, beyond: Sequence[NeedAgainst], banded: bool) -> str: ...

    def first(self, found: FirstAgainst, n: int) -> str: ...

    def sure(self, found: SureAgainst) -> str: ...

    def bias(self, found: Bias) -> str: ...

    def sides(self, believed: Sequence[SideAgainst]) -> str: ...

    def who(self, who: Sequence[tuple[From, int]], unknown: int) -> str: ...


def asked(n: int, date: dt.date | None) -> str:
    """Whose answers these are, as a headline without a better one."""
    on = f" on {day_in_words(date)}" if date else ""
    return f"{start(plural(n, 'customer'))} answered{on}."


def apart(points: float, n: int) -> str:
    """How far the room's points were from customers'."""
    if whole(points) == "0":
        return f"We put our points where {plural(n, 'customer')} put theirs."
    put = one_or_more(int(whole(points)), "stands", "stand")
    return f"Of our 100 points, {whole(points)} {put} on other needs than {plural(n, 'customer')} put them."


def baseline(nearer: Nearer, even: float, complete: bool) -> str:
    """The even share beside it: what knowing nothing but the list would have given.

    `complete`: whether no customer missed a need on the list.
    """
    if nearer == "even":
        said = f"Equal points for all would have been nearer ({so_many_points(even)} away)"
        return f"{said}: our list is right, our order was not." if complete else f"{said}."
    if nearer == "level":
        return f"Equal points for all would have been about as near ({so_many_points(even)} away)."
    return f"Equal points for all would have been farther away ({so_many_points(even)})."


def gaps(beyond: Sequence[NeedAgainst], banded: bool) -> str:
    """The needs on which we lie outside of what other such customers would say."""
    if not beyond:
        return "On no need are we farther from customers than others like them could be." if banded else ""
    said = [f"{quoted(one.short)} ({whole(one.room)} and {whole(one.theirs)})" for one in beyond]
    one = beyond[0]
    said[0] = f"{quoted(one.short)} (we gave {so_many_points(one.room)}, they {whole(one.theirs)})"
    return f"We are farther from customers than others like them would be on {in_a_row(said)}."


def first(found: FirstAgainst, n: int) -> str:
    """Whether customers put first what the room put first."""
    ours, theirs = in_a_row([*map(quoted, found.room)]), in_a_row([*map(quoted, found.theirs)])
    if found.verdict == "open" and found.draws is not None:
        return (
            f"Which need customers put first is not settled by {plural(n, 'customer')}: {theirs} has most "
            f"points, and would in {whole(100 * found.draws)} of 100 such groups of customers."
        )
    if found.verdict == "open":
        has = one_or_more(len(found.theirs), "has", "have")
        return f"Of {plural(n, 'customer')}, {theirs} {has} most points; we put {ours} first."
    if found.verdict == "right":
        return f"Customers put {theirs} first, and so did we."
    return f"Customers put {theirs} first; we put {ours} first."


def sure(found: SureAgainst) -> str:
    """How sure we were beside whoever says 50 % of everything."""
    said = (
        f"On average {plural(found.people, 'person', 'people')} of us were {whole(found.mean)} % sure of "
        f"their own first need: a score of {found.brier:.2f}, where 0 is sure and right"
    )
    if found.brier > EVEN_SCORE:
        return f"{said}. Had everybody said 50 %, it would be 0.25: to be less sure would have been nearer."
    return f"{said} and 0.25 is 50 % from everybody."


EVEN_SCORE = 0.255
"""From here on it prints as more than 0.25."""


def bias(found: Bias) -> str:
    """How we marked ourselves beside customers' marks of us."""
    needs = plural(found.needs, "need")
    size = round(abs(found.by), 1)
    if not size:
        return f"On average over {needs} we marked ourselves as customers do."
    how = "higher" if found.by > 0 else "lower"
    them = f"{many(found.n, 'customer')} or more"
    said = f"On average over {needs} we marked ourselves {digits(size)} of ten {how} than {them} marked us"
    if found.low is not None and found.high is not None and found.low <= 0 <= found.high:
        return f"{said}; other customers like these could mark us as we do."
    return f"{said}."


@dataclass(frozen=True)
class Believed:
    """One box in words, and where customers see us when it is not so."""

    one: str
    more: str
    against: Side


BELIEVED: Mapping[SwotKind, Believed] = {
    "strength": Believed("believed strength", "believed strengths", "behind"),
    "weakness": Believed("believed weakness", "believed weaknesses", "ahead"),
}


def sides(believed: Sequence[SideAgainst]) -> str:
    """What became of the strengths and weaknesses we believed in."""
    became = {kind: Counter(one.side for one in believed if one.kind == kind) for kind in BELIEVED}
    return " ".join(_of_kind(BELIEVED[kind], found) for kind, found in became.items() if found)


def _of_kind(believed: Believed, became: Counter[Side]) -> str:
    turned, level = became[believed.against], became["level"]
    held = became.total() - turned - level
    if became.total() == 1:
        where = "level" if level else believed.against
        said = f"On our one {believed.one} customers see us {where}."
        return f"Our one {believed.one} holds for customers too." if held else said
    hold = f"{count(held)} {one_or_more(held, 'holds', 'hold')}" if held else "none holds"
    parts = [f"{hold} for customers too"]
    parts += [f"on {count(level)} they see us level"] * (level > 0)
    parts += [f"on {count(turned)} they see us {believed.against}"] * (turned > 0)
    return f"Of {count(became.total())} {believed.more}, {in_a_row(parts)}."


def who(who: Sequence[tuple[From, int]], unknown: int) -> str:
    """Which customers these are."""
    parts = [f"{n} {WHO[kind]}" for kind, n in who]
    if unknown:
        parts.append(f"{unknown} who did not say")
    return f"Who answered: {in_a_row(parts)}."
