"""All files of the kit but the one on paper, each by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxw.shipped import folder
from cxw.survey.forms import forms_text
from cxw.survey.how_many import widths_and_numbers
from cxw.survey.limesurvey import limesurvey_structure
from cxw.survey.page import delimiter, interview_page
from cxw.survey.qualtrics import qualtrics_text
from cxw.survey.questionnaire import Questionnaire
from cxw.survey.word import word_questionnaire
from cxw.survey.xlsform import xlsform_workbook
from cxw.text.phrases import phrases

READ_ME, PAPER, WORDS, ANSWERS = "READ ME.txt", "questionnaire.pdf", "words.yaml", "answers.csv"


@dataclass(frozen=True)
class KitWanted:
    """How the kit is made: on `a4` or `letter`, in how many orders on paper, and whether it has a PDF."""

    paper: str = "a4"
    orders: int = 3
    pdf: bool = True


def kit_files(asked: Questionnaire, wanted: KitWanted) -> Mapping[str, bytes]:
    """Every file by its name, made of the questionnaire alone."""
    told = phrases(asked.say.language)
    return {
        READ_ME: read_me(asked, wanted),
        "interview.html": interview_page(asked),
        "questionnaire.docx": word_questionnaire(asked, wanted.paper, wanted.orders),
        "forms.txt": forms_text(asked, told),
        "limesurvey.txt": limesurvey_structure(asked),
        "qualtrics.txt": qualtrics_text(asked),
        "xlsform.xlsx": xlsform_workbook(asked),
        ANSWERS: empty_table(asked),
    }


def empty_table(asked: Questionnaire) -> bytes:
    """The table to fill in: its heads, as a spreadsheet of this language opens them."""
    return (delimiter(asked).join(asked.heads) + "\r\n").encode("utf-8-sig")


def read_me(asked: Questionnaire, wanted: KitWanted) -> bytes:
    """What a stranger does with the folder: German where customers are asked in it, else English."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: TID251 its own templates

    room = Environment(
        loader=FileSystemLoader(folder("templates") / "survey"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701  plain text
    )
    text = room.get_template(f"readme.{phrases(asked.say.language).language}.txt.j2").render(
        long=asked.long,
        about=asked.about,
        table=widths_and_numbers(),
        letters=", ".join(asked.in_orders(wanted.orders)),
        between=delimiter(asked),
        pdf=wanted.pdf,
    )
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()
