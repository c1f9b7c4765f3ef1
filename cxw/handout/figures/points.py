"""Pictures of the points: functions side by side, everybody's points, the two rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cxw.findings.front.types import PICTURED
from cxw.findings.in_words import whole
from cxw.findings.moved.types import NeedMoved
from cxw.findings.people import PersonRow
from cxw.findings.points.types import NeedWeights, WeightsFindings
from cxw.findings.types import SegmentFindings
from cxw.handout.figures.titled import Titled, Tongue
from cxw.pictures.charts import Lane
from cxw.pictures.panels import IN_A_ROW
from cxw.pictures.paper import Panel, SideBySide, Slope, SlopeLine
from cxw.pictures.pieces import tenths
from cxw.pictures.points import in_figures, point_lanes

LONG = 64
"""WordBlock longer than this give way to the need's short words in a picture."""
ROOM = "All of us"
TWICE = 5
"""Needs in the picture of so many functions that they stand in two rows."""
LARGEST = 2


def functions_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """The room and each function that may show, or the room alone: the needs with most points."""
    found = segment.weights
    if found is None or any(need.mean is None for need in found.needs):
        return None
    needs = in_order_of_value(found.needs)
    shown = PICTURED if len(found.groups) < IN_A_ROW else TWICE
    room = panel(tongue.say(ROOM), found.answered or None, [need.mean for need in needs], shown)
    panels = [
        panel(group.name, group.n, [_mean_of(need, group.name) for need in needs], shown)
        for group in found.groups
    ]
    chart = SideBySide(
        tuple(need.short for need in needs[:shown]), (room, *panels), max(len(needs) - shown, 0)
    )
    return Titled(chart, _told_of_functions(found) or tongue.words.functions_title(chart))


def _told_of_functions(found: WeightsFindings) -> str | None:
    """What may be said of functions: that they differ beyond chance and how, or that this cannot be told."""
    return found.patterns or (found.tested.sentence if found.tested else found.untested)


def _mean_of(need: NeedWeights, group: str) -> float | None:
    return next((number.mean for number in need.groups if number.name == group), None)


def panel(name: str, people: int | None, numbers: Sequence[float | None], shown: int = PICTURED) -> Panel:
    """A panel of the needs that stand in the picture; its largest may be among those that do not."""
    return Panel(name, people, tuple(numbers[:shown]), tuple(n for n in _largest(numbers) if n < shown))


def _largest(numbers: Sequence[float | None]) -> list[int]:
    """Places of the two largest and of what prints the same as the second."""
    told = [(int(whole(value)), place) for place, value in enumerate(numbers) if value is not None]
    values = sorted((value for value, _ in told), reverse=True)
    least = values[LARGEST - 1] if len(values) >= LARGEST else 0
    return [place for value, place in told if value >= least and value > 0]


def in_order_of_value(needs: Sequence[NeedWeights]) -> list[NeedWeights]:
    """Most points first; among equals as they stand on the list."""
    return sorted(needs, key=lambda need: -round(need.mean or 0.0, 9))


def drawn(segment: SegmentFindings) -> bool:
    """Whether there are dots to show: too few answers are not drawn."""
    return segment.weights is not None and any(need.values for need in segment.weights.needs)


def weights_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """The wall's lanes on paper: longer words, a decimal, and whose a dot is where that may be seen."""
    found = segment.weights
    if found is None or not drawn(segment):
        return None
    needs = in_order_of_value(found.needs)
    lanes = point_lanes(found, needs)
    places: dict[str, int] = {}
    for place, group in enumerate(found.groups):
        places |= dict.fromkeys(group.functions, place)
    both = zip(lanes.lanes, needs, strict=True)
    told = tuple(_on_paper(lane, need, found.people, places, tongue) for lane, need in both)
    return Titled(replace(lanes, lanes=told), found.belief or found.headline)


def _on_paper(
    lane: Lane,
    need: NeedWeights,
    people: Sequence[PersonRow],
    places: Mapping[str, int],
    tongue: Tongue,
) -> Lane:
    values, owners = _owned(need, people, places)
    return replace(
        lane,
        label=need.text if len(need.text) <= LONG else need.short,
        number=tongue.words.decimals(in_figures(need.mean, tenths)),
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


def slope_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """The means of both rounds over those who answered both; one person has no mean."""
    second = segment.weights.second if segment.weights else None
    if second is None or not second.means_shown or (second.both or 0) < 2:
        return None
    lines = [line for need in second.needs if (line := _line(need)) is not None]
    if not lines:
        return None
    lines.sort(key=lambda line: -round(line.before, 9))
    return Titled(Slope(tuple(lines), second.both or 0), second.headline)


def _line(need: NeedMoved) -> SlopeLine | None:
    before, after = need.mean_before, need.mean_after
    if before is None or after is None:
        return None
    return SlopeLine(need.short, before, after, whole(before) != whole(after))
