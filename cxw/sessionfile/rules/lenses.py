"""Rules about lenses: what each part asked, who answered it how, and the things they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cxw.day.spellings import named_functions
from cxw.model import DK, NOTHING, OWN, PICKED, TOLD, TOTAL, LensCell, LensRound, LensRow, Segment, ids_of
from cxw.questions.points import off
from cxw.sessionfile.rules.names import (
    PEOPLE,
    BrokenRule,
    CheckedSession,
    ids_twice,
    meant,
    repeated,
    unknown,
)
from cxw.sessionfile.rules.sealed import life_rules, seal_rules
from cxw.sessionfile.tree import Place
from cxw.text.saying import in_a_row

_PICKING = ("pick", "ticks")
_NUMBERS = {"points": (0, TOTAL), "percent": (0, 100), "marks": (0, 10)}
"""Shapes whose answers are whole numbers, from where to where."""


@dataclass(frozen=True)
class _PlacedLens:
    """One part of a lens in its segment, with its place."""

    room: CheckedSession
    segment: Segment
    round: LensRound
    place: Place

    def at(self, *keys: str | int) -> Place:
        return (*self.place, *keys)

    @property
    def asked(self) -> tuple[Place, ...]:
        """What was asked; where it is faulty, answers are not measured against it."""
        return tuple(map(self.at, ("about", "picks", "lines", "also", "shape", "by")))


def lens_rules(room: CheckedSession) -> Iterator[BrokenRule]:
    """The things and rounds of lenses of every segment."""
    for _, segment, place in room.each():
        yield from _things(room, segment, place)
        for n, round in enumerate(segment.lenses):
            seen = _PlacedLens(room, segment, round, (*place, "lenses", n))
            yield from _asked(seen)
            yield from life_rules(round, seen.place)
            yield from _who(seen)
            yield from _answers(seen)
            yield from _corrections(seen)
            yield from seal_rules(room, segment, round, seen.place)


def _functions(room: CheckedSession) -> set[str]:
    return set(named_functions(room.session.participants))


def _things(room: CheckedSession, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    there = (*place, "things")
    yield from repeated(segment.things, there, "thing of a lens")
    known, companies = _functions(room), {*ids_of(room.session.companies(segment))}
    for n, thing in enumerate(segment.things):
        yield from unknown(thing.functions, known, (*there, n, "functions"), "function", (PEOPLE,))
        yield from ids_twice(thing.readers, (*there, n, "readers"))
        yield from unknown(thing.dealt_again, {*thing.readers}, (*there, n, "dealt_again"), "reader", ())
        if thing.company is not None and thing.company not in companies:
            said = f"there is no company {thing.company}{meant(thing.company, companies)}"
            yield BrokenRule((*there, n, "company"), said, needs=((*place, "competitors"),))


def _asked(seen: _PlacedLens) -> Iterator[BrokenRule]:
    round = seen.round
    yield from ids_twice(round.about, seen.at("about"))
    yield from ids_twice(round.picks, seen.at("picks"))
    yield from _names(seen)
    if OWN in round.about:
        said = f"`{OWN}` is kept for answers about nothing that was there: call it otherwise"
        yield BrokenRule(seen.at("about"), said)
    if round.shape != "percent":
        things = [thing.id for thing in seen.segment.things if thing.lens == round.of]
        known = {*ids_of(seen.segment.needs), *things, *_functions(seen.room)}
        listed = (PEOPLE, *((*seen.place[:2], key) for key in ("needs", "things")))
        yield from unknown(round.about, known, seen.at("about"), "need, thing or function", listed)
    if round.shape in _PICKING and not round.picks:
        said = f"`{round.shape}` says of what: list it under `picks`"
        yield BrokenRule(seen.at("shape"), said)
    if round.shape in ("points", "marks", "percent") and not round.about:
        yield BrokenRule(seen.at("shape"), f"`{round.shape}` are of something: list it under `about`")
    if round.private and round.by == "function":
        said = "a function's card is read out, and what is `private` is not: take one of the two out"
        yield BrokenRule(seen.at("private"), said)


def _names(seen: _PlacedLens) -> Iterator[BrokenRule]:
    """The line that asks for a person is one of those beside the words."""
    line, lines = seen.round.names, seen.round.lines
    if line is not None and line not in lines:
        yield BrokenRule(seen.at("names"), f"there is no line {line}{meant(line, lines)}")


def _who(seen: _PlacedLens) -> Iterator[BrokenRule]:
    """Each person, or each function, answers, and nobody who is said to have given none."""
    round, room = seen.round, seen.room
    yield from room.strangers(seen.segment, seen.at("answers"), round.answers)
    other = "cards" if round.by == "person" else "answers"
    if getattr(round, other):
        said = f"this part is answered by each {round.by}, and under `{other}` the others stand: take it out"
        yield BrokenRule(seen.at(other), said, wholes=seen.asked)
    for id in round.not_answered.keys() & round.answers.keys():
        said = f"{room.voices.person(id)} has answered and stands under `not_answered` too: take one out"
        yield BrokenRule(seen.at("not_answered", id), said)
    for name in round.no_card.keys() & round.cards.keys():
        said = f"{name} has a card and stands under `no_card` too: take one out"
        yield BrokenRule(seen.at("no_card", name), said)
    known = _functions(room)
    for key in ("cards", "no_card"):
        for name in [name for name in getattr(round, key) if name not in known]:
            said = f"nobody is of the function {name}{meant(name, known)}"
            yield BrokenRule(seen.at(key, name), said, needs=(PEOPLE,))


def _answers(seen: _PlacedLens) -> Iterator[BrokenRule]:
    for id, row in seen.round.answers.items():
        yield from _row(seen, seen.at("answers", id), row, seen.room.voices.person(id), id)
    for name, row in seen.round.cards.items():
        yield from _row(seen, seen.at("cards", name), row, name, "")


def _row(seen: _PlacedLens, place: Place, row: LensRow, who: str, id: str) -> Iterator[BrokenRule]:
    if not isinstance(row, dict):
        return
    asked = _asked_of(seen, id)
    yield from _asked_alone(seen, place, row, (who, asked))
    round = seen.round
    wrong = {key: why for key, cell in row.items() if (why := _wrong(round, cell))}
    for key, why in wrong.items():
        yield BrokenRule((*place, key), f"{who}'s answer about {key} {why}", wholes=seen.asked)
    if round.shape == "points" and not wrong and row.keys() == {*asked} and (said := _off(row)):
        yield BrokenRule(place, f"{who}'s {said.removeprefix('the ')}", wholes=seen.asked)


def _asked_alone(
    seen: _PlacedLens, place: Place, row: Mapping[str, LensCell], whose: tuple[str, list[str]]
) -> Iterator[BrokenRule]:
    """An answer is about all that this person or function was asked about, and nothing else.

    Of cards some may be there and others not: they are written one after the other.
    """
    who, asked = whose
    foreign = [key for key in row if key not in asked]
    for key in foreign:
        said = f"{who} answers about {key}, which was not asked there{meant(key, asked)}"
        yield BrokenRule((*place, key), said, wholes=seen.asked)
    missing = [key for key in asked if key not in row and seen.round.shape != "words"]
    if missing and not foreign and not seen.room.session.shared:
        said = f"{who} gives no answer about {in_a_row(missing)}: who does not know is written dk"
        yield BrokenRule(place, said, wholes=seen.asked)


def _off(row: Mapping[str, LensCell]) -> str:
    """How far a row of points is from its total."""
    return off(sum(cell for cell in row.values() if isinstance(cell, int)))


def _asked_of(seen: _PlacedLens, id: str) -> list[str]:
    """What one person, or a function, was asked about: of texts only those that person reads."""
    asked = seen.round.asked_about()
    readers = {thing.id: thing.readers for thing in seen.segment.things if thing.readers}
    if seen.round.part != "say" or not any(key in readers for key in asked):
        return asked
    return [key for key in asked if id in readers.get(key, [id])]


def _wrong(round: LensRound, cell: LensCell) -> str:
    """What keeps an answer from being one of this shape; empty where it is one."""
    if round.shape in _NUMBERS:
        return _no_number(cell, _NUMBERS[round.shape], unknown=round.shape != "points")
    if cell == DK:
        return ""
    if round.shape == "words":
        return _no_words(round, cell)
    if round.shape == "ticks":
        return _no_ticks(round, cell)
    return _no_pick(round, cell)


def _no_number(cell: LensCell, ends: tuple[int, int], *, unknown: bool) -> str:
    if (unknown and cell == DK) or (isinstance(cell, int) and ends[0] <= cell <= ends[1]):
        return ""
    either = " or dk" if unknown else ""
    return f"is no number it can be: write a whole number from {ends[0]} to {ends[1]}{either}"


def _no_words(round: LensRound, cell: LensCell) -> str:
    if isinstance(cell, str) and cell == NOTHING:
        return ""
    if isinstance(cell, list):
        return "" if not round.about else "is a list, which only what is gathered can be: write {words: text}"
    known = [TOLD, *round.lines]
    if not isinstance(cell, Mapping) or TOLD not in cell:
        return "has no words: write {words: text}, nothing or dk"
    foreign = [key for key in cell if key not in known]
    return f"has a line `{foreign[0]}`, which was not asked{meant(foreign[0], known)}" if foreign else ""


def _no_ticks(round: LensRound, cell: LensCell) -> str:
    if not isinstance(cell, list):
        return "is no list of ticks: write [one, another], [] or dk"
    foreign = [one for one in cell if one not in round.picks]
    if foreign:
        return f"ticks {foreign[0]}, which was not offered{meant(foreign[0], round.picks)}"
    return "ticks the same twice: take one out" if len({*cell}) < len(cell) else ""


def _no_pick(round: LensRound, cell: LensCell) -> str:
    if not isinstance(cell, Mapping) or PICKED not in cell:
        return "has no pick: write {said: one of these} or dk"
    offered = {PICKED: round.picks, **round.also}
    for key, value in cell.items():
        if key not in offered:
            return f"has a further pick `{key}`, which was not asked{meant(key, offered)}"
        if value not in (DK, *offered[key]):
            return f"picks {value}, which was not offered{meant(value, offered[key])}"
    return ""


def _corrections(seen: _PlacedLens) -> Iterator[BrokenRule]:
    """What was put right is an answer of what was asked."""
    asked = seen.round.asked_about()
    for n, slip in enumerate(seen.round.corrected):
        sides = [(key, row) for key, row in (("before", slip.before), ("after", slip.after)) if row != DK]
        for key, row in sides:
            for one in [one for one in row or {} if one not in asked]:
                said = f"the corrected answer is about {one}, which was not asked{meant(one, asked)}"
                yield BrokenRule(seen.at("corrected", n, key, one), said, wholes=seen.asked)
