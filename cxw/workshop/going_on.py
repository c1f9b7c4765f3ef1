"""A begun day goes on after a break, a closed lid or a power cut: one screen, one Enter.

The audience's window stays where it was. Where everybody sees this screen, the wall they saw comes again
first.
"""

from __future__ import annotations

from collections.abc import Callable

from cxw.day.desk import NEXT, Wall
from cxw.day.standing import Step, asked_next, steps_left
from cxw.text.phrases import say
from cxw.wall import LENS, ScreenView, draw, message
from cxw.workshop.acting import acts_at_start
from cxw.workshop.day import Day
from cxw.workshop.lenses import lens_at, next_lens

COMES_AGAIN = ("sealed", "shown", "chosen", "coverage")
"""Steps that are walls: the running order shows them again by itself, where it goes on with their stage."""


def goes_on_with(day: Day) -> Step | None:
    """The stage the room saw last, if it is not done: the facilitator may have gone there out of order."""
    seen = (day.seen.segment, day.seen.stage) if day.seen is not None else None
    left = steps_left(day.session)
    if lens := next_lens(day):
        return lens
    return next((step for step in left if (step.segment, step.stage) == seen), next(iter(left), None))


def show_how_it_goes_on(day: Day, step: Step) -> str:
    """Say how the day goes on until Enter: NEXT, or LEAVE."""
    seen = day.seen if day.masked else None
    if seen is not None and _comes_again(seen, step):
        return NEXT
    return day.desk.show(
        Wall(
            stage=step.stage,
            step="goes on",
            draw=_again(day, seen) if seen is not None else _sentence(day, step),
            keys={NEXT: say("Go on")},
            acts=acts_at_start(day),
        )
    )


def _comes_again(seen: ScreenView, step: Step) -> bool:
    here = (seen.segment, seen.stage) == (step.segment, LENS if step.lens else step.stage)
    return here and seen.step.endswith(COMES_AGAIN)


def _again(day: Day, seen: ScreenView) -> Callable[[int, int], str]:
    def painted(width: int, height: int) -> str:
        return draw(
            day.session,
            seen,
            width=width,
            height=height,
            theme=day.theme,
            colour=day.colour,
            findings=day.findings,
            folder=day.folder,
        )

    return painted


def _sentence(day: Day, step: Step) -> Callable[[int, int], str]:
    def painted(width: int, height: int) -> str:
        said = f"{say('The day goes on.')} {_comes_next(day, step)}"
        return message(said, width=width, height=height, theme=day.theme, colour=day.colour, say=day.say)

    return painted


def _comes_next(day: Day, step: Step) -> str:
    if step.lens:
        return say("Next comes a lens: {name}.", name=lens_at(day, step).name)
    return asked_next(day.session, step)
