"""What evidence stands behind what a lens answered: by the same grades as behind any answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cxw.day.evidence import ASSUMPTION, CUSTOMERS, STORIES, Class, EvidenceBasis, class_of, evidence_basis
from cxw.findings.closing.about import answer_in_words
from cxw.findings.closing.built import items_told
from cxw.findings.lenses.types import LensEvidence
from cxw.findings.view import AudienceView
from cxw.model import AnswerName, Segment

_RANK: Mapping[Class, int] = {ASSUMPTION: 0, STORIES: 1, CUSTOMERS: 2}


def evidence_of_lens(view: AudienceView, segment: Segment, lens: str) -> Iterator[LensEvidence]:
    """Each thing that a lens answered and evidence is about: its sentence first, then cards and things."""
    bases = evidence_basis(view.session, segment)
    things = {thing.id for thing in segment.things if thing.lens == lens and not thing.by_customer}
    for name in sorted(bases, key=lambda one: one != f"lens {lens}"):
        kind, *rest = name.split()
        own = rest[0] in things if kind == "thing" else kind in ("lens", "card") and rest[0] == lens
        if own:
            yield _told(view, segment, name, bases[name])


def _told(view: AudienceView, segment: Segment, name: AnswerName, basis: EvidenceBasis) -> LensEvidence:
    return LensEvidence(
        name=name,
        about=answer_in_words(view, segment, name),
        cls=class_of(basis.grade, basis.contradicted),
        contradicted=basis.contradicted,
        supporting=items_told(view, segment, basis.supporting),
        contradicting=items_told(view, segment, basis.contradicting),
    )


def basis_of_sentence(lens: str, own: Class, told: tuple[LensEvidence, ...]) -> Class:
    """What stands behind a lens's last sentence: its own texts, or evidence that is about just that.

    That a thing is so, or that a card says so, is no evidence for what the room concludes from it.
    """
    for one in told:
        if one.name == f"lens {lens}":
            return ASSUMPTION if one.contradicted else max(own, one.cls, key=lambda cls: _RANK[cls])
    return own
