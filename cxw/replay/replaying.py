"""The desk that replays an archive: it answers every ask with what the archive holds.

What was merged, reworded or corrected is done again in the same way, so that an archive replayed into an
empty copy gives the archive again, apart from times.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from cxw.day import desk as d
from cxw.day import renewals, ticks
from cxw.day.closing import unguessed
from cxw.day.evidence import spoken_of
from cxw.day.needs import votes_each
from cxw.day.retracing import given_at_first
from cxw.day.righted import at_first
from cxw.model import (
    MEETING,
    AnyRound,
    DayStage,
    Missing,
    Need,
    OneNumber,
    PersonId,
    Segment,
    Session,
    StageName,
    ids_of,
)
from cxw.questions.rounds import Of, kind_of, of_stage
from cxw.replay.archive import attendance_changes, emptied, first_words, last_moment, slips_of_need, upcoming
from cxw.replay.between_asks import BetweenAsks, ReplayStopped, attended, given_again, missed_again
from cxw.replay.lenses import LENS, LensesAgain
from cxw.replay.meeting import decided_there, went_on
from cxw.replay.walls import shown_again

__all__ = ["Replay", "ReplayStopped", "attended", "emptied"]


class Replay:
    """A desk whose answers are those of an archive."""

    def __init__(
        self, archive: Session, copied: Callable[[], Session], screen: Callable[[d.Wall], str]
    ) -> None:
        """`copied` gives the session as replayed so far; `screen` shows a wall and may say BACK or LEAVE."""
        self.archive = archive
        self.copied = copied
        self.screen = screen
        self.beside = BetweenAsks(archive, copied)
        self.lenses = LensesAgain(archive, copied)
        self._why = ""

    def time(self) -> dt.datetime:
        """What the clock showed in the archive when this happened: the time of what comes next there."""
        if moment := self.lenses.moment_there():
            return moment
        ahead = [*upcoming(self.archive, self.copied()), *self.lenses.moments_ahead()]
        return min(ahead) if ahead else last_moment(self.archive) or dt.datetime.min

    def come_and_go(self, acts: d.Acts | None) -> None:
        """Let leave and come back whoever did by the next thing that happened in the archive."""
        if acts is None or acts.people is None:
            return
        for coming in attendance_changes(self.archive, self.copied()):
            if coming.leaves:
                acts.people.leaves(coming.person, coming.why)
            else:
                acts.people.back(coming.person)

    def _end(self, segment: Segment, stage: str) -> str:
        """Where the archive's day went no further: the stage was ended unfinished, or the day is."""
        if stage not in segment.skipped and not self._behind(segment):
            return d.LEAVE
        self._why = segment.skipped.get(stage, "a new list")
        raise d.MovedOn(d.SKIP)

    def _over(self, went_on: object, segment: Segment, stage: str) -> str:
        """That something is done, where the archive went on after it."""
        return d.DONE if went_on else self._end(segment, stage)

    def _behind(self, segment: Segment) -> bool:
        return renewals.on_older_list(segment, self.copied().segment(segment.id))

    def _renew(self, more: d.More | None, segment: Segment) -> None:
        """Begin the archive's next list of needs where it began there; take in who came late to the marks."""
        copied = self.copied().segment(segment.id)
        if more is None:
            return
        for company in renewals.arriving(segment, copied):
            more.company(company.was[0].text if company.was else company.name, company.id)
        needs = renewals.needs_due(segment, copied)
        if needs and more.renew(needs) == []:
            for need in renewals.parked_later(segment, self.copied().segment(segment.id)):
                more.set_aside(need.id, need.parked or "")
            raise d.MovedOn(d.RENEWED)

    @attended
    def show(self, wall: d.Wall) -> str:
        """Show the wall, then do what the archive's facilitator did there."""
        if wall.acts is not None:
            self.beside.catch_up(wall.acts)
        if wall.acts is not None and wall.last and self._put_right(wall.acts):
            return d.AGAIN
        chosen = self.screen(shown_again(wall))
        if chosen in (d.BACK, d.LEAVE):
            return chosen
        return d.NEXT if not wall.last else self._goes_on(wall)

    def _put_right(self, acts: d.Acts) -> bool:
        return bool(acts.correct) and self.beside.correct(acts.correct, acts.segment)

    def _goes_on(self, wall: d.Wall) -> str:
        if wall.acts is None or not wall.acts.segment:
            return d.NEXT if any(s.stages.needs for s in self.archive.segments) else d.LEAVE
        segment = self.archive.segment(wall.acts.segment)
        if wall.stage == LENS:
            return self.lenses.at_a_wall(wall, segment)
        self.lenses.at = None
        return self._in_a_stage(wall, wall.acts, segment)

    def _in_a_stage(self, wall: d.Wall, acts: d.Acts, segment: Segment) -> str:
        if d.REVEAL in wall.keys and (chosen := self._of_a_closed(wall, segment)):
            return chosen
        self._renew(acts.more, segment)
        if d.REVEAL in wall.keys:
            return self._end(segment, wall.stage)
        if following := self._next_round(wall, segment):
            return d.SECOND if d.SECOND in wall.keys and following.name == "second" else d.NEXT
        return d.NEXT if self._left(wall, segment) else self._end(segment, wall.stage)

    def _of_a_closed(self, wall: d.Wall, segment: Segment) -> str:
        """What the archive did with a closed round: opened it again or revealed it; empty for neither."""
        if wall.stage == MEETING:
            return d.REVEAL if segment.stages.of(MEETING).revealed is not None else ""
        round = self._archived(segment.id, of_stage(wall.stage))
        if d.REOPEN in wall.keys and self._opened_again(segment.id, round):
            return d.REOPEN
        return d.REVEAL if round is not None and round.revealed else ""

    def _next_round(self, wall: d.Wall, segment: Segment) -> AnyRound | None:
        if wall.stage not in ("weights", "grid"):
            return None
        return self.next_round(segment.id, of_stage(wall.stage))

    def _left(self, wall: d.Wall, segment: Segment) -> bool:
        """Whether the archive went on from this screen."""
        stage = segment.stages.of(wall.stage)  # type: ignore[call-overload]  # a wall's stage is one of them
        if stage.done is not None or f"{wall.stage} second" in segment.skipped or self._behind(segment):
            return True
        if wall.step == "coverage":
            return bool(stage.answered or segment.unknowns)
        if wall.stage == MEETING:
            return went_on(segment, wall.step)
        return wall.stage == "grid" and bool(segment.conviction.after) and "grid" not in segment.skipped

    def next_round(self, id: str, of: Of) -> AnyRound | None:
        """The archive's round of this kind that the copy opens next."""
        done = len(self.copied().segment(id).rounds_of(of))
        return next(iter(self.archive.segment(id).rounds_of(of)[done:]), None)

    def _archived(self, id: str, of: Of) -> AnyRound | None:
        """The archive's round that the copy's newest one replays."""
        number = len(self.copied().segment(id).rounds_of(of))
        archived = self.archive.segment(id).rounds_of(of)
        return archived[number - 1] if 0 < number <= len(archived) else None

    def _opened_again(self, id: str, round: AnyRound | None) -> bool:
        """Whether the archive opened this round once more than the copy has so far."""
        if round is None:
            return False
        return len(self.copied().segment(id).rounds_of(round.of)[-1].reopened) < len(round.reopened)

    @attended
    def proposals(self, ask: d.Proposals) -> str:
        """Hand in every wording of every need, each as a slip of its own."""
        assert ask.acts is not None
        segment = self.archive.segment(ask.acts.segment)
        stage = segment.stages.of("needs")
        there = set(ids_of(ask.lines()))
        for need in segment.needs:
            for slip in slips_of_need(need):
                if slip[-1] not in there:
                    ask.add(*slip)
        self._answered(ask.answered, segment, "needs")
        for person, why in stage.not_answered.items():
            ask.miss(person, why)
        return self._over(not ask.waiting() or segment.chosen, segment, "needs")

    @attended
    def board(self, ask: d.Board) -> str:
        """Merge what was merged, vote and choose."""
        assert ask.acts is not None
        segment = self.archive.segment(ask.acts.segment)
        there = set(ids_of(ask.lines()))
        chosen = renewals.first_choice(segment)
        for need in segment.needs:
            for *_, slip in slips_of_need(need)[1:]:
                if slip in there:
                    ask.merge(need.id, slip)
            self._finish(ask, need)
        if votes_each(segment) and ask.vote is not None:
            ask.vote(votes_each(segment))
        for need in segment.needs:
            if need.parked and need.id not in chosen:
                ask.park(need.id, need.parked)
        if not chosen:
            return self._end(segment, "needs")
        ask.choose(chosen)
        return d.DONE

    def _finish(self, ask: d.Board, need: Need) -> None:
        ask.reword(need.id, first_words(need))
        if need.short:
            ask.shorten(need.id, need.short)

    @attended
    def ballots(self, ask: d.Ballot) -> str:
        """Give everybody's answers as they were before any correction."""
        assert ask.acts is not None
        return REPLAYED[ask.of](self, ask, self.archive.segment(ask.acts.segment))

    def _votes(self, ask: d.Ballot, segment: Segment) -> str:
        self.beside.bring_back(ask, segment, segment.stages.of("weights").not_answered)
        given_again(ask, at_first(segment, "votes"))
        return self._over(not ask.waiting() or segment.chosen, segment, "needs")

    def _sure_again(self, ask: d.Ballot, segment: Segment) -> str:
        if self._behind(segment):
            return d.DONE
        self._once(ask, segment, "conviction", segment.stages.of("weights").not_answered)
        if self.copied().segment(segment.id).stages.closing is not None:
            return self._looks_next(segment)
        return self._over(segment.stages.of("grid").done, segment, "grid")

    def _guess(self, ask: d.Ballot, segment: Segment) -> str:
        self._once(ask, segment, "guess", unguessed(segment))
        return self._looks_next(segment)

    def _once(self, ask: d.Ballot, segment: Segment, of: OneNumber, none: Mapping[PersonId, Missing]) -> None:
        """One number of everybody, by whom it was given at first; or why it was not."""
        self.beside.bring_back(ask, segment, none)
        given_again(ask, at_first(segment, of))
        missed_again(ask, none, [*ask.waiting(), *ask.missed()])

    def _apart(self, ask: d.Ballot, segment: Segment) -> str:
        meeting = segment.stages.of(MEETING)
        self._once(ask, segment, "apart", meeting.not_answered)
        return self._over(not ask.waiting() or meeting.revealed, segment, MEETING)

    def _looks_next(self, segment: Segment) -> str:
        """Whether the archive went on to how it knows."""
        last = segment.stages.of("closing")
        looked = segment.audit or last.answered or segment.unknowns or last.done
        return self._over(looked, segment, "closing")

    def _round(self, ask: d.Ballot, segment: Segment, of: Of) -> str:
        round, stage = self._archived(segment.id, of), kind_of(of).stage
        if round is None:
            return self._end(segment, stage)
        self.beside.bring_back(ask, segment, round.not_answered)
        for person in round.drafts:
            ask.aside(person, round.drafts[person].row)
        for person in round.answers:
            self._answer(ask, segment, round, person)
        for person, value in renewals.sure(segment, round).items():
            ask.accept(person, "conviction", value, "paper")
        for person in round.answers:
            self._say_beside(ask, person)
        missed_again(ask, round.not_answered, list(round.not_answered))
        again = self._opened_again(segment.id, round)
        return self._over(round.closed is not None or again, segment, stage)

    def _answer(self, ask: d.Ballot, segment: Segment, round: AnyRound, person: PersonId) -> None:
        usual = self.archive.participant(person).desk or self.archive.desk or "paper"
        at = round.desks.get(person, usual)
        ask.accept(person, kind_of(round).kind.name, given_at_first(segment, round, person), at)
        if person in round.reasons:
            ask.accept(person, "reason", round.reasons[person], at)
        if person in round.rounded:
            ask.rounded(person, round.rounded[person])

    def _say_beside(self, ask: d.Ballot, person: PersonId) -> None:
        """Tick what was ticked, and say when a customer was met last, as it stands at the end of the day."""
        said = ticks.said_by_person(self.archive.participant(person))
        for part in ask.parts(person):
            for value in [said[what] for what in said if what == part.id]:
                ask.accept(person, part.id, value, "paper")

    def correct(self, slips: Sequence[d.Ballot]) -> str:
        """Slips are put right at the walls, in the order of the archive."""
        return d.DONE

    @attended
    def competitors(self, ask: d.Competitors) -> str:
        """Go on: the competitors belong to the set-up of the copy."""
        assert ask.acts is not None
        segment = self.archive.segment(ask.acts.segment)
        return self._over(segment.rounds_of("marks"), segment, "grid")

    @attended
    def look(self, ask: d.Look) -> str:
        """Bring the evidence and say of each answer how it was known."""
        assert ask.acts is not None
        self.beside.attach(ask.acts)
        segment = self.archive.segment(ask.acts.segment)
        for name, looked in segment.audit.items():
            ask.audit(name, looked)
        closing = segment.stages.of("closing")
        return self._over(segment.unknowns or closing.answered or closing.done, segment, "closing")

    @attended
    def unknowns(self, ask: d.Unknowns) -> str:
        """Say again what was not known."""
        assert ask.acts is not None
        segment = self.archive.segment(ask.acts.segment)
        if ask.lens is not None:
            return self.lenses.name_again(ask, segment)
        for unknown in segment.unknowns[len(self.copied().segment(segment.id).unknowns) :]:
            ask.add(unknown.text, unknown.by)
        closing = segment.stages.of("closing")
        self._answered(ask.answered, segment, "closing")
        missed_again(ask, closing.not_answered, ask.waiting())
        over = not ask.waiting() or closing.done or segment.research
        return self._over(over, segment, "closing")

    def _answered(self, say: Callable[[PersonId], d.Faults], segment: Segment, stage: DayStage) -> None:
        said = self.copied().segment(segment.id).stages.of(stage).answered
        for person in segment.stages.of(stage).answered:
            if person not in said:
                say(person)

    @attended
    def promises(self, ask: d.Promises) -> str:
        """Promise again what was promised."""
        assert ask.acts is not None
        segment = self.archive.segment(ask.acts.segment)
        made = set(ids_of(self.copied().segment(segment.id).research))
        for card in (card for card in segment.research if card.id not in made):
            if not spoken_of(self.copied(), segment.id, card.about):
                continue  # it is about a segment that the day comes to later
            there = len(self.copied().segment(segment.id).unknowns)
            lines = enumerate(segment.unknowns[:there])
            ask.promise(card, [n for n, one in lines if one.research == card.id])
        met = self.copied().segment(segment.id).stages.meeting is not None
        stage: StageName = MEETING if met else "closing"
        later = decided_there(segment, "changes" if met else "anyway")
        return self._over(segment.stages.of(stage).done or later, segment, stage)

    @attended
    def decisions(self, ask: d.Decisions) -> str:
        """Decide again what was decided."""
        assert ask.acts is not None
        segment = self.archive.segment(ask.acts.segment)
        stage: StageName = MEETING if ask.about == "changes" else "closing"
        lines, done = decided_there(segment, ask.about), len(ask.lines())
        for place, line in enumerate(lines[done:], done):
            ask.keep(place, line)
        return self._over(segment.stages.of(stage).done, segment, stage)

    def tell(self, text: str) -> None:
        """Nobody is there to be told."""

    def trouble(self, text: str, ways: Mapping[str, str]) -> str:
        """An archive has nobody who could choose: the replay ends with the sentence."""
        raise ReplayStopped(text)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        """Nothing: an archive goes its own way; of what a room named for a lens what it looked at."""
        return self.lenses.looked_at_there(ways)

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        """Why a stage or a lens ended unfinished, or a lens's sentence; otherwise the default."""
        return self.lenses.said_there() or self._why or default


REPLAYED: Mapping[d.AskedOf, Callable[[Replay, d.Ballot, Segment], str]] = {
    "votes": Replay._votes,
    "weights": lambda desk, ask, segment: desk._round(ask, segment, "weights"),
    "marks": lambda desk, ask, segment: desk._round(ask, segment, "marks"),
    "conviction": Replay._sure_again,
    "guess": Replay._guess,
    "apart": Replay._apart,
    "lens": lambda desk, ask, segment: desk.lenses.answered_as_there(ask, segment),
}
"""How a ballot is answered again, by what it is about."""
