"""What a facilitator should know before the day: what this room cannot show, and how long typing takes.

Rates are those of one person at a keyboard with slips on the table: find whose slip it is, read the row, type
it. They are reckoned, not measured, and on the careful side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cxw.day.agenda import lasts
from cxw.day.needs import USUAL
from cxw.day.record import Group, groups
from cxw.day.standing import WORDS, of_segment, order
from cxw.day.timetable import timetable
from cxw.day.vanishing import TICKED_UP_TO, AskedTogether, explained, foreseen, of_room, rooms
from cxw.model import MEETING, Participant, Segment, Session, StageName
from cxw.rehearsal.invented import A_NEED_EACH
from cxw.text.phrases import listed_here, say

ROW, NUMBER, WORDED = 12, 5, 20
"""Seconds on paper: a row of points, marks or votes; one number; a line in words."""
RATE = (
    "The day, and typing the slips of paper at {row} seconds a row, {number} a single number, "
    "{line} a line in words:"
)
SO_FEW = "No number stands on so few: its screens stay without points."
TIGHT_STAGE = (
    "The {stage}: typing takes more than half of the time planned. Plan more, let somebody answer on the "
    "laptop, or take answers in from a table (`cxw collect`)."
)
RECKONED = (
    "Reckoned with {needs} needs a person, votes for {votes} needs. "
    "A second round comes on top: a row a person."
)
RECKONED_WITH_RIVALS = (
    "Reckoned with {needs} needs a person, votes for {votes} needs, {rivals} competitors where none are "
    "named. A second round comes on top: a row a person."
)
MEET_AGAIN = (
    "Once customers have answered the room meets again: plan {minutes} min on another day, for {rows} rows "
    "typed in {typing} min."
)
NOBODY_NAMED = 2
"""Competitors reckoned with where none are named yet."""
FEW = 5
"""Up to so many people a room cannot say which need comes first."""
HALF = 2
"""Typing may take one part in so many of a stage: the rest is for the room."""


@dataclass(frozen=True)
class StageTyping:
    """What is typed in one stage: its words, its rows, the seconds they take, and the minutes planned."""

    what: str
    stage: StageName
    rows: int
    seconds: int
    planned: int | None

    @property
    def minutes(self) -> int:
        """Whole minutes, never fewer than it takes."""
        return -(-self.seconds // 60)

    @property
    def tight(self) -> bool:
        """Whether typing leaves the room less than half of the stage."""
        return self.planned is not None and self.seconds * HALF > self.planned * 60


def beforehand(session: Session) -> list[str]:
    """All of it, in lines."""
    return [*cannot_show(session), "", *_typing_lines(session)]


def cannot_show(session: Session) -> list[str]:
    """What the screens will not show of this room, as its set-up stands."""
    lines = [*chain.from_iterable(_of_room(session, room) for room in rooms(session))]
    return [*lines, *explained(lines)]


def _of_room(session: Session, room: AskedTogether) -> Iterator[str]:
    """What one room will not show, named by the segments it sits in."""
    name, people = listed_here(room.segments), room.people
    if len(people) < session.thresholds.small_function:
        yield f"{name}: {_people(len(people))}. {say(SO_FEW)}"
        return
    yield f"{name}: {_people(len(people))}. {_shown(groups(session, people, people))}"
    if len(people) <= FEW:
        yield f"{name}: {say('we are too few to say which need comes first, and the screens say so.')}"
    yield from of_room(foreseen(session, people))


def _shown(found: tuple[Group, ...]) -> str:
    alone = [f"{group.name} ({len(group.people)})" for group in found if not group.others]
    if not alone:
        return say("No function shows by itself: points and marks show for the whole room only.")
    rest = [
        say("{functions} together as others", functions=listed_here(group.functions) or say("The rest"))
        for group in found
        if group.others
    ]
    return "; ".join([say("By function it shows {functions}", functions=listed_here(alone)), *rest]) + "."


def typing(session: Session) -> list[StageTyping]:
    """What is typed stage by stage in the order of the day; the closing goes through all segments in one."""
    found = []
    for step in order(session):
        segment = session.segment(step.segment)
        if step.stage == "closing" and segment is not session.segments[0]:
            continue
        asked = session.segments if step.stage == "closing" else [segment]
        counts = [_count(session, one, step.stage) for one in asked]
        several = len(session.segments) > 1 and step.stage != "closing"
        what = of_segment(step.stage, segment.name) if several else say(WORDS[step.stage])
        planned = session.planned.minutes.get(step.stage)
        rows, seconds = map(sum, zip(*counts, strict=True))
        found.append(StageTyping(what, step.stage, rows, seconds, planned))
    return found


def _count(session: Session, segment: Segment, stage: StageName) -> tuple[int, int]:
    """Rows and seconds of one stage: people times what each hands in."""
    typed = [p for p in session.members(segment) if (p.desk or session.desk or "paper") == "paper"]
    people, first = len(typed), _on_first_ballots(session, segment, typed) if stage == "weights" else 0
    companies = 1 + (len(segment.competitors) or NOBODY_NAMED)
    rows, numbers, lines = {
        "needs": (1, 0, A_NEED_EACH),
        "weights": (1, 1, 0),
        "grid": (companies, 1, 0),
        "disagreement": (0, 0, 0),
        "closing": (0, 1, 1),
        MEETING: (0, 1, 0),
    }[stage]
    count = people * (rows + numbers + lines) + first
    return count, people * (rows * ROW + numbers * NUMBER + lines * WORDED) + first * NUMBER


def _on_first_ballots(session: Session, segment: Segment, typed: Sequence[Participant]) -> int:
    """What stands on first ballots only: the last contact with a customer, the tick of small functions."""
    sizes = Counter(person.function for person in session.asked())
    sits = {p.id: [s.id for s in session.segments if p.segments is None or s.id in p.segments] for p in typed}
    first = [p for p in typed if sits[p.id][0] == segment.id]
    ticks = [p for p in first if p.function is not None and sizes[p.function] <= TICKED_UP_TO]
    return len(first) + len(ticks)


def _typing_lines(session: Session) -> Iterator[str]:
    found = typing(session)
    yield say(RATE, row=ROW, number=NUMBER, line=WORDED)
    yield from _table(session, found)
    yield from _what_is_reckoned(session)
    for one in found:
        if one.tight:
            yield say(TIGHT_STAGE, stage=one.what)
    yield from _second_meetings(session)


def _second_meetings(session: Session) -> Iterator[str]:
    """What another day takes: a guess of everybody, in each segment."""
    counts = [_count(session, segment, MEETING) for segment in session.segments]
    minutes = sum(lasts(session, segment, MEETING) for segment in session.segments)
    rows, seconds = map(sum, zip(*counts, strict=True))
    yield say(MEET_AGAIN, minutes=minutes, rows=rows, typing=-(-seconds // 60))


def _table(session: Session, found: list[StageTyping]) -> Iterator[str]:
    """A line a stage: when, what, minutes planned, rows and minutes of typing."""
    slots = timetable(session)
    wide = max(map(len, [*(one.what for one in found), *(s.what for s in slots if s.rest)]))
    if not slots:
        yield from (_row("", one.what, wide, one.planned, one) for one in found)
        return
    to_come = {one.what: one for one in found}
    for slot in slots[:-1]:
        one = None if slot.rest else to_come.pop(slot.what, None)
        yield _row(slot.at, slot.what, wide, slot.minutes, one).rstrip()
    yield f"  {slots[-1].at:5}  {slots[-1].what}"


def _row(at: str, what: str, wide: int, planned: int | None, one: StageTyping | None) -> str:
    """A line of the plan; what is typed in a stage stands beside its first line."""
    minutes = "       " if planned is None else f"{planned:3} min"
    typed = ""
    if one is not None:
        rows = say("{rows} rows typed in {minutes} min", rows=f"{one.rows:4}", minutes=one.minutes)
        typed = rows if one.rows else f"   {say('nothing to type')}"
    return f"  {at:5}  {what:{wide}}  {minutes}  {typed}"


def _what_is_reckoned(session: Session) -> Iterator[str]:
    unnamed = any(not segment.competitors for segment in session.segments)
    said = RECKONED_WITH_RIVALS if unnamed else RECKONED
    yield say(said, needs=A_NEED_EACH, votes=USUAL, rivals=NOBODY_NAMED)


def _people(number: int) -> str:
    return say("1 person") if number == 1 else say("{n} people", n=number)
