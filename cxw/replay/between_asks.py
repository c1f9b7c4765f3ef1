"""What an archive's facilitator did beside the asks, done again at the time of its day.

Notes, other words, evidence, slips put right, and who declined and answers after all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from cxw.day import desk as d
from cxw.day.declining import DECLINED, declined, declines
from cxw.day.desk_methods import HasActs
from cxw.day.evidence import may_be_spoken_of
from cxw.day.naming import next_name_due, same
from cxw.day.retracing import corrections_due
from cxw.day.righted import after, of_older_list
from cxw.day.rounds import revealed_rounds
from cxw.errors import CxwError
from cxw.model import Need, PersonId, Segment, Session, ids_of
from cxw.questions.rounds import Of
from cxw.replay.archive import upcoming


class ReplayStopped(CxwError):
    """The copy could not be written."""


Ask = TypeVar("Ask", bound=HasActs)


def attended(method: Callable[[Any, Ask], str]) -> Callable[[Any, Ask], str]:
    """Let people leave and come back before an ask and after it, as they did in the archive."""

    def asked(desk: Any, ask: Ask) -> str:
        desk.come_and_go(ask.acts)
        try:
            return method(desk, ask)
        finally:
            desk.come_and_go(ask.acts)

    return asked


OF: tuple[Of, ...] = ("marks", "weights")


class BetweenAsks:
    """The archive, and the copy as far as it is replayed."""

    def __init__(self, archive: Session, copied: Callable[[], Session]) -> None:
        self.archive = archive
        self.copied = copied

    def catch_up(self, acts: d.Acts) -> None:
        """Write the notes and change the words that the archive has by this time of its day."""
        if not acts.segment:
            return
        segment = self.archive.segment(acts.segment)
        for note in segment.notes[len(self.copied().segment(acts.segment).notes) :]:
            acts.note(note.text, note.about)
        for need in segment.needs:
            self._reword(acts, segment, need)
        self.attach(acts)
        self._rename(acts)
        self._end_declines(acts, segment)

    def _end_declines(self, acts: d.Acts, segment: Segment) -> None:
        """Bring those back who had declined, once the copy has all that they declined."""
        here = self.copied().segment(segment.id)
        for person in segment.asked_again:
            if acts.people is not None and declines(segment, person) == declines(here, person):
                acts.people.asked_again(person)

    def attach(self, acts: d.Acts) -> None:
        """Bring evidence in the order it came, up to what is about something not in the copy yet."""
        known = set(ids_of(self.copied().evidence))
        for item in self.archive.evidence:
            if acts.evidence is None or not may_be_spoken_of(self.copied(), item):
                return
            if item.id not in known:
                acts.evidence.bring(item)

    def _rename(self, acts: d.Acts) -> None:
        """Give the new names that came by now."""
        until = min(upcoming(self.archive, self.copied()), default=None)
        archived = self.archive.segment(acts.segment)
        for key in [one.key for one in acts.names.called()] if acts.names else ():
            while not key.startswith("need ") and acts.names is not None:
                old = same(self.archive, archived, key)[0]
                here = same(self.copied(), self.copied().segment(acts.segment), key)[0]
                if not (name := next_name_due(old, here, until)) or acts.names.rename(key, name):
                    break

    def _reword(self, acts: d.Acts, segment: Segment, need: Need) -> None:
        copied = self.copied().segment(segment.id)
        opened = len(copied.rounds)
        done = len(copied.need(need.id).was) if opened else 0
        words = [was.text for was in need.was[1:]] + [need.text]
        for number, was in enumerate(need.was):
            before = sum(round.opened < was.until for round in segment.rounds)
            if opened >= max(1, before) and number >= done:
                acts.reword(need.id, words[number])

    def correct(self, ballots: Sequence[d.Ballot], id: str) -> bool:
        """Put right what was put right by now; whether anything was."""
        before, until = self._corrected(id), self._until(id)
        slips: dict[str, list[d.Ballot]] = {}
        for ballot in ballots:
            slips.setdefault(ballot.of, []).append(ballot)
        for of in OF:
            here = self.copied().segment(id)
            mine = slips.get(of, ())
            for ballot, round in zip(mine, revealed_rounds(here, of) if mine else (), strict=True):
                for person, part, value in corrections_due(self.archive.segment(id), here, round, until):
                    ballot.accept(person, part, value, "paper")
        self._correct_alone({ballot.of: ballot for ballot in ballots if not ballot.name}, id)
        return self._corrected(id) > before

    def _until(self, id: str) -> dt.datetime | None:
        """When the archive's segment went on after the last reveal that the copy has.

        What lies before that is no measure: who came late to the marks is replayed before a later stage.
        """
        seen = self.archive.segment(id).rounds[: len(self.copied().segment(id).rounds)]
        last = max((round.revealed for round in seen if round.revealed is not None), default=None)
        ahead = upcoming(self.archive, self.copied(), id)
        return min((moment for moment in ahead if last is None or moment >= last), default=None)

    def _corrected(self, id: str) -> int:
        here = self.copied().segment(id)
        return len(here.corrected) + sum(len(round.corrected) for round in here.rounds)

    def _correct_alone(self, ballots: Mapping[str, d.Ballot], id: str) -> None:
        """Put right what belongs to no round, in the archive's order as far as it can be given here."""
        archived, done = self.archive.segment(id), len(self.copied().segment(id).corrected)
        for number, slip in enumerate(archived.corrected[done:], done):
            if of_older_list(archived, slip):
                continue
            ballot = ballots.get(slip.of)
            if ballot is None or slip.who is None:
                return
            value = after(archived, number)
            if ballot.accept(slip.who, ballot.whole(slip.who)[0].id, value, "paper"):
                return

    def bring_back(self, ask: d.Ballot, segment: Segment, none: Mapping[PersonId, str]) -> None:
        """Ask those again who had declined, and in the archive had not when this was asked."""
        if ask.acts is None or ask.acts.people is None:
            return
        out = declined(self.copied().segment(segment.id))
        for person in segment.asked_again:
            if person in out and none.get(person) != DECLINED:
                ask.acts.people.asked_again(person)


def given_again(ask: d.Ballot, given: Mapping[PersonId, Any]) -> None:
    """Give what is asked once, also of whoever is kept as giving nothing."""
    for person, value in given.items():
        after_all = ask.whole(person) if person in ask.missed() else ()
        for part in ask.parts(person) or after_all:
            ask.accept(person, part.id, value, "paper")


def missed_again(ask: d.Ballot, why: Mapping[PersonId, Any], who: Sequence[PersonId]) -> None:
    """Keep why each of these gave nothing."""
    for person in who:
        if person in why:
            ask.miss(person, why[person])
