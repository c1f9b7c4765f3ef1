"""What the template looks up for the SWOT: the four boxes, an entry as a line, agreement on a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from cxw.findings.marks.types import GridFindings
from cxw.findings.swot.types import CompanyAgain, SwotEntry, SwotFindings, SwotKind
from cxw.findings.swot.words import CAUTION, also
from cxw.handout.pages.tree import BOXES
from cxw.handout.words import one, plain

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
        ("Not decisive today", ("excess", "light")),
    )


def shown(entries: Sequence[SwotEntry]) -> list[SwotEntry]:
    """The entries of one heading in full, claims and the weightiest first; a longer list is not read."""
    return sorted(entries, key=lambda entry: (not entry.stated, -round(entry.points, 9)))[:MOST]


def also_there(entries: Sequence[SwotEntry]) -> str:
    """The others in few words, or nothing."""
    return also([entry for entry in entries if entry not in shown(entries)]) if len(entries) > MOST else ""


def among(found: SwotFindings, kinds: Sequence[SwotKind]) -> list[SwotEntry]:
    """The entries of these kinds."""
    return [entry for entry in found.entries if entry.kind in kinds]


def entry_line(entry: SwotEntry) -> Markup:
    """An entry: a statement's title bold, a question's slanted, and how many say so."""
    mark = Markup("**") if entry.stated else Markup("*")
    stop = "" if entry.title.endswith("?") else ":"
    words = entry.sentence[len(entry.title) + len(stop) + 1 :]
    title = mark + plain(f"{entry.title}{stop}") + mark
    behind = [_own_votes(entry)] if entry.voters else []
    if entry.share is not None:
        behind.append(f"in {entry.share * 100:.0f} of 100 rooms drawn from ours")
    behind += [f"{entry.n} marked both"] if entry.n else []
    if entry.kind in ("split", "light") or not behind:
        return Markup("{} {}").format(title, plain(words))
    return Markup("{} {} ({})").format(title, plain(words), plain("; ".join(behind)))


def _own_votes(entry: SwotEntry) -> str:
    """How many say so: marks alone are not enough where the need has other points in somebody's row."""
    said = f"{entry.agree} of {entry.voters} say so by their own points and marks"
    if entry.agree == entry.voters:
        return said
    share = "less than an even share" if entry.kind == "excess" else "an even share"
    return f"{said}: it needs {share} of their points too"


def caution() -> str:
    """What a believed opportunity is and is not."""
    return CAUTION


def agreement_on(grid: GridFindings, company: str, need: str) -> Markup:
    """r*wg of one cell; a dash where it has too few marks."""
    cell = grid.cell(company, need)
    return one(cell.rwg) if cell is not None else plain(None)


def central_needs(companies: Sequence[CompanyAgain]) -> list[str]:
    """The needs of the central weights, in their order."""
    return next(([need for need, _ in company.central] for company in companies if company.central), [])


SWOT: Mapping[str, Callable[..., Any]] = {
    look.__name__: look
    for look in (boxes, apart, shown, also_there, among, entry_line, caution, agreement_on)
}
