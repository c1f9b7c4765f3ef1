"""Which pictures a handout has, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.findings.people import PersonRow
from cxw.findings.points.types import NeedWeights, WeightsFindings
from cxw.findings.swot.types import SwotFindings
from cxw.findings.types import Findings
from cxw.handout.text import drawn, picture
from cxw.pictures import NeedDots, Picture, Spot, dots, function_colour, needs_map

LONG = 64
"""Words longer than this give way to the need's short words in a picture."""


def pictures(findings: Findings) -> Mapping[str, Picture]:
    """Every picture of the handout by its name."""
    dots_of = {
        picture(findings, segment, "weights"): _weights(segment.weights)
        for segment in findings.segments
        if drawn(segment)
    }
    return dots_of | {
        picture(findings, segment, "map"): _map(segment.swot)
        for segment in findings.segments
        if segment.swot and segment.swot.places
    }


def _map(swot: SwotFindings) -> Picture:
    """Importance against the lead over the best rival, need by need."""
    spots = [Spot(place.short, place.points, place.lead, place.assumed) for place in swot.places]
    return needs_map(spots, swot.even)


def _weights(weights: WeightsFindings | None) -> Picture:
    assert weights is not None
    painted = _colours(weights)
    return dots([_lane(need, weights.people, painted) for need in weights.needs])


def _colours(weights: WeightsFindings) -> Mapping[str, str]:
    """The colour of each function's dots: the one its mean is drawn in."""
    return {
        function: function_colour(kind)
        for kind, group in enumerate(weights.groups)
        for function in group.functions
    }


def _lane(need: NeedWeights, people: Sequence[PersonRow], painted: Mapping[str, str]) -> NeedDots:
    half = None
    if need.quartile_low is not None and need.quartile_high is not None:
        half = need.quartile_low, need.quartile_high
    return NeedDots(
        label=need.text if len(need.text) <= LONG else need.short,
        values=_values(need, people, painted),
        mean=need.mean,
        half=half,
        groups=tuple((group.name, group.mean) for group in need.groups if group.mean is not None),
    )


def _values(
    need: NeedWeights, people: Sequence[PersonRow], painted: Mapping[str, str]
) -> tuple[tuple[float, str | None], ...]:
    """Each person's points in order of value; coloured by function only where names may be shown."""
    named = [(person.value(need.id), painted.get(person.function or "")) for person in people]
    own = [(float(value), fill) for value, fill in named if value is not None]
    if len(own) != len(need.values):
        return tuple((float(value), None) for value in need.values)
    return tuple(sorted(own, key=lambda pair: (pair[0], pair[1] or "")))
