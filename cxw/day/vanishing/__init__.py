"""Which functions a room will not show by themselves, and what would keep them: for the facilitator alone.

What is foreseen is asked of the rule itself, `record.groups`, so that it cannot say anything else than the
day will; the room only ever reads "too few of us for one department".
"""

from __future__ import annotations

from cxw.day.vanishing.foresight import (
    TICKED_UP_TO,
    AskedTogether,
    Foreseen,
    Keeps,
    foreseen,
    in_round,
    rooms,
    vanished,
)
from cxw.day.vanishing.words import OBSERVER, WITH, beforehand, explained, in_the_day, of_room, offers

__all__ = [
    "OBSERVER",
    "TICKED_UP_TO",
    "WITH",
    "AskedTogether",
    "Foreseen",
    "Keeps",
    "beforehand",
    "explained",
    "foreseen",
    "in_round",
    "in_the_day",
    "of_room",
    "offers",
    "rooms",
    "vanished",
]
