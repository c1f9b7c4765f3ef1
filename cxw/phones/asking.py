"""What each phone is asked, taken from the ballot that is open; and who can be picked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from cxw.day.desk import Ballot
from cxw.model import PersonId, Session
from cxw.phones.snapshot import AskedOfOne, Pickable
from cxw.questions.asking import Part, Value


def asked_of(ballot: Ballot, person: PersonId) -> AskedOfOne:
    """What one person is asked on a ballot, and what they have answered on it."""
    missing, own = ballot.parts(person), ballot.own(person)
    first = ballot.kept(person, "first") if ballot.name == "second" else {}
    return AskedOfOne(
        parts=tuple(_parts(ballot.whole(person), {part.id for part in missing}, own)),
        missing=frozenset(part.id for part in missing),
        own=own,
        first=first,
        none=person in ballot.missed(),
    )


def _parts(whole: Iterable[Part], due: Collection[str], own: Mapping[str, Value]) -> Iterator[Part]:
    """The whole ballot, but for what is not asked of somebody who has not moved, or does not know."""
    unknown = False
    for part in whole:
        needless = (part.kind.follows and unknown) or (part.kind.afterwards and part.id not in own)
        if part.id in due or not needless:
            yield part
        unknown = part.kind.unknown(own.get(part.id))


def pickable(session: Session) -> tuple[Pickable, ...]:
    """Whoever is asked and has not left, in the order of the file.

    Two of one name are told apart by their function, which stands beside it, or else by their id.
    """
    here = [person for person in session.asked() if not person.gone]
    called = Counter((one.name, one.function) for one in here)
    alike = {one.id for one in here if called[one.name, one.function] > 1}
    return tuple(
        Pickable(one.id, f"{one.name} ({one.id})" if one.id in alike else one.name, one.function or "")
        for one in here
    )
