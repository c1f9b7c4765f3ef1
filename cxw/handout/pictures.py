"""Which pictures a handout has, and how they stand in its text: the charts are made in `figures`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from cxw.findings.types import Findings, SegmentFindings
from cxw.handout.figures.alts import PictureWords
from cxw.handout.figures.closing import evidence_chart
from cxw.handout.figures.marks import map_chart, sides_chart, votes_chart
from cxw.handout.figures.points import drawn, functions_chart, weights_chart
from cxw.handout.figures.titled import Builder, tongue
from cxw.handout.words import plain
from cxw.pictures.charts import Lanes
from cxw.pictures.drawing import drawn_chart
from cxw.pictures.paper import EvidenceBar, Map, PaperChart, SideBySide, SidesChart, VotesChart
from cxw.pictures.pieces import Picture

__all__ = ["Figure", "drawn", "figure", "figure_of", "figure_title", "figures", "pictures"]

KINDS: Mapping[str, Builder] = {
    "functions": functions_chart,
    "evidence": evidence_chart,
    "sides": sides_chart,
    "weights": weights_chart,
    "map": map_chart,
    "votes": votes_chart,
}
"""The pictures there can be, in the order of the handout."""


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
    speaks = tongue(findings.language)
    found = KINDS[kind](segment, speaks) if kind in KINDS else None
    if found is None:
        return None
    many, alt = len(findings.segments) > 1, heard(found.chart, speaks.words)
    return Figure(
        f"{kind}-{segment.id}" if many else kind,
        found.chart,
        found.title,
        f"{segment.name}: {alt}" if many else alt,
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
    say = tongue(findings.language).say
    return {found.name: drawn_chart(found.chart, say) for found in figures(findings)}


def heard(chart: PaperChart, words: PictureWords) -> str:
    """What somebody hears who cannot see the chart."""
    match chart:
        case SideBySide():
            return words.functions(chart)
        case EvidenceBar():
            return words.evidence(chart)
        case SidesChart():
            return words.sides(chart)
        case VotesChart():
            return words.votes(chart)
        case Lanes():
            return words.weights(chart)
        case Map():
            return words.map(chart)
        case _:
            assert_never(chart)
