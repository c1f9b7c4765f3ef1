"""What `new` asks about: each subject with its questions, and what was said to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

import typer

from cxw.cli.carding import ask_cards, on_phones, said_of_cards
from cxw.cli.collecting import people_in
from cxw.cli.listing import LineKind, ask_list
from cxw.cli.pasted_people import people_lines
from cxw.cli.said_so_far import (
    function_sizes,
    said_competitors,
    said_day,
    said_functions,
    said_plan,
    said_privately,
)
from cxw.cli.talk import Ask, SetUpQuestion, Talk
from cxw.cli.terminal import said_folded
from cxw.day import breaks
from cxw.day.breaks import time_of_day
from cxw.day.grid import MOST_COMPETITORS
from cxw.day.record import what_is_kept
from cxw.day.set_up import (
    SetUp,
    cards,
    counted_with,
    hand,
    minutes,
    observing,
    one_line,
    participant,
    small_functions,
)
from cxw.day.vanishing import OBSERVER, WITH, offers
from cxw.errors import CxwError
from cxw.keyboard import questions as q
from cxw.model import Break, DeskName, Participant
from cxw.text.phrases import say, spoken_here

DESKS: dict[str, str] = {
    "paper": "on paper: you type the slips in",
    "laptop": "on the laptop, which goes round",
    "phones": "on everybody's own phone, and on paper for whoever has none",
}
_DESK_OF: dict[str, DeskName] = {"laptop": "laptop", "phones": "phones"}
PULL = (
    "cxw can look at whether the talk moved the others towards what a senior person had first. "
    "Only your own handout tells it; the notice and the ballots then say that it is looked at."
)
TWO_ARE_CALLED = "Two people would be called {name}: add an initial, as in {name} B."
TOO_SMALL_ONE = "{function} is one person and will not show by itself:"
TOO_SMALL = "{function} is {people} people and will not show by itself:"
AFTER_IT = "{met} is after the workshop: give the day they last met one, up to {day}"
ATTRIBUTION = {
    "functions": "Functions of three people or more, and answers without names",
    "names": "Names, because everybody has agreed to it beforehand",
}


def applies(ask: Ask, known: SetUp) -> bool:
    """Whether a question has anything to ask in this set-up."""
    if ask is _functions:
        return bool(_to_decide(known.people))
    if ask is _observers:
        return any(person.observer for person in known.people)
    if ask is ask_cards:
        return on_phones(known)
    if ask is _pull:
        return any(person.senior for person in known.people)
    return bool(known.people) if ask in (_senior, _contact) else True


def _needed(typed: str) -> str:
    return "" if one_line(typed) else say("One word at least.")


def _title(talk: Talk) -> None:
    talk.keep(title=q.text(say("What is the workshop called?"), talk.known.title, _needed))


def _company(talk: Talk) -> None:
    talk.keep(company=q.text(say("Whose is it? The own company's name:"), talk.known.company, _needed))


def _name(typed: str, there: Collection[str]) -> str:
    said = one_line(typed)
    if not said:
        raise ValueError(say("One word at least."))
    if said.casefold() in (name.casefold() for name in there):
        raise ValueError(say("{name} is in the list already.", name=said))
    return said


def _segments(talk: Talk) -> None:
    names = LineKind[str](
        say("Which segments of customers?"),
        read=lambda typed, there: [_name(typed, there)],
        again=lambda typed, _, others: _name(typed, others),
        fewest=1,
    )
    ask_list(names, talk.known.segments, lambda said: talk.keep(segments=said))


def _people(talk: Talk) -> None:
    kind = CARDS if talk.known.cards else PEOPLE
    ask_list(replace(kind, prompt=say(kind.prompt)), talk.known.people, lambda said: talk.keep(people=said))


def _hand(typed: str, dealt: list[Participant]) -> list[Participant]:
    """The cards a line brings: of one function, or for everybody in the table it names."""
    table = Path(typed).expanduser()
    if table.suffix.casefold() == ".csv":
        return cards(_in_table(table), dealt)
    if not one_line(typed):
        raise ValueError(say("How many cards, and of which function: 4 Sales."))
    return hand(typed, dealt)


def _participants(typed: str, there: list[Participant]) -> list[Participant]:
    """Whom a line brings: one person, or everybody in the table it names."""
    table = Path(typed).expanduser()
    new = _in_table(table) if table.suffix.casefold() == ".csv" else [participant(typed, there)]
    for n, person in enumerate(new):
        _told_apart(person, [*there, *new[:n]])
    return new


def _again(typed: str, person: Participant, others: list[Participant]) -> Participant:
    """The same person with another name or function; what else is known of them stays."""
    new = participant(typed, others)
    _told_apart(new, others)
    return person.model_copy(update={"name": new.name, "function": new.function, "also": new.also})


def _told_apart(person: Participant, others: Sequence[Participant]) -> None:
    if not person.name:
        raise ValueError(say("A name comes first, then a comma, then the function."))
    if person.name.casefold() in {other.name.casefold() for other in others}:
        raise ValueError(say(TWO_ARE_CALLED, name=person.name))


def _in_table(path: Path) -> list[Participant]:
    try:
        return people_in(path)
    except CxwError as why:
        raise ValueError(str(why)) from None


def _described(person: Participant) -> str:
    return ", ".join([person.name, *filter(None, [person.function]), *person.also])


PEOPLE = LineKind[Participant](
    "Who takes part? `Ana Lima, Marketing`, a paste from a table, or a CSV file.",
    read=_participants,
    again=_again,
    said=_described,
    apart=people_lines,
)
CARDS = LineKind[Participant](
    "Who gets a card? `4 Sales` are four cards; or a CSV file, whose names are left out.",
    read=_hand,
    said=lambda card: card.name,
)


def _observers(talk: Talk) -> None:
    """Who only watches, where somebody does: it can be taken back."""
    people = talk.known.people
    before = [person.id for person in people if person.observer]
    if before:
        ways = {person.id: _described(person) for person in people}
        watch = q.several(say("Who is an observer: here, asked nothing, in no number?"), ways, before)
        said = [p.model_copy(update={"observer": True if p.id in watch else None}) for p in people]
        talk.keep(people=said)


def _functions(talk: Talk) -> None:
    """Ask about each function that will not show: an observer, counted with another, or left as it is."""
    for function in _to_decide(talk.known.people):
        people = talk.known.people
        size = _to_decide(people).get(function)
        if size is None:
            continue
        asked = say(TOO_SMALL_ONE if size == 1 else TOO_SMALL, function=function, people=size)
        chosen = q.choice(asked, offers(people, function), "")
        if chosen == OBSERVER:
            talk.keep(people=observing(people, function))
        elif chosen:
            talk.keep(people=counted_with(people, function, chosen.removeprefix(WITH)))


def _to_decide(people: Sequence[Participant]) -> dict[str, int]:
    """The functions that are too small to show, where there is more than one function."""
    return small_functions(people) if len(function_sizes(people)) > 1 else {}


def _senior(talk: Talk) -> None:
    """Who is senior: asked of the facilitator only, never shown in the room."""
    people = talk.known.people
    if people:
        typer.echo(say("Two questions for you alone: neither answer is ever shown in the room."))
        before = [person.id for person in people if person.senior]
        senior = q.several(say("Who is senior?"), {p.id: _described(p) for p in people}, before)
        said = [p.model_copy(update={"senior": True if p.id in senior else None}) for p in people]
        talk.keep(people=said, pull=talk.known.pull and bool(senior))


def _pull(talk: Talk) -> None:
    """Whether the pull is looked at, where somebody is senior; the room is told when it is."""
    if any(person.senior for person in talk.known.people):
        typer.echo(said_folded(say(PULL)))
        talk.keep(pull=q.confirm(say("Look at it?"), default=talk.known.pull))


def _contact(talk: Talk) -> None:
    """Who last met a customer, and when: as private as who is senior."""
    people = talk.known.people
    before = [person.id for person in people if person.last_customer_contact]
    ways = {person.id: _described(person) for person in people}
    met = q.several(say("Who met a customer lately?"), ways, before)
    for n, person in enumerate(people):
        day = _met(person, talk.known.date) if person.id in met else None
        said = person.model_copy(update={"last_customer_contact": day})
        talk.keep(people=[*talk.known.people[:n], said, *talk.known.people[n + 1 :]])


def _met(person: Participant, day: dt.date) -> dt.date | None:
    while True:
        prompt = say("When did {name} last meet one? As 2026-03-02, or empty:", name=person.name)
        before = person.last_customer_contact
        met = q.date(prompt, before if isinstance(before, dt.date) else None, today=day)
        if met is None or met <= day:
            return met
        typer.echo(said_folded(say(AFTER_IT, met=met, day=day), "  "))


def _competitors(talk: Talk) -> None:
    """One list for all segments, or one for each where last time's were not the same."""
    if not talk.known.by_segment:
        prompt = say("Which competitors are known so far? What customers do instead counts too.")
        lines = _rivals(prompt, talk.known.company)
        ask_list(lines, talk.known.competitors, lambda said: talk.keep(competitors=said))
    for name, rivals in talk.known.by_segment.items():
        keep = _keeper(talk, name)
        ask_list(
            _rivals(say("Which competitors serve {segment}?", segment=name), talk.known.company), rivals, keep
        )


