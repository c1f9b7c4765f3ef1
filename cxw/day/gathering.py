"""What a desk needs to write evidence down wherever it comes up, and what can be made of notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cxw.model import AnswerName, Evidence, Id
from cxw.questions.asking import Item


@dataclass(frozen=True)
class Claim:
    """One answer that matters, about to be asked: how do we know?"""

    name: str
    """`weight price` or `mark us price`"""
    label: str
    """what it is about, short: the need, or `PayCorp on “Price”`"""
    text: str
    """what we believe, as a sentence"""
    status: str
    """customer evidence, single story, assumption or contradicted, as computed now"""
    looked: str
    """evidence, assumption, open, or empty when the room has not looked yet"""


@dataclass(frozen=True)
class Jotted:
    """A note of the day as the facilitator sees it."""

    at: str
    about: str | None
    text: str


@dataclass(frozen=True)
class Gathering:
    """Evidence that comes up at any moment, and what it can be about."""

    items: Callable[[], Sequence[Evidence]]
    """the evidence so far"""
    next_id: Callable[[], Id]
    """the id of an item more"""
    attach: Callable[[Evidence], list[str]]
    """one item: a known id is changed, an unknown one added; what names no segment and no time gets ours"""
    bring: Callable[[Evidence], list[str]]
    """one item of an archive, kept as it stands there"""
    answers: Callable[[], Sequence[tuple[AnswerName, str]]]
    """every answer of this segment and its words"""
    needs: Callable[[], Sequence[Item]]
    """the needs the room works with, lettered as on the slips"""
    notes: Callable[[], Sequence[Jotted]]
