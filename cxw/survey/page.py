"""The interviewer's page: one HTML file that asks no network and keeps answers in the browser."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from cxw.shipped import folder
from cxw.survey import phrasing
from cxw.survey.heads import MARKS, MORE, POINTS, WHO_ANSWERS
from cxw.survey.questionnaire import AskedAbout, Questionnaire
from cxw.text.phrases import ENGLISH


def interview_page(asked: Questionnaire) -> bytes:
    """The page in UTF-8; its policy allows its own script and style, by their checksums, and nothing else."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: TID251 its own templates

    at = folder("templates") / "survey"
    style, script = ((at / f"interview.{kind}").read_text("utf-8") for kind in ("css", "js"))
    room = Environment(loader=FileSystemLoader(at), undefined=StrictUndefined, autoescape=True)
    page = room.get_template("interview.html.j2").render(
        language=asked.say.language,
        title=asked.say(phrasing.TITLE),
        style=style,
        script=script,
        style_hash=_checksum(style),
        script_hash=_checksum(script),
        kit=json_in_html(_told(asked)),
    )
    return page.encode()


def delimiter(asked: Questionnaire) -> str:
    """What stands between the cells of a table, so that a spreadsheet of this language opens it."""
    return "," if asked.say.language == ENGLISH else ";"


def _checksum(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def json_in_html(value: Any) -> str:
    """JSON that may stand inside a script element, whatever words are in it."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _told(asked: Questionnaire) -> dict[str, Any]:
    """All that the page's script knows."""
    say = asked.say
    questions = {MORE: phrasing.MORE, **phrasing.OPEN}
    return {
        "key": asked.version,
        "needs": _named(asked.needs),
        "companies": _named(asked.marked),
        "company": asked.company,
        "long": asked.long,
        "about": asked.about,
        "intro": asked.intro,
        "heads": asked.heads,
        "points": POINTS,
        "marks": MARKS,
        "more": MORE,
        "between": delimiter(asked),
        "texts": {head: say(questions[head]) for head in asked.texts},
        "who": [[who, say(phrasing.WHO_ARE[who])] for who in WHO_ANSWERS],
        "say": {name: say(words) for name, words in phrasing.PAGE.items()},
    }


def _named(some: tuple[AskedAbout, ...]) -> list[dict[str, str]]:
    return [{"id": one.id, "words": one.words} for one in some]
