"""The letters by which the paper desk finds somebody: the shortest that mean nobody else, for their slips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cxw.day.desk import Person
from cxw.day.names import who, without_accents
from cxw.keyboard.slips import split_line
from cxw.model import PersonId

FEWEST = 2
"""One letter may be a key of the desk."""


def letters_of_names(people: Sequence[Person]) -> dict[PersonId, str]:
    """For each person the letters that find them and nobody else; empty where no letters do."""
    return {person.id: next(_alone(person, people), "") for person in people}


def _alone(person: Person, people: Sequence[Person]) -> Iterator[str]:
    for wanted in _ways(person):
        if split_line(f"{wanted} 1", (), people).letters == wanted and who(wanted, people) == [person]:
            yield wanted


def _ways(person: Person) -> Iterator[str]:
    """Beginnings of the name and its initials, shortest first; then the whole name; at last the id."""
    words = [without_accents(word) for word in re.split(r"[\s\-]+", person.name)]
    whole, initials = without_accents(person.name), "".join(word[:1] for word in words)
    for count in range(FEWEST, len(whole) + 1):
        yield whole[:count]
        if len(initials) == count:
            yield initials
    yield " ".join(person.name.casefold().split())
    yield person.id
