"""The place of a lens in the day: at which stage it is asked, whether it is still to come, or passed by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import product

from cxw.day.lens_rounds import SKIPPED, is_over, points_shown, stage_of
from cxw.day.lenses import in_language, opens_later
from cxw.model import STAGES, LensDefinition, Segment, Session
from cxw.text.phrases import quoted_here, say, spoken_here

NO_TEXTS_YET = "The lens {lens} is asked only where texts of customers are drawn: `cxw voices` draws them."


def lens_of_key(what: str) -> str:
    """The short word of the lens that a key of a segment's `skipped` names; empty where it names none."""
    return what.removeprefix(SKIPPED) if what.startswith(SKIPPED) else ""


def lens_of(name: str, lenses: Sequence[LensDefinition]) -> LensDefinition:
    """The one of these lenses with this short word."""
    return next(lens for lens in lenses if lens.lens == name)


def lens_called(lens: LensDefinition) -> str:
    """Its name in the language of this run."""
    return in_language(lens.name, spoken_here())


def lens_opened(segment: Segment, name: str) -> dt.datetime | None:
    """When the first part of a lens was opened; None where none was."""
    return min((round.opened for round in segment.lenses if round.of == name), default=None)


def has_a_place(segment: Segment, lens: LensDefinition) -> bool:
    """Whether it was not skipped, and its stage was not left without what the lens asks about."""
    if SKIPPED + lens.lens in segment.skipped:
        return False
    stage = stage_of(lens)
    left = segment.stages.of(stage).done is not None or stage in segment.skipped
    if lens.after == "nothing" or not left:
        return True
    if lens.after == "sealed":
        return lens_opened(segment, lens.lens) is not None and points_shown(segment)
    return not opens_later(segment, lens)


def without_texts(session: Session, lenses: Sequence[LensDefinition]) -> list[str]:
    """Of lenses that read customers' texts and have none yet, how they get some, in sentences."""
    asked = product((lens for lens in lenses if lens.about == "voices"), session.segments)
    lacking = [lens for lens, one in asked if one.voices is None and has_a_place(one, lens)]
    names = dict.fromkeys(quoted_here(lens_called(lens)) for lens in lacking)
    return [say(NO_TEXTS_YET, lens=name) for name in names]


def lens_to_come(segment: Segment, lens: LensDefinition) -> bool:
    """Whether it is still to be asked, or to be finished."""
    return has_a_place(segment, lens) and not is_over(segment, lens)


def place_passed(segment: Segment, lens: LensDefinition) -> bool:
    """Whether the day has gone beyond the place of a lens: the stage that comes after it was opened."""
    if lens.after == "sealed" and points_shown(segment):
        return True
    later = STAGES[STAGES.index(stage_of(lens)) + (lens.after != "nothing") :]
    return any(segment.stages.of(stage).opened is not None for stage in later)
