"""The copy itself: what is left out, what is shuffled, and seals made anew."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from cxw.day import record
from cxw.day.attendance import took_part
from cxw.day.evidence import without_dangling
from cxw.day.rounds import seal
from cxw.model import (
    BY_NAME,
    DK,
    NOTHING,
    PICKED,
    TOLD,
    AnyRound,
    Brand,
    Company,
    Conviction,
    Correction,
    Draft,
    Meeting,
    Need,
    Participant,
    PersonId,
    Record,
    Righted,
    Segment,
    Session,
    Where,
    called_otherwise,
)
from cxw.questions.rounds import as_points, kind_of
from cxw.sharing.lenses import cards_without_names, dealt_lenses, without_whose
from cxw.sharing.linking import (
    DealtMarks,
    Labels,
    PrintedGroups,
    dealt_unknowns,
    groups_printed,
    numbers,
    without_few,
    without_tied,
)
from cxw.sharing.reading_through import doubtful
from cxw.sharing.shuffling import Shuffled, functions_told_apart, labels_of, question_of
from cxw.sharing.words import SOMEBODY, Personal
from cxw.text.phrases import phrases_asked

LEFT_OUT = "left out of the shared copy"
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Shared:
    """The copy, and what there is to say of the names in its sentences."""

    session: Session
    replaced: int
    instead: str = SOMEBODY
    """what stands in the place of a name, in the language of the session"""
    doubtful: tuple[str, ...] = ()
    """What to read through: words that may name somebody, and where they stand."""


def shared(session: Session, on: dt.date, secret: int) -> Shared:
    """A copy that can be handed over. Who knows `secret` can undo the shuffle, so it is kept nowhere."""
    say = phrases_asked(session.language, session.address)
    personal = Personal(session, say(SOMEBODY))
    dice = random.Random(secret)  # noqa: S311 -- the secret is drawn by the system; the order follows from it
    copy = session.model_copy(deep=True)
    both = [*zip(session.segments, copy.segments, strict=True)]
    rounds = chain.from_iterable(zip(there.rounds, mine.rounds, strict=True) for there, mine in both)
    printed = groups_printed(session, rounds)
    for segment in copy.segments:
        _segment(segment, dice, say(LEFT_OUT))
    labels = labels_of(copy, printed)
    for segment in copy.segments:
        _taken_apart(copy, segment, labels, printed, dice)
        dealt_lenses(copy, segment, labels, dice)
    rows = Shuffled(copy, labels, dice)
    _dealt(copy, rows, say(LEFT_OUT))
    _top(copy, session, rows, on)
    without_dangling(copy)
    copy.salt = hashlib.sha256(f"salt {secret}".encode()).hexdigest()[:16]
    for item in _records(copy):
        _without_notes(item)
        _reworded(item, personal)
    copy = _renamed(copy, personal)
    _sealed(copy)
    return Shared(copy, personal.replaced, personal.by, tuple(doubtful(copy, session)))


def _top(copy: Session, session: Session, rows: Shuffled, on: dt.date) -> None:
    copy.shared = on
    if copy.took_part is None:
        copy.took_part = len(took_part(session))
    copy.lenses = [one for one in copy.lenses if "." not in one and "/" not in one]
    copy.attribution = copy.from_ = copy.keep_names_until = copy.pull = None
    copy.brand = Brand(colour=copy.brand.colour, paper=copy.brand.paper)
    copy.participants = rows.participants


def _taken_apart(
    copy: Session, segment: Segment, labels: Labels, printed: PrintedGroups, dice: random.Random
) -> None:
    """Cut what ties one answer to another where fewer than three would be told apart by it."""
    without_few(segment)
    without_tied(segment, lambda asked: functions_told_apart(segment, asked, labels))
    dealt_unknowns(segment, labels, dice)
    marked = [round for round in segment.rounds_of("marks") if round.answers]
    DealtMarks(copy, marked, labels, printed, dice).deal()


def _segment(segment: Segment, dice: random.Random, instead: str) -> None:
    """What of one segment may not be handed over; everybody still stands there by their own id.

    `instead` stands in the copy for what was typed and for old seals.
    """
    segment.votes = {person: votes for person, votes in segment.votes.items() if votes}
    segment.votes = dict(_three(segment.votes))
    segment.coverage_guess = dict(_three(segment.coverage_guess))
    _conviction(segment)
    if (met := segment.stages.meeting) is not None:
        _met(met)
    segment.predictions = {}
    for round in segment.rounds:
        _round(round, instead)
    segment.notes, segment.asked_again = [], []
    segment.corrected = [Righted(of=slip.of, at=slip.at) for slip in segment.corrected]
    for unknown in segment.unknowns:
        unknown.by = None
    for asked in segment.customers:
        asked.texts, asked.order = {}, []
    without_whose(segment)
    for need in segment.needs:
        need.proposed = {who: dice.sample(said, len(said)) for who, said in need.proposed.items()}


def _met(meeting: Meeting) -> None:
    """The guess of a second meeting; nothing of one that the room has not seen."""
    meeting.lot = None
    meeting.guess = dict(_three(meeting.guess)) if meeting.revealed is not None else {}
    if meeting.revealed is None:
        meeting.not_answered = {}


def _conviction(segment: Segment) -> None:
    """How sure people are; private, so nothing of a segment whose points the room has not seen."""
    said = segment.conviction
    if record.weights(segment) is None:
        segment.conviction = Conviction()
        return
    few = len(numbers(said.before).keys() & numbers(said.after).keys()) < record.THREE and bool(said.after)
    for name in ("before", "after"):
        setattr(said, name, dict(_unknown(getattr(said, name)) if few else _three(getattr(said, name))))
    said.earlier = dict(_three(said.earlier))


def _round(round: AnyRound, instead: str) -> None:
    """What was never revealed, and numbers of fewer than three, are left out of a round."""
    round.desks = {}
    if round.revealed is None:
        round.answers, round.not_answered, round.reasons, round.drafts = {}, {}, {}, {}
    round.corrected = [_correction(slip, instead) for slip in round.corrected]
    given = {*kind_of(round).gave(round)}
    if len(given) < record.THREE:
        _without(round, given)


def _without(round: AnyRound, given: set[PersonId]) -> None:
    """Take out the rows of these people and what hangs on them."""
    kept: dict[str, Any] = {row: answer for row, answer in round.answers.items() if row not in given}
    round.answers = kept
    round.reasons = {row: why for row, why in round.reasons.items() if row not in given}
    if weighed := as_points(round):
        weighed.rounded = {row: added for row, added in weighed.rounded.items() if row not in given}


def _dealt(copy: Session, rows: Shuffled, instead: str) -> None:
    """Everybody under the id of their new row, question by question; who is in none is taken out."""

    def row(where: Where, person: str) -> str | None:
        if where[0] != "segments":
            return None
        segment = copy.segments[int(where[1])]
        question = _question(segment, where[2:])
        if question:
            return rows.places(segment.id, question).get(person)
        return None

    # In the old order they would say whose rows they were.
    called_otherwise(copy, row, order=_number)
    called_otherwise(copy, lambda where, name: None, BY_NAME)
    for segment in copy.segments:
        for round in segment.rounds:
            _aside(round, instead)


_ASKED = {"votes": "votes", "coverage_guess": "guess", "no_guess": "guess"}


def _question(segment: Segment, where: Where) -> str:
    """The question a mention in a segment belongs to; empty where it belongs to none."""
    what, *rest = where
    if what == "stages":
        return f"stage {rest[0]}"
    if what == "needs":
        return f"need {segment.needs[int(rest[0])].id}"
    if what == "conviction":
        return "earlier" if rest[0] == "earlier" else "conviction"
    if what == "rounds":
        return question_of(segment.rounds[int(rest[0])])
    if what == "lenses":
        return f"lens {rest[0]}"
    return _ASKED.get(str(what), "")


def _aside(round: AnyRound, instead: str) -> None:
    """Whose slip was put aside may be known in the room: it stands beside another answer here."""
    aside = sorted(round.drafts, key=_number)
    came_in = [row for row in aside if row in round.answers]
    beside = [*(row for row in aside if row not in came_in), *list(round.answers)[: len(came_in)]]
    round.drafts = {row: Draft(row=instead, at=round.opened) for row in beside}


def _correction(slip: Correction, instead: str) -> Correction:
    """That something was put right, and when; not by whom, nor what it was. An old seal says too much."""
    if slip.seal is None:
        return Correction(at=slip.at)
    return Correction(at=slip.at, why="by hand", seal=instead)


def _number(row: str) -> int:
    return int(row.removeprefix("row-"))


def _unknown(said: Mapping[PersonId, Answer]) -> dict[PersonId, Answer]:
    return {person: value for person, value in said.items() if value == DK}


def _three(said: Mapping[PersonId, Answer]) -> Mapping[PersonId, Answer]:
    """What was said, don't-knows alone where fewer than three said more."""
    if len(numbers(said)) >= record.THREE:
        return said
    return _unknown(said)


