"""What pictures of the handout are called and what is heard of them, in German."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from cxw.findings.in_words import start, whole
from cxw.findings.in_words_de import (
    all_quoted_de,
    count_de,
    day_in_words_de,
    decimals_de,
    listed_de,
)
from cxw.findings.marks.types import Side
from cxw.handout.figures.alts import (
    NAMED,
    by_side,
    cells_told,
    counts_told,
    firsts,
    hardly_known,
    lane_told,
    panel_told,
    percent,
    places_told,
    pulls_told,
    weighty_and_behind,
)
from cxw.pictures.charts import Lanes
from cxw.pictures.paper import (
    EvidenceBar,
    EvidenceKind,
    Map,
    MarkGrid,
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
from cxw.text.saying import one_or_more, stopped


class GermanPictures:
    """What is said about pictures in German."""

    SIDES: Mapping[Side, str] = {"behind": "zurück", "ahead": "vorn", "level": "gleichauf"}
    CLASSES: Mapping[EvidenceKind, str] = {
        "customers": "{} auf zehn oder mehr Kunden oder auf ihrem Verhalten",
        "stories": "{} auf Einzelfällen",
        "nothing": "{} noch ohne Beleg",
    }

    def decimals(self, number: str) -> str:
        """A number with a comma."""
        return decimals_de(number)

    def functions(self, chart: SideBySide) -> str:
        """What each group puts most points on."""
        told = "; ".join(panel_told(panel, chart.needs, "keine Punkte genannt") for panel in chart.panels)
        return f"Punkte von 100 im Schnitt. {told}."

    def functions_title(self, chart: SideBySide) -> str:
        """What the room puts most points on."""
        return f"Die meisten Punkte geben wir für {all_quoted_de(firsts(chart))}"

    def evidence(self, chart: EvidenceBar) -> str:
        """What the points rest on, beside the guess."""
        told = listed_de([self.CLASSES[kind].format(points) for kind, points in chart.classes])
        guess = "" if chart.guess is None else f" Geschätzt hatten wir {whole(chart.guess)} auf Kunden."
        return f"Worauf unsere 100 Punkte beruhen: {told}.{guess}"

    def sides(self, chart: SidesChart) -> str:
        """Who puts us where, need by need."""
        rows = (self._row(row, chart.rest, f" gegenüber {row.beside}") for row in chart.rows)
        return f"Wie viele uns zurück, gleichauf und vorn sehen. {'. '.join(rows)}."

    def _row(self, row: SidesRow, rest: str, against: str) -> str:
        if row.counts is None:
            return f"{row.label}: {row.word}"
        behind, level, ahead, others = row.counts
        more = f"; {rest}: {others}" if others else ""
        return f"{row.label}{against}: {behind} zurück, {level} gleichauf, {ahead} vorn{more}"

    def sides_title(self, told: Sequence[tuple[Side, str]]) -> str:
        """On which needs we believe we are behind, ahead and level, and on which we are split."""
        needs = {side: self._needs(names) for side, names in by_side(told).items()}
        said = [f"bei {needs[side]} {word}" for side, word in self.SIDES.items() if side in needs]
        split = f"bei {needs['split']} sind wir geteilter Meinung" if "split" in needs else ""
        if not said:
            return split[:1].upper() + split[1:]
        believed = f"Wir sehen uns {listed_de(said)}"
        return f"{believed}; {split}" if split else believed

    def _needs(self, names: Sequence[str]) -> str:
        return all_quoted_de(names) if len(names) <= NAMED else f"{len(names)} Bedürfnissen"

    def votes(self, chart: VotesChart) -> str:
        """Whom everybody's own points and marks put ahead, rival by rival."""
        rows = (self._row(row, chart.rest, "") for row in chart.rows)
        return f"Nach den eigenen Punkten und Bewertungen jeder Person. {'. '.join(rows)}."

    def weights(self, chart: Lanes) -> str:
        """Everybody's points, need by need."""
        told = (lane_told(lane, chart.functions, "bis", "im Schnitt") for lane in chart.lanes)
        return f"Punkte je Bedürfnis, jede Person ein Kreis. {'. '.join(told)}."

    def map(self, chart: Map) -> str:
        """Where each need stands."""
        told = (f"{spot.label} {whole(spot.points)} Punkte, {_lead(spot.lead)}" for spot in chart.spots)
        bare = sum(spot.hollow for spot in chart.spots)
        return (
            "Wichtigkeit in Punkten von 100 und unser Vorsprung vor dem besten Wettbewerber. "
            f"{'; '.join(told)}. Auf Annahmen beruhen {bare} von {len(chart.spots)}."
        )

    def map_title(self, chart: Map) -> str:
        """Which needs have more than an even share of the points, and on how many of them we are behind."""
        weighty, behind = weighty_and_behind(chart)
        if not weighty:
            return "Kein Bedürfnis bekommt mehr als einen gleichen Anteil unserer Punkte"
        if weighty == 1:
            where = "dort liegen wir zurück" if behind else "dort liegen wir nicht zurück"
            return f"Ein Bedürfnis bekommt mehr als einen gleichen Anteil unserer Punkte; {where}"
        return (
            f"{weighty} Bedürfnisse bekommen mehr als einen gleichen Anteil unserer Punkte; "
            f"bei {behind} davon liegen wir zurück"
        )

    def slope(self, chart: Slope) -> str:
        """Each need's mean in both rounds."""
        moved = sum(line.moved for line in chart.lines)
        told = (f"{line.label} {whole(line.before)}, dann {whole(line.after)}" for line in chart.lines)
        return (
            f"Punkte von {chart.people} Personen im Schnitt, erste und zweite Runde. {'; '.join(told)}. "
            f"Um einen Punkt oder mehr verändert: {moved} von {len(chart.lines)} Bedürfnissen."
        )

    def marks(self, chart: MarkGrid) -> str:
        """The middle mark of each company on each need."""
        return f"Mittlere Bewertungen von 0 bis 10. {'. '.join(cells_told(chart))}."

    def unknown(self, chart: UnknownGrid) -> str:
        """How many do not know each company on each need."""
        of = f" von {chart.everybody}" if chart.everybody else ""
        return f"Wie viele{of} es nicht wissen. {'. '.join(counts_told(chart))}."

    def unknown_title(self, chart: UnknownGrid) -> str:
        """In how many cells a third of us or more do not know, and which company is known least."""
        cells, many, company = hardly_known(chart)
        if not many:
            return "Bei keinem Bedürfnis weiß ein Drittel von uns über ein Unternehmen nicht Bescheid"
        said = f"In {many} von {cells} Feldern weiß es ein Drittel von uns oder mehr nicht"
        return f"{said}; am wenigsten kennen wir {company}"

    def conviction(self, chart: SureTwice) -> str:
        """How sure we are, and how many of us can be right."""
        return f"{'. '.join(map(self._sure, chart.lines))}."

    def _sure(self, line: Sureness) -> str:
        right = ""
        if line.most is not None:
            can = one_or_more(line.most, "kann", "können")
            right = f"; höchstens {line.most} von {line.people} {can} recht haben"
        return f"{start(line.when)} sind wir uns im Schnitt zu {whole(line.mean)} % sicher{right}"

    def timeline(self, chart: Timeline) -> str:
        """Who finds out what by when."""
        told = (f"{stopped(one.question)} {one.who}, {one.told}" for one in chart.promises)
        return f"Wer was bis wann herausfindet. {'; '.join(told)}."

    def timeline_title(self, cards: int, done: int, nearest: dt.date | str | None) -> str:
        """How many promises there are, how many are kept, and by when the next one is."""
        said = "Wir finden eine Sache heraus" if cards == 1 else f"Wir finden {count_de(cards)} Dinge heraus"
        kept = f", {count_de(done)} davon {one_or_more(done, 'ist', 'sind')} erledigt" if done else ""
        if done and cards == 1:
            kept = "; das ist erledigt"
        if nearest is None:
            return f"{said}{kept}"
        return f"{said}{kept}; {'das nächste' if cards > 1 else 'und zwar'} bis {self.day(nearest)}"

    def day(self, day: dt.date | str) -> str:
        """A day as it is known."""
        return day_in_words_de(day)

    def promised(self, due: dt.date | str | None, done: dt.date | None, open_on: dt.date | None) -> str:
        """By when, and what became of it; `open_on`: a later day on which it was not done yet."""
        by = f"bis {self.day(due)}" if due else "noch ohne Datum"
        if done:
            return f"{by}; erledigt am {self.day(done)}"
        return f"{by}; am {self.day(open_on)} noch offen" if open_on else by

    def ranks(self, chart: RankGrid) -> str:
        """How often each company comes out at each place."""
        told, draws = "; ".join(places_told(chart, "Platz")), decimals_de(f"{chart.draws:,}")
        return f"Anteil von {draws} Gruppen, die aus dieser ausgelost sind. {told}."

    def ranks_title(self, chart: RankGrid) -> str:
        """Which company comes out first most often."""
        first = max(chart.companies, key=lambda one: one.shares[0])
        return f"In ausgelosten Gruppen steht {first.company} in {percent(first.shares[0])} % der Fälle vorn"

    def pull(self, chart: PullBars) -> str:
        """How far the others moved towards each declared person."""
        told = "; ".join(pulls_told(chart, decimals_de))
        return (
            f"Wie weit sich die anderen zu dem hin bewegt haben, was benannte Personen zuerst hatten. {told}"
        )

    def pull_title(self, chart: PullBars) -> str:
        """That nothing is to be pointed out."""
        return "Bei keiner der benannten Personen fällt ein Sog auf"

    def pull_place(self, rank: int, ranked: int) -> str:
        """The place of one person's pull among everybody's."""
        return f"Platz {rank} von {ranked}"


def _lead(by: float) -> str:
    size = f"{abs(by):.1f}".replace(".", ",")
    if size == "0,0":
        return "gleichauf mit dem besten Wettbewerber"
    return f"{size} {'vor' if by > 0 else 'hinter'} dem besten Wettbewerber"
