"""Stage 1 on the wall: the question, the board with how many proposed each need, the votes, the choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cxw.day import needs
from cxw.findings.needs.types import NeedLine
from cxw.pictures.charts import LargeNumbers, Listing, ListItem, NeedsBoard, Proposed
from cxw.pictures.speaking import so_many
from cxw.wall.page import Page
from cxw.wall.scene import Scene, asking, chunks, numbered

BOARD = 11
"""Needs a page: readable, and not size-dependent, so that a page is the same page in every window."""
ALPHABET = 26
"""Needs that have a letter each; a longer board is numbered."""


def pages(scene: Scene) -> list[Page]:
    """The pages of one step."""
    step = scene.view.step
    if step == "board":
        return _board(scene)
    if step == "votes":
        return [_votes(scene)]
    if step == "chosen" and scene.segment.chosen:
        return [_chosen(scene)]
    return [_open(scene)]


def is_shown(scene: Scene) -> bool:
    """Whether there is a board that nobody is still writing for, or a choice."""
    segment = scene.segment
    if scene.view.step == "chosen":
        return bool(segment.chosen)
    return bool(segment.needs) and not needs.waiting(scene.session, segment)


def _open(scene: Scene) -> Page:
    slips = sum(need.slips for need in scene.segment.needs)
    so_far = scene.say("slip so far" if slips == 1 else "slips so far")
    counted = LargeNumbers(((str(slips), "accent"), (so_far, "quiet")))
    alone = scene.say("Everybody writes alone.")
    return Page(scene.say(needs.QUESTION), (counted,), under=(alone,), asks=True)


def _board(scene: Scene) -> list[Page]:
    found = scene.found.needs
    return [Page(found.headline, (_lines(part),)) for part in chunks(found.lines, BOARD)]


def _lines(part: Sequence[NeedLine]) -> NeedsBoard:
    return NeedsBoard(
        tuple(
            Proposed(line.text, line.slips, line.votes or 0, line.chosen, line.parked is not None)
            for line in part
        )
    )


def _votes(scene: Scene) -> Page:
    waiting = len(needs.waiting_votes(scene.session, scene.segment))
    done = sum(bool(votes) for votes in scene.segment.votes.values())
    asked = asking(scene.say, scene.say(needs.VOTE), (done, done + waiting))
    return replace(asked, charts=(_lettered(scene),))


def _lettered(scene: Scene) -> Listing:
    """The board with the letters that are voted by."""
    words = [need.text for need in scene.segment.needs if need.parked is None]
    marks = [chr(ord("A") + n) if len(words) <= ALPHABET else str(n + 1) for n in range(len(words))]
    items = zip(words, marks, strict=True)
    return Listing(tuple(ListItem(text, mark) for text, mark in items), beside=True)


def _chosen(scene: Scene) -> Page:
    chosen = [need.text for need in scene.segment.chosen_needs()]
    number = so_many(scene.say, len(chosen))
    return Page(scene.say("We work with these {number} needs", number=number), (numbered(chosen),))
