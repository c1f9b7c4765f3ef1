"""What of lenses may stand in a copy: numbers and picks of the room, and nobody's row, text or small card.

What people say of themselves is left out altogether, and so are customers' texts; their shares stay. Every
answer about one thing changes places over the whole room, so that no row is anybody's and no function's
answers are known; points stay together as one row. What two read in a text stays together, and stands at any
of the texts. Lines that somebody wrote stand among the things.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from cxw.day import record
from cxw.day.spellings import named_functions
from cxw.model import (
    DK,
    LensCell,
    LensCorrection,
    LensRound,
    LensRow,
    LensThing,
    Missing,
    PersonId,
    Segment,
    Session,
    cell_of,
    earliest,
    knows,
)
from cxw.model.roughly import read_date
from cxw.sharing.linking import Labels

TEXT_LEFT_OUT = "a text of a customer, left out of this copy"


def without_whose(segment: Segment) -> None:
    """Leave out who wrote, read or named what, what was never revealed, and what is about oneself."""
    for thing in segment.things:
        _without_origin(thing)
    if segment.voices is not None:
        segment.voices.checksum = None
    segment.things = [*_seen(segment)]
    segment.lenses = [round for round in segment.lenses if not round.private]
    for round in segment.lenses:
        _without_few(round)


def _without_origin(thing: LensThing) -> None:
    """Leave out who named or read a thing, and of a text what it says, and its day but for the month."""
    if thing.by_customer:
        thing.text = TEXT_LEFT_OUT
    thing.row, thing.date = None, _month(thing.date)
    thing.proposed, thing.readers, thing.dealt_again, thing.functions = {}, [], [], []


def _seen(segment: Segment) -> Iterator[LensThing]:
    """What the room has seen of what it named; what was there before, and places of texts, stay."""
    hidden = {round.of for round in segment.lenses if round.part == "say" and round.revealed is None}
    texts = _texts_left_out(segment)
    yield from (one for one in segment.things if one.lens not in hidden or one.company or one.id in texts)


def _texts_left_out(segment: Segment) -> set[str]:
    return {thing.id for thing in segment.things if thing.text == TEXT_LEFT_OUT}


def _month(day: dt.date | str | None) -> str | None:
    """The month of a day and no more; None of none, and of one that is in no year of the file's."""
    if day is None:
        return None
    month = earliest(day).isoformat()[:7]
    return month if read_date(month) == month else None


def _without_few(round: LensRound) -> None:
    """Leave out what was never revealed, answers of fewer than three, and whose line is whose."""
    round.desks, round.drafts = {}, {}
    round.corrected = [LensCorrection(at=slip.at, why=_why(slip)) for slip in round.corrected]
    if round.revealed is None:
        round.answers, round.not_answered, round.cards, round.no_card = {}, {}, {}, {}
    if round.shape == "words" or len(round.answers) < record.THREE:
        round.answers = {}


def _why(slip: LensCorrection) -> str | None:
    return None if slip.seal is None else "by hand"


def dealt_lenses(session: Session, segment: Segment, labels: Labels, dice: random.Random) -> None:
    """Deal each lens's answers over the room; only functions that show by themselves are named."""
    sizes = Counter(labels.values())
    hidden = {name for name in named_functions(session.participants) if sizes[name] < record.THREE}
    segment.lenses = [one for one in segment.lenses if not one.about or {*one.about} - hidden]
    texts = _texts_left_out(segment)
    for round in segment.lenses:
        _without_small(round, hidden)
        round.not_answered = _dealt_reasons(round, labels, dice)
        if round.answers:
            round.mixed = True
            round.answers = _other_texts(round, _dealt_answers(round, texts, dice), texts, dice)


def _dealt_reasons(round: LensRound, labels: Labels, dice: random.Random) -> dict[PersonId, Missing]:
    """Why so many gave no answer, each by chance to somebody who gave none."""
    free = [person for person in labels if person not in round.answers]
    why = dice.sample(sorted(round.not_answered.values()), len(round.not_answered))
    return dict(zip(dice.sample(free, len(free)), why, strict=False))


