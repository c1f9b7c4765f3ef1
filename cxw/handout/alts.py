"""What pictures of the handout are called and what somebody hears who cannot see them, in English.

`PictureWords` says what every language has; German stands in `alts_de`. What is heard carries the finding and
its ends in numbers; it is made from the chart alone, so that it tells nothing that is not drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cxw.findings.in_words import whole
from cxw.pictures.charts import Lane, LaneFunction, Lanes, Map


class PictureWords(Protocol):
    """Everything that is said about pictures in one language."""

    def weights(self, chart: Lanes) -> str:
        """Everybody's points, need by need."""

    def map(self, chart: Map) -> str:
        """Where each need stands."""

    def map_title(self, chart: Map) -> str:
        """Which needs have more than an even share of the points, and on how many of them we are behind."""


class EnglishPictures:
    """What is said about pictures in English."""

    def weights(self, chart: Lanes) -> str:
        """Everybody's points, need by need."""
        told = (lane_told(lane, chart.functions, "to", "mean") for lane in chart.lanes)
        return f"Points for each need, one dot a person. {'. '.join(told)}."

    def map(self, chart: Map) -> str:
        """Where each need stands."""
        told = (f"{spot.label} {whole(spot.points)} points, {_lead(spot.lead)}" for spot in chart.spots)
        bare = sum(spot.hollow for spot in chart.spots)
        return (
            "Importance in points of 100 against our lead over the best rival. "
            f"{'; '.join(told)}. {bare} of {len(chart.spots)} rest on assumptions."
        )

    def map_title(self, chart: Map) -> str:
        """Which needs have more than an even share of the points, and on how many of them we are behind."""
        weighty, behind = weighty_and_behind(chart)
        if not weighty:
            return "No need has more than an even share of our points"
        return f"Of {weighty} needs with more than an even share of our points we are behind on {behind}"


def _lead(by: float) -> str:
    size = f"{abs(by):.1f}"
    if size == "0.0":
        return "level with the best rival"
    return f"{size} {'ahead of' if by > 0 else 'behind'} the best rival"


def lane_told(lane: Lane, functions: Sequence[LaneFunction], between: str, mean: str) -> str:
    """A need's points in figures: `Price 10 to 55, mean 24; Sales 41, Customer service 12`."""
    ends = f" {whole(lane.values[0])} {between} {whole(lane.values[-1])}" if lane.spread else ""
    middle = "" if lane.mean is None else f"{mean} {whole(lane.mean)}"
    marks = ", ".join(f"{functions[place].name} {whole(value)}" for place, value in lane.marks)
    own = ", ".join(part for part in (f"{lane.label}{ends}", middle) if part)
    return f"{own}; {marks}" if marks else own


def weighty_and_behind(chart: Map) -> tuple[int, int]:
    """How many needs have more than an even share of the points, and on how many of them we are behind."""
    weighty = [spot for spot in chart.spots if spot.points > chart.even]
    return len(weighty), sum(spot.lead < 0 for spot in weighty)
