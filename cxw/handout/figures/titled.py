"""A chart with its title, and the tongue in which it speaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cxw.findings.types import SegmentFindings
from cxw.handout.figures.alts import EnglishPictures, PictureWords
from cxw.handout.figures.alts_de import GermanPictures
from cxw.pictures.paper import PaperChart
from cxw.text.phrases import Phrases, phrases

WORDS: Mapping[str, PictureWords] = {"en": EnglishPictures(), "de": GermanPictures()}


@dataclass(frozen=True)
class Tongue:
    """One language: its fixed words, and what it says about pictures."""

    say: Phrases
    words: PictureWords
    day: dt.date | None = None
    """The day of the workshop."""


@dataclass(frozen=True)
class Titled:
    """A chart, and its finding as a sentence."""

    chart: PaperChart
    title: str


Builder: TypeAlias = Callable[[SegmentFindings, Tongue], Titled | None]
"""What makes one kind of picture of a segment; None where there is nothing that may be drawn."""


def tongue(language: str | None, day: dt.date | None = None) -> Tongue:
    """The language of a file, English where pictures do not speak it."""
    say = phrases(language)
    return Tongue(say, WORDS.get(say.language, WORDS["en"]), day)
