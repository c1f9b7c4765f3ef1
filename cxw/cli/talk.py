"""The talk before a day: what has been said so far, and how a subject asks about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cxw.day.set_up import SetUp
from cxw.model import Participant


@dataclass
class Talk:
    """What has been said so far."""

    known: SetUp
    begun: SetUp
    write_to: Callable[[str, dt.date], Path]
    named: list[Participant] = field(default_factory=list)
    """who was there before everybody got a card: whoever changes their mind has the names again"""

    def keep(self, **said: Any) -> None:
        """Keep what was just said."""
        self.known = replace(self.known, **said)


Ask = Callable[[Talk], None]


@dataclass(frozen=True)
class SetUpQuestion:
    """What one subject is called at the end, what is asked about it, and what was said to it."""

    label: str
    asks: tuple[Ask, ...]
    said: Callable[[SetUp], str]
    there: Callable[[SetUp], bool] = lambda known: True
    """whether it is a subject of this set-up"""
