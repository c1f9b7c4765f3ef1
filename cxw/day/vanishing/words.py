"""What the facilitator is told of functions that do not show, before and in the day, and what is offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cxw.day.ticks import size
from cxw.day.vanishing.foresight import (
    MOST,
    TICKED_UP_TO,
    Foreseen,
    Keeps,
    foreseen,
    if_all_ticked,
    in_round,
    rooms,
)
from cxw.model import AnyRound, Participant, Session
from cxw.questions.rounds import kind_of
from cxw.text.saying import in_a_row, many

_NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four"}
TICK = "The tick stands on everybody's own first ballot: nobody can give it for somebody else."
OBSERVE = (
    "An observer is in the room, is asked nothing and may keep promises: `observer: true` with the person in "
    "the file, or `j` on the day."
)
ON_THE_WALL = "too few of us for one department"
"""What the room reads, and all of it: not which one, nor who did not tick or did not know."""
OBSERVER, WITH = "observer", "with "


def vanishing_beforehand(session: Session) -> list[str]:
    """What is said before the day, room by room; a room is named where there are several."""
    found, lines = rooms(session), []
    for room in found:
        name = f"{in_a_row(room.segments)}: " if len(found) > 1 else ""
        lines += [name + line for line in of_room(foreseen(session, room.people))]
    return lines


def explained(lines: Sequence[str]) -> list[str]:
    """What a tick and an observer are, where these lines speak of one."""
    said = {" tick": TICK, "observer": OBSERVE}
    return [sentence for word, sentence in said.items() if any(word in line for line in lines)]


def of_room(room: Foreseen) -> Iterator[str]:
    """Each function that will not show with what would keep it, then what a few people fewer would hide."""
    for name, ways in room.hidden.items():
        yield _hidden(room.sizes, name, ways)
    yield from _by_one(room)
    if said := _by_more(room):
        yield said


def _hidden(sizes: Mapping[str, int], name: str, ways: Sequence[Keeps]) -> str:
    said = f"{name} ({many(sizes[name], 'person', 'people')}) will not show by itself."
    found = list(_ways(sizes, name, ways))
    if found:
        return f"{said} It would if {in_a_row(found, 'or if')}."
    return said


def _ways(sizes: Mapping[str, int], name: str, ways: Sequence[Keeps]) -> Iterator[str]:
    """What would keep a function: its own people's doing, then another function's, in one go for each."""
    by_ticks = next((way.ticks for way in ways if way.ticks), ())
    if by_ticks == (name,):
        yield f"its {_people(sizes[name], 'ticks', 'tick')}"
    elif len(by_ticks) > 1:
        yield f"everybody of {in_a_row(by_ticks)} ticks"
    watching = [*filter(None, (way.observer for way in ways))]
    yield from (f"the one person of {other} {_one_does(other, ways, by_ticks)}" for other in watching)
    if len(by_ticks) == 1 and by_ticks[0] not in (name, *watching):
        yield f"the {_people(sizes[by_ticks[0]], 'ticks', 'tick', f' of {by_ticks[0]}')}"
    counted = [way.counted for way in ways if way.counted not in ("", *watching)]
    if counted:
        yield f"{in_a_row(counted, 'or')} is counted with another function"


def _one_does(function: str, ways: Sequence[Keeps], by_ticks: Sequence[str]) -> str:
    """What the one person of a function could do, as an observer or otherwise."""
    found = ["is an observer"]
    if Keeps(counted=function) in ways:
        found.append("is counted with another function")
    if list(by_ticks) == [function]:
        found.append("ticks")
    return in_a_row(found, "or")


def _people(size: int, verb: str, verbs: str, whose: str = "") -> str:
    if size == 1:
        return f"one person{whose} {verb}"
    return f"{_number(size)} people{whose} {verbs}"


def _number(size: int) -> str:
    return _NUMBERS.get(size, str(size))


def _by_one(room: Foreseen) -> Iterator[str]:
    """What one person fewer would hide: functions that lose only themselves in one sentence."""
    alone = [name for name, gone in room.by_one.items() if gone == {name}]
    if alone:
        it = "it" if len(alone) == 1 else "that function"
        yield f"{_missing(_sized(room, alone, 'or'))} {it} would vanish.{_kept(room, alone)}"
    sources: dict[frozenset[str], list[str]] = {}
    for name, gone in room.by_one.items():
        if name not in alone:
            sources.setdefault(gone, []).append(name)
    for gone, names in sources.items():
        named = [_sized(room, [name]) if name else "those without a function" for name in names]
        lost = in_a_row([other for other in room.sizes if other in gone])
        yield f"{_missing(in_a_row(named, 'or'))} {lost} would vanish.{_kept(room, names)}"


def _missing(whose: str) -> str:
    return f"If one of {whose} does not know or is missing,"


def _kept(room: Foreseen, names: Sequence[str]) -> str:
    """Whether ticks would keep what one person fewer hides."""
    if not set(names) <= room.kept:
        return ""
    it = "it" if len(names) == 1 else "that function"
    sizes = {room.sizes[name] for name in names}
    return f" Not if all {_number(sizes.pop()) + ' ' if len(sizes) == 1 else ''}of {it} have ticked."


def _by_more(room: Foreseen) -> str:
    """How many people fewer it takes to hide each of the rest."""
    found: list[str] = []
    for fewer in range(2, MOST + 2):
        if names := [name for name in room.sizes if room.by_more.get(name) == fewer]:
            number = f"more than {_number(MOST)}" if fewer > MOST else _number(fewer)
            people = "" if found else " people fewer"
            found.append(f"with {number}{people} {_sized(room, names)}{'' if found else ' can vanish'}")
    said = ", ".join(found)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _sized(room: Foreseen, names: Sequence[str], last: str = "and") -> str:
    return in_a_row([f"{name} ({room.sizes[name]})" for name in names], last)


def in_the_day(session: Session, round: AnyRound) -> str:
    """What the facilitator is told of a closed round; empty where every function shows."""
    gone = in_round(session, round)
    if not gone:
        return ""
    verb = "is not shown by itself" if len(gone) == 1 else "are not shown by themselves"
    what = kind_of(round.of).noun
    said = f'For you alone: {in_a_row(gone)} {verb} in these {what}. If somebody asks: "{ON_THE_WALL}".'
    saved = [name for name in gone if size(session, name) <= TICKED_UP_TO]
    saved = [name for name in saved if name not in in_round(if_all_ticked(session, [name]), round)]
    if not saved:
        return said
    return (
        f"{said} All people of {in_a_row(saved, 'or')} ticking would still show it: `j`, on their own word."
    )


def offers(people: Sequence[Participant], function: str) -> dict[str, str]:
    """What may be done about a small function, in this order; the last leaves it as it is."""
    there = [person for person in people if not person.observer and person.function]
    inside = [person for person in there if person.function == function]
    others = dict.fromkeys(person.function for person in there if person.function != function)
    observer = {OBSERVER: "An observer: in the room, asked nothing, in no number"} if len(inside) == 1 else {}
    who = "this person ticks" if len(inside) == 1 else f"all {_number(len(inside))} tick"
    counted = {f"{WITH}{name}": f"Counted with {name}" for name in others}
    return {**observer, **counted, "": f"Not shown, unless {who} on the first ballot"}
