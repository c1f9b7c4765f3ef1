"""What a facilitator should know before the day: what this room cannot show, and how long typing takes.

Rates are those of one person at a keyboard with slips on the table: find whose slip it is, read the row, type
it. They are reckoned, not measured, and on the careful side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from cxw.day.agenda import lasts
from cxw.day.lens_places import has_a_place, lens_called, lens_of, without_texts
from cxw.day.needs import USUAL
from cxw.day.record import Group, groups
from cxw.day.standing import Step, order, with_lenses
from cxw.day.timetable import minutes_inside, once_closed, planned_words, timetable
from cxw.day.vanishing import TICKED_UP_TO, AskedTogether, explained, foreseen, of_room, rooms
from cxw.model import MEETING, LensDefinition, Participant, Segment, Session, StageName, ids_of
from cxw.rehearsal.invented import A_NEED_EACH
from cxw.rehearsal.lens_typing import handed_in
from cxw.text.phrases import listed_here, quoted_here, say

ROW, NUMBER, WORDED = 12, 5, 20
"""Seconds on paper: a row of points, marks or votes; one number; a line in words."""
BESIDE, FURTHER = 8, 1
"""Seconds on a lens's paper: a line beside the words of a card; a number more than a usual row has."""
RATE = (
    "The day, and typing the slips of paper at {row} seconds a row, {number} a single number, "
    "{line} a line in words:"
)
SO_FEW = "No number stands on so few: its screens stay without points."
TIGHT_STAGE = (
    "The {stage}: typing takes more than half of the time planned. Plan more, let somebody answer on the "
    "laptop, or take answers in from a table (`cxw collect`)."
)
TIGHT_LENS = (
    "The lens {lens}: typing takes more than half of its {minutes} minutes. Let people answer on the laptop "
    "or on their phones."
)
SO_LONG = "{lens} ({minutes} min)"
ADDS = "The lens {lenses} adds {minutes} minutes to the plan."
ADD = "The lenses {lenses} add {minutes} minutes to the plan."
LENS_RECKONED = (
    "In a lens a card is reckoned with {line} seconds and {beside} for each line beside its words, a long "
    "row with {further} for each number beyond {numbers}."
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
    """What is typed in one stage or lens: its words, its rows, the seconds they take, the minutes planned."""

    step: Step
    what: str
    rows: int
    seconds: int
    planned: int | None

    @property
    def stage(self) -> StageName:
        """The stage, of a lens the one it is asked at."""
        return self.step.stage

    @property
    def minutes(self) -> int:
        """Whole minutes, never fewer than it takes."""
        return -(-self.seconds // 60)

    @property
    def tight(self) -> bool:
        """Whether typing leaves the room less than half of the stage."""
        return self.planned is not None and self.seconds * HALF > self.planned * 60


def beforehand(session: Session, lenses: Sequence[LensDefinition] = ()) -> list[str]:
    """All of it, in lines."""
    return [*cannot_show(session), "", *_typing_lines(session, lenses)]


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


def typing(session: Session, lenses: Sequence[LensDefinition] = ()) -> list[StageTyping]:
    """What is typed in each stage and lens, in the order of the day.

    The closing goes through all segments in one; what is asked inside the points is theirs.
    """
    found = []
    for step in once_closed(with_lenses(session, order(session), lenses)):
        asked = session.segments if step.stage == "closing" else [session.segment(step.segment)]
        rows, seconds = map(sum, zip(*(_typed(session, one, step, lenses) for one in asked), strict=True))
        planned = _planned_for(session, step, lenses)
        found.append(StageTyping(step, planned_words(session, step, lenses), rows, seconds, planned))
    return found


def _planned_for(session: Session, step: Step, lenses: Sequence[LensDefinition]) -> int | None:
    """The minutes that the plan gives it; None where it gives none."""
    if step.lens:
        return lens_of(step.lens, lenses).minutes
    minutes = session.planned.minutes.get(step.stage)
    return None if minutes is None else minutes + minutes_inside(session, step, lenses)


def _typed(
    session: Session, segment: Segment, step: Step, lenses: Sequence[LensDefinition]
) -> tuple[int, int]:
    """Rows and seconds of a stage with what is asked inside it, or of a lens."""
    if step.lens:
        return _in_lens(session, segment, lens_of(step.lens, lenses))
    inside = [lens for lens in lenses if lens.after == "sealed" and has_a_place(segment, lens)]
    counts = [_count(session, segment, step.stage)]
    if step.stage == "weights":
        counts += [_in_lens(session, segment, lens) for lens in inside]
    rows, seconds = map(sum, zip(*counts, strict=True))
    return rows, seconds


def _in_lens(session: Session, segment: Segment, lens: LensDefinition) -> tuple[int, int]:
    """Rows and seconds of one lens; a card counts as a row, and so does each line beside its words."""
    handed = handed_in(session, segment, lens, ids_of(_on_paper(session, segment)))
    seconds = handed.rows * ROW + handed.lines * WORDED + handed.beside * BESIDE + handed.further * FURTHER
    return handed.rows + handed.lines + handed.beside, seconds


def _on_paper(session: Session, segment: Segment) -> list[Participant]:
    return [p for p in session.members(segment) if (p.desk or session.desk or "paper") == "paper"]


def _count(session: Session, segment: Segment, stage: StageName) -> tuple[int, int]:
    """Rows and seconds of one stage: people times what each hands in."""
    typed = _on_paper(session, segment)
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


def _typing_lines(session: Session, lenses: Sequence[LensDefinition]) -> Iterator[str]:
    found = typing(session, lenses)
    yield say(RATE, row=ROW, number=NUMBER, line=WORDED)
    yield from _table(session, found, lenses)
    yield from _what_is_reckoned(session)
    for one in found:
        if one.tight and not one.step.lens:
            yield say(TIGHT_STAGE, stage=one.what)
    yield from _of_lenses(session, lenses)
    yield from _second_meetings(session)


def _of_lenses(session: Session, lenses: Sequence[LensDefinition]) -> Iterator[str]:
    """What lenses add to the plan, and of which typing takes too much: of each in each of its segments."""
    takes = {lens.lens: _seconds_typed(session, lens) for lens in lenses}
    asked = [lens for lens in lenses if takes[lens.lens]]
    if not asked:
        return
    yield say(LENS_RECKONED, line=WORDED, beside=BESIDE, further=FURTHER, numbers=USUAL)
    each, adds = list[str](), 0
    for lens in asked:
        name, typed = quoted_here(lens_called(lens)), takes[lens.lens]
        if max(typed) * HALF > lens.minutes * 60:
            yield say(TIGHT_LENS, lens=name, minutes=lens.minutes)
        minutes = sum(max(lens.minutes, -(-seconds // 60)) for seconds in typed)
        each, adds = [*each, say(SO_LONG, lens=name, minutes=minutes)], adds + minutes
    yield from without_texts(session, lenses)
    yield say(ADDS if len(asked) == 1 else ADD, lenses=listed_here(each), minutes=adds)


def _seconds_typed(session: Session, lens: LensDefinition) -> list[int]:
    """Seconds of typing for a lens, in each segment in which it is asked."""
    asked = (segment for segment in session.segments if has_a_place(segment, lens))
    return [_in_lens(session, segment, lens)[1] for segment in asked]


def _second_meetings(session: Session) -> Iterator[str]:
    """What another day takes: a guess of everybody, in each segment."""
    counts = [_count(session, segment, MEETING) for segment in session.segments]
    minutes = sum(lasts(session, segment, MEETING) for segment in session.segments)
    rows, seconds = map(sum, zip(*counts, strict=True))
    yield say(MEET_AGAIN, minutes=minutes, rows=rows, typing=-(-seconds // 60))


def _table(session: Session, found: list[StageTyping], lenses: Sequence[LensDefinition]) -> Iterator[str]:
    """A line a stage or a lens: when, what, minutes planned, rows and minutes of typing."""
    slots = timetable(session, lenses)
    wide = max(map(len, [*(one.what for one in found), *(s.what for s in slots if s.rest)]))
    if not slots:
        yield from (_row("", one.what, wide, one.planned, one) for one in found)
        return
    to_come = {_line(one.step): one for one in found}
    for slot in slots[:-1]:
        one = to_come.pop(_line(slot.of), None) if slot.of is not None else None
        yield _row(slot.at, slot.what, wide, slot.minutes, one).rstrip()
    yield f"  {slots[-1].at:5}  {slots[-1].what}"


def _line(step: Step) -> Step:
    """The step as it stands in the table: the closing is one for all segments."""
    return replace(step, segment="") if step.stage == "closing" else step


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
