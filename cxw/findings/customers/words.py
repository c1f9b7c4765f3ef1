"""Wording about customers' answers beside the room's: what was nearer, and what is not certain."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol, get_args

from cxw.findings.customers.types import (
    Bias,
    EntryAgainst,
    FirstAgainst,
    Nearer,
    NeedAgainst,
    Outcome,
    SureAgainst,
)
from cxw.findings.in_words import count, digits, plural, so_many_points, start, whole
from cxw.findings.swot.types import SwotKind
from cxw.model import From, day_in_words
from cxw.stats.customers import Side
from cxw.text.saying import all_quoted, in_a_row, one_or_more, quoted

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

    def sides(self, entries: Sequence[EntryAgainst]) -> str: ...

    def entry_numbers(self, entry: EntryAgainst) -> str: ...

    def entry_verdict(self, entry: EntryAgainst) -> str: ...

    def who(self, who: Sequence[tuple[From, int]], unknown: int) -> str: ...

    def guessed(self, middle: float, apart: float) -> str: ...

    def need_apart(self, need: NeedAgainst) -> str: ...

    def beyond(self, need: NeedAgainst) -> str: ...


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
        said = f"Equal points for every need would have been nearer ({so_many_points(even)} away)"
        return f"{said}: our list is right, our order was not." if complete else f"{said}."
    if nearer == "level":
        return f"Equal points for every need would have been about as near ({so_many_points(even)} away)."
    return f"Equal points for every need would have been farther away ({so_many_points(even)})."


def gaps(beyond: Sequence[NeedAgainst], banded: bool) -> str:
    """The needs on which we lie outside of what other such customers would say."""
    if not beyond:
        return "On no need are we farther from customers than chance alone could put us." if banded else ""
    said = [f"{quoted(one.short)} ({whole(one.room)} and {whole(one.theirs)})" for one in beyond]
    one = beyond[0]
    said[0] = f"{quoted(one.short)} (we gave {so_many_points(one.room)}, they {whole(one.theirs)})"
    return f"We are farther from customers than others like them would be on {in_a_row(said)}."


def first(found: FirstAgainst, n: int) -> str:
    """Whether customers put first what the room put first."""
    ours, theirs = all_quoted(found.room), all_quoted(found.theirs)
    if found.draws is not None and not found.settled:
        return (
            f"Which need customers put first is not settled by {plural(n, 'customer')}: {theirs} has the "
            f"most points, and would in {whole(100 * found.draws)} of 100 such groups of customers."
        )
    if not found.settled:
        has = one_or_more(len(found.theirs), "has", "have")
        return f"Of {plural(n, 'customer')}, {theirs} {has} the most points; we gave {ours} the most."
    if found.verdict == "right":
        return f"Customers put {theirs} first, and it has the most of our points too."
    return f"Customers put {theirs} first; we gave {ours} the most points."


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
        return f"On average over {needs} we marked ourselves as high as customers marked us."
    how = "higher" if found.by > 0 else "lower"
    said = f"On average over {needs} we marked ourselves {digits(size)} of ten {how} than customers marked us"
    said += f" ({found.n} or more on each)"
    if found.low is not None and found.high is not None and found.low <= 0 <= found.high:
        return f"{said}; other customers like these could mark us as we do."
    return f"{said}."


BELIEVED: Mapping[SwotKind, tuple[str, str]] = {
    "strength": ("believed strength", "believed strengths"),
    "weakness": ("believed weakness", "believed weaknesses"),
}
NOT_TOLD = "customers are too few or too close to tell"


def sides(entries: Sequence[EntryAgainst]) -> str:
    """What became of the strengths and weaknesses we believed in, as far as customers marked them."""
    marked = {kind: [one for one in entries if one.kind == kind and one.singly] for kind in BELIEVED}
    return " ".join(_of_kind(BELIEVED[kind], found) for kind, found in marked.items() if found)


def _of_kind(believed: tuple[str, str], found: Sequence[EntryAgainst]) -> str:
    one, more = believed
    seen = Counter(entry.side for entry in found)
    if len(found) == 1:
        side, too = found[0].side, " too" if found[0].outcome == "so" else ""
        return f"On our one {one} {f'customers see us {side}{too}' if side else NOT_TOLD}."
    of = f"our {count(len(found))} {more}"
    told = [f"{side} on {count(seen[side])}" for side in get_args(Side) if seen[side]]
    if not told:
        return f"On {of} {NOT_TOLD}."
    rest = f"; on {count(seen[None])} they are too few or too close to tell" if seen[None] else ""
    return f"Of {of}, customers see us {in_a_row(told)}{rest}."


def entry_numbers(entry: EntryAgainst) -> str:
    """Customers' numbers on one entry: their marks for us and the best rival, or their points."""
    if entry.own is None or entry.theirs is None:
        return f"Customers ({entry.n}): {so_many_points(entry.points or 0.0)}"
    return f"Customers ({entry.n}): we {digits(entry.own)}, {entry.rival} {digits(entry.theirs)}"


_VERDICTS: Mapping[Outcome, str] = {
    "so": "they see it so too",
    "level": "they see us level",
    "other": "they see it the other way",
    "open": "too few or too close to tell",
    "sums": "sums do not tell how sure that is",
    "not asked": "how we compare they were not asked",
}


def entry_verdict(entry: EntryAgainst) -> str:
    """Whether an entry holds for customers, and that its need has other points with them than it says."""
    said = _VERDICTS.get(entry.outcome, f"they see us {entry.side}")
    if entry.weighs is None:
        return said
    return f"{said}, and it matters {entry.weighs} to them"


def who(who: Sequence[tuple[From, int]], unknown: int) -> str:
    """Which customers these are."""
    parts = [f"{n} {WHO[kind]}" for kind, n in who]
    if unknown:
        parts.append(f"{unknown} who did not say")
    return f"Who answered: {in_a_row(parts)}."


def guessed(middle: float, apart: float) -> str:
    """How far we guessed we were from customers, and how far we are."""
    said = f"We guessed that customers put {so_many_points(middle)} of our 100 elsewhere"
    return f"{said}, and so it is." if whole(middle) == whole(apart) else f"{said}. It is {whole(apart)}."


def need_apart(need: NeedAgainst) -> str:
    """One need: what we gave it, and what customers did."""
    ours, theirs = so_many_points(need.room), whole(need.theirs)
    return f"{quoted(need.short)}: we gave it {ours}, customers {theirs}."


def beyond(need: NeedAgainst) -> str:
    """That this is no accident of who answered."""
    return f"Other customers like these would hardly give it {so_many_points(need.room)}."
