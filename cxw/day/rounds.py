"""The life of a round: opened, answered, closed and sealed, revealed; reopened before that, corrected after.

A round in which people answer hides everything until its reveal. Closing seals it, so that the room can see
later that nothing was changed between the answers and the reveal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias, TypeVar, overload

from cxw.day.agenda import marked
from cxw.day.declining import DECLINED, declined
from cxw.model import (
    ENDS,
    TOTAL,
    AnyRound,
    Correction,
    Draft,
    LensCorrection,
    LensRound,
    LensRow,
    MarksRound,
    Missing,
    Participant,
    PersonId,
    RoundName,
    Segment,
    Session,
    WeightsRound,
    ids_of,
)
from cxw.questions.rounds import Of, as_marks, as_points

Points, Marks = Literal["weights"], Literal["marks"]
OneRound = TypeVar("OneRound", WeightsRound, MarksRound)
Sealable: TypeAlias = AnyRound | LensRound
TOGETHER = " / "
"""Between what was put aside of one person, one after the other."""
AskedLike: TypeAlias = Callable[[str, Of], AnyRound | None]
"""Segment and kind -> the round, of an archive or of what is rehearsed, that the next one is asked like."""


@overload
def latest(
    segment: Segment, of: Literal["weights"], name: RoundName | None = None
) -> WeightsRound | None: ...
@overload
def latest(segment: Segment, of: Literal["marks"], name: RoundName | None = None) -> MarksRound | None: ...
@overload
def latest(segment: Segment, of: Of, name: RoundName | None = None) -> AnyRound | None: ...


def latest(segment: Segment, of: Of, name: RoundName | None = None) -> AnyRound | None:
    """The newest round of this kind (and name) on the newest list of needs, or None."""
    rounds = segment.on_newest_list(of)
    if not rounds:
        return None
    needs = set(rounds[-1].needs)
    for round in reversed(rounds):
        if set(round.needs) == needs and (name is None or round.name == name):
            return round
    return None


@overload
def current(segment: Segment, of: Literal["weights"]) -> WeightsRound: ...
@overload
def current(segment: Segment, of: Literal["marks"]) -> MarksRound: ...
@overload
def current(segment: Segment, of: Of) -> AnyRound: ...


def current(segment: Segment, of: Of) -> AnyRound:
    """The round that is being answered or talked about: asked for only after one was opened."""
    round = latest(segment, of)
    assert round is not None, "a ballot is made after its round was opened"
    return round


def revealed_rounds(segment: Segment, of: Of) -> list[AnyRound]:
    """The rounds of this kind on the newest list of needs that the room has seen, the newest first."""
    return [round for round in reversed(segment.on_newest_list(of)) if round.revealed is not None]


def is_open(round: AnyRound | None) -> bool:
    """Whether answers are still taken in."""
    return round is not None and round.closed is None


def newest(segment: Segment, of: Of) -> AnyRound | None:
    """The round of this kind that was opened last, on whichever list of needs."""
    return next((round for round in reversed(segment.rounds) if round.of == of), None)


def points_each(segment: Segment) -> int:
    """How many points each person of a segment spreads: as many as in the round before."""
    before = as_points(newest(segment, "weights"))
    return before.points_each if before else TOTAL


def ends_of_marks(segment: Segment) -> tuple[int, int]:
    """The lowest and the highest mark of a segment: those of the round before."""
    before = as_marks(newest(segment, "marks"))
    return before.ends if before else ENDS


def like_no_other(segment: str, of: Of) -> None:
    """A day of its own is asked like no other one."""


def ask_like(round: AnyRound, other: AnyRound | None) -> None:
    """Have a round ask in the total, or on the scale, of another one; as it is where there is none."""
    weighed, marked = as_points(round), as_marks(round)
    if weighed and other:
        weighed.total = other.total
    if marked and other:
        marked.scale = other.scale.model_copy() if other.scale else None


def open_weights(segment: Segment, name: RoundName, now: dt.datetime) -> WeightsRound:
    """Open a round of points over the chosen needs, of the total of the round before."""
    round = WeightsRound(of="weights", name=name, needs=list(segment.chosen), opened=now)
    ask_like(round, newest(segment, "weights"))
    return _opened(segment, round)


def open_marks(
    session: Session, segment: Segment, name: RoundName, now: dt.datetime, cells: list[str] | None = None
) -> MarksRound:
    """Open a round of marks: all companies, or only the cells (`mark COMPANY NEED`) that were flagged.

    Its scale is that of the round before.
    """
    companies = ids_of(marked(session, segment))
    if cells:
        asked = {cell.split()[1] for cell in cells}
        companies = [company for company in companies if company in asked]
    round = MarksRound(
        of="marks", name=name, needs=list(segment.chosen), companies=companies, cells=cells or [], opened=now
    )
    ask_like(round, newest(segment, "marks"))
    return _opened(segment, round)


def _opened(segment: Segment, round: OneRound) -> OneRound:
    """The round, now the segment's newest; who declined is not asked in it either."""
    round.not_answered = dict.fromkeys(declined(segment), DECLINED)
    segment.rounds.append(round)
    return round


