"""Stage 3 on the wall: the question, the heat map with spread and don't-knows, leads, the second round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain

from cxw.day import grid, rounds
from cxw.findings.in_words import half
from cxw.findings.marks.types import Cell, GridFindings, Lead, Side
from cxw.model import ENDS, AnyRound, MarksRound, RoundName
from cxw.pictures.charts import DIFFER, Heat, Lane, Lanes, LeadBar, Leads, Square
from cxw.pictures.points import both_rounds, in_figures
from cxw.questions.rounds import as_marks
from cxw.text.phrases import Phrases
from cxw.wall.page import Page
from cxw.wall.scene import Scene, aside_note, asking, numbered, sealed_page, step_of, taken_in
from cxw.wall.weights import convinced, dont_knows, named_pages

MIDDLE: Mapping[Side, str] = {
    "ahead": "ahead of {rival}",
    "level": "level with {rival}",
    "behind": "behind {rival}",
}
RANGE, APART = "3–9 lowest and highest mark", "marks differ most"
AGAIN = "Second round, only for the cells where marks differ most."
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
        return [sealed_page(scene.say, round, scene.say("The marks are in."))]
    return _second(scene) if which == "second" else _first(scene)


def _companies(scene: Scene) -> Page:
    """The competitors with their numbers at the desk: it is there that one is taken off again."""
    names = [company.name for company in scene.segment.competitors]
    return Page(scene.say("Who else could these customers choose?"), (numbered(names),) if names else ())


def is_shown(scene: Scene) -> bool:
    """Whether this step's round is revealed and has something to show."""
    found = scene.found.grid
    if found is None:
        return False
    if scene.view.step == "first shown":
        return _revealed(scene) is not None
    again = rounds.latest(scene.segment, "marks", "second")
    return step_of(again, "shown") == "shown" and any(cell.second for cell in found.cells)


def _revealed(scene: Scene) -> MarksRound | None:
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
    if round is not None:
        companies = [company for company in companies if company.id in round.companies]
    marked = as_marks(round)
    ends = marked.ends if marked else rounds.ends_of_marks(scene.segment)
    scale = " · ".join(grid.scale_in_words(ends, scene.say))
    words = [company.name for company in companies]
    again = scene.say(AGAIN) if which == "second" else ""
    asked = scene.say(grid.QUESTION)
    if round is None:
        return asking(scene.say, asked, (0, len(scene.session.members(scene.segment))), words, [scale, again])
    taken = taken_in(scene.session, scene.segment, round)
    return asking(scene.say, asked, taken, words, [scale, again, aside_note(scene.say, round)])


def _first(scene: Scene) -> list[Page]:
    found = scene.found.grid
    if found is None:
        return [_open(scene, None, "first")]
    say = scene.told
    unknown, leads, *under = dont_knows(say, found.headline, found.sentences)
    large = len(found.cells) > ROOMY
    rows = len(found.needs)
    heat = (_heat(say, found, spread=not large),)
    behind = _leads(say, found, leads if unknown else "")
    first = "" if behind else unknown
    headline = unknown if unknown and behind else leads
    shown = [Page(headline, heat, first, tuple(under), rows * (1 if large else 2) + 1, rows * 2 + 3)]
    if large:
        shown += [Page(headline, (heat,), least=rows + 1) for headline, heat in _behind(say, found)]
    return shown + behind + _named(say, found)


def _named(say: Phrases, found: GridFindings) -> list[Page]:
    shown: list[Page] = []
    for company in found.companies:
        cells = [(f"{company.id} {need.id}", need.short) for need in found.needs]
        headline = say("How each of us marked {company}", company=company.name)
        shown += named_pages(say, headline, found.named, cells)
    return shown


def _names(found: GridFindings) -> tuple[str, ...]:
    return tuple(company.short for company in found.companies)


def _heat(say: Phrases, found: GridFindings, *, spread: bool) -> Heat:
    scale = (*grid.scale_in_words(ENDS, say), say("middle mark of all"))
    signs = (
        (True, "  ·  ".join(scale)),
        (spread, say(RANGE)),
        (any(cell.dont_know for cell in found.cells), say("dk: do not know")),
        (any(cell.flags for cell in found.cells), f"{DIFFER} {say(APART)}"),
        (any(not cell.valid for cell in found.cells), say("no colour: too few know")),
    )
    return Heat(
        tuple(need.short for need in found.needs),
        _names(found),
        _squares(found, lambda cell: _square(say, cell, spread=spread)),
        tuple(words for there, words in signs if there),
    )


