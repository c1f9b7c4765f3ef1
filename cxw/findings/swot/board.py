"""The board: every need of the day in a box, beside the boxes with who says what, or with few points.

An important need on which no side is sure is not left out: it stands with its counts and its question. A room
in which eleven of eleven put us behind on a need must not read four empty boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from cxw.day import evidence
from cxw.findings.marks.types import GridFindings, Lead
from cxw.findings.swot.room import RoomArrays
from cxw.findings.swot.types import SwotEntry, SwotReading
from cxw.findings.swot.words import EntrySubject
from cxw.findings.view import AudienceView
from cxw.stats import swot
from cxw.stats.firmness import Firmness, ListedEntry
from cxw.stats.scores import TOLERANCE, means

SETTLED = 0.8
"""Share of draws in which a need has points enough, or too few, from which that is settled."""
BY_SIDE = ("strength", "weakness", "excess")


def board_entries(
    view: AudienceView, here: RoomArrays, grid: GridFindings, firm: Firmness
) -> tuple[SwotEntry, ...]:
    """All entries, need after need; none where there is no board."""
    if firm.board.reason is not None:
        return ()
    needs = range(len(here.needs))
    return tuple(chain.from_iterable(_of_need(view, (here, grid, firm), need) for need in needs))


_Found = tuple[RoomArrays, GridFindings, Firmness]


def _of_need(view: AudienceView, found: _Found, need: int) -> Iterator[SwotEntry]:
    here, grid, firm = found
    lead = grid.best_lead(here.needs[need])
    if lead is None or firm.sides[need] is None:
        return
    bare = _bare(found, need, lead)
    listed = [one for one in firm.entries if one.entry.need == need and _stands(here, firm, one, lead)]
    yield from (_listed(view, found, one, bare) for one in listed)
    important = _points(here, need) >= here.cuts.importance - TOLERANCE
    if important and not _boxed(listed, lead):
        yield _split(bare, lead, here, sure=_sure(firm, need, lead))
    if not important and not listed:
        yield bare


def _stands(here: RoomArrays, firm: Firmness, one: ListedEntry, lead: Lead) -> bool:
    """Whether an entry is listed; a side of which what may be told says otherwise, or of another, is not."""
    by_side = one.entry.kind in BY_SIDE
    same = here.companies[1 + one.entry.rival] == lead.rival
    return one.reading is not None and (not by_side or (same and _sure(firm, one.entry.need, lead)))


def _boxed(listed: Sequence[ListedEntry], lead: Lead) -> bool:
    """Whether a need is in a box, by a sure side where there is a side."""
    return any(lead.side == "level" or one.entry.kind in BY_SIDE for one in listed)


def _points(here: RoomArrays, need: int) -> float:
    return float(means(here.answers.weights)[need])


def _bare(found: _Found, need: int, lead: Lead) -> SwotEntry:
    """A need with all its numbers, in no box: as it stands where it has few points."""
    here, grid, firm = found
    place = here.companies.index(lead.rival)
    grades, against = _grades(here, place - 1, need)
    stands = firm.sides[need]
    sure = lead.side if _sure(firm, need, lead) else None
    return SwotEntry(
        kind="light",
        need=here.needs[need],
        short=here.short(need),
        reading="aside",
        rival=here.company(place),
        title=here.said.FEW_POINTS,
        words=here.said.light(here.short(need), here.company(place), sure, lead),
        matters=_matters(here, firm, need),
        without=_without(here, grid, here.needs[need]),
        cls=evidence.class_of(min(grades), against),
        contradicted=against,
        grades=grades,
        share=None,
        p=stands.p if stands and lead.counts else None,
        counts=lead.counts,
        points=_points(here, need),
        agree=0,
        voters=0,
        n=lead.n or 0,
    )


def _sure(firm: Firmness, need: int, lead: Lead) -> bool:
    """Whether we are surely ahead or behind, and the words that may be told say so too."""
    stands = firm.sides[need]
    return stands is not None and stands.sure and stands.word == lead.side


def _grades(here: RoomArrays, rival: int, need: int) -> tuple[tuple[int, int, int], bool]:
    """Of the weight, our mark and a rival's, and whether customers contradict one of them."""
    names = here.names(rival, need)
    weight, own, other = map(here.grade, names)
    return (weight, own, other), any(map(here.contradicted, names))


