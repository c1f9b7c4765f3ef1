"""The questionnaire for Qualtrics: a text in its advanced format, one tag in double square brackets a line.

The format knows blocks, questions, choices and pages; that points must add to 100, that choices are drawn
anew and who is asked what is set by hand after the import, as the READ ME says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.survey import phrasing
from cxw.survey.heads import (
    ASKS_FIRST,
    MORE,
    QUALTRICS_DK,
    QUALTRICS_MARKS,
    QUALTRICS_POINTS,
    USED,
    WHO,
)
from cxw.survey.paper import who_choices
from cxw.survey.questionnaire import Questionnaire

PAGE = "[[PageBreak]]"
ONE, SEVERAL = "MC:SingleAnswer:Vertical", "MC:MultipleAnswer:Vertical"
SUM, TABLE, ESSAY, WORDS = "ConstantSum", "Matrix", "TE:Essay", "DB"


def qualtrics_text(asked: Questionnaire) -> bytes:
    """The file to import, in UTF-8."""
    return ("\n".join(_lines(asked)) + "\n").encode()


def _lines(asked: Questionnaire) -> Iterator[str]:
    say = asked.say
    needs = [one.words for one in asked.needs]
    yield from ("[[AdvancedFormat]]", "", "[[Block:Points]]", "")
    yield from _question(WORDS, "intro", asked.intro)
    if asked.about:
        yield from _question(WORDS, "about", say(phrasing.ABOUT, about=asked.about))
    yield from _question(ONE, ASKS_FIRST, say(phrasing.CAN_YOU))
    yield from _choices([say(phrasing.CAN), say(phrasing.CANNOT)])
    yield from (PAGE, "")
    yield from _question(SUM, QUALTRICS_POINTS, say(phrasing.POINTS))
    yield from _choices(needs)
    yield from ("[[Block:Words]]", "")
    questions = {MORE: f"{say(phrasing.MORE)} {say(phrasing.IF_NOTHING)}", **phrasing.OPEN}
    for head in asked.texts:
        yield from _question(ESSAY, head, say(questions[head]))
    if asked.marked:
        yield from _marks(asked, needs)
    yield from ("[[Block:Who]]", "")
    yield from _question(ONE, WHO, say(phrasing.WHO, company=asked.company))
    yield from _choices(who_choices(asked))


def _marks(asked: Questionnaire, needs: Sequence[str]) -> Iterator[str]:
    say = asked.say
    yield from ("[[Block:Used]]", "")
    yield from _question(SEVERAL, USED, f"{say(phrasing.USED)} {say(phrasing.SEVERAL)}")
    yield from _choices([one.words for one in asked.marked])
    yield from ("[[Block:Marks]]", "")
    for number, company in enumerate(asked.marked, 1):
        asks = f"{say(phrasing.MARKS, company=company.words)} {say(phrasing.SCALE)}"
        yield from _question(TABLE, f"{QUALTRICS_MARKS}{number}", asks)
        yield from _choices(needs)
        yield "[[AdvancedAnswers]]"
        for mark in range(11):
            yield from (f"[[Answer:{mark}]]", f"{mark}")
        yield from (f"[[Answer:{QUALTRICS_DK}]]", say(phrasing.CANNOT), "")


def _question(kind: str, id: str, text: str) -> Iterator[str]:
    yield from (f"[[Question:{kind}]]", f"[[ID:{id}]]", _harmless(text), "")


def _choices(some: Sequence[str]) -> Iterator[str]:
    yield from ("[[Choices]]", *map(_harmless, some), "")


def _harmless(text: str) -> str:
    """One line that is read as no tag, no piped text and no HTML."""
    return " ".join(text.split()).replace("[[", "[ [").replace("${", "$ {").replace("<", "< ")
