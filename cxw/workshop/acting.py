"""What the facilitator may do at any screen of a segment: each act is on disk before it returns."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.day.desk import Acts, Ballot, Faults
from cxw.day.needs import reword
from cxw.model import Note
from cxw.questions import words
from cxw.questions.words import plain
from cxw.text.phrases import say
from cxw.workshop.changes import what_comes_late
from cxw.workshop.day import Day, keep
from cxw.workshop.evidence import gathering
from cxw.workshop.names import names_to_change
from cxw.workshop.people import attending


def acts(day: Day, id: str, correct: Sequence[Ballot] = ()) -> Acts:
    """What the facilitator may do at any screen of a segment."""

    def note(text: str, about: str | None) -> Faults:
        said = plain(text)
        if faults := words.faults(said, "a note"):
            return faults
        now = day.now()
        keep(day, lambda s: s.segment(id).notes.append(Note(at=now, about=about, text=said)))
        return []

    def change_words(need: str, text: str) -> Faults:
        said = plain(text)
        if all(need != one.id for one in day.segment(id).needs):
            return [say("this need is not on the board")]
        if faults := words.faults(said, "a need"):
            return faults
        now = day.now()
        keep(day, lambda s: reword(s.segment(id), need, said, now))
        return []

    return Acts(
        segment=id,
        note=note,
        reword=change_words,
        correct=correct,
        evidence=gathering(day, id),
        people=attending(day),
        more=what_comes_late(day, id),
        place=day.segment(id).name,
        names=names_to_change(day, id, change_words),
    )


def acts_at_start(day: Day) -> Acts:
    """What the facilitator may do at the first screen, which is about no segment."""

    def nowhere(*_: object) -> Faults:
        return [say("this is kept with a segment: go on to its needs first")]

    return Acts(segment="", note=nowhere, reword=nowhere, people=attending(day))
