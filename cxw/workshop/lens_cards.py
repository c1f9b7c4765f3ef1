"""Cards of functions: who writes them, and what stands on them beside what is judged of it on the wall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cxw.day.desk import Person
from cxw.day.lens_cards import cards_in_sight, functions_with_card
from cxw.day.lens_rounds import functions_here, newest_part
from cxw.findings.languages import spoken
from cxw.findings.view import AudienceView
from cxw.model import DK, NOTHING, OWN, TOLD, LensCell, LensRound, LensRow, Segment
from cxw.workshop.day import Day, people

Heard = Mapping[str, tuple[tuple[str, str], ...]]
"""Thing -> who wrote what about it; where a function is the thing itself, no name."""


def cards_heard(day: Day, segment: Segment, round: LensRound) -> Heard:
    """What the room heard of each thing that is judged; nothing where no function wrote a card of words.

    A card that is one person's answer stands here only where it stands on the wall: behind their tick.
    """
    said = newest_part(segment, round.of, "say") if round.part == "judge" else None
    if said is None or said.revealed is None or (said.by, said.shape) != ("function", "words"):
        return {}
    said = cards_in_sight(day.session, segment, said)
    found = dict[str, list[tuple[str, str]]]()
    view = AudienceView(day.session, "room", spoken(day.session.language))
    for function in [one for one in functions_here(day.session, segment) if one in said.cards]:
        for thing, cell in _cells(said.cards[function]):
            about, name = (function, "") if thing == OWN else (thing, function)
            found.setdefault(about, []).append((name, _words(day, view, cell)))
    return {thing: tuple(found[thing]) for thing in round.about if thing in found}


def _cells(row: LensRow) -> Iterable[tuple[str, LensCell]]:
    return row.items() if isinstance(row, dict) else ()


def _words(day: Day, view: AudienceView, cell: LensCell) -> str:
    """What is read out of one card; names of those present are left out, as on the wall."""
    if cell in (NOTHING, DK):
        return day.say("nothing" if cell == NOTHING else "does not know")
    return view.said(cell.get(TOLD, "")) or "" if isinstance(cell, dict) else ""


def functions_as_people(day: Day, segment: Segment, round: LensRound) -> tuple[Person, ...]:
    """The functions that write a card, as a desk sees them; on phones where all of one are on phones."""
    found = list[Person]()
    for name in functions_with_card(day.session, segment, round.opened):
        members = [one for one in day.session.members(segment) if name in (one.function, *one.also)]
        desks = {person.desk for person in people(day.session, members)}
        found.append(Person(name, name, "", desks.pop() if len(desks) == 1 else "paper"))
    return tuple(found)
