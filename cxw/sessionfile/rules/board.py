"""Rules about a segment's stages, needs, votes, choice and competitors."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.day.agenda import PARTS, SECONDS
from cxw.day.lens_places import lens_of_key
from cxw.model import MEETING, WITH_MEETING, Segment, ids_of
from cxw.sessionfile.rules.names import (
    BrokenRule,
    CheckedSession,
    ids_twice,
    meant,
    repeated,
    times_in_turn,
    unknown,
)
from cxw.sessionfile.tree import Place
from cxw.text.saying import many

FEWEST, MOST = 3, 12
MOST_COMPETITORS = 7
_SKIPPED = (*WITH_MEETING, *SECONDS, *PARTS)


def board_rules(room: CheckedSession) -> Iterator[BrokenRule]:
    """What each segment's board holds."""
    for number, segment, place in room.each():
        yield from _stages(room, segment, place)
        yield from repeated(segment.needs, (*place, "needs"), "need")
        yield from _votes(room, number, segment, place)
        yield from _chosen(room, number, segment, place)
        yield from _competitors(room, segment, place)


def _stages(room: CheckedSession, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    for name in WITH_MEETING:
        stage, there = segment.stages.of(name), (*place, "stages", name)
        yield from times_in_turn(there, [("opened", stage.opened), ("done", stage.done)])
    yield from _meeting(room, segment, (*place, "stages", MEETING))
    for what in segment.skipped:
        if what not in _SKIPPED and not lens_of_key(what):
            said = f"`{what}` is no stage that can be skipped{meant(what, _SKIPPED)}"
            yield BrokenRule((*place, "skipped", what), said)


def _meeting(room: CheckedSession, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    """The second meeting: who guesses is not missing too, and nothing is shown that was not asked."""
    meeting = segment.stages.of(MEETING)
    in_turn = [("opened", meeting.opened), ("asked", meeting.asked), ("revealed", meeting.revealed)]
    yield from times_in_turn(place, in_turn)
    yield from room.strangers(segment, (*place, "guess"), meeting.guess)
    for id in meeting.guess.keys() & meeting.not_answered.keys():
        said = f"{room.voices.person(id)} has guessed and stands here too: take one of the two out"
        yield BrokenRule((*place, "not_answered", id), said)
    if meeting.guess and meeting.asked is None:
        said = "there are guesses and no `asked`, when they were asked for: write its time"
        yield BrokenRule((*place, "guess"), said)
    if meeting.opened is not None and not segment.customers:
        said = "a second meeting is about customers' answers, and there are none: `cxw verify` takes them in"
        yield BrokenRule(place, said, warning=True)


def _votes(room: CheckedSession, number: int, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    there, needs = (*place, "votes"), (*place, "needs")
    yield from room.strangers(segment, there, segment.votes)
    for id, votes in segment.votes.items():
        yield from unknown(votes, room.inside(number, "needs"), (*there, id), "need", (needs,))
        yield from _double_votes(room, (*there, id), votes)
        yield from _too_many_votes(room, segment, place, id)


def _too_many_votes(room: CheckedSession, segment: Segment, place: Place, id: str) -> Iterator[BrokenRule]:
    votes, who = len(segment.votes[id]), room.voices.person(id)
    if segment.votes_each is not None and votes > segment.votes_each:
        each = f"`votes_each` is {segment.votes_each}"
        said = f"{who} has {many(votes, 'vote')} and {each}: correct one of the two"
        yield BrokenRule((*place, "votes", id), said)
    most = _votes_each(segment)
    if segment.votes_each is None and votes > most:
        chosen = many(most, "need is", "needs are")
        said = f"{who} has {many(votes, 'vote')} and {chosen} chosen: one vote for each to choose"
        yield BrokenRule((*place, "votes", id), said, warning=votes <= MOST)


def _votes_each(segment: Segment) -> int:
    """As many as needs are chosen; where everybody gave more, the room chose fewer of them later."""
    chosen = len(segment.chosen)
    fewer = min(map(len, segment.votes.values())) > chosen and len(segment.votes) > 1
    return chosen if chosen >= FEWEST and not fewer else MOST


def _double_votes(room: CheckedSession, place: Place, votes: list[str]) -> Iterator[BrokenRule]:
    for n, need in enumerate(votes):
        if need in votes[:n]:
            who = room.voices.person(place[-1])
            yield BrokenRule((*place, n), f"{who} votes for {need} twice: one vote a need")


def _chosen(room: CheckedSession, number: int, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    there = (*place, "chosen")
    yield from unknown(segment.chosen, room.inside(number, "needs"), there, "need", ((*place, "needs"),))
    yield from ids_twice(segment.chosen, there)
    printed = (*place, "printed")
    yield from unknown(segment.printed, room.inside(number, "needs"), printed, "need", ((*place, "needs"),))
    yield from ids_twice(segment.printed, printed)
    if segment.chosen and not FEWEST <= len(segment.chosen) <= MOST:
        chosen = many(len(segment.chosen), "need is", "needs are")
        said = f"{chosen} chosen: {FEWEST} to {MOST} can be weighed, or none yet"
        yield BrokenRule(there, said)
    if other := _not_weighed(segment):
        said = f"the newest points were given to other needs than these ({', '.join(other)}): list the same"
        yield BrokenRule(there, said, warning=True)


def _not_weighed(segment: Segment) -> list[str]:
    """Needs that are chosen and not in the newest round of points, or in it and not chosen.

    Where either is faulty by itself, that is what is said.
    """
    last, known = segment.on_newest_list("weights"), set(ids_of(segment.needs))
    both = [segment.chosen, last[-1].needs] if last else []
    if not all(FEWEST <= len(ids) <= MOST and known.issuperset(ids) for ids in both):
        return []
    return sorted(set(both[0]) ^ set(both[1])) if both else []


def _competitors(room: CheckedSession, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    there, own = (*place, "competitors"), room.session.company
    yield from repeated(segment.competitors, there, "competitor")
    for n, competitor in enumerate(segment.competitors):
        if competitor.id == own.id:
            said = f"{competitor.name} has the id {own.id}, which is that of {own.name}: give it another"
            yield BrokenRule((*there, n, "id"), said)
    if len(segment.competitors) > MOST_COMPETITORS:
        said = (
            f"{len(segment.competitors)} competitors: at most {MOST_COMPETITORS} can be marked, take some out"
        )
        yield BrokenRule(there, said)
