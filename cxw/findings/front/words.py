"""The first page in words: counts, names and dates; nothing that the chapters do not show.

What is backed by customers is said as *shown*: that nothing was shown does not mean that nobody ever asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from cxw.findings.front.types import AgainstRival, Missing, Order, PromiseCount, Shown
from cxw.findings.in_words import count, plural, start, whole
from cxw.model import day_in_words
from cxw.text.saying import all_quoted, in_a_row, one_or_more, quoted, stopped

NAMED = 3
"""Needs named on one side of a rival; of more it is said how many."""


RIVALS = 4
"""Rivals of whom a sentence says where we stand; of more it says on how many needs."""


class FrontSentences(Protocol):
    """What the first page says, in each language."""

    def title_of_points(self, shown: Shown) -> str: ...

    def title_of_segments(self, nothing: Sequence[int]) -> str: ...

    def title_of_needs(self, needs: int) -> str: ...

    def title_without_needs(self) -> str: ...

    def title_of_marks(self, rivals: int) -> str: ...

    def title_without_numbers(self) -> str: ...

    def who_asks(self, promised: PromiseCount, year: int | None) -> str: ...

    def unfinished(self, missing: Sequence[Missing], *, over: bool) -> str: ...

    def matters_most(self, needs: Sequence[tuple[str, float]], order: Order) -> str: ...

    def after_the_talk(self, need: str, before: float, after: float, people: int | None) -> str: ...

    def not_weighed(self) -> str: ...

    def stands(self, told: Sequence[AgainstRival], needs: int) -> str: ...

    def stands_level(self, split: Sequence[str], needs: int) -> str: ...

    def too_few_marked(self) -> str: ...

    def nobody_to_compare(self) -> str: ...

    def not_compared(self) -> str: ...

    def promises(self, promised: PromiseCount, year: int | None) -> str: ...

    def nobody_asks(self, needs: Sequence[tuple[str, float]]) -> str: ...

    def nobody_wrote(self) -> str: ...


def title_of_points(shown: Shown) -> str:
    """How many of the points nothing was shown for, without a stop."""
    nothing = shown.nothing
    if not nothing:
        return "All our 100 points rest on what customers told us or did"
    if not shown.customers and not shown.stories:
        said = "Nothing has been shown yet for any of our 100 points"
    else:
        said = f"{nothing} of our 100 points {one_or_more(nothing, 'rests', 'rest')} on nothing shown yet"
    if not shown.against:
        return said
    against = "all" if shown.against == nothing else shown.against
    return f"{said}, and customers say otherwise about {against} of them"


def title_of_segments(nothing: Sequence[int]) -> str:
    """The same for several segments, each by itself."""
    numbers = sorted(nothing)
    where = "In both segments" if len(numbers) == 2 else f"In our {count(len(numbers))} segments"
    if numbers[0] == numbers[-1]:
        rest = one_or_more(numbers[0], "rests", "rest")
        return f"{where} {numbers[0]} of our 100 points {rest} on nothing shown yet"
    if len(numbers) == 2:
        rest = one_or_more(nothing[0], "rests", "rest")
        both = f"{nothing[0]} {rest} on nothing shown yet in one segment, {nothing[1]} in the other"
        return f"Of our 100 points {both}"
    return f"{where}, {numbers[0]} to {numbers[-1]} of our 100 points rest on nothing shown yet"


def title_of_needs(needs: int) -> str:
    """Needs were written, and nothing is weighed."""
    them = one_or_more(needs, "it", "them")
    return f"We wrote down {plural(needs, 'need')} and have not weighed {them} yet"


def title_without_needs() -> str:
    """Questions alone."""
    return "We have not weighed any needs yet"


def title_of_marks(rivals: int) -> str:
    """Marks without points."""
    if not rivals:
        return "We marked our own company and have not weighed the needs yet"
    return f"We compared ourselves with {plural(rivals, 'rival')} and have not weighed the needs yet"


def title_without_numbers() -> str:
    """Too few gave points for any number."""
    return "Too few of us gave points for any number to be shown"


def who_asks(promised: PromiseCount, year: int | None) -> str:
    """The second half of the title: who finds out by when, or that nobody does."""
    if not promised.questions:
        return "nobody has promised to find anything out"
    if not promised.open:
        return _asked(promised)
    if promised.overdue:
        return f"{_late(promised)} overdue on {_day(promised.known, year)}"
    if not promised.owned:
        taken = one_or_more(promised.open, "our question", f"any of our {count(promised.open)} questions")
        return f"nobody has taken {taken} yet"
    return f"{_askers(promised)}{_by(promised, year)}"


def _late(promised: PromiseCount) -> str:
    if promised.overdue < promised.questions:
        were = one_or_more(promised.overdue, "was", "were")
        return f"{count(promised.overdue)} of {plural(promised.questions, 'promise')} {were}"
    if promised.questions == 1:
        return "the promise was"
    return f"{'both' if promised.questions == 2 else 'all'} promises were"


def _asked(promised: PromiseCount) -> str:
    """What became of the questions, all of which were asked."""
    ends = (
        (promised.held, "right on"),
        (promised.wrong, "wrong on"),
        (promised.unclear, "still unclear on"),
    )
    asked = f"we asked {plural(promised.questions, 'question')}"
    said = [f"{words} {count(n)}" for n, words in ends if n]
    if len(said) > 1:
        return f"{asked}: {in_a_row(said)}"
    each = {1: "", 2: " both times"}.get(promised.questions, " each time")
    if promised.unclear:
        return f"{asked}: still unclear{each}"
    return f"{asked} and were {'right' if promised.held else 'wrong'}{each}"


def _askers(promised: PromiseCount) -> str:
    some = ""
    if promised.owned != promised.open:
        some = f" {count(promised.owned)} of {plural(promised.open, 'question')}"
    if promised.people is None:
        asked = plural(promised.owned, "question") if not some else some.strip()
        return f"{asked} {one_or_more(promised.owned, 'is', 'are')} asked"
    ask = one_or_more(promised.people, "asks", "ask")
    return f"{plural(promised.people, 'person', 'people')} {ask}{some}"


def _by(promised: PromiseCount, year: int | None) -> str:
    return ", without a date yet" if promised.last is None else f" by {_day(promised.last, year)}"


def _day(day: dt.date | str | None, year: int | None) -> str:
    """A day without the year of the workshop."""
    return "a later day" if day is None else day_in_words(day).removesuffix(f" {year}")


_STAGES = {
    "needs": "the needs",
    "weights": "the points",
    "grid": "the marks",
    "disagreement": "the talk about where we disagree",
    "closing": "the closing",
}


def unfinished(missing: Sequence[Missing], *, over: bool) -> str:
    """What is missing of the day, in which segments. `over`: nothing of it is left to do."""
    said = [f"{_STAGES[one.stage]}{one.beside(in_a_row, 'begun')}" for one in missing]
    are = "is" if [one.stage for one in missing] in (["disagreement"], ["closing"]) else "are"
    how = "was ended early" if over else "is not finished"
    return f"This day {how}: {in_a_row(said)} {are} missing."


def matters_most(needs: Sequence[tuple[str, float]], order: Order) -> str:
    """What we believe matters most, by name and points."""
    if order == "even":
        return f"On average we give all our needs the same: {whole(needs[0][1])} of 100 points each."
    names = all_quoted(need for need, _ in needs)
    points = in_a_row([whole(size) for _, size in needs])
    if len(needs) == 1:
        most = f"We believe {names} matters most, with {points} of our 100 points"
    else:
        most = f"We believe {names} matter most, with {points} of our 100 points"
    ends = {
        "open": "; which need comes first is not settled",
        "few": "; we are too few to say which need comes first",
        "most": "; which of them comes first is not settled",
    }
    return f"{most}{ends.get(order, '')}."


def after_the_talk(need: str, before: float, after: float, people: int | None) -> str:
    """What moved most, as a second clause; `people`: who answered twice, where that is not everybody."""
    of = "" if people is None else f", among the {people} who answered twice"
    return f"After the talk {quoted(need)} has {whole(after)}, before it {whole(before)}{of}."


def not_weighed() -> str:
    """No points."""
    return "What matters most was not weighed yet."


_WHERE = {"behind": "behind", "ahead": "ahead of"}


def stands(told: Sequence[AgainstRival], needs: int) -> str:
    """Where we believe we stand, by the names of rivals; of many on how many needs, and the weightiest."""
    if len(told) <= RIVALS:
        said = [f"{_WHERE[one.side]} {one.rival} on {so_many_needs(one.needs, needs)}" for one in told]
        return stopped(f"We believe we are {in_a_row(said)}")
    many = {side: sum(len(one.needs) for one in told if one.side == side) for side in ("behind", "ahead")}
    counts = in_a_row([f"{side} on {count(n)}" for side, n in many.items() if n])
    first = told[0]
    said_first = f"{_WHERE[first.side]} {first.rival} on {quoted(first.needs[0])}"
    return stopped(
        f"Of {count(needs)} needs we believe we are {counts}, each time against our best rival there: "
        f"{said_first} first of all"
    )


def so_many_needs(needs: Sequence[str], of: int) -> str:
    """Needs by name; of more than three how many of how many."""
    if len(needs) <= NAMED:
        return all_quoted(needs)
    return f"{count(len(needs))} of {count(of)} needs"


def stands_level(split: Sequence[str], needs: int) -> str:
    """Neither ahead of nor behind anybody."""
    if not split:
        return "We believe we are level with our best rivals."
    return stopped(f"We are neither ahead nor behind; on {so_many_needs(split, needs)} we are split")


def too_few_marked() -> str:
    """Marks, and no lead."""
    return "Too few of us know both ourselves and a rival to say where we stand."


def nobody_to_compare() -> str:
    """Marks for ourselves alone."""
    return "We marked ourselves alone, so where we stand against rivals is open."


def not_compared() -> str:
    """No marks."""
    return "Where we stand against rivals was not discussed."


def promises(promised: PromiseCount, year: int | None) -> str:
    """What is found out first, as a title; who asks by when stands in the title of the page."""
    if not promised.questions:
        return "Nobody has promised to find anything out yet"
    if not promised.open:
        return start(_asked(promised))
    said = "What we find out first"
    if promised.overdue:
        return f"{said}: {who_asks(promised, year)}"
    if promised.done:
        have = one_or_more(promised.done, "has", "have")
        return f"{said}; {count(promised.done)} of {plural(promised.questions, 'question')} {have} been asked"
    return said


def nobody_asks(needs: Sequence[tuple[str, float]]) -> str:
    """The needs with the most points for which nothing is shown: what there would be to ask about."""
    (need, points), *rest = needs
    are = one_or_more(int(whole(points)), "is", "are")
    said = [
        f"{whole(points)} {are} on {quoted(need)}",
        *(f"{whole(size)} on {quoted(one)}" for one, size in rest),
    ]
    return stopped(f"Of the points for which nothing is shown, {in_a_row(said)}")


def nobody_wrote() -> str:
    """The room was asked what it does not know, and nobody wrote anything."""
    return "Nobody wrote down what we do not know."
