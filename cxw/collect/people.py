"""A table of people: name, function, and what is asked of the facilitator the evening before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from cxw.collect.cells import shortened
from cxw.collect.delivered import Delivered
from cxw.collect.layout import LEFT_ALONE, Columns, find, heads_listed, stray
from cxw.collect.names import NameTable, people_of
from cxw.collect.slips import functions_in_cell
from cxw.collect.table import Ledger, Table, TableRow
from cxw.collect.who import needless
from cxw.collect.wordlists import FUNCTION, NAME, PERSON, letters
from cxw.day.spellings import Spellings, folded, named_functions
from cxw.model import Contact, DeskName, Participant, Session, read_date
from cxw.text.phrases import say as translated

_USUAL: dict[str, tuple[str, ...]] = {
    "name": (*PERSON, *NAME),
    "id": ("id", "card", "participant id", "person id"),
    "function": FUNCTION,
    "also": ("also",),
    "senior": ("senior",),
    "open": ("open", "tick", "ticked"),
    "observer": ("observer",),
    "last_customer_contact": (
        "last_customer_contact",
        "last customer contact",
        "last contact with a customer",
        "last contact",
    ),
    "segments": ("segments", "segment"),
    "desk": ("desk",),
}
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})
_IN_NUMBERS = re.compile(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}")
_OF_TWO_DIGITS = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}")


@dataclass(frozen=True)
class Fact:
    """What one cell says of a person, or what is wrong with it."""

    key: str
    text: str
    value: Any
    fault: str = ""


def read_people(sheet: Table, delivered: Delivered, session: Session | None, ledger: Ledger) -> None:
    """Read one person a row; whoever the session knows gains what they lack, and nothing is written over."""
    places = _places(sheet, delivered.columns, ledger)
    if places is None:
        return
    known = people_of(session.participants if session else [])
    known.open = True
    here = {person.id: person for person in (session.participants if session else [])}
    spellings = Spellings(named_functions(here.values()))
    for row in sheet.rows:
        person = _person(row, places, known, ledger)
        if person is None:
            continue
        if person.id in delivered.lines:
            ledger.say(
                row.line, f"{person.name} stands in line {delivered.lines[person.id]} already: leave one"
            )
            delivered.left_out.append(person.id)
            continue
        delivered.lines[person.id] = row.line
        facts = _facts(row, places, session, spellings.saying(partial(ledger.say, row.line, warning=True)))
        say = partial(ledger.say, row.line)
        _keep(_filled(here.get(person.id, person), facts, say), person.id, delivered)


def _keep(person: Participant | None, id: str, delivered: Delivered) -> None:
    if person is None:
        delivered.left_out.append(id)
    else:
        delivered.people.append(person)


def _places(sheet: Table, columns: Columns, ledger: Ledger) -> dict[str, int] | None:
    """Where each role stands; None when nobody is named."""
    line = sheet.header.line
    places = {role: place for role in _USUAL if (place := _place(sheet, role, columns)) is not None}
    for role in ("name", "function", "also"):
        heading = _said_of(columns, role)
        if heading is not None and role not in places:
            ledger.say(line, f"there is no column {shortened(heading)} here")
    _say_rest(sheet, [*places.values()], columns, ledger)
    if "name" not in places and "id" not in places:
        ledger.say(line, "no column holds the names: call it `name`")
        return None
    return places


def _place(sheet: Table, role: str, columns: Columns) -> int | None:
    """Where a role stands: in the column that the command names, else in one that is usually called so."""
    said = _said_of(columns, role)
    return _usual(sheet, role) if said is None else find(sheet.header.cells, said, ())


def _said_of(columns: Columns, role: str) -> str | None:
    """The heading that the command gives for a role."""
    return {"name": columns.id, "function": columns.function, "also": columns.also}.get(role)


def _say_rest(sheet: Table, taken: Collection[int], columns: Columns, ledger: Ledger) -> None:
    """Say which columns have no use, and, in one line, which are left alone."""
    line = sheet.header.line
    free = (i for i in sheet.used() if i not in taken)
    rest = [i for i in free if not columns.ignored(*sheet.heads[i].texts)]
    left = {*needless(sheet, rest), *(i for i in rest if not any(sheet.column(i)))}
    if left:
        names = heads_listed(sheet.heads[i].name for i in sorted(left))
        ledger.say(line, translated(LEFT_ALONE, names=names), warning=True)
    for i in sorted({*rest} - left):
        ledger.say(line, stray(sheet.heads[i], i))


def _usual(sheet: Table, role: str) -> int | None:
    """The first column that is called so and holds something, else the first that is called so."""
    words = {*map(letters, _USUAL[role])}
    called = [i for i, head in enumerate(sheet.heads) if letters(head.name) in words]
    return next((i for i in called if any(sheet.column(i))), next(iter(called), None))


def _person(row: TableRow, places: dict[str, int], known: NameTable, ledger: Ledger) -> Participant | None:
    id, name = row.cell(places.get("id")), row.cell(places.get("name"))
    if not id and not name:
        ledger.say(row.line, "nobody is named here: give a name, or empty the row")
        return None
    if not id and known.shared(name):
        ledger.say(row.line, f"more than one person is called {shortened(name)}: give each an id")
        return None
    word = known.take(id or name)
    if word is None:
        return None
    return Participant(id=word, name=name or known.labels[word])


def _filled(before: Participant, facts: list[Fact], say: Callable[[str], None]) -> Participant | None:
    """The person with all that the row says; None when some of it is faulty."""
    filled = before.model_copy(deep=True)
    good = True
    for fact in facts:
        if fact.fault:
            good = False
            say(f"{filled.name}: {fact.fault}")
        elif getattr(filled, fact.key) in (None, []):
            setattr(filled, fact.key, fact.value)
        elif not _same(getattr(filled, fact.key), fact.value) and not _own_word(filled, fact):
            good = False
            said = f"{filled.name} is known otherwise ({fact.key}), and here as {shortened(fact.text)}"
            say(f"{said}: put one of them right")
    return filled if good else None


def _own_word(person: Participant, fact: Fact) -> bool:
    """Whether a day is brought for a last contact that the person has put in a word: theirs stays."""
    known = person.last_customer_contact
    return fact.key == "last_customer_contact" and isinstance(known, str) and isinstance(fact.value, dt.date)


def _same(known: Any, said: Any) -> bool:
    """Whether a cell says what is known; names of functions apart from capitals and spaces."""
    if isinstance(known, list) and isinstance(said, list):
        return [*map(folded, known)] == [*map(folded, said)]
    if isinstance(known, str) and isinstance(said, str):
        return folded(known) == folded(said)
    return bool(known == said)


def _facts(
    row: TableRow, places: dict[str, int], session: Session | None, spelt: Callable[[str], str]
) -> list[Fact]:
    """What each cell says; empty ones say nothing."""
    names = [*map(spelt, functions_in_cell(row.cell(places.get("function"))))]
    also = list(dict.fromkeys([*names[1:], *map(spelt, functions_in_cell(row.cell(places.get("also"))))]))
    facts = [Fact("function", name, name) for name in names[:1]]
    if also:
        facts.append(Fact("also", ", ".join(also), also))
    readers: dict[str, Callable[[str], Any]] = {
        "senior": lambda text: _yes("senior", text) or None,
        "open": lambda text: _yes("open", text),
        "observer": lambda text: _yes("observer", text) or None,
        "last_customer_contact": _contact,
        "segments": lambda text: _segments(text, session),
        "desk": _desk,
    }
    for key, reader in readers.items():
        text = row.cell(places.get(key))
        if text:
            facts.append(_fact(key, text, reader))
    return [fact for fact in facts if fact.fault or fact.value is not None]


def _fact(key: str, text: str, reader: Callable[[str], Any]) -> Fact:
    try:
        return Fact(key, text, reader(text))
    except ValueError as why:
        return Fact(key, text, None, str(why))


def _yes(column: str, text: str) -> bool:
    if folded(text) in (*_YES, column):
        return True
    if folded(text) in _NO:
        return False
    raise ValueError(f"“{shortened(text)}” under {column}: write yes or no")


def _contact(text: str) -> dt.date | str:
    """A day, or the person's own word for when it was."""
    words = get_args(Contact)
    word = next((word for word in words if folded(word) == folded(text)), None)
    if word is None and not re.search(r"[0-9]", text):
        raise ValueError(f"“{shortened(text)}” is no last contact: write {', '.join(words)}, or 2026-03-02")
    return word or _day(text)


def _day(text: str) -> dt.date:
    found = read_date(text)
    if isinstance(found, dt.date) and not _OF_TWO_DIGITS.fullmatch(text):
        return found
    if _IN_NUMBERS.fullmatch(text):
        raise ValueError(f"there is no {shortened(text)} in the calendar: write the date as 2026-03-02")
    raise ValueError(f"“{shortened(text)}” is no date that can be read in one way only: write 2026-03-02")


def _segments(text: str, session: Session | None) -> list[str]:
    names = NameTable("segment", open=session is None)
    for segment in session.segments if session else []:
        names.know(segment.id, segment.name)
    found = []
    for part in functions_in_cell(text):
        id = names.take(part)
        if id is None:
            raise ValueError(f"{shortened(part)} is no segment of this session.{names.hint(part)}")
        found.append(id)
    return found


def _desk(text: str) -> str:
    word = folded(text)
    if word not in get_args(DeskName):
        raise ValueError(f"“{shortened(text)}” under desk: write {', '.join(get_args(DeskName))}")
    return word
