"""What the template looks up for the SWOT: the four boxes, an entry as a line, agreement on a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from markupsafe import Markup

from cxw.day.grid import AS_NOW_ID
from cxw.findings.customers.types import CustomersFindings, EntryAgainst
from cxw.findings.marks.types import GridFindings
from cxw.findings.swot.types import CompanyAgain, SwotEntry, SwotFindings, SwotKind
from cxw.handout.pages.tree import BOXES
from cxw.handout.speech import Speech
from cxw.handout.words import plain
from cxw.text.saying import in_a_row, stopped

MOST = 3
"""Entries under one heading that are told in full."""


def boxes() -> tuple[tuple[SwotKind, str], ...]:
    """The four boxes in their order; by these headings a painter knows them."""
    return tuple(zip(("strength", "weakness", "opportunity", "threat"), BOXES, strict=True))


def apart() -> tuple[tuple[str, tuple[SwotKind, ...]], ...]:
    """What stands beside the boxes, by its headings."""
    return (
        ("We are split, or not sure", ("split",)),
        ("Expected of everybody", ("expected",)),
        ("More than customers need?", ("excess",)),
        ("Not decisive today", ("light",)),
    )


def shown(entries: Sequence[SwotEntry]) -> list[SwotEntry]:
    """The entries of one heading in full, claims and the weightiest first; a longer list is not read."""
    return sorted(entries, key=lambda entry: (not entry.stated, -round(entry.points, 9)))[:MOST]


def also_there(spoken: Speech, entries: Sequence[SwotEntry]) -> str:
    """The others in few words, or nothing."""
    others = [entry for entry in entries if entry not in shown(entries)]
    return spoken.said.swot.also(others) if others else ""


def among(found: SwotFindings, kinds: Sequence[SwotKind]) -> list[SwotEntry]:
    """The entries of these kinds."""
    return [entry for entry in found.entries if entry.kind in kinds]


BETTER = "Who last served you better on {need}: {us} or {rival}?"
THAN_BEFORE = "What last went better on {need}: with {us}, or the way you did it before?"
"""Where the rival is nobody: customers carry on as now."""
QUESTIONS: Mapping[SwotKind, str] = {
    "strength": BETTER,
    "weakness": BETTER,
    "split": BETTER,
    "opportunity": "Who last served you well on {need}, if anybody?",
    "threat": "Whom did you choose when {need} decided, and why?",
    "expected": "When was {need} last not as you needed it, and what did you do then?",
    "excess": "When did {need} last make a difference to you, and which?",
}
"""What a customer can be asked, about what happened and without being told what we believe."""
OF_ANYBODY = "Who last served you best on {need}, and how did {us} compare?"


def entry_line(
    spoken: Speech, entry: SwotEntry, grid: GridFindings, customers: CustomersFindings | None = None
) -> Markup:
    """An entry: a claim with its title bold, all else a question to customers; and how many of us say so.

    Where customers have answered about it their numbers follow, and take the place of a question they settle.
    """
    told = _answered(entry, customers)
    line = _settled(spoken, entry, told) if told and told.settled else _believed(spoken, entry, grid)
    return line + Markup(" {}").format(plain(in_full(told))) if told else line


def in_full(told: EntryAgainst) -> str:
    """Customers' numbers on an entry, and what they say of it."""
    return stopped(f"{told.numbers}; {told.verdict}")


def _settled(spoken: Speech, entry: SwotEntry, told: EntryAgainst) -> Markup:
    if entry.stated:
        return _claim(entry, _behind(spoken, entry))
    need = stopped(f"{spoken.quoted(told.short)} {_behind(spoken, entry)}".strip())
    return Markup("**{}:** {}").format(plain(entry.title.removesuffix("?")), plain(need))


def _believed(spoken: Speech, entry: SwotEntry, grid: GridFindings) -> Markup:
    behind = _behind(spoken, entry)
    if entry.stated:
        return _claim(entry, behind)
    apart = f"{spoken.say('We do not agree:')} " if entry.reading.startswith("contested") else ""
    return plain(f"{apart}{question(spoken, entry, grid)} {behind}".strip())


def _claim(entry: SwotEntry, behind: str) -> Markup:
    stop = "" if entry.title.endswith("?") else ":"
    words = entry.sentence[len(entry.title) + len(stop) + 1 :]
    return Markup("**{}** {} {}").format(plain(f"{entry.title}{stop}"), plain(words), plain(behind))


