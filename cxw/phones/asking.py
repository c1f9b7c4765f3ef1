"""What each phone is asked, taken from the ballot that is open; and who can be picked."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.day.desk import Ballot
from cxw.model import Participant, PersonId, Session
from cxw.phones.snapshot import AskedOfOne, Pickable
from cxw.questions.asking import Part


def asked_of(ballot: Ballot, person: PersonId) -> AskedOfOne:
    """What one person is asked on a ballot, and what they have answered on it."""
    missing = ballot.parts(person)
    own = ballot.own(person)
    first = ballot.kept(person, "first") if ballot.name == "second" else {}
    return AskedOfOne(
        parts=tuple(_parts(ballot, person, missing)),
        missing=frozenset(part.id for part in missing),
        own=own,
        first=first,
        none=person in ballot.missed(),
    )


def _parts(ballot: Ballot, person: PersonId, missing: tuple[Part, ...]) -> Iterator[Part]:
    """The whole ballot, but for what is not asked of somebody who has not moved, or does not know."""
    own, due, unknown = ballot.own(person), {part.id for part in missing}, False
    for part in ballot.whole(person):
        needless = (part.kind.follows and unknown) or (part.kind.afterwards and part.id not in own)
        if part.id in due or not needless:
            yield part
        unknown = part.kind.unknown(own.get(part.id))


def pickable(session: Session) -> tuple[Pickable, ...]:
    """Whoever is asked and has not left, in the order of the file."""
    here = [person for person in session.asked() if not person.gone]
    return tuple(Pickable(one.id, _name(one, here), one.function or "") for one in here)


def _name(one: Participant, here: list[Participant]) -> str:
    """Two of one name are told apart by their function, which stands beside it, or else by their id."""
    alike = [other for other in here if (other.name, other.function) == (one.name, one.function)]
    return one.name if len(alike) == 1 else f"{one.name} ({one.id})"