def _split(bare: SwotEntry, lead: Lead, here: RoomArrays, *, sure: bool) -> SwotEntry:
    """An important need on which we are split or not sure, or on which a sure side is a small one."""
    rival = here.company(here.companies.index(lead.rival))
    said = here.said.without_sure_side(bare.short, rival, lead.side, lead.counts)
    return replace(
        bare, kind="split", reading="question", title=here.said.free_title(lead.side, sure=sure), words=said
    )


def _listed(view: AudienceView, found: _Found, one: ListedEntry, bare: SwotEntry) -> SwotEntry:
    here, grid, firm = found
    entry, reading = one.entry, one.reading
    assert reading is not None
    stands = firm.sides[entry.need]
    trails = stands is not None and stands.sure and stands.word == "behind"
    by_side = entry.kind in BY_SIDE
    shown = here.votes_told and (view.names or _lead_told(here, grid, one))
    shown = shown and view.enough(one.votes.voters)
    agree, voters = (one.votes.agree, one.votes.voters) if shown else (0, 0)
    p = bare.p if by_side else None
    share = None if by_side or one.share is None else one.share.share
    grades, against = _grades(here, entry.rival, entry.need)
    return replace(
        bare,
        cls=evidence.class_of(min(grades), against),
        contradicted=against,
        grades=grades,
        kind=entry.kind,
        reading=reading,
        rival=_rival(here, grid, one),
        title=here.said.entry_title(entry.kind, reading),
        words=_claim(here, grid, one, reading, trails=trails),
        share=share,
        p=p,
        agree=agree,
        voters=voters,
    )


def _claim(
    here: RoomArrays, grid: GridFindings, one: ListedEntry, reading: SwotReading, *, trails: bool
) -> str:
    kind, need = one.entry.kind, one.entry.need
    named = here.company(one.entry.rival + 1) if _named(here, grid, one) else None
    all_known = not any(out.need == here.needs[need] for out in grid.left_out)
    return here.said.entry(kind, EntrySubject(here.short(need), named, trails, all_known), reading)


def _rival(here: RoomArrays, grid: GridFindings, one: ListedEntry) -> str | None:
    if one.entry.kind not in swot.FROM_THE_BEST or not _named(here, grid, one):
        return None
    return here.company(one.entry.rival + 1)


def _lead_told(here: RoomArrays, grid: GridFindings, one: ListedEntry) -> bool:
    """Whether the room may read how many marked both companies of an entry."""
    rival, need = here.companies[1 + one.entry.rival], here.needs[one.entry.need]
    return any(lead.n is not None for lead in grid.leads if (lead.rival, lead.need) == (rival, need))


def _named(here: RoomArrays, grid: GridFindings, one: ListedEntry) -> bool:
    """Whether the best rival is as firm as the entry: the only one there is, or the same in as many draws."""
    if len({lead.rival for lead in grid.leads if lead.need == here.needs[one.entry.need]}) == 1:
        return True
    if one.entry.kind not in swot.FROM_THE_BEST or one.share is None or one.share.named is None:
        return False
    return one.share.named >= here.cuts.statement - swot.TOLERANCE


def _matters(here: RoomArrays, firm: Firmness, need: int) -> str | None:
    """What is said where another room might find otherwise about the points."""
    share, points = firm.matters[need], _points(here, need)
    if share is None:
        return None
    important = points >= here.cuts.importance - TOLERANCE
    settled = share >= SETTLED if important else share <= 1 - SETTLED
    return None if settled else here.said.matters_in_words(points, 100 / len(here.needs), important=important)


def _without(here: RoomArrays, grid: GridFindings, need: str) -> str | None:
    """Rivals too little known to be the best one on this need, where they are few enough to be named."""
    unknown = [(one.short, one.dont_know, one.asked) for one in grid.left_out if one.need == need]
    return here.said.without_rivals(unknown) if unknown and not grid.many_unknown else None
