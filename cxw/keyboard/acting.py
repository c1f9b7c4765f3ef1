"""What the facilitator may do at any screen, whatever is asked there: one list of keys, one way to act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cxw.day.desk import AGAIN, DONE, Acts, MovedOn
from cxw.keyboard import evidence, more, names, people
from cxw.keyboard.dialogues import KEPT, write_note
from cxw.keyboard.surface import Command, Surface
from cxw.text.phrases import say

WORDS = ("note", "evidence", "more", "people", "names")
"""The words of `commands`, so that a widget knows which ones it hands on to `act`."""


def commands(acts: Acts | None) -> Sequence[Command]:
    """The keys of this segment's acts; none where nothing can be done."""
    if acts is None:
        return ()
    found = [Command("n", "note", say("a note"))] if acts.segment else []
    if acts.evidence is not None:
        found.append(Command("v", "evidence", say("evidence from a customer")))
    if acts.more is not None:
        found.append(Command("a", "more", say("what comes late")))
    if acts.names is not None:
        found.append(Command("i", "names", say("other names: the segment, a company, a need")))
    if acts.people is not None:
        found.append(Command("j", "people", say("somebody joins, leaves or answers elsewhere")))
    return found


class Telling(Protocol):
    """A pane that can say a sentence until the next key."""

    said: str


_KEPT = {"note": "The note is kept.", "evidence": "The evidence is kept.", "names": "The new name is kept."}


def act(surface: Surface, acts: Acts | None, word: str, back: Telling) -> str:
    """Do what a word of `WORDS` says; DONE or LEAVE. What is kept is said on the pane that comes back."""
    if word == "people":
        return _people(surface, acts)
    if word == "more":
        return more.add_more(surface, acts)
    ways = {"evidence": evidence.write_evidence, "note": write_note, "names": names.change_name}
    ended = ways[word](surface, acts) if word in ways else DONE
    if ended != KEPT:
        return ended
    back.said = say(_KEPT[word])
    return DONE


def _people(surface: Surface, acts: Acts | None) -> str:
    """Change who is in the room; where that changes who is asked, the same is asked anew from the facts."""
    if acts is None or acts.people is None:
        return DONE
    word, changed = people.change_people(surface, acts.people)
    if changed and word == DONE and surface.moves:
        raise MovedOn(AGAIN)
    return word
