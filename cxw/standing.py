"""Where a session stands: the next stage and who has yet to answer, from the facts in the file."""

from __future__ import annotations

from dataclasses import dataclass

from cxw import closing, grid, needs, rounds, weights
from cxw.model import MarksRound, PersonId, Segment, Session, StageName, WeightsRound

PASSES: tuple[tuple[StageName, ...], ...] = (("needs", "weights"), ("grid", "disagreement"), ("closing",))
"""Needs and weights of each segment; then grid and disagreement of each; then one closing through all."""

WORDS: dict[StageName, str] = {
    "needs": "needs",
    "weights": "weights",
    "grid": "marks",
    "disagreement": "disagreement",
    "closing": "closing",
}


@dataclass(frozen=True)
class Step:
    """A stage of a segment that is not done."""

    segment: str
    stage: StageName


@dataclass(frozen=True)
class Slot:
    """One line of the plan of the day: a time of day, what is planned then, and for how many minutes."""

    at: str
    what: str
    minutes: int


def order(session: Session) -> list[Step]:
    """Every stage of every segment in the order of the day."""
    return [Step(segment.id, stage) for stages in PASSES for segment in session.segments for stage in stages]


def next_step(session: Session) -> Step | None:
    """The first stage that is neither done nor skipped, in the order of the day; None when all are."""
    return next(
        (step for step in order(session) if _missing(session.segment(step.segment), step.stage)), None
    )


def timetable(session: Session) -> list[Slot]:
    """The plan of the day with its times, its end as the last line; empty where no start is planned.

    Minutes are those of a stage of one segment; the closing goes through all segments in one.
    """
    plan = session.plan
    if plan is None or not plan.start:
        return []
    hours, minutes = (int(part) for part in plan.start.replace(".", ":").split(":"))
    at, slots = hours * 60 + minutes, []
    for step in order(session):
        name = session.segment(step.segment).name
        alone = len(session.segments) == 1 or step.stage == "closing"
        what = WORDS[step.stage] if alone else f"{WORDS[step.stage]} of {name}"
        lasts = plan.minutes.get(step.stage, 0)
        if step.stage != "closing" or step.segment == session.segments[0].id:
            slots.append(Slot(_clock(at), what, lasts))
            at += lasts
    return [*slots, Slot(_clock(at), "end", 0)]


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _missing(segment: Segment, stage: StageName) -> bool:
    return segment.stages.of(stage).done is None and stage not in segment.skipped


def passed_over(session: Session) -> list[Step]:
    """Stages neither opened nor skipped though a later one was opened, as when marks are collected alone."""
    steps = order(session)
    opened = [n for n, step in enumerate(steps) if session.segment(step.segment).stages.of(step.stage).opened]
    before = steps[: opened[-1]] if opened else []
    return [
        step
        for step in before
        if _missing(session.segment(step.segment), step.stage)
        and session.segment(step.segment).stages.of(step.stage).opened is None
    ]


def waiting(session: Session, step: Step) -> list[PersonId]:
    """Who has yet to answer what is asked now; nobody when nothing is being asked."""
    segment = session.segment(step.segment)
    if step.stage == "needs":
        return needs.waiting(session, segment)
    if step.stage == "closing":
        return closing.waiting_guess(session, segment) or closing.waiting_unknowns(session, segment)
    round = rounds.latest(segment, "weights" if step.stage == "weights" else "marks")
    if isinstance(round, WeightsRound):
        return weights.waiting(session, segment, round)
    return grid.waiting(session, segment, round) if isinstance(round, MarksRound) else []


def standing(session: Session) -> str:
    """`in order; 11 people, 2 segments; next: marks of Clinics`."""
    people, segments = len(session.participants), len(session.segments)
    room = f"{people} {_plural(people, 'person', 'people')}"
    asked = f"{segments} {_plural(segments, 'segment', 'segments')}"
    return f"in order; {room}, {asked}; {_next(session)}"


def _next(session: Session) -> str:
    step = next_step(session)
    if step is None:
        return "complete"
    return f"next: {WORDS[step.stage]} of {session.segment(step.segment).name}"


def missing(session: Session) -> str:
    """What a run would ask next, as a sentence."""
    step = next_step(session)
    if step is None:
        return "Nothing is missing: the day is complete."
    who = waiting(session, step)
    members = len(session.members(session.segment(step.segment)))
    asked = f" {len(who)} of {members} have yet to answer." if who else ""
    comes = "come" if WORDS[step.stage].endswith("s") else "comes"
    return f"Next {comes} the {WORDS[step.stage]} of {session.segment(step.segment).name}.{asked}"


def _plural(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