def asked(session: Session, segment: Segment, round: AnyRound) -> list[Participant]:
    """Who is asked in this round: the segment's people who were in the room when it was opened."""
    return [person for person in session.members(segment) if person.here(round.opened)]


def miss(round: Sealable, person: PersonId, why: Missing) -> None:
    """Keep that somebody gives no answer in this round; nobody asks them again."""
    if person not in round.answers and not _by_function(round):
        round.not_answered[person] = why


def put_aside(round: Sealable, person: PersonId, row: str, now: dt.datetime) -> None:
    """Keep a slip for a second look; it is in no number."""
    round.drafts[person] = Draft(row=row, at=now)


def with_aside(round: Sealable, person: PersonId, row: str) -> str:
    """A row behind what lies aside of somebody already; what is sent twice stands there once."""
    there = round.drafts[person].row.split(TOGETHER) if person in round.drafts else []
    return TOGETHER.join(dict.fromkeys([*there, row]))


def is_sealed(round: Sealable) -> bool:
    """Whether it is closed and waits for its reveal."""
    return round.closed is not None and round.revealed is None


def close(session: Session, segment: Segment, round: Sealable, now: dt.datetime) -> None:
    """Close and seal; whoever was asked and has not answered is recorded as absent, or as a draft."""
    for person in [] if _by_function(round) else session.members(segment):
        if not _reads(segment, round, person.id):
            continue
        if person.id not in round.answers and person.id not in round.not_answered:
            miss(round, person.id, _why(round, person, now))
    round.closed = now
    round.seal = seal(session, segment, round)


def _by_function(round: Sealable) -> bool:
    """Whether functions answer it and no person, so that nobody is absent from it."""
    return isinstance(round, LensRound) and round.by == "function"


def _reads(segment: Segment, round: Sealable, person: PersonId) -> bool:
    """Whether somebody was asked: of texts only those who were given one."""
    if not isinstance(round, LensRound) or round.part != "say":
        return True
    readers = [thing.readers for thing in segment.things if thing.id in round.about]
    return not any(readers) or any(person in one for one in readers)


def _why(round: Sealable, person: Participant, now: dt.datetime) -> Missing:
    if person.id in round.drafts:
        return "draft"
    if person.here(round.opened) and person.here(now):
        return "absent"
    return "left"


def reveal(round: Sealable, now: dt.datetime) -> None:
    """Let the answers be seen; ValueError when the round is still open."""
    if round.closed is None:
        raise ValueError("an open round cannot be revealed")
    round.revealed = now


def can_reopen(round: Sealable) -> bool:
    """Whether answers may be taken again: until the reveal. The screen offers the key where this says so."""
    return round.revealed is None


def reopen(round: Sealable, now: dt.datetime) -> None:
    """Take answers again, and keep when; ValueError where it cannot be.

    Whoever was absent or put aside is asked again.
    """
    if not can_reopen(round):
        raise ValueError("a revealed round is not opened again")
    round.reopened.append(now)
    round.closed = round.seal = None
    again = [person for person, why in round.not_answered.items() if why in ("absent", "draft")]
    for person in again:
        del round.not_answered[person]


