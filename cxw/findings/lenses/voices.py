"""What customers said to us: the share of texts a need, what fits none, and how alike we read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from cxw.day.evidence import ASSUMPTION, Class, class_of, grading
from cxw.findings.lenses.tallies import cells_about, picked, thing_words
from cxw.findings.lenses.types import LensFinding, LensShare
from cxw.findings.view import AudienceView, shown_points
from cxw.model import Evidence, LensRound, Segment, earliest, knows
from cxw.stats.voices import READ_ALIKE, ReadersAgreement, VoiceShare, readers_agreement, voice_share

NONE, FIRST = "none", "first"
"""How the lens that ships calls a text that fits no need, and our first need."""
FEWEST_CHOICES = 2
"""What a text could be about: with one thing alone nothing is told apart."""
FEWEST_TEXTS = 10
"""Below, an interval says of all texts hardly anything, and nothing is said."""
HARDLY_ANY = 0.1
"""The share of all texts, of which a need that hardly a text is about has no more."""


@dataclass(frozen=True)
class Readings:
    """What its readers said of each text."""

    by_text: dict[str, list[str | None]]
    """None: could not tell."""
    choices: int

    @property
    def enough(self) -> bool:
        """Whether so many texts were read that something can be said of all like them."""
        return len(self.by_text) >= FEWEST_TEXTS

    @property
    def all(self) -> Sequence[Sequence[str | None]]:
        """Text by text."""
        return list(self.by_text.values())

    def share(self, about: str) -> VoiceShare | None:
        """The share of texts about one thing; None where nobody could tell of any."""
        found = voice_share(self.all, about, self.choices)
        return found if isinstance(found, VoiceShare) else None


def readings_of(read: LensRound) -> Readings:
    """All that was read, text by text."""
    by_text = {
        key: [picked(cell)[0] if knows(cell) else None for cell in cells_about(read, key).values()]
        for key in read.about
    }
    return Readings({key: said for key, said in by_text.items() if said}, len(read.picks))


def voice_findings(
    view: AudienceView, segment: Segment, read: LensRound, guess: LensRound | None
) -> Iterator[LensFinding]:
    """How alike we read where that is too little, then the need most texts are about, beside our guess."""
    readings, said = readings_of(read), view.wording.lenses
    if not view.enough(len(read.answers)) or not readings.enough:
        return
    agreed = readers_agreement(readings.all)
    if isinstance(agreed, ReadersAgreement) and agreed.alpha < READ_ALIKE:
        sentence = said.read_differently(agreed.alike, agreed.by_chance)
        yield LensFinding("voices", sentence, len(readings.by_text))
    shares = [
        (share.share, key, share) for key in read.picks if key != NONE and (share := readings.share(key))
    ]
    yield from _beside_points(view, segment, read, {key: share for _, key, share in shares})
    for _, key, share in sorted(shares, key=lambda one: -one[0])[:1]:
        about = thing_words(view, segment, read, key)
        guessed = _guess(view, guess, FIRST) if key == _first_need(segment) else None
        sentence = said.texts_about(about, share.share, share.low, share.high, guessed)
        yield LensFinding("voices", sentence, share.texts)


def _beside_points(
    view: AudienceView, segment: Segment, read: LensRound, shares: Mapping[str, VoiceShare]
) -> Iterator[LensFinding]:
    """Needs of many points and hardly a text, and of few points and many texts: one of each.

    Many points are an even share or more. Many texts are surely more than an even share of them, as the whole
    interval says. What people write about is not what matters most to them: it is a reason to ask.
    """
    points, said = shown_points(view, segment), view.wording.lenses
    there = [key for key in shares if key in points]
    if not there:
        return
    even = 100 / len(points)
    unheard = [key for key in there if points[key] >= even and shares[key].high <= HARDLY_ANY]
    heard = [key for key in there if points[key] < even < 100 * shares[key].low]
    for key in sorted(unheard, key=lambda key: -points[key])[:1]:
        about, share = thing_words(view, segment, read, key), shares[key]
        sentence = said.points_without_texts(about, points[key], share.share, share.low, share.high)
        yield LensFinding("voices", sentence, share.texts)
    for key in sorted(heard, key=lambda key: points[key])[:1]:
        about, share = thing_words(view, segment, read, key), shares[key]
        sentence = said.texts_without_points(about, points[key], share.share, share.low, share.high)
        yield LensFinding("voices", sentence, share.texts)


def text_shares(
    view: AudienceView, segment: Segment, read: LensRound, guess: LensRound | None
) -> Iterator[LensShare]:
    """The share of each thing that texts may be about, beside our guess; none of too few readers or texts."""
    readings = readings_of(read)
    if not view.enough(len(read.answers)) or not readings.enough:
        return
    guessed = {NONE: NONE, _first_need(segment): FIRST}
    for key in read.picks:
        share = readings.share(key)
        if share is not None:
            about = thing_words(view, segment, read, key)
            before = _guess(view, guess, guessed[key]) if key in guessed else None
            yield LensShare(key, about, 100 * share.share, 100 * share.low, 100 * share.high, before)


def _first_need(segment: Segment) -> str | None:
    """What the room chose first: the need its guess was about."""
    return segment.chosen[0] if segment.chosen else None


def _guess(view: AudienceView, guess: LensRound | None, key: str) -> float | None:
    """The median of what was guessed; None below three of us."""
    cells = cells_about(guess, key).values() if guess else ()
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return float(median(numbers)) if view.enough(len(numbers)) else None


def fits_none_sentence(view: AudienceView, segment: Segment, read: LensRound) -> str:
    """How many texts fit none of our needs; empty where too few read, or too few were read."""
    readings = readings_of(read)
    share = readings.share(NONE) if view.enough(len(read.answers)) and readings.enough else None
    if share is None:
        return ""
    needs = sum(key in {need.id for need in segment.needs} for key in read.picks)
    return view.wording.lenses.fits_none(share.share, share.texts, needs, share.low, share.high)


def read_as_by_chance(read: LensRound) -> bool:
    """Whether two readers of a text said the same no more often than answers that are dealt to texts by lot.

    Then what was read says something about us and nothing of customers.
    """
    found = readers_agreement(readings_of(read).all)
    return isinstance(found, ReadersAgreement) and found.alike <= found.by_chance


def class_of_texts(view: AudienceView, segment: Segment, read: LensRound) -> Class:
    """What stands behind the shares by the rules for any evidence: a tally of so many customers.

    An assumption where the texts were read as by chance.
    """
    if read_as_by_chance(read):
        return ASSUMPTION
    session, there = view.session, {*readings_of(read).by_text}
    texts = [thing for thing in segment.things if thing.id in there]
    days = [earliest(thing.date) for thing in texts if thing.date is not None]
    item = Evidence(
        id=read.of,
        kind="front-line-tally",
        source=segment.voices.kind if segment.voices else None,
        date=min(days, default=None),
        customers=len({thing.customer for thing in texts} - {None}) or None,
        segment=segment.id,
        seen=session.date or (read.revealed or read.opened).date(),
    )
    return class_of(grading(item, segment.id, session.date, session.thresholds).grade)


def texts_that_fit_none(view: AudienceView, segment: Segment, read: LensRound) -> tuple[str, ...]:
    """The texts of which every reader who could tell says that they fit no need; facilitator only."""
    if not view.private:
        return ()
    readings = readings_of(read).by_text
    unfit = [key for key, said in readings.items() if {one for one in said if one is not None} == {NONE}]
    return tuple(thing_words(view, segment, read, key) for key in unfit)
