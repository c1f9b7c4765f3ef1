"""The SWOT of a segment: own votes, entries and how firmly each may be said, what would turn it.

Statements only where evidence and agreement carry them, questions everywhere else. What hangs on one person
is the facilitator's alone; the room reads what hangs on a function, in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cxw import evidence, record, scores, swot
from cxw.findings.swot import beside, words
from cxw.findings.swot.private import private
from cxw.findings.swot.room import Room, room
from cxw.findings.swot.turning import turns, without
from cxw.findings.types import GridFindings, OwnVotes, SwotEntry, SwotFindings
from cxw.findings.view import View
from cxw.firmness import Firmness, Listed, firmness
from cxw.firmness.drawing import ONE_COMPANY
from cxw.model import Segment
from cxw.saying import stopped

__all__ = ["swot_of"]

LARGE_HALO = 2.0
"""Marks out of ten by which a room marks itself above all competitors before it is said."""


def swot_of(view: View, segment: Segment, grid: GridFindings | None) -> SwotFindings | None:
    """All that the marks and points of one segment say about strengths and weaknesses; None without marks."""
    marked = record.marks(segment)
    if marked is None or grid is None:
        return None
    here = room(view, segment, marked)
    firm = firmness(here.answers, here.cuts, view.seed, [people for _, people in here.functions], here.grades)
    entries = tuple(_entry(view, here, grid, one) for one in firm.entries if one.reading is not None)
    found = _found(view, here, grid, firm, entries)
    return _without_people(found) if view.session.shared else found


def _without_people(found: SwotFindings) -> SwotFindings:
    """What is left in a copy in which nobody's points and marks belong together: no vote, entry or draw."""
    return replace(
        found,
        votes=(),
        entries=(),
        reason=words.SHARED,
        silent=(),
        unfirm=0,
        first="",
        turns=(),
        without=(),
        headline=words.SHARED,
        sentences=(),
        beyond=None,
    )


def _found(
    view: View, here: Room, grid: GridFindings, firm: Firmness, entries: tuple[SwotEntry, ...]
) -> SwotFindings:
    reason = _reason(here, firm)
    halo = scores.halo(here.answers.marks, here.answers.valid)
    large = halo.value is not None and halo.value >= LARGE_HALO
    unfirm = len(firm.entries) - len(entries)
    votes = _votes(view, here, firm)
    return SwotFindings(
        votes=votes,
        counted=words.votes_counted([(one.short, one.unable) for one in votes]),
        entries=entries,
        reason=reason,
        silent=() if reason else _silent(here, firm),
        unfirm=unfirm,
        first=_first(here, firm),
        turns=tuple(turns(here, firm)),
        without=tuple(without(here, firm, entries)),
        halo=words.halo(halo.value) if halo.value is not None and large else None,
        places=() if reason else tuple(beside.places(here, grid)),
        even=100 / len(here.needs),
        opportunities=tuple(beside.opportunities(here)),
        scores=beside.company_scores(here, firm),
        scores_left_out=tuple(beside.left_out(here, firm)),
        headline=reason or words.headline(entries),
        sentences=tuple(_sentences(firm, entries, unfirm, reason)),
        beyond=private(view, here, firm, entries) if view.private else None,
    )


def _reason(here: Room, firm: Firmness) -> str | None:
    """Why there is no board at all."""
    if firm.board.reason is None and len(firm.board.silent) == len(here.needs):
        return words.NO_LEADS
    return here.because(firm.board.reason)


def _sentences(
    firm: Firmness, entries: Sequence[SwotEntry], unfirm: int, reason: str | None
) -> Iterator[str]:
    if reason:
        return
    if entries and all(entry.share is None for entry in entries):
        yield words.few()
    if unfirm:
        yield words.unfirm(unfirm, len(entries))


def _silent(here: Room, firm: Firmness) -> tuple[str, ...]:
    said = firm.board.silent
    return tuple(words.silent(here.short(need), why) for need, why in said.items())


def _entry(view: View, here: Room, grid: GridFindings, one: Listed) -> SwotEntry:
    entry, reading = one.entry, one.reading
    assert reading is not None
    names = here.names(entry.rival, entry.need)
    against = any(map(here.contradicted, names))
    rival = here.company(entry.rival + 1) if _named(here, grid, one) else None
    need, trails = here.short(entry.need), entry.lead <= -here.cuts.lead + swot.TOLERANCE
    told = view.names or _lead_told(here, grid, one)
    shown = told and view.enough(one.votes.voters)
    return SwotEntry(
        kind=entry.kind,
        need=here.needs[entry.need],
        short=need,
        reading=reading,
        rival=rival if entry.kind in swot.FROM_THE_BEST else None,
        title=words.title(entry.kind, reading),
        words=words.entry(entry.kind, need, rival, trails, reading),
        cls=evidence.class_of(min(one.grades), against),
        contradicted=against,
        grades=one.grades,
        share=one.share.share if one.share else None,
        agree=one.votes.agree if shown else 0,
        voters=one.votes.voters if shown else 0,
        n=entry.pairs if told else 0,
    )


def _lead_told(here: Room, grid: GridFindings, one: Listed) -> bool:
    """Whether the room may read how many marked both companies of an entry."""
    rival, need = here.companies[1 + one.entry.rival], here.needs[one.entry.need]
    return any(lead.n is not None for lead in grid.leads if (lead.rival, lead.need) == (rival, need))


def _named(here: Room, grid: GridFindings, one: Listed) -> bool:
    """Whether the best rival is as firm as the entry: the only one there is, or the same in as many draws."""
    if len({lead.rival for lead in grid.leads if lead.need == here.needs[one.entry.need]}) == 1:
        return True
    if one.entry.kind not in swot.FROM_THE_BEST or one.share is None or one.share.named is None:
        return False
    return one.share.named >= here.cuts.statement - swot.TOLERANCE


def _votes(view: View, here: Room, firm: Firmness) -> tuple[OwnVotes, ...]:
    told = [
        OwnVotes(
            here.companies[1 + one.rival],
            (short := here.company(1 + one.rival)),
            one.ahead,
            one.level,
            one.behind,
            one.unable,
            words.own_votes(short, one.ahead, one.level, one.behind),
        )
        for one in firm.votes
        if one.voters and view.enough(one.voters)
    ]
    return tuple(sorted(told, key=lambda votes: -votes.behind / votes.voters))


def _first(here: Room, firm: Firmness) -> str:
    """Who comes first, and whether this room would say it again."""
    if firm.scores.basis.reason is not None or len(firm.scores.scores) < 2:
        return here.because(firm.scores.basis.reason) or ONE_COMPANY
    basis = firm.scores.basis
    names = [here.company(company) for company in firm.scores.first]
    left_out = [here.short(need) for need in basis.left_out]
    said = words.first_place(names, left_out, some=bool(basis.unscored))
    if len(names) > 1:
        return stopped(said)
    return said + words.again(says=firm.again.says, decided=firm.again.cut is not None)
