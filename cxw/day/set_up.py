"""Set-up, the evening before: a session made of what the facilitator knows, or of an earlier one."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cxw.day import names, ticks
from cxw.day.agenda import MINUTES, START
from cxw.day.breaks import out_of_turn, time_of_day
from cxw.day.grid import AS_NOW_ID, MOST_COMPETITORS, is_as_now
from cxw.day.needs import unused_id
from cxw.day.spellings import named_functions, spelt_alike
from cxw.model import (
    FORMAT,
    STAGES,
    Break,
    Company,
    DeskName,
    Earlier,
    LensDefinition,
    Need,
    Participant,
    Plan,
    Segment,
    Session,
    StageName,
    ids_of,
)
from cxw.text.cleaning import clean
from cxw.text.phrases import say

_APART = re.compile(r"[,;\t]")
_BRACKETED = re.compile(r"([^(\[,;]+?)\s*[(\[]([^)\]]+)[)\]]")
_DASHED = re.compile(r"\s+[-–—|/]\s+|:\s+")
_HAND = re.compile(r"([1-9][0-9]?)\s+(\D.*)|(.*\D)\s+([1-9][0-9]?)")
GUEST = "Guest"
"""On the card of somebody without a function."""


@dataclass(frozen=True)
class SetUp:
    """What is known before the day."""

    title: str
    company: str
    segments: Sequence[str]
    date: dt.date
    people: Sequence[Participant] = ()
    competitors: Sequence[str] = ()
    facilitator: str = ""
    desk: DeskName = "paper"
    start: str = START
    minutes: dict[StageName, int] = field(default_factory=lambda: dict(MINUTES))
    breaks: Sequence[Break] = ()
    cards: bool = False
    """people have cards, `Sales 2`, and no names"""
    names_agreed: bool = False
    """everybody agreed that names stand beside numbers after each reveal"""
    pull: bool = False
    """the pull towards a declared senior person is looked at, and the notice and the ballots say so"""
    language: str = ""
    """what the room speaks, as it was said"""
    by_segment: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """the competitors of each segment by its name, where they are not the same everywhere"""
    lenses: Sequence[LensDefinition] = ()
    """those chosen for the day, for its plan"""


def faults(set_up: SetUp) -> list[str]:
    """What keeps a set-up from being one, in sentences."""
    found = [*_lacking(set_up), *_sits_nowhere(set_up)]
    if not time_of_day(set_up.start):
        found.append(
            say("when the day starts: {start} is no time of day, write it as 09:00", start=set_up.start)
        )
    else:
        found += [said for _, said in out_of_turn(plan(set_up))]
    for rivals in set_up.by_segment.values() or [set_up.competitors]:
        found += _faults_of_companies(set_up.company, rivals)
    found += [say("{name} is named twice among the segments", name=name) for name in _twice(set_up.segments)]
    return found


def _lacking(set_up: SetUp) -> Iterator[str]:
    if not one_line(set_up.title):
        yield say("the title is missing: say it with --title")
    if not one_line(set_up.company):
        yield say("the own company is missing: say it with --company")
    if not any(map(one_line, set_up.segments)):
        yield say("a segment is missing: say it with --segment")


def _sits_nowhere(set_up: SetUp) -> Iterator[str]:
    known = set(map(_bare, set_up.segments))
    for person in set_up.people:
        for name in person.segments or []:
            if _bare(name) not in known:
                listed = ", ".join(set_up.segments)
                yield say(SITS_NOWHERE, name=person.name, segment=name, segments=listed)


def _faults_of_companies(own: str, rivals: Sequence[str]) -> list[str]:
    many = [say("{count} competitors: {most} fit the grid", count=len(rivals), most=MOST_COMPETITORS)]
    twice = [say("{name} is named twice among the companies", name=name) for name in _twice([own, *rivals])]
    return (many if len(rivals) > MOST_COMPETITORS else []) + twice


def same_names(people: Sequence[Participant]) -> list[str]:
    """Who would not be told apart in the room, in sentences."""
    times = Counter(one_line(person.name).casefold() for person in people)
    first = {one_line(person.name).casefold(): person.name for person in reversed(people)}
    return [
        say(SAME_NAME, number=say(_NUMBERS[n]) if n in _NUMBERS else n, name=first[name])
        for name, n in times.items()
        if n > 1
    ]


def functions_alike(people: Sequence[Participant]) -> list[str]:
    """Functions that count as two and may be one, in sentences."""
    return [say(ONE_FUNCTION, one=one, other=other) for one, other in spelt_alike(named_functions(people))]


ONE_FUNCTION = "{one} and {other} count as two functions: if they are one, spell both alike"
MOST_HOURS = 16
SAME_NAME = "{number} people are called {name}: add an initial, so that no slip goes astray"
SITS_NOWHERE = "{name} sits in {segment}, which is no segment here: {segments}"
_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}


def _twice(names: Sequence[str]) -> list[str]:
    times = Counter(one_line(name).casefold() for name in names)
    return list(
        dict.fromkeys(one_line(name) for name in names if times.pop(one_line(name).casefold(), 1) > 1)
    )


def session(set_up: SetUp) -> Session:
    """A new session with this set-up; competitors are copied into each segment."""
    company = Company(id="us", name=one_line(set_up.company))
    rivals = companies(set_up.competitors)
    names = [one_line(name) for name in set_up.segments if one_line(name)]
    ids: list[str] = []
    for name in names:
        ids.append(unused_id(name, ids))
    sits = {_bare(name): id for name, id in zip(names, ids, strict=True)}
    return Session(
        cxw=FORMAT,
        title=one_line(set_up.title),
        company=company,
        date=set_up.date,
        facilitator=one_line(set_up.facilitator) or None,
        desk=set_up.desk,
        attribution="names" if set_up.names_agreed else None,
        language=one_line(set_up.language) or None,
        pull=set_up.pull or None,
        seed=seed(set_up.title, set_up.date),
        participants=[_seated(person, sits) for person in set_up.people],
        plan=plan(set_up),
        segments=[
            Segment(id=id, name=name, competitors=[rival.model_copy() for rival in rivals])
            for id, name in zip(ids, names, strict=True)
        ],
    )


def plan(set_up: SetUp) -> Plan:
    """The plan of the day as the file has it."""
    return Plan(start=time_of_day(set_up.start), minutes=dict(set_up.minutes), breaks=list(set_up.breaks))


def one_line(text: str) -> str:
    """A text as it is kept: clean, on one line, no space around it."""
    return " ".join(clean(text)[0].split())


def _bare(name: str) -> str:
    """What is left of a segment's name where two spellings of it agree: small letters and digits."""
    return names.without_accents(name)[:36]


