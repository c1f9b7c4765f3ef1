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
    in_part,
    in_round,
    rooms,
)
from cxw.model import AnyRound, Participant, Session
from cxw.questions.rounds import Of
from cxw.text.phrases import listed_here, say
from cxw.text.saying import at_the_start

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
        name = f"{listed_here(room.segments)}: " if len(found) > 1 else ""
        lines += [name + line for line in of_room(foreseen(session, room.people))]
    return lines


def explained(lines: Sequence[str]) -> list[str]:
    """What a tick and an observer are, where these lines speak of one."""
    said = {f" {say('tick')}": TICK, say("is an observer"): OBSERVE}
    return [say(sentence) for word, sentence in said.items() if any(word in line for line in lines)]


def of_room(room: Foreseen) -> Iterator[str]:
    """Each function that will not show with what would keep it, then what a few people fewer would hide."""
    for name, ways in room.hidden.items():
        yield _hidden(room.sizes, name, ways)
    yield from _by_one(room)
    if said := _by_more(room):
        yield said


def _hidden(sizes: Mapping[str, int], name: str, ways: Sequence[Keeps]) -> str:
    said = say(HIDDEN_ONE if sizes[name] == 1 else HIDDEN, function=name, people=sizes[name])
    found = list(_ways(sizes, name, ways))
    if found:
        return f"{said} {say('It would if {ways}.', ways=listed_here(found, 'or if'))}"
    return said


HIDDEN_ONE = "{function} (1 person) will not show by itself."
HIDDEN = "{function} ({people} people) will not show by itself."


def _ways(sizes: Mapping[str, int], name: str, ways: Sequence[Keeps]) -> Iterator[str]:
    """What would keep a function: its own people's doing, then another function's, in one go for each."""
    by_ticks = next((way.ticks for way in ways if way.ticks), ())
    if by_ticks == (name,):
        yield _its_own_tick(sizes[name])
    elif len(by_ticks) > 1:
        yield say("everybody of {functions} ticks", functions=listed_here(by_ticks))
    watching = [*filter(None, (way.observer for way in ways))]
    for other in watching:
        does = _one_does(other, ways, by_ticks)
        yield say("the one person of {function} {does}", function=other, does=does)
    if len(by_ticks) == 1 and by_ticks[0] not in (name, *watching):
        yield _all_tick(by_ticks[0], sizes[by_ticks[0]])
    counted = [way.counted for way in ways if way.counted not in ("", *watching)]
    if counted:
        functions = listed_here(counted, "or")
        yield say("{functions} is counted with another function", functions=functions)


def _its_own_tick(size: int) -> str:
    return say("its one person ticks") if size == 1 else say("its {n} people tick", n=_number(size))


def _all_tick(function: str, size: int) -> str:
    if size == 1:
        return say("the one person of {function} ticks", function=function)
    return say("the {n} people of {function} tick", n=_number(size), function=function)


def _one_does(function: str, ways: Sequence[Keeps], by_ticks: Sequence[str]) -> str:
    """What the one person of a function could do, as an observer or otherwise."""
    found = [say("is an observer")]
    if Keeps(counted=function) in ways:
        found.append(say("is counted with another function"))
    if list(by_ticks) == [function]:
        found.append(say("ticks"))
    return listed_here(found, "or")


def _number(size: int) -> str:
    return say(_NUMBERS[size]) if size in _NUMBERS else str(size)


def _by_one(room: Foreseen) -> Iterator[str]:
    """What one person fewer would hide: functions that lose only themselves in one sentence."""
    alone = [name for name, gone in room.by_one.items() if gone == {name}]
    if alone:
        whose = _sized(room, alone, "or")
        yield say(IT_VANISHES if len(alone) == 1 else THAT_VANISHES, whose=whose) + _kept(room, alone)
    sources: dict[frozenset[str], list[str]] = {}
    for name, gone in room.by_one.items():
        if name not in alone:
            sources.setdefault(gone, []).append(name)
    for gone, names in sources.items():
        named = [_sized(room, [name]) if name else say("those without a function") for name in names]
        lost = listed_here([other for other in room.sizes if other in gone])
        yield say(OTHERS_VANISH, whose=listed_here(named, "or"), functions=lost) + _kept(room, names)


IT_VANISHES = "If one of {whose} does not know or is missing, it would vanish."
THAT_VANISHES = "If one of {whose} does not know or is missing, that function would vanish."
OTHERS_VANISH = "If one of {whose} does not know or is missing, {functions} would vanish."


