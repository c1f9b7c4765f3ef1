"""What pictures of the handout are called and what is heard of them, in German."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.findings.in_words import whole
from cxw.findings.in_words_de import decimals_de, listed_de
from cxw.findings.marks.types import Side
from cxw.handout.figures.alts import NAMED, by_side, firsts, lane_told, panel_told, weighty_and_behind
from cxw.pictures.charts import Lanes
from cxw.pictures.paper import EvidenceBar, EvidenceKind, Map, SideBySide, SidesChart, SidesRow, VotesChart


class GermanPictures:
    """What is said about pictures in German."""

    SIDES: Mapping[Side, str] = {"behind": "hinten", "ahead": "vorn", "level": "gleichauf"}
    CLASSES: Mapping[EvidenceKind, str] = {
        "customers": "{} auf zehn oder mehr Kunden oder auf ihrem Verhalten",
        "stories": "{} auf einzelnen Geschichten",
        "nothing": "{} auf nichts, was vorliegt",
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
        return f"Die meisten Punkte geben wir für {listed_de(firsts(chart))}"

    def evidence(self, chart: EvidenceBar) -> str:
        """What the points rest on, beside the guess."""
        told = listed_de([self.CLASSES[kind].format(points) for kind, points in chart.classes])
        guess = "" if chart.guess is None else f" Geschätzt hatten wir {whole(chart.guess)} auf Kunden."
        return f"Worauf unsere 100 Punkte beruhen: {told}.{guess}"

    def sides(self, chart: SidesChart) -> str:
        """Who puts us where, need by need."""
        rows = (self._row(row, chart.rest, f" gegenüber {row.beside}") for row in chart.rows)
        return f"Wie viele von uns uns hinten, gleichauf und vorn sehen. {'. '.join(rows)}."

    def _row(self, row: SidesRow, rest: str, against: str) -> str:
        if row.counts is None:
            return f"{row.label}{against}: {row.word}"
        behind, level, ahead, others = row.counts
        more = f", {others} {rest}" if others else ""
        return f"{row.label}{against}: {behind} hinten, {level} gleichauf, {ahead} vorn{more}"

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
        return listed_de(names) if len(names) <= NAMED else f"{len(names)} Bedürfnissen"

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


def _lead(by: float) -> str:
    size = f"{abs(by):.1f}".replace(".", ",")
    if size == "0,0":
        return "gleichauf mit dem besten Wettbewerber"
    return f"{size} {'vor' if by > 0 else 'hinter'} dem besten Wettbewerber"
