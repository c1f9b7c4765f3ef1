"""Stage 4 on the wall: one finding a screen, a sentence and its picture, most consequential first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from rich.text import Text  # noqa: TID251 -- screens are rich's room

from cxw.drawing import columns
from cxw.findings.finding import Finding
from cxw.findings.functions.types import PairApart
from cxw.findings.in_words import count
from cxw.findings.marks.types import Cell, GridFindings
from cxw.findings.points.types import NeedWeights
from cxw.findings.types import SegmentFindings
from cxw.wall import swot
from cxw.wall.bars import Length, lengths
from cxw.wall.frame import Page, Picture, WallSheet, nothing
from cxw.wall.grid import lead_picture, second_mark_lanes, unknown_picture
from cxw.wall.ink import column, half, whole, wrapped
from cxw.wall.lanes import Lane, Lanes, top_of
from cxw.wall.needs import numbered
from cxw.wall.scene import Scene
from cxw.wall.weights import PAIRS, lanes_of, marks_of, second_point_lanes

Signs = tuple[tuple[str, ...], tuple[str, ...]]
"""Of somebody who does not know, and of somebody who gave a number: rows of cells."""
SUMMARY = "What we found about ourselves"
BOXES: Signs = (("┌───┐", "│ ? │", "└───┘"), ("▄▄▄▄▄", "█████", "▀▀▀▀▀"))
DOTS: Signs = (("□",), ("■",))


def pages(scene: Scene) -> list[Page]:
    """The findings one by one, then what else belongs to this stage; a sentence where there is nothing."""
    return [page for part in _PARTS for page in part(scene)] or [_nothing(scene)]


def is_shown(scene: Scene) -> bool:
    """Whether there is anything to walk through."""
    return any(part(scene) for part in _PARTS)


def _nothing(scene: Scene) -> Page:
    words = (
        "Nothing has been revealed yet that we could disagree about."
        if not scene.found.weights
        else "We found nothing that we see differently enough to talk about."
    )
    return Page(words)


def _walk(scene: Scene) -> list[Page]:
    """A page a finding, most consequential first."""
    found = scene.found
    least = min(16, len(found.weights.needs if found.weights else ()) + 4)
    return [Page(f.sentence, _PICTURES[f.picture](found, f), least=least) for f in found.walk]


def _summary(scene: Scene) -> list[Page]:
    """The walk as a list, and what none of it tells."""
    told = scene.found.summary
    if told is None or len(told.lines) < 2:
        return []

    def picture(sheet: WallSheet) -> list[Text]:
        return numbered(told.lines, sheet)

    return [Page(SUMMARY, picture, under=(told.caution,), least=len(told.lines) + 2)]


def _dont_know(_: SegmentFindings, finding: Finding) -> Picture:
    unknown = int(dict(finding.numbers).get("don't know", 0))
    return lambda sheet: people_signs(max(0, finding.n - unknown), unknown, sheet)


def people_signs(known: int, unknown: int, sheet: WallSheet) -> list[Text]:
    """One sign a person, hollow ones first: who does not know; bars where there are too many people."""
    cells = min(sheet.width, 100)
    for signs in (BOXES, DOTS):
        rows, wide = len(signs[0]), len(signs[0][0]) + 2
        a_line = cells // wide
        lines = -(-(known + unknown) // a_line)
        if lines * (rows + 1) + 1 <= sheet.height:
            return _crowd(known, unknown, -(-(known + unknown) // max(1, lines)), signs, sheet)
    bars = (
        Length("do not know", unknown, str(unknown), accent=True),
        Length("gave a number", known, str(known)),
    )
    return lengths(bars, sheet)


def _crowd(known: int, unknown: int, a_line: int, signs: Signs, sheet: WallSheet) -> list[Text]:
    everybody = [(signs[0], sheet.warning)] * unknown + [(signs[1], sheet.ink)] * known
    lines: list[Text] = []
    for start in range(0, len(everybody), a_line):
        some = everybody[start : start + a_line]
        lines += [
            Text.assemble(*((sign[row] + "  ", style) for sign, style in some))
            for row in range(len(signs[0]))
        ]
        lines.append(Text())
    legend = (("□", sheet.warning), " does not know   ", ("■", sheet.ink), " gave a number")
    return [*lines, Text.assemble(*legend)]


def _room(found: SegmentFindings, finding: Finding) -> Picture:
    weights = found.weights
    if weights is None or weights.apart is None:
        return nothing
    bars = tuple(
        Length(need.short, need.apart, whole(need.apart), accent=need.id == finding.need)
        for need in sorted(weights.needs, key=lambda need: -(need.apart or 0))
        if need.apart is not None
    )
    return lambda sheet: lengths(bars, sheet)


def _need(found: SegmentFindings, finding: Finding) -> Picture:
    if found.weights is None or finding.need is None:
        return nothing
    return lanes_of(found.weights, [found.weights.need(finding.need)]).draw


def _ground(found: SegmentFindings, _: Finding) -> Picture:
    """The needs that all functions put weight on, with everybody's points."""
    weights = found.weights
    if weights is None or weights.ground is None:
        return nothing
    return lanes_of(weights, [weights.need(need) for need in weights.ground.needs]).draw


