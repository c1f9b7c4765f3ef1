"""Last time on the wall: the points of the same needs both times, and what became of the promises."""

from __future__ import annotations

from itertools import chain

from cxw.findings.day.types import LastTime
from cxw.findings.in_words import whole
from cxw.pictures.charts import Bars, LabelledWords, Length, Pairs
from cxw.pictures.points import in_figures
from cxw.text.phrases import Phrases
from cxw.wall.page import Page
from cxw.wall.scene import chunks

EACH = 5
"""Needs a page."""
BECAME = {"held": "right", "wrong": "wrong", "unclear": "unclear", "open": "open"}


def pages(found: LastTime | None, say: Phrases) -> list[Page]:
    """The pages that follow this time's points; none where there is no last time."""
    if found is None:
        return []
    shown = [_points(found, bars) for bars in _bars(found, say)] if found.needs else []
    return shown + ([_promises(found, say)] if found.promises else [])


def _points(found: LastTime, bars: tuple[Length, ...]) -> Page:
    return Page(found.headline, (Bars(bars),), under=found.sentences, least=len(bars) + len(bars) // 2 - 1)


def _bars(found: LastTime, say: Phrases) -> list[tuple[Length, ...]]:
    both = [
        (
            Length(need.short, need.now or 0, in_figures(need.now, whole) or "-", apart=True),
            Length(say("last time"), need.then, whole(need.then), "quiet"),
        )
        for need in found.needs
    ]
    return [tuple(chain.from_iterable(some)) for some in chunks(both, EACH)]


def _promises(found: LastTime, say: Phrases) -> Page:
    became = tuple(LabelledWords(say(BECAME[one.outcome]), one.question) for one in found.promises)
    chart = Pairs(became, words="plain", labels=tuple(map(say, BECAME.values())))
    return Page(found.kept, (chart,), least=min(len(found.promises), 8))