def _records(value: Any) -> Iterator[Record]:
    """A record and all inside it."""
    if isinstance(value, Record):
        yield value
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list):
        for one in value:
            yield from _records(one)


def _without_notes(item: Record) -> None:
    if getattr(item, "note", None) is not None:
        item.note = None  # type: ignore[attr-defined]  # every record of the file has one


TEXTS = (
    "title",
    "text",
    "short",
    "parked",
    "question",
    "believe",
    "wrong_if",
    "ask",
    "source",
    "quote",
    "claimed_reason",
    "their_reason",
    "sentence",
)
"""Keys of records that hold sentences."""


def _reworded(item: Record, personal: Personal) -> None:
    """Take names out of the sentences of a record; a company keeps its name."""
    for key in TEXTS if not isinstance(item, Company) else ():
        text = getattr(item, key, None)
        if isinstance(text, str):
            setattr(item, key, personal.without(text))
    if isinstance(item, Need):
        said = item.proposed.items()
        item.proposed = {row: [*map(personal.without, texts)] for row, texts in said}
        item.merged = {personal.without(text): count for text, count in item.merged.items()}
        if len(item.short or "") > 18:
            item.short = None
    if isinstance(item, Segment):
        item.skipped = {what: personal.without(why) for what, why in item.skipped.items()}
        for round in item.lenses:
            cards_without_names(round, personal.without)


