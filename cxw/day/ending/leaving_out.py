"""What goes when the day has an end, in which order, and what comes back with a later one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from cxw.day import rounds
from cxw.day.agenda import CARDS, EVIDENCE, FEW_RIVALS, FINDINGS, PARTS, RIVALS, SECONDS, SHORTENED
from cxw.day.lens_places import lens_called, lens_of_key, lens_opened, lens_to_come, place_passed
from cxw.day.lens_rounds import SKIPPED, stage_of
from cxw.day.standing import order, skip, steps_left
from cxw.model import LENS_AFTER, LensDefinition, Segment, Session, ids_of
from cxw.questions.rounds import of_stage
from cxw.text.phrases import quoted_here, say

LeavesOut = Callable[[Session], str]
"""Leaves one thing more out and says what, in words; empty where there was nothing to leave out."""


@dataclass(frozen=True)
class Gone:
    """One thing that goes: what, in words, and how many minutes that saves."""

    what: str
    minutes: int
    eases: str
    """what is said where it saves none"""


LENS, LENS_OF = "the lens {lens}", "the lens {lens} for {segment}"
GRID_OF = "the marks of {segment}"
_WORDS = {
    "seconds": "second rounds of points and marks",
    "weights second": "second rounds of points",
    "grid second": "second rounds of marks",
    RIVALS: "the third and further competitors",
    FINDINGS: "findings five to seven of the talk",
    EVIDENCE: "how we know, beyond five answers",
    CARDS: "a fourth promise and further ones",
}
_EASES = "eases the closing"


def in_turn(lenses: Sequence[LensDefinition]) -> tuple[tuple[LeavesOut, str], ...]:
    """What goes, in this order, and what is said of it where it saves no minute."""
    return (
        (partial(_lens, lenses), ""),
        (_seconds, ""),
        (_rivals, ""),
        (partial(_part, FINDINGS), ""),
        (partial(_part, EVIDENCE), _EASES),
        (partial(_part, CARDS), _EASES),
        (_grid, ""),
    )


def _lens(lenses: Sequence[LensDefinition], session: Session) -> str:
    """The lens that comes last, in one segment; what has begun is finished."""
    for segment, lens in reversed([*_in_order(session, lenses)]):
        if lens_to_come(segment, lens) and lens_opened(segment, lens.lens) is None:
            skip(segment, SKIPPED + lens.lens, SHORTENED)
            return _called_lens(session, segment, lens)
    return ""


def _in_order(session: Session, lenses: Sequence[LensDefinition]) -> Iterator[tuple[Segment, LensDefinition]]:
    """Each lens in each segment, in the order of the day."""
    within = sorted(lenses, key=lambda lens: LENS_AFTER.index(lens.after))
    for step in order(session):
        segment = session.segment(step.segment)
        yield from ((segment, lens) for lens in within if stage_of(lens) == step.stage)


def _called_lens(session: Session, segment: Segment, lens: LensDefinition) -> str:
    if len(session.segments) == 1:
        return say(LENS, lens=quoted_here(lens_called(lens)))
    return say(LENS_OF, lens=quoted_here(lens_called(lens)), segment=segment.name)


def _seconds(session: Session) -> str:
    each = product(session.segments, SECONDS)
    found = [(segment, key) for segment, key in each if _second_to_come(session, segment, key)]
    keys = {key for _, key in found}
    return _skipped(keys.pop() if len(keys) == 1 else "seconds", found)


def _second_to_come(session: Session, segment: Segment, key: str) -> bool:
    if key in segment.skipped or rounds.latest(segment, of_stage(SECONDS[key]), "second") is not None:
        return False
    return _to_come(session, segment, SECONDS[key])


def _rivals(session: Session) -> str:
    return _skipped(
        RIVALS,
        [
            (segment, RIVALS)
            for segment in session.segments
            if _to_come(session, segment, "grid")
            and len(segment.competitors) > FEW_RIVALS
            and RIVALS not in segment.skipped
            and not _asked_of_further(segment)
        ],
    )


def _asked_of_further(segment: Segment) -> bool:
    """Whether more than the first competitors are being marked already."""
    further = set(ids_of(segment.competitors[FEW_RIVALS:]))
    asked = segment.on_newest_list("marks")
    return any(further & {*round.companies} for round in asked)


def _part(key: str, session: Session) -> str:
    return _skipped(
        key,
        [
            (segment, key)
            for segment in session.segments
            if _to_come(session, segment, PARTS[key]) and key not in segment.skipped
        ],
    )


def _grid(session: Session) -> str:
    """The marks of the last segment that has yet to give any; those of the first one stay."""
    for segment in reversed(session.segments[1:]):
        if _to_come(session, segment, "grid") and not segment.on_newest_list("marks"):
            for key in (RIVALS, "grid second"):
                segment.skipped.pop(key, None)
            skip(segment, "grid", SHORTENED)
            return say(GRID_OF, segment=segment.name)
    return ""


def _to_come(session: Session, segment: Segment, stage: str) -> bool:
    return any(step.segment == segment.id and step.stage == stage for step in steps_left(session))


def in_one_line(session: Session, lenses: Sequence[LensDefinition], goes: Sequence[Gone]) -> list[Gone]:
    """What goes, with one line for a lens that goes in several segments and stays in none."""
    found = list(goes)
    for lens in lenses:
        words = [_called_lens(session, segment, lens) for segment in session.segments]
        mine = [one for one in found if one.what in words]
        if len(mine) > 1 and not any(lens_to_come(segment, lens) for segment in session.segments):
            whole = Gone(say(LENS, lens=quoted_here(lens_called(lens))), sum(one.minutes for one in mine), "")
            found[found.index(mine[0])] = whole
            found = [one for one in found if one not in mine]
    return found


def _skipped(what: str, found: list[tuple[Segment, str]]) -> str:
    for segment, key in found:
        skip(segment, key, SHORTENED)
    return say(_WORDS[what]) if found else ""


# What comes back with a later end.


def given_back(session: Session, lenses: Sequence[LensDefinition]) -> Session:
    """The same day with everything in it that was left out and has not passed."""
    trial = session.model_copy(deep=True)
    known = {lens.lens: lens for lens in lenses}
    for segment in trial.segments:
        for what, why in list(segment.skipped.items()):
            if why == SHORTENED and not _passed(segment, what, known.get(lens_of_key(what))):
                del segment.skipped[what]
    return trial


def _passed(segment: Segment, what: str, lens: LensDefinition | None) -> bool:
    """Whether it is too late for it: its stage is over, or the closing has begun without it.

    A lens whose definition is not there cannot come back.
    """
    if lens_of_key(what):
        return lens is None or place_passed(segment, lens)
    stage = PARTS.get(what) or SECONDS.get(what) or what
    if what == "grid" and segment.stages.of("closing").opened is not None:
        return True
    return segment.stages.of(stage).done is not None  # type: ignore[call-overload]  # one of the five


def left_out(session: Session) -> dict[str, dict[str, str]]:
    """What the agenda leaves out, by segment."""
    return {
        segment.id: {what: why for what, why in segment.skipped.items() if why == SHORTENED}
        for segment in session.segments
    }


def back_again(session: Session, trial: Session, lenses: Sequence[LensDefinition]) -> tuple[str, ...]:
    """What the agenda left out and has room for again, in words."""
    before, now = left_out(session), left_out(trial)
    known = {lens.lens: lens for lens in lenses}
    found = list[str]()
    for segment in session.segments:
        back = [what for what in before[segment.id] if what not in now[segment.id]]
        found += [_called(session, segment, what, known.get(lens_of_key(what))) for what in back]
    return tuple(dict.fromkeys(found))


def _called(session: Session, segment: Segment, what: str, lens: LensDefinition | None) -> str:
    if lens is not None:
        return _called_lens(session, segment, lens)
    if what == "grid":
        return say(GRID_OF, segment=segment.name)
    return say(_WORDS["seconds" if what in SECONDS else what])
