"""Stage 3 on the wall: the question, the heat map with spread and don't-knows, leads, the second round."""

from __future__ import annotations

from collections.abc import Callable

from cxw import grid, rounds
from cxw.findings.types import Cell, GridFindings
from cxw.model import AnyRound, MarksRound, RoundName
from cxw.screens.bars import Lead as LeadBar
from cxw.screens.bars import leads as lead_bars
from cxw.screens.frame import Page, Picture, nothing
from cxw.screens.heat import DIFFER, Heat, Square
from cxw.screens.ink import half, signed
from cxw.screens.lanes import Lane, Lanes
from cxw.screens.needs import numbered
from cxw.screens.scene import Scene, aside, asking, sealed, step_of, taken_in
from cxw.screens.weights import convinced, dont_knows, named

ROOMY = 25
"""Cells up to which numbers and spread share a page whatever the window."""


def pages(scene: Scene) -> list[Page]:
    """The pages of one step."""
    if scene.view.step == "after":
        return [convinced(scene)]
    if scene.view.step == "companies":
        return [_companies(scene)]
    name, _, wanted = scene.view.step.partition(" ")
    which: RoundName = "second" if name == "second" else "first"
    round = rounds.latest(scene.segment, "marks", which)
    if which == "first" and wanted == "shown":
        round = _revealed(scene) or round
    step = step_of(round, wanted)
    if round is None or step == "open":
        return [_open(scene, round, which)]
    if step == "sealed":
        return [sealed(round, "The marks are in.")]
    return _second(scene) if which == "second" else _first(scene)


def _companies(scene: Scene) -> Page:
    names = [company.name for company in scene.session.companies(scene.segment)]
    return Page("Who else could these customers choose?", lambda sheet: numbered(names, sheet))


def is_shown(scene: Scene) -> bool:
    """Whether this step's round is revealed and has something to show."""
    found = scene.found.grid
    if found is None:
        return False
    if scene.view.step == "first shown":
        return _revealed(scene) is not None
    again = rounds.latest(scene.segment, "marks", "second")
    return step_of(again, "shown") == "shown" and any(cell.second for cell in found.cells)


def _revealed(scene: Scene) -> AnyRound | None:
    """A revealed first round on the newest list: a column that came late does not hide the others."""
    newest = rounds.latest(scene.segment, "marks")
    same = [
        round
        for round in scene.segment.on_newest_list("marks")
        if newest and round.needs == newest.needs and round.name == "first" and round.revealed
    ]
    return same[-1] if same else None


def _open(scene: Scene, round: AnyRound | None, which: RoundName) -> Page:
    companies = scene.session.companies(scene.segment)
    if isinstance(round, MarksRound):
        companies = [company for company in companies if company.id in round.companies]
    words = [f"{grid.SCALE[0]}   ·   {grid.SCALE[1]}", *(company.name for company in companies)]
    again = "Second round, only for the cells where marks differ most. " if which == "second" else ""
    if round is None:
        return asking(grid.QUESTION, 0, len(scene.session.members(scene.segment)), words, again)
    done, of = taken_in(scene.session, scene.segment, round)
    return asking(grid.QUESTION, done, of, words, again + aside(round))


def _first(scene: Scene) -> list[Page]:
    found = scene.found.grid
    if found is None:
        return [_open(scene, None, "first")]
    first, headline, *under = dont_knows(found.headline, found.sentences)
    large = len(found.cells) > ROOMY
    rows = len(found.needs)
    heat = _heat(found, spread=not large).draw
    shown = [Page(headline, heat, first, tuple(under), rows * (1 if large else 2) + 1, rows * 2 + 3)]
    if large:
        shown += [Page(headline, heat.draw, least=rows + 1) for headline, heat in _behind(found)]
    return shown + _leads(found) + _named(found)


def _named(found: GridFindings) -> list[Page]:
    return [
        page
        for company in found.companies
        for page in named(
            f"How each of us marked {company.name}",
            found.named,
            [(f"{company.id} {need.id}", need.short) for need in found.needs],
        )
    ]


def _names(found: GridFindings) -> tuple[str, ...]:
    return tuple(company.short for company in found.companies)


def _heat(found: GridFindings, *, spread: bool) -> Heat:
    flagged = any(cell.flags for cell in found.cells)
    unknown = any(not cell.valid for cell in found.cells)
    return Heat(
        tuple(need.short for need in found.needs),
        _names(found),
        _squares(found, lambda cell: _square(cell, spread=spread)),
        (
            f"{grid.SCALE[0]}  ·  {grid.SCALE[1]}  ·  middle mark of all",
            *(["3–9 lowest and highest mark"] if spread else []),
            *(["dk: do not know"] if any(cell.dont_know for cell in found.cells) else []),
            *([f"{DIFFER} marks differ most"] if flagged else []),
            *(["no colour: too few know"] if unknown else []),
        ),
    )


