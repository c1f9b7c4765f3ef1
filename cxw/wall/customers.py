"""What customers answered, on the wall: their points beside ours, our sureness, their marks, their words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from cxw.findings.customers.types import CustomersFindings
from cxw.findings.in_words import half, whole
from cxw.pictures.charts import Bars, Length, Listing, ListItem
from cxw.pictures.points import in_figures
from cxw.text.phrases import Phrases
from cxw.text.saying import each_once
from cxw.wall.page import Page
from cxw.wall.scene import chunks

EACH = 5
"""Needs a page."""
QUOTED = 6
"""Customers' words a page; the handout has more of them."""
TEN = 10.0


def pages(found: CustomersFindings | None, say: Phrases) -> list[Page]:
    """The pages that follow the room's points; none before customers have answered."""
    if found is None:
        return []
    return [*compared(found, say), *missing(found, say)]


def compared(found: CustomersFindings, say: Phrases) -> list[Page]:
    """The room's points, sureness and marks beside customers'."""
    return [*_points(found, say), *_sureness(found), *_marks(found, say)]


def _points(found: CustomersFindings, say: Phrases) -> list[Page]:
    pairs = [(need.short, need.room, need.theirs) for need in found.needs]
    pages = [
        Page(found.headline, (Bars(bars),), under=found.on_points, least=len(bars) + len(bars) // 2 - 1)
        for bars in _beside(pairs, whole, say)
    ]
    return pages or [Page(found.headline, under=(*found.on_points, *found.on_them))]


def _sureness(found: CustomersFindings) -> list[Page]:
    return [Page(said, under=found.on_them) for said in found.on_sureness]


def _marks(found: CustomersFindings, say: Phrases) -> list[Page]:
    """Our own marks beside customers', under how far they are apart."""
    pairs = [(mark.short, mark.room, mark.theirs) for mark in found.marks]
    headline, *under = found.on_marks or ("",)
    return [
        Page(headline, (Bars(bars, top=TEN),), under=tuple(under), least=len(bars) + len(bars) // 2 - 1)
        for bars in (_beside(pairs, half, say) if headline else [])
    ]


def _beside(
    pairs: list[tuple[str, float, float]], figures: Callable[[float], str], say: Phrases
) -> list[tuple[Length, ...]]:
    """Two bars a need, ours and customers', a few needs a page."""
    both = [
        (
            Length(short, ours, in_figures(ours, figures), apart=True),
            Length(say("customers"), theirs, figures(theirs), "accent"),
        )
        for short, ours, theirs in pairs
    ]
    return [tuple(chain.from_iterable(some)) for some in chunks(both, EACH)] if both else []


def missing(found: CustomersFindings, say: Phrases) -> list[Page]:
    """What customers wrote matters more than any need of the list; none where they wrote nothing."""
    if not found.missing:
        return []
    texts = each_once(found.missing)
    shown = tuple(ListItem(say.in_marks(text)) for text in texts[:QUOTED])
    more = len(texts) - len(shown)
    under = (say("and {n} more, in the file", n=more),) if more else ()
    return [Page(say("What customers say matters more than any of these"), (Listing(shown),), under=under)]
