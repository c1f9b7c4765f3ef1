"""Wording about marks: cells, companies that are hardly known, leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from cxw.findings.in_words import count, half, plural, so_many_of_us, start
from cxw.text.saying import in_a_row, one_or_more, quoted, stopped

Side: TypeAlias = Literal["ahead", "level", "behind", "split"]


Counts: TypeAlias = tuple[int, int, int]
"""People who put us ahead of a rival, level with it, and behind."""


Unknown: TypeAlias = tuple[str, int, int, int]
"""A rival, the fewest and the most of us who do not know it on a need, and of how many."""


NAMED, LETTERS = 6, 80
"""Needs a sentence can name, and the letters of all their names; of more it says how many."""


MOST_LEFT_OUT = 2
"""Rivals a sentence can name that are too little known."""


SIDES: Mapping[Side, str] = {
    "ahead": "ahead on",
    "level": "level on",
    "behind": "behind on",
    "split": "split on",
}


NO_COMPETITOR = "No competitor is marked, so nobody's lead can be said."
NO_LEAD_SAID = "No lead can be said: too few of us marked ourselves and a competitor on the same need."
LEADS_APART = "This copy tells no lead over the best rival: it would tell too few of us apart."


class MarksSentences(Protocol):
    """What is said of marks, in each language."""

    NO_COMPETITOR: str
    NO_LEAD_SAID: str
    LEADS_APART: str

    def cell_spread(self, company: str, need: str, low: float, high: float) -> str: ...

    def cell_functions(self, company: str, need: str, medians: Sequence[tuple[str, float]]) -> str: ...

    def cell_unknown(self, company: str, need: str, dk: int, asked: int) -> str: ...

    def cell_moved(self, company: str, need: str, people: int | None, *, least: bool = False) -> str: ...

    def cells_unknown(self, cells: int, of: int) -> str: ...

    def cells_unknown_brief(self, cells: int, of: int) -> str: ...

    def hardly_known(self, companies: Sequence[str]) -> str: ...

    def hardly_known_brief(self, company: str) -> str: ...

    def lead(self, rival: str, need: str, side: Side, counts: Counts | None) -> str: ...

    def who_says(self, rival: str, counts: Counts) -> str: ...

    def leads_in_words(
        self, stands: Sequence[NeedSide], left_out: str = "", *, unlike: bool = False
    ) -> str: ...

    def not_counted(self, everywhere: Sequence[Unknown], somewhere: Sequence[str]) -> str: ...


@dataclass(frozen=True)
class NeedSide:
    """A need on one side of its best rival, for a headline."""

    need: str
    side: Side
    counts: Counts | None
    """None where they may not be told: the word is then that of the two middle marks."""


def too_many_to_name(stands: Sequence[NeedSide]) -> bool:
    """Whether a sentence says how many needs there are on each side: named, they would fill a wall."""
    return len(stands) > NAMED or sum(len(stand.need) for stand in stands) > LETTERS


def cell_spread(company: str, need: str, low: float, high: float) -> str:
    """The range of the marks in one cell."""
    return stopped(f"On {quoted(need)} we mark {company} anything from {half(low)} to {half(high)}")


def cell_functions(company: str, need: str, medians: Sequence[tuple[str, float]]) -> str:
    """Two functions' medians in one cell, the higher first."""
    (higher, up), (lower, down) = medians[0], medians[-1]
    return stopped(f"{higher} marks {company} {half(up)} on {quoted(need)}; {lower} marks it {half(down)}")


def cell_unknown(company: str, need: str, dk: int, asked: int) -> str:
    """How many do not know one cell."""
    does = one_or_more(dk, "does", "do")
    who = "Nobody of us knows" if dk == asked else f"{start(count(dk))} of {count(asked)} {does} not know"
    return stopped(f"{who} how {company} does on {quoted(need)}")


def cell_moved(company: str, need: str, people: int | None, *, least: bool = False) -> str:
    """How many marked one cell otherwise the second time; None: fewer than three."""
    moved = so_many_of_us(people, least=least)
    return stopped(f"{moved} marked {company} otherwise on {quoted(need)} the second time")


def cells_unknown(cells: int, of: int) -> str:
    """How many squares of the grid so many do not know that they carry no verdict."""
    return f"{cells_unknown_brief(cells, of)}: too many of us do not know."


def cells_unknown_brief(cells: int, of: int) -> str:
    """The same in a list."""
    return f"{start(count(cells))} of {count(of)} squares of the grid have no verdict"


def hardly_known(companies: Sequence[str]) -> str:
    """Competitors marked in fewer than half of their cells."""
    if len(companies) > 1:
        are = f"{in_a_row(_some(companies))} are hardly known here"
        return f"{are}: more than half of the marks asked for are don't-knows."
    return f"{companies[0]} is hardly known here: more than half of the marks asked for are don't-knows."


