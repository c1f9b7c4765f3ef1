"""What happened on the day: the events a reader of the numbers should know, each told in one line.

The room's version gives counts and times. It names nobody, and tells no value: what a correction changed is
in the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from typing import get_args

from cxw.day import agenda, record
from cxw.findings.day.types import Event, Happening
from cxw.findings.day.words import DaySentences, Missed, OtherThing, RoundName, SoManyPeople
from cxw.findings.view import AudienceView
from cxw.model import (
    DK,
    STAGES,
    AnyRound,
    Company,
    Correction,
    MarksRound,
    OneNumber,
    PersonId,
    Righted,
    Segment,
    StageName,
)
from cxw.text.phrases import in_english

TOGETHER = dt.timedelta(minutes=15)
"""Who leaves within so long of the first, for the same reason, left together."""


SEVERAL = 6
"""So many comings and goings are told one by one; more are one line."""


LEFT = "left"
"""The reason that says nothing more."""


@dataclass(frozen=True)
class _Told:
    """One segment, and who reads about it."""

    view: AudienceView
    segment: Segment

    def happening(self, kind: Event, sentence: str, at: dt.datetime | None = None) -> Happening:
        return Happening(kind, self.segment.name, at, sentence)

    def rounds(self, revealed: bool = True) -> Iterator[AnyRound]:
        """Rounds in the order of the file: those that were seen, or those that never were."""
        return (round for round in self.segment.rounds if (round.revealed is not None) == revealed)

    @property
    def said(self) -> DaySentences:
        """The sentences in the language of who reads."""
        return self.view.wording.day

    def called(self, round: AnyRound) -> RoundName:
        """A round in a sentence."""
        lists = self.segment.lists()
        anew = len(lists) > 1 and any(round is one for one in lists[-1])
        names = tuple(self.company(id) for id in _companies_alone(self.segment, round))
        return RoundName(round.of, round.name, names, anew)

    def company(self, id: str) -> str:
        """A company's name, also when it is no longer in the list."""
        named = {company.id: company.name for company in self.view.session.companies(self.segment)}
        return named.get(id, id)


def happened(view: AudienceView) -> tuple[Happening, ...]:
    """The events of the whole day, then of each segment in the order of its stages."""
    # In a shared copy nobody can be followed from one question to the next.
    tell = _TELL if view.session.shared else (*_OF_PEOPLE, *_TELL)
    events = [*_whole_day(view)]
    for segment in view.session.segments:
        told = _Told(view, segment)
        events += chain.from_iterable(each(told) for each in tell)
    return tuple(events)


def _whole_day(view: AudienceView) -> Iterator[Happening]:
    runs = view.session.runs
    if len(runs) > 1:
        yield Happening("sittings", None, runs[0], view.wording.day.sittings(runs))
    yield from _renamed(view, None, view.session.company)
    yield from _away(view)
    yield from _early_closing(view)


@dataclass(frozen=True)
class _Gone:
    """One person out of the room."""

    person: PersonId
    at: dt.datetime
    until: dt.datetime | None
    why: str

    @property
    def group(self) -> tuple[str, dt.datetime]:
        """What those who went together have in common."""
        return self.why, self.until or dt.datetime.max


def _away(view: AudienceView) -> Iterator[Happening]:
    """Who came, went, or was out for a while, in groups that went together."""
    gone = [*_gone(view)]
    groups = _together(gone)
    if not view.private:
        groups = _together(chain.from_iterable(map(_readable, groups)))
    if len(groups) > SEVERAL:
        people = {one.person for one in gone}
        first, last = min(one.at for one in gone), max(one.at for one in gone)
        yield Happening(
            "left", None, first, view.wording.day.many_came_and_went(_who(view, people), first, last)
        )
        return
    for group in sorted(groups, key=lambda group: group[0].at):
        yield _went(view, group)


def _gone(view: AudienceView) -> Iterator[_Gone]:
    for person in view.session.participants:
        for away in person.away:
            yield _Gone(person.id, away.from_, away.until, _reason(view.said(away.why)))


def _together(gone: Iterable[_Gone]) -> list[list[_Gone]]:
    """Groups that went at about one time, for one reason."""
    ordered = sorted(gone, key=lambda one: (*one.group, one.at))
    alike = groupby(ordered, lambda one: one.group)
    return [*chain.from_iterable(_near(same) for _, same in alike)]


def _readable(group: Sequence[_Gone]) -> Iterator[_Gone]:
    """The room reads a reason where three share it; of fewer it could be a person's own business."""
    return (one if len(group) >= record.THREE else replace(one, why="") for one in group)