def _functions(found: SegmentFindings, finding: Finding) -> Picture:
    weights = found.weights
    pair = _pair(found, finding)
    if weights is None or pair is None:
        return _need(found, finding)
    means = [_pair_lane(need, pair) for need in weights.needs]
    values = [value for lane in means for _, value in lane.marks]
    lanes = Lanes(
        tuple(means), top_of(values), "points", (pair.first, pair.second), heads=("◆   ▲", ""), people=False
    )

    return lambda sheet: _under(_beside_the_hat(pair), lanes, sheet)


def _pattern(found: SegmentFindings, finding: Finding) -> Picture:
    """The means of each function on each need, and the farthest two beside names from a hat."""
    weights = found.weights
    pair = next((pair for pair in weights.pairs if pair.beyond_chance), None) if weights else None
    if weights is None or pair is None:
        return nothing
    places = {name: place for place, name in enumerate(finding.functions)}
    means = [Lane(need.short, (), marks=marks_of(need.groups, places)) for need in weights.needs]
    values = [value for lane in means for _, value in lane.marks]
    sizes = {group.name: group.n for group in weights.groups}
    names = tuple(f"{name} ({sizes[name]})" for name in finding.functions)
    lanes = Lanes(tuple(means), top_of(values), "points", names, people=False)
    return lambda sheet: _under(_beside_the_hat(pair), lanes, sheet)


def _beside_the_hat(pair: PairApart) -> tuple[Length, Length]:
    return (
        Length(f"{pair.first} and {pair.second}", pair.apart, whole(pair.apart), accent=pair.beyond_chance),
        Length("names from a hat", pair.hat_mean, whole(pair.hat_mean), quiet=True),
    )


def _under(bars: tuple[Length, Length], lanes: Lanes, sheet: WallSheet) -> list[Text]:
    """Bars above lanes; where there is no room for both the bars are one line of words."""
    number = len(lanes.lanes)
    if sheet.height < number + 5:
        two, hat = bars
        said = Text(f"{two.label}: {two.text} points apart; {hat.label}: {hat.text}", sheet.quiet)
        above = [said] if sheet.height >= number + 3 else []
        return [*above, *lanes.draw(replace(sheet, height=sheet.height - len(above)))]
    above = lengths(bars, replace(sheet, height=2))
    air = 2 if sheet.height > number * 2 + 6 else 1
    return [*above, *[Text()] * air, *lanes.draw(replace(sheet, height=sheet.height - len(above) - air))]


def _pair(found: SegmentFindings, finding: Finding) -> PairApart | None:
    pairs = found.weights.pairs if found.weights else ()
    return next((pair for pair in pairs if {pair.first, pair.second} == set(finding.functions)), None)


def _pair_lane(need: NeedWeights, pair: PairApart) -> Lane:
    marks = marks_of(need.groups, {pair.first: 0, pair.second: 1})
    return Lane(
        need.short, (), marks=marks, number=" ".join(f"{whole(value):>3}" for _, value in sorted(marks))
    )


