"""What pictures of the handout are called and what somebody hears who cannot see them, in English.

`PictureWords` says what every language has; German stands in `alts_de`. What is heard carries the finding and
its ends in numbers; it is made from the chart alone, so that it tells nothing that is not drawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol

from cxw.findings.in_words import count, plural, start, whole
from cxw.findings.marks.types import Side
from cxw.model import day_in_words
from cxw.pictures.charts import Lane, LaneFunction, Lanes
from cxw.pictures.paper import (
    EvidenceBar,
    EvidenceKind,
    Map,
    MarkGrid,
    Panel,
    PullBars,
    RankGrid,
    SideBySide,
    SidesChart,
    SidesRow,
    Slope,
    Sureness,
    SureTwice,
    Timeline,
    UnknownGrid,
    VotesChart,
)
from cxw.text.saying import all_quoted, in_a_row, stopped

SURE: tuple[Side, ...] = ("behind", "ahead", "level")
"""SidesChart, in the order in which a title tells them; `split` is told last."""
NAMED = 3
"""Needs a title names; of more it says how many."""


class PictureWords(Protocol):
    """Everything that is said about pictures in one language."""

    def decimals(self, number: str) -> str:
        """A number that was written in English with the decimal sign of the language."""

    def functions(self, chart: SideBySide) -> str:
        """What each group puts most points on."""

    def functions_title(self, chart: SideBySide) -> str:
        """What the room puts most points on."""

    def evidence(self, chart: EvidenceBar) -> str:
        """What the points rest on, beside the guess."""

    def sides(self, chart: SidesChart) -> str:
        """Who puts us where, need by need."""

    def sides_title(self, told: Sequence[tuple[Side, str]]) -> str:
        """On which needs we believe we are behind, ahead and level, and on which we are split."""

    def votes(self, chart: VotesChart) -> str:
        """Whom everybody's own points and marks put ahead, rival by rival."""

    def weights(self, chart: Lanes) -> str:
        """Everybody's points, need by need."""

    def map(self, chart: Map) -> str:
        """Where each need stands."""

    def map_title(self, chart: Map) -> str:
        """Which needs have more than an even share of the points, and on how many of them we are behind."""

    def slope(self, chart: Slope) -> str:
        """Each need's mean in both rounds."""

    def marks(self, chart: MarkGrid) -> str:
        """The middle mark of each company on each need."""

    def unknown(self, chart: UnknownGrid) -> str:
        """How many do not know each company on each need."""

    def unknown_title(self, chart: UnknownGrid) -> str:
        """In how many cells a third of us or more do not know, and which company is known least."""

    def conviction(self, chart: SureTwice) -> str:
        """How sure we are, and how many of us can be right."""

    def timeline(self, chart: Timeline) -> str:
        """Who finds out what by when."""

    def timeline_title(self, cards: int, done: int, nearest: dt.date | str | None) -> str:
        """How many promises there are, how many are kept, and by when the next one is."""

    def day(self, day: dt.date | str) -> str:
        """A day as it is known."""

    def promised(self, due: dt.date | str | None, done: dt.date | None, open_on: dt.date | None) -> str:
        """By when, and what became of it; `open_on`: a later day on which it was not done yet."""

    def ranks(self, chart: RankGrid) -> str:
        """How often each company comes out at each place."""

    def ranks_title(self, chart: RankGrid) -> str:
        """Which company comes out first most often."""

    def pull(self, chart: PullBars) -> str:
        """How far the others moved towards each declared person."""

    def pull_title(self, chart: PullBars) -> str:
        """That nothing is to be pointed out."""

    def pull_place(self, rank: int, ranked: int) -> str:
        """The place of one person's pull among everybody's."""


