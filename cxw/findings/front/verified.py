"""The first page once customers have answered: what held of what we believed, what is still belief."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cxw.day.record import THREE
from cxw.findings.front.types import BeliefHeld, FrontPart, Held, Verified
from cxw.text.saying import each_once, stopped

if TYPE_CHECKING:  # the whole is made of this
    from cxw.findings.customers.types import CustomersFindings
    from cxw.findings.types import SegmentFindings
    from cxw.findings.view import AudienceView

NEEDS, ENTRIES = 3, 4
"""Rows of the table: needs on which we are far from customers, believed strengths and weaknesses."""
FAR = 5
"""Points of 100 from which a need's gap is told on the first page; the chapter names every one."""
QUOTED, SHORT = 3, 80
"""Customers' own words on the page, and how many letters each may have; the chapter has more of them."""
MANY_MISS = 3
"""One in so many customers, and three at least, who name something that matters more stand in the title."""
HELD: dict[str, Held] = {"so": "held", "level": "not", "other": "not"}


def verified(view: AudienceView, found: SegmentFindings) -> Verified | None:
    """What the first page says of customers' answers; None where there are none."""
    against = found.customers
    if against is None:
        return None
    beliefs, left = tuple(_beliefs(view, against)), tuple(_left(view, found, against))
    checked = FrontPart(view.wording.verified.held(beliefs), tuple(_beside(view, against)))
    return Verified(
        title=_title(view, against),
        points=_points(view, against) if against.needs else None,
        checked=checked,
        beliefs=beliefs,
        left=left,
        marked=bool(against.marks),
        brief=tuple(_brief(view, against, checked, left)),
    )


def _brief(
    view: AudienceView, against: CustomersFindings, checked: FrontPart, left: Sequence[str]
) -> Iterator[str]:
    """A few sentences: what customers miss and what they put first, or how much they bear out."""
    yield stopped(_title(view, against))
    if _many_miss(against):
        if words := _some(against.missing):
            yield view.wording.verified.they_write(words)
        if against.first is not None:
            yield view.wording.verified.on_our_list(view.wording.customers.first(against.first, against.n))
    else:
        yield stopped(checked.title)
    yield from left


def _title(view: AudienceView, against: CustomersFindings) -> str:
    """What customers miss, if many do; whether our first need is theirs; else how far we are apart."""
    said = view.wording.verified
    if _many_miss(against):
        return said.many_miss(len(against.missing), against.n)
    if against.first is not None and against.first.settled:
        return view.wording.customers.first(against.first, against.n).removesuffix(".")
    if against.needs or against.bias is None:
        return against.headline.removesuffix(".")
    return said.marked_ourselves(against.bias)


def _many_miss(against: CustomersFindings) -> bool:
    return MANY_MISS * len(against.missing) >= max(against.n, THREE * MANY_MISS)


def _points(view: AudienceView, against: CustomersFindings) -> FrontPart:
    """Our points beside customers'; what the table beneath it says of single needs is not said twice."""
    said = view.wording.customers
    settled = against.first is not None and against.first.settled
    twice = {against.far, said.first(against.first, against.n) if against.first and settled else ""}
    told = [against.headline, *(one for one in against.on_points if one not in twice)]
    if settled and against.sure is not None:
        told.append(view.wording.verified.sure(against.sure))
    title, *rest = [one for one in told if one.removesuffix(".") != _title(view, against)]
    return FrontPart(title.removesuffix("."), tuple(rest))


def _beliefs(view: AudienceView, against: CustomersFindings) -> Iterator[BeliefHeld]:
    yield from _first(view, against)
    yield from _far(view, against)
    yield from _entries(view, against)


def _first(view: AudienceView, against: CustomersFindings) -> Iterator[BeliefHeld]:
    """Which need comes first: settled only where customers settle it."""
    said, first = view.wording.verified, against.first
    if first is None:
        return
    ours = max(need.room for need in against.needs)
    theirs = max(need.theirs for need in against.needs)
    outcome: Held = "open"
    if first.settled and (len(first.room) == 1 or first.theirs[0] not in first.room):
        outcome = "held" if first.theirs == first.room else "not"
    yield BeliefHeld(
        said.most_points(first.room, ours), said.have_most(first.theirs, theirs), outcome, said.WORDS[outcome]
    )


def _far(view: AudienceView, against: CustomersFindings) -> Iterator[BeliefHeld]:
    """The needs farthest from customers outside of their band; not those named before."""
    said, first = view.wording.verified, against.first
    named = {*first.room, *first.theirs} if first is not None and first.settled else set()
    beyond = [need for need in against.needs if need.beyond and need.short not in named]
    far = [need for need in beyond if abs(need.room - need.theirs) >= FAR]
    for need in sorted(far, key=lambda need: -abs(need.room - need.theirs))[:NEEDS]:
        yield BeliefHeld(
            said.points_of(need.short, need.room),
            said.points(need.theirs),
            "not",
            said.less(more=need.theirs > need.room),
        )


def _entries(view: AudienceView, against: CustomersFindings) -> Iterator[BeliefHeld]:
    """Believed strengths and weaknesses that customers marked, settled ones first."""
    said = view.wording.verified
    marked = [one for one in against.entries if one.marked and one.kind in ("strength", "weakness")]
    for one in sorted(marked, key=lambda one: not one.settled)[:ENTRIES]:
        outcome = HELD.get(one.outcome, "open")
        believed = said.believed(one.short, ahead=one.kind == "strength")
        yield BeliefHeld(believed, said.marks(one), outcome, said.entry_word(one, outcome))


def _beside(view: AudienceView, against: CustomersFindings) -> Iterator[str]:
    """By how much we marked ourselves otherwise, and what customers miss on the list."""
    if against.bias is not None:
        yield view.wording.customers.bias(against.bias)
    words, said = _some(against.missing), view.wording.verified
    if against.missing and not _many_miss(against):
        yield said.missing(words, len(against.missing), against.n)
    elif words:
        yield said.they_write(words)


def _some(texts: Sequence[str]) -> list[str]:
    """Up to three of customers' own words that are short enough for a sentence."""
    return [text for text in each_once(texts) if len(text) <= SHORT][:QUOTED]


def _left(view: AudienceView, found: SegmentFindings, against: CustomersFindings) -> Iterator[str]:
    """What customers were not asked, or do not settle."""
    said = view.wording.verified
    if found.weights is not None and not found.weights.withheld and not against.needs:
        yield said.NO_POINTS
    if found.grid is None:
        return
    if not against.marks:
        yield said.NO_MARKS
        return
    if against.unmarked:
        yield said.unmarked(against.unmarked)
    if needs := _unmarked_needs(found, against):
        yield said.needs_unmarked(needs)


def _unmarked_needs(found: SegmentFindings, against: CustomersFindings) -> Sequence[str]:
    """Needs of the grid on which no customer marked us."""
    marked = {mark.need for mark in against.marks}
    return [need.short for need in found.grid.needs if need.id not in marked] if found.grid else []
