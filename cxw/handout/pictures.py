"""Which pictures a handout has, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from cxw.findings.people import PersonRow
from cxw.findings.points.types import NeedWeights, WeightsFindings
from cxw.findings.swot.types import SwotFindings
from cxw.findings.types import Findings
from cxw.handout.text import drawn, picture
from cxw.pictures.charts import Lane, Lanes, Map, PaperChart, Spot
from cxw.pictures.dots import dots
from cxw.pictures.needsmap import needs_map
from cxw.pictures.pieces import Picture, tenths
from cxw.pictures.points import in_figures, point_lanes

LONG = 64
"""Words longer than this give way to the need's short words in a picture."""


def pictures(findings: Findings) -> Mapping[str, Picture]:
    """Every picture of the handout by its name."""
    return {name: chart_drawn(chart) for name, chart in paper_charts(findings).items()}


def chart_drawn(chart: PaperChart) -> Picture:
    """The chart as a display list."""
    match chart:
        case Lanes():
            return dots(chart)
        case Map():
            return needs_map(chart)
        case _:
            assert_never(chart)


def paper_charts(findings: Findings) -> Mapping[str, PaperChart]:
    """What is drawn in the handout: everybody's points, and where the needs stand."""
    lanes: dict[str, PaperChart] = {
        picture(findings, segment, "weights"): _lanes(segment.weights)
        for segment in findings.segments
        if drawn(segment)
    }
    return lanes | {
        picture(findings, segment, "map"): _map(segment.swot)
        for segment in findings.segments
        if segment.swot and segment.swot.places
    }


def _map(swot: SwotFindings) -> Map:
    """Importance against the lead over the best rival, need by need."""
    spots = (Spot(place.short, place.points, place.lead, place.assumed) for place in swot.places)
    return Map(tuple(spots), swot.even)


def _lanes(weights: WeightsFindings | None) -> Lanes:
    """The wall's lanes on paper: longer words, a decimal, and whose a dot is where that may be seen."""
    assert weights is not None
    lanes = point_lanes(weights, weights.needs)
    places: dict[str, int] = {}
    for place, group in enumerate(weights.groups):
        places |= dict.fromkeys(group.functions, place)
    both = zip(lanes.lanes, weights.needs, strict=True)
    return replace(lanes, lanes=tuple(_on_paper(lane, need, weights.people, places) for lane, need in both))


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
