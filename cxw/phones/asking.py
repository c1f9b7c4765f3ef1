"""What each phone is asked, taken from the ballot that is open; and who can be picked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from itertools import chain

from cxw.day.desk import Ballot
from cxw.model import MEETING, PersonId, Segment, Session
from cxw.phones.snapshot import AskedOfOne, Pickable
from cxw.questions.asking import Part, Value


def asked_of(
    ballot: Ballot, person: PersonId, before: Collection[str] = (), *, several: bool = False
) -> AskedOfOne:
    """What one person is asked on a ballot, and what they have answered on it; or what their function is.

    Of what was answered `before` this phone had the name it says only that it is in; what a function
    answered everybody of it sees. `several`: whether others could write for that function too.
    """
    whose = ballot.answers_for(person)
    shared = ballot.by_function
    missing, own = ballot.parts(whose), ballot.own(whose)
    again = ballot.name == "second" and not _first_is_among(before, ballot)
    first = ballot.kept(whose, "first") if again else {}
    seen = own if shared or ballot.asking not in before else {}
    return AskedOfOne(
        parts=tuple(_parts(ballot.whole(whose), {part.id for part in missing}, own)),
        missing=frozenset(part.id for part in missing),
        own=seen,
        first=first,
        none=whose in ballot.missed(),
        function=ballot.person(whose).name if shared else "",
        several=shared and several,
        private=ballot.private,
    )


def _first_is_among(before: Iterable[str], ballot: Ballot) -> bool:
    """Whether the first round of what this second one asks is one of these."""
    about = ballot.asking.partition(" second ")[0]
    return any(one.startswith(f"{about} first ") for one in before)


def answered_by(session: Session, person: PersonId) -> set[str]:
    """The ballots on which somebody has answered anything, as ballots are told apart."""
    found: set[str] = set()
    for segment in session.segments:
        rounds = (one for one in segment.rounds if person in {*one.answers, *one.reasons, *one.drafts})
        found |= {f"{segment.id} {one.of} {one.name} {one.opened}" for one in rounds}
        found |= {f"{segment.id} {of}" for of, people in _single(segment).items() if person in people}
        seen = (one for one in segment.lenses if person in {*one.answers, *one.drafts})
        found |= {f"{segment.id} lens {one.of} {one.part} {one.opened}" for one in seen}
    return found


def _single(segment: Segment) -> Mapping[str, Container[PersonId]]:
    """Ballot of one question -> who has answered it."""
    return {
        "needs": {*chain.from_iterable(need.proposed for need in segment.needs)},
        "votes": segment.votes,
        "conviction": segment.conviction.after,
        "guess": segment.coverage_guess,
        "apart": segment.stages.of(MEETING).guess,
        "unknowns": {line.by for line in segment.unknowns if line.by},
    }


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
