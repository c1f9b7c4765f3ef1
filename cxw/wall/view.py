"""Where the day stands, as a value and as the words of NAME.view; it holds no answers."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True)
class ScreenView:
    """One screen of the day."""

    segment: str = ""
    """id; empty before the first segment"""
    stage: str = ""
    """needs, weights, grid, disagreement, closing; empty for the set-up"""
    step: str = ""
    page: int = 0
    door: str = ""
    """while phones come in: the address that the code on the wall says"""

    def at(self, page: int) -> ScreenView:
        """The same step on another page."""
        return replace(self, page=page)


JOIN = "join"
"""The step at which phones come in; its view has the address of the door."""
END = ScreenView(step="end")
"""The day is over: nothing is asked or shown any more."""


def view_to_json(view: ScreenView) -> str:
    """The view as one line of JSON."""
    words = {key: value for key, value in asdict(view).items() if key != "door" or value}
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
    )


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _page(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000 else 0