def _behind(found: GridFindings) -> list[tuple[str, Heat]]:
    """What stands small in a small grid has maps of its own in a large one: spread and don't-knows."""
    rows = tuple(need.short for need in found.needs)
    spread = _squares(found, lambda cell: Square(_range(cell), differ=bool(cell.flags)))
    legend = ("3–9 lowest and highest mark", f"{DIFFER} marks differ most")
    maps = [("How far apart our marks are", Heat(rows, _names(found), spread, legend))]
    if any(cell.dont_know for cell in found.cells):
        unknown = _squares(found, lambda cell: Square(str(cell.dont_know or "·")))
        maps.append(("How many of us do not know", Heat(rows, _names(found), unknown)))
    return maps


def _squares(found: GridFindings, square: Callable[[Cell], Square]) -> tuple[tuple[Square, ...], ...]:
    return tuple(
        tuple(
            square(cell) if (cell := found.cell(company.id, need.id)) else Square()
            for company in found.companies
        )
        for need in found.needs
    )


def _square(cell: Cell, *, spread: bool) -> Square:
    if not cell.valid or cell.median is None:
        return Square("?", tuple(_unknown(cell)))
    small = (*_unknown(cell), *([_range(cell)] if spread else []))
    return Square(half(cell.median), small[::-1] if spread else small, cell.median / 10, bool(cell.flags))


def _range(cell: Cell) -> str:
    if cell.low is None or cell.high is None:
        return ""
    return str(cell.low) if cell.low == cell.high else f"{cell.low}–{cell.high}"


def _unknown(cell: Cell) -> list[str]:
    return [f"{cell.dont_know} dk"] if cell.dont_know else []


def _leads(found: GridFindings) -> list[Page]:
    best = [lead for need in found.needs if (lead := found.best_lead(need.id)) is not None]
    if not best:
        return []
    headline = "How far ahead of our best rival, or behind, we believe we are"
    under = "The middle lead on each need, among those who marked both."
    if any(lead.median is None for lead in best):
        under += " Where one or two marked only one of the two: our middle mark minus theirs."
    return [Page(headline, lead_picture(found), under=(under,), least=len(best) + 1)]


def lead_picture(found: GridFindings, need: str | None = None) -> Picture:
    """The lead on each need over its best rival; over every rival where one need is named."""
    names = {company.id: company.short for company in found.companies}
    words = {need.id: need.short for need in found.needs}
    chosen = [lead for lead in found.leads if (lead.best if need is None else lead.need == need)]
    bars = tuple(
        LeadBar(
            words[lead.need] if need is None else names[lead.rival],
            lead.by,
            f"{signed(lead.by)} {names[lead.rival]}" if need is None else signed(lead.by),
        )
        for lead in chosen
    )
    return lambda sheet: lead_bars(bars, sheet)


def _second(scene: Scene) -> list[Page]:
    found = scene.found.grid
    if found is None or not any(cell.second for cell in found.cells):
        return _first(scene)
    under = [cell.second.sentence for cell in found.cells if cell.second and cell.second.sentence]
    drawn = any(cell.second and cell.second.values_after for cell in found.cells)
    picture = second_lanes(found).draw if drawn else nothing
    return [Page("The cells we marked again, before and after", picture, under=tuple(under))]


def second_lanes(found: GridFindings) -> Lanes:
    """The cells that were marked twice, both rounds beside each other."""
    names = {company.id: company.short for company in found.companies}
    words = {need.id: need.short for need in found.needs}
    again = [cell for cell in found.cells if cell.second is not None and cell.second.values_after]
    lanes = [lane for cell in again for lane in _both(cell, f"{names[cell.company]}: {words[cell.need]}")]
    return Lanes(tuple(lanes), 10, "marks", centre="middle", heads=("middle", ""))


def _both(cell: Cell, label: str) -> tuple[Lane, Lane]:
    second = cell.second
    assert second is not None
    rounds = ((second.values_before, second.median_before), (second.values_after, second.median_after))
    one, two = (
        Lane(
            label if first else "",
            values,
            middle,
            number=half(middle) if middle is not None else "",
            spread="first" if first else "second",
            quiet=second.median_before == second.median_after,
            joined=not first,
        )
        for first, (values, middle) in zip((True, False), rounds, strict=True)
    )
    return one, two