IDS = ("id", "research", "segment", "need", "company")
"""Keys that name something by its id."""
LISTS = (
    "chosen",
    "printed",
    "needs",
    "companies",
    "evidence",
    "cells",
    "apart",
    "about",
    "picks",
    "supports",
    "contradicts",
)
"""Keys with lists of ids or of answers' names."""
BY_PERSON = ("answers", "cards", "rounded", "votes")
"""Keys with what each person said about what has an id."""
BY_ID = ("audit", "marks")
"""Keys with mappings from ids or from answers' names."""


def _renamed(copy: Session, personal: Personal) -> Session:
    """The copy with other ids for what is called after somebody."""
    items = [item for item in _records(copy) if not isinstance(item, Participant)]
    ids = sorted({id for id in (getattr(item, "id", "") for item in items) if personal.in_id(id)})
    new = {id: f"renamed-{number}" for number, id in enumerate(ids, 1)}
    for item in items if new else ():
        for key in type(item).model_fields:
            setattr(item, key, _under(key, getattr(item, key), new))
    return Session.model_validate(copy.model_dump(by_alias=True, exclude_defaults=True))


def _under(key: str, value: Any, new: Mapping[str, str]) -> Any:
    """What a key holds, with the new ids where it holds ids."""
    if key in IDS and isinstance(value, str):
        return _named(value, new)
    if key in LISTS and isinstance(value, list):
        return _listed(value, new)
    if key in BY_ID and isinstance(value, dict):
        return {_named(name, new): one for name, one in value.items()}
    if key in BY_PERSON and isinstance(value, dict):
        return {person: _row(said, new) for person, said in value.items()}
    return value


def _row(said: Any, new: Mapping[str, str]) -> Any:
    if isinstance(said, dict):
        through_lens = isinstance(said.get(PICKED, said.get(TOLD)), str)
        kept = {} if through_lens else new  # what stands behind a pick or words has words of its own
        return {_named(key, kept): _row(one, new) for key, one in said.items()}
    if isinstance(said, str):
        return said if said in (DK, NOTHING) else new.get(said, said)
    return _listed(said, new) if isinstance(said, list) else said


def _listed(entries: list[Any], new: Mapping[str, str]) -> list[Any]:
    return [_named(one, new) if isinstance(one, str) else one for one in entries]


def _named(name: str, new: Mapping[str, str]) -> str:
    """An id, or the name of an answer, with the new ids in it."""
    first, *rest = name.split(" ")
    if rest:
        return " ".join([first, *(new.get(word, word) for word in rest)])
    return new.get(name, name)


def _sealed(copy: Session) -> None:
    """Seal what was closed: the copy's rows, which are not the room's."""
    for segment, round in copy.all_sealable():
        round.seal = seal(copy, segment, round) if round.closed is not None else None
