"""Stage 4 on the wall: one finding a screen, a sentence and its charts, most consequential first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from typing import TypeAlias

from cxw.findings.finding import Finding, Picture
from cxw.findings.functions.types import PairApart
from cxw.findings.in_words import half, whole
from cxw.findings.marks.types import Cell, GridFindings
from cxw.findings.points.types import NeedWeights
from cxw.findings.types import SegmentFindings
from cxw.pictures.charts import (
    Bars,
    Crowd,
    LabelledWords,
    Lane,
    LaneFunction,
    Lanes,
    Length,
    Pairs,
    Role,
    WallChart,
    top_of,
)
from cxw.pictures.points import in_figures, lane_functions, marks_of, point_lanes
from cxw.text.phrases import Phrases
from cxw.wall import swot
from cxw.wall.grid import leads_shown, second_mark_lanes, unknown_heat
from cxw.wall.page import Page
from cxw.wall.scene import Scene, numbered
from cxw.wall.weights import PAIRS, second_point_lanes

Shown: TypeAlias = tuple[WallChart, ...]
SUMMARY = "What we found about ourselves"


def pages(scene: Scene) -> list[Page]:
    """The findings one by one, then what else belongs to this stage; a sentence where there is nothing."""
    return list(chain.from_iterable(part(scene) for part in _PARTS)) or [_nothing(scene)]


def is_shown(scene: Scene) -> bool:
    """Whether there is anything to walk through."""
    return any(part(scene) for part in _PARTS)


def _nothing(scene: Scene) -> Page:
    words = (
        "Nothing has been revealed yet that we could disagree about."
        if not scene.found.weights
        else "We found nothing that we see differently enough to talk about."
    )
    return Page(scene.told(words))


def _walk(scene: Scene) -> list[Page]:
    """A page a finding, most consequential first."""
    found = scene.found
    least = min(16, len(found.weights.needs if found.weights else ()) + 4)
    return [Page(f.sentence, _CHARTS[f.picture](scene.told, found, f), least=least) for f in found.walk]


def _summary(scene: Scene) -> list[Page]:
    """The walk as a list, and what none of it tells."""
    told = scene.found.summary
    if told is None or len(told.lines) < 2:
        return []
    return [
        Page(scene.told(SUMMARY), (numbered(told.lines),), under=(told.caution,), least=len(told.lines) + 2)
    ]


def _dont_know(_: Phrases, __: SegmentFindings, finding: Finding) -> Shown:
    unknown = int(dict(finding.numbers).get("don't know", 0))
    return (Crowd(max(0, finding.n - unknown), unknown),)


def _room(say: Phrases, found: SegmentFindings, finding: Finding) -> Shown:
    weights = found.weights
    if weights is None or weights.apart is None:
        return ()
    bars = tuple(
        Length(need.short, need.apart, whole(need.apart), _emphasis(need.id == finding.need))
        for need in sorted(weights.needs, key=lambda need: -(need.apart or 0))
        if need.apart is not None
    )
    return (Bars(bars),)


def _emphasis(so: bool) -> Role:
    """What the sentence is about has the accent."""
    return "accent" if so else "strong"


def _need(say: Phrases, found: SegmentFindings, finding: Finding) -> Shown:
    if found.weights is None or finding.need is None:
        return ()
    return (point_lanes(found.weights, [found.weights.need(finding.need)], say),)


def _ground(say: Phrases, found: SegmentFindings, _: Finding) -> Shown:
    """The needs that all functions put weight on, with everybody's points."""
    weights = found.weights
    if weights is None or weights.ground is None:
        return ()
    return (point_lanes(weights, [weights.need(need) for need in weights.ground.needs], say),)


def _functions(say: Phrases, found: SegmentFindings, finding: Finding) -> Shown:
    weights = found.weights
    pair = _pair(found, finding)
    if weights is None or pair is None:
        return _need(say, found, finding)
    means = tuple(_pair_lane(need, pair) for need in weights.needs)
    names = (LaneFunction(pair.first), LaneFunction(pair.second))
    return _beside_the_hat(say, pair), _means_alone(say, means, names, "◆   ▲")


def _means_alone(
    say: Phrases, means: tuple[Lane, ...], names: tuple[LaneFunction, ...], head: str = ""
) -> Lanes:
    """Lanes of functions, without a dot for anybody."""
    marks = chain.from_iterable(lane.marks for lane in means)
    return Lanes(
        means, top_of(mean for _, mean in marks), say("points"), names, heads=(head, ""), people=False
    )


def _pattern(say: Phrases, found: SegmentFindings, finding: Finding) -> Shown:
    """The means of each function on each need, and the farthest two beside the same with names shuffled."""
    weights = found.weights
    pair = next((pair for pair in weights.pairs if pair.beyond_chance), None) if weights else None
    if weights is None or pair is None:
        return ()
    places = {name: place for place, name in enumerate(finding.functions)}
    means = tuple(Lane(need.short, (), marks=marks_of(need.groups, places)) for need in weights.needs)
    sizes = weights.function_sizes
    names = tuple(LaneFunction(name, sizes[name]) for name in finding.functions)
    return _beside_the_hat(say, pair), _means_alone(say, means, names)


