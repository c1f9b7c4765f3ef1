"""Numbers of lenses as wall and handout say them, in the same figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain

from cxw.findings.in_words import half, whole
from cxw.findings.lenses.types import LensCard, LensCount, LensShare, LensThingFindings
from cxw.model import LensShape


def number_told(shape: LensShape, thing: LensThingFindings) -> str:
    """Mean points, `46`; the middle of marks or percentages with the ends, `7 (3–9)`; empty without any."""
    if thing.mean is None or thing.middle is None or thing.ends is None:
        return ""
    if shape == "points":
        return whole(thing.mean)
    low, high = thing.ends
    return f"{half(thing.middle)} ({low}–{high})"


def share_told(share: LensShare) -> str:
    """Of 100 texts, with the interval: `23 (9–45)`."""
    return f"{whole(share.share)} ({whole(share.low)}–{whole(share.high)})"


def made(counts: Sequence[LensCount]) -> list[LensCount]:
    """Choices that somebody made, the most made first."""
    return sorted((one for one in counts if one.n), key=lambda one: -one.n)


def counted(counts: Sequence[LensCount]) -> str:
    """Choices that somebody made, with how many did: `Sales 4, Marketing 1`."""
    return ", ".join(f"{one.text} {one.n}" for one in made(counts))


def told_beside(card: LensCard, outside: Collection[str], once: str = "") -> list[str]:
    """What a card says beside its words, behind what was asked; who speaks outside stands elsewhere.

    `once`: a question that stands where all cards can be seen, and not behind each.
    """
    lines = [(asked, text) for asked, text in card.lines if text not in outside]
    return [text if asked == once else f"{_outlined(asked)} {text}" for asked, text in lines]


def asked_once(cards: Sequence[LensCard], outside: Collection[str]) -> str:
    """What was asked beside the words of all these cards, where that is one thing; else empty."""
    lines = chain.from_iterable(card.lines for card in cards)
    asked = {one for one, text in lines if text not in outside}
    return asked.pop() if len(asked) == 1 else ""


def _outlined(asked: str) -> str:
    """A question without what is said behind it."""
    question, mark, _ = asked.partition("?")
    return question.strip() + (mark or ":")
