"""Wording of the closing: how sure we are, what we guessed, what our points rest on, what to find out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from cxw.day import agenda
from cxw.day.lens_places import lens_of_key
from cxw.findings.closing.types import Coverage, EvidenceItem
from cxw.findings.in_words import (
    count,
    half,
    hundred,
    plural,
    so_many_of_us,
    so_many_points,
    start,
    whole,
)
from cxw.model.roughly import count_of, day_in_words
from cxw.sharing import TIED
from cxw.text.saying import in_a_row, one_or_more, quoted, stopped

STAGES = {
    "needs": "needs",
    "weights": "points",
    "grid": "grid",
    "disagreement": "disagreement",
    "closing": "closing",
    "meeting": "second meeting",
    "marks": "marks",
}


@dataclass(frozen=True)
class Opposed:
    """Who speaks against a belief: one piece of evidence, and how many more there are."""

    kind: str
    customers: int | str | None
    date: dt.date | str | None
    more: int = 0


def opposed_by(contradicting: Sequence[EvidenceItem]) -> Opposed:
    """Who speaks against a belief, told by the best of the evidence, which stands first."""
    best, *more = contradicting
    return Opposed(best.kind, best.customers, best.date, len(more))


Named: TypeAlias = tuple[int, int | None, float]
"""People, how many of them named one need at most, how sure they are in the mean."""


class ClosingSentences(Protocol):
    """What is said at the closing, in each language."""

    def surer(self, people: int, change: float, customers: int) -> str: ...

    def so_many_surer(self, people: int | None, *, least: bool = False) -> str: ...

    def asked_once(self, asked: int) -> str: ...

    def unsure_in_words(self, dk: int, asked: int) -> str: ...

    def guessed(self, guess: float | None, told: int | None) -> str: ...

    def classes(self, customers: int, stories: int, nothing: int, against: int) -> str: ...

    def contradicted(self, about: Sequence[str], by: Opposed | None = None) -> str: ...

    def answer_about(self, need: str, company: str | None) -> str: ...

    def mark_label(self, company: str, need: str) -> str: ...

    def believed_weight(self, need: str, points: float | None) -> str: ...

    def believed_mark(
        self, company: str, need: str, mark: float | None, unknown: tuple[int, int] | None
    ) -> str: ...

    def weight_in_brief(self, need: str, points: float | None) -> str: ...

    def mark_in_brief(self, label: str, mark: float | None, unknown: tuple[int, int] | None) -> str: ...

    def guess_unknown(self, dk: int, asked: int) -> str: ...

    def bring(self, n: int) -> str: ...

    def skipped(self, what: str, why: str) -> str: ...

    def nothing_shown(self, guess: float | None) -> str: ...

    def named_in_words(self, first: Named, after: Named | None, gave: int) -> str: ...

    def named_needs(self, needs: int) -> str: ...

    def card_about(self, kind: str, company: str | None, need: str) -> str: ...


def surer(people: int, change: float, customers: int) -> str:
    """Conviction before and after, and what was added in between."""
    points = whole(abs(change))
    size = "as sure as"
    if points != "0":
        more = "surer" if change > 0 else "less sure"
        size = f"{so_many_points(abs(change))} {more} than"
    who = one_or_more(people, "The one who answered twice is", f"The {people} who answered twice are")
    said = f"{who} {size} before the talk."
    if not customers:
        return f"{said} No evidence from customers came in between."
    return f"{said} {start(plural(customers, 'piece'))} of customer evidence came in between."


def so_many_surer(people: int | None, *, least: bool = False) -> str:
    """How many are as sure as before no more, where nothing else may be told; None: fewer than three."""
    return f"{so_many_of_us(people, least=least)} are surer or less sure after the talk than before it."


def asked_once(asked: int) -> str:
    """Why nothing is compared: too few said twice how sure they are."""
    who = start(plural(asked, "person", "people"))
    were = one_or_more(asked, "was", "were")
    return f"{who} {were} asked how sure they are; a comparison needs three who said it twice."


def unsure_in_words(dk: int, asked: int) -> str:
    """Who could not say how sure they are."""
    if dk == asked:
        return "Nobody knows how sure they are."
    return f"{start(count(dk))} of {count(asked)} {one_or_more(dk, 'does', 'do')} not know how sure they are."


TOLD = "something a customer told us or did"
"""What is guessed and what is counted, by one definition: customer evidence and single stories together."""


MANY = "on ten customers or more, or on what customers did"


STORIES = "on single stories"


def in_hundred(covered: Coverage) -> tuple[int, int, int, int]:
    """Customer evidence, single stories, nothing yet, and what of it is spoken against; whole points."""
    customers, stories, nothing = hundred((covered.customers, covered.stories, covered.nothing))
    return customers, stories, nothing, min(nothing, round(covered.contradicted))


def guessed(guess: float | None, told: int | None) -> str:
    """What the room guessed, and how many points are counted by the same definition; None: no points yet."""
    if told is None:
        return "There are no points yet to count."
    if guess is None:
        return f"{told} of our 100 points {_rest(told)} on {TOLD}."
    return f"We guessed {whole(guess)}; {told} {_rest(told)} on {TOLD}."


def classes(customers: int, stories: int, nothing: int, against: int) -> str:
    """The 100 points in three classes; `against` are those of the last that customers speak against."""
    rest = one_or_more(customers, "point rests", "points rest")
    said = f"{customers} {rest} {MANY}, {stories} {STORIES}, {nothing} on nothing shown yet"
    return f"{said}{_against(against, nothing)}."


def _rest(points: int) -> str:
    return one_or_more(points, "rests", "rest")


def _against(against: int, nothing: int) -> str:
    if not against:
        return ""
    return f"; customers say otherwise about {'all' if against == nothing else against} of these"


_HOW = {
    "purchase": "by what they bought",
    "test": "in a test",
    "behaviour": "by what they did",
    "survey": "asked",
    "interviews": "asked",
    "won-lost": "asked about won and lost deals",
    "tickets": "in their tickets",
    "front-line-tally": "counted by our front line",
}


def contradicted(about: Sequence[str], by: Opposed | None = None) -> str:
    """Which beliefs customers say otherwise about: how many, how and when, and how much evidence more."""
    by = by or Opposed("", None, None)
    who = count_of(by.customers, "customer", "customers") if by.customers else "Customers"
    how = [_HOW[by.kind]] if by.kind in _HOW else []
    if by.date is not None:
        how.append(f"{'up to' if isinstance(by.date, dt.date) else 'in'} {day_in_words(by.date)}")
    told = f"{who}, {' '.join(how)}," if how else who
    more = f" and {plural(by.more, 'more piece')} of evidence" if by.more else ""
    say = one_or_more(1 if by.customers == 1 and not by.more else 2, "says", "say")
    return stopped(f"{start(told)}{more} {say} otherwise about {in_a_row(about)}")


def answer_about(need: str, company: str | None) -> str:
    """What an answer is about: `“Price”`, or `Acme on “Price”`."""
    return quoted(need) if company is None else mark_label(company, need)


def mark_label(company: str, need: str) -> str:
    """A mark by its company and its need: `Acme on “Price”`."""
    return f"{company} on {quoted(need)}"


def card_about(kind: str, company: str | None, need: str) -> str:
    """What a promise is about."""
    told = {
        "mark": f"how {company} does on {quoted(need)}",
        "lens": f"what {quoted(need)} comes down to",
        "thing": f"whether {quoted(need)} is so",
        "card": f"what our cards say about {quoted(need)}",
    }
    if kind in told:
        return told[kind]
    return f"how much {quoted(need)} matters" if kind == "weight" else f"whether {quoted(need)} is a need"


def believed_weight(need: str, points: float | None) -> str:
    """A weight as a belief."""
    if points is None:
        return f"What we believe {quoted(need)} is worth"
    return f"We believe customers would give {quoted(need)} {whole(points)} of 100 points"


def believed_mark(company: str, need: str, mark: float | None, unknown: tuple[int, int] | None) -> str:
    """A mark as a belief, or as a gap: how many do not know, of how many."""
    if mark is not None:
        return f"We believe customers would mark {company} {half(mark)} on {quoted(need)}"
    return f"How {company} does on {quoted(need)}: {gap_in_marks(unknown)}"


def weight_in_brief(need: str, points: float | None) -> str:
    """A weight under “We believe customers would say”: `“Price”: 24 of 100 points`."""
    if points is None:
        return f"{quoted(need)}: too few of us said"
    return f"{quoted(need)}: {whole(points)} of 100 points"


def mark_in_brief(label: str, mark: float | None, unknown: tuple[int, int] | None) -> str:
    """A mark there, or why there is none."""
    return f"{label}: {gap_in_marks(unknown)}" if mark is None else f"{label}: {half(mark)} of 10"


def gap_in_marks(unknown: tuple[int, int] | None) -> str:
    """Why a cell has no mark to go by: `four of twelve do not know`."""
    if unknown is None:
        return "too few of us marked it"
    dk, asked = unknown
    if dk == asked:
        return "we do not know"
    return f"{count(dk)} of {count(asked)} {one_or_more(dk, 'does', 'do')} not know"


def guess_unknown(dk: int, asked: int) -> str:
    """Who could not guess how much rests on customers."""
    if dk == asked:
        return "Nobody could guess."
    return f"{start(count(dk))} of {count(asked)} could not guess."


def bring(n: int) -> str:
    """Evidence that nobody in the room could show."""
    many = one_or_more(n, "piece of evidence is", "pieces of evidence are")
    return f"{start(count(n))} {many} said, not yet shown: bring {one_or_more(n, 'it', 'them')}."


_SHORTER = {
    agenda.RIVALS: "marks for the first two competitors only",
    agenda.FINDINGS: "four findings to talk about at most",
    agenda.EVIDENCE: "how we know was to be asked of five answers at most",
    agenda.CARDS: "three promises suggested at most",
    "weights second": "no second round of points",
    "grid second": "no second round of marks",
    "grid": "no marks",
}


def skipped(what: str, why: str) -> str:
    """A stage, a second round or a part of a stage that did not take place, and why."""
    if what in agenda.PARTS or (what in _SHORTER and why == agenda.SHORTENED):
        return f"{start(why)}: {_SHORTER[what]}."
    if lens := lens_of_key(what):
        if why == agenda.SHORTENED:
            return f"{start(why)}: no lens {quoted(lens)}."
        return stopped(f"The lens {quoted(lens)} was not finished: {why}")
    if why == "declined":
        why = "we left it at one"
    stage, *second = what.split()
    name = STAGES.get(stage, stage)
    if second == ["second"]:
        of = "marks" if stage == "grid" else name
        if why == TIED:
            return stopped(f"The second round of {of} is {TIED}")
        return stopped(f"There was no second round of {of}: {why}")
    return stopped(
        f"The {name} {'were' if name in ('needs', 'points', 'marks') else 'was'} not finished: {why}"
    )


def nothing_shown(guess: float | None) -> str:
    """Nobody has attached anything yet: nothing was counted that could be few."""
    guessed = "" if guess is None else f"We guessed {whole(guess)}. "
    return f"{guessed}No evidence is attached yet: all our 100 points are assumptions."


def named_in_words(first: Named, after: Named | None, gave: int) -> str:
    """How many can be right at most beside how sure they are; each is sure of their own first need.

    `first`, `after`: people, how many of them named one need at most, their mean. `gave`: who gave points.
    """
    people, most, mean = first
    us = f"our {people}" if people == gave else f"the {people} of us who said how sure they are"
    said = f"On average each of us is {whole(mean)} % sure of their own first need"
    if most is not None and most < people:
        said = (
            f"Whichever one need customers put first, at most {most} of {us} named it; "
            f"on average we are {whole(mean)} % sure"
        )
    return f"{said}; {_then(*after, before=people)}." if after else f"{said}."


def _then(people: int, most: int | None, mean: float, before: int) -> str:
    """The same after the talk, as a second clause."""
    if most is None or most == people:
        return f"after the talk: {whole(mean)} %"
    of = f" of {people}" if people != before else ""
    return f"after the talk: at most {most}{of}, and {whole(mean)} % sure"


def named_needs(needs: int) -> str:
    """How many different needs we put first, each exactly one."""
    return f"We name {count(needs)} different needs."
