"""The questionnaire as parts of a sheet, the same for the PDF and for Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cxw.survey import phrasing
from cxw.survey.heads import WHO_ANSWERS
from cxw.survey.questionnaire import Questionnaire

PartKind = Literal["title", "say", "ask", "points", "ticks", "lines", "marks", "turn"]


@dataclass(frozen=True)
class SheetPart:
    """One thing on the sheet: words, rows for points, boxes to tick, lines, a table of marks, a new page."""

    k: PartKind
    text: str = ""
    items: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    """Of a table of marks: the companies."""
    count: int = 0
    """Of lines: how many."""


def sheet_parts(asked: Questionnaire, letter: str) -> Iterator[SheetPart]:
    """A sheet from its top; what names a company stands on a page behind the points."""
    say = asked.say
    yield SheetPart("title", say(phrasing.TITLE), heads=(say(phrasing.SHEET_ORDER, letter=letter),))
    yield SheetPart("say", asked.intro)
    if asked.about:
        yield SheetPart("say", say(phrasing.ABOUT, about=asked.about))
    yield SheetPart("ask", say(phrasing.POINTS))
    needs = tuple(one.words for one in asked.needs)
    yield SheetPart("points", say(phrasing.TOGETHER), needs)
    yield SheetPart("ticks", items=(say(phrasing.CANNOT),))
    yield SheetPart("ask", say(phrasing.MORE))
    yield SheetPart("lines", say(phrasing.IF_NOTHING), count=2)
    for question in (phrasing.OPEN[head] for head in asked.texts if head in phrasing.OPEN):
        yield SheetPart("ask", say(question))
        yield SheetPart("lines", count=2)
    yield SheetPart("turn", say(phrasing.TURN_OVER))
    if asked.marked:
        yield SheetPart("ask", say(phrasing.MARKS_ON_PAPER))
        yield SheetPart("marks", items=needs, heads=tuple(one.words for one in asked.marked))
    yield SheetPart("ask", say(phrasing.WHO, company=asked.company))
    yield SheetPart("ticks", items=who_choices(asked))
    yield SheetPart("say", say(phrasing.THANKS))


def who_choices(asked: Questionnaire) -> tuple[str, ...]:
    """Who somebody can be, in the order of `WHO_ANSWERS`, and at the end that they would rather not say."""
    known = (asked.say(phrasing.WHO_ARE[who]) for who in WHO_ANSWERS)
    return (*known, asked.say(phrasing.RATHER_NOT))
