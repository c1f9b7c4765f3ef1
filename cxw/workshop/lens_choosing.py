"""Going to a lens by `g`: which can be gone to now, and what going to one changes."""

from __future__ import annotations

from itertools import chain, product

from cxw.day import lens_rounds
from cxw.day.lens_rounds import SKIPPED, points_shown
from cxw.day.lenses import has_time_for, opens_later
from cxw.day.standing import Step
from cxw.model import Session
from cxw.sessionfile.lens_files import shipped_lenses, with_following
from cxw.workshop.day import Day, keep
from cxw.workshop.lenses import LensOfDay


def lenses_open(day: Day) -> list[LensOfDay]:
    """The lenses that one can go to now: open, and not done; ours too where the day has a place for one."""
    behind = {*chain.from_iterable(lens.then for lens in day.lenses)}
    chosen = [lens for lens in day.lenses if lens.lens not in behind]
    others = [lens for lens in shipped_lenses().values() if lens not in day.lenses]
    ours = [lens for lens in others if has_time_for([*chosen, lens])]
    pairs = product(day.session.segments, (*day.lenses, *ours))
    found = [LensOfDay(day, segment.id, lens) for segment, lens in pairs]
    return [one for one in found if not opens_later(one.segment, one.lens) and not _is_done(one)]


def choose_lens(one: LensOfDay) -> Step:
    """Go to a lens: from now on it is the day's where nobody had chosen it, and not skipped any more."""
    name = one.lens.lens

    def change(session: Session) -> None:
        lens_rounds.take_back_skip(session.segment(one.id), name)
        if name not in {lens.lens for lens in one.day.lenses}:
            session.lenses = [*session.lenses, name]

    if SKIPPED + name in one.segment.skipped or one.lens not in one.day.lenses:
        keep(one.day, change)
    if one.lens not in one.day.lenses:
        one.day.lenses = with_following([*one.day.lenses, one.lens])
    return one.step


def _is_done(one: LensOfDay) -> bool:
    """Whether there is nothing to go to: it is over, or what was taken in waits for points to be shown."""
    if SKIPPED + one.lens.lens in one.segment.skipped:
        return False
    taken_in = (
        one.lens.after == "sealed" and (said := one.opened("say")) is not None and said.closed is not None
    )
    return one.is_over or (taken_in and not points_shown(one.segment))
