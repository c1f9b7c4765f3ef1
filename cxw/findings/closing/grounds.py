"""Where our evidence comes from: which customers were heard, and lost orders as we and buyers tell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from cxw.day.evidence import EvidenceBasis
from cxw.findings.closing.grounds_words import LostReasons
from cxw.findings.view import AudienceView
from cxw.model import AnswerName, Evidence, From, Segment, Session, at_least

FEW_ORDERS = 3
"""Lost orders of which we say a reason, at least: of fewer nothing is counted."""


def origins_of(
    view: AudienceView, segment: Segment, bases: Mapping[AnswerName, EvidenceBasis]
) -> Iterator[str]:
    """From whom the evidence of a segment comes, where the file says so; then the reasons for lost orders."""
    items = _told(bases)
    whom = Counter[From](item.who for item in items if item.who)
    unknown = len(items) - whom.total()
    said = view.wording.grounds
    if len(whom) == 1 and not unknown:
        yield said.all_come_from(next(iter(whom)))
    elif whom:
        yield said.come_from(dict(whom.most_common()), unknown)
    if (lost := _lost(view, segment)) is not None:
        yield said.lost_because(lost)


def heard_from(bases: Mapping[AnswerName, EvidenceBasis]) -> tuple[From, ...]:
    """Of whom there is any evidence, as far as it says whom it comes from; by the alphabet."""
    return tuple(sorted({item.who for item in _told(bases) if item.who}))


def _told(bases: Mapping[AnswerName, EvidenceBasis]) -> list[Evidence]:
    """What some customer said or did, each piece once."""
    graded = chain.from_iterable((*basis.supporting, *basis.contradicting) for basis in bases.values())
    return [*{item.id: item for item, _ in graded if item.kind not in NOT_CUSTOMERS}.values()]


NOT_CUSTOMERS = ("colleague", "desk-research")


def _lost(view: AudienceView, segment: Segment) -> LostReasons | None:
    """What we say lost us orders here, and what the buyers say who were asked."""
    lost = [*_lost_orders(view.session, segment)]
    claims = Counter[str]()
    words: dict[str, str] = {}
    for item in lost:
        if item.claimed_reason:
            words.setdefault(_plain(item.claimed_reason), item.claimed_reason)
            claims[_plain(item.claimed_reason)] += _orders(item)
    if claims.total() < FEW_ORDERS:
        return None
    reason = max(claims, key=lambda one: (claims[one], one))
    asked = [item for item in lost if item.their_reason]
    agreed = [item for item in asked if _plain(item.their_reason or "") == reason]
    told = view.said(words[reason]) or ""
    return LostReasons(told, claims[reason], claims.total(), _all_of(asked), _all_of(agreed))


def _lost_orders(session: Session, segment: Segment) -> Iterator[Evidence]:
    """The items of a segment that tell of lost orders; what names no segment is of the first."""
    first = session.segments[0].id
    for item in session.evidence:
        here = (item.segment or first) == segment.id
        if here and item.kind == "won-lost" and item.who in (None, "lost-deal"):
            yield item


def _plain(reason: str) -> str:
    return " ".join(reason.split()).casefold()


def _orders(item: Evidence) -> int:
    return at_least(item.customers) or 1


def _all_of(items: Sequence[Evidence]) -> int:
    return sum(map(_orders, items))