def _seated(person: Participant, sits: Mapping[str, str]) -> Participant:
    """The person with the ids of the segments in place of their names."""
    if person.segments is None:
        return person
    return person.model_copy(update={"segments": [sits[_bare(name)] for name in person.segments]})


def companies(names: Sequence[str]) -> list[Company]:
    """Competitors by their names; `Carries on as now` has the id as-now."""
    found: list[Company] = []
    for name in map(one_line, names):
        taken = ["us", *(ids_of(found))]
        if name:
            id = AS_NOW_ID if is_as_now(name) else unused_id(name, taken)
            found.append(Company(id=id, name=name))
    return found


def person(name: str, function: str, taken: Sequence[str]) -> Participant:
    """A participant with an id made of the first name."""
    said = one_line(name)
    return Participant(
        id=unused_id((said.split() or ["person"])[0], taken), name=said, function=one_line(function) or None
    )


def participant(line: str, people: Sequence[Participant]) -> Participant:
    """One person from a line as it is typed: `Ana Lima, Marketing`; further functions are kept under `also`.

    `Ana Lima (Marketing)` and `Ana Lima - Marketing` say the same, and so do two cells of a table. A function
    is written as the people before wrote it: `sales` joins `Sales`.
    """
    name, *functions = [*map(one_line, _parts(line))]
    known = {p.function.casefold(): p.function for p in people if p.function}
    named = list(dict.fromkeys(known.get(part.casefold(), part) for part in functions if part))
    new = person(name, named[0] if named else "", ids_of(people))
    new.also = named[1:]
    return new


def _parts(line: str) -> list[str]:
    """The name and the functions of a line; the cells of a table may have commas in them."""
    if "\t" in line:
        return line.split("\t")
    bracketed = _BRACKETED.fullmatch(line.strip())
    if bracketed:
        return [bracketed[1], *_APART.split(bracketed[2])]
    parts = _APART.split(line)
    if len(parts) > 1:
        return parts
    return _DASHED.split(line, maxsplit=1)


def cards(people: Sequence[Participant], dealt: Sequence[Participant] = ()) -> list[Participant]:
    """The same people with cards for names: `Sales 2`, numbered on from the cards dealt before."""
    made = list(dealt)
    for person in people:
        function = person.function or say(GUEST)
        taken = {card.name for card in made}
        number = 1 + sum((card.function or say(GUEST)) == function for card in made)
        while f"{function} {number}" in taken:
            number += 1
        name = f"{function} {number}"
        id = unused_id(name, ids_of(made))
        made.append(person.model_copy(update={"id": id, "name": name, "note": None}))
    return made[len(dealt) :]


