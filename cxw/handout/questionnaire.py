"""Paint the questionnaire for customers as PDF: a sheet for each order of the needs, on both sides."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import NamedTuple

from cxw.handout.pages.breaks import chances
from cxw.handout.pages.ladder import TypstFault, compiled, on_first_rung
from cxw.shipped import folder
from cxw.survey.paper import SheetPart, sheet_parts
from cxw.survey.questionnaire import Questionnaire
from cxw.text.phrases import say

LONG = 14
"""Letters of a word from which on it may break: a column of marks is narrow."""


class PaperQuestionnaire(NamedTuple):
    """The PDF, none where it could not be made, and what must be said of it."""

    data: bytes | None
    notices: tuple[str, ...] = ()


def questionnaire_pdf(asked: Questionnaire, size: str, orders: int) -> PaperQuestionnaire:
    """The sheets on `a4` or `letter`; the same questionnaire gives the same bytes."""
    try:
        import typst  # noqa: F401, TID251 the room of PDF
    except ImportError:
        return PaperQuestionnaire(None, (say("There is no typst for this computer: print the Word file."),))
    sheets = [[*sheet_parts(turned, letter)] for letter, turned in asked.in_orders(orders).items()]
    told = {
        "title": sheets[0][0].text,
        "paper": "us-letter" if size == "letter" else "a4",
        "language": asked.say.language,
        "sheets": [[_loose(part) for part in sheet] for sheet in sheets],
    }
    source = (folder("templates") / "questionnaire.typ").read_bytes()
    data = json.dumps(told, ensure_ascii=False)
    made, rung = on_first_rung(
        lambda rung: compiled(
            source,
            data,
            rung,
            lambda compiler, _, rung: compiler.compile(
                format="pdf", pdf_standards=list(rung.standards), timestamp=0
            ),
        )
    )
    if isinstance(made, TypstFault):
        why = say("The questionnaire could not be set ({why}): print the Word file.", why=made.text)
        return PaperQuestionnaire(None, (why,))
    assert isinstance(made, bytes)
    lost = say("No font here shows “{sign}”: write it differently.", sign=rung.lost[0]) if rung.lost else ""
    return PaperQuestionnaire(made, (lost,) if lost else ())


def _loose(part: SheetPart) -> dict[str, object]:
    """A part as data, with chances to break in words that a narrow column may not hold."""
    heads = [chances(head, LONG) for head in part.heads]
    return {
        **asdict(part),
        "text": chances(part.text),
        "items": list(map(chances, part.items)),
        "heads": heads,
    }
