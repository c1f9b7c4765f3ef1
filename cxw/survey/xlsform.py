"""The questionnaire as XLSForm, for ODK, KoboToolbox and what else reads it.

These tools cannot draw the order of questions, so that each place on the page is a question of its own, and
which need stands there is calculated from numbers drawn once: a need's rank is one more than the number of
needs whose draw is smaller. What was given at a place is calculated back to its need, so that the export has
the kit's own heads: `order`, `p_NEED`, `m_COMPANY_NEED`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cxw.model import DK
from cxw.survey import phrasing
from cxw.survey.heads import (
    ASKS_FIRST,
    CAN,
    CANNOT,
    MORE,
    NOT_SAID,
    ORDER,
    USED,
    WHO,
    WHO_ANSWERS,
    mark_head,
    point_head,
)
from cxw.survey.paper import who_choices
from cxw.survey.questionnaire import Questionnaire

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID251  the room of spreadsheets

SURVEY = (
    *("type", "name", "label", "hint", "appearance", "required", "relevant", "constraint"),
    *("constraint_message", "calculation", "parameters"),
)
CHOICES = ("list_name", "name", "label")
YES = "yes"
SPREADS = f"${{{ASKS_FIRST}}} = '{CAN}'"

Row = dict[str, str]


def xlsform_workbook(asked: Questionnaire) -> bytes:
    """The workbook with its three sheets; it does not say who made it."""
    from openpyxl import Workbook  # noqa: TID251  as above

    book = Workbook()
    book.properties.creator = ""
    first = book.active
    assert first is not None
    first.title = "survey"
    _fill(first, SURVEY, _survey(asked))
    _fill(book.create_sheet("choices"), CHOICES, _choices(asked))
    settings = {"form_title": asked.say(phrasing.TITLE), "form_id": "customers", "version": asked.version}
    _fill(book.create_sheet("settings"), tuple(settings), [settings])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, heads: Sequence[str], rows: Iterator[Row] | list[Row]) -> None:
    """Text as text: what begins with `=` is no formula."""
    sheet.append(heads)
    for line, row in enumerate(rows, 2):
        for column, head in enumerate(heads, 1):
            if row.get(head):
                cell = sheet.cell(line, column)
                cell.value, cell.data_type = row[head], "s"


def _choices(asked: Questionnaire) -> Iterator[Row]:
    say = asked.say
    every = {
        "can": [(CAN, say(phrasing.CAN)), (CANNOT, say(phrasing.CANNOT))],
        "who": [*zip((*WHO_ANSWERS, NOT_SAID), who_choices(asked), strict=True)],
    }
    if asked.marked:
        every["companies"] = [(one.id, one.words) for one in asked.marked]
        every["marks"] = [*((f"{mark}", f"{mark}") for mark in range(11)), (DK, say(phrasing.CANNOT))]
    for listed, choices in every.items():
        yield from ({"list_name": listed, "name": name, "label": plain(words)} for name, words in choices)


def _survey(asked: Questionnaire) -> Iterator[Row]:
    say = asked.say
    yield from _drawn(asked)
    yield from _start(asked)
    yield {"type": "begin group", "name": "points", "appearance": "field-list", "relevant": SPREADS}
    yield {"type": "note", "name": "ask_points", "label": say(phrasing.POINTS)}
    yield from _points(asked)
    yield {"type": "end group"}
    for need in range(len(asked.needs)):
        yield _calculated(point_head(asked.needs[need].id), _points_back(asked, need))
    questions = {MORE: phrasing.MORE, **phrasing.OPEN}
    for head in asked.texts:
        hint = say(phrasing.IF_NOTHING) if head == MORE else ""
        row = {"type": "text", "name": head, "label": say(questions[head])}
        yield {**row, "hint": hint, "appearance": "multiline"}
    yield from _marks(asked)
    who = say(phrasing.WHO, company=plain(asked.company))
    yield {"type": "select_one who", "name": WHO, "label": who, "required": YES}


def _start(asked: Questionnaire) -> Iterator[Row]:
    say = asked.say
    yield {"type": "note", "name": "intro", "label": asked.intro}
    if asked.about:
        yield {"type": "note", "name": "about", "label": say(phrasing.ABOUT, about=plain(asked.about))}
    yield {"type": "select_one can", "name": ASKS_FIRST, "label": say(phrasing.CAN_YOU), "required": YES}


def _drawn(asked: Questionnaire) -> Iterator[Row]:
    """A number for each need, its rank among them, and the need and its words at each place."""
    count = len(asked.needs)
    for one in range(count):
        yield _calculated(f"draw_{one}", "once(random())")
    for one in range(count):
        # Of two equal draws, which hardly happens, the earlier need comes first.
        before = [f"if(${{draw_{n}}} <= ${{draw_{one}}}, 1, 0)" for n in range(one)]
        behind = [f"if(${{draw_{n}}} < ${{draw_{one}}}, 1, 0)" for n in range(one + 1, count)]
        yield _calculated(f"rank_{one}", " + ".join(["1", *before, *behind]))
    ids = [xpath_text(one.id) for one in asked.needs]
    words = [xpath_text(one.words) for one in asked.needs]
    for place in range(1, count + 1):
        yield _calculated(f"need_{place}", _at_place(ids, place))
        yield _calculated(f"words_{place}", _at_place(words, place))
    order = ", ' ', ".join(f"${{need_{place}}}" for place in range(1, count + 1))
    yield _calculated(ORDER, f"concat({order})")


def _at_place(said: Sequence[str], place: int) -> str:
    """What is said of the need that stands at a place."""
    return _first_true([(f"${{rank_{one}}} = {place}", text) for one, text in enumerate(said)])


def _first_true(tests: Sequence[tuple[str, str]]) -> str:
    return "".join(f"if({test}, {then}, " for test, then in tests) + "''" + ")" * len(tests)


def _points(asked: Questionnaire) -> Iterator[Row]:
    """A number at each place; the last one sees that all are 100 together."""
    last = len(asked.needs)
    between, whole = ". >= 0 and . <= 100", asked.say(phrasing.WHOLE)
    for place in range(1, last):
        yield _number_at(place, between, whole)
    others = " + ".join(f"${{q_{place}}}" for place in range(1, last))
    yield _number_at(last, f"{between} and . + {others} = 100", asked.say(phrasing.NOT_YET))


def _number_at(place: int, constraint: str, otherwise: str) -> Row:
    asks = {"type": "integer", "name": f"q_{place}", "label": f"${{words_{place}}}", "required": YES}
    return {**asks, "constraint": constraint, "constraint_message": otherwise}


def _points_back(asked: Questionnaire, need: int) -> str:
    places = range(1, len(asked.needs) + 1)
    given = _first_true([(f"${{rank_{need}}} = {place}", f"${{q_{place}}}") for place in places])
    return f"if({SPREADS}, {given}, if(${{{ASKS_FIRST}}} = '{CANNOT}', '{DK}', ''))"


def _marks(asked: Questionnaire) -> Iterator[Row]:
    """Which companies somebody has used, and a page of marks for each of these."""
    if not asked.marked:
        return
    say, places = asked.say, range(1, len(asked.needs) + 1)
    used = {"type": "select_multiple companies", "name": USED, "label": say(phrasing.USED)}
    yield {**used, "hint": say(phrasing.SEVERAL), "parameters": "randomize=true"}
    for number, company in enumerate(asked.marked, 1):
        has_used = f"selected(${{{USED}}}, '{company.id}')"
        group = {"type": "begin group", "name": f"marks_{number}", "appearance": "field-list"}
        yield {**group, "label": say(phrasing.MARKS, company=plain(company.words)), "relevant": has_used}
        yield {"type": "note", "name": f"scale_{number}", "label": say(phrasing.SCALE)}
        for place in places:
            name, label = f"mark_{number}_{place}", f"${{words_{place}}}"
            row = {"type": "select_one marks", "name": name, "label": label, "required": YES}
            yield {**row, "appearance": "minimal"}
        yield {"type": "end group"}
        for need, one in enumerate(asked.needs):
            given = [(f"${{rank_{need}}} = {place}", f"${{mark_{number}_{place}}}") for place in places]
            yield _calculated(mark_head(company.id, one.id), f"if({has_used}, {_first_true(given)}, '')")


def _calculated(name: str, calculation: str) -> Row:
    return {"type": "calculate", "name": name, "calculation": calculation}


def plain(words: str) -> str:
    """Words in which nothing is read as a reference to an answer."""
    return words.replace("${", "$ {")


def xpath_text(words: str) -> str:
    """Words as a text in an expression, which knows no way to write a quotation mark inside its own kind."""
    words = plain(words)
    if "'" not in words:
        return f"'{words}'"
    if '"' not in words:
        return f'"{words}"'
    parts = words.split("'")
    return "concat(" + ', "\'", '.join(f"'{part}'" for part in parts) + ")"
