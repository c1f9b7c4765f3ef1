"""What the facilitator may do at any screen, whatever is asked there: one list of keys, one way to act."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.desk import DONE, Acts
from cxw.keyboard import evidence
from cxw.keyboard.dialogues import note
from cxw.keyboard.surface import Command, Surface

WORDS = ("note", "evidence")
"""The words of `commands`, so that a widget knows which ones it hands on to `act`."""


def commands(acts: Acts | None) -> Sequence[Command]:
    """The keys of this segment's acts; none where nothing can be done."""
    if acts is None or not acts.segment:
        return ()
    found = [Command("n", "note", "a note")]
    if acts.evidence is not None:
        found.append(Command("v", "evidence", "evidence from a customer"))
    return found


def act(surface: Surface, acts: Acts | None, word: str) -> str:
    """Do what a word of `WORDS` says; DONE or LEAVE."""
    if word == "evidence":
        return evidence.write(surface, acts)
    return note(surface, acts) if word == "note" else DONE
