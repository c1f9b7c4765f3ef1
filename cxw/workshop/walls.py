"""What is shown: the pages of one step, with the keys and the lines to say of the facilitator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cxw.desk import BACK, NEXT, REVEAL, Ballot, Moved, Wall
from cxw.screens import View, draw, pages
from cxw.workshop.acting import acts, acts_at_start
from cxw.workshop.day import Day


def show(day: Day, view: View, keys: Mapping[str, str], say: str = "", correct: Sequence[Ballot] = ()) -> str:
    """Walk through the pages of one step; the word chosen, NEXT after the last page, or LEAVE.

    Where the same step is asked anew, because the day was planned otherwise, its page is the one it was.
    """
    page, day.seen = _page(day, view), None
    while True:
        here = View(view.segment, view.stage, view.step, page)
        day.point(here)
        last = page + 1 >= pages(day.session, here, findings=day.findings)
        forward = {} if last and REVEAL in keys else {NEXT: "Go on" if last else "Next"}
        try:
            chosen = day.desk.show(replace(_wall(day, here, {**forward, **keys}, say, correct), last=last))
        except Moved:
            day.seen = here
            raise
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
        workings=None if day.masked or not view.segment else lambda: _workings(day, view),
        acts=acts(day, view.segment, correct) if view.segment else acts_at_start(day),
    )


def _workings(day: Day, view: View) -> Sequence[str]:
    from cxw.findings.workings import of

    return of(day.findings(), view.segment, view.stage)