def _beside_the_hat(say: Phrases, pair: PairApart) -> Bars:
    both = f"{pair.first} {say('and')} {pair.second}"
    return Bars(
        (
            Length(both, pair.apart, whole(pair.apart), _emphasis(pair.beyond_chance)),
            Length(say("with names shuffled"), pair.hat_mean, whole(pair.hat_mean), "quiet"),
        ),
        unit=say("points apart"),
    )


def _pair(found: SegmentFindings, finding: Finding) -> PairApart | None:
    pairs = found.weights.pairs if found.weights else ()
    return next((pair for pair in pairs if {pair.first, pair.second} == set(finding.functions)), None)


def _pair_lane(need: NeedWeights, pair: PairApart) -> Lane:
    marks = marks_of(need.groups, {pair.first: 0, pair.second: 1})
    return Lane(
        need.short, (), marks=marks, number=" ".join(f"{whole(value):>3}" for _, value in sorted(marks))
    )


def _cell(say: Phrases, found: SegmentFindings, finding: Finding) -> Shown:
    cell = _the_cell(found, finding)
    if found.grid is None or cell is None:
        return ()
    if finding.kind == "dont-know":
        return _unknown_cells(say, found.grid, cell)
    groups = tuple(group.name for group in cell.groups)
    places = {name: place for place, name in enumerate(groups)}
    label = next((need.short for need in found.grid.needs if need.id == cell.need), "")
    lane = Lane(
        label,
        cell.values,
        cell.median,
        None,
        marks_of(cell.groups, places),
        in_figures(cell.median, half),
    )
    return (Lanes((lane,), 10, say("marks"), lane_functions(cell.groups), "middle"),)


def _unknown_cells(say: Phrases, grid: GridFindings, cell: Cell) -> Shown:
    """Who does not know one cell; every cell of a company that is hardly known at all."""
    company = next((company for company in grid.companies if company.id == cell.company), None)
    if company is None or not company.hardly_known:
        return (Crowd(cell.n, cell.dont_know),)
    asked = [(need, known) for need in grid.needs if (known := grid.cell(company.id, need.id)) is not None]
    bars = tuple(Length(need.short, one.dont_know, _so_many_unknown(say, one)) for need, one in asked)
    most = max(one.n + one.dont_know for _, one in asked)
    return (Bars(bars, top=most),)


def _so_many_unknown(say: Phrases, cell: Cell) -> str:
    asked = cell.n + cell.dont_know
    if cell.dont_know == 1:
        return say("1 of {asked} do not know", asked=asked)
    return say("{number} of {asked} do not know", number=cell.dont_know, asked=asked)


def _the_cell(found: SegmentFindings, finding: Finding) -> Cell | None:
    if found.grid is None or finding.company is None or finding.need is None:
        return None
    return found.grid.cell(finding.company, finding.need)


def _lead(say: Phrases, found: SegmentFindings, _: Finding) -> Shown:
    return (leads_shown(say, found.grid),) if found.grid else ()


def _unknown(say: Phrases, found: SegmentFindings, _: Finding) -> Shown:
    return (unknown_heat(found.grid),) if found.grid else ()


def _rounds(say: Phrases, found: SegmentFindings, finding: Finding) -> Shown:
    if finding.company is not None and found.grid is not None:
        return (second_mark_lanes(say, found.grid),)
    second = found.weights.second if found.weights else None
    if found.weights is None or second is None:
        return ()
    most = sorted(second.needs, key=lambda need: -(need.moved or 0))[:PAIRS]
    return (second_point_lanes(say, found.weights, [need for need in second.needs if need in most]),)


def _categories(say: Phrases, found: SegmentFindings, _: Finding) -> Shown:
    """Each need that is asked about, with its question; where rows are few the names alone."""
    asked = found.needs.read.asked if found.needs.read else ()
    pairs = tuple(LabelledWords(need.short, need.question or "") for need in asked)
    return (Pairs(pairs, label="plain", printed=True),)


_CHARTS: Mapping[Picture, Callable[[Phrases, SegmentFindings, Finding], Shown]] = {
    "dont-know": _dont_know,
    "weights": _room,
    "need": _need,
    "functions": _functions,
    "pattern": _pattern,
    "cell": _cell,
    "lead": _lead,
    "unknown": _unknown,
    "rounds": _rounds,
    "ground": _ground,
    "categories": _categories,
}

_PARTS: tuple[Callable[[Scene], list[Page]], ...] = (_walk, swot.votes_page, swot.board_pages, _summary)
"""What this stage shows, in its order; a part without anything to show gives no page."""
