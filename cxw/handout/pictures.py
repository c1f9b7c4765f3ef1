"""Which pictures a handout has, and how they stand in its text: the charts are made in `figures`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from cxw.errors import CxwError
from cxw.findings.types import Findings, SegmentFindings
from cxw.handout.figures.closing import conviction_chart, evidence_chart, timeline_chart
from cxw.handout.figures.customers import customers_chart
from cxw.handout.figures.heard import heard
from cxw.handout.figures.marks import map_chart, marks_chart, sides_chart, unknown_chart, votes_chart
from cxw.handout.figures.points import drawn, functions_chart, slope_chart, weights_chart
from cxw.handout.figures.private import pull_chart, ranks_chart
from cxw.handout.figures.titled import Builder, tongue
from cxw.handout.words import plain
from cxw.pictures.drawing import drawn_chart
from cxw.pictures.paper import PaperChart
from cxw.pictures.pieces import Picture
from cxw.text.phrases import Phrases
from cxw.text.saying import in_a_row

__all__ = ["Figure", "drawn", "figure", "figure_of", "figure_title", "figures", "pictures"]

KINDS: Mapping[str, Builder] = {
    "functions": functions_chart,
    "evidence": evidence_chart,
    "sides": sides_chart,
    "weights": weights_chart,
    "slope": slope_chart,
    "customers": customers_chart,
    "marks": marks_chart,
    "unknown": unknown_chart,
    "map": map_chart,
    "votes": votes_chart,
    "conviction": conviction_chart,
    "timeline": timeline_chart,
    "ranks": ranks_chart,
    "pull": pull_chart,
}
"""The pictures there can be, in the order of the handout; the last two are in the facilitator's alone."""


@dataclass(frozen=True)
class Figure:
    """One picture of the handout."""

    name: str
    """`weights`, or `weights-SEGMENT` where there are several segments."""
    chart: PaperChart
    title: str
    alt: str
    """What somebody hears who cannot see it."""
    segment: str
    """The name of its segment."""


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
    speaks = tongue(findings.language, findings.date)
    if kind not in KINDS:
        raise CxwError(f"There is no picture called {kind}: a handout has {in_a_row([*KINDS])}.")
    found = KINDS[kind](segment, speaks)
    if found is None:
        return None
    name, alt = kind, heard(found.chart, speaks.words)
    if len(findings.segments) > 1:
        name, alt = f"{kind}-{segment.id}", f"{segment.name}: {alt}"
    return Figure(name, found.chart, found.title, alt, segment.name)


def figures(findings: Findings) -> Iterator[Figure]:
    """Every picture there is for this audience, segment by segment."""
    for segment in findings.segments:
        for kind in KINDS:
            found = figure_of(findings, segment, kind)
            if found is not None:
                yield found


def pictures(findings: Findings) -> Mapping[str, Picture]:
    """Every picture of the handout by its name, painted when it is asked for."""
    charts = {found.name: found.chart for found in figures(findings)}
    return _Gallery(charts, tongue(findings.language).say)


@dataclass(frozen=True)
class _Gallery(Mapping[str, Picture]):
    """Pictures by their names: what no text shows is never painted."""

    charts: Mapping[str, PaperChart]
    say: Phrases
    painted: dict[str, Picture] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Picture:
        if name not in self.painted:
            self.painted[name] = drawn_chart(self.charts[name], self.say)
        return self.painted[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.charts)

    def __len__(self) -> int:
        return len(self.charts)
