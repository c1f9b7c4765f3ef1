"""Everybody's points as lanes, the same for the wall and the handout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from cxw.findings.in_words import whole
from cxw.findings.people import GroupNumber, ShownGroup
from cxw.findings.points.types import NeedWeights, WeightsFindings
from cxw.pictures.charts import Lane, LaneFunction, Lanes, top_of
from cxw.text.phrases import SAY_ENGLISH, Phrases


def point_lanes(found: WeightsFindings, needs: Sequence[NeedWeights], say: Phrases = SAY_ENGLISH) -> Lanes:
    """These needs as lanes, on the scale of the whole list."""
    places = {group.name: place for place, group in enumerate(found.groups)}
    return Lanes(
        tuple(_lane(need, places, say) for need in needs),
        top_of(chain.from_iterable(need.values for need in found.needs)),
        say("points"),
        lane_functions(found.groups),
        heads=(say("mean"), say("range")),
    )


def _lane(need: NeedWeights, places: Mapping[str, int], say: Phrases) -> Lane:
    return Lane(
        need.short,
        need.values,
        need.mean,
        _both(need.quartile_low, need.quartile_high),
        marks_of(need.groups, places),
        in_figures(need.mean, whole),
        _range(need, say),
    )


def _both(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low, high)


def _range(need: NeedWeights, say: Phrases) -> str:
    ends = _both(need.low, need.high)
    return "" if ends is None else f" {say('to')} ".join(map(whole, ends))


def in_figures(value: float | None, worded: Callable[[float], str]) -> str:
    """The number in the room's figures; nothing where there is none to tell."""
    return "" if value is None else worded(value)


def both_rounds(say: Phrases, label: str, lanes: tuple[Lane, Lane], *, quiet: bool) -> tuple[Lane, Lane]:
    """The lanes of two rounds as one, the second joined to the first; quiet where nothing moved."""
    first, second = lanes
    return (
        replace(first, label=label, spread=say("first"), quiet=quiet),
        replace(second, label="", spread=say("second"), quiet=quiet, joined=True),
    )


def lane_functions(groups: Sequence[ShownGroup | GroupNumber]) -> tuple[LaneFunction, ...]:
    """The legend of functions, with how many each is."""
    return tuple(LaneFunction(group.name, group.n) for group in groups)


def marks_of(groups: Sequence[GroupNumber], places: Mapping[str, int]) -> tuple[tuple[int, float], ...]:
    """Functions as marks: the mean of points, the median of marks."""
    found = ((places.get(g.name), g.mean if g.mean is not None else g.median) for g in groups)
    return tuple((place, value) for place, value in found if place is not None and value is not None)