def _keeper(talk: Talk, segment: str) -> Callable[[list[str]], None]:
    return lambda said: talk.keep(by_segment={**talk.known.by_segment, segment: said})


def _rivals(prompt: str, own: str) -> LineKind[str]:
    def read(typed: str, there: list[str]) -> list[str]:
        if len(there) == MOST_COMPETITORS:
            raise ValueError(say("{most} fit the grid: take one back first.", most=MOST_COMPETITORS))
        return [_name(typed, [own, *there])]

    return LineKind(prompt, read, again=lambda typed, _, others: _name(typed, [own, *others]))


def _attribution(talk: Talk) -> None:
    """What stands beside numbers, and the sentence by which the room is told."""
    before = "names" if talk.known.names_agreed else "functions"
    ways = {word: say(label) for word, label in ATTRIBUTION.items()}
    chosen = q.choice(say("What stands beside numbers after a reveal?"), ways, before)
    kept = what_is_kept(chosen, say=spoken_here())
    typer.echo(said_folded(say("The first screen and each ballot say: {kept}", kept=kept), "  "))
    talk.keep(names_agreed=chosen == "names")


def _day(talk: Talk) -> None:
    known = talk.known
    day = q.date(say("Which day is the workshop? (as 2026-03-14)"), known.date, today=known.date)
    talk.keep(date=day or known.date)


