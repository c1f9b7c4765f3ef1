"""What the facilitator may do at any screen, whatever is asked there: one list of keys, one way to act."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.desk import DONE, Acts
from cxw.keyboard.dialogues import note
from cxw.keyboard.surface import Command, Surface

WORDS = ("note",)
"""The words of `commands`, so that a widget knows which ones it hands on to `act`."""


def commands(acts: Acts | None) -> Sequence[Command]:
    """The keys of this segment's acts; none where nothing can be done."""
    if acts is None or not acts.segment:
        return ()
    return (Command("n", "note", "a note"),)


def act(surface: Surface, acts: Acts | None, word: str) -> str:
    """Do what a word of `WORDS` says; DONE or LEAVE."""
    return note(surface, acts, None) if word == "note" else DONE
