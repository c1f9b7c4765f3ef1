"""Stage 4 of a segment: where the room disagrees, one finding a screen."""

from __future__ import annotations

from cxw.day.desk import DONE, LEAVE, NEXT
from cxw.text.phrases import say
from cxw.wall import ScreenView
from cxw.workshop.day import Day, leave_stage, open_stage
from cxw.workshop.slips import every_slip
from cxw.workshop.walls import no_keys, show_pages

TO_SAY = "Disagreement is a finding. Do not settle it: ask what would settle it, and who could find out."


def run(day: Day, id: str) -> str:
    """Walk through the findings of a segment; DONE or LEAVE."""
    open_stage(day, id, "disagreement")
    view = ScreenView(id, "disagreement", "shown")
    if show_pages(day, view, no_keys, say(TO_SAY), every_slip(day, id)) != NEXT:
        return LEAVE
    leave_stage(day, id, "disagreement")
    return DONE