def _behind(spoken: Speech, entry: SwotEntry) -> str:
    """How many of us say so."""
    if not entry.voters:
        return ""
    said = "({agree} of {voters} of us says so)" if entry.agree == 1 else "({agree} of {voters} of us say so)"
    return spoken.say(said, agree=entry.agree, voters=entry.voters)


def _answered(entry: SwotEntry, customers: CustomersFindings | None) -> EntryAgainst | None:
    """What customers answered about an entry; None where they did not."""
    return customers.entry(entry.kind, entry.need) if customers else None


def entry_class(entry: SwotEntry, customers: CustomersFindings | None) -> list[str]:
    """What an entry rests on, as flags: customers who have answered about it go before what was shown."""
    told = _answered(entry, customers)
    if told is not None and told.outcome == "so" and told.weighs is None:
        return ["customer evidence"]
    if told is not None and told.outcome in ("level", "other"):
        return ["contradicted"]
    return [*(["contradicted"] if entry.contradicted else []), entry.cls]


def question(spoken: Speech, entry: SwotEntry, grid: GridFindings) -> str:
    """What a customer can be asked about an entry."""
    own = next((line.short for line in grid.companies if line.own), "")
    lead = grid.best_lead(entry.need)
    rival = next((line.short for line in grid.companies if lead and line.id == lead.rival), None)
    asks = QUESTIONS.get(entry.kind, OF_ANYBODY)
    if asks == BETTER:
        asks = _than_whom(lead.rival if lead and rival else None)
    return spoken.say(asks, need=spoken.quoted(entry.short), us=own, rival=rival)


def _than_whom(rival: str | None) -> str:
    """Better than this rival, than before where customers carry on as now, or than anybody."""
    if rival is None:
        return OF_ANYBODY
    return THAN_BEFORE if rival == AS_NOW_ID else BETTER


def beside(
    spoken: Speech,
    entries: Sequence[SwotEntry],
    grid: GridFindings,
    customers: CustomersFindings | None = None,
) -> list[str]:
    """What stands beside the board, each as its question; needs with few points by their names alone.

    What customers answered about one follows its question, or takes its place where they settle it.
    """
    told = {entry: _answered(entry, customers) for entry in entries}
    if all(entry.kind == "light" for entry in entries) and not any(told.values()):
        return [f"{in_a_row([spoken.quoted(one.short) for one in entries], spoken.last)}."]
    said = chain.from_iterable(_beside(spoken, entry, grid, told[entry]) for entry in shown(entries))
    return list(dict.fromkeys(said))


def _beside(spoken: Speech, entry: SwotEntry, grid: GridFindings, told: EntryAgainst | None) -> Iterator[str]:
    if told is None:
        yield question(spoken, entry, grid)
        return
    if told.settled or entry.kind == "light":
        yield f"{spoken.quoted(entry.short)}. {in_full(told)}"
        return
    yield question(spoken, entry, grid)
    yield in_full(told)


def first_place(swot: SwotFindings) -> list[str]:
    """Who is ahead by own points and marks, and by all of them together."""
    votes = [votes.sentence for votes in swot.votes[:1]]
    return [said for said in (*votes, swot.first, swot.halo) if said]


def caution(spoken: Speech) -> str:
    """What a believed opportunity is and is not."""
    return spoken.said.swot.CAUTION


def agreement_on(spoken: Speech, grid: GridFindings, company: str, need: str) -> Markup:
    """r*wg of one cell; a dash where it has too few marks."""
    cell = grid.cell(company, need)
    return spoken.one(cell.rwg) if cell is not None else plain(None)


def central_needs(companies: Sequence[CompanyAgain]) -> list[str]:
    """The needs of the central weights, in their order."""
    return next(([need for need, _ in company.central] for company in companies if company.central), [])


SWOT: Mapping[str, Callable[..., Any]] = {
    look.__name__: look for look in (boxes, apart, shown, among, first_place, entry_class)
}
SPOKEN_SWOT: tuple[Callable[..., Any], ...] = (entry_line, beside, also_there, caution, agreement_on)
"""Those that say something themselves: they are told how the handout speaks."""
