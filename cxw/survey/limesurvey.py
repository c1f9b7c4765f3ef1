"""The questionnaire for LimeSurvey: the tab-separated structure of a survey, as its manual describes it.

A row is a setting (S, SL), a group (G), a question (Q), a subquestion (SQ) or an answer (A); what belongs to
a question stands under it, and its attributes are columns. Codes hold letters and digits only. Curly brackets
would be read as an expression and pointed ones as HTML: a space behind them keeps both from it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cxw.survey import phrasing
from cxw.survey.heads import (
    ASKS_FIRST,
    CAN,
    CANNOT,
    LIMESURVEY_MARKS,
    LIMESURVEY_POINTS,
    LIMESURVEY_WHO,
    MORE,
    NOT_SAID,
    USED,
    WHO,
    limesurvey_codes,
)
from cxw.survey.paper import who_choices
from cxw.survey.questionnaire import AskedAbout, Questionnaire

FIXED = ("class", "type/scale", "name", "relevance", "text", "help", "language", "mandatory", "other")
ATTRIBUTES = (
    "equals_num_value",
    "min_num_value_n",
    "max_num_value_n",
    "num_value_int_only",
    "random_order",
    "subquestion_order",
    "random_group",
)
"""`random_order` is what LimeSurvey up to 5 calls what `subquestion_order` is from 6 on."""
COLUMNS = (*FIXED, *ATTRIBUTES)
SETTINGS = {
    "format": "G",
    "anonymized": "Y",
    "ipaddr": "N",
    "refurl": "N",
    "datestamp": "N",
    "savetimings": "N",
    "allowprev": "N",
    "showgroupinfo": "X",
    "showqnumcode": "X",
    "shownoanswer": "N",
}
"""A group a page without its number, no way back to the points, and nothing kept by which one is found."""
DRAWN = {"random_order": "1", "subquestion_order": "random"}
ALWAYS = "1"
RADIO, TEXT, NUMBERS, CHECKBOXES, ARRAY = "L", "T", "K", "M", "F"

Row = Mapping[str, str]


@dataclass(frozen=True)
class LimeQuestion:
    """One question as LimeSurvey knows it: type, code and words, when it is asked, and what belongs to it."""

    kind: str
    code: str
    text: str
    relevance: str = ALWAYS
    help: str = ""
    mandatory: bool = True
    parts: Mapping[str, str] = field(default_factory=dict)
    """Subquestions: code -> words."""
    answers: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """The question, then what belongs to it."""
        yield {
            "class": "Q",
            "type/scale": self.kind,
            "name": self.code,
            "relevance": self.relevance,
            "text": self.text,
            "help": self.help,
            "mandatory": "Y" if self.mandatory else "N",
            "other": "N",
            **self.attributes,
        }
        for code, words in self.parts.items():
            yield {"class": "SQ", "type/scale": "0", "name": code, "relevance": ALWAYS, "text": words}
        for code, words in self.answers.items():
            yield {"class": "A", "type/scale": "0", "name": code, "text": words}


def limesurvey_structure(asked: Questionnaire) -> bytes:
    """The file to import, in UTF-8 with its mark, as LimeSurvey's own export writes it."""
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, COLUMNS, restval="", delimiter="\t", lineterminator="\n")
    table.writeheader()
    table.writerows({key: _harmless(text) for key, text in row.items()} for row in _rows(asked))
    return written.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line.replace("{", "{ ").replace("<", "< ")


def _rows(asked: Questionnaire) -> Iterator[Row]:
    language = asked.say.language
    yield {"class": "S", "name": "language", "text": language}
    yield from ({"class": "S", "name": name, "text": text} for name, text in SETTINGS.items())
    told = {
        "title": asked.say(phrasing.TITLE),
        "welcometext": _welcome(asked),
        "endtext": asked.say(phrasing.THANKS),
    }
    for name, text in told.items():
        yield {"class": "SL", "name": f"surveyls_{name}", "text": text, "language": language}
    for number, group in enumerate(_groups(asked), 1):
        yield {
            "class": "G",
            "type/scale": f"{number}",
            "name": f"{number}",
            "relevance": ALWAYS,
            "language": language,
        }
        for question in group:
            yield from ({**row, "language": language} for row in question.rows())


def _welcome(asked: Questionnaire) -> str:
    if not asked.about:
        return asked.intro
    return f"{asked.intro} {asked.say(phrasing.ABOUT, about=asked.about)}"


def _groups(asked: Questionnaire) -> Iterator[Iterable[LimeQuestion]]:
    """A page each: points, words, then what names a company."""
    yield _points(asked)
    yield _texts(asked)
    if asked.marked:
        yield [_used(asked)]
        yield _marks(asked)
    yield [_who(asked)]


def _points(asked: Questionnaire) -> Iterator[LimeQuestion]:
    say = asked.say
    choices = {CAN: say(phrasing.CAN), CANNOT: say(phrasing.CANNOT)}
    yield LimeQuestion(RADIO, ASKS_FIRST, say(phrasing.CAN_YOU), answers=choices)
    limits = {"equals_num_value": "100", "min_num_value_n": "0", "max_num_value_n": "100"}
    yield LimeQuestion(
        NUMBERS,
        LIMESURVEY_POINTS,
        say(phrasing.POINTS),
        relevance=f'{ASKS_FIRST}.NAOK == "{CAN}"',
        parts=_coded(asked.needs),
        attributes={**limits, "num_value_int_only": "1", **DRAWN},
    )


def _coded(some: Sequence[AskedAbout]) -> dict[str, str]:
    codes = limesurvey_codes([one.id for one in some])
    return {codes[one.id]: one.words for one in some}


def _texts(asked: Questionnaire) -> Iterator[LimeQuestion]:
    questions = {MORE: phrasing.MORE, **phrasing.OPEN}
    for head in asked.texts:
        hint = asked.say(phrasing.IF_NOTHING) if head == MORE else ""
        code = head.replace("_", "")
        yield LimeQuestion(TEXT, code, asked.say(questions[head]), help=hint, mandatory=False)


def _used(asked: Questionnaire) -> LimeQuestion:
    return LimeQuestion(
        CHECKBOXES,
        USED,
        asked.say(phrasing.USED),
        help=asked.say(phrasing.SEVERAL),
        mandatory=False,
        parts=_coded(asked.marked),
        attributes=DRAWN,
    )


def _marks(asked: Questionnaire) -> Iterator[LimeQuestion]:
    say = asked.say
    answers = {**{f"{mark}": f"{mark}" for mark in range(11)}, "dk": say(phrasing.CANNOT)}
    for code, words in _coded(asked.marked).items():
        yield LimeQuestion(
            ARRAY,
            f"{LIMESURVEY_MARKS}{code}",
            say(phrasing.MARKS, company=words),
            relevance=f'{USED}_{code}.NAOK == "Y"',
            help=say(phrasing.SCALE),
            parts=_coded(asked.needs),
            answers=answers,
            attributes={**DRAWN, "random_group": "companies"},
        )


def _who(asked: Questionnaire) -> LimeQuestion:
    codes = (*LIMESURVEY_WHO.values(), NOT_SAID)
    answers = dict(zip(codes, who_choices(asked), strict=True))
    return LimeQuestion(RADIO, WHO, asked.say(phrasing.WHO, company=asked.company), answers=answers)
