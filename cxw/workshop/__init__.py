"""The running order: ask for what is missing, keep it, show it.

There is no bookmark. What comes next is computed from the facts in the session, so that a day that was
interrupted, or killed, goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable

from cxw.desk import AGAIN, LEAVE, NEXT, RELOADED, Moved
from cxw.model import StageName
from cxw.screens import View
from cxw.standing import next_step
from cxw.workshop import closing, needs, rounds, talk
from cxw.workshop.day import Day, Keeper, Memory, tell_notices
from cxw.workshop.moving import moved
from cxw.workshop.walls import show

__all__ = ["Day", "Keeper", "Memory", "run"]


STAGES: dict[StageName, Callable[[Day, str], str]] = {
    "needs": needs.run,
    "weights": rounds.weigh,
    "grid": rounds.mark,
    "disagreement": talk.run,
    "closing": closing.run,
}


def run(day: Day) -> bool:
    """Run the day from where the facts say it stands; True when it is complete, False when it was left."""
    tell_notices(day)
    step = next_step(day.session)
    if step is None:
        return True
    try:
        if show(day, View(), {}, SAY_START) != NEXT:
            return False
    except Moved as move:
        if move.word in (AGAIN, RELOADED):
            return run(day)
        step = moved(day, None, move.word)
    while step := step or next_step(day.session):
        try:
            if STAGES[step.stage](day, step.segment) == LEAVE:
                return False
            step = None
        except Moved as move:
            step = moved(day, step, move.word)
    return True


SAY_START = "Say what is kept and who will see it before anybody writes a word."
