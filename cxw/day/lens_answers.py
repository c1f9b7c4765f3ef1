"""Answers through a lens as the file has them, and as the parts of a ballot ask for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cxw.day.desk import Faults
from cxw.day.lens_rounds import ALSO, CARD
from cxw.model import DK, OWN, PICKED, DeskName, LensRound, LensRow, LensShape, Session, knows
from cxw.questions import marks, points
from cxw.questions.asking import Value
from cxw.questions.cards import card_faults
from cxw.questions.picks import pick_faults
from cxw.text.phrases import say

ENDS: Mapping[LensShape, tuple[int, int]] = {"marks": (0, 10), "percent": (0, 100)}
"""From where to where the numbers go that are given to each thing."""


def row_with(round: LensRound, before: LensRow | None, part: str, value: Value) -> LensRow:
    """A row of the file with one part of a ballot in it."""
    old: dict[str, Any] = dict(before) if isinstance(before, dict) else {}
    if part.startswith(CARD):
        return {**old, part.removeprefix(CARD): value}
    if part.startswith(ALSO):
        word = part.removeprefix(ALSO)
        if not any(map(knows, old.values())):
            return {key: {PICKED: DK, word: DK} for key in old}
        return {key: _with_further(cell, word, value.get(key, DK)) for key, cell in old.items()}
    if round.shape in ENDS:
        return dict(value[OWN])
    if round.shape == "pick":
        return {key: _picked_anew(old.get(key), one) for key, one in value.items()}
    return dict(value) if isinstance(value, dict) else DK


def _with_further(cell: Any, word: str, said: str) -> Any:
    known = isinstance(cell, dict) and cell.get(PICKED) != DK
    return {**cell, word: said} if known else cell


def _picked_anew(cell: Any, said: str) -> dict[str, str]:
    """A pick; what was said behind it stays where it is the same pick."""
    if isinstance(cell, dict) and cell.get(PICKED) == said:
        return dict(cell)
    return {PICKED: said}


def row_as_parts(round: LensRound, row: LensRow, asked: Sequence[str]) -> dict[str, Value]:
    """A row of the file as the parts of a ballot; `dk` as a whole is a don't-know of each thing asked."""
    if not isinstance(row, dict) and round.shape == "points":
        return {round.shape: row}
    if not isinstance(row, dict):
        row = dict.fromkeys(asked, DK)
    if round.shape == "words":
        return {CARD + key: cell for key, cell in row.items()}
    if round.shape == "pick":
        return _picks_given(round, row)
    return {round.shape: {OWN: dict(row)} if round.shape in ENDS else dict(row)}


def _picks_given(round: LensRound, row: Mapping[str, Any]) -> dict[str, Value]:
    """The picks, and each further pick of which anything was said."""
    cells = {key: cell if isinstance(cell, dict) else {PICKED: DK} for key, cell in row.items()}
    found: dict[str, Value] = {round.shape: {key: cell[PICKED] for key, cell in cells.items()}}
    for word in round.also:
        further = {key: cell.get(word, DK) for key, cell in cells.items()}
        said = any(word in cell for cell in cells.values())
        if said:
            found[ALSO + word] = further
    return found


def answer_faults(round: LensRound, part: str, value: Value, asked: Sequence[str]) -> Faults:
    """What keeps a value from being an answer to a part; an empty list where it is one."""
    if part.startswith(CARD):
        return card_faults(value, round.lines)
    if part.startswith(ALSO):
        return pick_faults(value, asked, round.also[part.removeprefix(ALSO)])
    if round.shape == "points":
        return points.faults(value, asked)
    if round.shape in ENDS:
        return _number_faults(round, value, asked)
    return pick_faults(value, asked, round.picks, several=round.shape == "ticks")


def _number_faults(round: LensRound, value: Value, asked: Sequence[str]) -> Faults:
    if not isinstance(value, Mapping) or not isinstance(value.get(OWN), Mapping):
        return [say("marks are a row for each company, a mark for each need")]
    return marks.faults(value[OWN], asked, ENDS[round.shape])


def keep_lens_row(session: Session, round: LensRound, who: str, row: LensRow, desk: DeskName) -> None:
    """Keep the row of a person, or a function; of a person also at which desk, unless it is the usual one."""
    round.said()[who] = row
    if round.by == "function":
        round.no_card.pop(who, None)
        return
    round.not_answered.pop(who, None)
    if desk == (session.participant(who).desk or session.desk or "paper"):
        round.desks.pop(who, None)
    else:
        round.desks[who] = desk
