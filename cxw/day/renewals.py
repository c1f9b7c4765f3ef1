"""Where an archive began a new list of needs, and who came late to its marks: what a replay does again.

The copy of a replay goes through the archive's rounds one by one. Everything here compares the two: which
list the copy is on, whether the archive left that list, and what came into the next round.
"""

from __future__ import annotations

from cxw.day.agenda import RIVALS
from cxw.model import AnyRound, Company, Need, Percent, PersonId, Segment, ids_of, is_among


def on_older_list(archive: Segment, copied: Segment) -> bool:
    """Whether the copy is still on a list of needs that the archive left."""
    return len(copied.lists()) < len(archive.lists())


def needs_due(archive: Segment, copied: Segment) -> list[str]:
    """The needs of the archive's next list, once the copy has every round of this one; else none."""
    if not on_older_list(archive, copied):
        return []
    lists, here = archive.lists(), len(copied.lists())
    rounds = sum(map(len, lists[:here]))
    if len(copied.rounds) >= rounds:
        return list(lists[here][0].needs)
    return []


def first_choice(archive: Segment) -> list[str]:
    """The needs the room chose before there was a second list, as its first round asked about them."""
    return list(archive.rounds[0].needs if archive.rounds else archive.chosen)


def sure(archive: Segment, round: AnyRound) -> dict[PersonId, Percent]:
    """How sure people were at a first round of points, also who then gave no points.

    Of an older list that is known of those who gave its points: the others may have said it of another one.
    It is what they said before any slip in it was put right.
    """
    if round.of != "weights" or round.name != "first":
        return {}
    said = dict(_said(archive, round))
    for slip in reversed(round.corrected):
        if slip.of_conviction and slip.who in said and not isinstance(slip.before, dict | None):
            said[slip.who] = slip.before
    return said


def _said(archive: Segment, round: AnyRound) -> dict[PersonId, Percent]:
    if is_among(round, archive.lists()[-1]):
        return archive.conviction.before
    gave = round.answers.keys() - round.not_answered.keys()
    return {person: value for person, value in archive.conviction.earlier.items() if person in gave}


def parked_later(archive: Segment, copied: Segment) -> list[Need]:
    """Needs that are parked in the archive and not yet in the copy."""
    known = {need.id: need for need in copied.needs}
    return [need for need in archive.needs if need.parked and need.id in known and not known[need.id].parked]


def latecomers(archive: Segment) -> set[str]:
    """Competitors who were not in the first round of marks, unless the agenda had no time for them."""
    firsts = [r for r in archive.rounds_of("marks") if r.name == "first"]
    if not firsts:
        return set()
    later = set[str]().union(*(round.companies for round in firsts[1:]))
    came = later if RIVALS in archive.skipped else set(ids_of(archive.competitors))
    return came - set(firsts[0].companies)


def arriving(archive: Segment, copied: Segment) -> list[Company]:
    """Competitors of the archive's next round of marks on this list whom the copy does not know yet."""
    rest = archive.rounds_of("marks")[len(copied.rounds_of("marks")) :]
    here = archive.lists()[len(copied.lists()) - 1]
    newest = copied.on_newest_list("marks")
    if not rest or not is_among(rest[0], here) or (newest and newest[-1].revealed is None):
        return []
    known = set(ids_of(copied.competitors))
    return [
        company
        for company in archive.competitors
        if company.id in rest[0].companies and company.id not in known
    ]
