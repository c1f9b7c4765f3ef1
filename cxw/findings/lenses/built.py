"""The findings of each lens of which something was revealed: its own where it has some, else general."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from cxw.day.evidence import ASSUMPTION, Class
from cxw.day.lens_cards import cards_in_sight
from cxw.day.lens_rounds import of_own_texts
from cxw.findings.lenses.general import general_findings
from cxw.findings.lenses.grounds import basis_of_sentence, evidence_of_lens
from cxw.findings.lenses.ourselves import mirror_finding
from cxw.findings.lenses.promises import last_sentence, promise_findings, speakers_outside
from cxw.findings.lenses.tallies import part_findings
from cxw.findings.lenses.types import (
    MOST_LENS_FINDINGS,
    LensFinding,
    LensFindings,
    LensPartFindings,
    LensShare,
)
from cxw.findings.lenses.voices import (
    FEWEST_CHOICES,
    class_of_texts,
    fits_none_sentence,
    text_shares,
    texts_that_fit_none,
    voice_findings,
)
from cxw.findings.view import AudienceView
from cxw.model import LensPart, LensRound, LensShape, Segment


@dataclass(frozen=True)
class _OwnFindings:
    """What a lens with findings of its own says."""

    findings: tuple[LensFinding, ...]
    last: str
    basis: Class = ASSUMPTION
    outside: tuple[str, ...] = ()
    verbatim: tuple[str, ...] = ()
    shares: tuple[LensShare, ...] = ()


_Rounds = Mapping[LensPart, LensRound]
_Own = Callable[[AudienceView, Segment, _Rounds], _OwnFindings | None]


def lens_findings(view: AudienceView, segment: Segment) -> tuple[LensFindings, ...]:
    """What each lens found of which something was revealed, in the order in which they were opened."""
    revealed = [round for round in segment.lenses if round.revealed is not None]
    return tuple(_lens(view, segment, name) for name in dict.fromkeys(round.of for round in revealed))


def _lens(view: AudienceView, segment: Segment, name: str) -> LensFindings:
    rounds = {
        one.part: of_own_texts(segment, one if view.names else cards_in_sight(view.session, segment, one))
        for one in segment.lenses
        if one.of == name and one.revealed is not None
    }
    parts = tuple(part_findings(view, segment, round) for round in rounds.values())
    general = tuple(general_findings(view, _of_the_room(parts, name)))
    told = _OWN[name](view, segment, rounds) if name in _OWN else None
    if told is None:
        told = _OwnFindings((), general[0].sentence if general else "")
    known = tuple(evidence_of_lens(view, segment, name))
    return LensFindings(
        of=name,
        title=view.said(_newest(one.title for one in rounds.values())) or name,
        parts=parts,
        findings=_first((*told.findings, *_besides(told, general))),
        last=told.last,
        basis=basis_of_sentence(name, told.basis, known),
        sentence=view.said(_newest(one.sentence for one in rounds.values())),
        shares=told.shares,
        outside=told.outside,
        verbatim=told.verbatim,
        evidence=known,
        customers=_of_customers(view, segment, name),
    )


def _of_customers(view: AudienceView, segment: Segment, lens: str) -> tuple[str, ...]:
    """What customers say they hire somebody for: their sentences, without the names of those present."""
    texts = (asked.texts.get("hired", ()) for asked in segment.customers if lens == "hired")
    told = chain.from_iterable(texts)
    return tuple(sorted(view.said(text) or text for text in told))


def _newest(said: Iterable[str | None]) -> str | None:
    """The last of these that says anything."""
    return next(reversed([one for one in said if one]), None)


def _besides(told: _OwnFindings, general: tuple[LensFinding, ...]) -> tuple[LensFinding, ...]:
    """General findings beside a lens's own: what most say of a clash is said with its cards already."""
    clash = any(one.kind == "clash" for one in told.findings)
    return tuple(one for one in general if not (clash and one.kind == "most"))


def _of_the_room(parts: tuple[LensPartFindings, ...], name: str) -> tuple[LensPartFindings, ...]:
    """The parts that general findings are about: two readers of a text are no room."""
    return () if name == "voices" else parts


def _first(found: tuple[LensFinding, ...]) -> tuple[LensFinding, ...]:
    """At most three, don't-knows first, each kind in the order in which it was found."""
    return tuple(sorted(found, key=lambda one: one.kind != "unknown")[:MOST_LENS_FINDINGS])


def _of_shape(rounds: _Rounds, part: LensPart, shape: LensShape) -> LensRound | None:
    """One part, where it was asked as ours is: somebody's own lens may have the name of one of ours.

    What is private is in the one number of the mirror.
    """
    found = rounds.get(part)
    if found is None or found.shape != shape or (found.private and shape != "points"):
        return None
    return found


def _promises(view: AudienceView, segment: Segment, rounds: _Rounds) -> _OwnFindings | None:
    said, judged = _of_shape(rounds, "say", "words"), _of_shape(rounds, "judge", "pick")
    if said is None:
        return None
    last = last_sentence(view, segment, judged) if judged else ""
    found = tuple(promise_findings(view, segment, said, judged))
    return _OwnFindings(found, last, outside=speakers_outside(view, said))


def _ourselves(view: AudienceView, segment: Segment, rounds: _Rounds) -> _OwnFindings | None:
    said = _of_shape(rounds, "say", "points")
    found = mirror_finding(view, segment, said) if said else None
    return None if found is None else _OwnFindings((found,), found.sentence)


def _voices(view: AudienceView, segment: Segment, rounds: _Rounds) -> _OwnFindings | None:
    read = _of_shape(rounds, "say", "pick")
    if read is None or len(read.picks) < FEWEST_CHOICES:
        return None
    return _OwnFindings(
        tuple(_of_voices(view, segment, rounds)),
        fits_none_sentence(view, segment, read),
        class_of_texts(view, segment, read),
        verbatim=texts_that_fit_none(view, segment, read),
        shares=tuple(text_shares(view, segment, read, _of_shape(rounds, "guess", "percent"))),
    )


def _of_voices(view: AudienceView, segment: Segment, rounds: _Rounds) -> Iterator[LensFinding]:
    """What fits none first, then the rest."""
    read = rounds["say"]
    if unfit := fits_none_sentence(view, segment, read):
        yield LensFinding("unfit", unfit, len(read.about))
    yield from voice_findings(view, segment, read, _of_shape(rounds, "guess", "percent"))


_OWN: Mapping[str, _Own] = {"promises": _promises, "ourselves": _ourselves, "voices": _voices}
"""Lenses that ship with findings of their own; all others have the general ones."""
