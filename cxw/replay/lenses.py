"""Lenses as a replay shows them: answered again as the archive has them, at the time of its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from cxw.day import desk as d
from cxw.day.lens_answers import row_as_parts
from cxw.day.lens_rounds import SKIPPED, asked_of, newest_part
from cxw.model import LENS_PARTS, DeskName, LensPart, LensRound, Segment, Session, lines_in

LENS = "lens"
"""The stage of a lens's walls; their step begins with its short word."""


class LensesAgain:
    """The lenses of an archive, and how far the copy has come in the one that is asked now."""

    def __init__(self, archive: Session, copied: Callable[[], Session]) -> None:
        self.archive = archive
        self.copied = copied
        self.at: tuple[str, str] | None = None
        """segment and lens that are asked now"""

    def moment_there(self) -> dt.datetime | None:
        """When the next thing of the lens that is asked happened; None where none is, or nothing more did."""
        return min(self._ahead(*self.at), default=None) if self.at else None

    def moments_ahead(self) -> list[dt.datetime]:
        """When things happened that the copy has not come to, in lenses that it has begun."""
        begun = {(segment.id, round.of) for segment in self.copied().segments for round in segment.lenses}
        return [*chain.from_iterable(self._ahead(id, name) for id, name in begun)]

    def _ahead(self, id: str, name: str) -> list[dt.datetime]:
        there = dict(_moments(self.copied().segment(id), name))
        return [moment for what, moment in _moments(self.archive.segment(id), name) if what not in there]

    def at_a_wall(self, wall: d.Wall, segment: Segment) -> str:
        """What the archive's facilitator did at a wall of a lens; where it ended there, so does this one."""
        name, _, step = wall.step.partition(" ")
        self.at = (segment.id, name)
        asked = any(round.of == name for round in segment.lenses)
        if step == "comes":
            return d.NEXT if asked else d.SKIP
        if d.REVEAL in wall.keys:
            part = next(part for part in LENS_PARTS if step.startswith(part))
            round = newest_part(segment, name, part)
            if round is None or round.revealed is None:
                raise d.MovedOn(d.SKIP)
            return d.REVEAL
        return d.NEXT

    def answered_as_there(self, ask: d.Ballot, segment: Segment) -> str:
        """Everybody's answers to one part, or the end of the lens where the archive has none."""
        round = self._archived(ask, segment)
        for who, row in round.said().items():
            for part, value in row_as_parts(round, row, asked_of(segment, round, who)).items():
                ask.accept(who, part, value, self._desk_of(round, who))
        _miss(ask, round)
        return _over(round)

    def _desk_of(self, round: LensRound, who: str) -> DeskName:
        """Where an answer came in: at the usual desk of whoever gave it, unless the archive says another."""
        people = self.archive.participants if round.by == "person" else []
        usual = {person.id: person.desk for person in people}
        return round.desks.get(who) or usual.get(who) or self.archive.desk or "paper"

    def name_again(self, ask: d.Unknowns, segment: Segment) -> str:
        """The lines in which the room named things."""
        round = self._archived(ask, segment)
        for thing in segment.things:
            if thing.lens == round.of and not thing.proposed and not thing.functions:
                ask.add(thing.text, None)
        for who, row in round.said().items():
            for line in lines_in(row):
                ask.add(line, who)
            ask.answered(who)
        _miss(ask, round)
        return _over(round)

    def looked_at_there(self, ways: Mapping[str, str]) -> str:
        """Which of several things the archive's room looked at; empty where it is asked something else."""
        if self.at is None:
            return ""
        id, name = self.at
        judged = newest_part(self.archive.segment(id), name, "judge")
        kept = {
            thing.text for thing in self.archive.segment(id).things if judged and thing.id in judged.about
        }
        return next((key for key, text in ways.items() if text in kept), "")

    def said_there(self) -> str | None:
        """Why the lens that is asked was left out, or how the room finished its sentence; or None."""
        if self.at is None:
            return None
        id, name = self.at
        segment = self.archive.segment(id)
        if why := segment.skipped.get(SKIPPED + name):
            return why
        said = [round.sentence for round in segment.lenses if round.of == name and round.sentence]
        return said[-1] if said else None

    def _archived(self, ask: d.Ballot, segment: Segment) -> LensRound:
        """The archive's round of what is asked; MovedOn where it has none."""
        assert ask.lens is not None, "only a lens's ballot is answered here"
        self.at = (segment.id, ask.lens[0])
        round = newest_part(segment, *ask.lens)
        if round is None:
            raise d.MovedOn(d.SKIP)
        return round


def _moments(segment: Segment, name: str) -> Iterator[tuple[tuple[LensPart, str], dt.datetime]]:
    for round in segment.lenses:
        for what in ("opened", "closed", "revealed"):
            moment = getattr(round, what)
            if round.of == name and moment is not None:
                yield (round.part, what), moment


def _miss(ask: d.Ballot, round: LensRound) -> None:
    for who, why in {**round.not_answered, **round.no_card}.items():
        ask.miss(who, why)


def _over(round: LensRound) -> str:
    if round.closed is None:
        raise d.MovedOn(d.SKIP)
    return d.DONE
