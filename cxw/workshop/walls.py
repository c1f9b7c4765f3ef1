"""What is shown: the pages of one step, with the keys and the lines to say of the facilitator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from cxw.day.desk import AGAIN, BACK, NEXT, REVEAL, Ballot, MovedOn, Wall
from cxw.pictures.charts import FourBoxes
from cxw.text.phrases import say
from cxw.wall import LENS, ScreenView, WallSheet, draw_page, findings_behind
from cxw.workshop.acting import acts, acts_at_start
from cxw.workshop.day import Day
from cxw.workshop.promises import asked_by_board

Keys = Mapping[str, str]


@dataclass(frozen=True)
class ToSay:
    """What the facilitator can say at a screen, and what stands below it for the facilitator alone."""

    text: str
    alone: str = ""


def no_keys() -> Keys:
    """Nothing to choose at this step but to go on."""
    return {}


def show_pages(
    day: Day,
    view: ScreenView,
    keys: Callable[[], Keys] = no_keys,
    to_say: str | ToSay = "",
    correct: Sequence[Ballot] = (),
) -> str:
    """Walk through the pages of one step; the word chosen, NEXT after the last page, or LEAVE.

    Where the same step is asked anew, because the day was planned otherwise, its page is the one it was.
    So it is after a slip was put right, and then there may be other keys: another cell stands apart now.
    """
    page, day.seen = _page(day, view), None
    said = ToSay(to_say) if isinstance(to_say, str) else to_say
    while True:
        count = len(day.pages(view))
        page = min(page, count - 1)
        here, last = view.at(page), page + 1 >= count
        day.point(here)
        try:
            wall = _wall(day, here, _all(keys(), last), said.text, correct)
            chosen = day.desk.show(replace(wall, last=last, alone=said.alone))
        except MovedOn:
            day.seen = here
            raise
        if chosen == BACK:
            page = max(0, page - 1)
        elif chosen == NEXT and not last:
            page += 1
        elif chosen != AGAIN:
            return chosen


def _has_board(day: Day, view: ScreenView) -> bool:
    return any(isinstance(chart, FourBoxes) for chart in day.pages(view)[view.page].charts)


def _all(keys: Keys, last: bool) -> Keys:
    """The keys of a step, and the one that goes on, unless that would be going past a reveal."""
    if last and REVEAL in keys:
        return keys
    return {NEXT: say("Go on") if last else say("Next"), **keys}


def _page(day: Day, view: ScreenView) -> int:
    """The page a begun day goes on with: the one that was seen last of this step, else the first."""
    if day.seen is None or day.seen.at(0) != view:
        return 0
    return min(day.seen.page, len(day.pages(view)) - 1)


def _wall(day: Day, view: ScreenView, keys: Keys, to_say: str, correct: Sequence[Ballot]) -> Wall:
    def painted(width: int, height: int) -> str:
        return draw_page(day.session, view, day.pages(view), WallSheet(width, height, day.theme, day.colour))

    def workings() -> Sequence[str]:
        from cxw.findings.day.workings import stage_workings

        lens = view.step.partition(" ")[0] if view.stage == LENS else ""
        return stage_workings(findings_behind(day.session, day.folder), view.segment, view.stage, lens)

    words = keys if view.page == 0 else {**keys, BACK: say("Back")}
    here = acts(day, view.segment, correct) if view.segment else acts_at_start(day)
    asks = asked_by_board(day, view.segment) if _has_board(day, view) else None
    return Wall(
        stage=view.stage,
        step=view.step,
        draw=painted,
        keys=words,
        lines_to_say=to_say,
        workings=None if day.masked or not view.segment else workings,
        acts=here,
        asks=asks,
    )
