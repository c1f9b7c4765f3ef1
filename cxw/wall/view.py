"""Where the day stands, as a value and as the words of NAME.view; it holds no answers."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, TypeAlias

from cxw.day.hotspot import Hotspot
from cxw.model import StageName


@dataclass(frozen=True)
class Entrance:
    """What walls say of how phones come in, beside the address: all of it may be read by everybody."""

    inside: int = 0
    """how many phones have come in"""
    of: int = 0
    """how many could"""
    own: bool | None = None
    """whether the network is the facilitator's own; None while nobody has said so"""
    unvisited: bool = False
    """whether nobody has come in for a while: the wall says what to try"""
    locked: bool = False
    """whether no further phone comes in: then no wall has a code"""
    hotspot: Hotspot | None = None
    """the second code; it stands in NAME.door and is never written into NAME.view"""


@dataclass(frozen=True)
class ScreenView:
    """One screen of the day."""

    segment: str = ""
    """id; empty before the first segment"""
    stage: str = ""
    """needs, weights, grid, disagreement, closing, meeting, lens; empty for the set-up"""
    step: str = ""
    page: int = 0
    door: str = ""
    """where phones are served: the address that the codes on walls say"""
    entrance: Entrance = field(default_factory=Entrance)
    """what else the wall says of how they come in"""

    def at(self, page: int) -> ScreenView:
        """The same step on another page."""
        return replace(self, page=page)

    def bare(self) -> ScreenView:
        """The same screen without what is said of phones."""
        return replace(self, door="", entrance=Entrance())


LENS: Literal["lens"] = "lens"
"""The stage of a lens; its steps begin with the lens's short word."""
WallStage: TypeAlias = StageName | Literal["lens"]
"""What walls are shown of: the stages, and the lenses of the day."""
JOIN = "join"
"""The step at which phones come in; its view has the address of the door."""
END = ScreenView(step="end")
"""The day is over: nothing is asked or shown any more."""


def view_to_json(view: ScreenView) -> str:
    """The view as one line of JSON."""
    words = asdict(replace(view, entrance=replace(view.entrance, hotspot=None)))
    del words["entrance"]["hotspot"]
    if not view.door:
        del words["door"], words["entrance"]
    return json.dumps(words, ensure_ascii=False)


def view_from_json(text: str) -> ScreenView | None:
    """The view that these words hold; None where they hold none, e.g. half a line."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return ScreenView(
        segment=_word(found.get("segment")),
        stage=_word(found.get("stage")),
        step=_word(found.get("step")),
        page=_page(found.get("page")),
        door=_word(found.get("door")),
        entrance=_entrance(found.get("entrance")),
    )


def _entrance(found: Any) -> Entrance:
    if not isinstance(found, dict):
        return Entrance()
    own = found.get("own")
    return Entrance(
        inside=_page(found.get("inside")),
        of=_page(found.get("of")),
        own=own if isinstance(own, bool) else None,
        unvisited=found.get("unvisited") is True,
        locked=found.get("locked") is True,
    )


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _page(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000 else 0