def _start(talk: Talk) -> None:
    said = say("A time of day, as 09:00.")
    start = q.text(
        say("When does it start?"), talk.known.start, lambda typed: "" if time_of_day(typed) else said
    )
    talk.keep(start=time_of_day(start))


def _minutes(talk: Talk) -> None:
    usual = " ".join(map(str, talk.known.minutes.values()))
    prompt = say("Minutes for needs, weights, grid, disagreement, closing:")
    talk.keep(minutes=minutes(q.text(prompt, usual, _no_minutes)))


def _no_minutes(typed: str) -> str:
    try:
        minutes(typed)
    except ValueError as why:
        return str(why)
    return ""


def _breaks(talk: Talk) -> None:
    lines = LineKind[Break](
        say("Which breaks? `12:30 60 Lunch`; a stage that one falls into goes on after it."),
        read=lambda typed, there: [breaks.read_break(typed)],
        again=lambda typed, _, others: breaks.read_break(typed),
        said=breaks.break_as_typed,
    )
    ask_list(lines, talk.known.breaks, lambda said: talk.keep(breaks=said))


def _desk(talk: Talk) -> None:
    chosen = q.choice(
        say("How do answers come in?"), {word: say(label) for word, label in DESKS.items()}, talk.known.desk
    )
    talk.keep(desk=_DESK_OF.get(chosen, "paper"))


def _facilitator(talk: Talk) -> None:
    talk.keep(facilitator=q.text(say("Who facilitates? (may stay empty)"), talk.known.facilitator))


QUESTIONS = {
    "title": SetUpQuestion("Title", (_title,), lambda known: known.title),
    "company": SetUpQuestion("Company", (_company,), lambda known: known.company),
    "segments": SetUpQuestion("Segments", (_segments,), lambda known: "; ".join(known.segments)),
    "people": SetUpQuestion(
        "People", (_people,), lambda known: "; ".join(p.name for p in known.people) or "-"
    ),
    "functions": SetUpQuestion("Functions", (_observers, _functions), said_functions),
    "private": SetUpQuestion("Private", (_senior, _pull, _contact), said_privately),
    "competitors": SetUpQuestion("Competitors", (_competitors,), said_competitors),
    "attribution": SetUpQuestion(
        "Beside numbers",
        (_attribution,),
        lambda known: say("names") if known.names_agreed else say("functions"),
    ),
    "date": SetUpQuestion("Day", (_day,), said_day),
    "plan": SetUpQuestion("Plan", (_start, _minutes, _breaks), said_plan),
    "desk": SetUpQuestion("Answers", (_desk,), lambda known: say(DESKS.get(known.desk, known.desk))),
    "cards": SetUpQuestion("Cards", (ask_cards,), said_of_cards, on_phones),
    "facilitator": SetUpQuestion("Facilitator", (_facilitator,), lambda known: known.facilitator or "-"),
}
"""In the order in which they are asked."""