def _cell(found: SegmentFindings, finding: Finding) -> Picture:
    cell = _the_cell(found, finding)
    if found.grid is None or cell is None:
        return nothing
    if finding.kind == "dont-know":
        return _unknown_cells(found.grid, cell)
    groups = tuple(group.name for group in cell.groups)
    places = {name: place for place, name in enumerate(groups)}
    label = next((need.short for need in found.grid.needs if need.id == cell.need), "")
    lane = Lane(
        label,
        cell.values,
        cell.median,
        None,
        marks_of(cell.groups, places),
        f"{half(cell.median) if cell.median is not None else ''}",
    )
    names = tuple(f"{group.name} ({group.n})" for group in cell.groups)
    return Lanes((lane,), 10, "marks", names, "middle").draw


def _unknown_cells(grid: GridFindings, cell: Cell) -> Picture:
    """Who does not know one cell; every cell of a company that is hardly known at all."""
    company = next((company for company in grid.companies if company.id == cell.company), None)
    if company is None or not company.hardly_known:
        return lambda sheet: people_signs(cell.n, cell.dont_know, sheet)
    asked = [(need, known) for need in grid.needs if (known := grid.cell(company.id, need.id)) is not None]
    bars = tuple(
        Length(need.short, one.dont_know, f"{one.dont_know} of {one.n + one.dont_know} do not know")
        for need, one in asked
    )
    most = max(one.n + one.dont_know for _, one in asked)
    return lambda sheet: lengths(bars, sheet, top=most)


def _the_cell(found: SegmentFindings, finding: Finding) -> Cell | None:
    if found.grid is None or finding.company is None or finding.need is None:
        return None
    return found.grid.cell(finding.company, finding.need)


def _lead(found: SegmentFindings, _: Finding) -> Picture:
    return lead_picture(found.grid) if found.grid else nothing


def _unknown(found: SegmentFindings, _: Finding) -> Picture:
    return unknown_picture(found.grid) if found.grid else nothing


def _rounds(found: SegmentFindings, finding: Finding) -> Picture:
    if finding.company is not None and found.grid is not None:
        return second_mark_lanes(found.grid).draw
    second = found.weights.second if found.weights else None
    if found.weights is None or second is None:
        return nothing
    most = sorted(second.needs, key=lambda need: -(need.moved or 0))[:PAIRS]
    return second_point_lanes(found.weights, [need for need in second.needs if need in most]).draw


def _categories(found: SegmentFindings, _: Finding) -> Picture:
    """Each need that is asked about, with its question; where rows are few the names alone."""
    asked = found.needs.read.asked if found.needs.read else ()
    return lambda sheet: _questions([(need.short, need.question or "") for need in asked], sheet)


def _questions(asked: Sequence[tuple[str, str]], sheet: WallSheet) -> list[Text]:
    label = min(max((columns(name) for name, _ in asked), default=0), sheet.width // 4)
    blocks = [_block(name, question, label, sheet) for name, question in asked]
    heights = list(accumulate(len(block) for block in blocks))
    shown = sum(height + (place < len(blocks)) <= sheet.height for place, height in enumerate(heights, 1))
    air = [Text()] if heights and heights[-1] + len(blocks) <= sheet.height else []
    lines = [line for block in blocks[:shown] for line in (*block, *air)]
    more = f"and {count(len(blocks) - shown)} more in the handout"
    return lines if shown == len(blocks) else [*lines, Text(more, sheet.quiet)]


def _block(name: str, question: str, label: int, sheet: WallSheet) -> list[Text]:
    """One need beside its question."""
    words = wrapped(question, min(sheet.width - label - 3, 90))
    names = [name, *[""] * (len(words) - 1)]
    return [
        Text.assemble((column(one, label), sheet.ink), "   ", (row, sheet.quiet))
        for one, row in zip(names, words, strict=True)
    ]


_PICTURES: dict[str, Callable[[SegmentFindings, Finding], Picture]] = {
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