def _near(gone: Iterable[_Gone]) -> Iterator[list[_Gone]]:
    group: list[_Gone] = []
    for one in gone:
        if group and one.at - group[0].at > TOGETHER:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _went(view: AudienceView, group: Sequence[_Gone]) -> Happening:
    first, who = group[0], _who(view, [one.person for one in group])
    why = first.why
    begun = _begun(view)
    if first.until is not None and begun is not None and first.at <= begun:
        return Happening("came", None, first.until, view.wording.day.came(who, first.until, why))
    return Happening("left", None, first.at, view.wording.day.left(who, first.at, first.until, why))


def _begun(view: AudienceView) -> dt.datetime | None:
    """When the first stage was opened."""
    return min(chain.from_iterable(_opened(view, stage) for stage in STAGES), default=None)


def _opened(view: AudienceView, stage: StageName) -> Iterator[dt.datetime]:
    """When a stage was opened, in the segments in which it was."""
    for segment in view.session.segments:
        moment = segment.stages.of(stage).opened
        if moment is not None:
            yield moment


def _reason(why: str | None) -> str:
    """What is told of it; nothing of the word that a desk proposes, in whatever language it spoke."""
    return "" if why is None or in_english(why) == LEFT else why


def _early_closing(view: AudienceView) -> Iterator[Happening]:
    first = min(_opened(view, "closing"), default=None)
    skipped = chain.from_iterable(segment.skipped.items() for segment in view.session.segments)
    ended = any(what in STAGES and why != agenda.SHORTENED for what, why in skipped)
    if first is not None and ended:
        yield Happening("early closing", None, first, view.wording.day.early(first))


def _who(view: AudienceView, people: Collection[PersonId]) -> SoManyPeople:
    """How many people, and for the facilitator who."""
    if not view.private:
        return SoManyPeople(len(people))
    return SoManyPeople(len(people), tuple(one.name for one in view.session.participants if one.id in people))


def _companies_alone(segment: Segment, round: AnyRound) -> Sequence[str]:
    """The companies of a first round of marks that asked about some only."""
    if round.name == "second":
        return ()
    earlier = [one for one in _first_marks(segment) if set(one.needs) == set(round.needs)]
    return round.companies if earlier and earlier[0] is not round else ()


def _first_marks(segment: Segment) -> list[MarksRound]:
    return [round for round in segment.rounds_of("marks") if round.name == "first"]


def _late(told: _Told) -> Iterator[Happening]:
    """Who came after something was over, by what they missed last and where they count."""
    groups: dict[tuple[Missed, tuple[RoundName, ...] | None], list[PersonId]] = {}
    for person in told.view.session.members(told.segment):
        if missed := _missed(told, person.id):
            groups.setdefault((missed[-1], _counts_in(told, person.id)), []).append(person.id)
    for (last, counts), people in groups.items():
        yield told.happening("late", told.said.late(_who(told.view, people), last, counts))


def _counts_in(told: _Told, person: PersonId) -> tuple[RoundName, ...] | None:
    """The rounds somebody who came late has answered; None for every one after that."""
    rounds = [round for round in told.rounds() if round.not_answered.get(person) != "late"]
    answered = [round for round in rounds if person in round.answers]
    if len(answered) > 1 and answered == rounds:
        return None
    return tuple(told.called(round) for round in answered)


def _missed(told: _Told, person: PersonId) -> list[Missed]:
    """What was over when this person came, in the order of the day."""
    needs = told.segment.stages.of("needs").not_answered.get(person) == "late"
    return [Missed(None)] * needs + [
        Missed(told.called(round), bool(round.revealed))
        for round in told.segment.rounds
        if round.not_answered.get(person) == "late"
    ]


def _declined(told: _Told) -> Iterator[Happening]:
    groups: dict[tuple[RoundName | OtherThing, ...], list[PersonId]] = {}
    for person in told.view.session.members(told.segment):
        if things := tuple(_refused(told, person.id)):
            groups.setdefault(things, []).append(person.id)
    for things, people in groups.items():
        yield told.happening("declined", told.said.declined_sentence(_who(told.view, people), things))


def _refused(told: _Told, person: PersonId) -> Iterator[RoundName | OtherThing]:
    if _declines(told.segment.stages.of("needs").not_answered, person):
        yield "needs"
    yield from (told.called(round) for round in told.rounds() if _declines(round.not_answered, person))
    if _declines(told.segment.stages.of("closing").not_answered, person):
        yield "closing"
    elif _declines(told.segment.no_guess, person):
        yield "guess"
    if _declines(told.segment.stages.of("meeting").not_answered, person):
        yield "apart"


def _declines(not_answered: Mapping[PersonId, str], person: PersonId) -> bool:
    return not_answered.get(person) == "declined"


def _dont_know(told: _Told) -> Iterator[Happening]:
    for round in told.rounds():
        unknown = [person for person, row in round.answers.items() if row == DK]
        if unknown and told.view.enough(len(round.answers)):
            who, rows = _who(told.view, unknown), len(round.answers)
            sentence = told.said.dont_know_sentence(who, rows, told.called(round))
            yield told.happening("don't know", sentence)