class EnglishPictures:
    """What is said about pictures in English."""

    CLASSES: Mapping[EvidenceKind, str] = {
        "customers": "{} on ten customers or more, or on what customers did",
        "stories": "{} on single stories",
        "nothing": "{} on nothing shown yet",
    }

    def decimals(self, number: str) -> str:
        """A number as it is."""
        return number

    def functions(self, chart: SideBySide) -> str:
        """What each group puts most points on."""
        told = "; ".join(panel_told(panel, chart.needs, "no points told") for panel in chart.panels)
        return f"Mean points of 100. {told}."

    def functions_title(self, chart: SideBySide) -> str:
        """What the room puts most points on."""
        return f"We put most points on {all_quoted(firsts(chart))}"

    def evidence(self, chart: EvidenceBar) -> str:
        """What the points rest on, beside the guess."""
        told = in_a_row([self.CLASSES[kind].format(points) for kind, points in chart.classes])
        guess = "" if chart.guess is None else f" We guessed that {whole(chart.guess)} rest on customers."
        return f"What our 100 points rest on: {told}.{guess}"

    def sides(self, chart: SidesChart) -> str:
        """Who puts us where, need by need."""
        rows = (self._row(row, chart.rest, f" against {row.beside}") for row in chart.rows)
        return f"How many of us put us behind, level and ahead. {'. '.join(rows)}."

    def _row(self, row: SidesRow, rest: str, against: str) -> str:
        if row.counts is None:
            return f"{row.label}: {row.word}"
        behind, level, ahead, others = row.counts
        more = f"; {rest}: {others}" if others else ""
        return f"{row.label}{against}: {behind} behind, {level} level, {ahead} ahead{more}"

    def sides_title(self, told: Sequence[tuple[Side, str]]) -> str:
        """On which needs we believe we are behind, ahead and level, and on which we are split."""
        needs = {side: self._needs(names) for side, names in by_side(told).items()}
        split, said = needs.get("split"), [f"{side} on {needs[side]}" for side in SURE if side in needs]
        if not said:
            return f"We are split on {split}" if split else ""
        believed = f"We believe we are {in_a_row(said)}"
        return f"{believed}; on {split} we are split" if split else believed

    def _needs(self, names: Sequence[str]) -> str:
        return all_quoted(names) if len(names) <= NAMED else f"{len(names)} needs"

    def votes(self, chart: VotesChart) -> str:
        """Whom everybody's own points and marks put ahead, rival by rival."""
        rows = (self._row(row, chart.rest, "") for row in chart.rows)
        return f"By each one's own points and marks. {'. '.join(rows)}."

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
        if weighty == 1:
            where = "we are behind on it" if behind else "we are not behind on it"
            return f"One need has more than an even share of our points; {where}"
        return f"Of {weighty} needs with more than an even share of our points we are behind on {behind}"

    def slope(self, chart: Slope) -> str:
        """Each need's mean in both rounds."""
        moved = sum(line.moved for line in chart.lines)
        told = (f"{line.label} {whole(line.before)}, then {whole(line.after)}" for line in chart.lines)
        return (
            f"Mean points of {chart.people} people in the first round and in the second. {'; '.join(told)}. "
            f"{moved} of {len(chart.lines)} needs moved by a point or more."
        )

    def marks(self, chart: MarkGrid) -> str:
        """The middle mark of each company on each need."""
        return f"Middle marks from 0 to 10. {'. '.join(cells_told(chart))}."

    def unknown(self, chart: UnknownGrid) -> str:
        """How many do not know each company on each need."""
        of = f" of {chart.everybody}" if chart.everybody else ""
        return f"How many{of} do not know. {'. '.join(counts_told(chart))}."

    def unknown_title(self, chart: UnknownGrid) -> str:
        """In how many cells a third of us or more do not know, and which company is known least."""
        cells, many, company = hardly_known(chart)
        if not many:
            return "Of no company a third of us do not know how well it does on a need"
        return f"Of {cells} cells a third of us or more do not know {many}; least known is {company}"

    def conviction(self, chart: SureTwice) -> str:
        """How sure we are, and how many of us can be right."""
        return f"{'. '.join(map(self._sure, chart.lines))}."

    def _sure(self, line: Sureness) -> str:
        right = "" if line.most is None else f"; at most {line.most} of {line.people} can be right"
        return f"{start(line.when)} we are on average {whole(line.mean)} % sure{right}"

    def timeline(self, chart: Timeline) -> str:
        """Who finds out what by when."""
        told = (f"{stopped(one.question)} {one.who}, {one.told}" for one in chart.promises)
        return f"Who finds out what by when. {'; '.join(told)}."

    def timeline_title(self, cards: int, done: int, nearest: dt.date | str | None) -> str:
        """How many promises there are, how many are kept, and by when the next one is."""
        said = f"We find out {plural(cards, 'thing')}"
        if cards == 1 and nearest is not None:
            return f"{said}, by {self.day(nearest)}"
        kept = f", {count(done)} of them done" if done else ""
        return f"{said}{kept}" if nearest is None else f"{said}{kept}; the next by {self.day(nearest)}"

    def day(self, day: dt.date | str) -> str:
        """A day as it is known."""
        return day_in_words(day)

    def promised(self, due: dt.date | str | None, done: dt.date | None, open_on: dt.date | None) -> str:
        """By when, and what became of it; `open_on`: a later day on which it was not done yet."""
        by = f"by {self.day(due)}" if due else "no date yet"
        if done:
            return f"{by}; done {self.day(done)}"
        return f"{by}; still open on {self.day(open_on)}" if open_on else by

    def ranks(self, chart: RankGrid) -> str:
        """How often each company comes out at each place."""
        told = "; ".join(places_told(chart, "place"))
        return f"Share of {chart.draws:,} rooms drawn from this one. {told}."

    def ranks_title(self, chart: RankGrid) -> str:
        """Which company comes out first most often."""
        first = max(chart.companies, key=lambda one: one.shares[0])
        share = percent(first.shares[0])
        return f"In {share} % of rooms drawn from this one {first.company} comes first"

    def pull(self, chart: PullBars) -> str:
        """How far the others moved towards each declared person."""
        told = "; ".join(pulls_told(chart, self.decimals))
        return f"How far the others moved towards what each declared person had first. {told}"

    def pull_title(self, chart: PullBars) -> str:
        """That nothing is to be pointed out."""
        return "Nobody who was declared senior stands out: there is no pull to point out"

    def pull_place(self, rank: int, ranked: int) -> str:
        """The place of one person's pull among everybody's."""
        return f"place {rank} of {ranked}"


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


