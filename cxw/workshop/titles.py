"""How a round is called at the desk."""

from __future__ import annotations

from cxw.model import AnyRound, Segment
from cxw.text.phrases import say
from cxw.workshop.day import Day

TITLES = {
    ("weights", "first"): "Points, first round",
    ("weights", "second"): "Points, second round",
    ("marks", "first"): "Marks, first round",
    ("marks", "second"): "Marks, second round",
}
OF_ONE_COMPANY = {
    "first": "Marks of {companies}, first round",
    "second": "Marks of {companies}, second round",
}


def round_title(day: Day, segment: Segment, round: AnyRound) -> str:
    """How a round is called at the desk; by name where it is about one company that came late."""
    late = [one.name for one in day.session.companies(segment) if [one.id] == [*round.companies]]
    if late:
        return say(OF_ONE_COMPANY[round.name], companies=late[0])
    return say(TITLES[round.of, round.name])
