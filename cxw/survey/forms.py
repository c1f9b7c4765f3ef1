"""The questionnaire as text for Microsoft or Google Forms, with what these cannot check beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.survey import phrasing
from cxw.survey.heads import MORE, WHO, mark_head, point_head
from cxw.survey.paper import who_choices
from cxw.survey.questionnaire import Questionnaire
from cxw.text.phrases import Phrases

HOW = (
    "Lines in [square brackets] are for whoever builds the form; leave them out. In the table of answers "
    "each question gets the head that its brackets name."
)
SECTION = "[Section {number}: a page of its own]"
ONE_NUMBER = "[Head {head}. Short answer, a number from 0 to 100; the form can check that.]"
NO_SUM = (
    "[No form adds up: neither Microsoft nor Google Forms checks that the points make 100. Rows that do not "
    "are refused later, so try your form on two people first.]"
)
ONE_ORDER = (
    "[Forms do not keep the order in which somebody saw the needs: make the form two or three times, each in "
    "another order, and leave the column `order` empty.]"
)
SKIPS = (
    "[Choice, required. “{cannot}” leads to section {number}, past the points. In the table: dk in all "
    "columns of points.]"
)
LONG_ANSWER = "[Head {head}. Long answer, not required.]"
CHOICE = "[Head {head}. One choice. In the table: {answers}.]"
CHECKBOXES = "[Checkboxes. In the table: leave the marks of companies empty that were not used.]"
GRID = (
    "[Likert or multiple-choice grid: a row for each need, columns 0 to 10 and “{cannot}” (in the table dk). "
    "Heads {first} ... {last}. The form asks everybody: say that whoever has not used it leaves it empty.]"
)


def forms_text(asked: Questionnaire, told: Phrases) -> bytes:
    """The text in UTF-8; what stands in brackets is in the language of whoever builds the form."""
    return ("\ufeff" + "\n".join(_lines(asked, told)) + "\n").encode()


def _lines(asked: Questionnaire, told: Phrases) -> Iterator[str]:
    say = asked.say
    after = 3
    yield from (told(HOW), "", told(SECTION, number=1), "", say(phrasing.TITLE), "")
    yield from (asked.intro, "")
    if asked.about:
        yield from (say(phrasing.ABOUT, about=asked.about), "")
    yield from (say(phrasing.CAN_YOU), told(SKIPS, cannot=say(phrasing.CANNOT), number=after))
    yield from _choices([say(phrasing.CAN), say(phrasing.CANNOT)])
    yield from (told(SECTION, number=2), "", say(phrasing.POINTS), told(NO_SUM), told(ONE_ORDER), "")
    for need in asked.needs:
        yield from (need.words, told(ONE_NUMBER, head=point_head(need.id)), "")
    yield from (told(SECTION, number=after), "")
    questions = {MORE: f"{say(phrasing.MORE)} {say(phrasing.IF_NOTHING)}", **phrasing.OPEN}
    for head in asked.texts:
        yield from (say(questions[head]), told(LONG_ANSWER, head=head), "")
    yield from (told(SECTION, number=after + 1), "")
    if asked.marked:
        yield from _marks(asked, told)
    answers = ", ".join([*phrasing.WHO_ARE, told("empty")])
    yield from (say(phrasing.WHO, company=asked.company), told(CHOICE, head=WHO, answers=answers))
    yield from _choices(who_choices(asked))
    yield say(phrasing.THANKS)


def _marks(asked: Questionnaire, told: Phrases) -> Iterator[str]:
    say = asked.say
    yield from (say(phrasing.USED), told(CHECKBOXES))
    yield from _choices([one.words for one in asked.marked])
    first, last = asked.needs[0].id, asked.needs[-1].id
    for company in asked.marked:
        heads = {"first": mark_head(company.id, first), "last": mark_head(company.id, last)}
        yield f"{say(phrasing.MARKS, company=company.words)} {say(phrasing.SCALE)}"
        yield told(GRID, cannot=say(phrasing.CANNOT), **heads)
        yield from _choices([one.words for one in asked.needs])


def _choices(some: Sequence[str]) -> Iterator[str]:
    yield from (f"- {words}" for words in some)
    yield ""
