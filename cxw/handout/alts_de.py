"""What pictures of the handout are called and what is heard of them, in German."""

from __future__ import annotations

from cxw.findings.in_words import whole
from cxw.handout.alts import lane_told, weighty_and_behind
from cxw.pictures.charts import Lanes, Map


class GermanPictures:
    """What is said about pictures in German."""

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
