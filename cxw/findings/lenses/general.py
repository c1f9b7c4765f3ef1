"""What any lens shows: don't-knows first, what most say, functions that say otherwise, where we split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from cxw.findings.lenses.types import LensFinding, LensPartFindings, LensThingFindings
from cxw.findings.view import AudienceView

SPLIT = 1 / 3
"""Of those who know: two choices of so many each are a split."""


def general_findings(view: AudienceView, parts: tuple[LensPartFindings, ...]) -> Iterator[LensFinding]:
    """Every finding of the things that were answered about, the most telling kinds and things first."""
    told = [(part, thing) for part in parts for thing in part.things]
    things = [thing for _, thing in told]
    yield from _unknown(view, told)
    yield from _most(view, [(part, thing) for part, thing in told if thing.counts])
    for part in parts:
        if part.shape == "points":
            yield from _holds_most(view, list(part.things))
    yield from _functions(view, things)
    yield from _split(view, [(part, thing) for part, thing in told if part.shape == "pick"])


_Told: TypeAlias = Sequence[tuple[LensPartFindings, LensThingFindings]]
"""Things with the part in which they were answered about."""


def _unknown(view: AudienceView, told: _Told) -> Iterator[LensFinding]:
    """The thing of which most do not know, from a share on that counts anywhere."""
    share = view.session.thresholds.dk_share
    many = [
        (-thing.dont_know / thing.asked, part, thing)
        for part, thing in told
        if thing.dont_know and view.enough(thing.asked) and thing.dont_know >= share * thing.asked
    ]
    for _, part, thing in sorted(many, key=lambda one: one[0])[:1]:
        said = view.wording.lenses.many_do_not_know(
            thing.text, thing.dont_know, thing.asked, departments=part.by == "function"
        )
        yield LensFinding("unknown", said, thing.asked)


def _most(view: AudienceView, told: _Told) -> Iterator[LensFinding]:
    """The thing of which most of those who know say one and the same."""
    clear = list[tuple[float, LensFinding]]()
    for part, thing in told:
        one = max(thing.counts, key=lambda one: one.n)
        if 2 * one.n > thing.known and view.enough(thing.known):
            said = view.wording.lenses.most_say(
                thing.text, one.text, one.n, thing.known, departments=part.by == "function"
            )
            clear.append((-one.n / thing.known, LensFinding("most", said, thing.known)))
    yield from (finding for _, finding in sorted(clear, key=lambda one: one[0])[:1])


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


def _split(view: AudienceView, told: _Told) -> Iterator[LensFinding]:
    """A thing of which two choices are made by many each; who ticks may tick both."""
    found = list[tuple[int, LensFinding]]()
    for part, thing in told:
        if len(thing.counts) < 2 or not view.enough(thing.known):
            continue
        one, other = sorted(thing.counts, key=lambda count: -count.n)[:2]
        if other.n >= SPLIT * thing.known:
            said = view.wording.lenses.opinions_split(
                thing.text, (one.text, one.n), (other.text, other.n), departments=part.by == "function"
            )
            found.append((one.n - other.n, LensFinding("split", said, thing.known)))
    yield from (finding for _, finding in sorted(found, key=lambda one: one[0])[:1])
