"""The sentences about numbers in each language: one module a subject and language.

`words.py` of a subject is its English, and says beside it, as a Protocol, what every language has; a module
that lacks a sentence, or takes other numbers for it, does not pass the types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from cxw.findings.closing.grounds_words import GroundsSentences
from cxw.findings.closing.words import ClosingSentences
from cxw.findings.customers.words import CustomersSentences
from cxw.findings.day.given_words import GivenSentences
from cxw.findings.day.last_time_words import LastTimeSentences
from cxw.findings.day.reading_words import ReadingSentences
from cxw.findings.day.words import DaySentences
from cxw.findings.front.parts.words import PartsSentences
from cxw.findings.front.verified_words import VerifiedSentences
from cxw.findings.front.words import FrontSentences
from cxw.findings.functions.words import FunctionsSentences
from cxw.findings.lenses.words import LensesSentences
from cxw.findings.marks.words import MarksSentences
from cxw.findings.moved.words import MovedSentences
from cxw.findings.needs.words import NeedsSentences
from cxw.findings.points.words import PointsSentences
from cxw.findings.swot.flips_words import FlipsSentences
from cxw.findings.swot.words import SwotSentences
from cxw.text.phrases import ENGLISH, phrases


@dataclass(frozen=True)
class Wording:
    """All that is said in one language, subject by subject."""

    points: PointsSentences
    functions: FunctionsSentences
    needs: NeedsSentences
    moved: MovedSentences
    marks: MarksSentences
    swot: SwotSentences
    flips: FlipsSentences
    closing: ClosingSentences
    grounds: GroundsSentences
    day: DaySentences
    given: GivenSentences
    last_time: LastTimeSentences
    reading: ReadingSentences
    front: FrontSentences
    parts: PartsSentences
    customers: CustomersSentences
    verified: VerifiedSentences
    lenses: LensesSentences


def _english() -> Wording:
    from cxw.findings.closing import grounds_words
    from cxw.findings.closing import words as closing
    from cxw.findings.customers import words as customers
    from cxw.findings.day import given_words, last_time_words, reading_words
    from cxw.findings.day import words as day
    from cxw.findings.front import verified_words
    from cxw.findings.front import words as front
    from cxw.findings.front.parts import words as parts
    from cxw.findings.functions import words as functions
    from cxw.findings.lenses import words as lenses
    from cxw.findings.marks import words as marks
    from cxw.findings.moved import words as moved
    from cxw.findings.needs import words as needs
    from cxw.findings.points import words as points
    from cxw.findings.swot import flips_words
    from cxw.findings.swot import words as swot

    return Wording(
        points,
        functions,
        needs,
        moved,
        marks,
        swot,
        flips_words,
        closing,
        grounds_words,
        day,
        given_words,
        last_time_words,
        reading_words,
        front,
        parts,
        customers,
        verified_words,
        lenses,
    )


def _german() -> Wording:
    from cxw.findings.closing import grounds_words_de
    from cxw.findings.closing import words_de as closing
    from cxw.findings.customers import words_de as customers
    from cxw.findings.day import given_words_de, last_time_words_de, reading_words_de
    from cxw.findings.day import words_de as day
    from cxw.findings.front import verified_words_de
    from cxw.findings.front import words_de as front
    from cxw.findings.front.parts import words_de as parts
    from cxw.findings.functions import words_de as functions
    from cxw.findings.lenses import words_de as lenses
    from cxw.findings.marks import words_de as marks
    from cxw.findings.moved import words_de as moved
    from cxw.findings.needs import words_de as needs
    from cxw.findings.points import words_de as points
    from cxw.findings.swot import flips_words_de
    from cxw.findings.swot import words_de as swot

    return Wording(
        points, functions, needs, moved, marks, swot, flips_words_de, closing, grounds_words_de,
        day, given_words_de, last_time_words_de, reading_words_de, front, parts, customers,
        verified_words_de, lenses,
    )  # fmt: skip


LANGUAGES: Mapping[str, Callable[[], Wording]] = {ENGLISH: _english, "de": _german}
"""A language's sentences are read when they are said: most rooms need one."""


@cache
def wording(language: str) -> Wording:
    """All that is said in a language that has sentences."""
    return LANGUAGES[language]()


def spoken(language: str | None) -> str:
    """In which language a file in this one gets its sentences: English where there are none in its own."""
    return phrases(language).language