def correct(session: Session, segment: Segment, round: AnyRound, correction: Correction, answer: Any) -> None:
    """Put a slip right after the reveal: the new answer counts, the correction keeps both, sealed again."""
    if correction.who is not None:
        round.answers[correction.who] = answer
    round.corrected.append(correction)
    round.seal = seal(session, segment, round)


def correct_in_lens(
    session: Session, segment: Segment, round: LensRound, slip: LensCorrection, now: tuple[str, LensRow]
) -> None:
    """Put somebody's row in a lens right, or a function's card: both are kept, and it is sealed again."""
    who, row = now
    round.said()[who] = row
    round.corrected.append(slip)
    round.seal = seal(session, segment, round)


def correct_conviction(segment: Segment, round: AnyRound, correction: Correction) -> None:
    """Put right how sure somebody is, as asked on the round's ballot; it is not sealed, so the seal holds."""
    if correction.who is not None:
        segment.conviction.before[correction.who] = correction.after  # type: ignore[assignment]
    round.corrected.append(correction)


def difference(old: Any, new: Any) -> tuple[Any, Any]:
    """What of two answers differs, as `before` and `after` of a correction; marks company by company."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return old, new
    before, after = {}, {}
    for key in {**old, **new}:
        was, now = difference(old.get(key), new.get(key))
        if was == now or was == {} == now:
            continue
        before.update({key: was} if key in old else {})
        after.update({key: now} if key in new else {})
    return before, after


def seal_matches(session: Session, segment: Segment, round: Sealable) -> bool:
    """Whether a round is as it was sealed; one sealed before its file had a salt is sealed without."""
    bare = session.model_copy(update={"salt": None})
    return round.seal in (seal(session, segment, round), seal(bare, segment, round))


def seal(session: Session, segment: Segment, round: Sealable) -> str:
    """`sha256:` and 64 digits over the compact JSON, keys sorted, of what was asked and answered.

    The file's `salt` is sealed in, and never printed: without it somebody with a handout could try out which
    rows, in whose names, give the digits printed there.
    """
    asked = _asked_in_lens(segment, round) if isinstance(round, LensRound) else _asked_in(segment, round)
    sealed = {"segment": segment.id, "seniors": session.seniors(), "answers": round.answers, **asked}
    if session.salt:
        sealed["salt"] = session.salt
    text = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _asked_in(segment: Segment, round: AnyRound) -> dict[str, Any]:
    """What a round of points or marks asked, as it is sealed."""
    same = [r for r in segment.rounds if r.of == round.of and r.name == round.name]
    asked: dict[str, Any] = {
        "round": [round.of, round.name, _number(round, same)],
        "needs": round.needs,
        "companies": list(round.companies),
    }
    if round.total is not None:
        asked["total"] = round.total
    if round.scale is not None:
        asked["scale"] = [round.scale.from_, round.scale.to]
    return asked


def _asked_in_lens(segment: Segment, round: LensRound) -> dict[str, Any]:
    """What a part of a lens asked, and functions' cards, as it is sealed."""
    same = [r for r in segment.lenses if r.of == round.of and r.part == round.part]
    return {
        "lens": [round.of, round.part, _number(round, same)],
        "asked": [
            round.by,
            round.shape,
            round.ask,
            round.about,
            round.picks,
            round.lines,
            round.also,
            round.worded,
        ],
        "cards": round.cards,
    }


def _number(round: Sealable, same: Sequence[Sealable]) -> int:
    """Which of its kind a round is; one that is not there yet comes last."""
    return next((n for n, one in enumerate(same, 1) if one is round), len(same) + 1)


def salted(session: Session, salt: str) -> Session:
    """The session with this salt, and everything that was sealed sealed with it."""
    session.salt = salt
    for segment, round in session.all_sealable():
        round.seal = seal(session, segment, round) if round.seal else None
    return session
