"""The questions of `new`: each asked once, all read through at the end, and any of them asked again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import typer

from cxw.breaks import clock
from cxw.cli.collecting import people_in
from cxw.cli.terminal import free
from cxw.errors import CxwError
from cxw.grid import MOST_COMPETITORS
from cxw.keyboard import questions as q
from cxw.model import Participant
from cxw.set_up import (
    SetUp,
    cards,
    counted_with,
    faults,
    hand,
    minutes,
    participant,
    plain,
    session,
    too_small,
)
from cxw.standing import timetable

Entry = TypeVar("Entry")
BACK = "-"
LISTING = f"  One a line; `{BACK}` takes the last one back, an empty line goes on."
DESKS = {"paper": "on paper: you type the slips in", "laptop": "on the laptop, which goes round"}


@dataclass(frozen=True)
class Question:
    """What one question is called at the end, how it is asked, and what was said to it."""

    label: str
    ask: Callable[[SetUp], SetUp]
    said: Callable[[SetUp], str]


def interview(known: SetUp, given: Collection[str], write_to: Callable[[str], Path]) -> SetUp:
    """The set-up with the gaps asked for, in the order in which a facilitator thinks, and read through.

    `write_to` gives the file for a title.
    """
    typer.echo("Ctrl-C stops and writes nothing; at the end everything can still be changed.\n")
    for name, question in QUESTIONS.items():
        if name not in given:
            known = question.ask(known)
    while (chosen := _read_through(known, write_to(known.title))) != "write":
        known = QUESTIONS[chosen].ask(known)
    return known


def _read_through(known: SetUp, path: Path) -> str:
    """Show everything that was said; `write`, or the name of the question to ask again."""
    typer.echo()
    for question in QUESTIONS.values():
        typer.echo(f"  {question.label:<12} {question.said(known)}")
    wrong = [*faults(known), *_taken(path)]
    for sentence in (*wrong, *map(str, too_small(known.people))):
        typer.echo(f"\n{sentence}")
    ways = {} if wrong else {"write": f"Yes, write {path}"}
    ways |= {name: f"Change: {question.label.lower()}" for name, question in QUESTIONS.items()}
    typer.echo()
    chosen = q.choice("Is this right?", {**ways, "stop": "Stop and write nothing"})
    if chosen == "stop":
        raise KeyboardInterrupt
    return chosen


def _taken(path: Path) -> list[str]:
    try:
        free(path)
    except CxwError as why:
        return [str(why)]
    return []


def _needed(typed: str) -> str:
    return "" if plain(typed) else "One word at least."


def _title(known: SetUp) -> SetUp:
    return replace(known, title=q.text("What is the workshop called?", known.title, _needed))


def _company(known: SetUp) -> SetUp:
    return replace(known, company=q.text("Whose is it? The own company's name:", known.company, _needed))


def _listed(
    prompt: str,
    entries: Sequence[Entry],
    read_line: Callable[[str, list[Entry]], list[Entry]],
    label: Callable[[Entry], str] = str,
    fewest: int = 0,
) -> list[Entry]:
    """A list as it is typed line by line; `read_line` gives what one adds, or a ValueError."""
    kept = list(entries)
    typer.echo(f"{prompt}\n{LISTING}")
    for number, entry in enumerate(kept, 1):
        typer.echo(f"  {number}. {label(entry)}")

    def check(typed: str) -> str:
        if typed == BACK or (not typed and len(kept) >= fewest):
            return ""
        try:
            read_line(typed, kept)
        except ValueError as why:
            return str(why)
        return ""

    while typed := q.text(f"{len(kept) + 1}.", check=check):
        if typed != BACK:
            kept += read_line(typed, kept)
        elif kept:
            typer.echo(f"  {label(kept.pop())} is out of the list again")
    return kept


def _name(typed: str, kept: list[str]) -> list[str]:
    said = plain(typed)
    if not said:
        raise ValueError("One at least.")
    if said.casefold() in (name.casefold() for name in kept):
        raise ValueError(f"{said} is in the list already.")
    return [said]


def _segments(known: SetUp) -> SetUp:
    asked = _listed("Which segments of customers?", known.segments, _name, fewest=1)
    return replace(known, segments=asked)


def _people(known: SetUp) -> SetUp:
    if known.cards:
        prompt = "Who gets a card? `4 Sales` are four cards; or a CSV file, whose names are left out."
        return replace(known, people=_listed(prompt, known.people, _hand, lambda card: card.name))
    prompt = "Who takes part? `Ana Lima, Marketing`; a card, `Sales 2, Sales`; or a CSV file."
    return replace(known, people=_listed(prompt, known.people, _participants, _described))


def _hand(typed: str, dealt: list[Participant]) -> list[Participant]:
    """The cards a line brings: of one function, or for everybody in the table it names."""
    table = Path(typed).expanduser()
    if table.suffix.casefold() == ".csv":
        return cards(_in_table(table), dealt)
    if not plain(typed):
        raise ValueError("How many cards, and of which function: 4 Sales.")
    return hand(typed, dealt)


def _participants(typed: str, kept: list[Participant]) -> list[Participant]:
    """Whom a line brings: one person, or everybody in the table it names."""
    table = Path(typed).expanduser()
    new = _in_table(table) if table.suffix.casefold() == ".csv" else [participant(typed, kept)]
    names = {person.name.casefold() for person in kept}
    for person in new:
        if not person.name:
            raise ValueError("A name comes first, then a comma, then the function.")
        if person.name.casefold() in names:
            raise ValueError(f"{person.name} is in the list already: add a letter to tell them apart.")
    return new


def _in_table(path: Path) -> list[Participant]:
    try:
        return people_in(path)
    except CxwError as why:
        raise ValueError(str(why)) from None


def _described(person: Participant) -> str:
    return ", ".join([person.name, *filter(None, [person.function]), *person.also])


def _functions(known: SetUp) -> SetUp:
    """Ask about each function that will not show whether its people are counted with another."""
    people = list(known.people)
    for few in too_small(people):
        others = [name for name in _sizes(people) if name != few.function]
        if others and few.function in _sizes(people):
            ways = {"": "Leave it: they are drawn with the others"}
            ways |= {name: f"Count them with {name}" for name in others}
            size = "one person" if few.size == 1 else f"{few.size} people"
            chosen = q.choice(f"{few.function} is {size} and will not show by itself:", ways)
            people = counted_with(people, few.function, chosen) if chosen else people
    return replace(known, people=people)


def _sizes(people: Sequence[Participant]) -> Counter[str]:
    return Counter(person.function for person in people if person.function)


def _private(known: SetUp) -> SetUp:
    """Who is senior and who met a customer: asked of the facilitator only, never shown in the room."""
    if not known.people:
        return known
    people = [person.model_copy(deep=True) for person in known.people]
    names = {person.id: _described(person) for person in people}
    typer.echo("Two questions for you alone: neither answer is ever shown in the room.")
    senior = q.several("Who is senior?", names)
    met = q.several("Who met a customer lately?", names)
    for person in people:
        person.senior = True if person.id in senior else None
        if person.id in met:
            person.last_customer_contact = _contact(person, known.date)
    return replace(known, people=people)


def _contact(person: Participant, day: dt.date) -> dt.date | None:
    while True:
        prompt = f"When did {person.name} last meet one? As 2026-03-02, or empty:"
        met = q.date(prompt, person.last_customer_contact, today=day)
        if met is None or met <= day:
            return met
        typer.echo(f"  {met} is after the workshop: give the day they last met one, up to {day}")


def _competitors(known: SetUp) -> SetUp:
    def line(typed: str, kept: list[str]) -> list[str]:
        if len(kept) == MOST_COMPETITORS:
            raise ValueError(f"{MOST_COMPETITORS} fit the grid: take one back first.")
        return _name(typed, [known.company, *kept])

    prompt = "Which competitors are known so far? What customers do instead counts too."
    return replace(known, competitors=_listed(prompt, known.competitors, line))


def _day(known: SetUp) -> SetUp:
    prompt = "Which day is the workshop? As 2026-03-14:"
    return replace(known, date=q.date(prompt, known.date, today=known.date) or known.date)


def _plan(known: SetUp) -> SetUp:
    said = "A time of day, as 09:00."
    start = q.text("When does it start?", known.start, lambda typed: "" if clock(typed) else said)
    usual = " ".join(map(str, known.minutes.values()))
    prompt = "Minutes for needs, weights, grid, disagreement, closing:"
    return replace(known, start=clock(start), minutes=minutes(q.text(prompt, usual, _no_minutes)))


def _no_minutes(typed: str) -> str:
    try:
        minutes(typed)
    except ValueError as why:
        return str(why)
    return ""


def _desk(known: SetUp) -> SetUp:
    chosen = q.choice("How do answers come in?", DESKS, known.desk)
    return replace(known, desk="laptop" if chosen == "laptop" else "paper")


def _facilitator(known: SetUp) -> SetUp:
    return replace(known, facilitator=q.text("Who facilitates? (may stay empty)", known.facilitator))


def _said_privately(known: SetUp) -> str:
    senior = sum(bool(person.senior) for person in known.people)
    met = sum(person.last_customer_contact is not None for person in known.people)
    return f"{senior} senior, {met} with the day they last met a customer"


def _said_plan(known: SetUp) -> str:
    return ", ".join(f"{slot.at} {slot.what}" for slot in timetable(session(known)))


def _said_functions(known: SetUp) -> str:
    sizes = _sizes(known.people)
    without = len(known.people) - sizes.total()
    rest = [f"{without} without one"] if without else []
    return ", ".join([*(f"{name} {size}" for name, size in sizes.items()), *rest]) or "-"


QUESTIONS = {
    "title": Question("Title", _title, lambda known: known.title),
    "company": Question("Company", _company, lambda known: known.company),
    "segments": Question("Segments", _segments, lambda known: "; ".join(known.segments)),
    "people": Question("People", _people, lambda known: "; ".join(p.name for p in known.people) or "-"),
    "functions": Question("Functions", _functions, _said_functions),
    "private": Question("Private", _private, _said_privately),
    "competitors": Question("Competitors", _competitors, lambda known: "; ".join(known.competitors) or "-"),
    "date": Question("Day", _day, lambda known: f"{known.date:%A}, {known.date}"),
    "plan": Question("Plan", _plan, _said_plan),
    "desk": Question("Answers", _desk, lambda known: DESKS.get(known.desk, known.desk)),
    "facilitator": Question("Facilitator", _facilitator, lambda known: known.facilitator or "-"),
}
"""In the order in which they are asked."""
