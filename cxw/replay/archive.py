"""What an archive says of its day: its set-up, who came and went, its slips, corrections taken back."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from cxw.day import renewals, ticks
from cxw.day.agenda import PARTS, SHORTENED
from cxw.day.closing import unguessed
from cxw.day.lens_rounds import SKIPPED
from cxw.day.naming import as_begun
from cxw.day.retracing import retraced
from cxw.day.righted import given_now
from cxw.day.rounds import seal
from cxw.model import (
    MEETING,
    STAGES,
    WITH_MEETING,
    AnswerName,
    AnyRound,
    Evidence,
    LensRound,
    Looked,
    Missing,
    Need,
    Participant,
    PersonId,
    Research,
    Segment,
    Session,
    StageName,
    Stages,
    ids_of,
    is_among,
)
from cxw.questions.rounds import Of
from cxw.replay.meeting import guessed_there, meeting_too

LIFE = {"of", "opened", "reopened", "closed", "revealed", "seal", "corrected", "drafts"}
"""What of a round is the copy's own: when it went through it, and what was put right or aside then."""
MARKS_AGAIN = "grid second"
"""Declined on the day, so from the start here: what stands apart hangs on a version's rules."""
Kept = TypeVar("Kept", Evidence, Need, Research)


def emptied(archive: Session) -> Session:
    """The set-up of an archive: people, segments, competitors and seed, and none of the answers."""
    empty = archive.model_copy(deep=True)
    empty.segments = [*map(_emptied, empty.segments)]
    for person in empty.participants:
        person.away = []
        ticks.unsaid(person)
    as_begun(empty.company)
    empty.evidence = [item for item in empty.evidence if not _added_in(archive, item)]
    return empty


def _emptied(segment: Segment) -> Segment:
    never = {
        what: why
        for what, why in segment.skipped.items()
        if why == SHORTENED or what in (*PARTS, MARKS_AGAIN) or _never_opened(segment, what)
    }
    late = renewals.latecomers(segment)
    there = [company for company in segment.competitors if company.id not in late]
    bare = Segment(
        id=segment.id,
        name=segment.name,
        was=segment.was,
        competitors=there,
        skipped=never,
        things=[thing for thing in segment.things if thing.readers or thing.company],
        voices=segment.voices,
        note=segment.note,
    )
    as_begun(bare)
    for company in there:
        as_begun(company)
    return bare


def _never_opened(segment: Segment, stage: str) -> bool:
    return stage in Stages.model_fields and getattr(segment.stages, stage) is None


def _added_in(archive: Session, item: Evidence) -> bool:
    """Whether an item came in during the day, or later; what has no time was brought along."""
    stages = chain.from_iterable(map(segment.stages.of, STAGES) for segment in archive.segments)
    first = min((stage.opened for stage in stages if stage.opened is not None), default=None)
    return first is not None and item.added is not None and str(item.added) >= str(first)


@dataclass(frozen=True)
class AttendanceChange:
    """Somebody leaves, or is back."""

    person: PersonId
    leaves: bool
    why: str = ""


def attendance_changes(archive: Session, copied: Session) -> list[AttendanceChange]:
    """Who leaves and who is back by the next thing of the archive's day that the copy has not come to."""
    ahead = upcoming(archive, copied)
    events = sorted(_unseen(archive, copied), key=lambda event: event[0])
    return [coming for moment, coming in events if not ahead or moment <= min(ahead)]


def upcoming(archive: Session, copied: Session, segment: str = "") -> list[dt.datetime]:
    """When things happened in the archive, or in one segment of it, that the copy has not come to yet."""
    there = _moments(copied)
    ahead = [(what, moment) for what, moment in _moments(archive).items() if what not in there]
    return [moment for what, moment in ahead if segment in ("", what[0])]


def last_moment(archive: Session) -> dt.datetime | None:
    """When the last thing happened; None where nothing did."""
    return max(_moments(archive).values(), default=None)


def _unseen(archive: Session, copied: Session) -> Iterator[tuple[dt.datetime, AttendanceChange]]:
    here = {person.id: person.away for person in copied.participants}
    for person in archive.participants:
        for number, away in enumerate(person.away):
            seen = here.get(person.id, person.away)[number : number + 1]
            if not seen and _gives_more(archive, copied, person.id):
                break
            if not seen:
                yield away.from_, AttendanceChange(person.id, True, away.why or "")
            if away.until is not None and not (seen and seen[0].until):
                yield away.until, AttendanceChange(person.id, False)


def _gives_more(archive: Session, copied: Session, id: PersonId) -> bool:
    """Whether somebody gave something in a stage that is open in the copy, and the copy has it not yet."""
    pairs = zip(archive.segments, copied.segments, strict=False)
    return any(_given(segment, mine, id) - _given(mine, mine, id) for segment, mine in pairs)


