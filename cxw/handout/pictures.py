"""Which pictures a handout has, what is in them, and how they are told to somebody who cannot see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from markupsafe import Markup

from cxw.findings.people import PersonRow
from cxw.findings.points.types import NeedWeights
from cxw.findings.types import Findings, SegmentFindings
from cxw.handout.alts import EnglishPictures, PictureWords
from cxw.handout.alts_de import GermanPictures
from cxw.handout.words import plain
from cxw.pictures.charts import Lane, Lanes, Map, PaperChart, Spot
from cxw.pictures.dots import dots
from cxw.pictures.needsmap import needs_map
from cxw.pictures.pieces import Picture, tenths
from cxw.pictures.points import in_figures, point_lanes
from cxw.text.phrases import phrases

LONG = 64
"""Words longer than this give way to the need's short words in a picture."""
WORDS: Mapping[str, PictureWords] = {"en": EnglishPictures(), "de": GermanPictures()}


@dataclass(frozen=True)
class Titled:
    """A chart, and its finding as a sentence."""

    chart: PaperChart
    title: str


@dataclass(frozen=True)
class Figure:
    """One picture of the handout."""

    name: str
    """`weights`, or `weights-SEGMENT` where there are several segments."""
    chart: PaperChart
    title: str
    alt: str
    """What somebody hears who cannot see it."""


def figure(findings: Findings, segment: SegmentFindings, kind: str) -> Markup:
    """The picture of this kind as Markdown, nothing where this segment has none."""
    found = figure_of(findings, segment, kind)
    if found is None:
        return Markup()
    # The name is ours and the segment's id: letters, digits and hyphens.
    return Markup("![") + plain(found.alt) + Markup(f"](chart:{found.name})")  # noqa: S704


def figure_title(findings: Findings, segment: SegmentFindings, kind: str) -> str:
    """What the picture of this kind finds, as a title; nothing where this segment has none."""
    found = figure_of(findings, segment, kind)
    return found.title if found else ""


def figure_of(findings: Findings, segment: SegmentFindings, kind: str) -> Figure | None:
    """The picture of this kind, None where this audience or this segment has none."""
    words = WORDS[phrases(findings.language).language]
    found = KINDS[kind](segment, words) if kind in KINDS else None
    if found is None:
        return None
    many = len(findings.segments) > 1
    return Figure(
        f"{kind}-{segment.id}" if many else kind,
        found.chart,
        found.title,
        f"{segment.name}: {heard(found.chart, words)}" if many else heard(found.chart, words),
    )


def figures(findings: Findings) -> Iterator[Figure]:
    """Every picture there is for this audience, segment by segment."""
    for segment in findings.segments:
        for kind in KINDS:
            found = figure_of(findings, segment, kind)
            if found is not None:
                yield found


def pictures(findings: Findings) -> Mapping[str, Picture]:
    """Every picture of the handout by its name."""
    return {found.name: chart_drawn(found.chart) for found in figures(findings)}


def chart_drawn(chart: PaperChart) -> Picture:
    """The chart as a display list."""
    match chart:
        case Lanes():
            return dots(chart)
        case Map():
            return needs_map(chart)
        case _:
            assert_never(chart)


def heard(chart: PaperChart, words: PictureWords) -> str:
    """What somebody hears who cannot see the chart."""
    match chart:
        case Lanes():
            return words.weights(chart)
        case Map():
            return words.map(chart)
        case _:
            assert_never(chart)


def drawn(segment: SegmentFindings) -> bool:
    """Whether there are dots to show: too few answers are not drawn."""
    return segment.weights is not None and any(need.values for need in segment.weights.needs)


def _weights(segment: SegmentFindings, words: PictureWords) -> Titled | None:
    """The wall's lanes on paper: longer words, a decimal, and whose a dot is where that may be seen."""
    weights = segment.weights
    if weights is None or not drawn(segment):
        return None
    lanes = point_lanes(weights, weights.needs)
    places: dict[str, int] = {}
    for place, group in enumerate(weights.groups):
        places |= dict.fromkeys(group.functions, place)
    both = zip(lanes.lanes, weights.needs, strict=True)
    told = tuple(_on_paper(lane, need, weights.people, places) for lane, need in both)
    return Titled(replace(lanes, lanes=told), weights.belief or weights.headline)


def _on_paper(lane: Lane, need: NeedWeights, people: Sequence[PersonRow], places: Mapping[str, int]) -> Lane:
    values, owners = _owned(need, people, places)
    return replace(
        lane,
        label=need.text if len(need.text) <= LONG else need.short,
        number=in_figures(need.mean, tenths),
        values=values,
        owners=owners,
    )


def _owned(
    need: NeedWeights, people: Sequence[PersonRow], places: Mapping[str, int]
) -> tuple[tuple[float, ...], tuple[int | None, ...]]:
    """Everybody's points and the place of their function; without the places where names may not be shown."""
    named = [(person.value(need.id), places.get(person.function or "")) for person in people]
    own = [(float(value), place) for value, place in named if value is not None]
    if len(own) != len(need.values):
        return tuple(map(float, need.values)), ()
    own.sort(key=lambda pair: (pair[0], -1 if pair[1] is None else pair[1]))
    return tuple(value for value, _ in own), tuple(place for _, place in own)


def _map(segment: SegmentFindings, words: PictureWords) -> Titled | None:
    """Importance against the lead over the best rival, need by need."""
    if segment.swot is None or not segment.swot.places:
        return None
    spots = (Spot(place.short, place.points, place.lead, place.assumed) for place in segment.swot.places)
    chart = Map(tuple(spots), segment.swot.even)
    return Titled(chart, words.map_title(chart))


KINDS: Mapping[str, Callable[[SegmentFindings, PictureWords], Titled | None]] = {
    "weights": _weights,
    "map": _map,
}
"""The pictures there can be, in the order of the handout."""
