"""Sentences about marks: cells, companies that are hardly known, leads."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.findings.wording.numbers import count, half, listed, plural, start
from cxw.saying import quoted, stopped

NAMED = 6
"""Needs a sentence can name; of more it says how many."""


def cell_spread(company: str, need: str, low: int, high: int) -> str:
    """The range of the marks in one cell."""
    return stopped(f"On {quoted(need)} we mark {company} anything from {low} to {high}")


def cell_functions(company: str, need: str, medians: Sequence[tuple[str, float]]) -> str:
    """Two functions' medians in one cell, the higher first."""
    (higher, up), (lower, down) = medians[0], medians[-1]
    return stopped(f"{higher} marks {company} {half(up)} on {quoted(need)}; {lower} marks it {half(down)}")


def cell_unknown(company: str, need: str, dk: int, asked: int) -> str:
    """How many do not know one cell."""
    does = "does" if dk == 1 else "do"
    who = "Nobody of us knows" if dk == asked else f"{start(count(dk))} of {count(asked)} {does} not know"
    return stopped(f"{who} how {company} does on {quoted(need)}")


def cell_moved(company: str, need: str, people: int | None) -> str:
    """How many marked one cell otherwise the second time; None: fewer than three."""
    moved = "At most two" if people is None else start(count(people))
    return stopped(f"{moved} of us marked {company} otherwise on {quoted(need)} the second time")


def hardly_known(company: str) -> str:
    """A competitor marked in fewer than half of its cells."""
    return f"{company} is hardly known here: more than half of the marks asked for are don't-knows."


def hardly_known_brief(company: str) -> str:
    """The same in a list."""
    return f"{company} is hardly known here"


def lead(rival: str, need: str, by: float) -> str:
    """The median lead over one rival, as a belief."""
    if half(by) == "0":
        return stopped(f"We believe we are level with {rival} on {quoted(need)}")
    where = f"{half(abs(by))} ahead of" if by > 0 else f"{half(abs(by))} behind"
    return stopped(f"We believe we are {where} {rival} on {quoted(need)}")


def lead_split(rival: str, need: str, ahead: int, behind: int) -> str:
    """How many put the own company ahead of the best rival and how many behind."""
    return f"On {quoted(need)} {count(ahead)} of us put us ahead of {rival} and {count(behind)} behind."


def leads(ahead: Sequence[str], level: Sequence[str], behind: Sequence[str], *, unlike: bool = False) -> str:
    """Where the room believes it leads its best rival, is level, and trails; of many needs only how many.

    `unlike`: the medians of the marks say otherwise somewhere, so it is added whose differences are meant.
    """
    both = ", among those who marked both" if unlike else ""
    sides = [("ahead on", ahead), ("level on", level), ("behind on", behind)]
    if sum(len(needs) for _, needs in sides) > NAMED:
        (words, first), *others = [(words, len(needs)) for words, needs in sides if needs]
        said = [f"{words} {plural(first, 'need')}", *(f"{words} {count(n)}" for words, n in others)]
        return stopped(f"We believe we are {listed(said)}, each time against our best rival{both}")
    said = [f"{words} {listed([quoted(need) for need in needs])}" for words, needs in sides if needs]
    return stopped(f"Against our best rival we believe we are {listed(said)}{both}")
