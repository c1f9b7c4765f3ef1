"""Where a session stands: the next stage and who has yet to answer, from the facts in the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cxw.day import agenda, answering, closing, needs, rounds
from cxw.day.declining import declined
from cxw.day.lens_places import has_a_place, lens_called, lens_of, lens_to_come
from cxw.day.meeting import may_meet, waiting_apart
from cxw.model import MEETING, LensDefinition, PersonId, Segment, Session, StageName
from cxw.questions.rounds import OF_STAGE, of_stage
from cxw.text.phrases import say
from cxw.text.spoken import say_many

PASSES: tuple[tuple[StageName, ...], ...] = (("needs", "weights"), ("grid", "disagreement"), ("closing",))
"""Needs and weights of each segment; then grid and disagreement of each; then one closing through all."""

WORDS: dict[StageName, str] = {
    "needs": "needs",
    "weights": "weights",
    "grid": "marks",
    "disagreement": "disagreement",
    "closing": "closing",
    MEETING: "second meeting",
}

_OF_SEGMENT: dict[StageName, str] = {
    "needs": "needs of {segment}",
    "weights": "weights of {segment}",
    "grid": "marks of {segment}",
    "disagreement": "disagreement of {segment}",
    "closing": "closing of {segment}",
    MEETING: "second meeting of {segment}",
}


@dataclass(frozen=True)
class Step:
    """A stage of a segment that is not done."""

    segment: str
    stage: StageName
    lens: str = ""
    """a lens that is asked behind this stage, by its short word; empty for the stage itself"""


def order(session: Session) -> list[Step]:
    """Every stage of every segment in the order of the day."""
    steps = list[Step]()
    for stages in PASSES:
        for segment in session.segments:
            steps += [Step(segment.id, stage) for stage in stages]
    return steps


def with_lenses(session: Session, steps: Iterable[Step], lenses: Sequence[LensDefinition]) -> list[Step]:
    """The stages with the lenses that are asked around them; one that is asked inside the points is none.

    A lens that was skipped is left out, and so is one that has nothing to ask about since its stage was.
    """
    found = list[Step]()
    for step in steps:
        there = [lens for lens in lenses if has_a_place(session.segment(step.segment), lens)]
        if step.stage == "needs":
            found += [replace(step, lens=lens.lens) for lens in there if lens.after == "nothing"]
        found.append(step)
        found += [replace(step, lens=lens.lens) for lens in there if lens.after == step.stage]
    return found


def left_with_lenses(session: Session, lenses: Sequence[LensDefinition] = ()) -> list[Step]:
    """The stages that are neither done nor skipped, and the lenses that are still to be asked around them."""
    left, known = steps_left(session), {lens.lens: lens for lens in lenses}
    return [
        step
        for step in with_lenses(session, with_meetings(session), lenses)
        if step in left or (step.lens and lens_to_come(session.segment(step.segment), known[step.lens]))
    ]


def with_meetings(session: Session) -> list[Step]:
    """Every stage in the order of the day, and behind them the second meeting of every segment."""
    return [*order(session), *(Step(segment.id, MEETING) for segment in session.segments)]


def begun(session: Session) -> bool:
    """Whether any stage was ever opened."""
    return any(opened_at(session, step) for step in order(session))


def opened_at(session: Session, step: Step) -> dt.datetime | None:
    """When a stage was first opened; None where it never was."""
    return session.segment(step.segment).stages.of(step.stage).opened


def next_step(session: Session) -> Step | None:
    """The first stage that is neither done nor skipped, in the order of the day; None when all are."""
    return next(iter(steps_left(session)), None)


def of_segment(stage: StageName, segment: str) -> str:
    """A stage of a segment as it is called within a sentence: `marks of Clinics`."""
    return say(_OF_SEGMENT[stage], segment=segment)


def steps_left(session: Session) -> list[Step]:
    """The stages that are neither done nor skipped."""
    return [step for step in with_meetings(session) if _missing(session.segment(step.segment), step.stage)]


ORDER = (
    *("needs", "weights", "weights second", "grid", agenda.RIVALS, "grid second"),
    *("disagreement", agenda.FINDINGS, "closing", agenda.EVIDENCE, agenda.CARDS),
    MEETING,
)
"""The order of what can be skipped."""
NOTHING_CHOSEN = "no needs were chosen"
_OF_CHOSEN: tuple[StageName, ...] = ("weights", "grid", "disagreement")
"""Stages that have nothing to ask once the needs were left without any being chosen."""


def skip(segment: Segment, what: str, why: str) -> None:
    """Keep that something did not happen, and why; the file names it in the order of the day, lenses last."""
    segment.skipped[what] = why
    known = {key: segment.skipped[key] for key in ORDER if key in segment.skipped}
    segment.skipped = {**known, **segment.skipped}


def unskip(segment: Segment, what: str) -> None:
    """Take back that something was passed over: it happens after all."""
    segment.skipped.pop(what, None)


def end_unfinished(session: Session, step: Step, why: str, now: dt.datetime) -> None:
    """End a stage where it is: an open round is closed and sealed, unrevealed, and so in no number.

    A stage that was done and is only looked at again stays done.
    """
    segment = session.segment(step.segment)
    of = OF_STAGE.get(step.stage)
    round = rounds.latest(segment, of) if of else None
    open_ = round if round is not None and rounds.is_open(round) else None
    if open_ is not None:
        rounds.close(session, segment, open_, now)
    elif segment.stages.of(step.stage).done is not None:
        return
    skip(segment, step.stage, why)
    if step.stage == "needs" and not segment.chosen:
        for stage in _OF_CHOSEN:
            skip(segment, stage, NOTHING_CHOSEN)


def end_early(session: Session, why: str, now: dt.datetime) -> None:
    """End every stage before the closing that is not done; a segment nobody began has no closing either."""
    for step in order(session):
        segment = session.segment(step.segment)
        closing_of_nothing = step.stage == "closing" and not segment.needs
        if _missing(segment, step.stage) and (step.stage != "closing" or closing_of_nothing):
            end_unfinished(session, step, why, now)


def open_to(session: Session) -> list[Step]:
    """The stages one can go to now: marks and points need chosen needs, a meeting customers' answers."""
    return [step for step in with_meetings(session) if _possible(session.segment(step.segment), step.stage)]


