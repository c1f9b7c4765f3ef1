"""Sentences of the closing: how sure we are, what we guessed, what our points rest on, what to find out."""

from __future__ import annotations

from collections.abc import Sequence

from cxw import agenda
from cxw.findings.wording.numbers import (
    count,
    half,
    hundred,
    listed,
    plural,
    so_many_points,
    start,
    whole,
)
from cxw.saying import many, quoted, stopped
from cxw.sharing import TIED

STAGES = {
    "needs": "needs",
    "weights": "points",
    "grid": "grid",
    "disagreement": "disagreement",
    "closing": "closing",
    "marks": "marks",
}


def surer(people: int, change: float, customers: int) -> str:
    """Conviction before and after, and what was added in between."""
    points = whole(abs(change))
    size = (
        "as sure as"
        if points == "0"
        else f"{so_many_points(abs(change))} {'surer' if change > 0 else 'less sure'} than"
    )
    said = f"The {people} who answered twice are {size} before the talk."
    if not customers:
        return f"{said} No customer was added in between."
    return f"{said} {start(plural(customers, 'piece'))} of customer evidence came in between."


def so_many_surer(people: int | None) -> str:
    """How many are as sure as before no more, where nothing else may be told; None: fewer than three."""
    moved = "At most two" if people is None else start(count(people))
    return f"{moved} of us are surer or less sure after the talk than before it."


def unsure(dk: int, asked: int) -> str:
    """Who could not say how sure they are."""
    if dk == asked:
        return "Nobody knows how sure they are."
    return f"{start(count(dk))} of {count(asked)} {'does' if dk == 1 else 'do'} not know how sure they are."


def guessed(guess: float | None, coverage: float | None) -> str:
    """What the room guessed, beside the count."""
    if coverage is None:
        return "There are no points yet to count."
    if guess is None:
        return f"{whole(coverage)} of our 100 points rest on customers."
    return f"We guessed {whole(guess)}. It is {whole(coverage)}."


def classes(customers: float, stories: float, nothing: float) -> str:
    """The 100 points in three classes; rounded so that they still make 100."""
    a, b, c = hundred((customers, stories, nothing))
    return f"{many(a, 'point rests', 'points rest')} on customers, {b} on single stories, {c} on nothing yet."


def contradicted(answers: Sequence[str]) -> str:
    """Which beliefs customer evidence speaks against."""
    return stopped(f"Customers contradict what we believe about {listed(answers)}")


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


def in_brief(label: str, points: float | None, mark: float | None, gap: str | None) -> str:
    """An answer under “We believe customers would say”: `“Price”: 24 of 100 points`."""
    if gap is not None:
        return f"{label}: {gap}"
    if mark is not None:
        return f"{label}: {half(mark)} of 10"
    return f"{label}: {whole(points)} of 100 points" if points is not None else f"{label}: too few of us said"


def gap_in_marks(unknown: tuple[int, int] | None) -> str:
    """Why a cell has no mark to go by: `four of twelve do not know`."""
    if unknown is None:
        return "too few of us marked it"
    dk, asked = unknown
    if dk == asked:
        return "we do not know"
    return f"{count(dk)} of {count(asked)} {'does' if dk == 1 else 'do'} not know"


def guess_unknown(dk: int, asked: int) -> str:
    """Who could not guess how much rests on customers."""
    if dk == asked:
        return "Nobody could guess how many points rest on customers."
    return f"{start(count(dk))} of {count(asked)} could not guess how many points rest on customers."


def bring(n: int) -> str:
    """Evidence that nobody in the room could show."""
    many = "piece of evidence was" if n == 1 else "pieces of evidence were"
    return stopped(f"{start(count(n))} {many} claimed but not shown: bring {'it' if n == 1 else 'them'}")


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
    why = "we left it at one" if why == "declined" else why
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


def find_out(need: str, points: float, status: str) -> str:
    """An uncovered weight as something to find out."""
    verb = "rests" if whole(points) == "1" else "rest"
    whys = {
        "contradicted": "customers have said otherwise",
        "single story": f"{so_many_points(points)} {verb} on single stories",
    }
    why = whys.get(status, f"{so_many_points(points)} {verb} on nothing from a customer")
    return stopped(f"Whether {quoted(need)} matters as much as we believe: {why}")


def rests(classes: tuple[int, int, int], guess: float | None) -> str:
    """What the 100 points rest on, beside the guess, in one sentence."""
    customers, stories, nothing = classes
    said = (
        f"Of our 100 points {customers} {'rests' if customers == 1 else 'rest'} on customers, {stories} on "
    )
    said += f"single stories and {nothing} on nothing yet"
    return stopped(said) if guess is None else f"{said}; we guessed that {whole(guess)} rest on customers."


def no_evidence() -> str:
    """Nobody has attached anything yet: nothing was counted that could be few."""
    return "No evidence is attached yet: all our 100 points are assumptions."


def named(first: tuple[int, int | None, float], after: tuple[int, int | None, float] | None) -> str:
    """How many can be right at most beside how sure they are; each is sure of their own first need.

    `first`, `after`: people, how many of them named one need at most, their mean.
    """
    people, most, mean = first
    said = f"On average each of us is {whole(mean)} % sure of their own first need"
    if most is not None and most < people:
        said = (
            f"Whichever one need customers put first, at most {most} of our {people} named it; "
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
