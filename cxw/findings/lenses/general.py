"""What any lens shows: don't-knows first, what most say, functions that say otherwise, where we split."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from cxw.findings.lenses.types import LensFinding, LensPartFindings, LensThingFindings
from cxw.findings.view import AudienceView

SPLIT = 1 / 3
"""Of those who know: two choices of so many each are a split."""


def general_findings(view: AudienceView, parts: tuple[LensPartFindings, ...]) -> Iterator[LensFinding]:
    """Every finding of the things that were answered about, the most telling kinds and things first."""
    things = [*chain.from_iterable(part.things for part in parts)]
    yield from _unknown(view, things)
    yield from _most(view, [thing for thing in things if thing.counts])
    for part in parts:
        if part.shape == "points":
            yield from _holds_most(view, list(part.things))
    yield from _functions(view, things)
    yield from _split(view, things)


def _unknown(view: AudienceView, things: list[LensThingFindings]) -> Iterator[LensFinding]:
    """The thing of which most do not know, from a share on that counts anywhere."""
    asked = [(thing.dont_know, thing.known + thing.dont_know, thing) for thing in things]
    many = [
        one for one in asked if view.enough(one[1]) and one[0] >= view.session.thresholds.dk_share * one[1]
    ]
    for unknown, of, thing in sorted(many, key=lambda one: -one[0] / one[1])[:1]:
        if unknown:
            said = view.wording.lenses.many_do_not_know(thing.text, unknown, of)
            yield LensFinding("unknown", said, of)


def _most(view: AudienceView, things: list[LensThingFindings]) -> Iterator[LensFinding]:
    """The thing of which most of those who know say one and the same."""
    told = [(max(thing.counts, key=lambda one: one.n), thing) for thing in things if thing.known]
    clear = [(one, thing) for one, thing in told if 2 * one.n > thing.known and view.enough(thing.known)]
    for one, thing in sorted(clear, key=lambda both: -both[0].n / both[1].known)[:1]:
        yield LensFinding(
            "most", view.wording.lenses.most_say(thing.text, one.text, one.n, thing.known), thing.known
        )


def _holds_most(view: AudienceView, things: list[LensThingFindings]) -> Iterator[LensFinding]:
    """The thing that has more points than any other."""
    ordered = sorted(
        (thing for thing in things if thing.mean is not None), key=lambda thing: -(thing.mean or 0)
    )
    if len(ordered) > 1 and ordered[0].mean != ordered[1].mean:
        first = ordered[0]
        yield LensFinding("most", view.wording.lenses.holds_most(first.text, first.mean or 0), first.known)


def _functions(view: AudienceView, things: list[LensThingFindings]) -> Iterator[LensFinding]:
    """A thing of which functions say otherwise."""
    for thing in [thing for thing in things if thing.groups][:1]:
        said = [(group.name, group.text) for group in thing.groups]
        yield LensFinding(
            "functions", view.wording.lenses.functions_say_otherwise(thing.text, said), thing.known
        )


def _split(view: AudienceView, things: list[LensThingFindings]) -> Iterator[LensFinding]:
    """A thing of which two choices are made by many each."""
    found = list[tuple[int, LensFinding]]()
    for thing in [thing for thing in things if len(thing.counts) > 1 and view.enough(thing.known)]:
        one, other = sorted(thing.counts, key=lambda count: -count.n)[:2]
        if other.n >= SPLIT * thing.known:
            said = view.wording.lenses.opinions_split(thing.text, (one.text, one.n), (other.text, other.n))
            found.append((one.n - other.n, LensFinding("split", said, thing.known)))
    yield from (finding for _, finding in sorted(found, key=lambda one: one[0])[:1])