def _possible(segment: Segment, stage: StageName) -> bool:
    if stage == "disagreement":
        return any(round.revealed for round in segment.lists()[-1])
    if stage == "closing":
        return bool(segment.needs)
    if stage == MEETING:
        return may_meet(segment)
    return stage == "needs" or bool(segment.chosen)


def _missing(segment: Segment, stage: StageName) -> bool:
    if segment.stages.of(stage).done is not None or stage in segment.skipped:
        return False
    if stage == MEETING:
        return segment.stages.of(stage).under_way
    return stage not in _OF_CHOSEN or bool(segment.chosen) or _missing(segment, "needs")


def passed_over(session: Session) -> list[Step]:
    """Stages neither opened nor skipped though a later one was opened, as when marks are collected alone."""
    steps = order(session)
    opened = [n for n, step in enumerate(steps) if opened_at(session, step)]
    before = steps[: opened[-1]] if opened else []
    left = steps_left(session)
    return [step for step in before if step in left and opened_at(session, step) is None]


def waiting(session: Session, step: Step) -> list[PersonId]:
    """Who has yet to answer what is asked now; nobody when nothing is being asked.

    How many stands where all can see it, so whoever lacks only what not all are asked is not among them.
    """
    segment = session.segment(step.segment)
    if step.stage == "needs":
        return needs.waiting(session, segment)
    if step.stage == "closing":
        return closing.waiting_guess(session, segment) or closing.waiting_unknowns(session, segment)
    if step.stage == MEETING:
        return waiting_apart(session, segment)
    round = rounds.latest(segment, of_stage(step.stage))
    if round is not None:
        inside = answering.inside(round)
        return [one for one in answering.waiting(session, segment, round) if one not in inside]
    return []


def standing_in_words(session: Session, lenses: Sequence[LensDefinition] = ()) -> str:
    """`in order; 11 people, 2 segments; next: marks of Clinics`."""
    return say("in order; {standing}", standing=how_far(session, lenses))


def how_far(session: Session, lenses: Sequence[LensDefinition] = ()) -> str:
    """`11 people, 2 segments; next: marks of Clinics`."""
    people = len(session.asked())
    room = [say_many(people, "{number} person", "{number} people")]
    if watch := len(session.participants) - people:
        room.append(say_many(watch, "{number} observer", "{number} observers"))
    room.append(say_many(len(session.segments), "{number} segment", "{number} segments"))
    return f"{', '.join(room)}; {_next(session, lenses)}"


def _next(session: Session, lenses: Sequence[LensDefinition]) -> str:
    step = next(iter(left_with_lenses(session, lenses)), None)
    if step is None:
        return say("complete")
    name = session.segment(step.segment).name
    if step.lens:
        return say("next: lens {lens} of {segment}", lens=step.lens, segment=name)
    return say("next: {stage}", stage=of_segment(step.stage, name))


def asked_next(session: Session, there: Step | None = None, lenses: Sequence[LensDefinition] = ()) -> str:
    """What a run would ask next, as a sentence; `there`: the stage it goes on with, if not the first one."""
    step = there or next(iter(left_with_lenses(session, lenses)), None)
    if step is None:
        return say("Nothing is missing: the day is complete.")
    if step.lens:
        return say("Next comes a lens: {name}.", name=lens_called(lens_of(step.lens, lenses)))
    who = waiting(session, step)
    of = _asked(session, session.segment(step.segment))
    comes = "Next come the {stage}." if WORDS[step.stage].endswith("s") else "Next comes the {stage}."
    said = say(comes, stage=of_segment(step.stage, session.segment(step.segment).name))
    if not who:
        return said
    return f"{said} {say('{who} of {of} have yet to answer.', who=len(who), of=of)}"


def _asked(session: Session, segment: Segment) -> int:
    """How many are waited for at most: who is here, and has not declined."""
    out = declined(segment)
    return sum(not person.gone and person.id not in out for person in session.members(segment))
