"""Last time on the wall: the points of the same needs both times, and what became of the promises."""

from __future__ import annotations

from rich.text import Text  # noqa: TID251 -- screens are rich's room

from cxw.findings.day.types import LastTime
from cxw.wall.bars import Length, lengths
from cxw.wall.frame import Page, WallSheet
from cxw.wall.ink import whole, wrapped
from cxw.wall.scene import chunks

EACH = 5
"""Needs a page."""
BECAME = {"held": "right", "wrong": "wrong", "unclear": "unclear", "open": "open"}


def pages(found: LastTime | None) -> list[Page]:
    """The pages that follow this time's points; none where there is no last time."""
    if found is None:
        return []
    shown = [_points(found, bars) for bars in _bars(found)] if found.needs else []
    return shown + ([_promises(found)] if found.promises else [])


def _points(found: LastTime, bars: tuple[Length, ...]) -> Page:
    return Page(found.headline, lambda sheet: lengths(bars, sheet), under=found.sentences, least=len(bars))


def _bars(found: LastTime) -> list[tuple[Length, ...]]:
    both = [
        (
            Length(need.short, need.now or 0, whole(need.now) if need.now is not None else "-", apart=True),
            Length("last time", need.then, whole(need.then), quiet=True),
        )
        for need in found.needs
    ]
    return [tuple(bar for pair in some for bar in pair) for some in chunks(both, EACH)]


def _promises(found: LastTime) -> Page:
    def picture(sheet: WallSheet) -> list[Text]:
        lines = []
        for promise in found.promises:
            first, *rest = wrapped(promise.question, sheet.width - 10, 2)
            lines.append(Text.assemble((f"{BECAME[promise.outcome]:10}", sheet.strong), (first, sheet.ink)))
            lines += [Text(" " * 10 + row, sheet.ink) for row in rest]
        return lines

    return Page(found.kept, picture, least=min(len(found.promises), 8))
