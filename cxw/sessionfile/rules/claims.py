"""Rules about what the room claims and promises: guesses, evidence, unknowns, research, customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.model import DK, TOTAL, Customers, Research, Segment, ids_of
from cxw.questions.points import off
from cxw.sessionfile.rules.names import (
    PEOPLE,
    SEGMENTS,
    BrokenRule,
    CheckedSession,
    ids_twice,
    meant,
    repeated,
    unknown,
)
from cxw.sessionfile.tree import Place
from cxw.text.saying import many

ROUNDED = 1
"""Points by which a row of customers may miss 100, since means and shares are rounded."""


def claim_rules(room: CheckedSession) -> Iterator[BrokenRule]:
    """What is believed, what stands behind it, and what is to be found out."""
    for number, segment, place in room.each():
        yield from _sure(room, segment, place)
        yield from _righted(room, number, segment, place)
        yield from _predictions(room, number, segment, place)
        yield from room.answers((*place, "audit"), segment.audit, number, listed=False)
        yield from _unknowns(room, number, segment, place)
        yield from repeated(segment.research, (*place, "research"), "research")
        for n, research in enumerate(segment.research):
            yield from _research(room, number, research, (*place, "research", n))
        yield from repeated(segment.customers, (*place, "customers"), "set of customers")
        for n, customers in enumerate(segment.customers):
            yield from _customers(room, number, customers, (*place, "customers", n))
    yield from _evidence(room)


def _sure(room: CheckedSession, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    for key in ("before", "after", "earlier"):
        yield from room.strangers(segment, (*place, "conviction", key), getattr(segment.conviction, key))
    yield from room.strangers(segment, (*place, "coverage_guess"), segment.coverage_guess)
    yield from ids_twice(segment.asked_again, (*place, "asked_again"))
    for id in segment.no_guess.keys() & segment.coverage_guess.keys():
        said = (
            f"{room.voices.person(id)} has guessed and stands under `no_guess` too: take one of the two out"
        )
        yield BrokenRule((*place, "no_guess", id), said)


def _righted(room: CheckedSession, number: int, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    """Slips put right of what belongs to no round: votes are needs, all else is a number."""
    for n, slip in enumerate(segment.corrected):
        there = (*place, "corrected", n)
        for key, value in (("before", slip.before), ("after", slip.after)):
            if isinstance(value, list) and slip.of == "votes":
                board = room.inside(number, "needs")
                yield from unknown(value, board, (*there, key), "need", ((*place, "needs"),))
            elif value is not None and isinstance(value, list) != (slip.of == "votes"):
                what = "a list of needs" if slip.of == "votes" else "a number from 0 to 100, or dk"
                yield BrokenRule((*there, key), f"of `{slip.of}` a correction keeps {what}: write it so")


def _predictions(room: CheckedSession, number: int, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    people = room.session.participants
    functions = {one.function for one in people if one.function is not None}
    functions.update(*(one.also for one in people))
    yield from room.strangers(segment, (*place, "predictions"), segment.predictions)
    for id, guesses in segment.predictions.items():
        for function, row in guesses.items():
            there, who = (*place, "predictions", id, function), room.voices.person(id)
            if function not in functions:
                yield BrokenRule(
                    there,
                    f"nobody is of the function {function}{meant(function, functions)}",
                    needs=(PEOPLE,),
                )
            if row != DK and isinstance(row, dict):
                yield from _predicted(room, number, there, row, who)


def _predicted(
    room: CheckedSession, number: int, place: Place, row: dict[str, int], who: str
) -> Iterator[BrokenRule]:
    known = room.inside(number, "needs")
    foreign = [need for need in row if need not in known]
    for need in foreign:
        said = f"{who}'s prediction names {need}, which is no need here{meant(need, known)}"
        yield BrokenRule((*place, need), said, needs=((*place[:2], "needs"),))
    if not foreign and (said := off(sum(row.values()))):
        yield BrokenRule(place, f"{who}'s prediction for {place[-1]}: {said}")


def _unknowns(room: CheckedSession, number: int, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    known = room.inside(number, "research")
    for n, line in enumerate(segment.unknowns):
        there = (*place, "unknowns", n)
        if line.research is not None and line.research not in known:
            said = f"there is no research {line.research}{meant(line.research, known)}"
            yield BrokenRule((*there, "research"), said, needs=((*place, "research"),))


def _research(room: CheckedSession, number: int, research: Research, place: Place) -> Iterator[BrokenRule]:
    yield from room.answers((*place, "about"), research.about, number)
    yield from unknown(research.evidence, room.evidence, (*place, "evidence"), "evidence", (("evidence",),))
    if research.test is None:
        return
    needs, companies = room.inside(number, "needs"), room.companies(number)
    for key, id, known in (
        ("need", research.test.need, needs),
        ("company", research.test.company, companies),
    ):
        if id is not None and id not in known:
            said = f"there is no {key} {id}{meant(id, known)}"
            listed = (*place[:2], "needs" if key == "need" else "competitors")
            yield BrokenRule((*place, "test", key), said, needs=(listed,))


def _customers(room: CheckedSession, number: int, customers: Customers, place: Place) -> Iterator[BrokenRule]:
    listed = ((*place[:2], "needs"),)
    yield from ids_twice(customers.needs, (*place, "needs"))
    yield from unknown(customers.needs, room.inside(number, "needs"), (*place, "needs"), "need", listed)
    width = len(customers.needs)
    yield from _long(customers.weights, width, (*place, "weights"))
    yield from _points_of_customers(customers, (*place, "weights"))
    known = room.companies(number)
    for company, rows in customers.marks.items():
        there = (*place, "marks", company)
        if company not in known:
            said = f"there is no company {company}{meant(company, known)}"
            yield BrokenRule(there, said, needs=((*place[:2], "competitors"),))
        yield from _long(rows, width, there)
    yield from _orders(customers, (*place, "order"))
    yield from _alike(customers, place)


def _points_of_customers(customers: Customers, place: Place) -> Iterator[BrokenRule]:
    """Rows of points that are not 100: whole points by whoever was asked, up to rounding in a mean."""
    for n, row in enumerate(customers.weights):
        if row != DK and len(row) == len(customers.needs) and abs(sum(row) - TOTAL) > ROUNDED:
            said = f"row {n + 1} adds up to {sum(row):g}: customers spread {TOTAL} points"
            yield BrokenRule((*place, n), said)


def _orders(customers: Customers, place: Place) -> Iterator[BrokenRule]:
    every = [*range(1, len(customers.needs) + 1)]
    for n, order in enumerate(customers.order):
        if order and sorted(order) != every:
            said = (
                f"row {n + 1} has to name the needs by their places: each number from 1 to {len(every)} once"
            )
            yield BrokenRule((*place, n), said)


def _alike(customers: Customers, place: Place) -> Iterator[BrokenRule]:
    """Lists that do not run alike: then nobody knows which answers belong together.

    Marks may be of fewer customers, as long as no survey weight has to find its row there.
    """
    rows = {"weights": len(customers.weights), "who": len(customers.who), "order": len(customers.order)}
    rows["weight"] = len(customers.weight)
    if customers.weight or not customers.weights:
        rows |= {f"marks {company}": len(marks) for company, marks in customers.marks.items()}
    filled = {key: many for key, many in rows.items() if many}
    if customers.kind == "aggregated" and any(many > 1 for many in filled.values()):
        yield BrokenRule(place, "sums of customers are one row of means: set `kind: individual` for rows")
    elif len({*filled.values()}) > 1:
        told = ", ".join(f"{many} in `{key}`" for key, many in filled.items())
        yield BrokenRule(place, f"one row a customer in every list, and here are {told}")


def _long(rows: Sequence[Sequence[object]], length: int, place: Place) -> Iterator[BrokenRule]:
    for n, row in enumerate(rows):
        if row != DK and len(row) != length:
            numbers, needs = many(len(row), "number"), many(length, "need")
            said = f"row {n + 1} has {numbers} for {needs}: write one for each, in their order"
            yield BrokenRule((*place, n), said, needs=((*place[:4], "needs"),))


def _evidence(room: CheckedSession) -> Iterator[BrokenRule]:
    ids = ids_of(room.session.segments)
    for n, item in enumerate(room.session.evidence):
        place = ("evidence", n)
        if item.segment is not None and item.segment not in ids:
            said = f"there is no segment {item.segment}{meant(item.segment, room.segments)}"
            yield BrokenRule((*place, "segment"), said, needs=(SEGMENTS,))
            continue
        own = ids.index(item.segment) if item.segment is not None else 0
        yield from room.answers((*place, "supports"), item.supports, own)
        yield from room.answers((*place, "contradicts"), item.contradicts, own)
