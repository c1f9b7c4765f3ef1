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
    in_part,
    in_round,
    rooms,
    vanished,
)
from cxw.day.vanishing.words import (
    OBSERVER,
    WITH,
    explained,
    in_the_day,
    of_room,
    offers,
    vanishing_beforehand,
)

__all__ = [
    "OBSERVER",
    "TICKED_UP_TO",
    "WITH",
    "AskedTogether",
    "Foreseen",
    "Keeps",
    "explained",
    "foreseen",
    "in_part",
    "in_round",
    "in_the_day",
    "of_room",
    "offers",
    "rooms",
    "vanished",
    "vanishing_beforehand",
]