def _without_small(round: LensRound, hidden: Collection[str]) -> None:
    """Take out the cards of small functions and what was said of one; where one was picked, others were."""
    if len(kept := [one for one in round.about if one not in hidden]) < len(round.about):
        round.about = kept
        round.answers = {who: _about(row, kept) for who, row in round.answers.items()}
    for given in (round.cards, round.no_card):
        for name in [name for name in given if name in hidden]:
            del given[name]
    round.picks = _picks_shown(round.picks, hidden)
    round.also = {key: _picks_shown(picks, hidden) for key, picks in round.also.items()}
    round.answers = {who: _picked_shown(row, hidden) for who, row in round.answers.items()}


def _about(row: LensRow, kept: Collection[str]) -> LensRow:
    return {key: cell for key, cell in row.items() if key in kept} if isinstance(row, dict) else row


def _picks_shown(picks: Sequence[str], hidden: Collection[str]) -> list[str]:
    return [*dict.fromkeys(record.OTHERS if one in hidden else one for one in picks)]


def _picked_shown(row: LensRow, hidden: Collection[str]) -> LensRow:
    if not isinstance(row, dict):
        return row
    found = dict[str, LensCell]()
    for key, cell in row.items():
        if isinstance(cell, dict):
            found[key] = {way: record.OTHERS if one in hidden else one for way, one in cell.items()}
        else:
            found[key] = _picks_shown(cell, hidden) if isinstance(cell, list) else cell
    return found


def _other_texts(
    round: LensRound, rows: dict[PersonId, LensRow], texts: Collection[str], dice: random.Random
) -> dict[PersonId, LensRow]:
    """The rows with texts in each other's places: who reads which could be dealt again from the seed."""
    keys = [key for key in round.about if key in texts]
    other = dict(zip(keys, dice.sample(keys, len(keys)), strict=True))
    return {
        who: row if isinstance(row, str) else {other.get(key, key): cell for key, cell in row.items()}
        for who, row in rows.items()
    }


def _dealt_answers(round: LensRound, texts: Collection[str], dice: random.Random) -> dict[PersonId, LensRow]:
    """The same answers about each thing, each by chance to somebody of those who gave a row at all."""
    people = list(round.answers)
    if round.shape == "points":
        return dict(zip(dice.sample(people, len(people)), _rows_of_three(round), strict=False))
    rows: dict[PersonId, dict[str, LensCell]] = {person: {} for person in people}
    for key in round.asked_about():
        given = [cell_of(row, key) for row in round.answers.values()]
        found = [cell for cell in given if cell is not None]
        if key not in texts:
            found = _of_three(found)
        for person, cell in zip(dice.sample(people, len(people)), found, strict=False):
            rows[person][key] = cell
    return {person: row for person, row in rows.items() if row}


def _rows_of_three(round: LensRound) -> list[LensRow]:
    """Whole rows, don't-knows alone where one or two gave numbers."""
    given = [*round.answers.values()]
    if sum(row != DK for row in given) >= record.THREE:
        return given
    return [row for row in given if row == DK]


def _of_three(given: list[LensCell]) -> list[LensCell]:
    """What was given, don't-knows alone where one or two knew, and nothing where one or two were asked."""
    known = [one for one in given if knows(one)]
    if len(known) >= record.THREE:
        return given
    return [DK for one in given if not knows(one)] if len(given) >= record.THREE else []


def cards_without_names(round: LensRound, without: Callable[[str], str]) -> None:
    """Put "somebody" in the place of every name in the words of cards and of what could be picked."""
    round.worded = {key: without(text) for key, text in round.worded.items()}
    for row in round.cards.values():
        for key, cell in row.items() if isinstance(row, dict) else ():
            row[key] = _cell_without(cell, without)  # type: ignore[index]  # `dk` has no items


def _cell_without(cell: LensCell, without: Callable[[str], str]) -> LensCell:
    if isinstance(cell, dict):
        return {key: without(text) for key, text in cell.items()}
    return [without(text) for text in cell] if isinstance(cell, list) else cell