def hardly_known_brief(company: str) -> str:
    """The same in a list."""
    return f"{company} is hardly known here"


def lead(rival: str, need: str, side: Side, counts: Counts | None) -> str:
    """Where the room puts itself against one rival on one need, as a belief, with who says so."""
    if counts is None:
        where = {"level": "level with", "ahead": "ahead of"}.get(side, "behind")
        return stopped(f"By the middle marks we are {where} {rival} on {quoted(need)}")
    if side == "split":
        return f"On {quoted(need)} {who_says(rival, counts)}."
    where = {"level": "level with", "ahead": "ahead of", "behind": "behind"}[side]
    said = {"ahead": counts[0], "level": counts[1], "behind": counts[2]}[side]
    many = f"{count(said)} of {count(sum(counts))} say so"
    return stopped(f"We believe we are {where} {rival} on {quoted(need)}: {many}")


def who_says(rival: str, counts: Counts) -> str:
    """How many put us ahead of a rival, level and behind; whom nobody says is left out."""
    ahead, level, behind = counts
    told = [("ahead of", ahead), ("level with", level), ("behind", behind)]
    (where, first), *others = [(where, people) for where, people in told if people]
    said = [f"{count(first)} of us put us {where} {rival}"]
    said += [f"{count(people)} {where.split()[0]}" for where, people in others]
    return in_a_row(said)


def leads_in_words(stands: Sequence[NeedSide], left_out: str = "", *, unlike: bool = False) -> str:
    """Where the room believes it leads its best rival, is level, trails and is split; of many needs how many.

    `left_out`: which rivals are none of these, see `not_counted`. `unlike`: the medians of the marks say
    otherwise somewhere, so it is added whose differences are meant.
    """
    by_counts = any(stand.counts is not None for stand in stands)
    both = ", among those who marked both" if unlike else ""
    if stands and not by_counts:
        both = ", by the middle marks"
    told: dict[str, list[NeedSide]] = {}
    for stand in sorted(stands, key=lambda stand: [*SIDES].index(stand.side)):
        told.setdefault(SIDES[stand.side], []).append(stand)
    if too_many_to_name(stands):
        (words, first), *others = told.items()
        said = [
            f"{words} {plural(len(first), 'need')}",
            *(f"{words} {count(len(some))}" for words, some in others),
        ]
        against = f"each time against our best rival{left_out}{both}"
        return stopped(f"We believe we are {in_a_row(said)}, {against}")
    said = [
        f"{words} {in_a_row([_stand(stand, by_counts) for stand in some])}" for words, some in told.items()
    ]
    return stopped(f"Against our best rival{left_out} we believe we are {in_a_row(said)}{both}")


def _stand(stand: NeedSide, by_counts: bool) -> str:
    """The need with the counts behind its word, where any are told."""
    if not by_counts:
        return quoted(stand.need)
    if stand.counts is None:
        return f"{quoted(stand.need)} (by the middle marks)"
    ahead, level, behind = stand.counts
    if stand.side == "split":
        return f"{quoted(stand.need)} ({ahead} ahead, {behind} behind)"
    said = {"ahead": ahead, "level": level, "behind": behind}[stand.side]
    return f"{quoted(stand.need)} ({said} of {sum(stand.counts)})"


def not_counted(everywhere: Sequence[Unknown], somewhere: Sequence[str]) -> str:
    """Behind `our best rival`: of which rivals, where some are too little known to be it; or nothing."""
    if not everywhere and not somewhere:
        return ""
    said = [f"not {in_a_row([_who_not(one) for one in everywhere[:MOST_LEFT_OUT]])}"] if everywhere else []
    if (more := len(everywhere) - MOST_LEFT_OUT) > 0:
        said.append(f"nor {plural(more, 'other')}")
    if somewhere:
        names = somewhere[0]
        if len(somewhere) > 1:
            names = f"{count(len(somewhere))} {'others' if said else 'of them'}"
        said.append(f"on some needs not {names}")
    return f" of those we know well enough ({'; '.join(said)})"


def _who_not(one: Unknown) -> str:
    rival, low, high, asked = one
    if not high:
        return f"{rival}, which too few of us marked"
    many = count(low) if low == high else f"{count(low)} to {count(high)}"
    does = one_or_more(high, "does", "do")
    return f"{rival}, which {many} of {count(asked)} {does} not know"


def _some(names: Sequence[str]) -> list[str]:
    """At most three names; of more how many more."""
    if len(names) <= MOST_LEFT_OUT + 1:
        return [*names]
    return [*names[:MOST_LEFT_OUT], f"{count(len(names) - MOST_LEFT_OUT)} more"]
