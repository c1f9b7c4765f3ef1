"""The running order: ask for what is missing, keep it, show it.

There is no bookmark. What comes next is computed from the facts in the session, so that a day that was
interrupted, or killed, goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cxw.desk import LEAVE, NEXT
from cxw.model import Segment, Session, StageName
from cxw.screens import View
from cxw.workshop import closing, needs, rounds, talk
from cxw.workshop.day import Day, Keeper, Memory, show

__all__ = ["Day", "Keeper", "Memory", "Step", "next_step", "run"]


@dataclass(frozen=True)
class Step:
    """A stage of a segment that is not done."""

    segment: str
    stage: StageName


PASSES: tuple[tuple[StageName, ...], ...] = (("needs", "weights"), ("grid", "disagreement"), ("closing",))
"""Needs and weights of each segment; then grid and disagreement of each; then one closing through all."""

STAGES: dict[StageName, Callable[[Day, str], str]] = {
    "needs": needs.run,
    "weights": rounds.weigh,
    "grid": rounds.mark,
    "disagreement": talk.run,
    "closing": closing.run,
}


def next_step(session: Session) -> Step | None:
    """The first stage that is neither done nor skipped, in the order of the day; None when all are."""
    for stages in PASSES:
        for segment in session.segments:
            for stage in stages:
                if _missing(segment, stage):
                    return Step(segment.id, stage)
    return None


def _missing(segment: Segment, stage: StageName) -> bool:
    return segment.stages.of(stage).done is None and stage not in segment.skipped


def run(day: Day) -> bool:
    """Run the day from where the facts say it stands; True when it is complete, False when it was left."""
    if next_step(day.session) is None:
        return True
    if show(day, View(), {}, SAY_START) != NEXT:
        return False
    while (step := next_step(day.session)) is not None:
        if STAGES[step.stage](day, step.segment) == LEAVE:
            return False
    return True


SAY_START = "Say what is kept and who will see it before anybody writes a word."