def _given(segment: Segment, mine: Segment, id: PersonId) -> set[object]:
    """What somebody gave in this segment, of the stages and rounds that are open in the copy."""
    given: dict[object, Container[PersonId]] = {}
    if _open(mine, "needs"):
        given |= {"needs": segment.stages.of("needs").answered, "votes": segment.votes}
    if _open(mine, "grid") or _open(mine, "closing"):
        given["conviction"] = segment.conviction.after
    if _open(mine, "closing"):
        given |= {"guess": segment.coverage_guess, "unknowns": segment.stages.of("closing").answered}
        given["no guess"] = _not_gone(segment.no_guess)
    if _open(mine, MEETING):
        given["apart"] = guessed_there(segment)
    for number, (round, open_one) in enumerate(zip(segment.rounds, mine.rounds, strict=False)):
        if open_one.closed is None:
            given[number] = round.answers
    return {what for what, people in given.items() if id in people}


def _not_gone(why_none: Mapping[PersonId, Missing]) -> set[PersonId]:
    return {person for person, why in why_none.items() if why != "left"}


def _open(segment: Segment, stage: StageName) -> bool:
    here = segment.stages.of(stage)
    return here.under_way


def _moments(session: Session) -> dict[tuple[object, ...], dt.datetime]:
    """Everything that has happened, with its time."""
    found: dict[tuple[object, ...], dt.datetime | None] = {}
    for segment in session.segments:
        for name in WITH_MEETING:
            stage = segment.stages.of(name)
            found[segment.id, name, "opened"], found[segment.id, name, "done"] = stage.opened, stage.done
        met = segment.stages.of(MEETING)
        found[segment.id, MEETING, "asked"], found[segment.id, MEETING, "revealed"] = met.asked, met.revealed
        for number, round in enumerate(segment.rounds):
            for what in ("opened", "closed", "revealed"):
                found[segment.id, number, what] = getattr(round, what)
    return {what: moment for what, moment in found.items() if moment is not None}


def first_words(need: Need) -> str:
    """The words a need came in with."""
    return need.was[0].text if need.was else need.text


def slips_of_need(need: Need) -> list[tuple[str, PersonId | None, int, str]]:
    """The slips a need was made of: words, by whom, how many, id; the first carries the need's own id."""
    named: list[tuple[str, PersonId | None, int]] = []
    for person, said in need.proposed.items():
        named += [(word, person, 1) for word in said]
    unnamed = max(0, need.slips - len(need.proposed) - sum(need.merged.values()))
    own = [(first_words(need), None, unnamed)] if unnamed or not named else []
    merged = [(words, None, count) for words, count in need.merged.items()]
    return [
        (text, by, count, need.id if number == 0 else f"{need.id}-slip-{number}")
        for number, (text, by, count) in enumerate([*own, *named, *merged])
    ]


def put_in_unasked(archive: Session, copied: Session) -> None:
    """Put in what no stage asks for: evidence and promises no closing came to, lenses, customers and more.

    So is the trace of rounds that were changed by hand, in which nothing is put right again, and what was put
    right when no wall of the segment was to come any more. Convictions are
    the archive's own: where answers came from a table, nobody was asked how sure they are.
    """
    for segment in archive.segments:
        mine = copied.segment(segment.id)
        if segment.stages.needs is None:
            mine.needs = copy.deepcopy(segment.needs)
        # Evidence and promises may speak of needs the day did not come to.
        mine.needs += _lacking(mine.needs, segment.needs)
        mine.research += _lacking(mine.research, segment.research)
        mine.decided = copy.deepcopy(segment.decided)
        for said, unknown in zip(segment.unknowns, mine.unknowns, strict=False):
            unknown.research = said.research
        _put_right_too(segment, mine)
        mine.name, mine.was = segment.name, copy.deepcopy(segment.was)
        mine.competitors = copy.deepcopy(segment.competitors)
        mine.conviction = copy.deepcopy(segment.conviction)
        mine.predictions = copy.deepcopy(segment.predictions)
        mine.asked_again = list(segment.asked_again)
        if _lost(segment, mine):
            _righted_too(segment, mine)
        mine.customers = copy.deepcopy(segment.customers)
        meeting_too(segment, mine)
        _with_lenses(segment, mine)
        _never_closed(segment, mine)
        mine.skipped = _with_the_days_second_rounds(segment, mine)
    copied.company = archive.company.model_copy(deep=True)
    copied.evidence += _lacking(copied.evidence, archive.evidence)
    for segment, round in copied.all_sealable():
        if isinstance(round, LensRound) and round.seal:
            round.seal = seal(copied, segment, round)
    for person, here in zip(archive.participants, copied.participants, strict=False):
        _as_they_were(person, here)


def _as_they_were(person: Participant, here: Participant) -> None:
    """Ticks, last contacts, and where somebody was away or came back, at no screen of the day."""
    here.open, here.last_customer_contact = person.open, person.last_customer_contact
    for mine, there in zip(here.away, person.away, strict=False):
        mine.until = mine.until or there.until
    here.away += copy.deepcopy(person.away[len(here.away) :])


def _with_lenses(segment: Segment, mine: Segment) -> None:
    """What was asked and answered through lenses, and the things they are about."""
    mine.lenses = copy.deepcopy(segment.lenses)
    mine.things, mine.voices = copy.deepcopy(segment.things), segment.voices