def _kept(room: Foreseen, names: Sequence[str]) -> str:
    """Whether ticks would keep what one person fewer hides."""
    if not set(names) <= room.kept:
        return ""
    sizes = {room.sizes[name] for name in names}
    all_of, so_many = OF_IT if len(names) == 1 else OF_THAT
    said = say(so_many, n=_number(sizes.pop())) if len(sizes) == 1 else say(all_of)
    return f" {said}"


OF_IT = ("Not if all of it have ticked.", "Not if all {n} of it have ticked.")
OF_THAT = ("Not if all of that function have ticked.", "Not if all {n} of that function have ticked.")


def _by_more(room: Foreseen) -> str:
    """How many people fewer it takes to hide each of the rest."""
    found: list[str] = []
    for fewer in range(2, MOST + 2):
        if names := [name for name in room.sizes if room.by_more.get(name) == fewer]:
            number = say("more than {n}", n=_number(MOST)) if fewer > MOST else _number(fewer)
            with_fewer = (
                "with {number} {functions}" if found else "with {number} people fewer {functions} can vanish"
            )
            found.append(say(with_fewer, number=number, functions=_sized(room, names)))
    return at_the_start(f"{', '.join(found)}.") if found else ""


WITH_FEWER = "with {number} people fewer {functions} can vanish"
AND_WITH = "with {number} {functions}"


def _sized(room: Foreseen, names: Sequence[str], last: str = "and") -> str:
    return listed_here([f"{name} ({room.sizes[name]})" for name in names], last)


def in_the_day(session: Session, round: AnyRound) -> str:
    """What the facilitator is told of a closed round; empty where every function shows."""
    gone = in_round(session, round)
    if not gone:
        return ""
    said = f"{' '.join(_not_shown(session, round, gone))} {say(IF_ASKED, sentence=say(ON_THE_WALL))}"
    saved = [name for name in gone if size(session, name) <= TICKED_UP_TO]
    saved = [name for name in saved if name not in in_round(if_all_ticked(session, [name]), round)]
    if not saved:
        return said
    return f"{said} {say(STILL_SHOWN, functions=listed_here(saved, 'or'))}"


def _not_shown(session: Session, round: AnyRound, gone: Sequence[str]) -> Iterator[str]:
    """Which functions show nowhere, then which show for some companies: so many knew these."""
    part = in_part(session, round)
    if nowhere := [name for name in gone if name not in part]:
        yield say(FOR_YOU[round.of][min(len(nowhere), 2) - 1], functions=listed_here(nowhere))
    if part:
        yield say(FOR_SOME[min(len(part), 2) - 1], functions=listed_here(part))


FOR_YOU: Mapping[Of, tuple[str, str]] = {
    "weights": (
        "For you alone: {functions} is not shown by itself in these points.",
        "For you alone: {functions} are not shown by themselves in these points.",
    ),
    "marks": (
        "For you alone: {functions} is not shown by itself in these marks.",
        "For you alone: {functions} are not shown by themselves in these marks.",
    ),
}
FOR_SOME = (
    "For you alone: {functions} is shown by itself in the marks of some companies only.",
    "For you alone: {functions} are shown by themselves in the marks of some companies only.",
)
IF_ASKED = 'If somebody asks: "{sentence}".'
STILL_SHOWN = "All people of {functions} ticking would still show it: `j`, on their own word."


def offers(people: Sequence[Participant], function: str) -> dict[str, str]:
    """What may be done about a small function, in this order; the last leaves it as it is."""
    there = [person for person in people if not person.observer and person.function]
    inside = [person for person in there if person.function == function]
    others = dict.fromkeys(person.function for person in there if person.function != function)
    observer = {OBSERVER: say(AS_OBSERVER)} if len(inside) == 1 else {}
    counted = {f"{WITH}{name}": say("Counted with {function}", function=name) for name in others}
    unless = say(UNLESS.get(len(inside), UNLESS_ALL), n=_number(len(inside)))
    return {**observer, **counted, "": unless}


AS_OBSERVER = "An observer: in the room, asked nothing, in no number"
UNLESS = {
    1: "Not shown, unless this person ticks on the first ballot",
    2: "Not shown, unless both tick on the first ballot",
}
UNLESS_ALL = "Not shown, unless all {n} tick on the first ballot"