def _aside(told: _Told) -> Iterator[Happening]:
    for round in told.rounds():
        if round.drafts:
            slips, came_in = _who(told.view, round.drafts), len(round.drafts.keys() & round.answers.keys())
            sentence = told.said.aside_sentence(slips, came_in, told.called(round))
            yield told.happening("aside", sentence, min(slip.at for slip in round.drafts.values()))


def _reopened(told: _Told) -> Iterator[Happening]:
    for round in told.segment.rounds:
        if round.reopened:
            sentence = told.said.reopened(told.called(round), round.reopened)
            yield told.happening("reopened", sentence, round.reopened[0])


def _corrected(told: _Told) -> Iterator[Happening]:
    for round in told.rounds():
        slips = [slip for slip in round.corrected if slip.seal is None]
        if slips:
            sentence = told.said.corrected(_whose(told, slips), told.called(round), _times(slips))
            yield told.happening("corrected", sentence, slips[0].at)


def _righted(told: _Told) -> Iterator[Happening]:
    """Slips of votes, convictions after the talk and guesses: what belongs to no round."""
    for of in get_args(OneNumber):
        slips = [slip for slip in told.segment.corrected if slip.of == of]
        if slips:
            sentence = told.said.righted(_whose(told, slips), of, _times(slips))
            yield told.happening("corrected", sentence, slips[0].at)


def _whose(told: _Told, slips: Sequence[Correction | Righted]) -> SoManyPeople:
    """How many slips, and for the facilitator whose."""
    people = {slip.who for slip in slips if slip.who is not None}
    return replace(_who(told.view, people), n=len(slips))


def _times(slips: Sequence[Correction | Righted]) -> list[dt.datetime]:
    return [slip.at for slip in slips]


def _by_hand(told: _Told) -> Iterator[Happening]:
    for round in told.rounds():
        times = _times([slip for slip in round.corrected if slip.seal is not None])
        if times:
            sentence = told.said.by_hand_sentence(told.called(round), times)
            yield told.happening("by hand", sentence, times[0])


def _reworded(told: _Told) -> Iterator[Happening]:
    for need in told.segment.needs:
        words = [*(was.text for was in need.was), need.text]
        for was, (old, new) in zip(need.was, pairwise(words), strict=True):
            yield told.happening("reworded", told.said.reworded(old, new, was.until), was.until)


def _renamed(view: AudienceView, segment: str | None, item: Company | Segment) -> Iterator[Happening]:
    for was, (old, new) in zip(item.was, pairwise([*(was.text for was in item.was), item.name]), strict=True):
        yield Happening("renamed", segment, was.until, view.wording.day.renamed(old, new, was.until))


def _other_names(told: _Told) -> Iterator[Happening]:
    yield from _renamed(told.view, told.segment.name, told.segment)
    for company in told.segment.competitors:
        yield from _renamed(told.view, told.segment.name, company)


def _parked(told: _Told) -> Iterator[Happening]:
    for need in told.segment.needs:
        if need.parked:
            yield told.happening("parked", told.said.parked(need.text, told.view.reason(need.parked)))


def _new_list(told: _Told) -> Iterator[Happening]:
    for number, rounds in enumerate(told.segment.lists()[1:]):
        first = rounds[0]
        sentence = told.said.new_list(len(first.needs), first.opened, number > 0)
        yield told.happening("new list", sentence, first.opened)


def _late_company(told: _Told) -> Iterator[Happening]:
    for round in _first_marks(told.segment):
        alone = _companies_alone(told.segment, round)
        if alone:
            sentence = told.said.late_company([told.company(id) for id in alone], round.opened)
            yield told.happening("late company", sentence, round.opened)


def _unrevealed(told: _Told) -> Iterator[Happening]:
    for round in told.rounds(revealed=False):
        if round.closed is not None:
            sentence = told.said.unrevealed(told.called(round), round.closed)
            yield told.happening("unrevealed", sentence, round.closed)


def _unfinished(told: _Told) -> Iterator[Happening]:
    for what, why in told.segment.skipped.items():
        kind: Event = "no second round" if what in agenda.SECONDS else "unfinished"
        if why == agenda.SHORTENED or what in agenda.PARTS:
            kind = "shortened"
        yield told.happening(kind, told.view.wording.closing.skipped(what, told.view.said(why) or ""))


_Tell = Callable[[_Told], Iterator[Happening]]


_OF_PEOPLE: tuple[_Tell, ...] = (_late, _declined)


_TELL: tuple[_Tell, ...] = (
    _other_names,
    _parked,
    _reworded,
    _new_list,
    _late_company,
    _dont_know,
    _aside,
    _reopened,
    _corrected,
    _righted,
    _by_hand,
    _unrevealed,
    _unfinished,
)
