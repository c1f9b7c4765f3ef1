"""What a desk must be able to do: take in answers and show screens, in whatever way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from cxw.day.desk import (
    Acts,
    Ballot,
    Board,
    Competitors,
    Decisions,
    Look,
    Promises,
    Proposals,
    Unknowns,
    Wall,
)


class HasActs(Protocol):
    """A screen or an ask: whatever the facilitator may act at."""

    @property
    def acts(self) -> Acts | None:
        """What the facilitator may do there."""


class Desk(Protocol):
    """A way to answer. Each method runs until its ask is over and says how it ended: DONE or LEAVE."""

    def show(self, wall: Wall) -> str:
        """Show a screen until a key of `wall.keys` is chosen: that word, or LEAVE.

        AGAIN after a slip was put right at it: the screen may be another one now, and so may its keys.
        """

    def proposals(self, ask: Proposals) -> str:
        """Take in needs."""

    def board(self, ask: Board) -> str:
        """Let the facilitator merge and choose."""

    def ballots(self, ask: Ballot) -> str:
        """Take in answers until the facilitator closes."""

    def correct(self, slips: Sequence[Ballot]) -> str:
        """Put a slip right in one of these rounds, after their reveal."""

    def competitors(self, ask: Competitors) -> str:
        """Take in competitors."""

    def look(self, ask: Look) -> str:
        """Ask how we know."""

    def unknowns(self, ask: Unknowns) -> str:
        """Take in what we do not know."""

    def promises(self, ask: Promises) -> str:
        """Take in research."""

    def decisions(self, ask: Decisions) -> str:
        """Take in what is done anyway."""

    def tell(self, text: str) -> None:
        """Have one sentence stand where the facilitator sees it, and go on: it waits for no key."""

    def trouble(self, text: str, ways: Mapping[str, str]) -> str:
        """Say that something could not be kept and let the facilitator choose a way (word -> label)."""

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        """One of several words, each with its label; empty when none was wanted; `title` says where."""

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        """One typed line from the facilitator, e.g. another file to save to; `title` says where."""