def panel_told(panel: Panel, needs: Sequence[str], nothing: str) -> str:
    """A group's points in figures: `Sales (4): Price 41, Product 32, Quality 12`."""
    told = [(value, need) for need, value in zip(needs, panel.numbers, strict=True) if value is not None]
    told.sort(key=lambda one: -round(one[0], 9))
    many = f" ({panel.people})" if panel.people else ""
    said = ", ".join(f"{need} {whole(value)}" for value, need in told)
    return f"{panel.name}{many}: {said or nothing}"


def firsts(chart: SideBySide) -> list[str]:
    """The needs on which the room puts most points: in the chart they stand in order of value."""
    room = chart.panels[0]
    return [chart.needs[place] for place in room.largest] or list(chart.needs[:1])


def by_side(told: Sequence[tuple[Side, str]]) -> dict[Side, list[str]]:
    """Needs by the side on which we stand, in their order."""
    found: dict[Side, list[str]] = {}
    for side, need in told:
        found.setdefault(side, []).append(need)
    return found


def weighty_and_behind(chart: Map) -> tuple[int, int]:
    """How many needs have more than an even share of the points, and on how many of them we are behind."""
    weighty = [spot for spot in chart.spots if spot.points > chart.even]
    return len(weighty), sum(spot.lead < 0 for spot in weighty)


def cells_told(chart: MarkGrid) -> Iterator[str]:
    """Company by company: `PayCorp: Price 7½, Help 3`."""
    for place, company in enumerate(chart.columns):
        told = (f"{need} {row[place].text}" for need, row in zip(chart.rows, chart.cells, strict=True))
        yield f"{company}: {', '.join(told)}"


def counts_told(chart: UnknownGrid) -> Iterator[str]:
    """Company by company: `PayCorp: Price 3, Help 0`."""
    for place, company in enumerate(chart.columns):
        told = (f"{need} {row[place]}" for need, row in zip(chart.rows, chart.counts, strict=True))
        yield f"{company}: {', '.join(told)}"


def places_told(chart: RankGrid, place: str) -> Iterator[str]:
    """Company by company: `PayCorp place 1 72 %, place 2 28 %`."""
    for one in chart.companies:
        told = (f"{place} {n} {percent(share)} %" for n, share in enumerate(one.shares, 1))
        yield f"{one.company} {', '.join(told)}"


def pulls_told(chart: PullBars, written: Callable[[str], str]) -> Iterator[str]:
    """Person by person: `Åsa Lund: 0.31, place 1 of 9`."""
    for one in chart.people:
        size = "" if one.excess is None else f"{written(f'{one.excess:.2f}')}, "
        yield f"{one.name}: {size}{one.told}"


def hardly_known(chart: UnknownGrid) -> tuple[int, int, str]:
    """How many cells there are, in how many a third or more do not know, and the company known least."""
    cells = [*chain.from_iterable(zip(row, chart.asked, strict=True) for row in chart.counts)]
    many = sum(3 * count >= asked > 0 for count, asked in cells)
    sums = [sum(row[place] for row in chart.counts) for place in range(len(chart.columns))]
    return len(cells), many, chart.columns[sums.index(max(sums))]


def percent(share: float) -> str:
    """A share as whole per cent."""
    return whole(100 * share)
