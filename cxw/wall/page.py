"""A wall is data: a sentence, quiet lines, one or two charts, and where the day is; painters lay it out.

How a stage is cut into pages is decided where the stage is, never by a painter: a page is the same page in
every window, whatever its size. Equal findings make equal pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxw.model import MEETING, STAGES, StageName
from cxw.pictures.charts import WallChart
from cxw.text.phrases import SAY_ENGLISH, Phrases

STAGE_NAMES: dict[StageName, str] = {
    "needs": "Needs",
    "weights": "Weights",
    "grid": "Grid",
    "disagreement": "Disagreement",
    "closing": "Evidence and closing",
    MEETING: "Second meeting",
}
SHORT_NAMES: dict[StageName, str] = {"closing": "Closing"}
"""Where there is little room, of those whose name is long."""
BELIEFS = "Team beliefs, not customer data"
CHECKED = "Team beliefs, some compared with customers"
HEARD = "What customers wrote, as we read it"
REHEARSED = "REHEARSAL, invented answers"
"""The foot of every wall."""


@dataclass(frozen=True)
class Page:
    """One finding a screen: a sentence, its charts, and quiet words under it."""

    headline: str
    charts: tuple[WallChart, ...] = ()
    first: str = ""
    """What stands above the headline: don't-knows."""
    under: tuple[str, ...] = ()
    """Quiet sentences below the headline, as many as there is room for."""
    least: int = 3
    """Lines the charts cannot do without: headline and air give way to them."""
    likes: int = 0
    """Lines the charts would rather have than `under`."""
    alone: bool = False
    """Whether nothing else is on the wall: the sentence is as large as the window allows."""
    asks: bool = False
    """Whether everybody is being asked something: where phones are served, their code stands in a corner."""


@dataclass(frozen=True)
class Bar:
    """What stands on top and at the foot: where the day is."""

    stage: str = ""
    right: str = ""
    page: int = 0
    pages: int = 1
    believed: bool = True
    """The foot says that these are beliefs."""
    checked: bool = False
    """Some of them were held against customers' answers: the foot says that too."""
    heard: bool = False
    """It is about texts of customers that were read here: the foot says that instead."""
    rehearsal: bool = False
    """The answers are invented: the foot says that instead."""
    say: Phrases = SAY_ENGLISH
    """The fixed words in the language of the room; what stands in charts is said by its `whole`."""
    lens: str = ""
    """What the lens is called that the room looks through: it stands where the day is, after the stages."""
    door: str = ""
    """Where whoever comes late finds the day by phone; empty where nobody does."""

    @property
    def stages(self) -> tuple[StageName, ...]:
        """The stages that stand on top: those of the day, or the second meeting alone."""
        return (MEETING,) if self.stage == MEETING else STAGES

    @property
    def beliefs(self) -> str:
        """What the foot says of beliefs, or of invented ones, in the room's language; of none nothing."""
        if self.rehearsal:
            return self.say(REHEARSED)
        if not self.believed:
            return ""
        if self.heard:
            return self.say(HEARD)
        return self.say(CHECKED if self.checked else BELIEFS)

    @property
    def counted(self) -> str:
        """Which of how many pages it is; nothing where there is one."""
        return self.say("{page} of {pages}", page=self.page + 1, pages=self.pages) if self.pages > 1 else ""

    def names(self, short: Mapping[StageName, str] = {}) -> list[tuple[str, bool]]:
        """What stands on top, and whether the day is there."""
        stages = [(self.say(short.get(one, STAGE_NAMES[one])), one == self.stage) for one in self.stages]
        return [*stages, *([(self.lens, True)] if self.lens else [])]