def _behind(say: Phrases, found: GridFindings) -> list[tuple[str, Heat]]:
    """What stands small in a small grid has maps of its own in a large one: spread and don't-knows."""
    rows = tuple(need.short for need in found.needs)
    spread = _squares(found, lambda cell: Square(_range(cell), differ=bool(cell.flags)))
    legend = (say(RANGE), f"{DIFFER} {say(APART)}")
    maps = [(say("How far apart our marks are"), Heat(rows, _names(found), spread, legend))]
    if any(cell.dont_know for cell in found.cells):
        maps.append((say("How many of us do not know"), unknown_heat(found)))
    return maps


def _squares(found: GridFindings, square: Callable[[Cell], Square]) -> tuple[tuple[Square, ...], ...]:
    def row(need: str) -> tuple[Square, ...]:
        cells = (found.cell(company.id, need) for company in found.companies)
        return tuple(square(cell) if cell else Square() for cell in cells)

    return tuple(row(need.id) for need in found.needs)


def _square(say: Phrases, cell: Cell, *, spread: bool) -> Square:
    unknown = (f"{cell.dont_know} {say('dk')}",) if cell.dont_know else ()
    if not cell.valid or cell.median is None:
        return Square("?", unknown)
    small = (_range(cell), *unknown) if spread else unknown
    return Square(half(cell.median), small, cell.median / 10, bool(cell.flags))


def _range(cell: Cell) -> str:
    if cell.low is None or cell.high is None:
        return ""
    low, high = half(cell.low), half(cell.high)
    return low if low == high else f"{low}–{high}"


def _leads(say: Phrases, found: GridFindings, sentence: str) -> list[Page]:
    """Who puts us ahead: under its sentence where the map before it had another one, don't-knows, to say."""
    best = [lead for lead in found.leads if lead.best]
    if not best:
        return []
    if all(lead.counts is None for lead in best):
        headline = say("Where our middle mark stands against our best rival's")
        bare, among = say("Without counts: one or two of us marked only one of the two."), ""
    else:
        headline = say("How many of us put us ahead of our best rival, and how many behind")
        bare, among = "", say("Among those who marked both.")
        if any(lead.counts is None for lead in best):
            bare = say("Without a bar: one or two marked only one of the two, so middle marks are compared.")
    # Why a row has no bar comes first: where room is short the last ones have none.
    under = tuple(words for words in (bare, headline if sentence else "", among) if words)
    return [Page(sentence or headline, (leads_shown(say, found),), under=under, least=len(best) + 1)]


def leads_shown(say: Phrases, found: GridFindings) -> Leads:
    """Who puts us ahead of the best rival on each need, and who behind."""
    names = found.company_shorts
    words = found.need_shorts
    best = (lead for lead in found.leads if lead.best)
    return Leads(tuple(_lead(say, words[lead.need], names[lead.rival], lead) for lead in best))


def _lead(say: Phrases, need: str, rival: str, lead: Lead) -> LeadBar:
    counts = lead.counts
    if counts is None:
        return LeadBar(need, 0, 0, say(MIDDLE[lead.side], rival=rival), told=False)
    ahead, level, behind = counts
    between = f", {level} {say('level')}" if level else ""
    split = f", {say('split')}" if lead.side == "split" else ""
    return LeadBar(need, behind, ahead, f"{rival}{split}{between}")


def unknown_heat(found: GridFindings) -> Heat:
    """How many do not know, square by square."""
    rows = tuple(need.short for need in found.needs)
    return Heat(rows, _names(found), _squares(found, lambda cell: Square(str(cell.dont_know or "·"))))


def _second(scene: Scene) -> list[Page]:
    found = scene.found.grid
    if found is None or not any(cell.second for cell in found.cells):
        return _first(scene)
    under = [cell.second.sentence for cell in found.cells if cell.second and cell.second.sentence]
    drawn = any(cell.second and cell.second.values_after for cell in found.cells)
    lanes = (second_mark_lanes(scene.told, found),) if drawn else ()
    return [Page(scene.told("The cells we marked again, before and after"), lanes, under=tuple(under))]


def second_mark_lanes(say: Phrases, found: GridFindings) -> Lanes:
    """The cells that were marked twice, both rounds beside each other."""
    names = found.company_shorts
    words = found.need_shorts
    again = [cell for cell in found.cells if cell.second is not None and cell.second.values_after]
    labels = (f"{names[cell.company]}: {words[cell.need]}" for cell in again)
    lanes = chain.from_iterable(_both(say, cell, label) for cell, label in zip(again, labels, strict=True))
    return Lanes(tuple(lanes), 10, say("marks"), centre="middle", heads=(say("middle"), ""))


def _both(say: Phrases, cell: Cell, label: str) -> tuple[Lane, Lane]:
    second = cell.second
    assert second is not None
    before, after = second.median_before, second.median_after
    lanes = (
        Lane("", second.values_before, before, number=in_figures(before, half)),
        Lane("", second.values_after, after, number=in_figures(after, half)),
    )
    return both_rounds(say, label, lanes, quiet=before == after)
