"""The sentences about numbers in each language: one module a subject and language.

`words.py` of a subject is its English, and says beside it, as a Protocol, what every language has; a module
that lacks a sentence, or takes other numbers for it, does not pass the types.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxw.findings.functions import words as functions
from cxw.findings.functions import words_de as functions_de
from cxw.findings.functions.words import FunctionsSentences
from cxw.findings.needs import words as needs
from cxw.findings.needs import words_de as needs_de
from cxw.findings.needs.words import NeedsSentences
from cxw.findings.points import words as points
from cxw.findings.points import words_de as points_de
from cxw.findings.points.words import PointsSentences
from cxw.text.phrases import ENGLISH, phrases


@dataclass(frozen=True)
class Wording:
    """All that is said in one language, subject by subject."""

    points: PointsSentences
    functions: FunctionsSentences
    needs: NeedsSentences


LANGUAGES: dict[str, Wording] = {
    "en": Wording(points, functions, needs),
    "de": Wording(points_de, functions_de, needs_de),
}


def spoken(language: str | None) -> str:
    """In which language a file in this one gets its sentences: English where there are none in its own."""
    code = phrases(language).language
    return code if code in LANGUAGES else ENGLISH
