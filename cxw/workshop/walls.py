"""What is shown: the pages of one step, with the keys, the lines to say and the clock of the facilitator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cxw.desk import BACK, NEXT, REVEAL, Ballot, Wall
from cxw.model import STAGES
from cxw.screens import View, draw, pages
from cxw.standing import Step, against_plan
from cxw.workshop.acting import acts, acts_at_start
from cxw.workshop.day import Day


def show(day: Day, view: View, keys: Mapping[str, str], say: str = "", correct: Sequence[Ballot] = ()) -> str:
    """Walk through the pages of one step; the word chosen, NEXT after the last page, or LEAVE."""
    page, day.seen = _page(day, view), None
    while True:
        here = View(view.segment, view.stage, view.step, page)
        day.point(here)
        last = page + 1 >= pages(day.session, here, findings=day.findings)
        forward = {} if last and REVEAL in keys else {NEXT: "Go on" if last else "Next"}
        chosen = day.desk.show(replace(_wall(day, here, {**forward, **keys}, say, correct), last=last))
        if chosen == BACK:
            page = max(0, page - 1)
        elif chosen == NEXT and not last:
            page += 1
        else:
            return chosen


def _page(day: Day, view: View) -> int:
    """The page a begun day goes on with: the one that was seen last of this step, else the first."""
    if day.seen is None or day.seen.at(0) != view:
        return 0
    return min(day.seen.page, pages(day.session, view, findings=day.findings) - 1)


def _wall(day: Day, view: View, keys: Mapping[str, str], say: str, correct: Sequence[Ballot]) -> Wall:
    def painted(width: int, height: int) -> str:
        return draw(
            day.session,
            view,
            width=width,
            height=height,
            theme=day.theme,
            colour=day.colour,
            findings=day.findings,
        )

    words = keys if view.page == 0 else {**keys, BACK: "Back"}
    return Wall(
        stage=view.stage,
        step=view.step,
        draw=painted,
        keys=words,
        lines_to_say=say,
        clock=_clock(day, view),
        workings=None if day.masked or not view.segment else lambda: _workings(day, view),
        acts=acts(day, view.segment, correct) if view.segment else acts_at_start(day),
    )


def _workings(day: Day, view: View) -> Sequence[str]:
    from cxw.findings.workings import of

    return of(day.findings(), view.segment, view.stage)


def _clock(day: Day, view: View) -> str:
    stage = next((stage for stage in STAGES if stage == view.stage), None)
    return against_plan(day.session, Step(view.segment, stage), day.now()) if stage else ""