def _never_closed(segment: Segment, mine: Segment) -> None:
    """Take out what the end of an ask wrote of whoever had given nothing, where the archive's never ended.

    That day went on in the middle of it, for what comes next was there: a vote after needs were chosen, how
    sure people are once points were kept, an answer that came to matter after the room had looked at others.
    """
    mine.votes = {person: votes for person, votes in mine.votes.items() if votes or person in segment.votes}
    mine.audit = _in_the_days_order(segment, mine)
    for stage in STAGES:
        there, here = segment.stages.of(stage).not_answered, mine.stages.of(stage).not_answered
        for person in [one for one, why in here.items() if why == "absent" and one not in there]:
            del here[person]


def _in_the_days_order(segment: Segment, mine: Segment) -> dict[AnswerName, Looked]:
    """What the room looked at, as it was asked on the day; what only waits to be asked here is left out."""
    asked = {name: mine.audit[name] for name in segment.audit if name in mine.audit}
    return asked | {name: how for name, how in mine.audit.items() if how in ("evidence", "assumption")}


def _with_the_days_second_rounds(segment: Segment, mine: Segment) -> dict[str, str]:
    """What was skipped, with the second rounds that were declined on the day itself.

    Whether one is offered hangs on what stands apart, by rules that a later version may have changed.
    """
    asked = {what: why for what, why in mine.skipped.items() if not _is_the_days_own(what)}
    declined = {what: why for what, why in segment.skipped.items() if _is_the_days_own(what)}
    found = asked | declined
    order = [*(what for what in segment.skipped if what in found), *found]
    return {what: found[what] for what in order}


def _is_the_days_own(what: str) -> bool:
    return what.endswith(" second") or what.startswith(SKIPPED)


def _put_right_too(segment: Segment, mine: Segment) -> None:
    for archived, round in zip(segment.rounds, _same_rounds(segment, mine), strict=True):
        if round is None:
            continue
        if any(slip.who is None for slip in archived.corrected) or not retraced(segment, archived):
            round.corrected = copy.deepcopy(archived.corrected)
        elif len(round.corrected) < len(archived.corrected) and round.revealed is not None:
            _put_right_last(archived, round)


def _put_right_last(archived: AnyRound, round: AnyRound) -> None:
    round.answers = copy.deepcopy(archived.answers)
    round.corrected, round.seal = copy.deepcopy(archived.corrected), archived.seal


def as_given(archive: Session, copied: Session) -> None:
    """What was asked and answered in each round, where hands changed the archive so that no day comes to it.

    Nothing that the archive holds is lost in a copy; a round is sealed as it then stands.
    """
    for segment in archive.segments:
        mine = copied.segment(segment.id)
        came = _same_rounds(segment, mine)
        rounds = [_asked_as(round, came[number]) for number, round in enumerate(segment.rounds)]
        # One that was begun and came to nothing in the archive stands behind them.
        mine.rounds = rounds + [round for round in mine.rounds if not is_among(round, rounds)]
        for round in mine.rounds:
            round.seal = seal(copied, mine, round) if round.seal else None
        # Whoever came back after the guess was asked comes back within the same second here, and was asked.
        mine.no_guess = {who: why for who, why in mine.no_guess.items() if who in unguessed(segment)}


def _same_rounds(archived: Segment, here: Segment) -> list[AnyRound | None]:
    """Of each round of the archive its copy; None where the copy did not come to it."""
    kinds: tuple[Of, ...] = ("weights", "marks")
    left = {of: iter(here.rounds_of(of)) for of in kinds}
    return [next(left[round.of], None) for round in archived.rounds]


def _asked_as(archived: AnyRound, round: AnyRound | None) -> AnyRound:
    """The copy's round with all that the archive's asked and was answered; that one where there is none."""
    if round is None:
        return copy.deepcopy(archived)
    for name in type(archived).model_fields.keys() - LIFE:
        setattr(round, name, copy.deepcopy(getattr(archived, name)))
    aside = copy.deepcopy(archived.drafts)
    round.drafts = {person: round.drafts.get(person, slip) for person, slip in aside.items()}
    return round


def _righted_too(segment: Segment, mine: Segment) -> None:
    """Put right in the copy what could not be given there again: the trace, and what counts now."""
    mine.corrected = copy.deepcopy(segment.corrected)
    for slip in segment.corrected:
        there, here = given_now(segment, slip.of), given_now(mine, slip.of)
        if slip.who in there and slip.who in here:
            here[slip.who] = copy.deepcopy(there[slip.who])


def _lost(archived: Segment, here: Segment) -> bool:
    """Whether corrections could not be given again: of somebody without a name, or on an older list."""
    both = [[(slip.of, slip.who, slip.before, slip.after) for slip in s.corrected] for s in (archived, here)]
    return both[0] != both[1]


def _lacking(here: Sequence[Kept], archived: Sequence[Kept]) -> list[Kept]:
    known = set(ids_of(here))
    return [copy.deepcopy(item) for item in archived if item.id not in known]
