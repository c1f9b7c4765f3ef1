"""Stage 1 of a segment: needs come in, twins are merged, a few are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from cxw import needs
from cxw.cleaning import clean
from cxw.desk import DONE, LEAVE, NEXT, Board, Faults, Line, Proposals
from cxw.model import Missing, Need, PersonId, Segment, Session
from cxw.screens import View
from cxw.workshop import single
from cxw.workshop.acting import acts
from cxw.workshop.day import Day, keep, leave_stage, open_stage, people
from cxw.workshop.walls import show

SHORT = 18
"""Letters of a need's short words: they stand beside bars and in table heads."""


def run(day: Day, id: str) -> str:
    """Ask for what is missing of the needs of a segment; DONE or LEAVE."""
    open_stage(day, id, "needs")
    if needs.waiting(day.session, day.segment(id)):
        day.point(View(id, "needs", "open"))
        if day.desk.proposals(_proposals(day, id)) == LEAVE:
            return LEAVE
    if not day.segment(id).chosen and _choose(day, id) == LEAVE:
        return LEAVE
    if show(day, View(id, "needs", "chosen"), {}, say=SAY_CHOSEN) != NEXT:
        return LEAVE
    leave_stage(day, id, "needs")
    return DONE


SAY_CHOSEN = "Read the needs aloud once. Nobody defends them now: whether they matter is the next question."


def _choose(day: Day, id: str) -> str:
    segment = day.segment(id)
    most = needs.votes_each(segment)
    if most and needs.waiting_votes(day.session, segment) and _vote(day, id, most) == LEAVE:
        return LEAVE
    day.point(View(id, "needs", "board"))
    return day.desk.board(_board(day, id))


def _vote(day: Day, id: str, most: int) -> str:
    day.point(View(id, "needs", "votes"))
    ending = single.asked(day, single.of_votes(day, id, most))
    day.point(View(id, "needs", "board"))
    return ending


def _changing(day: Day, change: Callable[[Session], object]) -> Faults:
    keep(day, lambda s: (change(s), None)[1])
    return []


def _adding(day: Day, id: str) -> Callable[[str, PersonId | None, int, str | None], Faults]:
    def add(text: str, by: PersonId | None, count: int, new_id: str | None) -> Faults:
        said = clean(text)[0].strip()
        if faults := needs.faults(said):
            return faults
        slip = needs.Slip(said, by, count)
        return _changing(day, lambda s: needs.add(s.segment(id), slip, new_id))

    return add


def _proposals(day: Day, id: str) -> Proposals:
    segment = day.segment(id)
    add = _adding(day, id)

    def bulk(line: str) -> Faults:
        slip = needs.slip(clean(line)[0], day.session.members(day.segment(id)))
        return add(slip.text, slip.by, slip.count, None)

    def answered(person: PersonId) -> Faults:
        return _changing(day, lambda s: s.segment(id).stages.touch("needs").answered.append(person))

    def miss(person: PersonId, why: Missing) -> Faults:
        return _changing(
            day, lambda s: s.segment(id).stages.touch("needs").not_answered.update({person: why})
        )

    return Proposals(
        segment=segment.name,
        question=needs.QUESTION,
        people=people(day.session, day.session.members(segment)),
        lines=lambda: _lines(day.segment(id)),
        add=add,
        bulk=bulk,
        waiting=lambda: needs.waiting(day.session, day.segment(id)),
        answered=answered,
        miss=miss,
        acts=acts(day, id),
    )


def _lines(segment: Segment) -> list[Line]:
    counts = needs.tally(segment)
    return [_line(segment, need, counts[need.id]) for need in segment.needs]


def _line(segment: Segment, need: Need, votes: int) -> Line:
    return Line(
        id=need.id,
        text=need.text,
        short=need.short or "",
        slips=max(1, need.slips),
        words=tuple(needs.wordings(need)),
        chosen=need.id in segment.chosen,
        parked=need.parked or "",
        votes=votes,
    )


def _board(day: Day, id: str) -> Board:
    return Board(
        segment=day.segment(id).name,
        lines=lambda: _lines(day.segment(id)),
        twins=lambda: needs.twins(day.segment(id).needs),
        merge=partial(_merge, day, id),
        split=partial(_split, day, id),
        reword=partial(_reword, day, id),
        shorten=partial(_shorten, day, id),
        park=partial(_park, day, id),
        add=_adding(day, id),
        choose=partial(_chosen, day, id),
        vote=partial(_vote, day, id),
        tie=lambda: _tie(day.segment(id)),
        acts=acts(day, id),
    )


def _chosen(day: Day, id: str, chosen: Sequence[str]) -> Faults:
    if faults := needs.choice_faults(day.segment(id), chosen):
        return faults
    return _changing(day, lambda s: setattr(s.segment(id), "chosen", list(chosen)))


def _merge(day: Day, id: str, into: str, other: str) -> Faults:
    if into == other:
        return ["a need cannot be merged with itself: choose two"]
    return _changing(day, lambda s: needs.merge(s, s.segment(id), into, other))


def _split(day: Day, id: str, need: str, words: str, new_id: str | None) -> Faults:
    if words not in needs.wordings(day.segment(id).need(need))[1:]:
        return ["only words that were merged into this need can be taken out of it"]
    return _changing(day, lambda s: needs.split(s.segment(id), need, words, new_id))


def _reword(day: Day, id: str, need: str, text: str) -> Faults:
    return acts(day, id).reword(need, text)


def _shorten(day: Day, id: str, need: str, text: str) -> Faults:
    said = clean(text)[0].strip()
    if len(said) > SHORT:
        return [f"short words have {SHORT} letters at most, these have {len(said)}"]
    return _changing(day, lambda s: setattr(s.segment(id).need(need), "short", said or None))


def _park(day: Day, id: str, need: str, why: str) -> Faults:
    said = clean(why)[0].strip()
    return _changing(day, lambda s: setattr(s.segment(id).need(need), "parked", said or None))


def _tie(segment: Segment) -> list[str]:
    most = needs.votes_each(segment)
    return needs.ranked(segment, most)[1] if most else []
