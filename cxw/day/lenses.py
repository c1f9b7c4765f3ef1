"""When a lens may open, and its words in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.day.rounds import newest
from cxw.model import (
    MOST_LENSES,
    SHORT_LENS,
    LensAfter,
    LensDefinition,
    LensLanguage,
    Segment,
    Worded,
)
from cxw.text.phrases import InEach, Phrases

OF_THIS_LENS = "none of these"
"""What is picked where none of our needs fits, as people read it."""
UNKNOWN, WE_DO_NOT_KNOW = "I do not know", "We do not know"
"""How somebody, and a function on its card, says so where the question has no words of its own for it."""
NO_TEXTS = "once texts of customers are drawn, the evening before"
OPENS: dict[LensAfter, str] = {
    "nothing": "at any time",
    "needs": "once needs are chosen",
    "sealed": "once points are sealed, before they are shown",
    "weights": "once points are shown",
    "grid": "once marks are shown",
}
"""When a lens may open, as its definition says."""


def has_time_for(lenses: Sequence[LensDefinition]) -> bool:
    """Whether a day has time for all of these: two, and beside them one of five minutes or less."""
    return len(lenses) < MOST_LENSES or (
        len(lenses) == MOST_LENSES and any(lens.minutes <= SHORT_LENS for lens in lenses)
    )


def in_language(worded: Worded, said: Phrases) -> str:
    """The words in this language; in English, or else as they were written first, where it lacks them."""
    return worded if isinstance(worded, str) else said.one_of(_by_code(worded))


def _by_code(worded: Mapping[LensLanguage, str]) -> dict[str, str]:
    return {str(code): text for code, text in worded.items()}


def in_each(kept: str, worded: Worded | None, said: Phrases) -> str:
    """What a round keeps of these words, so that a phone can read them in a language of its own.

    Where the definition has other words by now than the room was asked, they stay as they are kept.
    """
    if worded is None or isinstance(worded, str) or in_language(worded, said) != kept:
        return kept
    found = InEach(kept)
    found.worded = _by_code(worded)
    return found


def opens_later(segment: Segment, lens: LensDefinition) -> str:
    """When a lens may open that may not yet, to be said after "opens"; empty where it may open now."""
    if lens.about == "voices" and segment.voices is None:
        return NO_TEXTS
    return "" if _is_done(segment, lens.after) else OPENS[lens.after]


def _is_done(segment: Segment, after: LensAfter) -> bool:
    if after == "nothing":
        return True
    if after == "needs":
        return bool(segment.chosen)
    if after == "sealed":
        points = newest(segment, "weights")
        return points is not None and points.closed is not None and points.revealed is None
    of = "weights" if after == "weights" else "marks"
    return any(round.revealed is not None for round in segment.rounds if round.of == of)
