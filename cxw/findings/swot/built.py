"""The SWOT of a segment: own votes, entries and how firmly each may be said, what would turn it.

Statements only where evidence and agreement carry them, questions everywhere else. What hangs on one person
is the facilitator's alone; the room reads what hangs on a function, in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cxw.day import record
from cxw.findings.marks.types import GridFindings
from cxw.findings.swot import map_and_scores
from cxw.findings.swot.board import board_entries
from cxw.findings.swot.flips import turns, without_each_function
from cxw.findings.swot.private import private
from cxw.findings.swot.room import RoomArrays, room
from cxw.findings.swot.types import OwnVotes, SwotEntry, SwotFindings
from cxw.findings.view import AudienceView
from cxw.model import Segment
from cxw.stats import scores
from cxw.stats.firmness import Firmness, firmness
from cxw.stats.firmness.drawing import ONE_COMPANY
from cxw.text.saying import stopped

__all__ = ["swot_of"]

LARGE_HALO = 2.0
"""Marks out of ten by which a room marks itself above all competitors before it is said."""


def swot_of(view: AudienceView, segment: Segment, grid: GridFindings | None) -> SwotFindings | None:
    """All that the marks and points of one segment say about strengths and weaknesses; None without marks."""
    marked = record.marks(segment)
    if marked is None or grid is None:
        return None
    here = room(view, segment, marked)
    firm = firmness(here.answers, here.cuts, view.seed, [people for _, people in here.functions], here.grades)
    entries = board_entries(view, here, grid, firm)
    found = _found(view, here, grid, firm, entries)
    return _without_people(found, here.said.SHARED) if view.session.shared else found


def _without_people(found: SwotFindings, why: str) -> SwotFindings:
    """What is left in a copy in which nobody's points and marks belong together: no vote, entry or draw."""
    return replace(
        found,
        votes=(),
        entries=(),
        reason=why,
        silent=(),
        unmarked=(),
        unfirm=0,
        first="",
        turns=(),
        without=(),
        headline=why,
        sentences=(),
        beyond=None,
    )


def _found(
    view: AudienceView, here: RoomArrays, grid: GridFindings, firm: Firmness, entries: tuple[SwotEntry, ...]
) -> SwotFindings:
    reason = _reason(here, firm)
    unfirm = sum(one.reading is None for one in firm.entries)
    votes, counted = _votes_counted(view, here, firm)
    found = SwotFindings(
        votes=votes,
        counted=counted,
        entries=entries,
        reason=reason,
        silent=(),
        unmarked=(),
        unfirm=unfirm,
        first=_first(here, firm),
        turns=tuple(turns(here, firm)),
        without=tuple(without_each_function(here, firm, entries)),
        halo=_halo(here),
        places=(),
        even=100 / len(here.needs),
        opportunities=tuple(map_and_scores.opportunities(here)),
        scores=map_and_scores.company_scores(here, firm),
        scores_left_out=tuple(map_and_scores.left_out_of_scores(here, firm)),
        headline=reason or here.said.headline(entries),
        sentences=(),
        beyond=private(view, here, firm, entries) if view.private else None,
    )
    if reason:
        return found
    return replace(
        found,
        silent=_silent(here, firm),
        unmarked=tuple(map(here.short, firm.board.silent)),
        places=tuple(map_and_scores.need_places(here, grid)),
        sentences=tuple(_sentences(here, grid, firm, entries)),
    )


def _votes_counted(view: AudienceView, here: RoomArrays, firm: Firmness) -> tuple[tuple[OwnVotes, ...], str]:
    """Own votes, and how they are counted; or that they are not told."""
    if not here.votes_told:
        return (), here.said.VOTES_WITHHELD
    votes = _votes(view, here, firm)
    return votes, here.said.votes_counted([(one.short, one.unable) for one in votes])


def _halo(here: RoomArrays) -> str | None:
    """That the room marks itself far above all competitors, where it does."""
    found = scores.halo(here.answers.marks, here.answers.valid).value
    return None if found is None or found < LARGE_HALO else here.said.halo_in_words(found)


def _reason(here: RoomArrays, firm: Firmness) -> str | None:
    """Why there is no board at all."""
    if firm.board.reason is None and len(firm.board.silent) == len(here.needs):
        return here.said.NO_LEADS
    return here.because(firm.board.reason)


def _sentences(
    here: RoomArrays, grid: GridFindings, firm: Firmness, entries: Sequence[SwotEntry]
) -> Iterator[str]:
    if entries and all(share is None for share in firm.matters):
        yield here.said.few()
    if entries and grid.left_out and grid.many_unknown:
        yield here.said.LITTLE_KNOWN


def _silent(here: RoomArrays, firm: Firmness) -> tuple[str, ...]:
    said = firm.board.silent
    whys = dict.fromkeys(said.values())
    return tuple(
        here.said.silent([here.short(need) for need in said if said[need] == why], here.say(why))
        for why in whys
    )


def _votes(view: AudienceView, here: RoomArrays, firm: Firmness) -> tuple[OwnVotes, ...]:
    told = [
        OwnVotes(
            here.companies[1 + one.rival],
            (short := here.company(1 + one.rival)),
            one.ahead,
            one.level,
            one.behind,
            one.unable,
            here.said.own_votes_in_words(short, one.ahead, one.level, one.behind),
        )
        for one in firm.votes
        if one.voters and view.enough(one.voters)
    ]
    return tuple(sorted(told, key=lambda votes: (-votes.voters, -votes.behind)))


def _first(here: RoomArrays, firm: Firmness) -> str:
    """Who comes first, and whether this room would say it again."""
    if firm.scores.basis.reason is not None or len(firm.scores.scores) < 2:
        return here.because(firm.scores.basis.reason) or here.say(ONE_COMPANY)
    basis = firm.scores.basis
    names = [here.company(company) for company in firm.scores.first]
    left_out = [here.short(need) for need in basis.left_out]
    said = here.said.first_place(names, left_out, some=bool(basis.unscored))
    if len(names) > 1:
        return stopped(said)
    return said + here.said.first_again(says=firm.again.says, decided=firm.again.cut is not None)
