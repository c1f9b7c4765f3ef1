"""What phones need of the day whose session they answer into."""

from __future__ import annotations

import contextlib
from typing import Protocol

from cxw.model import DeskName, PersonId, Session
from cxw.sessionfile.writer import Act


class OfTheDay(Protocol):
    """What the phones need of the day."""

    @property
    def session(self) -> Session:
        """The newest state."""

    @property
    def unsaved(self) -> bool:
        """Whether something was entered that is not on disk yet: then the facilitator is being asked."""

    def at_once(self, first: Act, then: Act) -> contextlib.AbstractContextManager[None]:
        """Changes that are kept inside of it share one save, which begins when it ends.

        Another thread does `first`, saves, and calls `then`.
        """

    def saved(self) -> None:
        """Wait for that save; SaveError where it was refused, or `first` was."""

    def settle(self) -> None:
        """Have on disk what is in memory only; the facilitator decides where the disk refuses."""

    @property
    def accents(self) -> tuple[str, str] | None:
        """The colour of the brand as it can be read, on light and on dark."""

    def answer_at(self, person: PersonId, desk: DeskName) -> None:
        """Keep where somebody answers from now on."""

    def take_back_tick(self, person: PersonId) -> bool:
        """Keep that a department is not to be shown by itself after all; False where it is too late."""