def has_cards(people: Sequence[Participant]) -> bool:
    """Whether these people have cards and no names."""
    return bool(people) and all(re.fullmatch(r"\D.* [1-9][0-9]*", person.name) for person in people)


def hand(line: str, dealt: Sequence[Participant]) -> list[Participant]:
    """The cards a line asks for: `4 Sales` are four, `Sales` is one; a name before a comma is left out."""
    said = one_line(_APART.split(line)[-1])
    read = _HAND.fullmatch(said)
    count, function = (int(read[1] or read[4]), read[2] or read[3]) if read else (1, said)
    known = {card.function.casefold(): card.function for card in dealt if card.function}
    function = known.get(function.casefold(), function)
    return cards([Participant(id="card", name="card", function=function)] * count, dealt)


def minutes(text: str) -> dict[StageName, int]:
    """The minutes of the five stages from `30 45 45 30 45`; ValueError says why not."""
    parts = text.replace(",", " ").split()
    if len(parts) != len(STAGES) or not all(re.fullmatch(r"[0-9]{1,3}", part) for part in parts):
        raise ValueError(
            say(
                "five whole numbers, one each for {stages}: 30 45 45 30 45",
                stages=", ".join(map(say, STAGES)),
            )
        )
    found: dict[StageName, int] = dict(zip(STAGES, map(int, parts), strict=True))
    if sum(found.values()) > MOST_HOURS * 60:
        raise ValueError(say("together they are more than the {hours} hours of a day", hours=MOST_HOURS))
    return found


def seed(title: str, date: dt.date) -> int:
    """The session's seed: no secret, the same for the same title and day."""
    return zlib.crc32(f"{title} {date.isoformat()}".encode()) % 100_000


def file_name(title: str) -> str:
    """The title as a short word: `payroll-small-clinics.yaml`."""
    return f"{unused_id(title, [])}.yaml"


def carried(old: Session, file: str, date: dt.date) -> Session:
    """The next session after an earlier one: its set-up, needs, competitors, evidence and open promises."""
    segments = [*map(_carried, old.segments)]
    people = [] if old.shared else [*map(_again, old.participants)]
    fresh = old.model_copy(
        update={
            "cxw": FORMAT,
            "company": old.company.model_copy(update={"was": []}),
            "date": date,
            "seed": seed(old.title, date),
            "salt": None,
            "orders": None,
            "runs": [],
            "segments": segments,
            "plan": old.plan.model_copy(update={"end": None}) if old.plan else None,
            "participants": people,
            "keep_names_until": None,
            "shared": None,
            "took_part": None,
            "from_": Earlier(title=old.title, date=old.date, file=file),
        },
    )
    for person in fresh.participants:
        ticks.unsaid(person)
    return Session.model_validate(fresh.model_dump(by_alias=True, exclude_unset=True))


def _again(person: Participant) -> Participant:
    """The person as they come the next time: what they said on last time's ballot is asked anew."""
    met = person.last_customer_contact
    kept = met if isinstance(met, dt.date) else None
    return person.model_copy(update={"away": [], "open": None, "last_customer_contact": kept})


def _carried(segment: Segment) -> Segment:
    return Segment(
        id=segment.id,
        name=segment.name,
        needs=[Need(id=need.id, text=need.text, short=need.short, kind=need.kind) for need in segment.needs],
        competitors=[company.model_copy(update={"was": []}) for company in segment.competitors],
        research=[card.model_copy(deep=True) for card in segment.research if card.done is None],
    )


def small_functions(people: Sequence[Participant], small: int = 3) -> dict[str, int]:
    """Functions of fewer than `small` people, observers not counted, and how many they are."""
    sizes = Counter(p.function for p in people if p.function and not p.observer)
    return {name: size for name, size in sizes.items() if size < small}


def observing(people: Sequence[Participant], function: str) -> list[Participant]:
    """The same people, those of one function as observers: in the room, asked nothing, in no number."""
    return [p.model_copy(update={"observer": True}) if p.function == function else p for p in people]


def counted_with(people: Sequence[Participant], few: str, larger: str) -> list[Participant]:
    """The same people, those of one function counted under another and their own kept under `also`."""
    moved = []
    for p in people:
        also = list(dict.fromkeys([few, *p.also]))
        counted = {"function": larger, "also": [name for name in also if name != larger]}
        moved.append(p.model_copy(update=counted if p.function == few else {}))
    return moved
