"""What can be called otherwise at any screen of a segment: the segment, its companies, its needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cxw.day import naming
from cxw.day.desk import Faults
from cxw.day.naming import SEGMENT, Called, NamesToChange
from cxw.day.set_up import one_line
from cxw.day.standing import begun
from cxw.text.phrases import say
from cxw.workshop.day import Day, keep


def names_to_change(day: Day, id: str, reword: Callable[[str, str], Faults]) -> NamesToChange:
    """The names of a segment; `reword` gives a need other words."""

    def rename(key: str, name: str) -> Faults:
        if key.startswith("need "):
            return reword(key.removeprefix("need "), name)
        return _rename(day, id, key, one_line(name))

    return NamesToChange(called=lambda: list(_called(day, id)), rename=rename)


def _called(day: Day, id: str) -> Iterator[Called]:
    segment = day.segment(id)
    yield Called(SEGMENT, say("the segment"), segment.name)
    yield Called(f"company {day.session.company.id}", say("our company"), day.session.company.name)
    for company in segment.competitors:
        yield Called(f"company {company.id}", say("a competitor"), company.name)
    for need in segment.chosen_needs() or [need for need in segment.needs if need.parked is None]:
        yield Called(f"need {need.id}", say("a need"), need.text)


def _rename(day: Day, id: str, key: str, name: str) -> Faults:
    if all(key != one.key for one in _called(day, id)):
        return [say("this name is not in use here any more")]
    if faults := naming.faults(day.session, day.segment(id), key, name):
        return faults
    if naming.same(day.session, day.segment(id), key)[0].name == name:
        return []
    now = day.now() if begun(day.session) else None
    keep(day, lambda s: naming.rename(naming.same(s, s.segment(id), key), name, now))
    return []
